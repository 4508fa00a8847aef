//! Answers that nothing in the tree tells apart, put together: they make proofs and exact sets small.

use super::super::condition::Test;
use super::super::document::Kind;
use super::super::tree::{Question, Tree};
use std::collections::BTreeSet;

/// Fills in `alike` and `cuts` of every question.
pub(super) fn divide(tree: &mut Tree) {
    let mut tests: Vec<Vec<Test>> = vec![Vec::new(); tree.questions.len()];
    for condition in tree.conditions() {
        for test in condition.tests() {
            if let Test::Choices { question, .. } | Test::Number { question, .. } = test.value {
                tests[question.index()].push(test.value);
            }
        }
    }
    let scored: BTreeSet<_> = tree
        .scores
        .iter()
        .flat_map(|score| score.add.iter().copied())
        .collect();
    for at in tree.question_refs() {
        let cells = cells(
            &tree.questions[at.index()],
            &tests[at.index()],
            scored.contains(&at),
        );
        let question = &mut tree.questions[at.index()];
        question.alike = cells.0.into();
        question.cuts = cells.1.into();
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
