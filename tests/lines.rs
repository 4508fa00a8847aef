//! The program line by line: for a screen reader, a simple terminal, a pipe. Whole transcripts are compared.
//!
//! `UPDATE=1 cargo test --test lines` writes the transcript, to be read before it is committed.
#![allow(missing_docs)]

#[path = "common/pipe.rs"]
mod pipe;
#[path = "common/tty.rs"]
mod tty;

use std::env;
use std::fs;
use std::process::{Command, Output};
use tty::Start;

const WALK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/walk.yaml");
const TRANSCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/lines.txt");

/// Every line that leads through the small questionnaire.
const LINES: [&str; 10] = [
    "none", "40", "In the", "st", "", "2", "sun", "1 tea", "no", "",
];

/// Answers line by line, through a pipe.
fn ask(options: &[&str], lines: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    command
        .args(["-q", WALK, "--plain"])
        .args(options)
        .env("LANG", "en_US.UTF-8")
        .env_remove("LC_ALL");
    pipe::answer(&mut command, lines)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn every_word_that_can_be_typed_is_announced_and_works() {
    let typed = [
        "?", "!", "what", "some", "1 3", "3", "9999", "<", "", "review", "?", "1", "<", "", "save",
        "n", "<", "", "40", "in", "2", "<", "1", "review", "3", "2", "1", "", "quit",
    ];
    let output = ask(&[], &typed.join("\n"));
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(text(&output.stdout), "");
    // A terminal shows what is typed; a pipe does not.
    let mut said = String::new();
    let mut typed = [""].into_iter().chain(typed);
    for (at, part) in text(&output.stderr).split("\n> ").enumerate() {
        let line = typed.next().filter(|_| at > 0);
        said += &line.map_or(String::new(), |line| format!("\n> {line}\n"));
        said += part;
    }
    if env::var_os("UPDATE").is_some() {
        fs::write(TRANSCRIPT, &said).expect("it can be written");
    }
    let transcript = fs::read_to_string(TRANSCRIPT).expect("there is a transcript");
    assert_eq!(said, transcript, "UPDATE=1 cargo test --test lines");
}

/// Signs that a screen reader would say by name, and control sequences.
fn is_noise(sign: char) -> bool {
    "─│┠┨┣┫┄▶❯→←›·✓“”…".contains(sign) || (sign.is_control() && sign != '\n')
}

#[test]
fn nothing_is_drawn_where_everything_may_be_heard() {
    let output = ask(&[], &LINES.map(|line| line.to_owned() + "\n").concat());
    let (said, result) = (text(&output.stderr), text(&output.stdout));
    assert_eq!(output.status.code(), Some(0), "{said}");
    let noise: Vec<char> = (said + &result)
        .chars()
        .filter(|sign| is_noise(*sign))
        .collect();
    assert!(noise.is_empty(), "{noise:?} in {result}");
    assert!(
        result
            .contains("All levels, from more care to less: A long walk (this fits), A short walk."),
        "{result}"
    );
}

#[test]
fn lines_may_end_anywhere() {
    for count in 0..LINES.len() {
        let lines = LINES[..count].iter().map(|line| format!("{line}\n"));
        let output = ask(&[], &lines.collect::<String>());
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(130), "{said}");
        assert_eq!(text(&output.stdout), "");
        assert!(said.ends_with("\nYou left. Nothing was kept.\n"), "{said}");
        let missing =
            said.contains("\nThe lines ended before the questions did. Still to answer:\n- --");
        // At the review, everything is answered.
        assert_eq!(missing, count < 9, "after {count} lines:\n{said}");
    }
}

#[test]
fn ctrl_c_says_goodbye_on_a_line_of_its_own() {
    let mut tty = Start {
        arguments: &["-q", WALK],
        environment: &[("TERM", "dumb")],
        ..Start::default()
    }
    .tty();
    tty.sees("Also: ! emergency, quit\n>");
    tty.sends("beg");
    tty.sees("> beg");
    tty.sends("\x03");
    assert_eq!(tty.ends(), 130);
    tty.sees("\nYou left. Nothing was kept.\n");
}
