//! The command line: one flag for each question of the questionnaire in use, and the subcommands.

mod command;
mod early;
mod option;
mod question;
mod refusal;

pub(crate) use command::{completed, whole};
pub(crate) use option::{given, is_on, option, switch, text_or_json};

use crate::commands::answers::Given;
use crate::commands::language::Wish;
use crate::commands::output::printed;
use crate::commands::style::style;
use crate::commands::{self, Questionnaire};
use crate::exit::{Exit, Failure};
use crate::model::tree::Tree;
use clap::ArgMatches;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::io::{Write, stderr};

/// Runs the program and prints what went wrong; the result is its exit status.
pub fn main() -> Exit {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    match run(&arguments) {
        Ok(exit) => exit,
        Err(failure) => {
            let asked = early::text(&arguments, "--color");
            let style = style(stderr(), asked.as_deref());
            // Nobody is left to be told when stderr is gone, too.
            let _ = write!(stderr(), "{}", failure.render(style.width, style.colour));
            Exit::Usage
        }
    }
}

fn run(arguments: &[OsString]) -> Result<Exit, Failure> {
    let wish = Wish::of(early::text(arguments, "--lang"));
    let questionnaire = Questionnaire::load_in(early::questions(arguments), &wish)?;
    // The program ends soon, and then the system takes memory back sooner than we could.
    let questionnaire: &'static Questionnaire = Box::leak(Box::new(questionnaire));
    let tree = &questionnaire.tree;
    let matches = match parse(tree, arguments) {
        Ok(matches) => matches,
        Err(error) => return refuse(&error, questionnaire, arguments),
    };
    match matches.subcommand() {
        Some((name, inner)) => {
            refusal::misplaced(&matches, name, tree)?;
            commands::run(name, inner, questionnaire)
        }
        None => commands::interview::run(&matches, questionnaire, Given::default()),
    }
}

/// Reads the arguments. Most need only a small part of the command line; the whole one decides about all others.
fn parse(tree: &Tree, arguments: &[OsString]) -> Result<ArgMatches, clap::Error> {
    match command::named(tree, arguments).try_get_matches_from(arguments) {
        Err(error) if error.kind() != ErrorKind::DisplayVersion => {}
        done => return done,
    }
    let is_brief = arguments.iter().any(|argument| argument == "-h");
    let command = if is_brief {
        command::brief(tree)
    } else {
        command::whole(tree)
    };
    command.try_get_matches_from(arguments)
}

/// Prints what was asked for, as `--help` does, or what is wrong with the arguments.
fn refuse(
    error: &clap::Error,
    questionnaire: &'static Questionnaire,
    arguments: &[OsString],
) -> Result<Exit, Failure> {
    let tree = &questionnaire.tree;
    if error.kind() == ErrorKind::UnknownArgument {
        let (unknown, rest) = refusal::unknown(tree, arguments);
        if !unknown.is_good()
            && let Ok(rest) = parse(tree, &rest)
        {
            // The rest may be wrong, too, or tell of an emergency.
            return commands::interview::run(&rest, questionnaire, unknown);
        }
        Failure::if_any(unknown.problems)?;
    }
    let exit = if error.use_stderr() {
        Exit::Usage
    } else {
        Exit::Done
    };
    printed(error.print(), exit)
}
