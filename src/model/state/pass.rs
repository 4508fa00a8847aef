//! The way down the tree: where walks may come by, and where they may end.

use super::{Range, State, Truth};
use crate::model::tree::{BranchRef, NodeRef, QuestionRef, To};
use std::cell::Cell;

impl State<'_> {
    /// Goes down the tree once. Everything else reads what this leaves behind.
    pub(crate) fn pass(&mut self) {
        self.ask();
        self.end();
    }

    /// Goes down the tree, but does not follow the branches at its end: enough for all that needs no level.
    pub(crate) fn ask(&mut self) {
        let tree = self.tree;
        self.forget();
        self.arrive(NodeRef(0), Truth::Yes);
        // While nothing may have ended or gone further ahead, all walks are here.
        let (mut ended, mut ahead, mut next) = (false, NodeRef(0), 0);
        while let Some(here) = self.route.get(next).copied() {
            next += 1;
            if !ended && ahead <= here {
                self.reached[here.index()] = Truth::Yes;
            }
            let reached = self.reached[here.index()];
            for question in tree[here].questions.clone().map(QuestionRef) {
                self.asked[question.index()] = reached.and(|| self.may(&tree[question].when));
            }
            if here.index() + 1 == tree.nodes.len() {
                break;
            }
            let left = self.leave(here, reached, &mut ended, &mut ahead);
            if left == Truth::No
                && ended
                && self
                    .taken
                    .last()
                    .is_some_and(|(_, truth)| *truth == Truth::Yes)
            {
                break;
            }
        }
    }

    /// Takes back what the pass before left behind.
    fn forget(&mut self) {
        self.taken.clear();
        for here in self.route.drain(..) {
            let node = &self.tree[here];
            self.reached[here.index()] = Truth::No;
            let questions = node.questions.start as usize..node.questions.end as usize;
            self.asked[questions].fill(Truth::No);
            let scales = node.scales.start as usize..node.scales.end as usize;
            self.scales[scales].fill(Cell::new(None));
        }
    }

    /// Follows the branches of the last node.
    pub(crate) fn end(&mut self) {
        let last = self.tree.nodes.len() - 1;
        let reached = self.reached[last];
        if reached != Truth::No {
            self.leave(NodeRef(last as u32), reached, &mut true, &mut NodeRef(0));
        }
        self.levels = self.suggested();
    }

    /// Follows the branches of a node; what is left goes on to the next one.
    fn leave(
        &mut self,
        here: NodeRef,
        reached: Truth,
        ended: &mut bool,
        ahead: &mut NodeRef,
    ) -> Truth {
        let tree = self.tree;
        let mut left = reached;
        for branch in tree[here].branches.clone() {
            let branch = BranchRef(branch);
            let holds = self.may(&tree[branch].when);
            // Where both are open, its own condition is divided first: it says more than that none before it holds.
            let taken = holds.and(|| left);
            left = left.and(|| holds.not());
            if taken != Truth::No {
                self.taken.push((branch, taken));
                match tree[branch].to {
                    To::Suggest(_) => *ended = true,
                    To::Go(node) => {
                        *ahead = (*ahead).max(node);
                        self.arrive(node, taken);
                    }
                }
            }
            if left == Truth::No {
                return left;
            }
        }
        self.arrive(NodeRef(here.0 + 1), left);
        left
    }

    fn arrive(&mut self, node: NodeRef, how: Truth) {
        let Some(reached) = self.reached.get_mut(node.index()) else {
            return;
        };
        if *reached == Truth::No && how != Truth::No {
            let place = self.route.partition_point(|other| *other < node);
            self.route.insert(place, node);
        }
        *reached = reached.or(|| how);
    }

    fn suggested(&self) -> Range {
        let mut range = Range {
            values: 0,
            split: None,
        };
        for (branch, taken) in &self.taken {
            if let To::Suggest(level) = self.tree[*branch].to {
                range.values |= 1 << level.0;
                range.split = range.split.or(taken.split());
            }
        }
        range
    }

    /// Whether a branch is taken.
    pub(crate) fn taken(&self, branch: BranchRef) -> Truth {
        let found = self.taken.iter().find(|(at, _)| *at == branch);
        found.map_or(Truth::No, |(_, taken)| *taken)
    }
}
