//! What came of the cases, for people: each failure with the way to it, then what the cases reach.

use super::{Report, Stage, Trial};
use crate::author::coverage::{Row, Wanted};
use std::fmt::Write;

/// The report as text; `file` is what the file of cases is called.
pub fn text(report: &Report, file: &str) -> String {
    let mut text = String::new();
    let failed = report.cases.iter().filter(|trial| !trial.passed);
    for trial in failed {
        text += &failure(trial, file);
    }
    text += &format!("{}\n\n", summary(report));
    text += &table(&report.coverage);
    text
}

fn failure(trial: &Trial, file: &str) -> String {
    let mut text = format!("failed: {} ({file}:{})\n", trial.name, trial.line);
    if let Some(story) = &trial.story {
        line(&mut text, "story", story);
    }
    if let Some(rule) = &trial.rule {
        line(&mut text, "rule", rule);
    }
    for problem in &trial.problems {
        line(&mut text, "expected", &problem.expected);
        line(&mut text, "got", &problem.got);
    }
    for (at, stage) in trial.path.iter().enumerate() {
        line(&mut text, if at == 0 { "path" } else { "" }, &words(stage));
    }
    line(&mut text, "command", &trial.command);
    text + "\n"
}

fn line(text: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "  {name:<9} {}", value.trim());
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

fn table(rows: &[Row]) -> String {
    let mut text = format!("{:<20}{:>7}{:>7}\n", "", "reached", "of");
    for row in rows {
        let _ = writeln!(text, "{:<20}{:>7}{:>7}", row.what, row.reached, row.total);
    }
    for row in rows.iter().filter(|row| !row.missing.is_empty()) {
        let warning = match row.wanted {
            Wanted::Yes => "warning: ",
            Wanted::No => "",
        };
        let _ = writeln!(text, "\n{warning}{} that no case reaches:", row.what);
        for name in &row.missing {
            let _ = writeln!(text, "  {name}");
        }
    }
    text
}
