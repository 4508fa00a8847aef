//! Everything that can happen with some answers: searched for at first, and then looked up.
//!
//! A tree that is walked often is charted, and so is one whose search would have to be cut short. One that is too large
//! for a chart is always searched.

use super::answers::Answers;
use super::chart::Chart;
use super::search::{Missing, Search};
use super::tree::Tree;

/// How much work a search may do before it widens.
const BUDGET: usize = 1 << 22;
/// How much work a tree is worth before it is charted: about as much as that costs.
const PATIENCE: usize = 1 << 16;

/// Finds what can happen, for one answer set after another.
pub(crate) struct Explorer<'t> {
    search: Search<'t>,
    /// The work of all searches so far.
    spent: usize,
    charted: Charted,
}

/// Whether there is a chart, which makes searching needless.
enum Charted {
    NotYet,
    Never,
    Yes(Box<Chart>),
}

impl<'t> Explorer<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        Explorer {
            search: Search::new(tree),
            spent: 0,
            charted: Charted::NotYet,
        }
    }

    /// Charts the tree, and says whether that is possible.
    pub(crate) fn chart(&mut self) -> bool {
        if let Charted::NotYet = self.charted {
            self.charted = match self.search.chart() {
                Some(chart) => Charted::Yes(Box::new(chart)),
                None => Charted::Never,
            };
        }
        matches!(self.charted, Charted::Yes(_))
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
        match &mut self.charted {
            Charted::Yes(chart) => self.search.look_up(chart, answers, missing, BUDGET),
            Charted::Never => self.search.search(answers, missing, BUDGET),
            Charted::NotYet => self.try_search(answers, missing),
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
