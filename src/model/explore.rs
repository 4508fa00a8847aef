//! Everything that can happen with some answers: searched for at first, and then looked up.
//!
//! A tree that is walked often is charted, and so is one whose search would have to be cut short. One that is too large
//! for a chart is always searched.

use super::answers::Answers;
use super::atlas::Atlas;
use super::chart::Traveler;
use super::search::{Missing, Search};
use std::sync::Arc;

/// How much work a search may do before it widens.
const BUDGET: usize = 1 << 22;
/// How much work a tree is worth before it is charted: about as much as that costs.
const PATIENCE: usize = 1 << 16;

/// Finds what can happen, for one answer set after another.
pub(crate) struct Explorer<'t> {
    atlas: Arc<Atlas<'t>>,
    search: Search<'t>,
    traveler: Traveler,
    /// The work of all searches so far.
    spent: usize,
}

impl<'t> Explorer<'t> {
    pub(crate) fn new(atlas: Arc<Atlas<'t>>) -> Self {
        Explorer {
            search: Search::new(atlas.clone()),
            atlas,
            traveler: Traveler::default(),
            spent: 0,
        }
    }

    /// Charts the tree, and says whether that is possible.
    pub(crate) fn chart(&self) -> bool {
        self.atlas.chart().is_some()
    }

    /// What was found last.
    pub(crate) fn found(&self) -> &Search<'t> {
        &self.search
    }

    /// Finds everything that can happen with these answers.
    pub(crate) fn explore(&mut self, answers: &Answers, missing: Missing) {
        if self.spent >= PATIENCE {
            self.chart();
        }
        let (search, traveler) = (&mut self.search, &mut self.traveler);
        match self.atlas.known_chart() {
            Some(Some(chart)) => search.look_up(chart, traveler, answers, missing, BUDGET),
            Some(None) => search.search(answers, missing, BUDGET),
            None => self.try_search(answers, missing),
        }
    }

    /// Searches as long as that costs less than a chart.
    fn try_search(&mut self, answers: &Answers, missing: Missing) {
        self.search.search(answers, missing, PATIENCE);
        self.spent += self.search.work();
        if !self.search.is_exact() {
            self.chart();
            self.explore(answers, missing);
        }
    }
}
