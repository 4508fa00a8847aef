//! Sessions as a person sees them, screen by screen: on a telephone's screen, on a usual one, on a simple terminal, in
//! Spanish. They are captured from the program and compared whole, so that a change of what is seen is a change here.
//!
//! `UPDATE=1 cargo test --test session` writes them to `tests/snapshots/session/`, to be read before they are committed.
#![allow(missing_docs)]

#[path = "common/tty.rs"]
mod tty;

use std::{env, fs};
use tty::{Start, Tty};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/session/");

/// Answers to all but the first question and the last three, for a result of some length.
const GIVEN: [&str; 17] = [
    "--country=us",
    "--answering-for=myself",
    "--age=41",
    "--only-prescribed=no",
    "--substances=stimulants",
    "--signs-control=more_than_meant,cut_down,time",
    "--signs-harm=let_slide,people",
    "--signs-body=tolerance",
    "--risks=none",
    "--body=none",
    "--mental=none",
    "--attempts=none",
    "--housing=steady",
    "--home-triggers=calm",
    "--violence=no",
    "--duties=work",
    "--barriers=none",
];

/// A key, and what is seen once it has done its work.
type Step = (&'static str, &'static str);

const SIX_DOWN: &str = "\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B";
const END: &str = "\x1b[F";

/// Takes down every screen of a session, up to one that is not the last.
fn captured(start: &Start<'_>, first: &str, steps: &[Step]) -> String {
    let mut tty = start.tty();
    tty.sees(first);
    let mut session = screen("start", &tty);
    for (key, seen) in steps {
        tty.sends(key);
        tty.sees(seen);
        session += &screen(name(key), &tty);
    }
    session
}

fn screen(key: &str, tty: &Tty) -> String {
    let rows: Vec<String> = tty.rows().iter().map(|row| without_count(row)).collect();
    format!("-- {key} --\n{}\n\n", rows.join("\n"))
}

/// How many lines of a result are left changes with every word in it.
fn without_count(row: &str) -> String {
    match row.split_once(": ") {
        Some((words, count)) if words.contains('↓') => {
            format!("{words}: {}", "#".repeat(count.len()))
        }
        _ => row.to_owned(),
    }
}

fn name(key: &str) -> &str {
    match key.trim_end_matches('\r') {
        "" => "Enter",
        SIX_DOWN => "Down, six times",
        END => "End",
        "\x1b[A\x1b[A " => "Up, Up, Space",
        "\x1b" => "Esc",
        key => key,
    }
}

#[track_caller]
fn is_as_captured(name: &str, session: &str) {
    let path = format!("{FOLDER}{name}.txt");
    if env::var_os("UPDATE").is_some() {
        fs::create_dir_all(FOLDER).expect("the folder can be made");
        fs::write(&path, session).expect("it can be written");
    }
    let captured = fs::read_to_string(&path).unwrap_or_default();
    for (at, (now, then)) in session.lines().zip(captured.lines()).enumerate() {
        assert_eq!(
            now,
            then,
            "{name}.txt:{}: UPDATE=1 cargo test --test session",
            at + 1
        );
    }
    assert_eq!(session.lines().count(), captured.lines().count());
}

fn arguments(language: &'static str) -> Vec<&'static str> {
    let mut arguments = GIVEN.to_vec();
    arguments.extend(["--lang", language]);
    arguments
}

#[test]
fn on_the_screen_of_a_telephone() {
    let start = Start {
        rows: 20,
        columns: 40,
        arguments: &arguments("en"),
        ..Start::default()
    };
    let steps = [
        ("\r", "❯ [ ]  1"),
        (SIX_DOWN, "❯ [ ]  7"),
        ("!", "Back to the questions"),
        ("\r", "❯ [ ]  7"),
        (END, "❯      ?"),
        ("\x1b[A\x1b[A ", "❯ [✓] 13"),
        ("\r", "How do you feel"),
        ("?", "It tells us"),
        ("1", "All right"),
        ("\r", "What fits your answers"),
        ("\r", "lines above"),
    ];
    is_as_captured("40x20", &captured(&start, "❯ 1  Begin", &steps));
}

#[test]
fn on_a_usual_screen() {
    let start = Start {
        arguments: &arguments("en"),
        ..Start::default()
    };
    let steps = [
        ("\r", "❯ [ ]  1"),
        (END, "❯      ?"),
        ("\x1b[A\x1b[A ", "❯ [✓] 13"),
        ("\r", "How do you feel"),
        ("1", "All right"),
        ("\r", "What fits your answers"),
    ];
    is_as_captured("80x24", &captured(&start, "❯ 1  Begin", &steps));
}

#[test]
fn on_a_simple_terminal() {
    let start = Start {
        rows: 90,
        arguments: &arguments("en"),
        environment: &[("TERM", "dumb")],
        ..Start::default()
    };
    let mut tty = start.tty();
    let waits = |tty: &Tty, seen: &str| {
        tty.wait(&format!("`{seen}` and then a line"), |screen| {
            let rows = tty::rows(screen);
            let mut rows = rows.iter().rev();
            rows.next().is_some_and(|last| last == ">") && rows.any(|row| row.contains(seen))
        });
    };
    waits(&tty, "1. Begin");
    for (line, seen) in [
        ("\r", "14. Not sure"),
        ("?\r", "If someone is in danger"),
        ("some\r", "could mean"),
        ("13\r", "How do you feel"),
    ] {
        tty.sends(line);
        waits(&tty, seen);
    }
    is_as_captured("dumb", &screen("a simple terminal, line by line", &tty));
}

#[test]
fn in_spanish() {
    let start = Start {
        rows: 20,
        columns: 40,
        arguments: &arguments("es"),
        ..Start::default()
    };
    let steps = [
        ("\r", "❯ [ ]  1"),
        ("!", "Volver a las preguntas"),
        ("\x1b", "❯ [ ]  1"),
        (END, "❯      ?"),
        ("\x1b[A\x1b[A ", "❯ [✓] 13"),
        ("\r", "¿Qué siente ahora"),
        ("1", "Todo bien"),
        ("\r", "Según sus respuestas"),
    ];
    is_as_captured("spanish", &captured(&start, "❯ 1  Empezar", &steps));
}
