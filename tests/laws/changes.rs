//! Guarantees about changes of one answer: by trying every pair.

use super::Found;
use super::oracle::{End, World, Worlds, values};
use super::promises::advised;
use firststep::model::answers::Answer;
use firststep::model::document::{Kind, Never, Order};
use firststep::model::finding::Code;
use firststep::model::tree::{Guarantee, Question, QuestionRef, Tree};

pub(crate) fn check(worlds: &Worlds<'_>, guarantee: &Guarantee, found: &mut Found) {
    if guarantee.never.is_none() && guarantee.keep.is_empty() {
        return;
    }
    let tree = worlds.tree;
    let (mut broken, mut needed) = (false, vec![false; guarantee.except.len()]);
    for question in &guarantee.answers {
        for (before, after) in pairs(worlds, guarantee, *question) {
            if !is_broken(tree, guarantee, before, after) {
                continue;
            }
            let excepted: Vec<bool> = (guarantee.except.iter())
                .map(|except| {
                    let holds = |world: &World| world.may(tree, &except.when);
                    except.question == *question && (holds(before) || holds(after))
                })
                .collect();
            broken |= !excepted.iter().any(|excepted| *excepted);
            for (at, needed) in needed.iter_mut().enumerate() {
                let others = excepted
                    .iter()
                    .enumerate()
                    .any(|(other, is)| *is && other != at);
                *needed |= guarantee.except[at].question == *question && !others;
            }
        }
    }
    if broken {
        found.insert((Code::BrokenGuarantee, guarantee.place));
    }
    for (except, _) in guarantee
        .except
        .iter()
        .zip(needed)
        .filter(|(_, needed)| !needed)
    {
        found.insert((Code::NeedlessException, except.place));
    }
}

/// Worlds that differ in the answer to one question, as the guarantee has it.
fn pairs<'w>(
    worlds: &'w Worlds<'_>,
    guarantee: &'w Guarantee,
    question: QuestionRef,
) -> Vec<(&'w World, &'w World)> {
    let tree = worlds.tree;
    let mut pairs = Vec::new();
    for before in worlds
        .all
        .iter()
        .filter(|world| world.may(tree, &guarantee.when))
    {
        let from = before.answers[question.index()];
        for to in values(tree, question) {
            if from != to && (!guarantee.worse || is_step(&tree[question], from, to)) {
                pairs.push((before, worlds.with(before, question, to)));
            }
        }
    }
    pairs
}

/// Whether one answer is one step worse than another.
fn is_step(question: &Question, from: Answer, to: Answer) -> bool {
    let (lighter, heavier) = match question.order {
        Order::None => return false,
        Order::Heavier => (from, to),
        Order::Lighter => (to, from),
    };
    match (lighter, heavier) {
        (Answer::Number(low), Answer::Number(high)) => high == low + 1,
        (Answer::Choices(low), Answer::Choices(high)) => match question.kind {
            Kind::YesNo => low == 0b10 && high == 0b01,
            Kind::One => high == low << 1,
            _ => {
                let low = low & !question.alone();
                high & question.alone() == 0 && low & !high == 0 && (high & !low).count_ones() == 1
            }
        },
        _ => false,
    }
}

fn is_broken(tree: &Tree, guarantee: &Guarantee, before: &World, after: &World) -> bool {
    if before.end == End::Referral || after.end == End::Referral {
        return false;
    }
    let level = match guarantee.never {
        Some(Never::ChangeLevel) => before.end != after.end,
        Some(Never::RaiseLevel) => after.end > before.end,
        Some(Never::LowerLevel) => after.end < before.end,
        None => false,
    };
    let has = |world: &World, at| world.end == End::Stop || advised(tree, world, at);
    let lost = |at: usize| has(before, at) && !has(after, at);
    level || guarantee.keep.iter().any(|support| lost(support.index()))
}
