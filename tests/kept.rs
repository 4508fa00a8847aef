//! Answers kept in a file while a person answers, and taken up again.
#![allow(missing_docs)]

#[path = "common/pipe.rs"]
mod pipe;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

const WALK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/walk.yaml");

/// Answers line by line, in a folder of its own.
fn ask(folder: &Path, options: &[&str], lines: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    command
        .current_dir(folder)
        .args(["-q", WALK, "--plain", "--lang", "en"])
        .args(options);
    pipe::answer(&mut command, lines)
}

#[test]
fn answers_are_kept_for_their_owner_and_taken_up_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let left = ask(folder.path(), &["--save", "k.yaml"], "none\n40\nquit\n");
    let said = String::from_utf8_lossy(&left.stderr);
    assert_eq!(left.status.code(), Some(130));
    assert!(
        said.ends_with(" --lang en -a k.yaml --save k.yaml\n"),
        "{said}"
    );
    let file = folder.path().join("k.yaml");
    let mode = fs::metadata(&file)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let again = ask(folder.path(), &["-a", "k.yaml"], "town\nsun\n\n");
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(said.contains("Welcome back."), "{said}");
    assert!(said.contains("question 3"), "{said}");
    assert_eq!(again.status.code(), Some(0), "{said}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn a_person_who_asks_to_save_is_told_that_it_was_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let left = ask(folder.path(), &["--save", "k.yaml"], "none\nsave\n");
    let said = String::from_utf8_lossy(&left.stderr);
    assert!(
        said.contains("\nYour answers so far are kept.\n\nHow old are you?\n"),
        "{said}"
    );
}

#[test]
fn private_answers_are_never_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = "none\n40\nhills\nsteep\n\n2\nsun\nmap\nyes\n\n";
    let done = ask(folder.path(), &["--save", "k.yaml"], lines);
    assert_eq!(done.status.code(), Some(0));
    let kept = fs::read_to_string(folder.path().join("k.yaml")).expect("it is there");
    assert!(kept.contains("bring:") && !kept.contains("alone"), "{kept}");
}

#[test]
fn what_no_longer_fits_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = "questionnaire: { id: walks, version: \"0\", hash: other }\nanswers: { now: none, age: 400, boat: yes }\n";
    fs::write(folder.path().join("k.yaml"), kept).expect("it is written");
    let left = ask(folder.path(), &["-a", "k.yaml"], "quit\n");
    let said = String::from_utf8_lossy(&left.stderr);
    assert!(
        said.contains("- How old are you? 400\n- boat yes\n"),
        "{said}"
    );
    assert!(said.contains("question 2"), "{said}");
}

#[test]
fn a_file_that_is_something_else_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("letter.txt");
    fs::write(&file, "Dear friend").expect("it is written");
    let refused = ask(folder.path(), &["--save", "letter.txt"], "\n");
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(&file).expect("it is there"),
        "Dear friend"
    );
}
