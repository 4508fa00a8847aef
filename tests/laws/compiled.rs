//! Laws of what makes walks quick: the compiled tree, and a walker that has walked before, say what the walk says.

use super::chart::prepared;
use super::oracle::Worlds;
use super::trees::{self, Dice};
use super::walk::{some_answers, tree};
use firststep::model::answers::{Answer, Answers};
use firststep::model::course::{Arrival, Course};
use firststep::model::tree::{QuestionRef, Tree};
use firststep::model::walk::{End, Walk, Walker};
use proptest::collection::vec;
use proptest::prelude::*;

fn complete(tree: &Tree, all: &[Answer]) -> Answers {
    let mut answers = Answers::new();
    let each = tree.question_refs().zip(all);
    each.for_each(|(question, answer)| answers.set(question, *answer));
    answers
}

fn arrival(walk: &Walk) -> Arrival {
    match walk.end {
        End::Stopped => Arrival::Stopped,
        End::Referred => Arrival::Referred,
        End::Question(_) => Arrival::Open,
        End::Reached => Arrival::Reached(walk.outcomes.branches[0]),
    }
}

proptest! {
    #![proptest_config(super::chance::cases(1_000))]

    #[test]
    fn the_compiled_tree_says_what_the_walk_says(bytes in trees::bytes()) {
        let tree = tree(&bytes);
        let course = Course::new(&tree);
        let mut run = course.start();
        for world in &Worlds::of(&tree).all {
            let answers = complete(&tree, &world.answers);
            let walk = tree.walk(&answers);
            prop_assert_eq!(course.run(&answers, &mut run), arrival(&walk));
            let alerts = walk.outcomes.alerts.iter().map(|(alert, _)| *alert);
            prop_assert_eq!(&run.alerts, &alerts.collect::<Vec<_>>());
            let advice = tree.advice(&walk.outcomes);
            let advised = advice.iter().map(|advice| advice.support);
            prop_assert_eq!(&run.supports, &advised.collect::<Vec<_>>());
            if walk.end == End::Reached {
                let asked = walk.steps.iter().map(|(question, _)| *question);
                prop_assert_eq!(&run.asked, &asked.collect::<Vec<QuestionRef>>());
                let fallback = tree[walk.outcomes.branches[0]].fallback.as_ref();
                let offered = fallback.is_some_and(|fallback| world.may(&tree, &fallback.when));
                prop_assert_eq!(run.fallback, offered);
            }
        }
    }

    #[test]
    fn the_compiled_tree_leaves_open_what_the_walk_leaves_open(
        bytes in trees::bytes(),
        rolls in vec(any::<u8>(), 0..40),
    ) {
        let tree = tree(&bytes);
        let (course, mut dice) = (Course::new(&tree), Dice::new(&rolls));
        let answers = some_answers(&tree, &mut dice);
        let (arrival, walk) = (course.run(&answers, &mut course.start()), tree.walk(&answers));
        let skipped = walk.steps.iter().any(|(_, answer)| *answer == Answer::Unsure);
        if let Arrival::Reached(branch) = arrival {
            prop_assert!(!skipped);
            prop_assert_eq!(walk.outcomes.branches, vec![branch]);
        } else if walk.end == End::Reached && !skipped {
            prop_assert!(false, "{arrival:?}");
        }
    }

    #[test]
    fn a_walker_says_the_same_whatever_it_walked_before(
        bytes in trees::bytes(),
        rolls in vec(any::<u8>(), 0..200),
    ) {
        let tree = tree(&bytes);
        let (mut walker, mut dice) = (Walker::new(&tree), Dice::new(&rolls));
        for _ in 0..5 {
            let answers = some_answers(&tree, &mut dice);
            prop_assert_eq!(walker.walk(&answers), tree.walk(&answers));
        }
    }

    /// To skip what was not answered changes no outcome, and what may be asked is known before.
    #[test]
    fn a_missing_answer_leaves_what_a_skipped_one_leaves(bytes in trees::bytes(), rolls in vec(any::<u8>(), 0..40)) {
        let tree = tree(&bytes);
        let answers = some_answers(&tree, &mut Dice::new(&rolls));
        for mut walker in [Walker::new(&tree), prepared(&tree)] {
            let walk = walker.walk(&answers);
            let open = walker.open(&answers, &walk);
            let mut skipped = answers.clone();
            let missing = tree.question_refs().filter(|at| answers.get(*at).is_none());
            missing.for_each(|at| skipped.set(at, Answer::Unsure));
            let after = walker.walk(&skipped);
            let at_once = walker.skip(&answers);
            prop_assert_eq!((at_once.end, &at_once.outcomes), (after.end, &after.outcomes));
            prop_assert_eq!((&at_once.unused, at_once.left), (&walk.unused, (0, 0)));
            prop_assert_eq!(&walker.open(&answers, &at_once), &open);
            prop_assert_eq!(after.end, walk.outcomes.end());
            prop_assert_eq!(&after.outcomes, &walk.outcomes);
            let asked = after.steps.iter().map(|(at, _)| *at);
            let asked = asked.filter(|at| answers.get(*at).is_none());
            prop_assert_eq!(open, asked.collect::<Vec<QuestionRef>>());
        }
    }
}
