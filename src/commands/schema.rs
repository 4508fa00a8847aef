//! `schema`: describe the questionnaire, its answers or its results to editors and other programs.

use super::Questionnaire;
use super::output::print;
use crate::author::schema;
use crate::cli::given;
use crate::exit::{Exit, Failure};
use crate::report;
use clap::{Arg, ArgMatches, Command};

pub(super) fn command() -> Command {
    let what = Arg::new("what")
        .value_name("WHAT")
        .value_parser(["questionnaire", "answers", "result"])
        .default_value("questionnaire")
        .help("What to describe; answers are those of the questionnaire in use");
    Command::new("schema")
        .about("Print a JSON Schema, for editors and other programs")
        .arg(what)
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let schema = match given(matches, "what") {
        Some("answers") => schema::answers(&questionnaire.tree),
        Some("result") => report::schema::schema(),
        _ => schema::questionnaire(),
    };
    let text = serde_json::to_string_pretty(&schema).expect("texts and numbers are always JSON");
    print(&(text + "\n"), Exit::Done)
}
