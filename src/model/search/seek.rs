//! Looking for one thing after another, until each is found or ruled out.

use super::Search;
use crate::model::facts::Fact;
use crate::model::state::Truth;

impl Search<'_> {
    /// Looks for everything that is still open.
    pub(super) fn find_all(&mut self) {
        let mut limited = Vec::new();
        while let Some(fact) = self.open.pop_front() {
            let found = match fact {
                Fact::Stopped | Fact::Referred | Fact::Alert(..) => self.seek(fact),
                _ => (0..self.parts.len()).any(|at| self.within(at, |search| search.seek(fact))),
            };
            if let (Fact::Scale(at, rank), false) = (fact, found) {
                // From here on, only walks that go on are looked at.
                self.state.limits[at as usize] &= !(1 << rank);
                limited.push(at);
            }
        }
        for at in limited {
            self.state.limits[at as usize] = u64::MAX;
        }
    }

    /// Looks for one assignment with this fact in the domains at hand.
    fn seek(&mut self, fact: Fact) -> bool {
        self.pass_for(fact);
        match self.truth(fact) {
            Truth::No => false,
            Truth::Yes => {
                self.open.push_back(fact);
                self.sample();
                true
            }
            Truth::Open(_) if self.work > self.budget => {
                self.exact = false;
                self.found.add(&self.layout, fact);
                true
            }
            Truth::Open(split) => !self.divide(split, |search, _, _| !search.seek(fact)),
        }
    }
}
