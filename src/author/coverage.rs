//! What a set of cases reaches, and what none of them does.
//!
//! Reached means settled: a case that leaves a level or a scale value merely possible does not count for it.

use super::cases::branch_words;
use crate::model::answers::{Answer, Answers};
use crate::model::document::Kind;
use crate::model::fixed::Text;
use crate::model::reading::{Holds, Reading};
use crate::model::tree::{BranchRef, Question, Rule, Scale, Support, Tree};
use crate::model::walk::{Certainty, Walk};
use serde::Serialize;

/// How much of one kind of thing is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The kind of thing.
    pub what: &'static str,
    /// Whether something that is not reached is worth a warning.
    #[serde(skip)]
    pub wanted: Wanted,
    /// How many are reached.
    pub reached: usize,
    /// How many there are.
    pub total: usize,
    /// Those that no case reaches.
    pub missing: Vec<String>,
}

/// Whether every thing of a kind should be reached by a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// It should.
    Yes,
    /// It is good to know.
    No,
}

/// What the cases so far have reached.
pub struct Coverage<'t> {
    tree: &'t Tree,
    tallies: Vec<Tally>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Branch,
    Value,
    Rule,
    Support,
    PossibleSupport,
    Alert,
    Level,
    Choice,
}

const ALL: &[(What, &str, Wanted)] = &[
    (What::Branch, "branches", Wanted::Yes),
    (What::Value, "scale values", Wanted::Yes),
    (What::Rule, "rules", Wanted::No),
    (What::Support, "supports", Wanted::Yes),
    (What::PossibleSupport, "possible supports", Wanted::Yes),
    (What::Alert, "alerts", Wanted::Yes),
    (What::Level, "levels", Wanted::No),
    (What::Choice, "choices", Wanted::No),
];

/// The things of one kind, each with whether it was reached.
struct Tally {
    what: What,
    things: Vec<(String, bool)>,
}

impl<'t> Coverage<'t> {
    /// Nothing is reached yet.
    pub fn new(tree: &'t Tree) -> Self {
        let tally = |(what, ..): &(What, &str, Wanted)| Tally {
            what: *what,
            things: names(tree, *what)
                .into_iter()
                .map(|name| (name, false))
                .collect(),
        };
        Coverage {
            tree,
            tallies: ALL.iter().map(tally).collect(),
        }
    }

    /// Adds a case.
    pub fn add(&mut self, answers: &Answers, walk: &Walk) {
        self.add_choices(walk);
        let outcomes = &walk.outcomes;
        for (alert, certainty) in &outcomes.alerts {
            if *certainty == Certainty::Certain {
                self.reach(What::Alert, alert.index());
            }
        }
        if outcomes.branches.is_empty() {
            return;
        }
        for advice in self.tree.advice(outcomes) {
            let what = match advice.certainty {
                Certainty::Certain => What::Support,
                Certainty::Possible => What::PossibleSupport,
            };
            self.reach(what, advice.support.index());
        }
        if let Some(level) = outcomes.level() {
            self.reach(What::Level, level.index());
        }
        self.add_values(walk);
        self.add_conditions(answers, walk);
    }

    /// The table, one row for each kind of thing that there is.
    pub fn rows(&self) -> Vec<Row> {
        let rows = ALL
            .iter()
            .zip(&self.tallies)
            .map(|((_, what, wanted), tally)| {
                let things = tally.things.iter().filter(|(name, _)| !name.is_empty());
                let missing = things.clone().filter(|(_, reached)| !reached);
                let missing: Vec<String> = missing.map(|(name, _)| name.clone()).collect();
                let total = things.count();
                Row {
                    what,
                    wanted: *wanted,
                    reached: total - missing.len(),
                    total,
                    missing,
                }
            });
        rows.filter(|row| row.total > 0).collect()
    }

    fn reach(&mut self, what: What, at: usize) {
        let tally = self.tallies.iter_mut().find(|tally| tally.what == what);
        if let Some(thing) = tally.and_then(|tally| tally.things.get_mut(at)) {
            thing.1 = true;
        }
    }

    fn add_choices(&mut self, walk: &Walk) {
        for (at, answer) in &walk.steps {
            let first: usize = self.tree.questions[..at.index()]
                .iter()
                .map(answers_of)
                .sum();
            let question = &self.tree[*at];
            match *answer {
                Answer::Unsure => {}
                Answer::Choices(set) => (0..question.choices.len())
                    .filter(|choice| set >> choice & 1 == 1)
                    .for_each(|choice| self.reach(What::Choice, first + choice)),
                Answer::Number(number) => {
                    let stretch = question.cuts.partition_point(|cut| *cut <= number);
                    self.reach(What::Choice, first + stretch.saturating_sub(1));
                }
            }
        }
    }

    fn add_values(&mut self, walk: &Walk) {
        let mut first = 0;
        for (scale, set) in self.tree.scales.iter().zip(&walk.outcomes.scales) {
            if set.count_ones() == 1 {
                self.reach(What::Value, first + set.trailing_zeros() as usize);
            }
            first += scale.values.len();
        }
    }

    fn add_conditions(&mut self, answers: &Answers, walk: &Walk) {
        let tree = self.tree;
        let reading = Reading::of(tree, answers);
        let certain = reading.taken().filter(|(_, holds)| *holds == Holds::Yes);
        certain.for_each(|(branch, _)| self.reach(What::Branch, branch.index()));
        if let [branch] = walk.outcomes.branches.as_slice() {
            self.reach(What::Branch, branch.index());
        }
        let mut at = 0;
        for scale in &tree.scales {
            let reached = reading.reached(scale.node) == Holds::Yes;
            for rule in scale.values.iter().flat_map(|value| &value.rules) {
                if reached && reading.holds(&rule.when) == Holds::Yes {
                    self.reach(What::Rule, at);
                }
                at += 1;
            }
        }
    }
}

/// The names of all things of a kind, in the order of the tree; those that do not count are empty.
fn names(tree: &Tree, what: What) -> Vec<String> {
    match what {
        What::Branch => {
            let branches = (0..tree.branches.len() as u32).map(BranchRef);
            branches.map(|at| branch_words(tree, at)).collect()
        }
        What::Value => tree.scales.iter().flat_map(values).collect(),
        What::Rule => rules(tree),
        What::Support => quoted(tree.supports.iter().map(|support| &support.id)),
        What::PossibleSupport => tree.supports.iter().map(possible).collect(),
        What::Alert => quoted(tree.alerts.iter().map(|alert| &alert.id)),
        What::Level => quoted(tree.levels.iter().map(|level| &level.id)),
        What::Choice => tree.questions.iter().flat_map(choices).collect(),
    }
}

fn quoted<'i>(ids: impl Iterator<Item = &'i Text>) -> Vec<String> {
    ids.map(|id| format!("`{id}`")).collect()
}

fn values(scale: &Scale) -> Vec<String> {
    let values = scale.values.iter();
    values
        .map(|value| format!("`{}` of `{}`", value.id, scale.id))
        .collect()
}

/// Only what is advised while unknown can be reached as possible.
fn possible(support: &Support) -> String {
    if support.if_unknown {
        format!("`{}`", support.id)
    } else {
        String::new()
    }
}

/// A scale value with one plain `when` has no rule of its own.
fn rules(tree: &Tree) -> Vec<String> {
    let name = |scale: &str, value: &str, number: usize, rule: &Rule| match rule.because {
        Some(_) => format!(
            "rule {number} for `{value}` of `{scale}` (line {})",
            rule.place.line
        ),
        None => String::new(),
    };
    let mut names = Vec::new();
    for scale in &tree.scales {
        for value in &scale.values {
            let rules = value.rules.iter().enumerate();
            names.extend(rules.map(|(at, rule)| name(&scale.id, &value.id, at + 1, rule)));
        }
    }
    names
}

/// How many answers of a question are told apart here: its choices, or the stretches of its numbers.
fn answers_of(question: &Question) -> usize {
    match question.kind {
        Kind::Number => question.cuts.len(),
        _ => question.choices.len(),
    }
}

fn choices(question: &Question) -> Vec<String> {
    if question.kind != Kind::Number {
        let choices = question.choices.iter();
        return choices
            .map(|choice| format!("`{}` of `{}`", choice.id, question.id))
            .collect();
    }
    let ends = question.cuts.iter().skip(1).map(|cut| cut - 1);
    let stretches = question.cuts.iter().zip(ends.chain([question.max]));
    stretches
        .map(|(first, last)| format!("{first} to {last} of `{}`", question.id))
        .collect()
}
