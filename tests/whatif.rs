//! What would change a result, and what would narrow it, against trying every combination of answers.

mod common {
    pub(crate) mod chance;
    pub(crate) mod trees;
}

use common::chance;
use common::trees::{self, Dice};
use firststep::model::answers::{Answer, Answers};
use firststep::model::check::check;
use firststep::model::document::Kind;
use firststep::model::narrowing::Part;
use firststep::model::tree::{LevelRef, Question, QuestionRef, Tree};
use firststep::model::walk::{End, Walk};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The engine looks no further.
const MOST: usize = 3;

/// Questions that, answered differently, lead to a level.
type Sets = BTreeSet<Vec<QuestionRef>>;

proptest! {
    #![proptest_config(chance::cases(300))]

    #[test]
    fn every_change_leads_where_it_says_and_none_is_smaller(bytes in trees::bytes(), picks in prop::collection::vec(any::<u8>(), 12)) {
        let tree = check(&trees::questionnaire(&bytes)).expect("it passes the gate");
        let answers = answered(&tree, &mut Dice::new(&picks));
        let walk = tree.walk(&answers);
        let found = tree.what_if(&answers, &walk);
        prop_assert!(found.exact);
        let mut sets: BTreeMap<LevelRef, Sets> = BTreeMap::new();
        for change in &found.changes {
            let mut changed = used(&answers, &walk);
            change.answers.iter().for_each(|(question, answer)| changed.set(*question, *answer));
            prop_assert_eq!(tree.walk(&changed).outcomes.level(), Some(change.level));
            let questions = change.answers.iter().map(|(question, _)| *question).collect();
            sets.entry(change.level).or_default().insert(questions);
        }
        prop_assert_eq!(sets, smallest(&tree, &used(&answers, &walk), &walk));
    }

    #[test]
    fn an_idle_answer_changes_nothing(bytes in trees::bytes(), picks in prop::collection::vec(any::<u8>(), 12)) {
        let tree = check(&trees::questionnaire(&bytes)).expect("it passes the gate");
        let answers = answered(&tree, &mut Dice::new(&picks));
        let walk = tree.walk(&answers);
        let idle = tree.idle(&answers, &walk);
        if let Some(level) = walk.outcomes.level() {
            for (question, _) in &walk.steps {
                let same = all(&tree[*question]).into_iter().all(|answer| {
                    let mut changed = answers.clone();
                    changed.set(*question, answer);
                    tree.walk(&changed).outcomes.level() == Some(level)
                });
                prop_assert_eq!(idle.contains(question), same, "`{}`", tree[*question].id);
            }
        }
    }

    #[test]
    fn what_an_answer_leads_to_is_all_that_it_can_lead_to(bytes in trees::bytes(), picks in prop::collection::vec(any::<u8>(), 12)) {
        let tree = check(&trees::questionnaire(&bytes)).expect("it passes the gate");
        let answers = answered(&tree, &mut Dice::new(&picks));
        let walk = tree.walk(&answers);
        if let Some(narrowing) = tree.narrowing(&answers, &walk) {
            let question = narrowing.question;
            for lead in &narrowing.leads {
                let mut levels = BTreeSet::new();
                for answer in all(&tree[question]).into_iter().filter(|answer| lead.answers.iter().any(|part| holds(*part, *answer))) {
                    let mut given = answers.clone();
                    given.set(question, answer);
                    levels.extend(tree.walk(&given).outcomes.levels);
                }
                prop_assert_eq!(&levels, &lead.levels.iter().copied().collect(), "`{}`", tree[question].id);
            }
        }
    }
}

/// Answers by chance, as far as they are asked for; some are skipped.
fn answered(tree: &Tree, dice: &mut Dice) -> Answers {
    let mut answers = Answers::new();
    while let End::Question(question) = tree.walk(&answers).end {
        let mut all = all(&tree[question]);
        if !tree[question].required {
            all.push(Answer::Unsure);
        }
        answers.set(question, all[dice.roll(all.len())]);
    }
    answers
}

/// Every answer a question accepts, apart from skipping it.
fn all(question: &Question) -> Vec<Answer> {
    if question.kind == Kind::Number {
        return (question.min..=question.max).map(Answer::Number).collect();
    }
    (0..=question.all())
        .filter_map(|set| question.accept(set).ok())
        .collect()
}

fn holds(part: Part, answer: Answer) -> bool {
    match (part, answer) {
        (Part::Choices(choices), Answer::Choices(set)) => choices & set != 0,
        (Part::Nothing, Answer::Choices(set)) => set == 0,
        (Part::Numbers(min, max), Answer::Number(number)) => (min..=max).contains(&number),
        _ => false,
    }
}

fn used(answers: &Answers, walk: &Walk) -> Answers {
    let mut used = answers.clone();
    walk.unused
        .iter()
        .for_each(|question| used.remove(*question));
    used
}

/// For every level that other answers lead to, the smallest sets of questions that do; found by trying all.
fn smallest(tree: &Tree, answers: &Answers, walk: &Walk) -> BTreeMap<LevelRef, Sets> {
    let mut found = BTreeMap::new();
    let Some(level) = walk.outcomes.level() else {
        return found;
    };
    let changeable: Vec<QuestionRef> = tree
        .question_refs()
        .filter(|at| tree[*at].what_if && !tree[*at].private)
        .collect();
    for size in 1..=MOST {
        let mut next: BTreeMap<LevelRef, Sets> = BTreeMap::new();
        for set in sets(&changeable, size) {
            for reached in levels(tree, answers, &set) {
                if reached != level && !found.contains_key(&reached) {
                    next.entry(reached).or_default().insert(set.clone());
                }
            }
        }
        found.extend(next);
    }
    found
}

fn sets(from: &[QuestionRef], size: usize) -> Vec<Vec<QuestionRef>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let rest = |at: usize| sets(&from[at + 1..], size - 1).into_iter();
    let with = |at: usize| rest(at).map(move |set| [vec![from[at]], set].concat());
    (0..from.len()).flat_map(with).collect()
}

/// The levels that new answers to these questions settle.
fn levels(tree: &Tree, answers: &Answers, set: &[QuestionRef]) -> BTreeSet<LevelRef> {
    let Some((question, rest)) = set.split_first() else {
        return tree.walk(answers).outcomes.level().into_iter().collect();
    };
    let mut found = BTreeSet::new();
    for answer in all(&tree[*question]) {
        let mut changed = answers.clone();
        changed.set(*question, answer);
        found.extend(levels(tree, &changed, rest));
    }
    found
}
