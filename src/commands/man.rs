//! `man`: the manual page, with the questions of the questionnaire in use.

use super::Questionnaire;
use super::output::print;
use crate::cli;
use crate::exit::{Exit, Failure};
use clap::{ArgMatches, Command};
use clap_mangen::Man;

pub(super) fn command() -> Command {
    Command::new("man").about("Print the manual page; read it with `firststep man | man -l -`")
}

pub(super) fn run(_: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    // The version has a section of its own, and is too long for the foot of a page.
    Man::new(cli::whole(&questionnaire.tree))
        .source("firststep")
        .render(&mut page)
        .map_err(|error| Failure::new(error.to_string()))?;
    let page = with_commands(&String::from_utf8_lossy(&page));
    print(&page, Exit::Done)
}

/// Commands have no pages of their own, so they are not named like pages.
fn with_commands(page: &str) -> String {
    let commands = super::all();
    let names = commands.iter().map(Command::get_name);
    names.chain(["help"]).fold(page.to_owned(), |page, name| {
        page.replace(
            &format!("firststep\\-{name}(1)"),
            &format!("firststep {name}"),
        )
    })
}
