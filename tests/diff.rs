//! `firststep diff`: whole outputs, and what may be done with them.

#[path = "common/command.rs"]
mod command;

use command::{Run, compare, run};
use std::process::Command;

#[test]
fn everything_that_changed_is_told_with_an_example() {
    compare("diff", "text", &["diff", "old.yaml", "new.yaml"], 1);
}

#[test]
fn programs_read_the_same() {
    let arguments = ["diff", "old.yaml", "new.yaml", "--format", "json"];
    compare(
        "diff",
        "json",
        &[&arguments[..], &["--records", "records.ndjson"]].concat(),
        1,
    );
}

#[test]
fn past_records_that_would_get_another_result_are_listed() {
    let arguments = [
        "diff",
        "old.yaml",
        "new.yaml",
        "--records",
        "records.ndjson",
    ];
    compare("diff", "records", &arguments, 1);
}

/// No result changes, and that is said first; what only moved in a list is not told.
#[test]
fn words_that_changed_are_listed_by_their_place() {
    compare("diff", "words", &["diff", "old.yaml", "words.yaml"], 1);
}

#[test]
fn nothing_differs_from_itself() {
    let questions = concat!(env!("CARGO_MANIFEST_DIR"), "/questions.yaml");
    compare("diff", "same", &["diff", questions, questions], 0);
}

/// One comparison, one off: who gets another result, exactly.
#[test]
fn one_flipped_comparison_in_the_default_questionnaire_is_found() {
    let folder = tempfile::tempdir().expect("a place for the file");
    let text = include_str!("../questions.yaml");
    let flipped = text.replacen("when: { signs: 6.. }", "when: { signs: 7.. }", 1);
    assert_ne!(text, flipped);
    std::fs::write(folder.path().join("old.yaml"), text).expect("the file is written");
    std::fs::write(folder.path().join("new.yaml"), flipped).expect("the file is written");
    let here = folder.path().to_str().expect("a name");
    let (old, new) = (format!("{here}/old.yaml"), format!("{here}/new.yaml"));
    let found = run("diff", &["diff", &old, &new]);
    let said = Run {
        stdout: found.stdout.replace(here, "FOLDER"),
        ..found
    };
    command::expect("diff", "flipped", &said, 1);
}

/// Both commands of every example show what the line above them says.
#[test]
fn every_example_shows_what_it_says() {
    let said = run(
        "diff",
        &["diff", "old.yaml", "new.yaml", "--format", "json"],
    )
    .stdout;
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    for shift in said["shifts"].as_array().expect("a list") {
        for side in ["old", "new"] {
            let witness = shift["witness"][side].as_str().expect("a command");
            let result = result(witness);
            let outcome = result["level"].as_str().or(result["outcome"].as_str());
            let of = shift["of"].as_str().unwrap_or_default();
            let has = |list: &str| {
                let all = result[list].as_array().expect("a list");
                all.iter().any(|one| one["id"] == of)
            };
            let shown = match shift["what"].as_str() {
                Some("outcome") => outcome.expect("an outcome").to_owned(),
                Some("support") if has("supports") => "advised".to_owned(),
                Some("support") => "not advised".to_owned(),
                Some("alert") if has("alerts") => "shown".to_owned(),
                Some("alert") => "not shown".to_owned(),
                what => offer(&result[what.expect("a word")]),
            };
            assert_eq!(shift[side], shown, "{witness}");
        }
    }
}

fn offer(other: &serde_json::Value) -> String {
    let Some(level) = other["level"].as_str() else {
        return "none".to_owned();
    };
    let supports = other["supports"].as_array().expect("a list");
    let ids: Vec<&str> = supports
        .iter()
        .filter_map(|one| one.as_str().or(one["id"].as_str()))
        .collect();
    match ids.as_slice() {
        [] => level.to_owned(),
        ids => format!("{level} with {}", ids.join(", ")),
    }
}

/// The result that a command prints.
fn result(command: &str) -> serde_json::Value {
    let words = command.strip_prefix("firststep ").expect("a command");
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(words.split(' '))
        .args(["--format", "json"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/diff"))
        .output()
        .expect("the binary runs");
    serde_json::from_slice(&output.stdout).expect("a result")
}

#[test]
fn files_that_cannot_be_read_are_all_told() {
    compare(
        "diff",
        "unreadable",
        &["diff", "older.yaml", "records.ndjson"],
        2,
    );
}
