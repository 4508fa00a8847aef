//! Laws of a prepared walker: it looks up in a chart what any other walker searches for, and finds the same.

use super::large;
use super::trees::{self, Dice};
use super::walk::{some_answers, tree};
use firststep::model::answers::Answers;
use firststep::model::atlas::Atlas;
use firststep::model::check::check;
use firststep::model::tree::Tree;
use firststep::model::walk::Walker;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use std::sync::Arc;
use std::thread;

/// A walker that has a chart.
pub(crate) fn prepared(tree: &Tree) -> Walker<'_> {
    let mut walker = Walker::new(tree);
    assert!(walker.prepare(), "it is small enough");
    walker
}

fn check_walks(tree: &Tree, rolls: &[u8], times: usize) -> Result<(), TestCaseError> {
    let (mut charted, mut dice) = (prepared(tree), Dice::new(rolls));
    for _ in 0..times {
        let answers = some_answers(tree, &mut dice);
        let walk = charted.walk(&answers);
        prop_assert!(walk.outcomes.exact);
        prop_assert_eq!(walk, tree.walk(&answers));
    }
    Ok(())
}

proptest! {
    #![proptest_config(super::chance::cases(2_000))]

    #[test]
    fn a_chart_says_what_a_search_says(bytes in trees::bytes(), rolls in vec(any::<u8>(), 0..200)) {
        check_walks(&tree(&bytes), &rolls, 5)?;
    }
}

/// Threads that share what is compiled find what each would find alone, whoever compiles it, and when.
#[test]
fn walkers_that_share_one_chart_find_the_same() {
    let tree = check(&large::questionnaire(40)).expect("a large questionnaire passes the gate");
    let atlas = Arc::new(Atlas::of(&tree));
    thread::scope(|scope| {
        for first in 0..8u8 {
            let (tree, atlas) = (&tree, Arc::clone(&atlas));
            scope.spawn(move || {
                let mut walker = Walker::over(atlas);
                let rolls: Vec<u8> = (0..200u8).map(|at| at.wrapping_mul(37) ^ first).collect();
                let mut dice = Dice::new(&rolls);
                for _ in 0..20 {
                    let answers = some_answers(tree, &mut dice);
                    assert_eq!(walker.walk(&answers), prepared(tree).walk(&answers));
                }
            });
        }
    });
}

proptest! {
    #![proptest_config(super::chance::cases(20))]

    #[test]
    fn a_chart_of_more_questions_than_a_word_has_bits_says_the_same(rolls in vec(any::<u8>(), 0..1_000)) {
        let tree = check(&large::questionnaire(100)).expect("a large questionnaire passes the gate");
        check_walks(&tree, &rolls, 5)?;
    }

    #[test]
    fn a_chart_of_more_branches_than_a_word_has_bits_says_the_same(rolls in vec(any::<u8>(), 0..20)) {
        let tree = check(&branching()).expect("many branches pass the gate");
        check_walks(&tree, &rolls, 5)?;
    }
}

/// A search of it would be cut short.
#[test]
fn a_chart_of_a_long_questionnaire_is_exact() {
    let tree = check(&large::questionnaire(1_000)).expect("a large questionnaire passes the gate");
    let outcomes = prepared(&tree).skip(&Answers::new()).outcomes;
    assert!(outcomes.exact);
    let values = outcomes.scales.iter().map(|values| values.count_ones());
    assert_eq!(
        values.min(),
        Some(2),
        "every scale may have each of its values"
    );
}

/// Two numbers, and a branch for each value of the first one.
fn branching() -> String {
    let branches = (0..100).map(|at| {
        let level = ["low", "high"][at % 2];
        json!({ "when": { "first": at, "second": "10.." }, "suggest": level, "because": "It is so." })
    });
    let last = json!({ "suggest": "low", "because": "It is not so." });
    let number =
        |id: &str| json!({ "id": id, "ask": "How many?", "kind": "number", "min": 0, "max": 100 });
    let level = |id: &str| json!({ "id": id, "name": id, "about": "Some help." });
    json!({
        "format": 1,
        "id": "branching",
        "version": "1",
        "language": "en",
        "title": "Many branches",
        "intro": "Two questions.",
        "closing": "Talk with somebody.",
        "emergency": { "message": "Call for help." },
        "levels": [level("low"), level("high")],
        "tree": [{
            "id": "start",
            "title": "The start",
            "questions": [number("first"), number("second")],
            "next": branches.chain([last]).collect::<Vec<_>>(),
        }],
    })
    .to_string()
}
