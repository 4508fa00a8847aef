//! The command line as clap knows it: whole, or as much of it as the arguments need.

use super::option::options;
use super::question::{Offered, bare, flag};
use crate::commands;
use crate::model::tree::{QuestionRef, Tree};
use clap::{Arg, Command};
use std::collections::BTreeSet;
use std::ffi::OsString;

const USAGE: &str =
    "firststep [OPTIONS] [--QUESTION ANSWER]...\n       firststep [OPTIONS] <COMMAND>";
const ANSWERING: &str =
    "Several choices go together with commas, as in `a,b`; `unsure` leaves a question open.";
const CHOICES: &str = "The choices of every question: `firststep --help`.";
const PRIVACY: &str = "Flags are kept in your shell's history and seen by others on this computer. \
    The private way for scripts is a file or a pipe: `-a FILE` or `-a -`.";

/// The whole command line for a questionnaire.
pub(crate) fn whole(tree: &Tree) -> Command {
    let mut command = Command::new("firststep")
        .version(version(tree))
        .about("Answer some questions, and see which level of care might fit")
        .override_usage(USAGE)
        .after_help(format!("{ANSWERING}\n\n{PRIVACY}"))
        .args(options());
    for node in &tree.nodes {
        command = command.next_help_heading(node.title.clone());
        let questions = node.questions.clone().map(QuestionRef);
        command = command.args(questions.map(|at| flag(&tree[at])));
    }
    command
        .next_help_heading(None::<&str>)
        .subcommands(commands::all())
}

/// The same for `-h`, which says what is asked; the choices stand in the long help.
pub(super) fn brief(tree: &Tree) -> Command {
    let is_question = |flag: &Arg| tree.question(flag.get_id().as_str()).is_some();
    whole(tree)
        .mut_args(|flag| {
            let hidden = is_question(&flag);
            flag.hide_possible_values(hidden)
        })
        .after_help(format!("{CHOICES}\n{ANSWERING}\n\n{PRIVACY}"))
}

/// The same for shells, which also offer to leave a question open.
pub(crate) fn completed(tree: &Tree) -> Command {
    whole(tree).mut_args(|flag| match tree.question(flag.get_id().as_str()) {
        Some(at) if !tree[at].required => flag.value_parser(Offered::of(&tree[at]).or_unsure()),
        _ => flag,
    })
}

/// The command line without commands, without help, and with the flags of those questions that are named: to build all
/// of it takes longer than to answer.
pub(super) fn named(tree: &Tree, arguments: &[OsString]) -> Command {
    let named = arguments.iter().filter_map(|argument| {
        let flag = argument.to_str()?.strip_prefix("--")?;
        let name = flag.split_once('=').map_or(flag, |(name, _)| name);
        tree.question(&name.replace('-', "_"))
    });
    let named: BTreeSet<QuestionRef> = named.collect();
    Command::new("firststep")
        .version(version(tree))
        .args(options())
        .args(named.into_iter().map(|at| bare(&tree[at])))
}

fn version(tree: &Tree) -> String {
    format!(
        "{} (questionnaire {} {}, {})",
        env!("CARGO_PKG_VERSION"),
        tree.id,
        tree.version,
        &tree.hash[..12]
    )
}
