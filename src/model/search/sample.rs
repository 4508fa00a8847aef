//! Whole assignments, and what they show.

use super::Search;
use crate::model::answers::Answers;

/// Assignments drawn at first.
const DRAWS: usize = 8;

impl Search<'_> {
    /// Tries assignments that showed something new before.
    pub(super) fn try_seeds(&mut self, answers: &Answers) {
        for seed in self.guesses.seeds() {
            self.guesses.recall(&seed, answers);
            let new = self.learn();
            self.guesses.keep_seed(seed, new);
        }
    }

    /// Draws some assignments from each part.
    pub(super) fn draw(&mut self) {
        for at in 0..self.parts.len() {
            for _ in 0..DRAWS.min(self.open.len()) {
                self.within(at, Self::sample);
            }
        }
    }

    /// Draws one assignment from the domains at hand, and notes what happens in it.
    pub(super) fn sample(&mut self) {
        let questions = &self.reach.questions;
        self.guesses.draw(questions, &self.state.domains);
        if self.learn() {
            self.guesses.keep();
        }
    }

    /// Notes what happens in the assignment that was tried last; says whether there was anything new.
    fn learn(&mut self) -> bool {
        let before = self.open.len();
        self.open.retain(|fact| {
            let shows = self.guesses.shows(*fact);
            if shows {
                self.found.add(&self.layout, *fact);
            }
            !shows
        });
        if let Some(left) = self.guesses.asked(&self.missing) {
            self.found.widen(left, left);
        }
        self.open.len() < before
    }
}
