//! The README is true: its commands print what it says, and what it shows comes from the program.
//!
//! `UPDATE=1 cargo test --test readme` writes the parts between the markers, to be read before they are committed.
#![allow(missing_docs)]

#[path = "common/tty.rs"]
mod tty;

use std::process::Command;
use std::{env, fs};
use tty::Start;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const COURSE: &str = include_str!("fixtures/course/questions.yaml");

#[test]
fn its_commands_print_what_it_says() {
    trycmd::TestCases::new().case("README.md").run();
}

#[test]
fn what_it_shows_comes_from_the_program() {
    let readme = fs::read_to_string(README).expect("there is a README");
    let mut fresh = readme.clone();
    for (name, kind, text) in [
        ("session", "text", session()),
        (
            "graph",
            "mermaid",
            output(&["graph", "--format", "mermaid"]),
        ),
        ("course", "yaml", COURSE.to_owned()),
    ] {
        fresh = with_part(&fresh, name, kind, &text);
    }
    if env::var_os("UPDATE").is_some() {
        fs::write(README, &fresh).expect("the README can be written");
        return;
    }
    assert!(
        readme == fresh,
        "the README is stale: UPDATE=1 cargo test --test readme"
    );
}

/// The README with this text between the markers of a part.
fn with_part(readme: &str, name: &str, kind: &str, text: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&open).expect("the marker that opens");
    let (_, after) = rest.split_once(&close).expect("the marker that closes");
    format!(
        "{before}{open}```{kind}\n{}\n```\n{close}{after}",
        text.trim_end()
    )
}

fn output(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(arguments)
        .output();
    String::from_utf8(output.expect("the program runs").stdout).expect("it prints UTF-8")
}

/// One question as a person sees it, with a tick made.
fn session() -> String {
    let given = "--right-now none --country us --answering-for myself --age 41";
    let arguments: Vec<&str> = given.split(' ').collect();
    let mut tty = Start {
        columns: 72,
        arguments: &arguments,
        ..Start::default()
    }
    .tty();
    tty.points_at("Begin");
    tty.sends("\r");
    tty.points_at("Alcohol");
    tty.sends(" ");
    tty.sees("[✓]");
    tty.rows().join("\n")
}
