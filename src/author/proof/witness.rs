//! Counterexamples: the smallest one, in words and as a command to paste.

use super::Prover;
use super::cover::{self, label, named};
use super::diagram::{Diagram, Diagrams};
use super::meaning::{Meaning, REFERRAL, STOP};
use super::space::{Slot, Space};
use crate::model::answers::{Answer, Answers};
use crate::model::document::Stop;
use crate::model::finding::Label;
use crate::model::tree::{BranchRef, Question, QuestionRef};

/// A value for every variable.
pub(crate) type Values = Vec<u32>;

/// One answer out of the ordinary costs more than any number of ordinary ones.
const EXTRAORDINARY: u64 = 1 << 20;

impl Space {
    /// The smallest example of what holds, if it can: the fewest answers out of the ordinary.
    pub(crate) fn example(&self, store: &Diagrams, holds: Diagram) -> Option<Values> {
        let variables = &self.variables;
        let ticks = |variable: u32| {
            let question = variables[variable as usize].question;
            matches!(self.slots[question.index()], Slot::Many(_))
        };
        let cost = |variable: u32, value: u32| match value {
            _ if value == variables[variable as usize].ordinary => 1,
            _ if ticks(variable) => EXTRAORDINARY * u64::from(value) + 1,
            _ => EXTRAORDINARY + 1,
        };
        let path = store.cheapest(holds, &cost)?;
        let values = path.iter().zip(variables);
        Some(
            values
                .map(|(value, variable)| value.unwrap_or(variable.ordinary))
                .collect(),
        )
    }

    /// An example in words: those of the answers asked for that are out of the ordinary.
    pub(crate) fn words(
        &self,
        questions: &[Question],
        asked: impl Iterator<Item = QuestionRef>,
        values: &[u32],
    ) -> String {
        let variables = self.variables.iter();
        let ordinary: Values = variables.map(|variable| variable.ordinary).collect();
        let told: Vec<String> = asked
            .filter(|question| self.answer(*question, values) != self.answer(*question, &ordinary))
            .map(|at| {
                let question = &questions[at.index()];
                format!(
                    "`{}` {}",
                    question.id,
                    said(question, self.answer(at, values))
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
}

/// An answer as it is given.
pub(super) fn said(question: &Question, answer: Answer) -> String {
    let words = question.words(answer);
    if words.is_empty() {
        return "without a tick".to_owned();
    }
    words.join(",")
}

impl Meaning<'_> {
    /// The command that shows an example: the answers that are asked for, and no others.
    pub(crate) fn command(&self, store: &Diagrams, values: &[u32]) -> String {
        self.tree.command(&self.answers(store, values))
    }

    /// The answers that are asked for, before an emergency only those that it may rest on.
    pub(crate) fn answers(&self, store: &Diagrams, values: &[u32]) -> Answers {
        let stopped = store.at(self.end, values) == STOP;
        let urgent = self.tree.emergency_questions();
        let mut answers = Answers::new();
        for question in self.tree.question_refs() {
            let asked = store.at(self.asked[question.index()], values) == 1;
            if asked && (!stopped || urgent.contains(&question)) {
                let answer = self.space.answer(self.view.slot(question), values);
                answers.set(question, self.view.answer(question, answer));
            }
        }
        answers
    }
}

impl Prover<'_> {
    /// The smallest example of what holds, if it can.
    pub(super) fn example(&self, holds: Diagram) -> Option<Values> {
        self.meaning.space.example(&self.store, holds)
    }

    /// The command that shows an example.
    pub(super) fn command(&self, values: &[u32]) -> String {
        self.meaning.command(&self.store, values)
    }

    /// An example in words.
    pub(super) fn words(&self, values: &[u32]) -> String {
        let answers = self.meaning.answers(&self.store, values);
        let asked = answers.iter().map(|(question, _)| question);
        let tree = self.meaning.tree;
        self.meaning.space.words(&tree.questions, asked, values)
    }

    /// What ends a walk: the branch it takes last, or the alerts that stop or refer it.
    pub(super) fn ways_out(&self, values: &[u32], text: &str) -> Vec<Label> {
        let tree = self.meaning.tree;
        let stop = match self.store.at(self.meaning.end, values) {
            STOP => Stop::Emergency,
            REFERRAL => Stop::Refer,
            branch => return vec![cover::branch(tree, BranchRef(branch as u32), text)],
        };
        let alerts = tree.alerts.iter().zip(&self.meaning.alerts);
        let alerts = alerts.filter(|(alert, shown)| {
            alert.stop == Some(stop) && self.store.at(**shown, values) == 1
        });
        alerts
            .map(|(alert, _)| label("alert", &alert.id, alert.place, text))
            .collect()
    }

    /// How a walk ends, in words, by what ends it.
    pub(super) fn ending(&self, values: &[u32], by: &[Label]) -> String {
        match self.store.at(self.meaning.end, values) {
            STOP => format!("an emergency stop by {}", named(by, "and")),
            REFERRAL => format!("a referral by {}", named(by, "and")),
            _ => named(by, "and"),
        }
    }
}
