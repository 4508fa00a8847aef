//! The tree as people draw it: for the terminal, and as Mermaid.

mod marks;
mod mermaid;
mod phrase;
mod text;

pub use marks::Marks;
pub use mermaid::mermaid;
pub use text::{ascii, text};

use crate::model::condition::{Condition, Test};
use crate::model::document::Stop;
use crate::model::tree::{Alert, NodeRef, Tree};

/// What is drawn.
#[derive(Debug, Clone)]
pub struct View<'t> {
    /// The questionnaire.
    pub tree: &'t Tree,
    /// The one node that is drawn in full.
    pub node: Option<NodeRef>,
    /// What is marked in it.
    pub marks: Marks,
}

impl<'t> View<'t> {
    fn nodes(&self) -> impl Iterator<Item = NodeRef> + use<> {
        (0..self.tree.nodes.len() as u32).map(NodeRef)
    }

    /// Alerts of this kind that are settled when this node has been passed, and not before.
    fn stops(&self, node: NodeRef, stop: Stop) -> impl Iterator<Item = (usize, &'t Alert)> {
        let tree = self.tree;
        let alerts = tree.alerts.iter().enumerate();
        alerts.filter(move |(_, alert)| {
            alert.stop == Some(stop) && settled(tree, &alert.when) == node
        })
    }
}

/// The last node that a condition needs.
fn settled(tree: &Tree, condition: &Condition) -> NodeRef {
    let nodes = condition.tests().into_iter().map(|test| match test.value {
        Test::Choices { question, .. } | Test::Number { question, .. } => tree[question].node,
        Test::Score { score, .. } => tree[score].node,
        Test::Scale { scale, .. } => tree[scale].node,
        Test::Level { .. } => NodeRef(tree.nodes.len().saturating_sub(1) as u32),
    });
    nodes.max().unwrap_or(NodeRef(0))
}
