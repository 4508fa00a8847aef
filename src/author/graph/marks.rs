//! What is marked in a drawing: what cases reach, and the way some answers take.

use super::super::cases::{Case, walk};
use crate::model::answers::Answers;
use crate::model::reading::{Holds, Reading};
use crate::model::tree::{BranchRef, NodeRef, QuestionRef, Tree};
use crate::model::walk::{End, Walk};

/// Marks for nodes, questions and branches; none of them need be there.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    cases: Option<Vec<usize>>,
    way: Option<Way>,
}

#[derive(Debug, Clone)]
struct Way {
    answers: Answers,
    walk: Walk,
    nodes: Vec<Holds>,
    branches: Vec<Holds>,
}

impl Marks {
    /// Marks every branch with the number of cases that surely take it.
    #[must_use]
    pub fn with_cases(mut self, tree: &Tree, cases: &[Case]) -> Self {
        let mut counts = vec![0; tree.branches.len()];
        for case in cases {
            let (answers, walk) = walk(tree, case);
            if walk.outcomes.branches.is_empty() {
                continue;
            }
            let reading = Reading::of(tree, &answers);
            let taken = reading.taken().filter(|(_, holds)| *holds == Holds::Yes);
            taken.for_each(|(branch, _)| counts[branch.index()] += 1);
        }
        self.cases = Some(counts);
        self
    }

    /// Marks the way these answers take.
    #[must_use]
    pub fn with_answers(mut self, tree: &Tree, answers: &Answers) -> Self {
        let reading = Reading::of(tree, answers);
        let walk = tree.walk(answers);
        let ends = walk.outcomes.branches.is_empty();
        let nodes = (0..tree.nodes.len() as u32).map(NodeRef);
        let mut branches = vec![Holds::No; tree.branches.len()];
        for (branch, holds) in reading.taken().filter(|_| !ends) {
            branches[branch.index()] = holds;
        }
        self.way = Some(Way {
            answers: answers.clone(),
            nodes: nodes.map(|node| reading.reached(node)).collect(),
            branches,
            walk,
        });
        self
    }

    /// How many cases take a branch, if cases are marked.
    pub(super) fn cases(&self, branch: BranchRef) -> Option<usize> {
        self.cases.as_ref().map(|counts| counts[branch.index()])
    }

    /// Whether a way is marked at all.
    pub(super) fn has_way(&self) -> bool {
        self.way.is_some()
    }

    /// Whether the way takes a branch.
    pub(super) fn takes(&self, branch: BranchRef) -> Holds {
        let way = self.way.as_ref();
        way.map_or(Holds::No, |way| way.branches[branch.index()])
    }

    /// Whether the way comes by a node.
    pub(super) fn reaches(&self, node: NodeRef) -> Holds {
        let way = self.way.as_ref();
        way.map_or(Holds::No, |way| way.nodes[node.index()])
    }

    /// What was answered to a question on the way, in words.
    pub(super) fn answer(&self, tree: &Tree, question: QuestionRef) -> Option<String> {
        let way = self.way.as_ref()?;
        let on_it = way.walk.steps.iter().any(|(at, _)| *at == question);
        let answer = way.answers.get(question).filter(|_| on_it)?;
        Some(tree[question].words(answer).join(", "))
    }

    /// Whether an alert stands at the end of the way.
    pub(super) fn ends_with(&self, alert: usize) -> bool {
        let Some(way) = &self.way else {
            return false;
        };
        let mut alerts = way.walk.outcomes.alerts.iter();
        matches!(way.walk.end, End::Stopped | End::Referred)
            && alerts.any(|(at, _)| at.index() == alert)
    }
}
