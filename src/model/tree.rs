//! The questionnaire as it is meant: checked once, with nothing left to look up and nothing that can fail.
//!
//! A `Tree` comes only out of [`check`](super::check::check). Everything is numbered in the order of the file, so the
//! order of references is the order of the walk.

use super::condition::{Condition, Test};
use super::document::{Kind, Never, Order, Per, Stop, Timing};
use super::fixed::{List, Text};
use super::place::Place;
use serde::Serialize;
use std::ops::{Index, Range};

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

/// The page behind `!`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Emergency {
    /// What to do now.
    pub message: Text,
    /// Whom to call.
    pub contacts: List<ContactRef>,
}

/// A help line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contact {
    /// Its id.
    pub id: Text,
    /// What it is called.
    pub name: Text,
    /// How to reach it: a number, a word to text, an address.
    pub reach: Text,
    /// Who answers, and when.
    pub about: Option<Text>,
    /// The country it serves.
    pub country: Option<Text>,
    /// Left out when this certainly does not hold.
    pub when: Option<Condition>,
    /// The day somebody last checked it, as `2026-11-01`.
    pub verified: Option<Text>,
    /// Where the facts come from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A level of care.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// Its id.
    pub id: Text,
    /// What it is called.
    pub name: Text,
    /// What happens there.
    pub about: Text,
    /// Its usual hours, one entry for each meaning of the name.
    pub hours: List<Hours>,
    /// How long it usually lasts.
    pub lasts: Option<Text>,
    /// The usual step down.
    pub then: Option<LevelRef>,
    /// A word about the step down.
    pub then_note: Option<Text>,
    /// Questions to put to a program.
    pub ask_them: List<Text>,
    /// How the field numbers it.
    pub reference: Option<Text>,
    /// Where the facts come from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// The hours of a level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hours {
    /// Counted by day or week.
    pub per: Per,
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: Option<u32>,
    /// Who means this.
    pub note: Option<Text>,
    /// Where the figure comes from.
    pub source: Option<Text>,
}

/// What goes with a level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Support {
    /// Its id.
    pub id: Text,
    /// What it is called.
    pub name: Text,
    /// Before, with or after the level.
    pub timing: Timing,
    /// When it is advised; always, without a condition.
    pub when: Option<Condition>,
    /// Advised also when it cannot be ruled out.
    pub if_unknown: bool,
    /// Why, in that case.
    pub unknown_because: Option<Text>,
    /// Supports that need not be named beside this one.
    pub covers: List<SupportRef>,
    /// Why.
    pub because: Text,
    /// What to know or to check.
    pub details: List<Text>,
    /// Whom to call.
    pub contacts: List<ContactRef>,
    /// Where the advice comes from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A safety message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alert {
    /// Its id.
    pub id: Text,
    /// Its heading.
    pub title: Text,
    /// When it is shown.
    pub when: Condition,
    /// How it ends the walk, if it does.
    pub stop: Option<Stop>,
    /// What it says.
    pub message: Text,
    /// What to do, step by step.
    pub steps: List<Text>,
    /// Whom to call.
    pub contacts: List<ContactRef>,
    /// Where the advice comes from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Something to do next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Its id.
    pub id: Text,
    /// What to do.
    pub text: Text,
    /// When it fits; always, without a condition.
    pub when: Option<Condition>,
    /// Whom to call.
    pub contacts: List<ContactRef>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A part of the walk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// Its id.
    pub id: Text,
    /// Its heading.
    pub title: Text,
    /// A word before its questions.
    pub about: Option<Text>,
    /// Its questions, as positions in [`Tree::questions`].
    pub questions: Range<u32>,
    /// Its scores, as positions in [`Tree::scores`].
    pub scores: Range<u32>,
    /// Its scales, as positions in [`Tree::scales`].
    pub scales: Range<u32>,
    /// Its branches, as positions in [`Tree::branches`].
    pub branches: Range<u32>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Its id.
    pub id: Text,
    /// The node it belongs to.
    pub node: NodeRef,
    /// What is asked.
    pub ask: Text,
    /// Why it is asked.
    pub why: Option<Text>,
    /// What a word means, how to count.
    pub help: Option<Text>,
    /// How it is answered.
    pub kind: Kind,
    /// Its choices; `yes` and `no` for yes-or-no questions, none for numbers.
    pub choices: List<Choice>,
    /// The smallest number.
    pub min: i64,
    /// The largest number.
    pub max: i64,
    /// What the number counts.
    pub unit: Option<Text>,
    /// When it is asked; always, without a condition.
    pub when: Option<Condition>,
    /// Which answers are worse.
    pub order: Order,
    /// It cannot be skipped.
    pub required: bool,
    /// Never quoted in a result, never saved.
    pub private: bool,
    /// Whether it may be offered as something that would change the result.
    pub what_if: bool,
    /// Choices that no condition and no score tells apart, as bit sets; each choice is in exactly one.
    pub alike: List<u64>,
    /// Numbers at which a stretch begins that some condition tells apart from the one before; starts with `min`.
    pub cuts: List<i64>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A choice of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// Its id.
    pub id: Text,
    /// What a person reads.
    pub label: Text,
    /// What it adds to a score.
    pub points: i64,
    /// It excludes the other choices.
    pub alone: bool,
    /// Where it stands in the file.
    pub place: Place,
}

/// A sum of points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Its id.
    pub id: Text,
    /// The node it belongs to.
    pub node: NodeRef,
    /// What it counts.
    pub title: Text,
    /// The questions whose points are added.
    pub add: List<QuestionRef>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Named, ordered values; the highest that holds is the value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scale {
    /// Its id.
    pub id: Text,
    /// The node it belongs to.
    pub node: NodeRef,
    /// What it says.
    pub title: Text,
    /// Its values, lightest first; the first always holds.
    pub values: List<ScaleValue>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A value of a scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleValue {
    /// Its id.
    pub id: Text,
    /// What a person reads.
    pub label: Option<Text>,
    /// How it is said of something that could be otherwise, after "if": `home were calm`.
    pub supposed: Option<Text>,
    /// It holds if any of these does; the lightest value has none and always holds.
    pub rules: List<Rule>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A rule for a value of a scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rule {
    /// When it holds.
    pub when: Condition,
    /// Why, for the person; rules written as a plain `when` have none.
    pub because: Option<Text>,
    /// Where the rule comes from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Where a node leads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Branch {
    /// The node it belongs to.
    pub node: NodeRef,
    /// When it is taken; always, without a condition.
    pub when: Option<Condition>,
    /// What it leads to.
    pub to: To,
    /// Why, for the person.
    pub because: Option<Text>,
    /// Where it comes from.
    pub source: Option<Text>,
    /// Another level that would also do.
    pub alternative: Option<Alternative>,
    /// What to do when the level cannot be had now.
    pub fallback: Option<Fallback>,
    /// Where it stands in the file.
    pub place: Place,
}

/// What a branch leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum To {
    /// The end: this level is suggested.
    Suggest(LevelRef),
    /// A later node.
    Go(NodeRef),
}

/// Another level that would also do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternative {
    /// The level.
    pub level: LevelRef,
    /// What must go with it.
    pub supports: List<SupportRef>,
    /// Why.
    pub because: Text,
}

/// What to do when a level cannot be had now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fallback {
    /// When it is offered; always, without a condition.
    pub when: Option<Condition>,
    /// The level.
    pub level: LevelRef,
    /// What must go with it.
    pub supports: List<SupportRef>,
    /// When to look again.
    pub recheck: Text,
    /// Why.
    pub because: Text,
}

/// A property that must hold for every combination of answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Guarantee {
    /// Its id.
    pub id: Text,
    /// Why it matters.
    pub because: Option<Text>,
    /// For which answers; all, without a condition.
    pub when: Option<Condition>,
    /// The levels that may be suggested, as a bit set.
    pub levels: Option<u64>,
    /// Supports that must be advised.
    pub supports: List<SupportRef>,
    /// Alerts that must be shown.
    pub alerts: List<AlertRef>,
    /// It must stop.
    pub stops: bool,
    /// What changing answers must never do.
    pub never: Option<Never>,
    /// The answers that are changed; or, with `worse`, made worse.
    pub answers: List<QuestionRef>,
    /// The answers are only made worse.
    pub worse: bool,
    /// Supports that a worse answer must not take away.
    pub keep: List<SupportRef>,
    /// Questions left out, with the reason.
    pub except: List<Exception>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A question that a guarantee leaves out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exception {
    /// The question.
    pub question: QuestionRef,
    /// Only for these answers; for all, without a condition.
    pub when: Option<Condition>,
    /// The reason.
    pub because: Text,
    /// Where it stands in the file.
    pub place: Place,
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
        let rules = self.scales.iter().flat_map(|scale| &scale.values);
        let rules = rules.flat_map(|value| value.rules.iter().map(|rule| &rule.when));
        let fallbacks = self
            .branches
            .iter()
            .filter_map(|branch| branch.fallback.as_ref());
        let fallbacks = fallbacks.filter_map(|fallback| fallback.when.as_ref());
        let excepts = self
            .guarantees
            .iter()
            .flat_map(|guarantee| &guarantee.except);
        let excepts = excepts.filter_map(|except| except.when.as_ref());
        let questions = self
            .questions
            .iter()
            .filter_map(|question| question.when.as_ref());
        let branches = self
            .branches
            .iter()
            .filter_map(|branch| branch.when.as_ref());
        let contacts = self
            .contacts
            .iter()
            .filter_map(|contact| contact.when.as_ref());
        let supports = self
            .supports
            .iter()
            .filter_map(|support| support.when.as_ref());
        let alerts = self.alerts.iter().map(|alert| &alert.when);
        let steps = self.steps.iter().filter_map(|step| step.when.as_ref());
        let guarantees = self
            .guarantees
            .iter()
            .filter_map(|guarantee| guarantee.when.as_ref());
        (questions.chain(rules).chain(branches).chain(fallbacks))
            .chain(contacts.chain(supports).chain(alerts).chain(steps))
            .chain(guarantees.chain(excepts))
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

impl Question {
    /// All choices as a bit set.
    pub fn all(&self) -> u64 {
        bits(self.choices.len())
    }

    /// The choices that exclude the others, as a bit set.
    pub fn alone(&self) -> u64 {
        self.which(|choice| choice.alone)
    }

    /// The choices of which something is so, as a bit set.
    pub fn which(&self, is_so: impl Fn(&Choice) -> bool) -> u64 {
        let choices = self.choices.iter().enumerate();
        let such = choices.filter(|(_, choice)| is_so(choice));
        such.fold(0, |set, (at, _)| set | 1 << at)
    }

    /// The choices in a bit set, in order.
    pub fn chosen(&self, set: u64) -> impl Iterator<Item = &Choice> {
        self.choices
            .iter()
            .enumerate()
            .filter(move |(at, _)| set >> at & 1 == 1)
            .map(|(_, choice)| choice)
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
