//! How many questions are left.

use super::{Missing, Search};
use crate::model::answers::Answers;
use crate::model::state::{Split, Truth};

impl Search<'_> {
    /// Finds the fewest and the most questions still to come.
    pub(super) fn count(&mut self) {
        for at in 0..self.parts.len() {
            self.within(at, Self::count_here);
        }
    }

    /// Finds how many questions are left, and nothing else.
    pub(super) fn count_all(&mut self, answers: &Answers) {
        self.begin(answers);
        self.ask();
        self.miss(answers, Missing::Open);
        if self.missing.is_empty() || self.passes() == Truth::No {
            return;
        }
        let (least, most, _) = self.bounds();
        self.find_parts();
        self.count();
        if !self.exact {
            self.found.widen(least, most);
        }
    }

    /// Finds the fewest and the most questions still to come in the domains at hand.
    fn count_here(&mut self) -> bool {
        self.ask();
        let passes = self.passes();
        let (least, most, split) = self.bounds();
        if passes == Truth::No || self.found.spans(least, most) {
            return true;
        }
        if self.work > self.budget {
            self.exact = false;
            return false;
        }
        match passes.split().or(split) {
            Some(split) => self.divide(split, |search, _, _| search.count_here()),
            None => {
                self.found.widen(least, most);
                true
            }
        }
    }

    /// Fewest and most questions still to come, as far as the last pass can tell, and a split that would tell more.
    pub(super) fn bounds(&self) -> (u32, u32, Option<Split>) {
        let (mut least, mut most, mut split) = (0, 0, None);
        for question in &self.missing {
            let asked = self.state.asked[question.index()];
            least += u32::from(asked == Truth::Yes);
            most += u32::from(asked != Truth::No);
            split = split.or(asked.split());
        }
        (least, most, split)
    }

    pub(super) fn note_left(&mut self) {
        let (least, most, _) = self.bounds();
        if self.passes() == Truth::Yes && least == most {
            self.found.widen(least, most);
        }
    }
}
