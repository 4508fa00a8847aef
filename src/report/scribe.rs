//! Writes the record: reads the walk, and puts everything in the order of its urgency.

use super::contacts::{ContactNote, contacts};
use super::insight::insight;
use super::page::Depth;
use super::quote::Quoter;
use super::reasons::{Why, why};
use super::record::{
    AlertNote, Asked, EmergencyNote, HoursNote, OtherLevel, Outcome, QuestionNote,
    QuestionnaireNote, Record, Rung, SCHEMA, Standing, StepNote, SupportNote, Sureness,
};
use crate::model::answers::{Answer, Answers};
use crate::model::condition::{Condition, Test};
use crate::model::document::Stop;
use crate::model::reading::{Holds, Reading};
use crate::model::tree::{
    AlertRef, Branch, ContactRef, Level, LevelRef, QuestionRef, Step, SupportRef, Tree,
};
use crate::model::walk::{Certainty, End, Walk};
use crate::model::words::{Words, fill};

/// How many steps are printed.
const STEPS: usize = 3;

impl<'t> Record<'t> {
    /// Everything that follows from these answers.
    pub fn of(tree: &'t Tree, answers: &Answers, walk: &Walk, words: &Words) -> Self {
        Scribe::new(tree, answers, walk, words).record()
    }

    /// The same, and how sure it is, what would change it, and why not this level. That takes longer: some
    /// milliseconds.
    pub fn with_insight(
        tree: &'t Tree,
        answers: &Answers,
        walk: &Walk,
        words: &Words,
        why_not: Option<LevelRef>,
        depth: Depth,
    ) -> Self {
        let scribe = Scribe::new(tree, answers, walk, words);
        let mut record = scribe.record();
        let leveled = matches!(record.outcome, Outcome::Suggestion | Outcome::Set);
        record.insight = leveled.then(|| insight(&scribe.quoter, walk, why_not, depth));
        record
    }

    /// The suggested level with all that is known of it.
    pub fn suggested(&self) -> Option<&Rung<'t>> {
        self.ladder
            .iter()
            .find(|rung| rung.standing == Standing::Suggested)
    }
}

struct Scribe<'t, 'a> {
    quoter: Quoter<'t, 'a>,
    walk: &'a Walk,
}

impl<'t, 'a> Scribe<'t, 'a> {
    fn new(tree: &'t Tree, answers: &'a Answers, walk: &'a Walk, words: &'a Words) -> Self {
        let quoter = Quoter {
            tree,
            answers,
            outcomes: &walk.outcomes,
            words,
            reading: Reading::of(tree, answers),
        };
        Scribe { quoter, walk }
    }

    fn record(&self) -> Record<'t> {
        let tree = self.quoter.tree;
        let outcomes = &self.walk.outcomes;
        let outcome = self.outcome();
        let leveled = matches!(outcome, Outcome::Suggestion | Outcome::Set);
        let Why {
            reasons,
            branches,
            scales,
        } = if leveled {
            why(&self.quoter)
        } else {
            Why::default()
        };
        let mut record = Record {
            schema: SCHEMA,
            outcome,
            level: outcomes.level().map(|level| tree[level].id.as_ref()),
            levels: outcomes
                .levels
                .iter()
                .map(|level| tree[*level].id.as_ref())
                .collect(),
            may_stop: leveled && outcomes.stopped,
            may_refer: leveled && outcomes.referred,
            exact: outcomes.exact,
            certainty: self.sureness(outcome),
            alerts: self.alerts(outcome),
            supports: if leveled { self.supports() } else { Vec::new() },
            alternative: self.alternative(),
            fallback: self.fallback(),
            steps: self.steps(outcome),
            ladder: Vec::new(),
            reasons,
            branches,
            scales,
            insight: None,
            questions: tree.question_refs().map(|at| self.question(at)).collect(),
            contacts: Vec::new(),
            emergency: EmergencyNote {
                message: tree.emergency.message.trim(),
                contacts: self.contacts(&tree.emergency.contacts),
            },
            closing: tree.closing.trim(),
            questionnaire: self.questionnaire(),
        };
        if leveled {
            record.ladder = self.ladder(&record);
        }
        record.contacts = all_contacts(&record);
        record
    }

    fn outcome(&self) -> Outcome {
        match self.walk.end {
            End::Stopped => Outcome::Stop,
            End::Referred => Outcome::Referral,
            _ if self.walk.outcomes.level().is_some() => Outcome::Suggestion,
            _ => Outcome::Set,
        }
    }

    fn sureness(&self, outcome: Outcome) -> Option<Sureness> {
        let possible = self.walk.outcomes.levels.len();
        match outcome {
            Outcome::Suggestion => Some(Sureness::Fits),
            Outcome::Set if possible * 2 > self.quoter.tree.levels.len() => {
                Some(Sureness::NotEnoughAnswers)
            }
            Outcome::Set => Some(Sureness::MayFit),
            Outcome::Referral | Outcome::Stop => None,
        }
    }

    fn contacts(&self, list: &[ContactRef]) -> Vec<ContactNote<'t>> {
        contacts(self.quoter.tree, &self.quoter.reading, list)
    }

    /// Those that are certain; of an emergency, nothing else.
    fn alerts(&self, outcome: Outcome) -> Vec<AlertNote<'t>> {
        let tree = self.quoter.tree;
        let shown =
            self.walk.outcomes.alerts.iter().filter(|(at, _)| {
                outcome != Outcome::Stop || tree[*at].stop == Some(Stop::Emergency)
            });
        let note = |(at, certainty): &(AlertRef, Certainty)| {
            let alert = &tree[*at];
            AlertNote {
                id: &alert.id,
                title: alert.title.trim(),
                certainty: *certainty,
                stop: alert.stop,
                message: alert.message.trim(),
                r#do: &alert.steps,
                contacts: self.contacts(&alert.contacts),
                source: alert.source.as_deref(),
            }
        };
        shown.map(note).collect()
    }

    fn supports(&self) -> Vec<SupportNote<'t>> {
        let tree = self.quoter.tree;
        let advice = tree.advice(&self.walk.outcomes).into_iter();
        let mut supports: Vec<_> = advice
            .map(|advice| self.support(advice.support, advice.certainty))
            .collect();
        supports.sort_by_key(|support| {
            (
                support.timing as u8,
                support.certainty != Certainty::Certain,
            )
        });
        supports
    }

    fn support(&self, at: SupportRef, certainty: Certainty) -> SupportNote<'t> {
        let support = &self.quoter.tree[at];
        let unknown = support
            .unknown_because
            .as_deref()
            .filter(|_| certainty == Certainty::Possible);
        SupportNote {
            id: &support.id,
            name: support.name.trim(),
            timing: support.timing,
            certainty,
            because: unknown.unwrap_or(&support.because).trim(),
            details: &support.details,
            contacts: self.contacts(&support.contacts),
            source: support.source.as_deref(),
        }
    }

    /// The branches that may lead to the one level that is suggested.
    fn branches(&self) -> impl Iterator<Item = &'t Branch> {
        let tree = self.quoter.tree;
        let settled = self.walk.outcomes.level().is_some();
        let branches = self.walk.outcomes.branches.iter().filter(move |_| settled);
        branches.map(move |at| &tree[*at])
    }

    /// The alternative, if every branch that may be the one offers the same level.
    fn alternative(&self) -> Option<OtherLevel<'t>> {
        let mut all = self.branches().map(|branch| branch.alternative.as_ref());
        let first = all.next()??;
        let agreed = all.all(|other| other.is_some_and(|other| other.level == first.level));
        agreed.then(|| self.other(first.level, &first.supports, None, &first.because))
    }

    /// The fallback, if it is not ruled out and every branch that may be the one offers the same level.
    fn fallback(&self) -> Option<OtherLevel<'t>> {
        let mut all = self.branches().map(|branch| branch.fallback.as_ref());
        let first = all.next()??;
        let agreed = all.all(|other| other.is_some_and(|other| other.level == first.level));
        let fits = agreed && self.quoter.reading.may(&first.when) != Holds::No;
        fits.then(|| {
            self.other(
                first.level,
                &first.supports,
                Some(&first.recheck),
                &first.because,
            )
        })
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

    fn steps(&self, outcome: Outcome) -> Vec<StepNote<'t>> {
        if outcome == Outcome::Stop {
            return Vec::new();
        }
        let steps = self.quoter.tree.steps.iter().filter(|step| {
            let leveled = outcome != Outcome::Referral || !names_level(&step.when);
            leveled && self.quoter.reading.may(&step.when) == Holds::Yes
        });
        let note = |step: &'t Step| StepNote {
            id: &step.id,
            r#do: step.text.trim(),
            contacts: self.contacts(&step.contacts),
        };
        steps.take(STEPS).map(note).collect()
    }

    fn ladder(&self, record: &Record<'t>) -> Vec<Rung<'t>> {
        let tree = self.quoter.tree;
        let standing = |id: &str| {
            let is =
                |other: &Option<OtherLevel>| other.as_ref().is_some_and(|other| other.level == id);
            match () {
                () if record.level == Some(id) => Standing::Suggested,
                () if record.levels.contains(&id) => Standing::Possible,
                () if is(&record.alternative) => Standing::Alternative,
                () if is(&record.fallback) => Standing::Fallback,
                () => Standing::Other,
            }
        };
        tree.levels
            .iter()
            .map(|level| rung(tree, level, standing(&level.id)))
            .collect()
    }

    fn question(&self, at: QuestionRef) -> QuestionNote<'t> {
        let question = &self.quoter.tree[at];
        let given = self.quoter.answers.get(at);
        let state = match given {
            _ if self.quoter.reading.asked(at) == Holds::No => Asked::NotAsked,
            Some(Answer::Unsure) => Asked::Skipped,
            Some(_) => Asked::Answered,
            None if self.walk.needed.contains(&at) => Asked::Missing,
            None => Asked::NotAsked,
        };
        let quotable = state == Asked::Answered && !question.private;
        QuestionNote {
            id: &question.id,
            node: self.quoter.tree[question.node].title.trim(),
            ask: question.ask.trim(),
            state,
            answer: given
                .filter(|_| quotable)
                .map(|answer| question.words(answer))
                .unwrap_or_default(),
            said: if quotable {
                self.quoter.said(at)
            } else {
                Vec::new()
            },
            private: question.private,
        }
    }

    fn questionnaire(&self) -> QuestionnaireNote<'t> {
        let (tree, words) = (self.quoter.tree, self.quoter.words);
        let reviewed_by = tree
            .reviewed_by
            .as_deref()
            .map(str::trim)
            .filter(|name| !name.is_empty());
        QuestionnaireNote {
            id: &tree.id,
            title: tree.title.trim(),
            version: &tree.version,
            language: &tree.language,
            sha256: &tree.hash,
            reviewed_by,
            review: reviewed_by.map_or_else(
                || words.not_reviewed.to_string(),
                |name| fill(&words.reviewed, &[("name", name)]),
            ),
        }
    }
}

fn names_level(when: &Option<Condition>) -> bool {
    let tests = when.as_ref().map(Condition::tests).unwrap_or_default();
    tests
        .iter()
        .any(|test| matches!(test.value, Test::Level { .. }))
}

fn rung<'t>(tree: &'t Tree, level: &'t Level, standing: Standing) -> Rung<'t> {
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

/// Every contact on the page, once, the most urgent first.
fn all_contacts<'t>(record: &Record<'t>) -> Vec<ContactNote<'t>> {
    let alerts = record
        .alerts
        .iter()
        .filter(|alert| alert.certainty == Certainty::Certain);
    let named = record
        .emergency
        .contacts
        .iter()
        .chain(alerts.flat_map(|alert| &alert.contacts));
    let named = named.chain(record.steps.iter().flat_map(|step| &step.contacts));
    let named = named.chain(record.supports.iter().flat_map(|support| &support.contacts));
    let mut found: Vec<ContactNote> = Vec::new();
    for contact in named {
        if !found.iter().any(|other| other.id == contact.id) {
            found.push(*contact);
        }
    }
    found
}
