//! Nothing is dead: everything in the questionnaire can happen in some walk, and every answer can matter.

use super::Prover;
use super::diagram::{Diagram, NEVER};
use super::search::Search;
use crate::model::finding::Code;
use crate::model::tree::{BranchRef, LevelRef, NodeRef, To};
use std::collections::HashSet;

/// So many of the next steps are printed.
const STEPS_SHOWN: i64 = 3;

impl Prover<'_> {
    pub(super) fn check_life(&mut self) {
        self.check_questions();
        self.check_values();
        let live = self.check_branches();
        self.check_levels(&live);
        self.check_supports();
        self.check_steps();
        self.check_answers_matter();
    }

    fn check_questions(&mut self) {
        let tree = self.meaning.tree;
        for (at, question) in tree.questions.iter().enumerate() {
            let asked = self.meaning.asked[at];
            if !self.store.meets(asked, self.meaning.suggested) {
                let message = format!("`{}` is never asked", question.id);
                self.report(Code::DeadQuestion, question.place, message);
            }
        }
    }

    fn check_values(&mut self) {
        let tree = self.meaning.tree;
        for (at, scale) in tree.scales.iter().enumerate() {
            let reached = self.meaning.reached[scale.node.index()];
            let reached = self.store.without(reached, self.meaning.stopped);
            let nowhere = self.store.number(-1);
            let value = self.store.choose(reached, self.meaning.scales[at], nowhere);
            let mut found = Search::default();
            found.add(&self.store, value);
            for (rank, value) in scale.values.iter().enumerate() {
                if !found.numbers.contains(&(rank as i64)) {
                    let message = format!("`{}` never has the value `{}`", scale.id, value.id);
                    self.report(Code::DeadValue, value.place, message);
                }
            }
        }
    }

    /// Returns the branches that are taken in some walk.
    fn check_branches(&mut self) -> HashSet<BranchRef> {
        let tree = self.meaning.tree;
        let mut ends = Search::default();
        ends.add(&self.store, self.meaning.end);
        let mut live = HashSet::new();
        for (at, branch) in tree.branches.iter().enumerate() {
            let is_live = match branch.to {
                To::Suggest(_) => ends.numbers.contains(&(at as i64)),
                To::Go(_) => self
                    .store
                    .meets(self.meaning.taken[at], self.meaning.suggested),
            };
            if is_live {
                live.insert(BranchRef(at as u32));
                continue;
            }
            let (code, why) = self.why_dead(BranchRef(at as u32));
            let target = match branch.to {
                To::Suggest(level) => &tree[level].id,
                To::Go(node) => &tree[node].id,
            };
            self.report(
                code,
                branch.place,
                format!("this branch to `{target}` is never taken: {why}"),
            );
        }
        live
    }

    pub(super) fn why_dead(&mut self, branch: BranchRef) -> (Code, String) {
        let tree = self.meaning.tree;
        let node: NodeRef = tree[branch].node;
        let when = self.meaning.may(&tree[branch].when, &mut self.store);
        let reached = self.meaning.reached[node.index()];
        let reached = self.store.and(reached, self.meaning.suggested);
        if reached == NEVER {
            return (
                Code::DeadBranch,
                format!("no walk comes by `{}`", tree[node].id),
            );
        }
        if self.store.meets(reached, when) {
            let why = "the branches above it take all that it would".to_owned();
            return (Code::ShadowedBranch, why);
        }
        (
            Code::DeadBranch,
            "its condition never holds here".to_owned(),
        )
    }

    /// Whether a fallback, or what else hangs on a branch, is offered in some walk.
    fn is_offered(&mut self, branch: BranchRef, when: Diagram) -> bool {
        let here = self
            .store
            .and(self.meaning.taken[branch.index()], self.meaning.suggested);
        self.store.meets(here, when)
    }

    fn check_levels(&mut self, live: &HashSet<BranchRef>) {
        let tree = self.meaning.tree;
        let mut offered: HashSet<LevelRef> = HashSet::new();
        for branch in live {
            offered.extend(tree[*branch].level());
            offered.extend(tree[*branch].alternative.as_ref().map(|other| other.level));
            if let Some(fallback) = &tree[*branch].fallback {
                let when = self.meaning.may(&fallback.when, &mut self.store);
                if self.is_offered(*branch, when) {
                    offered.insert(fallback.level);
                }
            }
        }
        for (at, level) in tree.levels.iter().enumerate() {
            if !offered.contains(&LevelRef(at as u32)) {
                let message = format!(
                    "`{}` is never suggested, nor offered as an alternative or a fallback",
                    level.id
                );
                self.report(Code::DeadLevel, level.place, message);
            }
        }
    }

    fn check_supports(&mut self) {
        let tree = self.meaning.tree;
        for (at, support) in tree.supports.iter().enumerate() {
            if self.meaning.supports[at] == NEVER {
                let message = format!("`{}` is never advised", support.id);
                self.report(Code::DeadSupport, support.place, message);
            }
        }
        for (at, alert) in tree.alerts.iter().enumerate() {
            if self.meaning.alerts[at] == NEVER {
                let message = format!("`{}` is never shown", alert.id);
                self.report(Code::DeadAlert, alert.place, message);
            }
        }
    }

    /// Only the first steps that hold are printed.
    fn check_steps(&mut self) {
        let tree = self.meaning.tree;
        let mut before = NEVER;
        for step in &tree.steps {
            let when = self.meaning.may(&step.when, &mut self.store);
            let here = self.store.and(when, self.meaning.suggested);
            let early = self.store.holds(before, &|count| count < STEPS_SHOWN);
            if !self.store.meets(here, early) {
                let message = if here == NEVER {
                    format!("`{}` never holds", step.id)
                } else {
                    format!(
                        "`{}` is never printed: {STEPS_SHOWN} steps above it always hold when it does",
                        step.id
                    )
                };
                self.report(Code::DeadStep, step.place, message);
            }
            before = self.store.apply(super::algebra::Op::Add, before, here);
            before = self.store.map(before, &|count| count.min(STEPS_SHOWN));
        }
    }

    fn check_answers_matter(&mut self) {
        let tree = self.meaning.tree;
        let mut found = Search::default();
        for result in self.results() {
            found.add(&self.store, result);
        }
        for (at, question) in tree.question_refs().zip(&tree.questions) {
            let asked = self.meaning.asked[at.index()];
            let mut range = self.meaning.space.range(at);
            if range.any(|variable| found.variables.contains(&variable))
                || !self.store.meets(asked, self.meaning.suggested)
            {
                continue;
            }
            let message = format!(
                "whatever is answered to `{}`, the result is the same",
                question.id
            );
            self.report(Code::IdleQuestion, question.place, message);
        }
    }

    /// Everything that a person may see differently.
    fn results(&mut self) -> Vec<Diagram> {
        let tree = self.meaning.tree;
        let mut results = vec![self.meaning.end];
        results.extend(&self.meaning.supports);
        results.extend(&self.meaning.alerts);
        for (at, scale) in tree.scales.iter().enumerate() {
            let reached = self.meaning.reached[scale.node.index()];
            let reached = self.store.and(reached, self.meaning.suggested);
            let nowhere = self.store.number(-1);
            results.push(self.store.choose(reached, self.meaning.scales[at], nowhere));
        }
        for (at, branch) in tree.branches.iter().enumerate() {
            if let Some(fallback) = &branch.fallback {
                let when = self.meaning.may(&fallback.when, &mut self.store);
                let here = self
                    .store
                    .and(self.meaning.taken[at], self.meaning.suggested);
                results.push(self.store.and(here, when));
            }
        }
        for step in &tree.steps {
            let when = self.meaning.may(&step.when, &mut self.store);
            results.push(self.store.and(when, self.meaning.suggested));
        }
        for contact in &tree.contacts {
            results.push(self.meaning.may(&contact.when, &mut self.store));
        }
        results
    }
}
