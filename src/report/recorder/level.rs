//! Levels: the ladder with how each stands to the result, and what else would do.

use super::Recorder;
use crate::model::reading::Holds;
use crate::model::tree::{Branch, Level, LevelRef, SupportRef};
use crate::report::record::{HoursNote, OtherLevel, Record, Rung, Standing};

impl<'t> Recorder<'t, '_> {
    /// All levels, and how each stands to what the record already says.
    pub(super) fn ladder(&self, record: &Record<'t>) -> Vec<Rung<'t>> {
        let levels = self.quoter.tree.levels.iter();
        let rungs = levels.map(|level| self.rung(level, standing(record, &level.id)));
        rungs.collect()
    }

    fn rung(&self, level: &'t Level, standing: Standing) -> Rung<'t> {
        let tree = self.quoter.tree;
        let hours = level.hours.iter().map(|hours| HoursNote {
            per: hours.per,
            min: hours.min,
            max: hours.max,
            note: hours.note.as_deref().map(str::trim),
            source: hours.source.as_deref(),
        });
        Rung {
            level: &level.id,
            name: level.name.trim(),
            standing,
            about: level.about.trim(),
            hours: hours.collect(),
            lasts: level.lasts.as_deref().map(str::trim),
            then: level.then.map(|then| tree[then].id.as_ref()),
            then_name: level.then.map(|then| tree[then].name.trim()),
            then_note: level.then_note.as_deref().map(str::trim),
            ask_them: &level.ask_them,
            reference: level.reference.as_deref(),
            source: level.source.as_deref(),
        }
    }

    /// The branches that may lead to the one level that is suggested.
    fn branches(&self) -> impl Iterator<Item = &'t Branch> {
        let (tree, outcomes) = (self.quoter.tree, &self.walk.outcomes);
        let settled = outcomes.level().is_some();
        let branches = outcomes.branches.iter().filter(move |_| settled);
        branches.map(move |at| &tree[*at])
    }

    /// The alternative, if every branch that may be the one offers the same level.
    pub(super) fn alternative(&self) -> Option<OtherLevel<'t>> {
        let mut all = self.branches().map(|branch| branch.alternative.as_ref());
        let first = all.next()??;
        let agreed = all.all(|other| other.is_some_and(|other| other.level == first.level));
        agreed.then(|| self.other(first.level, &first.supports, None, &first.because))
    }

    /// The fallback, if it is not ruled out and every branch that may be the one offers the same level.
    pub(super) fn fallback(&self) -> Option<OtherLevel<'t>> {
        let mut all = self.branches().map(|branch| branch.fallback.as_ref());
        let first = all.next()??;
        let agreed = all.all(|other| other.is_some_and(|other| other.level == first.level));
        if !agreed || self.quoter.reading.applies(&first.when) == Holds::No {
            return None;
        }
        let recheck = Some(first.recheck.as_ref());
        Some(self.other(first.level, &first.supports, recheck, &first.because))
    }

    fn other(
        &self,
        level: LevelRef,
        with: &[SupportRef],
        recheck: Option<&'t str>,
        because: &'t str,
    ) -> OtherLevel<'t> {
        let tree = self.quoter.tree;
        OtherLevel {
            level: &tree[level].id,
            name: tree[level].name.trim(),
            supports: with.iter().map(|at| tree[*at].id.as_ref()).collect(),
            with: with.iter().map(|at| tree[*at].name.trim()).collect(),
            recheck: recheck.map(str::trim),
            because: because.trim(),
        }
    }
}

fn standing(record: &Record, id: &str) -> Standing {
    let is = |other: &Option<OtherLevel>| other.as_ref().is_some_and(|other| other.level == id);
    if record.level == Some(id) {
        Standing::Suggested
    } else if record.levels.contains(&id) {
        Standing::Possible
    } else if is(&record.alternative) {
        Standing::Alternative
    } else if is(&record.fallback) {
        Standing::Fallback
    } else {
        Standing::Other
    }
}
