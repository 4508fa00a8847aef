//! The interview: one prompt after another until the answers are complete. What was said is its only state.

mod page;
mod pause;
mod question;
mod review;

use super::prompt::{Body, Item, Offers, Paragraph, Prompt, Reply, Tone};
use super::{Asker, Look};
use crate::model::answers::{Answer, Answers};
use crate::model::tree::{AlertRef, QuestionRef, Tree};
use crate::model::walk::{End, Walk};
use crate::model::words::{Words, fill};
use review::Upon;
use std::io;
use std::rc::Rc;

/// Whoever keeps answers, if the person wants that.
pub trait Keep {
    /// Keeps these answers in the place of the earlier ones.
    ///
    /// # Errors
    /// What went wrong, in words.
    fn keep(&mut self, answers: &Answers) -> Result<(), String>;
}

/// How an interview ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// With these answers.
    Answered(Answers),
    /// The person left, after these.
    Left(Answers),
}

/// An interview while it goes on.
pub struct Interview<'a> {
    tree: &'a Tree,
    words: &'a Words,
    look: Look,
    keep: Option<&'a mut dyn Keep>,
    answers: Answers,
    /// Every answer ever given: offered again, never used.
    aside: Answers,
    /// Questions answered here, the last one last.
    history: Vec<QuestionRef>,
    /// Questions skipped because the person wanted the result now.
    passed: Vec<QuestionRef>,
    alerted: Vec<AlertRef>,
    rest: Rest,
    notes: Vec<String>,
    /// How it starts, until it has.
    start: Option<Start>,
    /// The walk of the answers, until they change.
    walk: Option<Rc<Walk>>,
}

/// How an interview starts.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Start {
    /// From the beginning.
    Anew,
    /// From answers kept earlier; these lines say which of them no longer fit.
    Again(Vec<String>),
}

/// What happens to the questions left once the level is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    NotOffered,
    Asked,
    Passed,
}

/// What comes after a prompt.
enum Next {
    On,
    End,
    Leave,
}

impl<'a> Interview<'a> {
    /// An interview that starts from these answers.
    pub fn new(tree: &'a Tree, words: &'a Words, look: Look, answers: Answers) -> Self {
        Interview {
            tree,
            words,
            look,
            keep: None,
            aside: answers.clone(),
            answers,
            history: Vec::new(),
            passed: Vec::new(),
            alerted: Vec::new(),
            rest: Rest::NotOffered,
            notes: Vec::new(),
            start: Some(Start::Anew),
            walk: None,
        }
    }

    /// The same interview, taken up again; `lost` says what was kept and no longer fits.
    #[must_use]
    pub fn resumed(mut self, lost: Vec<String>) -> Self {
        self.start = Some(Start::Again(lost));
        self
    }

    /// The same interview, with somebody who keeps the answers.
    #[must_use]
    pub fn kept_by(mut self, keep: &'a mut dyn Keep) -> Self {
        self.keep = Some(keep);
        self
    }

    /// Says something with the next prompt.
    fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    /// Asks until the answers are complete; once they are, shows them for review again.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn run(&mut self, asker: &mut dyn Asker) -> io::Result<Ending> {
        let mut next = match self.start.take() {
            Some(start) => self.begin(asker, &start)?,
            None => Next::On,
        };
        loop {
            match next {
                Next::On => next = self.step(asker)?,
                Next::End => return Ok(Ending::Answered(self.answers.clone())),
                Next::Leave => return Ok(Ending::Left(self.answers.clone())),
            }
        }
    }

    fn step(&mut self, asker: &mut dyn Asker) -> io::Result<Next> {
        let walk = self.walk();
        let certain = self.certain_alerts(&walk);
        self.alerted.retain(|alert| certain.contains(alert));
        if matches!(walk.end, End::Stopped | End::Referred) {
            return self.stop(asker, &walk);
        }
        let new = certain.iter().find(|alert| !self.alerted.contains(alert));
        if let Some(alert) = new {
            return self.alert(asker, &walk, *alert);
        }
        match walk.end {
            End::Question(question) if self.rest == Rest::Passed => {
                self.pass(asker, &walk, question)
            }
            End::Question(question) if self.is_settled(&walk) => {
                self.offer_result(asker, &walk, question)
            }
            End::Question(question) => self.question(asker, &walk, question),
            _ => self.review(asker, Upon::Result),
        }
    }

    // --- Questions ---

    fn begin(&mut self, asker: &mut dyn Asker, start: &Start) -> io::Result<Next> {
        let words = self.words;
        let mut head = vec![Paragraph::new(Tone::Strong, &*self.tree.title)];
        let label = match start {
            Start::Anew => {
                head.push(Paragraph::new(Tone::Plain, &*self.tree.intro));
                &words.begin
            }
            Start::Again(lost) => {
                head.push(Paragraph::new(Tone::Plain, &*words.welcome_back));
                if !lost.is_empty() {
                    head.push(Paragraph::new(Tone::Plain, &*words.welcome_lost));
                }
                let lost = lost.iter();
                head.extend(lost.map(|lost| Paragraph::new(Tone::Plain, lost).marked("- ")));
                &words.go_on
            }
        };
        let prompt = self.pick(head, &[label], Offers::default());
        Ok(match asker.ask(&prompt)? {
            Reply::Leave => Next::Leave,
            _ => Next::On,
        })
    }

    fn question(
        &mut self,
        asker: &mut dyn Asker,
        walk: &Walk,
        at: QuestionRef,
    ) -> io::Result<Next> {
        let mut prompt = self.prompt(at, self.position(walk, at));
        prompt.offers.back = self.back_from(walk, Some(at));
        prompt.offers.review = true;
        let reply = asker.ask(&prompt)?;
        match reply {
            Reply::Back => self.back(walk, Some(at)),
            Reply::Review => return self.review(asker, Upon::Question),
            Reply::Save => self.save_now(),
            Reply::Leave => return Ok(Next::Leave),
            _ => match self.answer(at, reply) {
                Ok(answer) => self.set(at, answer),
                Err(problem) => self.note(problem),
            },
        }
        Ok(Next::On)
    }

    // --- Answers ---

    fn walk(&mut self) -> Rc<Walk> {
        let walk = self.walk.take();
        let walk = walk.unwrap_or_else(|| Rc::new(self.tree.walk(&self.answers)));
        self.walk = Some(Rc::clone(&walk));
        walk
    }

    fn set(&mut self, at: QuestionRef, answer: Answer) {
        self.answers.set(at, answer);
        self.aside.set(at, answer);
        self.history.retain(|question| *question != at);
        self.history.push(at);
        // What is off the path now must be offered again before it counts again. The walk never used it.
        let mut walk = self.tree.walk(&self.answers);
        for unused in walk.unused.drain(..) {
            self.answers.remove(unused);
        }
        self.walk = Some(Rc::new(walk));
        if self.keep.is_some() {
            self.save();
        }
    }

    fn take_back(&mut self, at: QuestionRef) {
        self.answers.remove(at);
        self.history.retain(|question| *question != at);
        self.walk = None;
    }

    /// Keeps the answers so far; says whether they are kept.
    fn save(&mut self) -> bool {
        let mut answers = self.answers.clone();
        self.passed.iter().for_each(|at| answers.remove(*at));
        let Some(keep) = &mut self.keep else {
            return false;
        };
        let kept = keep.keep(&answers);
        if let Err(problem) = &kept {
            self.note(fill(&self.words.save_failed, &[("problem", problem)]));
        }
        kept.is_ok()
    }

    /// The same, when the person asks for it.
    fn save_now(&mut self) {
        if self.keep.is_none() {
            self.note(&*self.words.save_off);
        } else if self.save() {
            self.note(&*self.words.save_done);
        }
    }

    /// The question before this one, or the last that was answered.
    fn before(&self, walk: &Walk, at: Option<QuestionRef>) -> Option<QuestionRef> {
        let steps = walk.steps.iter().rev().map(|(step, _)| *step);
        let earlier = steps.filter(|step| at.is_none_or(|at| *step < at));
        let last = self.history.last().copied().filter(|_| at.is_none());
        last.into_iter().chain(earlier).find(|step| {
            let mut answers = self.answers.clone();
            answers.remove(*step);
            self.tree.walk(&answers).end == End::Question(*step)
        })
    }

    /// The entry that leads back, if there is anything before.
    fn back_from(&self, walk: &Walk, at: Option<QuestionRef>) -> Option<String> {
        let mut steps = walk.steps.iter();
        let before = steps.any(|(step, _)| at.is_none_or(|at| *step < at));
        before.then(|| self.words.back_entry.to_string())
    }

    fn back(&mut self, walk: &Walk, at: Option<QuestionRef>) {
        if self.rest == Rest::Passed {
            self.rest = Rest::NotOffered;
            for question in std::mem::take(&mut self.passed) {
                self.take_back(question);
            }
            return;
        }
        if let Some(before) = self.before(walk, at) {
            self.take_back(before);
        }
    }

    /// A page with entries to pick from.
    fn pick(&self, head: Vec<Paragraph>, labels: &[&str], offers: Offers) -> Prompt {
        let item = |label: &&str| Item {
            label: (*label).to_owned(),
            ..Item::default()
        };
        Prompt {
            head,
            more: None,
            body: Body::One {
                items: labels.iter().map(item).collect(),
                at: Some(0),
                go: None,
            },
            offers,
            emergency: page::emergency(self.tree, self.words, &self.answers),
        }
    }
}
