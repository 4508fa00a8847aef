//! Prints a result where and how it was asked for.

use super::destination::{Destination, ending};
use super::output;
use super::style::style;
use super::way::is_heard;
use crate::ask::terminal;
use crate::cli::{given, is_on};
use crate::exit::{Exit, Failure};
use crate::model::answers::Answers;
use crate::model::finding::{did_you_mean, list};
use crate::model::tree::{LevelRef, Tree};
use crate::model::walk::Walk;
use crate::model::words::Words;
use crate::report::record::Outcome;
use crate::report::style::{Colour, Letters, Style};
use crate::report::{Depth, Record, fhir, html, json, markdown, text};
use clap::ArgMatches;
use std::io::{IsTerminal, Write, stderr, stdout};

/// How a result was asked for.
pub(crate) struct Wanted<'m> {
    tree: &'m Tree,
    format: &'m str,
    destination: Destination<'m>,
    colour: Option<&'m str>,
    explain: bool,
    heard: bool,
    why_not: Option<LevelRef>,
}

impl<'m> Wanted<'m> {
    /// Reads the options.
    ///
    /// # Errors
    /// The level of `--why-not` is none, or the file of `-o` is one that is read.
    pub(crate) fn by(matches: &'m ArgMatches, tree: &'m Tree) -> Result<Self, Failure> {
        Ok(Wanted {
            tree,
            format: format(matches),
            destination: Destination::by(matches)?,
            colour: given(matches, "color"),
            explain: is_on(matches, "explain"),
            heard: is_heard(matches),
            why_not: given(matches, "why_not")
                .map(|id| level(tree, id))
                .transpose()?,
        })
    }

    /// The record with what the format shows. Scripts that read JSON wait for what would change it only if they ask.
    pub(crate) fn record<'t>(
        &self,
        tree: &'t Tree,
        answers: &Answers,
        walk: &Walk,
        words: &Words,
    ) -> Record<'t> {
        let depth = match self.format {
            "json" if !self.explain && self.why_not.is_none() => {
                return Record::of(tree, answers, walk, words);
            }
            "json" => Depth::Traced,
            _ => self.depth(Depth::Brief),
        };
        Record::with_insight(tree, answers, walk, words, self.why_not, depth)
    }

    /// The record as it is printed.
    pub(crate) fn text(&self, record: &Record, words: &Words) -> String {
        self.render(record, words, self.style())
    }

    /// Prints a result to standard output, or to the file of `-o`.
    pub(crate) fn print(&self, text: &str, exit: Exit) -> Result<Exit, Failure> {
        let printed = self.destination.open()?.write_all(text.as_bytes());
        output::written(self.destination.name(), printed, exit)
    }

    /// Whether the result is read on a terminal, now.
    pub(crate) fn is_read_here(&self) -> bool {
        !self.destination.is_file() && stdout().is_terminal()
    }

    /// Whether a person reads this text on a screen that has no room for all of it.
    pub(crate) fn is_too_long(&self, text: &str) -> bool {
        let is_taller = |rows| text.lines().count() >= rows;
        self.format == "text" && self.is_read_here() && terminal::rows().is_some_and(is_taller)
    }

    /// After a result that scrolled away, says what to remember of it.
    pub(crate) fn sum_up(&self, text: &str, record: &Record, words: &Words) {
        if self.is_too_long(text) {
            // A note is worth less than the result, which is printed.
            let _ = write!(stderr(), "\n{}", text::brief(record, words, self.style()));
        }
    }

    /// The record in the format that was asked for.
    pub(crate) fn render(&self, record: &Record, words: &Words, style: Style) -> String {
        match self.format {
            "json" => json::render(record),
            "markdown" => markdown::render(record, words, self.depth(Depth::Full)),
            "html" => html::render(record, words, self.depth(Depth::Full)),
            "fhir" => fhir::response(self.tree, record, words, self.depth(Depth::Full)),
            // The command line takes no other word than `text`.
            _ => text::render(record, words, style, self.depth(Depth::Brief)),
        }
    }

    fn depth(&self, usual: Depth) -> Depth {
        if self.explain { Depth::Traced } else { usual }
    }

    fn style(&self) -> Style {
        let mut style = style(stdout(), self.colour);
        if self.destination.is_file() {
            // A file is read later, by something else.
            style.colour = Colour::Off;
        }
        if self.heard {
            style.letters = Letters::Spoken;
        }
        style
    }
}

/// The exit status that goes with a result.
pub(crate) fn exit(record: &Record) -> Exit {
    match record.outcome {
        Outcome::Stop => Exit::Emergency,
        Outcome::Suggestion | Outcome::Set | Outcome::Referral => Exit::Done,
    }
}

/// The format that was asked for; else the one that the name of the file of `-o` ends with.
fn format(matches: &ArgMatches) -> &str {
    let ending = given(matches, "output").and_then(ending);
    given(matches, "format").unwrap_or(match ending.as_deref() {
        Some("json") => "json",
        Some("md" | "markdown") => "markdown",
        Some("html" | "htm") => "html",
        _ => "text",
    })
}

fn level(tree: &Tree, id: &str) -> Result<LevelRef, Failure> {
    tree.level(id).ok_or_else(|| {
        let ids: Vec<&str> = tree.levels.iter().map(|level| level.id.as_ref()).collect();
        let help = did_you_mean(id, ids.iter().copied());
        let help = help.unwrap_or_else(|| format!("expected one of {}", list(&ids)));
        Failure::new(format!("--why-not: `{id}` is not a level; {help}"))
    })
}
