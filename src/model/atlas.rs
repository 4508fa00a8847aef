//! What a tree is compiled to, each when it is first needed, and once for all who walk it: threads share one.

use super::chart::Chart;
use super::course::Course;
use super::facts::Layout;
use super::tree::Tree;
use std::sync::OnceLock;

/// A tree, and what it is compiled to.
pub struct Atlas<'t> {
    pub(crate) tree: &'t Tree,
    course: OnceLock<Course>,
    /// Nothing, if the tree is too large for a chart.
    chart: OnceLock<Option<Chart>>,
}

impl<'t> Atlas<'t> {
    /// Nothing is compiled yet.
    pub fn of(tree: &'t Tree) -> Self {
        Atlas {
            tree,
            course: OnceLock::new(),
            chart: OnceLock::new(),
        }
    }

    /// The tree compiled for complete answers.
    pub fn course(&self) -> &Course {
        self.course.get_or_init(|| Course::new(self.tree))
    }

    /// The tree compiled for answers that leave something open, if it is not too large. Whoever asks while it is made
    /// waits for it.
    pub(crate) fn chart(&self) -> Option<&Chart> {
        let chart = || Chart::of(self.tree, &Layout::of(self.tree));
        self.chart.get_or_init(chart).as_ref()
    }

    /// The chart, or that there will be none, if that is known already.
    pub(crate) fn known_chart(&self) -> Option<Option<&Chart>> {
        self.chart.get().map(Option::as_ref)
    }
}
