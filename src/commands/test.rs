//! `test`: run a questionnaire's cases, and see what they reach.

use super::Questionnaire;
use super::input::read;
use super::output;
use super::shell_word::shell_word;
use super::style::style;
use crate::author::cases::{self, Report};
use crate::author::coverage::Wanted;
use crate::cli::{given, is_on, text_or_json};
use crate::exit::{Exit, Failure};
use crate::report::findings::Found;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) fn command() -> Command {
    let file = Arg::new("file")
        .value_name("FILE")
        .value_parser(clap::value_parser!(OsString))
        .value_hint(ValueHint::FilePath)
        .help("The questionnaire to test; without it, the questionnaire in use");
    let cases = Arg::new("cases")
        .long("cases")
        .value_name("FILE")
        .required(true)
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help("The cases: examples with their expected results");
    let format = text_or_json("How to print what came out");
    let deny = Arg::new("deny_warnings")
        .long("deny-warnings")
        .action(ArgAction::SetTrue)
        .help("Fail when no case reaches a branch, scale value, support or alert");
    Command::new("test")
        .about("Run a questionnaire's cases: examples with their expected results")
        .args([file, cases, format, deny])
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let loaded = match matches.get_one::<OsString>("file") {
        Some(path) => Some(Questionnaire::load(Some(path.clone()))?),
        None => None,
    };
    let questionnaire = loaded.as_ref().unwrap_or(questionnaire);
    let Some(path) = matches.get_one::<PathBuf>("cases") else {
        return Err(Failure::new("`--cases` is missing; expected a file"));
    };
    let report = report(questionnaire, path)?;
    let mut out = io::stdout().lock();
    let width = style(&out, given(matches, "color")).width;
    let printed = match given(matches, "format") {
        Some("json") => print_json(&report, &mut out),
        _ => out.write_all(cases::text(&report, &path.display().to_string(), width).as_bytes()),
    };
    let exit = exit(matches, &report);
    output::printed(printed, exit)
}

fn report(questionnaire: &Questionnaire, path: &Path) -> Result<Report, Failure> {
    let text = read(path)?;
    let read = cases::read(&questionnaire.tree, &text);
    let cases =
        read.map_err(|findings| Failure::from(Found::new(path.display(), text, findings)))?;
    let mut report = cases::run(&questionnaire.tree, &cases);
    if let Some(path) = &questionnaire.path {
        let with = format!("firststep -q {}", shell_word(path.display()));
        for trial in &mut report.cases {
            trial.command = trial.command.replacen("firststep", &with, 1);
        }
    }
    Ok(report)
}

fn exit(matches: &ArgMatches, report: &Report) -> Exit {
    let mut rows = report.coverage.iter();
    let incomplete = rows.any(|row| row.wanted == Wanted::Yes && !row.missing.is_empty());
    if report.failed > 0 || incomplete && is_on(matches, "deny_warnings") {
        Exit::Found
    } else {
        Exit::Done
    }
}

fn print_json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}
