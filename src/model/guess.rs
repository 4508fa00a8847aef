//! Whole assignments, drawn or remembered, and what happens in them: at little cost they show what can happen.

use super::answers::{Answer, Answers};
use super::atlas::Atlas;
use super::chance::Chance;
use super::course::{Arrival, Run};
use super::document::Stop;
use super::domain::Domain;
use super::facts::Fact;
use super::tree::{AlertRef, BranchRef, QuestionRef, ScaleRef};
use std::sync::Arc;

/// Assignments that showed something new, kept to be tried first the next time.
const SEEDS: usize = 32;

/// One assignment after another.
pub(crate) struct Guesses<'t> {
    atlas: Arc<Atlas<'t>>,
    answers: Answers,
    run: Option<Run>,
    arrival: Arrival,
    seeds: Vec<Seed>,
    chance: Chance,
}

/// An assignment that is remembered.
pub(crate) type Seed = Vec<(QuestionRef, Answer)>;

impl<'t> Guesses<'t> {
    pub(crate) fn new(atlas: Arc<Atlas<'t>>) -> Self {
        Guesses {
            atlas,
            answers: Answers::new(),
            run: None,
            arrival: Arrival::Open,
            seeds: Vec::new(),
            chance: Chance::default(),
        }
    }

    /// Draws an answer to each of these questions.
    pub(crate) fn draw(&mut self, questions: &[QuestionRef], domains: &[Domain]) {
        self.answers.clear();
        for at in questions {
            let drawn = domains[at.index()].draw(&self.atlas.tree[*at], &mut self.chance);
            self.answers.set(*at, drawn);
        }
        self.go();
    }

    /// Takes a remembered assignment, with the answers at hand laid over it.
    pub(crate) fn recall(&mut self, seed: &Seed, answers: &Answers) {
        self.answers.clear();
        let given = answers.iter().filter(|(_, it)| *it != Answer::Unsure);
        for (question, answer) in seed.iter().copied().chain(given) {
            self.answers.set(question, answer);
        }
        self.go();
    }

    /// Everything that is remembered, until it is remembered again.
    pub(crate) fn seeds(&mut self) -> Vec<Seed> {
        std::mem::take(&mut self.seeds)
    }

    /// Remembers the assignment at hand, which showed something new.
    pub(crate) fn keep(&mut self) {
        if self.seeds.len() < SEEDS {
            self.seeds.push(self.answers.iter().collect());
        }
    }

    /// Goes on remembering. What showed nothing new for these answers may well do so for the next ones.
    pub(crate) fn keep_seed(&mut self, seed: Seed, new: bool) {
        if new || self.chance.one_in(2) {
            self.seeds.push(seed);
        }
    }

    /// Goes down with the answers at hand.
    fn go(&mut self) {
        let course = self.atlas.course();
        let run = self.run.get_or_insert_with(|| course.start());
        self.arrival = course.run(&self.answers, run);
    }

    /// How many of these questions are asked, if the assignment ends in a suggestion.
    pub(crate) fn asked(&self, questions: &[QuestionRef]) -> Option<u32> {
        let run = self.run.as_ref()?;
        let reached = matches!(self.arrival, Arrival::Reached(_));
        let asked = questions.iter().filter(|at| was_asked(run, **at));
        reached.then(|| asked.count() as u32)
    }

    /// Whether something happens in the assignment at hand.
    pub(crate) fn shows(&self, fact: Fact) -> bool {
        let Some(run) = &self.run else {
            return false;
        };
        let reached = matches!(self.arrival, Arrival::Reached(_));
        match fact {
            // A remembered one may lack an answer on the way of these.
            _ if self.arrival == Arrival::Open => false,
            Fact::Stopped => self.arrival == Arrival::Stopped,
            Fact::Referred => self.arrival == Arrival::Referred,
            Fact::Alert(at, holds) => {
                let emergency = self.atlas.tree.alerts[at as usize].stop == Some(Stop::Emergency);
                let counts = emergency == (self.arrival == Arrival::Stopped);
                counts && run.alerts.binary_search(&AlertRef(at)).is_ok() == holds
            }
            Fact::Scale(at, rank) => {
                reached && self.atlas.course().value(ScaleRef(at), run) >> rank & 1 == 1
            }
            Fact::Asked(at, holds) => reached && was_asked(run, QuestionRef(at)) == holds,
            Fact::Support(at, holds) => reached && run.supported(at) == holds,
            Fact::Branch(at) => self.arrival == Arrival::Reached(BranchRef(at)),
        }
    }
}

fn was_asked(run: &Run, question: QuestionRef) -> bool {
    run.asked.binary_search(&question).is_ok()
}
