//! `completions`: what a shell needs to complete flags and values of the questionnaire in use.

use super::Questionnaire;
use crate::cli::{self, pipe};
use crate::exit::{Exit, Failure};
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::{Shell, generate};
use std::io::{self, Write};

const ABOUT: &str = "\
Print what a shell needs to complete the flags and the choices of the questionnaire in use.

    bash        firststep completions bash > ~/.local/share/bash-completion/completions/firststep
    zsh         firststep completions zsh > a folder of $fpath, as _firststep
    fish        firststep completions fish > ~/.config/fish/completions/firststep.fish
    powershell  firststep completions powershell >> $PROFILE

For a questionnaire of your own, add `-q FILE`.";

pub(super) fn command() -> Command {
    let shell = Arg::new("shell")
        .value_name("SHELL")
        .required(true)
        .value_parser(value_parser!(Shell))
        .help("The shell that is to read it");
    Command::new("completions")
        .about("Print completions for a shell")
        .long_about(ABOUT)
        .arg(shell)
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let Some(shell) = matches.get_one::<Shell>("shell") else {
        return Err(Failure::new("a shell is missing; expected its name"));
    };
    let mut command = cli::completed(&questionnaire.tree);
    let mut script = Vec::new();
    generate(*shell, &mut command, "firststep", &mut script);
    let printed = io::stdout().write_all(&script);
    printed
        .map(|()| Exit::Done)
        .or_else(|error| pipe(&error, Exit::Done))
}
