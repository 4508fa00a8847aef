//! What changed between two questionnaires: their parts, their words, and what they mean for every combination of
//! answers. Exact: both are compiled to decision diagrams over the answers they have in common.

mod common;
mod parts;
mod shifts;
mod text;
mod words;

pub use parts::{Change, Part};
pub use shifts::{Shift, What, Witness};
pub use text::text;
pub use words::Reworded;

use crate::author::proof::Count;
use crate::model::tree::Tree;
use serde::Serialize;

/// The same of both questionnaires.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Side<T> {
    /// Of the earlier one.
    pub old: T,
    /// Of the later one.
    pub new: T,
}

impl<T> Side<T> {
    /// Makes something else of both.
    pub fn map<U>(&self, mut make: impl FnMut(&T) -> U) -> Side<U> {
        Side {
            old: make(&self.old),
            new: make(&self.new),
        }
    }
}

/// Everything that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// What was added, removed or changed, in the order of the files.
    pub parts: Vec<Part>,
    /// The words that changed, of what both have.
    pub words: Vec<Reworded>,
    /// How many combinations of answers both take, with any answer to a question that only one of them has.
    pub combinations: Count,
    /// How many of them end in a suggestion, before or after.
    pub suggestions: Count,
    /// How many of all get another result.
    pub differing: Count,
    /// Their share, in percent.
    pub percent: f64,
    /// The share of those that end in a suggestion before or after and get another result, in percent.
    pub percent_of_suggestions: f64,
    /// In which ways their results differ, the most frequent first within each kind.
    pub shifts: Vec<Shift>,
}

impl Difference {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.words.is_empty() && self.shifts.is_empty()
    }
}

/// Compares two questionnaires; nothing, if they are too entangled to be compared.
pub fn diff(trees: Side<&Tree>) -> Option<Difference> {
    let shifts = shifts::Comparison::of(&trees)?;
    Some(Difference {
        parts: parts::parts(&trees),
        words: words::words(&trees),
        percent: shifts.differing.percent_of(&shifts.combinations),
        percent_of_suggestions: (shifts.differing_suggestions).percent_of(&shifts.suggestions),
        combinations: shifts.combinations,
        suggestions: shifts.suggestions,
        differing: shifts.differing,
        shifts: shifts.shifts,
    })
}
