//! Passes over the tree, and what they tell of each thing that may happen.

use super::Search;
use crate::model::document::Stop;
use crate::model::facts::Fact;
use crate::model::state::Truth;
use crate::model::tree::{BranchRef, ScaleRef};

impl Search<'_> {
    pub(super) fn pass(&mut self) {
        self.ask();
        self.state.end();
        self.work += self.tree.branches.len();
    }

    /// A pass for things that do not depend on the level.
    pub(super) fn ask(&mut self) {
        self.state.ask();
        self.stopped = self.state.stopped();
        self.referred = self.state.referred();
        self.work += self.tree.questions.len() + self.tree.alerts.len();
    }

    pub(super) fn pass_for(&mut self, fact: Fact) {
        match fact {
            Fact::Branch(_) => self.pass(),
            Fact::Support(at, _) if self.levelled[at as usize] => self.pass(),
            _ => self.ask(),
        }
    }

    /// Whether the walks go on, unstopped and unreferred.
    pub(super) fn passes(&self) -> Truth {
        self.stopped.or(|| self.referred).not()
    }

    pub(super) fn truth(&self, fact: Fact) -> Truth {
        let (state, tree) = (&self.state, self.tree);
        match fact {
            Fact::Stopped => self.stopped,
            Fact::Referred => self.stopped.not().and(|| self.referred),
            Fact::Alert(at, holds) => {
                let alert = &tree.alerts[at as usize];
                // Emergencies count in walks that stop, all other alerts in those that do not.
                let counts = self.stopped.is(alert.stop == Some(Stop::Emergency));
                counts.and(|| state.holds(&alert.when).is(holds))
            }
            Fact::Scale(at, rank) => self.passes().and(|| state.valued(ScaleRef(at), rank)),
            Fact::Asked(at, holds) => self.passes().and(|| state.asked[at as usize].is(holds)),
            Fact::Support(at, holds) => {
                let when = &tree.supports[at as usize].when;
                self.passes().and(|| state.may(when).is(holds))
            }
            Fact::Branch(at) if tree.branches[at as usize].level().is_none() => Truth::No,
            Fact::Branch(at) => self.passes().and(|| state.taken(BranchRef(at))),
        }
    }

    /// Sorts all facts into those that are sure, those that are open, and those that cannot be.
    pub(super) fn look(&mut self) {
        self.open.clear();
        for fact in self.reach.facts(self.tree) {
            match self.truth(fact) {
                Truth::Yes => self.found.add(&self.layout, fact),
                Truth::No => {}
                Truth::Open(_) => self.open.push_back(fact),
            }
        }
        self.note_left();
    }
}
