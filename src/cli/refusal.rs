//! Flags that there are none of, and flags in the wrong place: all of them told at once.

use super::command::whole;
use crate::exit::Failure;
use crate::model::finding::nearest;
use crate::model::tree::Tree;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use std::ffi::OsString;

/// Refuses every flag that there is none of, all at once. A command looks after its own.
pub(super) fn unknown(command: &Command, arguments: &[OsString]) -> Result<(), Failure> {
    let texts = arguments.iter().skip(1);
    let texts: Vec<_> = texts.map(|argument| argument.to_string_lossy()).collect();
    let is_command = |text: &str| command.find_subcommand(text).is_some();
    if texts.iter().any(|text| is_command(text)) {
        return Ok(());
    }
    let known = command.get_arguments().filter_map(Arg::get_long);
    let known: Vec<&str> = known.chain(["help", "version"]).collect();
    let flags = texts.iter().take_while(|text| *text != "--");
    let names = flags.filter_map(|text| text.strip_prefix("--")?.split('=').next());
    let problems = names.filter(|name| !known.contains(name)).map(|name| {
        let near = nearest(name, known.iter().copied());
        let help = near.map(|near| format!("did you mean `--{near}`?"));
        let help = help.unwrap_or_else(|| "`firststep -h` lists all flags".to_owned());
        format!("`--{name}` is not a flag; {help}")
    });
    Failure::if_any(problems.collect())
}

/// Refuses answers to nothing: before a command, only the options count that every command takes.
pub(super) fn misplaced(matches: &ArgMatches, name: &str, tree: &Tree) -> Result<(), Failure> {
    let command = whole(tree);
    let flags = command
        .get_arguments()
        .filter(|flag| !flag.is_global_set() && is_given(matches, flag.get_id().as_str()));
    let problems = flags
        .filter_map(|flag| flag.get_long())
        .map(|long| format!("`--{long}` does not go with `{name}`; expected it without a command"));
    Failure::if_any(problems.collect())
}

fn is_given(matches: &ArgMatches, name: &str) -> bool {
    matches.ids().any(|id| id == name)
        && matches.value_source(name) == Some(ValueSource::CommandLine)
}
