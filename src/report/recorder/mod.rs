//! Writes the record: reads the walk, and puts everything in the order of its urgency.

mod advice;
mod level;

use super::contacts::{ContactNote, contacts, once};
use super::insight::insight;
use super::page::Depth;
use super::quote::Quoter;
use super::reasons::{Why, why};
use super::record::{
    Asked, EmergencyNote, Outcome, QuestionNote, QuestionnaireNote, Record, Rung, SCHEMA, Standing,
    Sureness,
};
use crate::model::answers::{Answer, Answers};
use crate::model::reading::{Holds, Reading};
use crate::model::tree::{ContactRef, LevelRef, QuestionRef, Tree};
use crate::model::walk::{Certainty, End, Walk};
use crate::model::words::{Words, fill};

impl<'t> Record<'t> {
    /// Everything that follows from these answers.
    pub fn of(tree: &'t Tree, answers: &Answers, walk: &Walk, words: &Words) -> Self {
        Recorder::new(tree, answers, walk, words).record()
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
        let recorder = Recorder::new(tree, answers, walk, words);
        let mut record = recorder.record();
        if recorder.is_leveled() {
            record.insight = Some(insight(&recorder.quoter, walk, why_not, depth));
        }
        record
    }

    /// The suggested level with all that is known of it.
    pub fn suggested(&self) -> Option<&Rung<'t>> {
        let mut rungs = self.ladder.iter();
        rungs.find(|rung| rung.standing == Standing::Suggested)
    }
}

struct Recorder<'t, 'a> {
    quoter: Quoter<'t, 'a>,
    walk: &'a Walk,
    outcome: Outcome,
}

impl<'t, 'a> Recorder<'t, 'a> {
    fn new(tree: &'t Tree, answers: &'a Answers, walk: &'a Walk, words: &'a Words) -> Self {
        let quoter = Quoter {
            tree,
            answers,
            outcomes: &walk.outcomes,
            words,
            reading: Reading::of(tree, answers),
        };
        let outcome = match walk.end {
            End::Stopped => Outcome::Stop,
            End::Referred => Outcome::Referral,
            _ if walk.outcomes.level().is_some() => Outcome::Suggestion,
            _ => Outcome::Set,
        };
        Recorder {
            quoter,
            walk,
            outcome,
        }
    }

    /// Whether the walk ends with a level, or several.
    fn is_leveled(&self) -> bool {
        matches!(self.outcome, Outcome::Suggestion | Outcome::Set)
    }

    fn record(&self) -> Record<'t> {
        let tree = self.quoter.tree;
        let outcomes = &self.walk.outcomes;
        let leveled = self.is_leveled();
        let id = |level: LevelRef| tree[level].id.as_ref();
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
            outcome: self.outcome,
            level: outcomes.level().map(id),
            levels: outcomes.levels.iter().copied().map(id).collect(),
            may_stop: leveled && outcomes.stopped,
            may_refer: leveled && outcomes.referred,
            exact: outcomes.exact,
            certainty: self.sureness(),
            alerts: self.alerts(),
            supports: if leveled { self.supports() } else { Vec::new() },
            alternative: self.alternative(),
            fallback: self.fallback(),
            steps: self.steps(),
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
                after: tree.emergency.after.as_deref().map(str::trim),
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

    fn sureness(&self) -> Option<Sureness> {
        let possible = self.walk.outcomes.levels.len();
        match self.outcome {
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
        let mut note = QuestionNote {
            id: &question.id,
            node: self.quoter.tree[question.node].title.trim(),
            ask: question.ask.trim(),
            state,
            answer: Vec::new(),
            said: Vec::new(),
            private: question.private,
        };
        if let Some(answer) = given.filter(|_| state == Asked::Answered && !question.private) {
            note.answer = question.words(answer);
            note.said = self.quoter.said(at);
        }
        note
    }

    fn questionnaire(&self) -> QuestionnaireNote<'t> {
        let (tree, words) = (self.quoter.tree, self.quoter.words);
        let reviewer = tree.reviewed_by.as_deref().map(str::trim);
        let reviewed_by = reviewer.filter(|name| !name.is_empty());
        QuestionnaireNote {
            id: &tree.id,
            title: tree.title.trim(),
            version: &tree.version,
            language: &tree.language,
            sha256: &tree.hash,
            reviewed_by,
            review: match reviewed_by {
                Some(name) => fill(&words.reviewed, &[("name", name)]),
                None => words.not_reviewed.to_string(),
            },
        }
    }
}

/// Every contact on the page, once, the most urgent first.
fn all_contacts<'t>(record: &Record<'t>) -> Vec<ContactNote<'t>> {
    let alerts = record.alerts.iter();
    let certain = alerts.filter(|alert| alert.certainty == Certainty::Certain);
    let in_alerts = certain.flat_map(|alert| &alert.contacts);
    let in_steps = record.steps.iter().flat_map(|step| &step.contacts);
    let in_supports = record.supports.iter().flat_map(|support| &support.contacts);
    let urgent = record.emergency.contacts.iter().chain(in_alerts);
    once(urgent.chain(in_steps).chain(in_supports))
}
