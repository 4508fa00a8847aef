//! Every entry of a condition decides something: where it stands, it sometimes holds and sometimes does not.

use super::Prover;
use super::branches::Dead;
use super::diagram::{ALWAYS, Diagram, NEVER};
use crate::model::condition::Condition;
use crate::model::document::Stop;
use crate::model::finding::Code;
use crate::model::place::Place;
use crate::model::tree::BranchRef;

/// Whether it is told elsewhere that a whole condition never holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Never {
    /// Whatever has the condition is reported as dead.
    Told,
    /// It is not.
    Untold,
}

impl Prover<'_> {
    pub(super) fn check_entries(&mut self) {
        let tree = self.meaning.tree;
        let suggested = self.meaning.suggested;
        let unstopped = self.store.not(self.meaning.stopped);
        for question in &tree.questions {
            let reached = self.meaning.reached[question.node.index()];
            let here = self.store.and(reached, suggested);
            self.check_when(&question.when, here, question.place, Never::Told);
        }
        for scale in &tree.scales {
            let reached = self.meaning.reached[scale.node.index()];
            let here = self.store.and(reached, unstopped);
            let rules = scale.values.iter().flat_map(|value| &value.rules);
            rules
                .for_each(|rule| self.check_condition(&rule.when, here, rule.place, Never::Untold));
        }
        for (at, branch) in tree.branches.iter().enumerate() {
            let open = self.store.and(self.meaning.open[at], suggested);
            if !self.is_shadowed(at) {
                self.check_when(&branch.when, open, branch.place, Never::Told);
            }
            if let Some(fallback) = &branch.fallback {
                let here = self.store.and(self.meaning.taken[at], suggested);
                self.check_when(&fallback.when, here, branch.place, Never::Untold);
            }
        }
        for alert in &tree.alerts {
            let emergency = alert.stop == Some(Stop::Emergency);
            let here = if emergency { ALWAYS } else { unstopped };
            self.check_condition(&alert.when, here, alert.place, Never::Told);
        }
        for support in &tree.supports {
            self.check_when(&support.when, suggested, support.place, Never::Told);
        }
        for step in &tree.steps {
            self.check_when(&step.when, suggested, step.place, Never::Told);
        }
        for contact in &tree.contacts {
            self.check_when(&contact.when, ALWAYS, contact.place, Never::Untold);
        }
    }

    /// Of a branch that others leave nothing for, no entry is to blame.
    fn is_shadowed(&mut self, at: usize) -> bool {
        !self
            .store
            .meets(self.meaning.taken[at], self.meaning.suggested)
            && self.why_dead(BranchRef(at as u32)) == Dead::Shadowed
    }

    fn check_when(&mut self, when: &Option<Condition>, here: Diagram, place: Place, never: Never) {
        if let Some(condition) = when {
            self.check_condition(condition, here, place, never);
        }
    }

    /// Where nothing comes by, there is nothing to say of a condition.
    fn check_condition(
        &mut self,
        condition: &Condition,
        here: Diagram,
        place: Place,
        never: Never,
    ) {
        if here == NEVER {
            return;
        }
        let whole = self.meaning.condition(condition, &mut self.store);
        let told = never == Never::Told && !self.store.meets(here, whole);
        let tests = condition.tests();
        if told && tests.len() == 1 {
            return;
        }
        let before = self.findings.len();
        for test in tests {
            let holds = self.meaning.test(test.value, &mut self.store);
            self.check_entry("this entry", holds, here, test.place);
        }
        if self.findings.len() == before && !told {
            let place = condition.place().unwrap_or(place);
            self.check_entry("this condition", whole, here, place);
        }
    }

    fn check_entry(&mut self, what: &str, holds: Diagram, here: Diagram, place: Place) {
        if !self.store.meets(here, holds) {
            self.report(Code::NeverTrue, place, format!("{what} never holds here"));
        } else if !self.store.escapes(here, holds) {
            self.report(Code::AlwaysTrue, place, format!("{what} always holds here"));
        }
    }
}
