//! Answers that nothing in the tree tells apart, put together: they make proofs and exact sets small.

use super::super::condition::{Condition, Test};
use super::super::document::Kind;
use super::super::tree::{Question, Tree};
use std::collections::BTreeSet;

/// Fills in `alike` and `cuts` of every question.
pub(super) fn divide(tree: &mut Tree) {
    let mut tests: Vec<Vec<Test>> = vec![Vec::new(); tree.questions.len()];
    for condition in conditions(tree) {
        for test in condition.tests() {
            if let Test::Choices { question, .. } | Test::Number { question, .. } = test.value {
                tests[question.index()].push(test.value);
            }
        }
    }
    let scored: BTreeSet<_> = tree
        .scores
        .iter()
        .flat_map(|score| score.add.clone())
        .collect();
    for at in tree.question_refs() {
        let cells = cells(
            &tree.questions[at.index()],
            &tests[at.index()],
            scored.contains(&at),
        );
        let question = &mut tree.questions[at.index()];
        (question.alike, question.cuts) = cells;
    }
}

fn cells(question: &Question, tests: &[Test], scored: bool) -> (Vec<u64>, Vec<i64>) {
    if question.kind == Kind::Number {
        let bounds = tests.iter().flat_map(|test| match test {
            Test::Number { min, max, .. } => [*min, *max + 1],
            _ => [question.min; 2],
        });
        let cuts: BTreeSet<i64> = bounds
            .chain([question.min])
            .filter(|cut| *cut <= question.max)
            .collect();
        return (Vec::new(), cuts.into_iter().collect());
    }
    let mut alike = vec![question.all()];
    let mut split = |set: u64| {
        alike = alike
            .iter()
            .flat_map(|cell| [cell & set, cell & !set])
            .filter(|cell| *cell != 0)
            .collect()
    };
    for test in tests {
        if let Test::Choices { any, .. } = test {
            split(*any);
        }
    }
    split(question.alone());
    if scored {
        for at in 0..question.choices.len() {
            let points = question.choices[at].points;
            let same = question
                .choices
                .iter()
                .enumerate()
                .filter(|(_, choice)| choice.points == points);
            split(same.fold(0, |set, (at, _)| set | 1 << at));
        }
    }
    alike.sort_unstable_by_key(|cell| cell.trailing_zeros());
    (alike, Vec::new())
}

/// Every condition of the tree.
fn conditions(tree: &Tree) -> impl Iterator<Item = &Condition> {
    let rules = tree
        .scales
        .iter()
        .flat_map(|scale| scale.values.iter().flat_map(|value| &value.rules))
        .map(|rule| &rule.when);
    let fallbacks = tree
        .branches
        .iter()
        .filter_map(|branch| branch.fallback.as_ref()?.when.as_ref());
    let excepts = tree
        .guarantees
        .iter()
        .flat_map(|guarantee| &guarantee.except)
        .filter_map(|except| except.when.as_ref());
    (tree
        .questions
        .iter()
        .filter_map(|question| question.when.as_ref()))
    .chain(rules)
    .chain(
        tree.branches
            .iter()
            .filter_map(|branch| branch.when.as_ref()),
    )
    .chain(fallbacks)
    .chain(
        tree.contacts
            .iter()
            .filter_map(|contact| contact.when.as_ref()),
    )
    .chain(
        tree.supports
            .iter()
            .filter_map(|support| support.when.as_ref()),
    )
    .chain(tree.alerts.iter().map(|alert| &alert.when))
    .chain(tree.steps.iter().filter_map(|step| step.when.as_ref()))
    .chain(
        tree.guarantees
            .iter()
            .filter_map(|guarantee| guarantee.when.as_ref()),
    )
    .chain(excepts)
}
