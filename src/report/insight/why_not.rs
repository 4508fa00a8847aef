//! Why not another level: what it would take.

use super::ChangeNote;
use crate::model::condition::{Condition, Test};
use crate::model::reading::Holds;
use crate::model::tree::LevelRef;
use crate::report::quote::{Quoter, TestNote};
use crate::report::reasons::{Reason, branch_reason};
use schemars::JsonSchema;
use serde::Serialize;

/// How many rules are named that would lead to another level.
const RULES: usize = 3;

/// What stands between the result and a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhyNot<'t> {
    /// The level.
    pub level: &'t str,
    /// Its name.
    pub name: &'t str,
    /// It is suggested, or possible.
    pub possible: bool,
    /// What the nearest branch that suggests it wanted and did not get.
    pub unmet: Vec<TestNote<'t>>,
    /// What the nearest rules for what is unmet wanted and did not get.
    pub rules: Vec<Vec<TestNote<'t>>>,
    /// The branch that came before, where nothing was unmet.
    pub before: Option<Reason<'t>>,
    /// The smallest changes that lead to it.
    pub changes: Vec<ChangeNote<'t>>,
}

/// What a level would take, and which of the changes lead to it.
pub(super) fn why_not<'t>(
    quoter: &Quoter<'t, '_>,
    level: LevelRef,
    changes: &[ChangeNote<'t>],
) -> WhyNot<'t> {
    let tree = quoter.tree;
    let branches = tree.branches.iter();
    let leading = branches.filter(|branch| branch.level() == Some(level));
    let nearest = leading
        .filter_map(|branch| branch.when.as_ref())
        .min_by_key(|when| unmet(quoter, when).len());
    let unmet = nearest.map(|when| unmet(quoter, when)).unwrap_or_default();
    let rules = nearest.map(|when| nearest_rules(quoter, when));
    let taken = quoter.outcomes.branches.first();
    let before = taken.filter(|_| unmet.is_empty());
    let leading = changes
        .iter()
        .filter(|change| change.level == tree[level].id);
    WhyNot {
        level: &tree[level].id,
        name: tree[level].name.trim(),
        possible: quoter.outcomes.levels.contains(&level),
        before: before.map(|at| branch_reason(quoter, *at, Holds::Yes)),
        unmet,
        rules: rules.unwrap_or_default(),
        changes: leading.cloned().collect(),
    }
}

/// Of the lightest value that a condition asks a scale for, the rules that come nearest. (Heavier ones lead further.)
fn nearest_rules<'t>(quoter: &Quoter<'t, '_>, when: &Condition) -> Vec<Vec<TestNote<'t>>> {
    let mut gaps = Vec::new();
    for test in when.tests() {
        if let Test::Scale { scale, any } = test.value
            && quoter.outcomes.scales[scale.index()] & any == 0
        {
            let lightest = any & any.wrapping_neg();
            let rules = quoter.tree.rules(scale, lightest);
            let unmet = rules.map(|rule| unmet(quoter, &rule.when));
            gaps.extend(unmet.filter(|gap| !gap.is_empty()));
        }
    }
    gaps.sort_by_key(Vec::len);
    gaps.dedup();
    gaps.truncate(RULES);
    gaps
}

/// The tests for which a condition fails; none, if it does not.
fn unmet<'t>(quoter: &Quoter<'t, '_>, when: &Condition) -> Vec<TestNote<'t>> {
    if quoter.reading.holds(when) != Holds::No {
        return Vec::new();
    }
    quoter.check(when).lacking().into_iter().cloned().collect()
}
