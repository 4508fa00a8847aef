//! `sources`: where every rule, branch, support, alert, level and contact comes from.

use super::Questionnaire;
use super::output::print;
use super::style::style;
use crate::author::sources::{self, Sources};
use crate::cli::{given, option};
use crate::exit::{Exit, Failure};
use crate::model::document::Document;
use crate::report::findings::Found;
use clap::{ArgMatches, Command};
use std::io::stdout;

pub(super) fn command() -> Command {
    let help = "How to print the table; without it, Markdown";
    let format = option("format", "FORMAT", help).value_parser(["markdown", "text", "csv", "json"]);
    Command::new("sources")
        .about("Print every rule, branch, support, alert, level and contact with its source, for a reviewer to tick")
        .arg(format)
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let document = Document::read(&questionnaire.text).map_err(|findings| {
        let path = questionnaire.path.clone().unwrap_or_default();
        Failure::from(Found::new(path.display(), &*questionnaire.text, findings))
    })?;
    let sources = Sources::of(&document);
    let text = match given(matches, "format") {
        Some("json") => json(&sources),
        Some("csv") => sources::csv(&sources),
        Some("text") => sources::text(&sources, style(stdout(), None).width),
        _ => sources::markdown(&sources),
    };
    print(&text, Exit::Done)
}

fn json(sources: &Sources) -> String {
    let text = serde_json::to_string_pretty(sources);
    text.expect("it holds only texts and numbers") + "\n"
}
