//! Nothing is dead, and every entry decides something: by trying everything.

use super::Found;
use super::oracle::{End, World, Worlds};
use firststep::model::condition::Condition;
use firststep::model::document::Stop;
use firststep::model::finding::Code;
use firststep::model::place::Place;
use firststep::model::tree::{LevelRef, To};
use std::collections::{BTreeSet, HashMap};

pub(crate) fn check(worlds: &Worlds<'_>, found: &mut Found) {
    questions(worlds, found);
    values(worlds, found);
    branches(worlds, found);
    levels(worlds, found);
    supports(worlds, found);
    steps(worlds, found);
    idle(worlds, found);
}

fn suggestions<'w>(worlds: &'w Worlds<'_>) -> impl Iterator<Item = &'w World> {
    worlds.all.iter().filter(|world| world.is_suggestion())
}

fn questions(worlds: &Worlds<'_>, found: &mut Found) {
    for (at, question) in worlds.tree.questions.iter().enumerate() {
        if !suggestions(worlds).any(|world| world.asked[at]) {
            found.insert((Code::DeadQuestion, question.place));
        }
    }
}

fn values(worlds: &Worlds<'_>, found: &mut Found) {
    for (at, scale) in worlds.tree.scales.iter().enumerate() {
        for (rank, value) in scale.values.iter().enumerate() {
            let has = |world: &&World| {
                world.end != End::Stop
                    && world.reached[scale.node.index()]
                    && world.scales[at] == rank
            };
            if !worlds.all.iter().any(|world| has(&world)) {
                found.insert((Code::DeadValue, value.place));
            }
        }
    }
}

fn is_live(worlds: &Worlds<'_>, at: usize) -> bool {
    suggestions(worlds).any(|world| world.looked[at] == Some(true))
}

fn branches(worlds: &Worlds<'_>, found: &mut Found) {
    let tree = worlds.tree;
    for (at, branch) in tree.branches.iter().enumerate() {
        if is_live(worlds, at) {
            continue;
        }
        let would = suggestions(worlds)
            .any(|world| world.reached[branch.node.index()] && world.may(tree, &branch.when));
        let code = if would {
            Code::ShadowedBranch
        } else {
            Code::DeadBranch
        };
        found.insert((code, branch.place));
    }
}

fn levels(worlds: &Worlds<'_>, found: &mut Found) {
    let tree = worlds.tree;
    let mut offered: BTreeSet<LevelRef> = BTreeSet::new();
    for world in suggestions(worlds) {
        for (at, branch) in tree.branches.iter().enumerate() {
            if world.looked[at] != Some(true) || matches!(branch.to, To::Go(_)) {
                continue;
            }
            offered.extend(branch.level());
            offered.extend(branch.alternative.as_ref().map(|other| other.level));
            let fallback = branch.fallback.as_ref();
            let fallback = fallback.filter(|other| world.may(tree, &other.when));
            offered.extend(fallback.map(|other| other.level));
        }
    }
    for (at, level) in tree.levels.iter().enumerate() {
        if !offered.contains(&LevelRef(at as u32)) {
            found.insert((Code::DeadLevel, level.place));
        }
    }
}

fn supports(worlds: &Worlds<'_>, found: &mut Found) {
    let tree = worlds.tree;
    for (at, support) in tree.supports.iter().enumerate() {
        if !worlds.all.iter().any(|world| world.support(tree, at)) {
            found.insert((Code::DeadSupport, support.place));
        }
    }
    for (at, alert) in tree.alerts.iter().enumerate() {
        if !worlds.all.iter().any(|world| world.alert(tree, at)) {
            found.insert((Code::DeadAlert, alert.place));
        }
    }
}

fn steps(worlds: &Worlds<'_>, found: &mut Found) {
    let tree = worlds.tree;
    for (at, step) in tree.steps.iter().enumerate() {
        let printed = |world: &World| {
            let before = tree.steps[..at].iter();
            let before = before.filter(|step| world.may(tree, &step.when)).count();
            world.may(tree, &step.when) && before < 3
        };
        if !suggestions(worlds).any(printed) {
            found.insert((Code::DeadStep, step.place));
        }
    }
}

/// A question is idle if changing its answer never changes what a person sees.
fn idle(worlds: &Worlds<'_>, found: &mut Found) {
    for at in worlds.tree.question_refs() {
        if !suggestions(worlds).any(|world| world.asked[at.index()]) {
            continue;
        }
        let mut seen: HashMap<Vec<_>, Vec<u64>> = HashMap::new();
        let matters = worlds.all.iter().any(|world| {
            let mut others = world.answers.clone();
            others.remove(at.index());
            let result = result(worlds, world);
            *seen.entry(others).or_insert_with(|| result.clone()) != result
        });
        if !matters {
            found.insert((Code::IdleQuestion, worlds.tree[at].place));
        }
    }
}

fn result(worlds: &Worlds<'_>, world: &World) -> Vec<u64> {
    let tree = worlds.tree;
    let mut result = vec![match world.end {
        End::Stop => u64::MAX,
        End::Referral => u64::MAX - 1,
        End::Level(_) => world.branch as u64,
    }];
    let truths = (0..tree.supports.len())
        .map(|at| world.support(tree, at))
        .chain((0..tree.alerts.len()).map(|at| world.alert(tree, at)))
        .chain((tree.steps.iter()).map(|step| world.is_suggestion() && world.may(tree, &step.when)))
        .chain((tree.contacts.iter()).map(|contact| world.may(tree, &contact.when)));
    result.extend(truths.map(u64::from));
    if !world.is_suggestion() {
        return result;
    }
    for (at, scale) in tree.scales.iter().enumerate() {
        let reached = world.reached[scale.node.index()];
        result.push(if reached { world.scales[at] as u64 } else { 64 });
    }
    let fallback = tree.branches[world.branch].fallback.as_ref();
    result.push(
        fallback
            .is_some_and(|other| world.may(tree, &other.when))
            .into(),
    );
    result
}

pub(crate) fn check_entries(worlds: &Worlds<'_>, found: &mut Found) {
    let tree = worlds.tree;
    let mut check = |when: &Option<Condition>, place, told, here: &dyn Fn(&World) -> bool| {
        if let Some(when) = when {
            entries(worlds, when, (place, told), here, found);
        }
    };
    let everywhere = |_: &World| true;
    let suggested = World::is_suggestion;
    let unstopped = |world: &World| world.end != End::Stop;
    for question in &tree.questions {
        let node = question.node.index();
        check(&question.when, question.place, true, &|world| {
            suggested(world) && world.reached[node]
        });
    }
    for scale in &tree.scales {
        let node = scale.node.index();
        for rule in scale.values.iter().flat_map(|value| &value.rules) {
            let here = |world: &World| unstopped(world) && world.reached[node];
            check(&Some(rule.when.clone()), rule.place, false, &here);
        }
    }
    for (at, branch) in tree.branches.iter().enumerate() {
        let here = |world: &World| suggested(world) && world.looked[at].is_some();
        let reached = |world: &World| suggested(world) && world.reached[branch.node.index()];
        let would = |world: &&World| reached(world) && world.may(tree, &branch.when);
        let is_shadowed = !is_live(worlds, at) && worlds.all.iter().any(|world| would(&world));
        if !is_shadowed {
            check(&branch.when, branch.place, true, &here);
        }
        if let Some(fallback) = &branch.fallback {
            let here = |world: &World| suggested(world) && world.looked[at] == Some(true);
            check(&fallback.when, branch.place, false, &here);
        }
    }
    for alert in &tree.alerts {
        let here: &dyn Fn(&World) -> bool = if alert.stop == Some(Stop::Emergency) {
            &everywhere
        } else {
            &unstopped
        };
        check(&Some(alert.when.clone()), alert.place, true, here);
    }
    for support in &tree.supports {
        check(&support.when, support.place, true, &suggested);
    }
    for step in &tree.steps {
        check(&step.when, step.place, true, &suggested);
    }
    for contact in &tree.contacts {
        check(&contact.when, contact.place, false, &everywhere);
    }
}

fn entries(
    worlds: &Worlds<'_>,
    when: &Condition,
    (place, told): (Place, bool),
    here: &dyn Fn(&World) -> bool,
    found: &mut Found,
) {
    let tree = worlds.tree;
    let here: Vec<&World> = worlds.all.iter().filter(|world| here(world)).collect();
    if here.is_empty() {
        return;
    }
    let verdict = |holds: &dyn Fn(&World) -> bool| {
        let held = here.iter().filter(|world| holds(world)).count();
        match held {
            0 => Some(Code::NeverTrue),
            _ if held == here.len() => Some(Code::AlwaysTrue),
            _ => None,
        }
    };
    let whole = verdict(&|world| world.holds(tree, when));
    let told = told && whole == Some(Code::NeverTrue);
    if told && when.tests().len() == 1 {
        return;
    }
    let mut any = false;
    for test in when.tests() {
        if let Some(code) = verdict(&|world| world.test(tree, test.value)) {
            any = true;
            found.insert((code, test.place));
        }
    }
    if let Some(code) = whole.filter(|_| !any && !told) {
        found.insert((code, when.place().unwrap_or(place)));
    }
}
