//! The golden cases give the same result however they are asked: by flags, line by line, at a terminal, in either
//! language.
#![allow(missing_docs)]

#[path = "common/person.rs"]
mod person;
#[path = "common/pipe.rs"]
mod pipe;
#[path = "common/tty.rs"]
mod tty;

use firststep::author::cases::{self, Case};
use firststep::embedded;
use firststep::model::answers::{Answer, Answers};
use firststep::model::tree::{QuestionRef, Tree};
use person::{Page, Person};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tty::Start;

const CASES: &str = include_str!("cases.yaml");

fn golden(tree: &Tree) -> Vec<Case> {
    let cases = cases::read(tree, CASES).expect("the cases are read by another test too");
    let golden = cases.into_iter().filter(|case| case.golden.is_some());
    let golden: Vec<Case> = golden.collect();
    assert!(golden.len() >= 27, "26 golden cases, one in two halves");
    golden
}

fn answers(case: &Case) -> Answers {
    let mut answers = Answers::new();
    for given in &case.given {
        answers.set(given.question, given.answer);
    }
    answers
}

/// The result for these answers, given as flags.
fn by_flags(tree: &Tree, answers: &Answers, language: &str) -> String {
    let flag = |(at, answer): (QuestionRef, Answer)| {
        let question = &tree[at];
        let name = format!("--{}", question.id.replace('_', "-"));
        [name, question.words(answer).join(",")]
    };
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(["--no-input", "--format", "json", "--lang", language])
        .args(answers.iter().flat_map(flag))
        .output()
        .expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The result for a person who answers line by line, through a pipe.
fn by_lines(person: &mut Person<'_>, language: &str) -> String {
    let mut lines = String::new();
    loop {
        let page = person.next();
        match page {
            Page::Result => break,
            // Nothing is asked there.
            Page::Intro => continue,
            _ => {}
        }
        lines += &person.line(page);
        lines.push('\n');
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    command.args(["--plain", "--format", "json", "--lang", language]);
    let output = pipe::answer(&mut command, &lines);
    let transcript = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(
        !transcript.contains('\x1b'),
        "a control sequence in {transcript:?}"
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

type Hand = fn(&Person<'_>, Page) -> String;

/// The result for a person at a terminal.
fn at_terminal(tree: &Tree, person: &mut Person<'_>, hand: Hand, file: &Path) -> String {
    let name = file.to_string_lossy();
    let arguments = ["--format", "json", "-o", &*name];
    let mut tty = Start {
        rows: 40,
        columns: 100,
        arguments: &arguments,
        ..Start::default()
    }
    .tty();
    let mut number = 0;
    loop {
        let page = person.next();
        match page {
            Page::Result => break,
            Page::Intro => tty.points_at("Begin"),
            Page::Alert(alert) => {
                tty.sees(&tree[alert].title);
                tty.points_at("I have read this");
            }
            Page::Settled => tty.sees("already settle"),
            Page::Review => tty.points_at("All right"),
            Page::Stop => {
                tty.sees(person.stop_title());
                tty.points_at("End here");
            }
            Page::Question(at) => {
                number += 1;
                tty.sees(&format!("question {number} "));
                tty.sees(tree[at].ask.trim());
            }
        }
        tty.sends(&hand(person, page));
    }
    tty.ends();
    std::fs::read_to_string(file).expect("the result was written")
}

/// What a language changes in a result.
const TEXTS: &[&str] = &[
    "about",
    "after",
    "ask",
    "ask_them",
    "because",
    "closing",
    "details",
    "do",
    "got",
    "label",
    "language",
    "lasts",
    "message",
    "name",
    "node",
    "note",
    "recheck",
    "reach",
    "reference",
    "review",
    "said",
    "text",
    "then_name",
    "then_note",
    "title",
    "wanted",
    "with",
];

/// A result without texts: every id, every level, every certainty.
fn ids(result: &str) -> Value {
    let mut value = serde_json::from_str(result).expect("JSON");
    strip(&mut value);
    value
}

fn strip(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(strip),
        Value::Object(entries) => {
            entries.retain(|name, _| !TEXTS.contains(&name.as_str()));
            entries.values_mut().for_each(strip);
        }
        _ => {}
    }
}

#[test]
fn golden_cases_asked_line_by_line() {
    let tree = embedded::tree();
    for case in golden(&tree) {
        let mut results = Vec::new();
        for language in ["en", "es"] {
            let mut person = Person::new(&tree, answers(&case));
            let asked = by_lines(&mut person, language);
            let given = by_flags(&tree, &person.said, language);
            assert_eq!(asked, given, "`{}` in {language}", case.name);
            results.push(asked);
        }
        assert_ne!(results[0], results[1], "`{}`", case.name);
        assert_eq!(ids(&results[0]), ids(&results[1]), "`{}`", case.name);
    }
}

#[test]
fn golden_cases_asked_at_a_terminal() {
    let tree = embedded::tree();
    let folder = tempfile::tempdir().expect("a place for results");
    let hands: [Hand; 2] = [
        |person, page| person.arrows(page),
        |person, page| person.digits(page),
    ];
    for (at, case) in golden(&tree).into_iter().enumerate() {
        let mut person = Person::new(&tree, answers(&case));
        let file = folder.path().join(format!("{at}.json"));
        let asked = at_terminal(&tree, &mut person, hands[at % 2], &file);
        assert_eq!(
            asked,
            by_flags(&tree, &person.said, "en"),
            "`{}`",
            case.name
        );
    }
}
