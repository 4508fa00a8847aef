//! Changes of answers that lead to another level, and what would be different then.

use crate::model::answers::Answer;
use crate::model::condition::Test;
use crate::model::tree::{QuestionRef, ScaleRef, Tree};
use crate::model::walk::{Outcomes, Walk};
use crate::model::whatif::Change;
use crate::report::quote::Quoter;
use schemars::JsonSchema;
use serde::Serialize;

/// A change of answers that leads to another level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeNote<'t> {
    /// The level.
    pub level: &'t str,
    /// Its name.
    pub name: &'t str,
    /// The questions that would be answered differently.
    pub questions: Vec<&'t str>,
    /// What would be different.
    pub shifts: Vec<Shift<'t>>,
    /// New answers that lead there, in words.
    pub answers: Vec<NewAnswer<'t>>,
}

/// An answer that leads to another level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NewAnswer<'t> {
    /// The question.
    pub question: &'t str,
    /// What is asked.
    pub ask: &'t str,
    /// The answer, as ids or a number.
    pub answer: Vec<String>,
    /// The answer in words.
    pub said: Vec<String>,
}

/// Something that would be different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shift<'t> {
    /// A scale would have another value.
    Scale {
        /// The scale.
        scale: &'t str,
        /// What it says.
        title: &'t str,
        /// Its value now.
        from: String,
        /// Its value then.
        to: String,
        /// How its author says that value, after "if".
        supposed: Option<&'t str>,
    },
    /// An answer would be another.
    Answer {
        /// The question.
        question: &'t str,
        /// What is asked.
        ask: &'t str,
        /// The answer then.
        to: String,
    },
}

/// The changes in words; those that come to the same stand together.
pub(super) fn notes<'t>(
    quoter: &Quoter<'t, '_>,
    walk: &Walk,
    changes: &[Change],
) -> Vec<ChangeNote<'t>> {
    let mut notes = Vec::new();
    for change in changes {
        add(&mut notes, note(quoter, walk, change));
    }
    notes
}

fn add<'t>(changes: &mut Vec<ChangeNote<'t>>, change: ChangeNote<'t>) {
    let same = changes
        .iter_mut()
        .find(|other| (other.level, &other.shifts) == (change.level, &change.shifts));
    let Some(other) = same else {
        return changes.push(change);
    };
    for question in change.questions {
        if !other.questions.contains(&question) {
            other.questions.push(question);
        }
    }
}

fn note<'t>(quoter: &Quoter<'t, '_>, walk: &Walk, change: &Change) -> ChangeNote<'t> {
    let tree = quoter.tree;
    let then = outcomes_after(quoter, walk, change);
    let mut shifts: Vec<Shift> = Vec::new();
    for (question, answer) in &change.answers {
        let shift = shift(quoter, &then, *question, *answer);
        if !shifts.contains(&shift) {
            shifts.push(shift);
        }
    }
    let questions = change.answers.iter().map(|(at, _)| tree[*at].id.as_ref());
    let answer = |(at, answer): &(QuestionRef, Answer)| NewAnswer {
        question: &tree[*at].id,
        ask: tree[*at].ask.trim(),
        answer: tree[*at].words(*answer),
        said: tree[*at].say(quoter.words, *answer),
    };
    ChangeNote {
        level: &tree[change.level].id,
        name: tree[change.level].name.trim(),
        questions: questions.collect(),
        shifts,
        answers: change.answers.iter().map(answer).collect(),
    }
}

/// What would follow from the changed answers.
fn outcomes_after(quoter: &Quoter, walk: &Walk, change: &Change) -> Outcomes {
    let mut answers = quoter.answers.clone();
    for question in &walk.unused {
        answers.remove(*question);
    }
    for (question, answer) in &change.answers {
        answers.set(*question, *answer);
    }
    quoter.tree.walk(&answers).outcomes
}

/// The one scale that a new answer moves, if it counts nowhere else; or the answer.
fn shift<'t>(
    quoter: &Quoter<'t, '_>,
    then: &Outcomes,
    question: QuestionRef,
    answer: Answer,
) -> Shift<'t> {
    let (tree, now) = (quoter.tree, quoter.outcomes);
    let moved = |at: &ScaleRef| {
        let (from, to) = (now.scales[at.index()], then.scales[at.index()]);
        from != to && to != 0 && rests_on(tree, *at, question)
    };
    let all: Vec<ScaleRef> = tree.scale_refs().filter(moved).collect();
    if let [scale] = all[..]
        && !counts_elsewhere(tree, scale, question)
    {
        return Shift::Scale {
            scale: &tree[scale].id,
            title: &tree[scale].title,
            from: quoter.values(scale, now.scales[scale.index()]),
            to: quoter.values(scale, then.scales[scale.index()]),
            supposed: supposed(tree, scale, then.scales[scale.index()]),
        };
    }
    Shift::Answer {
        question: &tree[question].id,
        ask: tree[question].ask.trim(),
        to: tree[question].say(quoter.words, answer).join("; "),
    }
}

/// How the author says the value a scale would have, if it is one.
fn supposed(tree: &Tree, scale: ScaleRef, set: u64) -> Option<&str> {
    let mut values = tree.values(scale, set);
    let only = values.next().filter(|_| set.count_ones() == 1)?;
    only.supposed.as_deref().map(str::trim)
}

/// Whether a scale rests on answers alone, and on this one among them. A scale of scales says nothing new.
fn rests_on(tree: &Tree, scale: ScaleRef, question: QuestionRef) -> bool {
    let tests: Vec<Test> = tree.scale_tests(scale).collect();
    let of_scales = tests.iter().any(|test| matches!(test, Test::Scale { .. }));
    !of_scales && tests.iter().any(|test| is_about(tree, test, question))
}

/// Whether an answer counts in another scale or for a branch, too. Then the one scale is not all that would change.
fn counts_elsewhere(tree: &Tree, scale: ScaleRef, question: QuestionRef) -> bool {
    let others = tree.scale_refs().filter(|other| *other != scale);
    let in_scales = others.flat_map(|other| tree.scale_tests(other));
    let branches = tree.branches.iter();
    let conditions = branches.filter_map(|branch| branch.when.as_ref());
    let in_branches = conditions
        .flat_map(|when| when.tests())
        .map(|test| test.value);
    in_scales
        .chain(in_branches)
        .any(|test| is_about(tree, &test, question))
}

fn is_about(tree: &Tree, test: &Test, question: QuestionRef) -> bool {
    match test {
        Test::Choices { question: at, .. } | Test::Number { question: at, .. } => *at == question,
        Test::Score { score, .. } => tree[*score].add.contains(&question),
        Test::Scale { .. } | Test::Level { .. } => false,
    }
}
