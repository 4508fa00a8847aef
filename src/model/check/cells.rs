//! Answers that nothing in the tree tells apart, put together: they make proofs and exact sets small.

use super::super::condition::Test;
use super::super::document::Kind;
use super::super::fixed::List;
use super::super::tree::{Question, QuestionRef, Tree};
use std::collections::BTreeSet;

/// Fills in `alike` and `cuts` of every question.
pub(super) fn divide(tree: &mut Tree) {
    let mut tests: Vec<Vec<Test>> = vec![Vec::new(); tree.questions.len()];
    for condition in tree.conditions() {
        for test in condition.tests() {
            if let Some(question) = test.question() {
                tests[question.index()].push(test.value);
            }
        }
    }
    let added = tree.scores.iter().flat_map(|score| &score.add).copied();
    let scored: BTreeSet<QuestionRef> = added.collect();
    for (at, question) in tree.question_refs().zip(tree.questions.iter_mut()) {
        let tests = &tests[at.index()];
        if question.kind == Kind::Number {
            question.cuts = cuts(question, tests);
            continue;
        }
        let mut sets: Vec<u64> = tests.iter().filter_map(Test::choices).collect();
        sets.push(question.alone());
        if scored.contains(&at) {
            sets.extend(by_points(question));
        }
        question.alike = alike(question.all(), &sets);
    }
}

/// Where a stretch of numbers begins that some test tells apart from the one before.
fn cuts(question: &Question, tests: &[Test]) -> List<i64> {
    let bounds = tests.iter().flat_map(|test| match test {
        Test::Number { min, max, .. } => [*min, *max + 1],
        _ => [question.min; 2],
    });
    let cuts = bounds.chain([question.min]);
    let cuts: BTreeSet<i64> = cuts.filter(|cut| *cut <= question.max).collect();
    cuts.into_iter().collect()
}

/// The parts of `all` that none of the sets divides.
fn alike(all: u64, sets: &[u64]) -> List<u64> {
    let mut cells = vec![all];
    for set in sets {
        let halves = cells.iter().flat_map(|cell| [cell & set, cell & !set]);
        cells = halves.filter(|cell| *cell != 0).collect();
    }
    cells.sort_unstable_by_key(|cell| cell.trailing_zeros());
    cells.into()
}

/// For each choice those with as many points.
fn by_points(question: &Question) -> impl Iterator<Item = u64> {
    question.choices.iter().map(|choice| {
        let all = question.choices.iter().enumerate();
        let same = all.filter(|(_, other)| other.points == choice.points);
        same.fold(0, |set, (at, _)| set | 1 << at)
    })
}
