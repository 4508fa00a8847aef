//! Prints a result where and how it was asked for.

use super::look::Look;
use crate::cli::{given, is_on, pipe};
use crate::exit::{Exit, Failure};
use crate::model::words::Words;
use crate::report::record::Outcome;
use crate::report::style::Style;
use crate::report::{Depth, Record, findings::Colour, html, json, markdown, text};
use clap::ArgMatches;
use std::io::{Write, stdout};

/// Prints the record in the format of `--format`, to standard output or to the file of `-o`.
pub(crate) fn print(record: &Record, words: &Words, matches: &ArgMatches) -> Result<Exit, Failure> {
    let exit = exit(record);
    let file = given(matches, "output");
    let look = Look::of(stdout(), given(matches, "color"));
    let style = Style {
        width: look.width,
        // A file is read later, by something else.
        colour: file.map_or(look.colour, |_| Colour::Off),
        letters: look.letters,
    };
    let text = render(record, words, matches, style)?;
    match file {
        Some(path) => std::fs::write(path, text)
            .map(|()| exit)
            .map_err(|error| Failure::new(format!("`{path}`: {error}"))),
        None => stdout()
            .write_all(text.as_bytes())
            .map(|()| exit)
            .or_else(|error| pipe(&error, exit)),
    }
}

/// The exit status that goes with a result.
pub(super) fn exit(record: &Record) -> Exit {
    match record.outcome {
        Outcome::Stop => Exit::Emergency,
        Outcome::Suggestion | Outcome::Set | Outcome::Referral => Exit::Done,
    }
}

/// The record in the format of `--format`.
pub(super) fn render(
    record: &Record,
    words: &Words,
    matches: &ArgMatches,
    style: Style,
) -> Result<String, Failure> {
    let depth = |usual| {
        if is_on(matches, "explain") {
            Depth::Traced
        } else {
            usual
        }
    };
    Ok(match given(matches, "format") {
        Some("json") => json::render(record),
        None | Some("text") => text::render(record, words, style, depth(Depth::Brief)),
        Some("markdown") => markdown::render(record, words, depth(Depth::Full)),
        Some("html") => html::render(record, words, depth(Depth::Full)),
        Some(other) => return Err(Failure::new(format!("`--format {other}` is not there yet"))),
    })
}
