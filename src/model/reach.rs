//! What may come up with the answers at hand, as far as one pass can tell: all else need not be looked at.

use super::facts::Fact;
use super::state::{State, Truth};
use super::tree::{BranchRef, QuestionRef, ScaleRef, Tree};

/// Questions, scales and branches that may come up, each in order.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    pub(crate) questions: Vec<QuestionRef>,
    pub(crate) scales: Vec<ScaleRef>,
    pub(crate) branches: Vec<BranchRef>,
}

impl Reach {
    /// Notes what a pass came by.
    pub(crate) fn note(&mut self, state: &State) {
        self.clear();
        for node in state.route.iter().map(|here| &state.tree[*here]) {
            let questions = node.questions.clone().map(QuestionRef);
            let asked = questions.filter(|at| state.asked[at.index()] != Truth::No);
            self.questions.extend(asked);
            self.scales.extend(node.scales.clone().map(ScaleRef));
        }
        self.branches.extend(state.taken.iter().map(|(at, _)| *at));
    }

    /// Takes the whole tree.
    pub(crate) fn fill(&mut self, tree: &Tree) {
        self.clear();
        self.questions.extend(tree.question_refs());
        let scales = 0..tree.scales.len() as u32;
        self.scales.extend(scales.map(ScaleRef));
        let branches = 0..tree.branches.len() as u32;
        self.branches.extend(branches.map(BranchRef));
    }

    fn clear(&mut self) {
        self.questions.clear();
        self.scales.clear();
        self.branches.clear();
    }

    /// Everything that may happen; what others rest on comes first.
    pub(crate) fn facts(&self, tree: &Tree) -> Vec<Fact> {
        let mut facts = vec![Fact::Stopped, Fact::Referred];
        facts.extend(both(0..tree.alerts.len() as u32, Fact::Alert));
        for at in &self.scales {
            let ranks = 0..tree[*at].values.len() as u32;
            facts.extend(ranks.map(|rank| Fact::Scale(at.0, rank)));
        }
        let questions = self.questions.iter().map(|at| at.0);
        facts.extend(both(questions, Fact::Asked));
        facts.extend(both(0..tree.supports.len() as u32, Fact::Support));
        facts.extend(self.branches.iter().map(|at| Fact::Branch(at.0)));
        facts
    }
}

fn both(all: impl Iterator<Item = u32>, fact: fn(u32, bool) -> Fact) -> impl Iterator<Item = Fact> {
    all.flat_map(move |at| [fact(at, false), fact(at, true)])
}
