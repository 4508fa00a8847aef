//! Why: the branches and rules that held, and the scales they read, in order of weight.

use super::quote::{Check, Quoter};
use super::scales::{ScaleNote, scale_note};
use crate::model::condition::{Condition, Test};
use crate::model::reading::Holds;
use crate::model::tree::{Branch, BranchRef, NodeRef, ScaleRef, To};
use schemars::JsonSchema;
use serde::Serialize;

/// A branch or rule that holds, or may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reason<'t> {
    /// `branch` or `rule`.
    pub kind: &'static str,
    /// The node it stands in.
    pub node: &'t str,
    /// For a branch, the level it suggests or the node it leads to.
    pub to: Option<&'t str>,
    /// For a rule, its scale.
    pub scale: Option<&'t str>,
    /// For a rule, the value it gives the scale.
    pub value: Option<&'t str>,
    /// Whether it led to this result, or held without having a say.
    pub counted: bool,
    /// Why, for the person.
    pub because: Option<&'t str>,
    /// Where it comes from.
    pub source: Option<&'t str>,
    /// Whether it holds.
    #[schemars(schema_with = "super::schema::holds")]
    pub holds: Holds,
    /// What it wanted and what it got.
    pub when: Option<Check<'t>>,
    /// Where it stands in the file, as `line:column`.
    pub place: String,
}

/// What explains a result.
#[derive(Default)]
pub(crate) struct Why<'t> {
    pub(crate) reasons: Vec<Reason<'t>>,
    pub(crate) branches: Vec<Reason<'t>>,
    pub(crate) scales: Vec<ScaleNote<'t>>,
}

/// Explains the outcomes: first what led to them, then what else held.
pub(crate) fn why<'t>(quoter: &Quoter<'t, '_>) -> Why<'t> {
    let counted = counted_scales(quoter);
    let others = quoter.tree.scale_refs().filter(|at| !counted.contains(at));
    let scales: Vec<ScaleRef> = counted.iter().copied().chain(others).collect();
    let branches = branches(quoter);
    let held = branches.iter().filter(|branch| branch.holds != Holds::No);
    // The branch that ends the walk comes first: it is the answer.
    let mut reasons: Vec<Reason> = held.rev().cloned().collect();
    for at in &scales {
        reasons.extend(rules(quoter, *at, counted.contains(at)));
    }
    reasons.sort_by_key(|reason| !reason.counted);
    let notes = scales
        .iter()
        .filter_map(|at| scale_note(quoter, *at, counted.contains(at)));
    Why {
        reasons,
        scales: notes.collect(),
        branches,
    }
}

/// The branches of every node that is passed, up to the one that is surely taken.
fn branches<'t>(quoter: &Quoter<'t, '_>) -> Vec<Reason<'t>> {
    let tree = quoter.tree;
    let taken: Vec<(BranchRef, Holds)> = quoter.reading.taken().collect();
    let mut found = Vec::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        if quoter.reading.reached(NodeRef(at as u32)) == Holds::No {
            continue;
        }
        for branch in node.branches.clone().map(BranchRef) {
            let holds = taken
                .iter()
                .find(|(at, _)| *at == branch)
                .map_or(Holds::No, |(_, holds)| *holds);
            found.push(branch_reason(quoter, branch, holds));
            if holds == Holds::Yes {
                break;
            }
        }
    }
    found
}

/// A branch as a reason.
pub(crate) fn branch_reason<'t>(
    quoter: &Quoter<'t, '_>,
    at: BranchRef,
    holds: Holds,
) -> Reason<'t> {
    let tree = quoter.tree;
    let branch: &Branch = &tree[at];
    Reason {
        kind: "branch",
        node: &tree[branch.node].id,
        to: Some(match branch.to {
            To::Suggest(level) => &tree[level].id,
            To::Go(node) => &tree[node].id,
        }),
        scale: None,
        value: None,
        counted: holds != Holds::No,
        because: branch.because.as_deref().map(str::trim),
        source: branch.source.as_deref(),
        holds,
        when: branch.when.as_ref().map(|when| quoter.check(when)),
        place: branch.place.to_string(),
    }
}

/// The rules of a scale that hold or may hold. Those of the value it has count; lighter ones are outvoted.
fn rules<'t>(quoter: &Quoter<'t, '_>, at: ScaleRef, counted: bool) -> Vec<Reason<'t>> {
    let scale = &quoter.tree[at];
    let found = quoter.outcomes.scales[at.index()];
    let mut reasons = Vec::new();
    if found == 0 {
        return reasons;
    }
    for (rank, value) in scale.values.iter().enumerate().rev() {
        for rule in &value.rules {
            let holds = quoter.reading.holds(&rule.when);
            if holds != Holds::No {
                reasons.push(Reason {
                    kind: "rule",
                    node: &quoter.tree[scale.node].id,
                    to: None,
                    scale: Some(&scale.id),
                    value: Some(&value.id),
                    counted: counted && found >> rank & 1 == 1,
                    because: rule.because.as_deref().map(str::trim),
                    source: rule.source.as_deref(),
                    holds,
                    when: Some(quoter.check(&rule.when)),
                    place: rule.place.to_string(),
                });
            }
        }
    }
    reasons
}

/// The scales that led to the outcomes: those the last branches name, then those that their rules name, and so on.
fn counted_scales(quoter: &Quoter) -> Vec<ScaleRef> {
    let tree = quoter.tree;
    let branches = quoter
        .outcomes
        .branches
        .iter()
        .filter_map(|at| tree[*at].when.as_ref());
    let mut found: Vec<ScaleRef> = Vec::new();
    branches.for_each(|when| add_scales(when, &mut found));
    let mut next = 0;
    while let Some(at) = found.get(next).copied() {
        next += 1;
        for rule in tree.rules(at, quoter.outcomes.scales[at.index()]) {
            if quoter.reading.holds(&rule.when) != Holds::No {
                add_scales(&rule.when, &mut found);
            }
        }
    }
    found
}

fn add_scales(condition: &Condition, found: &mut Vec<ScaleRef>) {
    for test in condition.tests() {
        if let Test::Scale { scale, .. } = test.value
            && !found.contains(&scale)
        {
            found.push(scale);
        }
    }
}
