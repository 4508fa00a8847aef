//! What is said last, by whoever ends the program: the person, or a signal.

use crate::ask::terminal::{Ended, watch};
use crate::cli::is_on;
use crate::exit::Exit;
use crate::model::words::Words;
use clap::ArgMatches;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is said last, by whoever ends the program.
#[derive(Clone)]
pub(super) struct Farewell(Arc<Mutex<Last>>);

#[derive(Default)]
struct Last {
    left: Option<String>,
    kept: Option<String>,
}

impl Farewell {
    /// On a private screen nothing is left behind.
    pub(super) fn new(matches: &ArgMatches, words: &Words) -> Self {
        let left = (!is_on(matches, "private")).then(|| words.left.to_string());
        Farewell(Arc::new(Mutex::new(Last { left, kept: None })))
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on, this is what there is to say.
    pub(super) fn keep(&self, line: &str) {
        let mut last = self.last();
        if last.left.is_some() {
            last.kept = Some(line.to_owned());
        }
    }

    /// To a person who leaves.
    pub(super) fn say_left(&self) {
        let last = self.last();
        say(last.kept.as_ref().or(last.left.as_ref()));
    }

    /// To a person who is done: where the answers are, if they were kept.
    pub(super) fn say_done(&self) {
        say(self.last().kept.as_ref());
    }

    /// Says goodbye when the program is ended from outside, whatever it was doing. `before` comes first.
    ///
    /// # Errors
    /// The signals cannot be watched.
    pub(super) fn say_whenever_it_ends(&self, before: &'static str) -> io::Result<()> {
        let last = self.clone();
        watch(move |ended| last.leave(before, ended))
    }

    fn leave(&self, before: &str, ended: Ended) {
        // A terminal that is gone cannot be told.
        let _ = write!(io::stderr(), "{before}");
        self.say_left();
        std::process::exit(match ended {
            Ended::Left => Exit::Left,
            Ended::Terminated => Exit::Terminated,
        } as i32);
    }
}

fn say(line: Option<&String>) {
    if let Some(line) = line {
        // A terminal that is gone cannot be told.
        let _ = writeln!(io::stderr(), "{line}");
    }
}
