//! The golden cases give the same result however they are asked: by flags, line by line, and at a terminal.
//!
//! A walk divides its questions thousands of times, so these run in a fraction of the time with `--release`.
#![allow(missing_docs)]

#[path = "common/person.rs"]
mod person;
#[path = "common/tty.rs"]
mod tty;

use firststep::author::cases::{self, Case};
use firststep::embedded;
use firststep::model::answers::{Answer, Answers};
use firststep::model::tree::{QuestionRef, Tree};
use person::{Page, Person};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
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
fn by_flags(tree: &Tree, answers: &Answers) -> String {
    let flag = |(at, answer): (QuestionRef, Answer)| {
        let question = &tree[at];
        let name = format!("--{}", question.id.replace('_', "-"));
        [name, question.words(answer).join(",")]
    };
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(["--no-input", "--format", "json"])
        .args(answers.iter().flat_map(flag))
        .output()
        .expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The result for a person who answers line by line, through a pipe.
fn by_lines(person: &mut Person<'_>, options: &[&str]) -> String {
    let mut lines = String::new();
    loop {
        let page = person.next();
        if page == Page::Result {
            break;
        }
        lines += &person.line(page);
        lines.push('\n');
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(["--plain", "--format", "json"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("stdin is a pipe");
    stdin.write_all(lines.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
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

#[test]
#[cfg_attr(
    debug_assertions,
    ignore = "minutes without optimisation: cargo test --release --test asked"
)]
fn golden_cases_asked_line_by_line() {
    let tree = embedded::tree();
    for case in golden(&tree) {
        let mut person = Person::new(&tree, answers(&case));
        let asked = by_lines(&mut person, &[]);
        assert_eq!(asked, by_flags(&tree, &person.said), "`{}`", case.name);
    }
}

#[test]
#[cfg_attr(
    debug_assertions,
    ignore = "minutes without optimisation: cargo test --release --test asked"
)]
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
        assert_eq!(asked, by_flags(&tree, &person.said), "`{}`", case.name);
    }
}
