//! `check`: find everything that is wrong with a questionnaire.

use super::Questionnaire;
use super::checked::{Checked, Ends};
use super::output;
use super::style::style;
use crate::author::about::about;
use crate::author::proof::Census;
use crate::author::wrap::fill;
use crate::cli::{given, is_on, text_or_json};
use crate::exit::{Exit, Failure};
use crate::model::finding::{Code, Severity};
use crate::report::findings::{self, Found};
use crate::report::style::Style;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

pub(super) fn command() -> Command {
    let files = Arg::new("files")
        .value_name("FILE")
        .num_args(0..)
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help("Questionnaires to check; without one, the questionnaire in use");
    let format = text_or_json("How to print what was found");
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
    let style = style(&out, given(matches, "color"));
    if let Some(code) = Code::ALL
        .iter()
        .find(|code| given(matches, "about") == Some(code.name()))
    {
        let printed = out.write_all(about(*code, style.width).as_bytes());
        return output::printed(printed, Exit::Done);
    }
    let reports = match matches.get_many::<PathBuf>("files") {
        None => Checked::in_use(questionnaire)?,
        Some(paths) => Checked::files(paths, questionnaire)?,
    };
    let printed = match given(matches, "format") {
        Some("json") => print_json(&reports, &mut out),
        _ => print_text(&reports, style, &mut out),
    };
    let exit = exit(matches, &reports);
    output::printed(printed, exit)
}

fn exit(matches: &ArgMatches, reports: &[Checked]) -> Exit {
    let findings = || reports.iter().flat_map(|report| &report.found.findings);
    if findings().any(|finding| finding.code.is_fatal()) {
        return Exit::Usage;
    }
    match findings().map(|finding| finding.severity).min() {
        Some(Severity::Error) => Exit::Found,
        Some(Severity::Warning) if is_on(matches, "deny_warnings") => Exit::Found,
        _ => Exit::Done,
    }
}

fn print_text(reports: &[Checked], style: Style, out: &mut dyn Write) -> io::Result<()> {
    for Checked { found, ends } in reports {
        if !found.findings.is_empty() {
            out.write_all(findings::render(found, style.width, style.colour).as_bytes())?;
        }
        let end = match ends {
            Ends::Counted(levels, census) => counted(found, levels, census, style.width),
            Ends::Wait(wait) => fill(&format!("{}: {wait}", found.file), style.width) + "\n",
            Ends::Unknown => continue,
        };
        out.write_all(end.as_bytes())?;
    }
    Ok(())
}

fn counted(found: &Found, levels: &[String], census: &Census, width: usize) -> String {
    let mut findings = found.findings.iter();
    let is_wrong = findings.any(|finding| finding.severity == Severity::Error);
    let proved = if is_wrong { "" } else { "proved for " };
    census.text(&format!("{}: {proved}", found.file), levels, width)
}

fn print_json(reports: &[Checked], out: &mut dyn Write) -> io::Result<()> {
    let files: Vec<_> = reports
        .iter()
        .map(|Checked { found, ends }| {
            let (census, waiting) = match ends {
                Ends::Counted(levels, census) => (Some(census.record(levels)), None),
                Ends::Wait(wait) => (None, Some(wait)),
                Ends::Unknown => (None, None),
            };
            let findings = &found.findings;
            json!({ "file": found.file, "findings": findings, "census": census, "waiting": waiting })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &json!({ "schema": 1, "files": files }))?;
    writeln!(out)
}
