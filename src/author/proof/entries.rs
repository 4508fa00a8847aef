//! Every entry of a condition decides something: where it stands, it sometimes holds and sometimes does not.

use super::Prover;
use super::branches::Dead;
use super::cover::{self, label, named};
use super::diagram::{ALWAYS, Diagram, NEVER};
use crate::model::condition::Condition;
use crate::model::document::Stop;
use crate::model::finding::{Code, Finding, Label};
use crate::model::place::Place;
use crate::model::tree::BranchRef;
use std::ops::Range;

/// Whether it is told elsewhere that a whole condition never holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Never {
    /// Whatever has the condition is reported as dead.
    Told,
    /// It is not.
    Untold,
}

/// Where a condition stands.
#[derive(Clone)]
struct Spot {
    /// The walks that come by and end in no stop.
    here: Diagram,
    /// Those that would come by if no alert ended them, and no branch above sent them elsewhere.
    around: Diagram,
    above: Range<u32>,
    place: Place,
    never: Never,
}

impl Spot {
    fn new(here: Diagram, around: Diagram, place: Place, never: Never) -> Self {
        Spot {
            here,
            around,
            above: 0..0,
            place,
            never,
        }
    }
}

impl Prover<'_> {
    pub(super) fn check_entries(&mut self) {
        let tree = self.meaning.tree;
        let suggested = self.meaning.suggested;
        for question in &tree.questions {
            let reached = self.meaning.reached[question.node.index()];
            let here = self.store.and(reached, suggested);
            self.check_when(
                &question.when,
                &Spot::new(here, reached, question.place, Never::Told),
            );
        }
        self.check_entries_of_scales();
        self.check_entries_of_branches();
        self.check_entries_of_alerts();
        for support in &tree.supports {
            let spot = Spot::new(suggested, ALWAYS, support.place, Never::Told);
            self.check_when(&support.when, &spot);
        }
        for step in &tree.steps {
            let spot = Spot::new(suggested, ALWAYS, step.place, Never::Told);
            self.check_when(&step.when, &spot);
        }
        for contact in &tree.contacts {
            let spot = Spot::new(ALWAYS, ALWAYS, contact.place, Never::Untold);
            self.check_when(&contact.when, &spot);
        }
    }

    fn check_entries_of_scales(&mut self) {
        let tree = self.meaning.tree;
        for scale in &tree.scales {
            let reached = self.meaning.reached[scale.node.index()];
            let here = self.store.without(reached, self.meaning.stopped);
            for rule in scale.values.iter().flat_map(|value| &value.rules) {
                let spot = Spot::new(here, reached, rule.place, Never::Untold);
                self.check_condition(&rule.when, &spot);
            }
        }
    }

    fn check_entries_of_branches(&mut self) {
        let tree = self.meaning.tree;
        let suggested = self.meaning.suggested;
        for (at, branch) in tree.branches.iter().enumerate() {
            let open = self.store.and(self.meaning.open[at], suggested);
            if !self.is_shadowed(BranchRef(at as u32), open) {
                let reached = self.meaning.reached[branch.node.index()];
                let spot = Spot {
                    above: tree[branch.node].branches.start..at as u32,
                    ..Spot::new(open, reached, branch.place, Never::Told)
                };
                self.check_when(&branch.when, &spot);
            }
            if let Some(fallback) = &branch.fallback {
                let taken = self.meaning.taken(BranchRef(at as u32), &mut self.store);
                let here = self.store.and(taken, suggested);
                let spot = Spot::new(here, here, branch.place, Never::Untold);
                self.check_when(&fallback.when, &spot);
            }
        }
    }

    fn check_entries_of_alerts(&mut self) {
        let unstopped = self.store.not(self.meaning.stopped);
        for alert in &self.meaning.tree.alerts {
            let emergency = alert.stop == Some(Stop::Emergency);
            let here = if emergency { ALWAYS } else { unstopped };
            let spot = Spot::new(here, ALWAYS, alert.place, Never::Told);
            self.check_condition(&alert.when, &spot);
        }
    }

    /// Of a branch that others leave nothing for, no entry is to blame.
    fn is_shadowed(&mut self, branch: BranchRef, open: Diagram) -> bool {
        !self.store.meets(open, self.meaning.whens[branch.index()])
            && self.why_dead(branch) == Dead::Shadowed
    }

    fn check_when(&mut self, when: &Option<Condition>, spot: &Spot) {
        if let Some(condition) = when {
            self.check_condition(condition, spot);
        }
    }

    /// Where nothing comes by, there is nothing to say of a condition.
    fn check_condition(&mut self, condition: &Condition, spot: &Spot) {
        if spot.here == NEVER {
            return;
        }
        let whole = self.meaning.condition(condition, &mut self.store);
        let told = spot.never == Never::Told && !self.store.meets(spot.here, whole);
        let tests = condition.tests();
        if told && tests.len() == 1 {
            return;
        }
        let before = self.findings.len();
        for test in tests {
            let holds = self.meaning.test(test.value, &mut self.store);
            self.check_entry("this entry", holds, spot, test.place);
        }
        if self.findings.len() == before && !told {
            let place = condition.place().unwrap_or(spot.place);
            self.check_entry("this condition", whole, spot, place);
        }
    }

    fn check_entry(&mut self, what: &str, holds: Diagram, spot: &Spot, place: Place) {
        let (code, how, otherwise) = if !self.store.meets(spot.here, holds) {
            (Code::NeverTrue, "never holds here", holds)
        } else if !self.store.escapes(spot.here, holds) {
            let otherwise = self.store.not(holds);
            (Code::AlwaysTrue, "always holds here", otherwise)
        } else {
            return;
        };
        let labels = self.sent_elsewhere(otherwise, spot);
        let why = match (code, labels.as_slice()) {
            (_, []) => String::new(),
            (Code::NeverTrue, all) => format!(": where it would, {} comes first", named(all, "or")),
            (_, all) => format!(": where it would not, {} comes first", named(all, "or")),
        };
        let finding = Finding::new(code, place, format!("{what} {how}{why}"));
        self.findings.push(finding.labels(labels));
    }

    /// The fewest alerts that end walks which else would come by, and branches above that take them.
    fn sent_elsewhere(&mut self, when: Diagram, spot: &Spot) -> Vec<Label> {
        let tree = self.meaning.tree;
        let walks = self.store.and(spot.around, when);
        let refers = !self.store.meets(spot.here, self.meaning.referred);
        let ends = |stop| stop == Some(Stop::Emergency) || refers && stop == Some(Stop::Refer);
        let mut before: Vec<(Diagram, Label)> = Vec::new();
        for alert in tree.alerts.iter().filter(|alert| ends(alert.stop)) {
            let when = self.meaning.condition(&alert.when, &mut self.store);
            let label = label("alert", &alert.id, alert.place, "comes first");
            before.push((when, label));
        }
        for branch in spot.above.clone().map(BranchRef) {
            let when = self.meaning.may(&tree[branch].when, &mut self.store);
            before.push((when, cover::branch(tree, branch, "comes first")));
        }
        let when: Vec<Diagram> = before.iter().map(|(when, _)| *when).collect();
        let found = self.fewest(walks, &when);
        found.into_iter().map(|at| before[at].1.clone()).collect()
    }
}
