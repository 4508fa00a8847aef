//! How the program ends: exit statuses, and failures in words.

use crate::report::findings::{self, Colour, Found};

/// The exit statuses, a promise to scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// A suggestion or referral was printed; nothing but warnings found.
    Done = 0,
    /// `check` or `test` found errors, `batch` had bad records, `diff` found differences.
    Found = 1,
    /// Wrong usage, bad or missing answers, an unreadable or broken questionnaire.
    Usage = 2,
    /// An emergency stop was printed.
    Emergency = 20,
    /// The person left.
    Left = 130,
    /// The program was told to end.
    Terminated = 143,
}

/// Why a command could not do its work; every problem it found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failure {
    /// One line or paragraph for each problem.
    pub problems: Vec<String>,
    /// Problems that have a place in a file.
    pub found: Vec<Found>,
}

impl Failure {
    /// A failure with one problem.
    pub fn new(problem: impl Into<String>) -> Self {
        Failure::from(vec![problem.into()])
    }

    /// All of it, in words.
    pub fn render(&self, width: usize, colour: Colour) -> String {
        let found = self.found.iter();
        let mut text: String = found
            .map(|found| findings::render(found, width, colour))
            .collect();
        for problem in &self.problems {
            text += &format!("error: {problem}\n");
        }
        text
    }
}

impl From<Vec<String>> for Failure {
    fn from(problems: Vec<String>) -> Self {
        Failure {
            problems,
            found: Vec::new(),
        }
    }
}

impl From<Found> for Failure {
    fn from(found: Found) -> Self {
        Failure {
            problems: Vec::new(),
            found: vec![found],
        }
    }
}
