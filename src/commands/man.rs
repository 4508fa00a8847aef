//! `man`: the manual page, with the questions of the questionnaire in use.

use super::Questionnaire;
use crate::cli::{self, pipe};
use crate::exit::{Exit, Failure};
use clap::{ArgMatches, Command};
use clap_mangen::Man;
use std::io::{self, Write};

pub(super) fn command() -> Command {
    Command::new("man").about("Print the manual page; read it with `firststep man | man -l -`")
}

pub(super) fn run(_: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    Man::new(cli::command(&questionnaire.tree))
        .render(&mut page)
        .map_err(|error| Failure::new(error.to_string()))?;
    let printed = io::stdout().write_all(&page);
    printed
        .map(|()| Exit::Done)
        .or_else(|error| pipe(&error, Exit::Done))
}
