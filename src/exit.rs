//! How the program ends: exit statuses, and failures in words.

use std::fmt;

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

/// Why a command could not do its work; every problem it found, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// One line or paragraph for each problem.
    pub problems: Vec<String>,
}

impl Failure {
    /// A failure with one problem.
    pub fn new(problem: impl Into<String>) -> Self {
        Failure {
            problems: vec![problem.into()],
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problems
            .iter()
            .try_for_each(|problem| writeln!(f, "error: {problem}"))
    }
}

impl std::error::Error for Failure {}
