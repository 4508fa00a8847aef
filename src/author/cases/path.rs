//! The way a case went, node by node.

use crate::model::answers::Answers;
use crate::model::reading::{Holds, Reading};
use crate::model::tree::{BranchRef, NodeRef, ScaleRef, To, Tree};
use crate::model::walk::Walk;
use serde::Serialize;

/// A node on the way of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// Its id.
    pub node: String,
    /// What was answered, each with its question.
    pub answers: Vec<(String, Vec<String>)>,
    /// The values its scales may have.
    pub scales: Vec<(String, Vec<String>)>,
    /// The branches that may be taken.
    pub branches: Vec<String>,
}

/// The nodes that are or may be passed, with what was answered there and what followed.
pub(super) fn path(tree: &Tree, answers: &Answers, walk: &Walk) -> Vec<Stage> {
    let reading = Reading::of(tree, answers);
    let nodes = (0..tree.nodes.len() as u32).map(NodeRef);
    let ends_early = walk.outcomes.branches.is_empty();
    let stages = nodes
        .filter(|at| reading.reached(*at) != Holds::No)
        .map(|at| Stage {
            node: tree[at].id.to_string(),
            answers: answered(tree, at, walk),
            scales: if ends_early {
                Vec::new()
            } else {
                scales(tree, at, walk)
            },
            branches: if ends_early {
                Vec::new()
            } else {
                branches(tree, at, &reading)
            },
        });
    stages.filter(|stage| !stage.is_empty()).collect()
}

impl Stage {
    fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.scales.is_empty() && self.branches.is_empty()
    }
}

fn answered(tree: &Tree, node: NodeRef, walk: &Walk) -> Vec<(String, Vec<String>)> {
    let steps = walk.steps.iter().filter(|(at, _)| tree[*at].node == node);
    steps
        .map(|(at, answer)| (tree[*at].id.to_string(), tree[*at].words(*answer)))
        .collect()
}

fn scales(tree: &Tree, node: NodeRef, walk: &Walk) -> Vec<(String, Vec<String>)> {
    let scales = tree[node].scales.clone().map(ScaleRef);
    let values = |at: ScaleRef| {
        let set = walk.outcomes.scales[at.index()];
        tree.values(at, set)
            .map(|value| value.id.to_string())
            .collect()
    };
    scales
        .map(|at| (tree[at].id.to_string(), values(at)))
        .collect()
}

fn branches(tree: &Tree, node: NodeRef, reading: &Reading<'_>) -> Vec<String> {
    let taken = reading.taken().filter(|(at, _)| tree[*at].node == node);
    taken.map(|(at, _)| branch_words(tree, at)).collect()
}

/// A branch has no id; its number within its node and its line stand for it.
pub(crate) fn branch_words(tree: &Tree, at: BranchRef) -> String {
    let branch = &tree[at];
    let node = &tree[branch.node];
    let number = at.0 - node.branches.start + 1;
    let to = match branch.to {
        To::Suggest(level) => format!("suggests `{}`", tree[level].id),
        To::Go(to) => format!("goes to `{}`", tree[to].id),
    };
    format!(
        "branch {number} of `{}` (line {}) {to}",
        node.id, branch.place.line
    )
}
