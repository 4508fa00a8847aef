//! Every branch is taken in some walk; of one that is not, what stands in its way.

use super::Prover;
use super::cover::{self, named};
use super::diagram::{Diagram, NEVER};
use super::search::Search;
use crate::model::finding::{Code, Finding, Label};
use crate::model::tree::{BranchRef, To};
use std::collections::HashSet;

/// Why a branch is never taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dead {
    /// No walk comes by its node.
    Unreached,
    /// The branches above it leave nothing for it.
    Shadowed,
    /// Its condition never holds.
    Impossible,
}

impl Prover<'_> {
    /// Returns the branches that are taken in some walk.
    pub(super) fn check_branches(&mut self) -> HashSet<BranchRef> {
        let tree = self.meaning.tree;
        let mut ends = Search::default();
        ends.add(&self.store, self.meaning.end);
        let mut live = HashSet::new();
        for (at, branch) in tree.branches.iter().enumerate() {
            let is_live = match branch.to {
                To::Suggest(_) => ends.numbers.contains(&(at as i64)),
                To::Go(_) => {
                    let taken = self.meaning.taken(BranchRef(at as u32), &mut self.store);
                    self.store.meets(taken, self.meaning.suggested)
                }
            };
            if is_live {
                live.insert(BranchRef(at as u32));
            } else {
                self.report_dead(BranchRef(at as u32));
            }
        }
        live
    }

    fn report_dead(&mut self, dead: BranchRef) {
        let tree = self.meaning.tree;
        let why = self.why_dead(dead);
        let shadows = match why {
            Dead::Shadowed => self.shadows(dead),
            _ => Vec::new(),
        };
        let (code, why) = match why {
            Dead::Unreached => {
                let node = &tree[tree[dead].node].id;
                (Code::DeadBranch, format!("no walk comes by `{node}`"))
            }
            Dead::Impossible => (
                Code::DeadBranch,
                "its condition never holds here".to_owned(),
            ),
            Dead::Shadowed => {
                let why = match shadows.len() {
                    1 => format!("the branch to {} takes", named(&shadows, "and")),
                    _ => format!("the branches to {} take", named(&shadows, "and")),
                };
                (Code::ShadowedBranch, format!("{why} all that it would"))
            }
        };
        let target = cover::branch(tree, dead, "").id;
        let message = format!("this branch to `{target}` is never taken: {why}");
        let finding = Finding::new(code, tree[dead].place, message);
        self.findings.push(finding.labels(shadows));
    }

    /// The fewest branches above one that leave nothing for it.
    fn shadows(&mut self, dead: BranchRef) -> Vec<Label> {
        let tree = self.meaning.tree;
        let node = &tree[tree[dead].node];
        let above: Vec<BranchRef> = (node.branches.start..dead.0).map(BranchRef).collect();
        let conditions: Vec<Diagram> = (above.iter())
            .map(|branch| self.meaning.may(&tree[*branch].when, &mut self.store))
            .collect();
        let would = self.would_take(dead);
        let found = self.fewest(would, &conditions);
        let text = match found.len() {
            1 => "takes it all",
            _ => "takes some",
        };
        let label = |at: usize| cover::branch(tree, above[at], text);
        found.into_iter().map(label).collect()
    }

    /// Where a branch would be taken if none stood above it.
    fn would_take(&mut self, branch: BranchRef) -> Diagram {
        let tree = self.meaning.tree;
        let when = self.meaning.may(&tree[branch].when, &mut self.store);
        let reached = self.meaning.reached[tree[branch].node.index()];
        let here = self.store.and(reached, self.meaning.suggested);
        self.store.and(here, when)
    }

    pub(super) fn why_dead(&mut self, branch: BranchRef) -> Dead {
        let node = self.meaning.tree[branch].node;
        let reached = self.meaning.reached[node.index()];
        if !self.store.meets(reached, self.meaning.suggested) {
            return Dead::Unreached;
        }
        match self.would_take(branch) {
            NEVER => Dead::Impossible,
            _ => Dead::Shadowed,
        }
    }
}
