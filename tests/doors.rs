//! The golden cases give the same result through every door: flags, a file, and standard input.
#![allow(missing_docs)]

#[path = "common/pipe.rs"]
mod pipe;

use firststep::author::cases::{self, Case, ExpectedEnd};
use firststep::embedded;
use firststep::model::answers::{Answer, Answers};
use firststep::model::tree::{LevelRef, QuestionRef, Tree};
use serde_json::{Map, Value};
use std::process::{Command, Output, Stdio};

const CASES: &str = include_str!("cases.yaml");

fn golden(tree: &Tree) -> Vec<Case> {
    let cases = cases::read(tree, CASES).expect("the cases are read by another test too");
    let golden: Vec<Case> = cases
        .into_iter()
        .filter(|case| case.golden.is_some())
        .collect();
    assert!(golden.len() >= 27, "26 golden cases, one in two halves");
    golden
}

/// What a case answers on its path; the rest is skipped where the case says so.
fn answers(tree: &Tree, case: &Case) -> Answers {
    let mut answers = Answers::new();
    for given in &case.given {
        answers.set(given.question, given.answer);
    }
    if case.rest_unsure {
        let open: Vec<_> = tree
            .question_refs()
            .filter(|at| answers.get(*at).is_none())
            .collect();
        for question in open {
            answers.set(question, Answer::Unsure);
        }
    }
    answers
}

fn flags(tree: &Tree, answers: &Answers) -> Vec<String> {
    let flag = |(at, answer): (QuestionRef, Answer)| {
        let question = &tree[at];
        let name = format!("--{}", question.id.replace('_', "-"));
        [name, question.words(answer).join(",")]
    };
    answers.iter().flat_map(flag).collect()
}

fn file(tree: &Tree, answers: &Answers) -> String {
    let entry = |(at, answer): (QuestionRef, Answer)| {
        let question = &tree[at];
        (question.id.to_string(), Value::from(question.words(answer)))
    };
    Value::Object(answers.iter().map(entry).collect::<Map<_, _>>()).to_string()
}

fn run(arguments: &[String], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    command
        .args(["--no-input", "--format", "json"])
        .args(arguments);
    pipe::answer(&mut command, input)
}

/// The exit status and the end that a case expects, as the result's JSON says them.
fn expected(tree: &Tree, case: &Case) -> (i32, &'static str, Vec<String>) {
    let ids = |levels: &[LevelRef]| levels.iter().map(|at| tree[*at].id.to_string()).collect();
    match &case.expect.end {
        Some(ExpectedEnd::Level(level)) => (0, "suggestion", ids(&[*level])),
        Some(ExpectedEnd::Levels(levels)) => (0, "set", ids(levels)),
        Some(ExpectedEnd::Stops(_)) => (20, "stop", Vec::new()),
        Some(ExpectedEnd::Refers(_)) => (0, "referral", Vec::new()),
        None => panic!("`{}` is golden and expects no end", case.name),
    }
}

#[test]
fn the_golden_cases_are_the_same_through_flags_a_file_and_a_pipe() {
    let tree = embedded::tree();
    for case in golden(&tree) {
        let answers = answers(&tree, &case);
        let by_flags = run(&flags(&tree, &answers), "");
        let by_pipe = run(&["-a".into(), "-".into()], &file(&tree, &answers));
        let saved = tempfile::NamedTempFile::new().expect("a file for answers");
        std::fs::write(saved.path(), file(&tree, &answers)).expect("answers are written");
        let by_file = run(&["-a".into(), saved.path().display().to_string()], "");

        assert_eq!(
            by_flags, by_pipe,
            "flags and pipe differ for `{}`",
            case.name
        );
        assert_eq!(
            by_flags, by_file,
            "flags and file differ for `{}`",
            case.name
        );
        let result: Value = serde_json::from_slice(&by_flags.stdout).expect("the result is JSON");
        let (exit, outcome, levels) = expected(&tree, &case);
        assert_eq!(by_flags.status.code(), Some(exit), "`{}`", case.name);
        assert_eq!(result["outcome"], outcome, "`{}`", case.name);
        assert_eq!(result["levels"], Value::from(levels), "`{}`", case.name);
    }
}

#[test]
fn all_that_is_wrong_or_missing_is_said_at_once() {
    let tiny = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/course/questions.yaml"
    );
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args([
            "-q",
            tiny,
            "--no-input",
            "--age",
            "300",
            "--computer",
            "yse",
        ])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    let expected = "\
error: --age: `age` cannot be 300; expected a whole number from 5 to 120 (years)
error: --computer: `yse` does not answer `computer`; did you mean `yes`?
error: --hours is missing: How many hours a week are free?; expected a whole number from 0 to 60 (hours)
error: --goal is missing: What do you want it for?; expected one of `hobby`, `tool`, `job`
error: --tried is missing: What have you tried before?; expected any of `book`, `videos`, `nothing`
";
    assert_eq!(String::from_utf8_lossy(&output.stderr), expected);
}

/// The author who mistypes a name reads no number of the system's, whatever the command.
#[test]
fn a_file_that_is_not_there_is_told_in_plain_words_everywhere() {
    let ways: &[(&[&str], &str)] = &[
        (&["-q", "no.yaml"], "no such file"),
        (&["-a", "no.yaml"], "no such file"),
        (&["check", "no.yaml"], "no such file"),
        (&["test", "no.yaml", "--cases", "no.yaml"], "no such file"),
        (&["test", "--cases", "no.yaml"], "no such file"),
        (&["graph", "-a", "no.yaml"], "no such file"),
        (&["graph", "--cases", "no.yaml"], "no such file"),
        (&["sources", "-q", "no.yaml"], "no such file"),
        (&["batch", "no.yaml"], "no such file"),
        (&["batch", "--map", "no.yaml"], "no such file"),
        (&["diff", "questions.yaml", "no.yaml"], "no such file"),
        (
            &[
                "diff",
                "questions.yaml",
                "questions.yaml",
                "--records",
                "no.yaml",
            ],
            "no such file",
        ),
        (&["check", "src"], "is a directory; expected a file"),
        (&["batch", "src"], "is a directory; expected a file"),
        (&["batch", "-o", "no/no.yaml"], "no such folder"),
        (&["batch", "-o", "src"], "is a directory; expected a file"),
    ];
    for (arguments, why) in ways {
        let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
            .args(*arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .output()
            .expect("the binary runs");
        let said = String::from_utf8_lossy(&output.stderr);
        let first = said.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("error: `") && first.ends_with(&format!("`: {why}")),
            "{arguments:?}: {said}"
        );
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn danger_that_was_named_counts_whatever_stands_beside_it() {
    let flags = [
        "--right-now",
        "cannot_wake,cannot_wak",
        "--age",
        "old",
        "--strikt",
        "--countri",
        "us",
    ];
    let output = run(&flags.map(str::to_owned), "");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!((output.status.code(), &*said), (Some(20), ""));
    let result: Value = serde_json::from_slice(&output.stdout).expect("the result is JSON");
    assert_eq!(result["alerts"][0]["id"], "overdose");
}
