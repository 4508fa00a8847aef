//! Counterexamples: the smallest one, in words and as a command to paste.

use super::Prover;
use super::diagram::Diagram;
use super::meaning::{REFERRAL, STOP};
use super::space::Slot;
use crate::model::answers::{Answer, Answers};
use crate::model::document::Stop;
use crate::model::tree::{LevelRef, QuestionRef};

/// A value for every variable.
pub(crate) type Values = Vec<u32>;

/// One answer out of the ordinary costs more than any number of ordinary ones.
const EXTRAORDINARY: u64 = 1 << 20;

impl Prover<'_> {
    /// The smallest example of what holds, if it can: the fewest answers out of the ordinary.
    pub(super) fn example(&self, holds: Diagram) -> Option<Values> {
        let variables = &self.meaning.space.variables;
        let ticks = |variable: u32| {
            let question = variables[variable as usize].question;
            matches!(self.meaning.space.slots[question.index()], Slot::Many(_))
        };
        let cost = |variable: u32, value: u32| match value {
            _ if value == variables[variable as usize].ordinary => 1,
            _ if ticks(variable) => EXTRAORDINARY * u64::from(value) + 1,
            _ => EXTRAORDINARY + 1,
        };
        let path = self.store.cheapest(holds, &cost)?;
        let values = path.iter().zip(variables);
        Some(
            values
                .map(|(value, variable)| value.unwrap_or(variable.ordinary))
                .collect(),
        )
    }

    /// The command that shows an example: the answers that are asked for, and no others.
    pub(super) fn command(&self, values: &[u32]) -> String {
        self.meaning.tree.command(&self.asked(values))
    }

    fn asked(&self, values: &[u32]) -> Answers {
        let stopped = self.store.at(self.meaning.end, values) == STOP;
        let mut answers = Answers::new();
        for question in self.meaning.tree.question_refs() {
            let asked = self.store.at(self.meaning.asked[question.index()], values) == 1;
            if asked && (!stopped || self.is_urgent(question)) {
                answers.set(question, self.meaning.space.answer(question, values));
            }
        }
        answers
    }

    /// Whether an emergency may rest on a question.
    fn is_urgent(&self, question: QuestionRef) -> bool {
        let alerts = self.meaning.tree.alerts.iter();
        let mut emergencies = alerts.filter(|alert| alert.stop == Some(Stop::Emergency));
        emergencies.any(|alert| {
            let tests = alert.when.tests();
            tests.iter().any(|test| test.question() == Some(question))
        })
    }

    /// An example in words: the answers out of the ordinary.
    pub(super) fn words(&self, values: &[u32]) -> String {
        let variables = &self.meaning.space.variables;
        let ordinary: Values = variables.iter().map(|variable| variable.ordinary).collect();
        let told: Vec<String> = (self.asked(values).iter())
            .filter(|(question, answer)| *answer != self.meaning.space.answer(*question, &ordinary))
            .map(|(question, answer)| {
                format!(
                    "`{}` {}",
                    question_id(self, question),
                    self.said(question, answer)
                )
            })
            .collect();
        if told.is_empty() {
            return "with nothing but ordinary answers".to_owned();
        }
        format!(
            "with {}, and else nothing out of the ordinary",
            told.join(", ")
        )
    }

    /// An answer as it is given.
    pub(super) fn said(&self, question: QuestionRef, answer: Answer) -> String {
        let words = self.meaning.tree[question].words(answer);
        if words.is_empty() {
            return "without a tick".to_owned();
        }
        words.join(",")
    }

    /// How a walk ends, in words.
    pub(super) fn ending(&self, level: i64) -> String {
        match level {
            STOP => "an emergency stop".to_owned(),
            REFERRAL => "a referral".to_owned(),
            rank => format!("`{}`", self.meaning.tree[LevelRef(rank as u32)].id),
        }
    }
}

fn question_id<'p>(prover: &'p Prover<'_>, question: QuestionRef) -> &'p str {
    &prover.meaning.tree[question].id
}
