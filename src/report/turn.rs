//! One turn of a conversation with another program: the next question, the result, or what is wrong.

use super::Record;
use super::record::{Outcome, SCHEMA};
use crate::model::answers::Answers;
use crate::model::document::Kind;
use crate::model::finding::Finding;
use crate::model::tree::{Question, QuestionRef, Tree};
use crate::model::walk::{End, Walk};
use crate::model::words::Words;
use serde::Serialize;

/// What is said in one turn.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Turn<'t> {
    /// This is asked next.
    Asking {
        /// The shape of this message.
        schema: u32,
        /// What is asked.
        question: Asked<'t>,
        /// How many questions are still to come, this one included.
        remaining: Remaining,
        /// The levels that are still possible, least intensive first.
        levels: Vec<&'t str>,
        /// Whether the level can no longer change.
        settled: bool,
    },
    /// Nothing more is asked.
    Done {
        /// The shape of this message.
        schema: u32,
        /// What came out.
        result: Box<Record<'t>>,
    },
    /// The answers cannot be used.
    Refused {
        /// The shape of this message.
        schema: u32,
        /// Everything that is wrong.
        errors: Vec<Mistake>,
    },
}

/// A question for another program to ask.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked<'t> {
    /// Its id: the key of the answer.
    pub id: &'t str,
    /// The heading it stands under.
    pub node: &'t str,
    /// What is asked.
    pub ask: &'t str,
    /// Why it is asked.
    pub why: Option<&'t str>,
    /// What a word means, how to count.
    pub help: Option<&'t str>,
    /// How it is answered.
    pub kind: Kind,
    /// What can be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Offered<'t>>,
    /// The smallest and the largest number, and what it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Bounds<'t>>,
    /// Whether `unsure` is refused.
    pub required: bool,
    /// Whether the answer should not be kept.
    pub private: bool,
}

/// A choice for another program to offer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Offered<'t> {
    /// Its id: the answer.
    pub id: &'t str,
    /// What a person reads.
    pub label: &'t str,
    /// It excludes the other choices.
    pub alone: bool,
}

/// The numbers that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bounds<'t> {
    /// The smallest.
    pub min: i64,
    /// The largest.
    pub max: i64,
    /// What is counted.
    pub unit: Option<&'t str>,
}

/// Fewest and most questions still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Remaining {
    /// Fewest.
    pub min: u32,
    /// Most.
    pub max: u32,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// What was found.
    pub message: String,
    /// The nearest name, or what is allowed.
    pub help: Option<String>,
}

impl From<Finding> for Mistake {
    fn from(Finding { message, help, .. }: Finding) -> Self {
        Mistake { message, help }
    }
}

impl<'t> Turn<'t> {
    /// The turn that follows from these answers and their walk.
    pub fn of(tree: &'t Tree, answers: &Answers, walk: &Walk, words: &Words) -> Self {
        match walk.end {
            End::Question(at) => Self::asking(tree, at, walk),
            End::Reached | End::Referred | End::Stopped => Turn::Done {
                schema: SCHEMA,
                result: Box::new(Record::of(tree, answers, walk, words)),
            },
        }
    }

    /// The turn for answers that cannot be used.
    pub fn refused(errors: Vec<Mistake>) -> Self {
        Turn::Refused {
            schema: SCHEMA,
            errors,
        }
    }

    /// Whether it says what to do in an emergency.
    pub fn is_stop(&self) -> bool {
        matches!(self, Turn::Done { result, .. } if result.outcome == Outcome::Stop)
    }

    fn asking(tree: &'t Tree, at: QuestionRef, walk: &Walk) -> Self {
        let levels = walk.outcomes.levels.iter();
        let question = &tree[at];
        Turn::Asking {
            schema: SCHEMA,
            question: Asked::of(question, &tree[question.node].title),
            remaining: Remaining {
                min: walk.left.0,
                max: walk.left.1,
            },
            levels: levels.map(|level| tree[*level].id.as_ref()).collect(),
            settled: walk.outcomes.level().is_some(),
        }
    }
}

impl<'t> Asked<'t> {
    fn of(question: &'t Question, node: &'t str) -> Self {
        let bounds = Bounds {
            min: question.min,
            max: question.max,
            unit: question.unit.as_deref(),
        };
        Asked {
            id: &question.id,
            node,
            ask: &question.ask,
            why: question.why.as_deref(),
            help: question.help.as_deref(),
            kind: question.kind,
            choices: question
                .choices
                .iter()
                .map(|choice| Offered {
                    id: &choice.id,
                    label: &choice.label,
                    alone: choice.alone,
                })
                .collect(),
            number: (question.kind == Kind::Number).then_some(bounds),
            required: question.required,
            private: question.private,
        }
    }
}
