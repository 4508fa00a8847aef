//! The questionnaire as it is meant: checked once, with nothing left to look up and nothing that can fail.
//!
//! A `Tree` comes only out of [`check`](super::check::check). Everything is numbered in the order of the file, so the
//! order of references is the order of the walk.

mod advice;
mod guarantee;
mod node;
mod question;

pub use advice::{Alert, Contact, Emergency, Hours, Level, Step, Support};
pub use guarantee::{Exception, Guarantee};
pub use node::{Alternative, Branch, Fallback, Node, Rule, Scale, ScaleValue, Score, To};
pub use question::{Choice, Question};

use super::condition::{Condition, Test};
use super::document::Stop;
use super::fixed::{List, Text};
use serde::Serialize;
use std::ops::Index;

macro_rules! references {
    ($($(#[$about:meta])* $name:ident => $field:ident: $target:ty,)*) => {
        $($(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the tree's list.
            #[inline]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Index<$name> for Tree {
            type Output = $target;
            fn index(&self, at: $name) -> &$target {
                &self.$field[at.index()]
            }
        })*
    };
}

references! {
    /// One of the tree's contacts.
    ContactRef => contacts: Contact,
    /// One of the tree's levels; a larger one is more intensive.
    LevelRef => levels: Level,
    /// One of the tree's supports.
    SupportRef => supports: Support,
    /// One of the tree's alerts.
    AlertRef => alerts: Alert,
    /// One of the tree's nodes.
    NodeRef => nodes: Node,
    /// One of the tree's questions.
    QuestionRef => questions: Question,
    /// One of the tree's scores.
    ScoreRef => scores: Score,
    /// One of the tree's scales.
    ScaleRef => scales: Scale,
    /// One of the tree's branches, counted over all nodes.
    BranchRef => branches: Branch,
}

/// A checked questionnaire.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Tree {
    /// Its id.
    pub id: Text,
    /// Its version.
    pub version: Text,
    /// The language of its texts, as `en`.
    pub language: Text,
    /// Who reviewed it, if anybody has.
    pub reviewed_by: Option<Text>,
    /// SHA-256 of the file it was read from, in hexadecimal.
    pub hash: Text,
    /// Its title.
    pub title: Text,
    /// Shown before the first question.
    pub intro: Text,
    /// Ends every suggestion and referral.
    pub closing: Text,
    /// The page behind `!`.
    pub emergency: Emergency,
    /// Help lines.
    pub contacts: List<Contact>,
    /// The ladder, least intensive first.
    pub levels: List<Level>,
    /// What goes with a level.
    pub supports: List<Support>,
    /// Safety messages.
    pub alerts: List<Alert>,
    /// What to do next.
    pub steps: List<Step>,
    /// Nodes, in the order of the walk.
    pub nodes: List<Node>,
    /// Questions of all nodes.
    pub questions: List<Question>,
    /// Scores of all nodes.
    pub scores: List<Score>,
    /// Scales of all nodes.
    pub scales: List<Scale>,
    /// Branches of all nodes.
    pub branches: List<Branch>,
    /// Properties to be proved over all answers.
    pub guarantees: List<Guarantee>,
}

impl Tree {
    /// The questions with their references, in order.
    pub fn question_refs(&self) -> impl Iterator<Item = QuestionRef> + use<> {
        (0..self.questions.len() as u32).map(QuestionRef)
    }

    /// The alerts' references, in order.
    pub fn alert_refs(&self) -> impl Iterator<Item = AlertRef> + use<> {
        (0..self.alerts.len() as u32).map(AlertRef)
    }

    /// The supports' references, in order.
    pub fn support_refs(&self) -> impl Iterator<Item = SupportRef> + use<> {
        (0..self.supports.len() as u32).map(SupportRef)
    }

    /// The scales' references, in order.
    pub fn scale_refs(&self) -> impl Iterator<Item = ScaleRef> + use<> {
        (0..self.scales.len() as u32).map(ScaleRef)
    }

    /// The rules for those values of a scale that `set` holds.
    pub(crate) fn rules(&self, scale: ScaleRef, set: u64) -> impl Iterator<Item = &Rule> {
        self.values(scale, set).flat_map(|value| &value.rules)
    }

    /// Every test in the rules of a scale.
    pub(crate) fn scale_tests(&self, scale: ScaleRef) -> impl Iterator<Item = Test> {
        let rules = self[scale].values.iter().flat_map(|value| &value.rules);
        let tests = rules.flat_map(|rule| rule.when.tests());
        tests.map(|test| test.value)
    }

    /// The questions that an emergency may rest on.
    pub(crate) fn emergency_questions(&self) -> Vec<QuestionRef> {
        let alerts = self.alerts.iter();
        let emergencies = alerts.filter(|alert| alert.stop == Some(Stop::Emergency));
        let tests = emergencies.flat_map(|alert| alert.when.tests());
        tests.filter_map(|test| test.question()).collect()
    }

    /// Every condition of the tree.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let told = (self.contacts.iter().map(|contact| &contact.when))
            .chain(self.supports.iter().map(|support| &support.when))
            .chain(self.steps.iter().map(|step| &step.when));
        let alerts = self.alerts.iter().map(|alert| &alert.when);
        let questions = self.questions.iter().map(|question| &question.when);
        let values = self.scales.iter().flat_map(|scale| &scale.values);
        let rules = values.flat_map(|value| &value.rules).map(|rule| &rule.when);
        let branches = self.branches.iter().map(|branch| &branch.when);
        let fallbacks = self.branches.iter().flat_map(|branch| &branch.fallback);
        let fallbacks = fallbacks.map(|fallback| &fallback.when);
        let promised = self.guarantees.iter().flat_map(|guarantee| {
            let except = guarantee.except.iter().map(|except| &except.when);
            except.chain([&guarantee.when])
        });
        let missable = (told.chain(questions).chain(branches)).chain(fallbacks.chain(promised));
        missable.flatten().chain(alerts).chain(rules)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<QuestionRef> {
        self.questions
            .iter()
            .position(|question| question.id == id)
            .map(|at| QuestionRef(at as u32))
    }

    /// The level with this id.
    pub fn level(&self, id: &str) -> Option<LevelRef> {
        self.levels
            .iter()
            .position(|level| level.id == id)
            .map(|at| LevelRef(at as u32))
    }
}

/// The lowest `count` bits.
pub(crate) fn bits(count: usize) -> u64 {
    if count >= 64 {
        u64::MAX
    } else {
        (1 << count) - 1
    }
}
