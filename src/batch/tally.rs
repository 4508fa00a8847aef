//! Counts of everything that came out.

use super::Job;
use super::entry::Entry;
use super::judge::Verdict;
use super::map::Unlisted;
use crate::report::record::Outcome;

/// Counts of everything that came out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// All records.
    pub records: u64,
    /// Those that something is wrong with.
    pub bad: u64,
    /// By how they ended: suggestions, sets, referrals, stops.
    pub(crate) outcomes: [u64; 4],
    /// By level, where there is one.
    pub(crate) levels: Vec<u64>,
    /// By level, where it is one of several.
    pub(crate) possible_levels: Vec<u64>,
    pub(crate) supports: Vec<u64>,
    pub(crate) alerts: Vec<u64>,
    /// How often each question had no answer.
    pub(crate) missing: Vec<u64>,
    /// How often each of a map's columns had a value that is not listed.
    pub(crate) unlisted: Unlisted,
}

impl Tally {
    pub(crate) fn new(job: &Job) -> Self {
        let tree = job.tree;
        Tally {
            levels: vec![0; tree.levels.len()],
            possible_levels: vec![0; tree.levels.len()],
            supports: vec![0; tree.supports.len()],
            alerts: vec![0; tree.alerts.len()],
            missing: vec![0; tree.questions.len()],
            ..Tally::default()
        }
    }

    /// Starts anew.
    pub(crate) fn clear(&mut self) {
        (self.records, self.bad) = (0, 0);
        self.outcomes.fill(0);
        self.levels.fill(0);
        self.possible_levels.fill(0);
        self.supports.fill(0);
        self.alerts.fill(0);
        self.missing.fill(0);
        self.unlisted.clear();
    }

    /// Counts one record.
    pub(crate) fn add(&mut self, entry: &Entry, verdict: &Verdict) {
        self.records += 1;
        self.bad += u64::from(!entry.errors.is_empty());
        verdict
            .missing
            .iter()
            .for_each(|at| self.missing[at.index()] += 1);
        let Some(outcome) = verdict.outcome else {
            return;
        };
        self.outcomes[outcome as usize] += 1;
        match verdict.level {
            Some(level) => self.levels[level.index()] += 1,
            None => verdict
                .levels
                .iter()
                .for_each(|at| self.possible_levels[at.index()] += 1),
        }
        verdict
            .supports
            .iter()
            .for_each(|at| self.supports[at.index()] += 1);
        verdict
            .alerts
            .iter()
            .for_each(|at| self.alerts[at.index()] += 1);
    }

    /// Adds the counts of other records.
    pub(crate) fn join(&mut self, other: &Tally) {
        self.records += other.records;
        self.bad += other.bad;
        let lists = [
            (&mut self.outcomes[..], &other.outcomes[..]),
            (&mut self.levels[..], &other.levels[..]),
            (&mut self.possible_levels[..], &other.possible_levels[..]),
            (&mut self.supports[..], &other.supports[..]),
            (&mut self.alerts[..], &other.alerts[..]),
            (&mut self.missing[..], &other.missing[..]),
        ];
        for (mine, theirs) in lists {
            mine.iter_mut()
                .zip(theirs)
                .for_each(|(mine, theirs)| *mine += theirs);
        }
        for (column, count) in &other.unlisted {
            *self.unlisted.entry(*column).or_default() += count;
        }
    }

    /// How many ended in one way.
    pub(crate) fn ended(&self, outcome: Outcome) -> u64 {
        self.outcomes[outcome as usize]
    }
}
