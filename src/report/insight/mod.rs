//! What is worked out only for those who ask: how sure a result is, what would change it, and why not another level.

mod change;
mod narrowing;
mod why_not;

pub use change::{ChangeNote, NewAnswer, Shift};
pub use narrowing::{LeadNote, NarrowingNote};
pub use why_not::WhyNot;

use super::page::Depth;
use super::quote::Quoter;
use crate::model::tree::LevelRef;
use crate::model::walk::Walk;
use schemars::JsonSchema;
use serde::Serialize;

/// How sure a result is, and what would change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Insight<'t> {
    /// The open question that would narrow the result most.
    pub narrowing: Option<NarrowingNote<'t>>,
    /// The smallest changes of answers that lead to another level, fewest questions first.
    pub changes: Vec<ChangeNote<'t>>,
    /// Whether these are all of the smallest ones.
    pub changes_exact: bool,
    /// Questions whose answer alone could not have changed the level.
    pub idle: Vec<&'t str>,
    /// Why not a level that was asked about.
    pub why_not: Option<WhyNot<'t>>,
}

/// Works it out; which questions are idle, only for the trace.
pub(crate) fn insight<'t>(
    quoter: &Quoter<'t, '_>,
    walk: &Walk,
    why_not: Option<LevelRef>,
    depth: Depth,
) -> Insight<'t> {
    let (tree, answers) = (quoter.tree, quoter.answers);
    let found = tree.what_if(answers, walk);
    let changes = change::notes(quoter, walk, &found.changes);
    let narrowing = tree.narrowing(answers, walk);
    let idle = match depth {
        Depth::Traced => tree.idle(answers, walk),
        Depth::Brief | Depth::Full => Vec::new(),
    };
    let idle = idle.into_iter().filter(|at| !tree[*at].private);
    Insight {
        narrowing: narrowing.map(|narrowing| narrowing::note(quoter, &narrowing)),
        idle: idle.map(|at| tree[at].id.as_ref()).collect(),
        why_not: why_not.map(|level| why_not::why_not(quoter, level, &changes)),
        changes,
        changes_exact: found.exact,
    }
}
