//! How the program ends: exit statuses, and failures in words.

use crate::report::findings::{self, Found};
use crate::report::style::Colour;
use std::fmt::Display;
use std::io::{Error, ErrorKind};

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

    /// A failure with these problems, if there are any.
    pub(crate) fn if_any(problems: Vec<String>) -> Result<(), Self> {
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems.into())
        }
    }

    /// Something cannot be read.
    pub fn reading(name: impl Display, error: &Error) -> Self {
        Failure::new(format!("{name}: {}", unreadable(error)))
    }

    /// Something cannot be written.
    pub fn writing(name: impl Display, error: &Error) -> Self {
        Failure::new(format!("{name}: {}", unwritable(error)))
    }

    /// All of it, in words.
    pub fn render(&self, width: usize, colour: Colour) -> String {
        let found = self.found.iter();
        let mut text: String = found
            .map(|found| findings::render(found, width, colour))
            .collect();
        for problem in &self.problems {
            text += &format!("error: {}\n", harmless(problem));
        }
        text
    }
}

/// A text in which no quoted character can drive the terminal.
fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\t' => shown.push(letter),
            letter if letter.is_control() => shown.extend(letter.escape_default()),
            letter => shown.push(letter),
        }
    }
    shown
}

/// Why something cannot be read, in plain words.
pub fn unreadable(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file".to_owned(),
        ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        _ => plain(error),
    }
}

/// Why something cannot be written, in plain words.
pub fn unwritable(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such folder".to_owned(),
        ErrorKind::PermissionDenied => "you may not write it".to_owned(),
        _ => plain(error),
    }
}

/// What an error of the system says, without its number.
fn plain(error: &Error) -> String {
    let said = match error.kind() {
        ErrorKind::IsADirectory => "is a directory; expected a file".to_owned(),
        _ => error.to_string(),
    };
    let said = said.split(" (os error ").next().unwrap_or_default();
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
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
