//! Laws of `diff`: on a questionnaire and another that chance made of it, it says what trying every combination says.

use super::oracle::{End, World, Worlds, values};
use super::trees;
use firststep::author::diff::{Difference, Side, What, diff};
use firststep::model::answers::Answer;
use firststep::model::check::check;
use firststep::model::tree::{LevelRef, Question, QuestionRef, SupportRef, Tree};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// More combinations of both take too long to try.
const MOST: usize = 20_000;

/// How often each kind of result differs in each way.
type Shifts = BTreeMap<(What, String, String, String), u64>;

proptest! {
    #![proptest_config(super::chance::cases(2_000))]

    #[test]
    fn a_difference_is_what_trying_everything_finds(
        bytes in trees::bytes(),
        edits in vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let mut edited = bytes.clone();
        for (at, byte) in edits.iter().filter(|_| !bytes.is_empty()) {
            edited[at.index(bytes.len())] = *byte;
        }
        let texts = Side { old: trees::questionnaire(&bytes), new: trees::questionnaire(&edited) };
        let trees = texts.map(|text| check(text).expect("questionnaires made by chance pass the gate"));
        let trees = Side { old: &trees.old, new: &trees.new };
        let Some(tried) = Tried::of(&trees) else { return Ok(()) };
        let found = diff(trees).expect("it is small enough");
        prop_assert_eq!(found.combinations.to_string(), tried.combinations.to_string());
        prop_assert_eq!(found.suggestions.to_string(), tried.suggestions.to_string());
        prop_assert_eq!(found.differing.to_string(), tried.differing.to_string());
        let share = 100.0 * tried.differing_suggestions as f64 / tried.suggestions.max(1) as f64;
        prop_assert!((found.percent_of_suggestions - share).abs() < 1e-9);
        prop_assert_eq!(shifts(&found), tried.shifts, "{}\n{}", texts.old, texts.new);
    }

    #[test]
    fn nothing_differs_from_itself(bytes in trees::bytes()) {
        let tree = check(&trees::questionnaire(&bytes)).expect("questionnaires made by chance pass the gate");
        let found = diff(Side { old: &tree, new: &tree }).expect("it is small enough");
        prop_assert!(found.is_empty(), "{found:?}");
    }
}

fn shifts(found: &Difference) -> Shifts {
    let shifts = found.shifts.iter().map(|shift| {
        let of = shift.of.clone().unwrap_or_default();
        let count = shift.combinations.to_string().parse();
        let key = (shift.what, of, shift.old.clone(), shift.new.clone());
        (key, count.expect("a number"))
    });
    shifts.collect()
}

/// What trying everything finds.
#[derive(Default)]
struct Tried {
    combinations: u64,
    suggestions: u64,
    differing: u64,
    differing_suggestions: u64,
    shifts: Shifts,
}

/// An answer in words that a question of either tree, or of both, takes.
type Words = Vec<String>;

impl Tried {
    fn of(trees: &Side<&Tree>) -> Option<Self> {
        let asked = together(trees);
        let mut sizes = asked.iter().map(|(_, answers)| answers.len());
        let size = sizes.try_fold(1, |size: usize, answers| size.checked_mul(answers))?;
        if size > MOST {
            return None;
        }
        let worlds = trees.map(|tree| Worlds::of(tree));
        let mut tried = Tried::default();
        for number in 0..size {
            let mut rest = number;
            let mut answers = trees.map(|tree| vec![Answer::Unsure; tree.questions.len()]);
            for (places, words) in &asked {
                let words = &words[rest % places.size];
                rest /= places.size;
                places.give(trees, words, &mut answers);
            }
            let old = worlds.old.find(&answers.old);
            let new = worlds.new.find(&answers.new);
            tried.compare(trees, old, new);
        }
        Some(tried)
    }

    fn compare(&mut self, trees: &Side<&Tree>, old: &World, new: &World) {
        let mut found = BTreeSet::new();
        let mut note = |what: What, of: &str, old: &str, new: &str| {
            if old != new {
                found.insert((what, of.to_owned(), old.to_owned(), new.to_owned()));
            }
        };
        let ends = [end(trees.old, old), end(trees.new, new)];
        note(What::Outcome, "", &ends[0], &ends[1]);
        if old.is_suggestion() && ends[0] == ends[1] {
            let [old, new] = [(trees.old, old), (trees.new, new)];
            let [was, is] = [old, new].map(|(tree, world)| alternative(tree, world));
            note(What::Alternative, &ends[0], &was, &is);
            let [was, is] = [old, new].map(|(tree, world)| fallback(tree, world));
            note(What::Fallback, &ends[0], &was, &is);
        }
        let told = |holds: bool, name: &str| {
            if holds {
                name.to_owned()
            } else {
                format!("not {name}")
            }
        };
        if old.is_suggestion() && new.is_suggestion() {
            for id in ids(trees, |tree| {
                tree.supports
                    .iter()
                    .map(|support| support.id.to_string())
                    .collect()
            }) {
                let [was, is] = [support(trees.old, old, &id), support(trees.new, new, &id)];
                note(
                    What::Support,
                    &id,
                    &told(was, "advised"),
                    &told(is, "advised"),
                );
            }
        }
        if (old.end == End::Stop) == (new.end == End::Stop) {
            for id in ids(trees, |tree| {
                tree.alerts
                    .iter()
                    .map(|alert| alert.id.to_string())
                    .collect()
            }) {
                let [was, is] = [alert(trees.old, old, &id), alert(trees.new, new, &id)];
                note(What::Alert, &id, &told(was, "shown"), &told(is, "shown"));
            }
        }
        let suggests = old.is_suggestion() || new.is_suggestion();
        self.combinations += 1;
        self.suggestions += u64::from(suggests);
        self.differing_suggestions += u64::from(suggests && !found.is_empty());
        self.differing += u64::from(!found.is_empty());
        for shift in found {
            *self.shifts.entry(shift).or_default() += 1;
        }
    }
}

/// Where a question stands, and how many answers are tried.
struct Places {
    old: Option<QuestionRef>,
    new: Option<QuestionRef>,
    size: usize,
}

impl Places {
    fn give(&self, trees: &Side<&Tree>, words: &Words, answers: &mut Side<Vec<Answer>>) {
        let read = |question: &Question| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            question.read(&words).expect("it takes this answer")
        };
        if let Some(at) = self.old {
            answers.old[at.index()] = read(&trees.old[at]);
        }
        if let Some(at) = self.new {
            answers.new[at.index()] = read(&trees.new[at]);
        }
    }
}

/// Every question with the answers that are tried: those that both take, or all if only one has it.
fn together(trees: &Side<&Tree>) -> Vec<(Places, Vec<Words>)> {
    let takes = |tree: &Tree, at: QuestionRef| -> Vec<Words> {
        let values = values(tree, at);
        values
            .into_iter()
            .map(|value| tree[at].words(value))
            .collect()
    };
    let mut asked = Vec::new();
    let mut shared = BTreeSet::new();
    for at in trees.old.question_refs() {
        let mut answers = takes(trees.old, at);
        let mut twin = trees.new.question(&trees.old[at].id);
        if let Some(new) = twin {
            let others = takes(trees.new, new);
            let both: Vec<Words> = answers
                .iter()
                .filter(|words| others.contains(words))
                .cloned()
                .collect();
            if both.iter().any(|words| !words.is_empty()) {
                answers = both;
                shared.insert(new);
            } else {
                twin = None;
            }
        }
        asked.push((
            Places {
                old: Some(at),
                new: twin,
                size: answers.len(),
            },
            answers,
        ));
    }
    for at in trees.new.question_refs().filter(|at| !shared.contains(at)) {
        let answers = takes(trees.new, at);
        asked.push((
            Places {
                old: None,
                new: Some(at),
                size: answers.len(),
            },
            answers,
        ));
    }
    asked
}

fn ids(trees: &Side<&Tree>, of: impl Fn(&Tree) -> Vec<String>) -> BTreeSet<String> {
    of(trees.old).into_iter().chain(of(trees.new)).collect()
}

fn end(tree: &Tree, world: &World) -> String {
    match world.end {
        End::Stop => "stop".to_owned(),
        End::Referral => "referral".to_owned(),
        End::Level(level) => tree[LevelRef(level)].id.to_string(),
    }
}

fn offer(tree: &Tree, level: LevelRef, supports: &[SupportRef]) -> String {
    let supports: Vec<&str> = supports.iter().map(|at| tree[*at].id.as_ref()).collect();
    match supports.as_slice() {
        [] => tree[level].id.to_string(),
        supports => format!("{} with {}", tree[level].id, supports.join(", ")),
    }
}

fn alternative(tree: &Tree, world: &World) -> String {
    let other = tree.branches[world.branch].alternative.as_ref();
    other.map_or("none".to_owned(), |other| {
        offer(tree, other.level, &other.supports)
    })
}

fn fallback(tree: &Tree, world: &World) -> String {
    let other = tree.branches[world.branch].fallback.as_ref();
    let other = other.filter(|other| world.may(tree, &other.when));
    other.map_or("none".to_owned(), |other| {
        offer(tree, other.level, &other.supports)
    })
}

/// Whether a support is advised, and no other that is advised covers it; of two that cover each other, the first stays.
fn support(tree: &Tree, world: &World, id: &str) -> bool {
    let at = tree.supports.iter().position(|support| support.id == id);
    let advised = at.filter(|at| world.support(tree, *at));
    advised.is_some_and(|at| {
        !(0..tree.supports.len()).any(|other| {
            let [this, that] = [at, other].map(|at| SupportRef(at as u32));
            let mutual = tree.covers(this, that) && at < other;
            other != at && world.support(tree, other) && tree.covers(that, this) && !mutual
        })
    })
}

fn alert(tree: &Tree, world: &World, id: &str) -> bool {
    let at = tree.alerts.iter().position(|alert| alert.id == id);
    at.is_some_and(|at| world.alert(tree, at))
}
