//! Nothing is dead: everything in the questionnaire can happen in some walk, and every answer can matter.

use super::Prover;
use super::cover::{self, label};
use super::diagram::{Diagram, NEVER};
use super::search::Search;
use crate::model::document::Stop;
use crate::model::finding::{Code, Finding, Label};
use crate::model::tree::{BranchRef, LevelRef, Scale, ScaleValue};
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
                let node = question.node;
                let (why, labels) = if self.meaning.reached[node.index()] == NEVER {
                    (format!("no walk comes by `{}`", tree[node].id), Vec::new())
                } else {
                    self.why_never(asked, &[Stop::Emergency, Stop::Refer])
                };
                let message = format!("`{}` is never asked: {why}", question.id);
                let finding = Finding::new(Code::DeadQuestion, question.place, message);
                self.findings.push(finding.labels(labels));
            }
        }
    }

    fn check_values(&mut self) {
        let tree = self.meaning.tree;
        let mut found = Search::default();
        for (at, scale) in tree.scales.iter().enumerate() {
            let reached = self.meaning.reached[scale.node.index()];
            let reached = self.store.without(reached, self.meaning.stopped);
            let nowhere = self.store.number(-1);
            let value = self.store.choose(reached, self.meaning.scales[at], nowhere);
            found.again();
            found.add(&self.store, value);
            for rank in 0..scale.values.len() {
                if !found.numbers.contains(&(rank as i64)) {
                    self.report_dead_value(scale, rank, reached);
                }
            }
        }
    }

    fn report_dead_value(&mut self, scale: &Scale, rank: usize, reached: Diagram) {
        let value = &scale.values[rank];
        let holds: Vec<Diagram> = (scale.values[rank..].iter())
            .map(|value| self.rules(value))
            .collect();
        let here = self.store.and(reached, holds[0]);
        let above = self.fewest(here, &holds[1..]);
        let heavier: Vec<Label> = (above.iter())
            .map(|at| &scale.values[rank + 1 + at])
            .map(|value| label("value", &value.id, value.place, "holds, too"))
            .collect();
        let why = match heavier.as_slice() {
            [] => "it never holds here".to_owned(),
            values => format!(
                "where it would hold, {} does too",
                cover::named(values, "or")
            ),
        };
        let message = format!("`{}` never has the value `{}`: {why}", scale.id, value.id);
        let finding = Finding::new(Code::DeadValue, value.place, message);
        self.findings.push(finding.labels(heavier));
    }

    /// Where a value of a scale holds, whether or not a heavier one does.
    fn rules(&mut self, value: &ScaleValue) -> Diagram {
        let first = Diagram::truth(value.rules.is_empty());
        value.rules.iter().fold(first, |any, rule| {
            let rule = self.meaning.condition(&rule.when, &mut self.store);
            self.store.or(any, rule)
        })
    }

    /// Whether a fallback, or what else hangs on a branch, is offered in some walk.
    fn is_offered(&mut self, branch: BranchRef, when: Diagram) -> bool {
        let taken = self.meaning.taken(branch, &mut self.store);
        let here = self.store.and(taken, self.meaning.suggested);
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
                let when = self.meaning.may(&support.when, &mut self.store);
                let (why, labels) = self.why_never(when, &[Stop::Emergency, Stop::Refer]);
                let message = format!("`{}` is never advised: {why}", support.id);
                let finding = Finding::new(Code::DeadSupport, support.place, message);
                self.findings.push(finding.labels(labels));
            }
        }
        for (at, alert) in tree.alerts.iter().enumerate() {
            if self.meaning.alerts[at] == NEVER {
                let when = self.meaning.condition(&alert.when, &mut self.store);
                let (why, labels) = self.why_never(when, &[Stop::Emergency]);
                let message = format!("`{}` is never shown: {why}", alert.id);
                let finding = Finding::new(Code::DeadAlert, alert.place, message);
                self.findings.push(finding.labels(labels));
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
                let taken = self.meaning.taken(BranchRef(at as u32), &mut self.store);
                let here = self.store.and(taken, self.meaning.suggested);
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
