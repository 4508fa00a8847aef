//! Flags that there are none of, and flags in the wrong place: all of them told at once.

use super::command::whole;
use crate::commands::answers::Given;
use crate::exit::Failure;
use crate::model::finding::nearest;
use crate::model::tree::Tree;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches};
use std::ffi::OsString;

/// Finds every flag that there is none of: what is wrong with them, and the arguments without them and their values. A
/// command looks after its own.
pub(super) fn unknown(tree: &Tree, arguments: &[OsString]) -> (Given, Vec<OsString>) {
    let command = whole(tree);
    let (mut found, mut rest) = (Given::default(), Vec::new());
    let texts = arguments.iter().map(|argument| argument.to_string_lossy());
    let texts: Vec<_> = texts.collect();
    let is_command = |text: &str| command.find_subcommand(text).is_some();
    if texts.iter().skip(1).any(|text| is_command(text)) {
        return (found, rest);
    }
    let known = command.get_arguments().filter_map(Arg::get_long);
    let known: Vec<&str> = known.chain(["help", "version"]).collect();
    let mut is_behind = false;
    for (argument, text) in arguments.iter().zip(&texts) {
        let name = text
            .strip_prefix("--")
            .and_then(|text| text.split('=').next());
        let unknown = name.filter(|name| !name.is_empty() && !known.contains(name));
        if let Some(name) = unknown {
            note(&mut found, tree, name, nearest(name, known.iter().copied()));
        }
        // No argument stands alone, so this one is the value of the flag before it.
        is_behind = unknown.is_some() || (is_behind && !text.starts_with('-'));
        if !is_behind {
            rest.push(argument.clone());
        }
    }
    (found, rest)
}

/// Notes a flag that there is none of; the answer to the question that was meant is wrong, but not missing.
fn note(found: &mut Given, tree: &Tree, name: &str, near: Option<&str>) {
    let help = near.map(|near| format!("did you mean `--{near}`?"));
    let help = help.unwrap_or_else(|| "`firststep -h` lists all flags".to_owned());
    let meant = near.and_then(|near| tree.question(&near.replace('-', "_")));
    found.refused.extend(meant);
    found
        .problems
        .push(format!("`--{name}` is not a flag; {help}"));
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
