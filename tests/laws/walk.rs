//! Laws of the walk: with answers skipped or missing it says exactly what all their completions say.

use super::oracle::{End as Ending, World, Worlds, values};
use super::trees::{self, Dice};
use firststep::model::answers::{Answer, Answers};
use firststep::model::check::check;
use firststep::model::document::Stop;
use firststep::model::tree::{QuestionRef, Tree};
use firststep::model::walk::{Certainty, End, Walk};
use proptest::collection::vec;
use proptest::prelude::*;

pub(crate) fn tree(bytes: &[u8]) -> Tree {
    check(&trees::questionnaire(bytes)).expect("questionnaires made by chance pass the gate")
}

/// Some answers, some of them skipped.
pub(crate) fn some_answers(tree: &Tree, dice: &mut Dice<'_>) -> Answers {
    let mut answers = Answers::new();
    for question in tree.question_refs() {
        match dice.roll(4) {
            0 => {}
            1 => answers.set(question, Answer::Unsure),
            _ => answers.set(question, value(tree, question, dice)),
        }
    }
    answers
}

fn value(tree: &Tree, question: QuestionRef, dice: &mut Dice<'_>) -> Answer {
    let values = values(tree, question);
    values[dice.roll(values.len())]
}

/// Whether something holds in all, some or none of the worlds.
fn certainty<'w>(
    worlds: impl Iterator<Item = &'w World>,
    holds: impl Fn(&World) -> bool,
) -> Option<Certainty> {
    let (mut yes, mut no) = (false, false);
    for world in worlds {
        if holds(world) {
            yes = true;
        } else {
            no = true;
        }
    }
    match (yes, no) {
        (true, false) => Some(Certainty::Certain),
        (true, true) => Some(Certainty::Possible),
        _ => None,
    }
}

/// Checks that a walk says what the completions of the answers say.
fn check_outcomes(tree: &Tree, worlds: &[&World], walk: &Walk) -> Result<(), TestCaseError> {
    let ends = |end| worlds.iter().any(|world| world.end == end);
    let suggested = || worlds.iter().copied().filter(|world| world.is_suggestion());
    let outcomes = &walk.outcomes;
    prop_assert!(outcomes.exact);
    prop_assert_eq!(outcomes.stopped, ends(Ending::Stop));
    prop_assert_eq!(outcomes.referred, ends(Ending::Referral));
    for (at, branch) in tree.branches.iter().enumerate() {
        let possible = suggested().any(|world| world.branch == at);
        let found = outcomes.branches.iter().any(|found| found.index() == at);
        prop_assert_eq!(found, possible, "branch {}", at);
        prop_assert!(!found || branch.level().is_some());
    }
    for level in 0..tree.levels.len() {
        let found = outcomes.levels.iter().any(|found| found.index() == level);
        prop_assert_eq!(found, ends(Ending::Level(level as u32)), "level {}", level);
    }
    for (at, support) in tree.supports.iter().enumerate() {
        let expected = certainty(suggested(), |world| world.support(tree, at));
        let found = outcomes
            .supports
            .iter()
            .find(|(found, _)| found.index() == at);
        prop_assert_eq!(found.map(|(_, how)| *how), expected, "{}", &support.id);
    }
    for (at, alert) in tree.alerts.iter().enumerate() {
        let is_emergency = alert.stop == Some(Stop::Emergency);
        let only_stops = worlds.iter().all(|world| world.end == Ending::Stop);
        let here = worlds.iter().copied();
        let here = here.filter(|world| (world.end == Ending::Stop) == is_emergency);
        let mut expected = certainty(here, |world| world.alert(tree, at));
        if is_emergency && !only_stops {
            expected = expected.map(|_| Certainty::Possible);
        }
        let found = outcomes
            .alerts
            .iter()
            .find(|(found, _)| found.index() == at);
        prop_assert_eq!(found.map(|(_, how)| *how), expected, "{}", &alert.id);
    }
    for (at, scale) in tree.scales.iter().enumerate() {
        let reached = suggested().filter(|world| world.reached[scale.node.index()]);
        let expected = reached.fold(0, |set, world| set | 1 << world.scales[at]);
        prop_assert_eq!(outcomes.scales[at], expected, "{}", &scale.id);
    }
    Ok(())
}

/// Checks what a walk says of the questions.
fn check_questions(
    tree: &Tree,
    answers: &Answers,
    worlds: &[&World],
    walk: &Walk,
) -> Result<(), TestCaseError> {
    let suggested: Vec<&World> = (worlds.iter().copied())
        .filter(|world| world.is_suggestion())
        .collect();
    let open = |question: &QuestionRef| answers.get(*question).is_none();
    if suggested.is_empty() {
        let stops = worlds.iter().all(|world| world.end == Ending::Stop);
        prop_assert_eq!(walk.end == End::Stopped, stops);
        return Ok(());
    }
    let times = |question: &QuestionRef| {
        let asked = suggested.iter();
        asked.filter(|world| world.asked[question.index()]).count()
    };
    let always = |question: &QuestionRef| times(question) == suggested.len();
    let sometimes = |question: &QuestionRef| times(question) > 0;
    let needed: Vec<_> = tree.question_refs().filter(always).filter(open).collect();
    prop_assert_eq!(&walk.needed, &needed);
    let given = |question: &QuestionRef| !open(question);
    let used: Vec<_> = (tree.question_refs().filter(sometimes).filter(given)).collect();
    let steps: Vec<_> = walk.steps.iter().map(|(question, _)| *question).collect();
    if worlds.iter().any(|world| world.end == Ending::Referral) {
        // In walks that are referred on it is enough that no answer that counts is taken for one that does not.
        prop_assert!(used.iter().all(|question| steps.contains(question)));
    } else {
        prop_assert_eq!(steps, used);
    }
    for question in &walk.unused {
        let mut unstopped = worlds.iter().filter(|world| world.end != Ending::Stop);
        prop_assert!(!unstopped.any(|world| world.asked[question.index()]));
    }
    let left = suggested.iter().map(|world| {
        let asked = tree.question_refs().filter(open);
        asked
            .filter(|question| world.asked[question.index()])
            .count() as u32
    });
    let (least, most) = (left.clone().min(), left.max());
    prop_assert_eq!(Some(walk.left.0), least);
    prop_assert_eq!(Some(walk.left.1), most);
    let end = needed
        .first()
        .map_or(End::Reached, |question| End::Question(*question));
    prop_assert_eq!(walk.end, end);
    Ok(())
}

proptest! {
    #![proptest_config(super::chance::cases(3_000))]

    #[test]
    fn a_skipped_answer_leaves_exactly_what_its_values_leave(bytes in trees::bytes(), more in vec(any::<u8>(), 0..40)) {
        let tree = tree(&bytes);
        let all = Worlds::of(&tree);
        let answers = some_answers(&tree, &mut Dice::new(&more));
        let worlds: Vec<&World> = all.agreeing(&answers).collect();
        let walk = tree.walk(&answers);
        check_outcomes(&tree, &worlds, &walk)?;
        check_questions(&tree, &answers, &worlds, &walk)?;
    }

    #[test]
    fn answers_off_the_path_change_nothing(bytes in trees::bytes(), more in vec(any::<u8>(), 0..40)) {
        let tree = tree(&bytes);
        let answers = some_answers(&tree, &mut Dice::new(&more));
        let walk = tree.walk(&answers);
        let mut fewer = answers.clone();
        walk.unused.iter().for_each(|question| fewer.remove(*question));
        let again = tree.walk(&fewer);
        prop_assert_eq!(again.steps, walk.steps);
        prop_assert_eq!(again.outcomes, walk.outcomes);
        prop_assert_eq!(again.end, walk.end);
    }

    /// Asked question by question, with some skipped, a walk ends in time; what was said before stays said, and going
    /// back to give the same answer again changes nothing.
    #[test]
    fn an_interview_ends_within_the_number_of_questions(bytes in trees::bytes(), more in vec(any::<u8>(), 0..60)) {
        let tree = tree(&bytes);
        let mut dice = Dice::new(&more);
        let mut answers = Answers::new();
        let mut asked = 0;
        let mut before = Vec::new();
        let mut walk = tree.walk(&answers);
        while let End::Question(question) = walk.end {
            asked += 1;
            prop_assert!(asked <= tree.questions.len(), "asked more than there are questions");
            let skip = dice.once_in(4) && !tree[question].required;
            let answer = if skip { Answer::Unsure } else { value(&tree, question, &mut dice) };
            answers.set(question, answer);
            let next = tree.walk(&answers);
            if !next.outcomes.branches.is_empty() {
                let earlier: Vec<_> = next.steps.iter().filter(|(step, _)| *step != question).copied().collect();
                prop_assert_eq!(&earlier, &before, "an earlier answer was lost");
                before.clone_from(&next.steps);
            }
            let mut back = answers.clone();
            back.remove(question);
            prop_assert_eq!(&tree.walk(&back), &walk, "going back does not lead where we were");
            walk = next;
        }
        prop_assert!(walk.end != End::Reached || walk.needed.is_empty());
    }

    /// An emergency comes before whatever else is missing or said.
    #[test]
    fn an_emergency_dominates(bytes in trees::bytes(), more in vec(any::<u8>(), 0..40)) {
        let tree = tree(&bytes);
        let all = Worlds::of(&tree);
        let answers = some_answers(&tree, &mut Dice::new(&more));
        let stops = all.agreeing(&answers).all(|world| world.end == Ending::Stop);
        prop_assert_eq!(tree.walk(&answers).end == End::Stopped, stops);
    }
}
