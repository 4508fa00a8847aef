//! One pass over the tree with answers that may be open: what holds, what does not, and what cannot be told yet.
//!
//! Open does not mean "could be either": two conditions may hang together. It means that this pass cannot tell, and
//! names one question that, divided, brings it closer. [`walk`](super::walk) divides until nothing that matters is open.

mod condition;
mod pass;
mod scale;
mod score;
mod truth;

pub(crate) use truth::{Range, Split, Truth};

use super::answers::Answers;
use super::domain::Domain;
use super::tree::{BranchRef, NodeRef, Tree};
use std::cell::Cell;

/// A pass over the tree: domains in, what holds out.
pub(crate) struct State<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) domains: Vec<Domain>,
    pub(crate) asked: Vec<Truth>,
    pub(crate) reached: Vec<Truth>,
    /// The nodes that may be reached, in order. All else is as it was before the pass, so that it costs nothing.
    pub(crate) route: Vec<NodeRef>,
    /// What each scale may be, once somebody asked.
    scales: Vec<Cell<Option<Range>>>,
    /// The values each scale is known to be limited to, as bit sets.
    pub(crate) limits: Vec<u64>,
    /// Branches that may be taken, in order.
    pub(crate) taken: Vec<(BranchRef, Truth)>,
    /// Levels that may be suggested.
    pub(crate) levels: Range,
}

impl<'t> State<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        State {
            tree,
            domains: tree.questions.iter().map(Domain::free).collect(),
            asked: vec![Truth::No; tree.questions.len()],
            reached: vec![Truth::No; tree.nodes.len()],
            route: Vec::new(),
            scales: vec![Cell::new(None); tree.scales.len()],
            limits: vec![u64::MAX; tree.scales.len()],
            taken: Vec::new(),
            levels: Range {
                values: 0,
                split: None,
            },
        }
    }

    pub(crate) fn of(tree: &'t Tree, answers: &Answers) -> Self {
        let mut state = Self::new(tree);
        for (question, answer) in answers.iter() {
            state.domains[question.index()] = Domain::of(&tree[question], answer);
        }
        state
    }

    /// The same tree with these answers still possible.
    pub(crate) fn with(tree: &'t Tree, domains: &[Domain]) -> Self {
        let mut state = Self::new(tree);
        state.domains.copy_from_slice(domains);
        state
    }
}
