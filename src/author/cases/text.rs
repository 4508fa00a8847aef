//! What came of the cases, for people: each failure with the way to it, then what the cases reach.

use super::{Report, Stage, Trial};
use crate::author::coverage::{Row, Wanted};
use crate::author::wrap::hang;
use std::fmt::Write;

/// Below a value that begins after its name.
const UNDER: &str = "            ";

/// The report as text of so many columns; `file` is what the file of cases is called. A command stays in one line, to be
/// copied.
pub fn text(report: &Report, file: &str, width: usize) -> String {
    let mut text = String::new();
    let failed = report.cases.iter().filter(|trial| !trial.passed);
    for trial in failed {
        text += &failure(trial, file, width);
    }
    text += &format!("{}\n\n", summary(report));
    text += &table(&report.coverage, width);
    text
}

fn failure(trial: &Trial, file: &str, width: usize) -> String {
    let title = format!("failed: {} ({file}:{})", trial.name, trial.line);
    let mut text = hang(&title, width, "", "        ") + "\n";
    let mut line = |name: &str, value: &str| {
        let first = format!("  {name:<9} ");
        text += &(hang(value.trim(), width, &first, UNDER) + "\n");
    };
    if let Some(story) = &trial.story {
        line("story", story);
    }
    if let Some(rule) = &trial.rule {
        line("rule", rule);
    }
    for problem in &trial.problems {
        line("expected", &problem.expected);
        line("got", &problem.got);
    }
    for (at, stage) in trial.path.iter().enumerate() {
        line(if at == 0 { "path" } else { "" }, &words(stage));
    }
    text + &format!("  {:<9} {}\n\n", "command", trial.command.trim())
}

fn words(stage: &Stage) -> String {
    let answers = stage.answers.iter();
    let mut parts: Vec<String> = answers
        .map(|(question, words)| format!("{question} {}", words.join(",")))
        .collect();
    let scales = stage.scales.iter();
    parts.extend(scales.map(|(scale, values)| format!("{scale} = {}", values.join(" or "))));
    match stage.branches.as_slice() {
        [] => {}
        [branch] => parts.push(branch.clone()),
        branches => parts.push(format!("{} branches are possible", branches.len())),
    }
    format!("{}: {}", stage.node, parts.join("; "))
}

fn summary(report: &Report) -> String {
    let all = report.cases.len();
    let cases = if all == 1 { "case" } else { "cases" };
    format!(
        "{all} {cases}: {} passed, {} failed",
        report.passed, report.failed
    )
}

fn table(rows: &[Row], width: usize) -> String {
    let mut text = format!("{:<20}{:>7}{:>7}\n", "", "reached", "of");
    for row in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:<20}{:>7}{:>7}", row.what, row.reached, row.total);
    }
    for row in rows.iter().filter(|row| !row.missing.is_empty()) {
        let warning = match row.wanted {
            Wanted::Yes => "warning: ",
            Wanted::No => "",
        };
        let _ = writeln!(text, "\n{warning}{} that no case reaches:", row.what);
        for name in &row.missing {
            text += &(hang(name, width, "  ", "    ") + "\n");
        }
    }
    text
}
