//! From answers to what is said of a record.

use super::entry::Entry;
use super::{Field, Job, Missing, OffPath};
use crate::model::answers::Answer;
use crate::model::atlas::Atlas;
use crate::model::course::{Arrival, Course, Run};
use crate::model::document::Stop;
use crate::model::reading::Holds;
use crate::model::tree::{AlertRef, LevelRef, QuestionRef, SupportRef, Tree};
use crate::model::walk::{Certainty, End, Walk, Walker};
use crate::report::Record;
use crate::report::record::Outcome;
use std::sync::Arc;

/// What is said of a record; one is used again and again.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Nothing for a bad record, but an emergency is told whatever else is wrong.
    pub(crate) outcome: Option<Outcome>,
    pub(crate) level: Option<LevelRef>,
    pub(crate) levels: Vec<LevelRef>,
    pub(crate) may_stop: bool,
    pub(crate) may_refer: bool,
    pub(crate) exact: bool,
    pub(crate) alternative: Option<LevelRef>,
    pub(crate) supports: Vec<SupportRef>,
    pub(crate) possible: Vec<SupportRef>,
    pub(crate) alerts: Vec<AlertRef>,
    pub(crate) possible_alerts: Vec<AlertRef>,
    pub(crate) reasons: Vec<String>,
    pub(crate) missing: Vec<QuestionRef>,
    pub(crate) unused: Vec<QuestionRef>,
}

impl Verdict {
    fn clear(&mut self) {
        self.outcome = None;
        self.level = None;
        self.levels.clear();
        self.may_stop = false;
        self.may_refer = false;
        self.exact = true;
        self.alternative = None;
        self.supports.clear();
        self.possible.clear();
        self.alerts.clear();
        self.possible_alerts.clear();
        self.reasons.clear();
        self.missing.clear();
        self.unused.clear();
    }
}

/// Judges records: a complete one by the compiled tree, any other by a walk.
pub(crate) struct Judge<'j> {
    job: &'j Job<'j>,
    course: &'j Course,
    run: Run,
    walker: Walker<'j>,
    explains: bool,
}

impl<'j> Judge<'j> {
    pub(crate) fn new(job: &'j Job<'j>, atlas: &'j Arc<Atlas<'j>>) -> Self {
        let course = atlas.course();
        Judge {
            job,
            course,
            run: course.start(),
            walker: Walker::over(Arc::clone(atlas)),
            explains: job.fields.contains(&Field::Reasons),
        }
    }

    /// Says what follows from an entry, and adds to it what is wrong with its answers.
    pub(crate) fn judge(&mut self, entry: &mut Entry, verdict: &mut Verdict) {
        verdict.clear();
        if entry.unreadable {
            return;
        }
        let usual = entry.errors.is_empty() && !self.explains;
        if !usual || self.course(entry, verdict).is_none() {
            self.walk(entry, verdict);
        }
    }

    /// Goes down the compiled tree; nothing, if that leaves anything open.
    fn course(&mut self, entry: &mut Entry, verdict: &mut Verdict) -> Option<()> {
        let tree = self.job.tree;
        let outcome = match self.course.run(&entry.answers, &mut self.run) {
            Arrival::Open => return None,
            Arrival::Stopped => Outcome::Stop,
            Arrival::Referred => Outcome::Referral,
            Arrival::Reached(branch) => {
                verdict.level = tree[branch].level();
                verdict.levels.extend(verdict.level);
                let other = tree[branch].alternative.as_ref();
                verdict.alternative = other.map(|other| other.level);
                self.off_path(entry, verdict);
                verdict.supports.extend(&self.run.supports);
                Outcome::Suggestion
            }
        };
        verdict.alerts.extend(&self.run.alerts);
        verdict.outcome = Some(outcome);
        if !entry.errors.is_empty() {
            verdict.clear();
        }
        Some(())
    }

    /// Finds answers to questions that were not asked; both are in order.
    fn off_path(&self, entry: &mut Entry, verdict: &mut Verdict) {
        if self.run.asked.len() == entry.answers.len() {
            return;
        }
        let mut asked = self.run.asked.iter().peekable();
        for (at, _) in entry.answers.iter() {
            while asked.next_if(|other| **other < at).is_some() {}
            if asked.peek() != Some(&&at) {
                verdict.unused.push(at);
            }
        }
        self.refuse_unused(entry, &verdict.unused);
    }

    /// Notes answers to questions that were not asked, where that is an error.
    fn refuse_unused(&self, entry: &mut Entry, unused: &[QuestionRef]) {
        if self.job.off_path == OffPath::Error {
            let unused = unused.iter().map(|at| self.job.tree.off_path(*at));
            entry.errors.extend(unused);
        }
    }

    fn walk(&mut self, entry: &mut Entry, verdict: &mut Verdict) {
        let tree = self.job.tree;
        let walk = match self.job.missing {
            Missing::Error => self.walker.walk(&entry.answers),
            Missing::Skip => self.walker.skip(&entry.answers),
        };
        verdict.unused.extend(&walk.unused);
        // An emergency comes before anything that may be wrong or missing.
        if walk.end != End::Stopped {
            self.look_for_errors(entry, verdict, &walk);
            if !entry.errors.is_empty() {
                return;
            }
        }
        self.tell(&walk, verdict);
        if self.explains {
            let record = Record::of(tree, &entry.answers, &walk, self.job.words);
            let reasons = record.reasons.iter();
            let counted = reasons.filter(|reason| reason.counted && reason.holds == Holds::Yes);
            let texts = counted.filter_map(|reason| Some(reason.because?.to_owned()));
            verdict.reasons.extend(texts);
        }
    }

    /// Notes what is wrong with the answers as a whole; what is missing is an error or taken for skipped.
    fn look_for_errors(&mut self, entry: &mut Entry, verdict: &mut Verdict, walk: &Walk) {
        self.refuse_unused(entry, &walk.unused);
        match self.job.missing {
            Missing::Error if matches!(walk.end, End::Question(_)) => {
                miss(self.job.tree, walk, entry, verdict);
            }
            Missing::Skip if entry.errors.is_empty() => self.skip(entry, verdict, walk),
            _ => {}
        }
    }

    /// Notes what was missing, and takes it for skipped.
    fn skip(&mut self, entry: &mut Entry, verdict: &mut Verdict, walk: &Walk) {
        verdict.missing = self.walker.open(&entry.answers, walk);
        for at in &verdict.missing {
            entry.answers.set(*at, Answer::Unsure);
        }
    }

    /// The same outcomes and advice as in every other format.
    fn tell(&self, walk: &Walk, verdict: &mut Verdict) {
        let tree = self.job.tree;
        let outcomes = &walk.outcomes;
        let outcome = match walk.end {
            End::Stopped => Outcome::Stop,
            End::Referred => Outcome::Referral,
            _ if outcomes.level().is_some() => Outcome::Suggestion,
            _ => Outcome::Set,
        };
        verdict.outcome = Some(outcome);
        let shown =
            |at: AlertRef| outcome != Outcome::Stop || tree[at].stop == Some(Stop::Emergency);
        for (at, certainty) in outcomes.alerts.iter().filter(|(at, _)| shown(*at)) {
            match certainty {
                Certainty::Certain => verdict.alerts.push(*at),
                Certainty::Possible => verdict.possible_alerts.push(*at),
            }
        }
        if matches!(outcome, Outcome::Stop | Outcome::Referral) {
            return;
        }
        verdict.level = outcomes.level();
        verdict.levels.extend(&outcomes.levels);
        verdict.may_stop = outcomes.stopped;
        verdict.may_refer = outcomes.referred;
        verdict.exact = outcomes.exact;
        verdict.alternative = verdict.level.and_then(|_| alternative(tree, walk));
        for advice in tree.advice(outcomes) {
            match advice.certainty {
                Certainty::Certain => verdict.supports.push(advice.support),
                Certainty::Possible => verdict.possible.push(advice.support),
            }
        }
    }
}

/// The alternative, if every branch that may be the one offers the same level.
fn alternative(tree: &Tree, walk: &Walk) -> Option<LevelRef> {
    let branches = walk.outcomes.branches.iter();
    let mut levels = branches.map(|at| tree[*at].alternative.as_ref().map(|other| other.level));
    let first = levels.next()??;
    levels.all(|level| level == Some(first)).then_some(first)
}

/// Notes what is missing: not what was refused, for that is wrong already.
fn miss(tree: &Tree, walk: &Walk, entry: &mut Entry, verdict: &mut Verdict) {
    let missing = walk.needed.iter().filter(|at| !entry.refused.contains(at));
    verdict.missing.extend(missing);
    let problems = verdict.missing.iter().map(|at| {
        let question = &tree[*at];
        let allowed = question.allowed().unwrap_or_default();
        format!("`{}` is missing; {allowed}", question.id)
    });
    entry.errors.extend(problems);
}
