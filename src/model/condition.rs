//! Conditions: finite tests on answers, scores, scales and the suggested level.

use super::fixed::{Held, List};
use super::place::{At, Place};
use super::tree::{QuestionRef, ScaleRef, ScoreRef};
use serde::Serialize;

/// When something holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Condition {
    /// All of these hold; always, if there are none.
    All(List<Condition>),
    /// Any of these holds.
    Any(List<Condition>),
    /// This does not hold.
    Not(Held<Condition>),
    /// One test, with its place in the file.
    Test(At<Test>),
}

/// One entry of a condition. What was not asked makes it false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Test {
    /// The choice is one of these, or any of these was ticked.
    Choices {
        /// The question.
        question: QuestionRef,
        /// The choices, as a bit set.
        any: u64,
    },
    /// The number lies in this range, both ends included.
    Number {
        /// The question.
        question: QuestionRef,
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// The points lie in this range, both ends included.
    Score {
        /// The score.
        score: ScoreRef,
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// The scale has one of these values.
    Scale {
        /// The scale.
        scale: ScaleRef,
        /// The values, as a bit set.
        any: u64,
    },
    /// One of these levels is suggested.
    Level {
        /// The levels, as a bit set.
        any: u64,
    },
}

impl Test {
    /// The question it asks about, if it is about one.
    pub fn question(&self) -> Option<QuestionRef> {
        match *self {
            Test::Choices { question, .. } | Test::Number { question, .. } => Some(question),
            _ => None,
        }
    }

    /// The choices it asks for, as a bit set, if it asks for any.
    pub(crate) fn choices(&self) -> Option<u64> {
        match *self {
            Test::Choices { any, .. } => Some(any),
            _ => None,
        }
    }
}

impl Condition {
    /// Every test in it, in order.
    pub fn tests(&self) -> Vec<&At<Test>> {
        let mut tests = Vec::new();
        self.collect(&mut tests);
        tests
    }

    fn collect<'a>(&'a self, tests: &mut Vec<&'a At<Test>>) {
        match self {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| part.collect(tests))
            }
            Condition::Not(part) => part.collect(tests),
            Condition::Test(test) => tests.push(test),
        }
    }

    /// Whether it depends on the suggested level.
    pub(crate) fn names_level(&self) -> bool {
        let tests = self.tests();
        tests
            .iter()
            .any(|test| matches!(test.value, Test::Level { .. }))
    }

    /// Where its first test stands in the file.
    pub fn place(&self) -> Option<Place> {
        self.tests().first().map(|test| test.place)
    }
}
