//! Guarantees about single walks: by trying everything.

use super::Found;
use super::changes;
use super::oracle::{End, World, Worlds};
use firststep::model::document::Stop;
use firststep::model::finding::Code;
use firststep::model::tree::{Guarantee, SupportRef, Tree};

pub(crate) fn check(worlds: &Worlds<'_>, found: &mut Found) {
    let tree = worlds.tree;
    for guarantee in &tree.guarantees {
        let about: Vec<&World> = (worlds.all.iter())
            .filter(|world| world.may(tree, &guarantee.when))
            .filter(|world| is_about(guarantee, world))
            .collect();
        if about.is_empty() {
            found.insert((Code::VacuousGuarantee, guarantee.place));
            continue;
        }
        let when = |world: &World| world.may(tree, &guarantee.when);
        let kept = worlds.all.iter().filter(|world| when(world));
        if kept.into_iter().any(|world| breaks(tree, guarantee, world)) {
            found.insert((Code::BrokenGuarantee, guarantee.place));
        }
        changes::check(worlds, guarantee, found);
    }
    unknown(worlds, found);
}

fn is_about(guarantee: &Guarantee, world: &World) -> bool {
    if guarantee.levels.is_some() || !guarantee.supports.is_empty() {
        world.is_suggestion()
    } else if guarantee.never.is_some() || !guarantee.keep.is_empty() {
        world.end != End::Referral
    } else {
        true
    }
}

fn breaks(tree: &Tree, guarantee: &Guarantee, world: &World) -> bool {
    let level = match (guarantee.levels, world.end) {
        (Some(levels), End::Level(level)) => levels >> level & 1 == 0,
        _ => false,
    };
    let mut supports = guarantee.supports.iter();
    let support =
        world.is_suggestion() && supports.any(|support| !advised(tree, world, support.index()));
    let alert = guarantee.alerts.iter().any(|alert| {
        let emergency = tree[*alert].stop == Some(Stop::Emergency);
        (emergency || world.end != End::Stop) && !world.alert(tree, alert.index())
    });
    level || support || alert || guarantee.stops && world.end != End::Stop
}

/// Whether a support is advised, or one that covers it.
pub(crate) fn advised(tree: &Tree, world: &World, at: usize) -> bool {
    let wanted = SupportRef(at as u32);
    let mut all = (0..tree.supports.len() as u32).map(SupportRef);
    all.any(|other| {
        world.support(tree, other.index()) && (other == wanted || tree.covers(other, wanted))
    })
}

fn unknown(worlds: &Worlds<'_>, found: &mut Found) {
    let tree = worlds.tree;
    let all = || (0..tree.supports.len() as u32).map(SupportRef);
    for support in all().filter(|support| tree[*support].if_unknown) {
        let mut covering =
            all().filter(|other| tree.covers(*other, support) && !tree[*other].if_unknown);
        let gap = covering.any(|other| {
            worlds.all.iter().any(|world| {
                world.support(tree, other.index()) && !world.support(tree, support.index())
            })
        });
        if gap {
            found.insert((Code::UnknownGap, tree[support].place));
        }
    }
}
