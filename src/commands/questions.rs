//! `questions`: print the questionnaire in use, the start of one's own.

use super::Questionnaire;
use crate::cli::pipe;
use crate::exit::{Exit, Failure};
use clap::{ArgMatches, Command};
use std::io::Write;

pub(super) fn command() -> Command {
    Command::new("questions").about("Print the questionnaire in use: the start of one's own")
}

pub(super) fn run(_: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let printed = std::io::stdout().write_all(questionnaire.text.as_bytes());
    printed
        .map(|()| Exit::Done)
        .or_else(|error| pipe(&error, Exit::Done))
}
