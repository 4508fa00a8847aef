//! A record as it was read: who it is about, the answers, and what is wrong with it.

use crate::model::answers::Answers;
use crate::model::tree::{QuestionRef, Tree};

/// A record; one is used again and again.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// Its line in the input.
    pub(crate) line: u64,
    pub(crate) id: Id,
    /// Its name, if it has one.
    pub(crate) name: String,
    pub(crate) answers: Answers,
    /// Questions whose answer was refused: wrong, but not missing.
    pub(crate) refused: Vec<QuestionRef>,
    /// What is wrong, one clause each.
    pub(crate) errors: Vec<String>,
    /// Whether anything could be read at all.
    pub(crate) unreadable: bool,
}

/// How a record is called.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Id {
    /// By its line.
    #[default]
    Line,
    /// By its name, a text.
    Text,
    /// By its name, a number as it was written.
    Number,
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

    /// Gives it a name.
    pub(crate) fn call(&mut self, id: Id, name: &str) {
        self.id = id;
        self.name.clear();
        self.name.push_str(name);
    }

    /// Notes that an answer was refused, and why. Danger that was ticked in it counts all the same.
    pub(crate) fn refuse(&mut self, tree: &Tree, at: QuestionRef, ticked: u64, problem: String) {
        self.refused.push(at);
        self.errors.push(problem);
        match tree.danger(at, ticked) {
            Some(danger) => self.answers.set(at, danger),
            None => self.answers.remove(at),
        }
    }

    /// Notes that nothing can be made of this record.
    pub(crate) fn give_up(&mut self, problem: String) {
        self.errors.push(problem);
        self.unreadable = true;
    }
}
