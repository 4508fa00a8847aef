//! `check`: find everything that is wrong with a questionnaire.

use super::Questionnaire;
use super::clock::today;
use super::input::read;
use super::language;
use super::look::Look;
use crate::author::about::about;
use crate::author::plain;
use crate::cli::{given, is_on, pipe};
use crate::embedded;
use crate::exit::{Exit, Failure};
use crate::model::check::check;
use crate::model::finding::{Code, Severity};
use crate::model::translation;
use crate::model::tree::Tree;
use crate::model::words::Words;
use crate::report::findings::{self, Found};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use serde_json::json;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) fn command() -> Command {
    let files = Arg::new("files")
        .value_name("FILE")
        .num_args(0..)
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help("Questionnaires to check; without one, the questionnaire in use");
    let format = Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(["text", "json"])
        .help("How to print what was found");
    let deny = Arg::new("deny_warnings")
        .long("deny-warnings")
        .action(ArgAction::SetTrue)
        .help("Treat warnings as errors");
    let codes = PossibleValuesParser::new(Code::ALL.iter().map(|code| code.name()));
    let about = Arg::new("about")
        .long("about")
        .value_name("CODE")
        .value_parser(codes)
        .hide_possible_values(true)
        .help("Explain a kind of finding: why it matters, an example, its cure");
    Command::new("check")
        .about("Prove the questionnaire: find everything that is wrong with it")
        .args([files, format, deny, about])
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let mut out = io::stdout().lock();
    let look = Look::of(&out, given(matches, "color"));
    if let Some(code) = Code::ALL
        .iter()
        .find(|code| given(matches, "about") == Some(code.name()))
    {
        let printed = out.write_all(about(*code, look.width).as_bytes());
        return printed
            .map(|()| Exit::Done)
            .or_else(|error| pipe(&error, Exit::Done));
    }
    let reports = reports(matches, questionnaire)?;
    let printed = match given(matches, "format") {
        Some("json") => print_json(&reports, &mut out),
        _ => print_text(&reports, look, &mut out),
    };
    let exit = exit(matches, &reports);
    printed.map(|()| exit).or_else(|error| pipe(&error, exit))
}

fn reports(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Vec<Found>, Failure> {
    let Some(paths) = matches.get_many::<PathBuf>("files") else {
        let Some(path) = &questionnaire.path else {
            return Ok(embedded_reports());
        };
        return report_all(path, questionnaire);
    };
    let (read, failed): (Vec<_>, Vec<_>) = paths
        .map(|path| report_all(path, questionnaire))
        .partition(Result::is_ok);
    let problems: Vec<_> = failed
        .into_iter()
        .filter_map(Result::err)
        .flat_map(|failure: Failure| failure.problems)
        .collect();
    if problems.is_empty() {
        return Ok(read.into_iter().filter_map(Result::ok).flatten().collect());
    }
    Err(Failure::from(problems))
}

/// The embedded questionnaire and its translations.
fn embedded_reports() -> Vec<Found> {
    let own = report(Path::new(embedded::NAME), embedded::TEXT);
    let tree = embedded::tree();
    let translations = embedded::EDITIONS
        .iter()
        .map(|edition| translation_report(edition.name.to_owned(), edition.text, &tree));
    std::iter::once(own).chain(translations).collect()
}

/// A questionnaire and the translations beside it; or a translation, held against the questionnaire it is named after,
/// else against the one in use.
fn report_all(path: &Path, in_use: &Questionnaire) -> Result<Vec<Found>, Failure> {
    if language::of_file(path).is_some() {
        let original = match language::translated_by(path) {
            Some(original) => check(&read(&original)?).ok(),
            None => Some(in_use.tree.clone()),
        };
        if let Some(tree) = original {
            let name = path.display().to_string();
            return Ok(vec![translation_report(name, &read(path)?, &tree)]);
        }
    }
    let text = read(path)?;
    let mut reports = vec![report(path, &text)];
    if let Ok(tree) = check(&text) {
        for (_, file) in language::translations(path) {
            let name = file.display().to_string();
            reports.push(translation_report(name, &read(&file)?, &tree));
        }
    }
    Ok(reports)
}

fn translation_report(file: String, text: &str, tree: &Tree) -> Found {
    let findings = match translation::read(text) {
        Err(findings) => findings,
        Ok(translation) => translation.apply(&mut tree.clone(), &mut Words::default()),
    };
    Found {
        file,
        text: text.to_owned(),
        findings,
    }
}

fn report(path: &Path, text: &str) -> Found {
    Found {
        file: path.display().to_string(),
        text: text.to_owned(),
        findings: match check(text) {
            Err(findings) => findings,
            Ok(_) => plain::check(text, &today()),
        },
    }
}

fn exit(matches: &ArgMatches, reports: &[Found]) -> Exit {
    let findings = || reports.iter().flat_map(|report| &report.findings);
    if findings().any(|finding| finding.code.is_fatal()) {
        return Exit::Usage;
    }
    match findings().map(|finding| finding.severity).min() {
        Some(Severity::Error) => Exit::Found,
        Some(Severity::Warning) if is_on(matches, "deny_warnings") => Exit::Found,
        _ => Exit::Done,
    }
}

fn print_text(reports: &[Found], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for found in reports.iter().filter(|found| !found.findings.is_empty()) {
        out.write_all(findings::render(found, look.width, look.colour).as_bytes())?;
    }
    Ok(())
}

fn print_json(reports: &[Found], out: &mut dyn Write) -> io::Result<()> {
    let files: Vec<_> = reports
        .iter()
        .map(|report| json!({ "file": report.file, "findings": report.findings }))
        .collect();
    serde_json::to_writer_pretty(&mut *out, &json!({ "schema": 1, "files": files }))?;
    writeln!(out)
}
