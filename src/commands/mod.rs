//! The commands, one file each: what a command takes, and what it does.

pub mod answers;
mod asking;
mod batch;
mod check;
mod checked;
mod clock;
mod completions;
mod destination;
mod diff;
mod environment;
mod farewell;
mod graph;
mod input;
pub mod interview;
mod keeper;
mod kept;
pub mod language;
mod man;
mod next;
pub(crate) mod output;
mod questionnaire;
mod questions;
mod records;
mod result;
mod schema;
mod shell_word;
mod sources;
pub(crate) mod style;
mod test;
mod way;

pub use questionnaire::Questionnaire;

use crate::exit::{Exit, Failure};
use clap::{ArgMatches, Command};

/// A subcommand: its name and options, and what it does.
type Entry = (
    fn() -> Command,
    fn(&ArgMatches, &Questionnaire) -> Result<Exit, Failure>,
);

/// Every subcommand; adding one is adding a line.
const COMMANDS: &[Entry] = &[
    (batch::command, batch::run),
    (check::command, check::run),
    (questions::command, questions::run),
    (schema::command, schema::run),
    (sources::command, sources::run),
    (diff::command, diff::run),
    (graph::command, graph::run),
    (test::command, test::run),
    (next::command, next::run),
    (completions::command, completions::run),
    (man::command, man::run),
];

/// Their options.
pub fn all() -> Vec<Command> {
    COMMANDS.iter().map(|(command, _)| command()).collect()
}

/// Runs the one with this name.
pub(crate) fn run(
    name: &str,
    matches: &ArgMatches,
    questionnaire: &Questionnaire,
) -> Result<Exit, Failure> {
    let found = COMMANDS
        .iter()
        .find(|(command, _)| command().get_name() == name);
    let (_, run) = found.ok_or_else(|| Failure::new(format!("`{name}` is not a command")))?;
    run(matches, questionnaire)
}
