//! `sources`: where every rule, branch, support, alert, level and contact comes from.

use super::Questionnaire;
use super::look::Look;
use crate::author::sources::{self, Sources};
use crate::cli::{given, pipe};
use crate::exit::{Exit, Failure};
use crate::model::document::Document;
use crate::report::findings::Found;
use clap::{Arg, ArgMatches, Command};
use std::io::{self, Write};

pub(super) fn command() -> Command {
    let format = Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(["markdown", "text", "csv", "json"])
        .help("How to print the table; without it, Markdown");
    Command::new("sources")
        .about("Print every rule, branch, support, alert, level and contact with its source, for a reviewer to tick")
        .arg(format)
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let document = Document::read(&questionnaire.text).map_err(|findings| {
        let path = questionnaire.path.as_ref();
        Failure::from(Found {
            file: path
                .map(|path| path.display().to_string())
                .unwrap_or_default(),
            text: questionnaire.text.to_string(),
            findings,
        })
    })?;
    let sources = Sources::of(&document);
    let mut out = io::stdout().lock();
    let text = match given(matches, "format") {
        Some("json") => json(&sources),
        Some("csv") => sources::csv(&sources),
        Some("text") => sources::text(&sources, Look::of(&out, None).width),
        _ => sources::markdown(&sources),
    };
    out.write_all(text.as_bytes())
        .map(|()| Exit::Done)
        .or_else(|error| pipe(&error, Exit::Done))
}

fn json(sources: &Sources) -> String {
    let text = serde_json::to_string_pretty(sources);
    text.expect("it holds only texts and numbers") + "\n"
}
