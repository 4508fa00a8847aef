//! What to do: alerts first, then supports and next steps.

use super::Recorder;
use crate::model::condition::Condition;
use crate::model::document::Stop;
use crate::model::reading::Holds;
use crate::model::tree::{AlertRef, Step, SupportRef};
use crate::model::walk::Certainty;
use crate::report::record::{AlertNote, Outcome, StepNote, SupportNote};

/// How many steps are printed.
const STEPS: usize = 3;

impl<'t> Recorder<'t, '_> {
    /// All alerts that hold or may hold; of an emergency, nothing else.
    pub(super) fn alerts(&self) -> Vec<AlertNote<'t>> {
        let tree = self.quoter.tree;
        let stopped = self.outcome == Outcome::Stop;
        let alerts = self.walk.outcomes.alerts.iter();
        let shown = alerts.filter(|(at, _)| !stopped || tree[*at].stop == Some(Stop::Emergency));
        let notes = shown.map(|(at, certainty)| self.alert(*at, *certainty));
        notes.collect()
    }

    fn alert(&self, at: AlertRef, certainty: Certainty) -> AlertNote<'t> {
        let alert = &self.quoter.tree[at];
        AlertNote {
            id: &alert.id,
            title: alert.title.trim(),
            certainty,
            stop: alert.stop,
            message: alert.message.trim(),
            r#do: &alert.steps,
            contacts: self.contacts(&alert.contacts),
            source: alert.source.as_deref(),
        }
    }

    /// What is advised, by when it belongs, and what is certain first.
    pub(super) fn supports(&self) -> Vec<SupportNote<'t>> {
        let advice = self.quoter.tree.advice(&self.walk.outcomes).into_iter();
        let notes = advice.map(|advice| self.support(advice.support, advice.certainty));
        let mut supports: Vec<_> = notes.collect();
        supports.sort_by_key(|support| {
            let possible = support.certainty == Certainty::Possible;
            (support.timing as u8, possible)
        });
        supports
    }

    fn support(&self, at: SupportRef, certainty: Certainty) -> SupportNote<'t> {
        let support = &self.quoter.tree[at];
        let because = match certainty {
            Certainty::Certain => None,
            Certainty::Possible => support.unknown_because.as_ref(),
        };
        SupportNote {
            id: &support.id,
            name: support.name.trim(),
            timing: support.timing,
            certainty,
            because: because.unwrap_or(&support.because).trim(),
            details: &support.details,
            contacts: self.contacts(&support.contacts),
            source: support.source.as_deref(),
        }
    }

    /// The first steps that fit. A referral has no level that a step could be about.
    pub(super) fn steps(&self) -> Vec<StepNote<'t>> {
        if self.outcome == Outcome::Stop {
            return Vec::new();
        }
        let referred = self.outcome == Outcome::Referral;
        let about_level = |step: &Step| step.when.as_ref().is_some_and(Condition::names_level);
        let steps = self.quoter.tree.steps.iter().filter(|step| {
            !(referred && about_level(step))
                && self.quoter.reading.applies(&step.when) == Holds::Yes
        });
        let note = |step: &'t Step| StepNote {
            id: &step.id,
            r#do: step.text.trim(),
            contacts: self.contacts(&step.contacts),
        };
        steps.take(STEPS).map(note).collect()
    }
}
