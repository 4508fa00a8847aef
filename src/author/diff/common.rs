//! The answers that two questionnaires have in common, so that both can be looked at over the same combinations.
//!
//! A question of the same id is one question, with the choices or numbers that both know. A question that only one of
//! them has may be answered in any way, and the other does not hear of it. So is one that is asked in another way now,
//! or has no answer in common: it is two questions.

use super::Side;
use crate::author::proof::diagram::{ALWAYS, Diagram, Diagrams};
use crate::author::proof::space::{Slot, Space};
use crate::author::proof::view::View;
use crate::model::document::Kind;
use crate::model::tree::{Choice, Question, QuestionRef, Tree, bits};
use std::collections::BTreeMap;

/// Questions and answers that two questionnaires have in common, and those that only one of them has.
pub(super) struct Common {
    pub(super) questions: Vec<Question>,
    pub(super) space: Space,
    slots: Side<Vec<QuestionRef>>,
    choices: Side<Vec<Vec<u32>>>,
    /// Lists of which both know only choices that go together, and one of them wants at least one tick.
    wanting: Vec<QuestionRef>,
}

impl Common {
    pub(super) fn of(trees: &Side<&Tree>) -> Self {
        let mut writer = Writer {
            trees,
            questions: Vec::new(),
            slots: trees.map(|tree| vec![QuestionRef(0); tree.questions.len()]),
            choices: trees.map(|tree| vec![Vec::new(); tree.questions.len()]),
            wanting: Vec::new(),
        };
        writer.write();
        Common {
            space: Space::of(&writer.questions),
            questions: writer.questions,
            slots: writer.slots,
            choices: writer.choices,
            wanting: writer.wanting,
        }
    }

    /// How each questionnaire sees the questions.
    pub(super) fn views(&self) -> Side<View> {
        let view = |slots: &Vec<_>, choices: &Vec<_>| View::shared(slots.clone(), choices.clone());
        Side {
            old: view(&self.slots.old, &self.choices.old),
            new: view(&self.slots.new, &self.choices.new),
        }
    }

    /// The questions of the space that these are.
    pub(super) fn slots(&self) -> &Side<Vec<QuestionRef>> {
        &self.slots
    }

    /// The combinations that are answers to both.
    pub(super) fn domain(&self, store: &mut Diagrams) -> Diagram {
        let mut domain = ALWAYS;
        for question in self.wanting.iter().rev() {
            if let Slot::Many(ticks) = &self.space.slots[question.index()] {
                let something = ticks.any(store, u64::MAX);
                domain = store.and(something, domain);
            }
        }
        let proper = self.space.proper(store);
        store.and(proper, domain)
    }
}

struct Writer<'t> {
    trees: &'t Side<&'t Tree>,
    questions: Vec<Question>,
    slots: Side<Vec<QuestionRef>>,
    choices: Side<Vec<Vec<u32>>>,
    wanting: Vec<QuestionRef>,
}

impl Writer<'_> {
    /// The old order; what is new stands behind what it follows, or nothing would be near what it belongs to.
    fn write(&mut self) {
        let Side { old, new } = *self.trees;
        let mut at_new = 0;
        for at in old.question_refs() {
            let twin = new.question(&old[at].id);
            let shared = twin.and_then(|twin| Some((twin, both(&old[at], &new[twin])?)));
            if let Some((twin, both)) = shared {
                self.only_new(&mut at_new, twin.index());
                self.share(at, twin, both);
            } else {
                self.slots.old[at.index()] = self.add(old[at].clone());
                self.choices.old[at.index()] = own(&old[at]);
            }
        }
        self.only_new(&mut at_new, new.questions.len());
    }

    /// Adds the questions up to this one that the old questionnaire does not have.
    fn only_new(&mut self, from: &mut usize, to: usize) {
        let Side { old, new } = *self.trees;
        while *from < to {
            let question = &new.questions[*from];
            let twin = old.question(&question.id);
            if twin.is_none_or(|twin| both(&old[twin], question).is_none()) {
                self.slots.new[*from] = self.add(question.clone());
                self.choices.new[*from] = own(question);
            }
            *from += 1;
        }
    }

    fn add(&mut self, question: Question) -> QuestionRef {
        self.questions.push(question);
        QuestionRef(self.questions.len() as u32 - 1)
    }

    fn share(&mut self, old: QuestionRef, new: QuestionRef, both: Both) {
        let wanting = both.wanting;
        let slot = self.add(both.question);
        if wanting {
            self.wanting.push(slot);
        }
        self.slots.old[old.index()] = slot;
        self.slots.new[new.index()] = slot;
        self.choices.old[old.index()] = both.choices.old;
        self.choices.new[new.index()] = both.choices.new;
    }
}

fn own(question: &Question) -> Vec<u32> {
    (0..question.choices.len() as u32).collect()
}

/// A question with the answers that both questionnaires take.
struct Both {
    question: Question,
    choices: Side<Vec<u32>>,
    wanting: bool,
}

/// Nothing, if they have no answer in common.
fn both(old: &Question, new: &Question) -> Option<Both> {
    match (old.kind, new.kind) {
        (Kind::Number, Kind::Number) => numbers(old, new),
        (Kind::Number, _) | (_, Kind::Number) => None,
        _ => choices(old, new),
    }
}

fn numbers(old: &Question, new: &Question) -> Option<Both> {
    let (min, max) = (old.min.max(new.min), old.max.min(new.max));
    let inner = old.cuts.iter().chain(&new.cuts).copied();
    let mut cuts: Vec<i64> = inner.filter(|cut| (min + 1..=max).contains(cut)).collect();
    cuts.push(min);
    cuts.sort_unstable();
    cuts.dedup();
    (min <= max).then(|| Both {
        question: Question {
            min,
            max,
            cuts: cuts.into(),
            ..old.clone()
        },
        choices: Side::default(),
        wanting: false,
    })
}

/// One choice where one of them takes only one.
fn choices(old: &Question, new: &Question) -> Option<Both> {
    let place = |choice: &Choice| new.choices.iter().position(|other| other.id == choice.id);
    let pairs = (0..).zip(&old.choices);
    let pairs: Vec<(u32, u32)> = pairs
        .filter_map(|(at, choice)| Some((at, place(choice)? as u32)))
        .collect();
    let shared = |&(a, b): &(u32, u32)| {
        let (a, b) = (&old.choices[a as usize], &new.choices[b as usize]);
        let alone = a.alone || b.alone;
        Choice { alone, ..a.clone() }
    };
    let mut question = Question {
        choices: pairs.iter().map(shared).collect(),
        alike: alike(old, new, &pairs).into(),
        ..old.clone()
    };
    if old.kind != new.kind {
        question.kind = Kind::One;
    }
    let together = question.kind == Kind::Many && question.alone() == 0;
    (!pairs.is_empty()).then(|| Both {
        wanting: together && (old.alone() | new.alone()) != 0,
        choices: Side {
            old: pairs.iter().map(|(at, _)| *at).collect(),
            new: pairs.iter().map(|(_, at)| *at).collect(),
        },
        question,
    })
}

/// Choices that neither tells apart.
fn alike(old: &Question, new: &Question, pairs: &[(u32, u32)]) -> Vec<u64> {
    let class = |question: &Question, at: u32| {
        let classes = question.alike.iter();
        classes.clone().position(|class| class >> at & 1 == 1)
    };
    let mut classes: BTreeMap<_, u64> = BTreeMap::new();
    for (at, (a, b)) in pairs.iter().enumerate() {
        *classes.entry((class(old, *a), class(new, *b))).or_default() |= 1 << at;
    }
    debug_assert_eq!(
        classes.values().fold(0, |all, class| all | class),
        bits(pairs.len())
    );
    let mut classes: Vec<u64> = classes.into_values().collect();
    classes.sort_unstable_by_key(|class| class.trailing_zeros());
    classes
}
