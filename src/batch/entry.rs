//! A record as it was read: who it is about, the answers, and what is wrong with it.

use crate::model::answers::Answers;
use crate::model::tree::QuestionRef;

/// A record; one is used again and again.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// Its line in the input.
    pub(crate) line: u64,
    pub(crate) id: Id,
    pub(crate) answers: Answers,
    /// Questions whose answer was refused: wrong, but not missing.
    pub(crate) refused: Vec<QuestionRef>,
    /// What is wrong, one clause each.
    pub(crate) errors: Vec<String>,
    /// Whether anything could be read at all.
    pub(crate) unreadable: bool,
}

/// What a record is called.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) enum Id {
    /// By its line.
    #[default]
    Line,
    Text(String),
    /// A number, as it was written.
    Number(String),
}

impl Entry {
    /// Starts anew.
    pub(crate) fn clear(&mut self, line: u64) {
        self.line = line;
        self.id = Id::Line;
        self.answers.clear();
        self.refused.clear();
        self.errors.clear();
        self.unreadable = false;
    }

    /// Notes that nothing can be made of this record.
    pub(crate) fn give_up(&mut self, problem: String) {
        self.errors.push(problem);
        self.unreadable = true;
    }
}
