//! `diff`: what changed between two questionnaires.

use super::Questionnaire;
use super::output::print;
use super::records::Past;
use super::shell_word::shell_word;
use super::style::style;
use crate::author::diff::{self, Difference, Side};
use crate::cli::{given, option, text_or_json};
use crate::exit::{Exit, Failure};
use clap::{Arg, ArgMatches, Command, ValueHint};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::io::stdout;

const ABOUT: &str = "Say what changed in meaning between two questionnaires

First, exactly: for how many combinations of answers the result is another one. Then questions, choices, levels, \
supports, alerts, steps, contacts and guarantees that were added, removed or changed; the words that changed, by place; \
and how results change: another level, stop or referral, another alternative or fallback, other supports or alerts; each \
with the smallest example and two commands that show it.

Combinations are of answers that both take. A question that only one of them has may be answered in any way, and the \
other does not hear of it.

Most combinations name an emergency, for people may tick any set of them. So changes of suggestions are told as a share \
of those that end in a suggestion, before or after, and as a share of all.

Words are compared one by one, and only of what both have: title, intro, closing, questions, choices, levels, scales, \
supports, alerts, steps, contacts and every `because`. Where the same texts stand in another order, nothing is said. \
Not compared: sources, dates, who reviewed it, what guarantees promise, translations.

With `--records FILE`, past records (as `firststep batch` reads them, NDJSON) that would now get another result are \
listed too. What a record does not answer counts as `unsure`; its answers to questions that were added or removed \
since are left out where nobody asks them.

Exit status: 0 nothing differs, 1 something does, 2 a file cannot be read or compared.";

pub(super) fn command() -> Command {
    let file = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .value_name(name.to_uppercase())
            .required(true)
            .value_parser(clap::value_parser!(OsString))
            .value_hint(ValueHint::FilePath)
            .help(help)
    };
    let format = text_or_json("How to print what differs");
    let help = "List the past records (NDJSON) that would now get another result";
    let records = option("records", "FILE", help).value_hint(ValueHint::FilePath);
    Command::new("diff")
        .about("Say what changed in meaning between two questionnaires")
        .long_about(ABOUT)
        .args([
            file("old", "The earlier questionnaire"),
            file("new", "The later one"),
            format,
            records,
        ])
}

pub(super) fn run(matches: &ArgMatches, _: &Questionnaire) -> Result<Exit, Failure> {
    let both = load(matches)?;
    let difference = compare(&both)?;
    let past = given(matches, "records")
        .map(|path| Past::read(path, &both))
        .transpose()?;
    let text = match given(matches, "format") {
        Some("json") => json(&difference, past.as_ref(), &both),
        _ => {
            let width = style(stdout(), given(matches, "color")).width;
            let past = past.as_ref().map(Past::text);
            diff::text(&difference, width) + &past.unwrap_or_default()
        }
    };
    let same = difference.is_empty() && past.is_none_or(|past| past.changed.is_empty());
    let exit = if same { Exit::Done } else { Exit::Found };
    print(&text, exit)
}

/// Both files; or what is wrong with either of them.
fn load(matches: &ArgMatches) -> Result<Side<Questionnaire>, Failure> {
    let load = |name| Questionnaire::load(matches.get_one::<OsString>(name).cloned());
    match (load("old"), load("new")) {
        (Ok(old), Ok(new)) => Ok(Side { old, new }),
        (old, new) => {
            let mut failure = Failure::default();
            for other in [old.err(), new.err()].into_iter().flatten() {
                failure.problems.extend(other.problems);
                failure.found.extend(other.found);
            }
            Err(failure)
        }
    }
}

/// The difference, with commands that use the files.
fn compare(both: &Side<Questionnaire>) -> Result<Difference, Failure> {
    let trees = Side {
        old: &both.old.tree,
        new: &both.new.tree,
    };
    let mut difference = diff::diff(trees).ok_or_else(|| {
        Failure::new("the questionnaires are too entangled to be compared for all answers")
    })?;
    let name = |command: &mut String, questionnaire: &Questionnaire| {
        if let Some(path) = &questionnaire.path {
            let with = format!("firststep -q {}", shell_word(path.display()));
            *command = command.replacen("firststep", &with, 1);
        }
    };
    for shift in &mut difference.shifts {
        name(&mut shift.witness.old, &both.old);
        name(&mut shift.witness.new, &both.new);
    }
    Ok(difference)
}

fn json(difference: &Difference, past: Option<&Past>, both: &Side<Questionnaire>) -> String {
    let file = |one: &Questionnaire| {
        let tree = &one.tree;
        let path = one.path.as_ref().map(|path| path.display().to_string());
        json!({ "file": path, "id": tree.id, "version": tree.version, "sha256": tree.hash })
    };
    let mut record = json!({ "schema": 1, "old": file(&both.old), "new": file(&both.new) });
    if let (Value::Object(record), Ok(Value::Object(more))) =
        (&mut record, serde_json::to_value(difference))
    {
        record.extend(more);
        record.extend(past.map(|past| ("records".to_owned(), json!(past))));
    }
    format!("{record:#}\n")
}
