//! Guarantees about single walks: levels, supports, alerts and stops; and that no guarantee is empty talk.
//!
//! A promise of a level or of supports is about walks that end in a suggestion: a stop counts as every support, and a
//! referral has neither. A promise of alerts is about all walks; one that stops counts as every alert but emergencies.

use super::Prover;
use super::cover::label;
use super::diagram::{Diagram, NEVER};
use crate::model::condition::Test;
use crate::model::document::Stop;
use crate::model::finding::{Code, Finding, Label};
use crate::model::tree::{Guarantee, LevelRef, SupportRef, Tree, bits};

impl Prover<'_> {
    pub(super) fn check_promises(&mut self) {
        for guarantee in &self.meaning.tree.guarantees {
            let when = self.meaning.may(&guarantee.when, &mut self.store);
            if self.is_vacuous(guarantee, when) {
                let message = format!(
                    "`{}` promises nothing: no walk is of this kind",
                    guarantee.id
                );
                self.report(Code::VacuousGuarantee, guarantee.place, message);
                continue;
            }
            self.check_level(guarantee, when);
            self.check_promised_supports(guarantee, when);
            self.check_promised_alerts(guarantee, when);
            if guarantee.stops {
                let broken = self.store.without(when, self.meaning.stopped);
                self.check_walks(guarantee, broken, "an emergency stop", None);
            }
            self.check_changes(guarantee, when);
        }
        self.check_unknown();
    }

    /// Whether a guarantee is about no walk at all.
    fn is_vacuous(&mut self, guarantee: &Guarantee, when: Diagram) -> bool {
        let about_suggestions = guarantee.levels.is_some() || !guarantee.supports.is_empty();
        let about = if about_suggestions {
            self.store.and(when, self.meaning.suggested)
        } else if guarantee.never.is_some() || !guarantee.keep.is_empty() {
            self.store.without(when, self.meaning.referred)
        } else {
            when
        };
        about == NEVER
    }

    fn check_level(&mut self, guarantee: &Guarantee, when: Diagram) {
        let Some(levels) = guarantee.levels else {
            return;
        };
        let tree = self.meaning.tree;
        let any = bits(tree.levels.len()) & !levels;
        let other = self.meaning.test(Test::Level { any }, &mut self.store);
        let broken = self.store.and(when, other);
        self.check_walks(guarantee, broken, &ladder(tree, levels), None);
    }

    fn check_promised_supports(&mut self, guarantee: &Guarantee, when: Diagram) {
        for support in &guarantee.supports {
            let advised = self.meaning.covered(*support, &mut self.store);
            let here = self.store.and(when, self.meaning.suggested);
            let broken = self.store.without(here, advised);
            let support = &self.meaning.tree[*support];
            let wanted = format!("the support `{}`", support.id);
            let missing = label("support", &support.id, support.place, "not advised");
            self.check_walks(guarantee, broken, &wanted, Some(missing));
        }
    }

    fn check_promised_alerts(&mut self, guarantee: &Guarantee, when: Diagram) {
        for alert in &guarantee.alerts {
            let emergency = self.meaning.tree[*alert].stop == Some(Stop::Emergency);
            let here = if emergency {
                when
            } else {
                self.store.without(when, self.meaning.stopped)
            };
            let broken = self.store.without(here, self.meaning.alerts[alert.index()]);
            let alert = &self.meaning.tree[*alert];
            let wanted = format!("the alert `{}`", alert.id);
            let missing = label("alert", &alert.id, alert.place, "not shown");
            self.check_walks(guarantee, broken, &wanted, Some(missing));
        }
    }

    fn check_walks(
        &mut self,
        guarantee: &Guarantee,
        broken: Diagram,
        wanted: &str,
        missing: Option<Label>,
    ) {
        let Some(values) = self.example(broken) else {
            return;
        };
        let mut labels = self.ways_out(&values, "ends here");
        let end = self.ending(&values, &labels);
        labels.extend(missing);
        let message = format!(
            "`{}` does not hold: a walk ends in {end}; expected {wanted}",
            guarantee.id
        );
        let finding = Finding::new(Code::BrokenGuarantee, guarantee.place, message)
            .labels(labels)
            .help(self.words(&values))
            .witness(self.command(&values));
        self.findings.push(finding);
    }

    /// A support that is advised `if_unknown` must not vanish where one that covers it takes its place: while that is
    /// only possible, it is not named either.
    fn check_unknown(&mut self) {
        let tree = self.meaning.tree;
        let all = (0..tree.supports.len() as u32).map(SupportRef);
        for support in all.clone().filter(|support| tree[*support].if_unknown) {
            for other in all
                .clone()
                .filter(|other| tree.covers(*other, support) && !tree[*other].if_unknown)
            {
                let gap = self.store.without(
                    self.meaning.supports[other.index()],
                    self.meaning.supports[support.index()],
                );
                let Some(values) = self.example(gap) else {
                    continue;
                };
                let (id, covering) = (&tree[support].id, &tree[other].id);
                let message = format!(
                    "`{covering}` covers `{id}` where that does not hold; while `{covering}` is only possible, nothing is advised"
                );
                let help = format!("let `{id}` hold wherever `{covering}` does");
                let finding = Finding::new(Code::UnknownGap, tree[support].place, message);
                self.findings
                    .push(finding.help(help).witness(self.command(&values)));
            }
        }
    }
}

/// Levels in words: how far up or down, or which ones.
fn ladder(tree: &Tree, levels: u64) -> String {
    let (lowest, highest) = (levels.trailing_zeros(), 63 - levels.leading_zeros());
    let all = bits(tree.levels.len());
    let id = |at: u32| format!("`{}`", tree[LevelRef(at)].id);
    let rest = levels >> lowest;
    if levels.count_ones() > 1 && levels == all & !0 << lowest {
        return format!("at least {}", id(lowest));
    }
    if levels.count_ones() > 1 && levels == bits(highest as usize + 1) {
        return format!("at most {}", id(highest));
    }
    if levels.count_ones() > 2 && rest == bits(rest.count_ones() as usize) {
        return format!("{} to {}", id(lowest), id(highest));
    }
    let named: Vec<String> = (lowest..=highest)
        .filter(|at| levels >> at & 1 == 1)
        .map(id)
        .collect();
    named.join(" or ")
}
