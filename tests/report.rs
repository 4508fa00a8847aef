//! Results as they are printed: whole pages compared with the ones in `tests/snapshots`.
//!
//! `FIRSTSTEP_SNAPSHOTS=write cargo test --test report` writes them anew; read the difference before you keep it.

#[path = "common/pipe.rs"]
mod pipe;

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

/// Everything a result can say occurs for this person.
const HEAVY: &str = "
now: none
country: us
age: 40
signs: [late, snore, stops]
tired: falls
pills: yes
years: 6
noise: loud
bed: yes
duties: [work, children]
";

const ALL_SKIPPED: &str = "
now: unsure
country: unsure
age: unsure
signs: unsure
tired: unsure
pills: unsure
noise: unsure
bed: unsure
duties: unsure
";

#[test]
fn one_level_at_80_columns() {
    snapshot("heavy.txt", HEAVY, &[], 0);
}

#[test]
fn one_level_as_json() {
    snapshot("heavy.json", HEAVY, &["--format", "json"], 0);
}

#[test]
fn one_level_as_markdown() {
    snapshot("heavy.md", HEAVY, &["--format", "markdown"], 0);
}

#[test]
fn one_level_as_html() {
    snapshot("heavy.html", HEAVY, &["--format", "html"], 0);
}

#[test]
fn the_full_trace() {
    snapshot("explain.txt", HEAVY, &["--explain"], 0);
}

#[test]
fn why_not_a_lighter_level() {
    snapshot("why_not.txt", HEAVY, &["--why-not", "clinic"], 0);
}

#[test]
fn one_answer_that_would_settle_it() {
    let answers = HEAVY
        .replace("tired: falls", "tired: dozes")
        .replace("noise: loud", "noise: unsure");
    snapshot("open.txt", &answers.replace("bed: yes", "bed: no"), &[], 0);
}

#[test]
fn a_level_that_there_is_not_is_refused_with_the_nearest() {
    let output = run(HEAVY, &["--why-not", "clinik"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        said,
        "error: --why-not: `clinik` is not a level; did you mean `clinic`?\n"
    );
    assert_eq!((output.stdout.len(), output.status.code()), (0, Some(2)));
}

#[test]
fn json_tells_what_would_change_it_only_when_asked() {
    let insight = |options: &[&str]| {
        let output = run(HEAVY, &[&["--format", "json"], options].concat());
        let result: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
        result["insight"].clone()
    };
    assert_eq!(insight(&[]), serde_json::Value::Null);
    let asked = insight(&["--explain"]);
    assert_eq!(asked["changes"][0]["level"], "clinic");
    assert_eq!(
        asked["changes"][0]["questions"],
        serde_json::json!(["signs"])
    );
    // Private questions take no part.
    assert!(!asked.to_string().contains("bed"), "{asked}");
}

#[test]
fn everything_skipped_ends_in_something_to_do() {
    snapshot("skipped.txt", ALL_SKIPPED, &[], 0);
}

#[test]
fn an_emergency_says_what_to_do_now_and_nothing_else() {
    snapshot("stop.txt", "now: [at_the_wheel, hurt]\nage: 40", &[], 20);
}

#[test]
fn an_emergency_is_as_short_in_every_format() {
    let emergency = "now: [at_the_wheel, hurt]";
    snapshot(
        "stop.md",
        emergency,
        &["--format", "markdown", "--explain"],
        20,
    );
    snapshot(
        "stop.html",
        emergency,
        &["--format", "html", "--explain"],
        20,
    );
}

#[test]
fn nobody_elsewhere_is_given_a_number_that_does_not_work_there() {
    snapshot(
        "elsewhere.txt",
        "now: at_the_wheel\ncountry: elsewhere",
        &[],
        20,
    );
}

#[test]
fn children_are_told_whom_to_turn_to() {
    snapshot("child.txt", "now: none\ncountry: us\nage: 9", &[], 0);
}

/// Runs the program on answers and compares all it prints with the file of this name.
#[track_caller]
fn snapshot(name: &str, answers: &str, options: &[&str], status: i32) {
    let output = run(answers, options);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(status));
    let printed = String::from_utf8(output.stdout).expect("a result is UTF-8");
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(name);
    if env::var_os("FIRSTSTEP_SNAPSHOTS").is_some() {
        fs::write(&path, &printed).expect("snapshots can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(printed, expected, "{name} has changed");
}

fn run(answers: &str, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    command
        .args(["--no-input", "-q", "tests/fixtures/sleep.yaml", "-a", "-"])
        .args(options)
        .env_clear()
        .env("LC_ALL", "C.UTF-8");
    pipe::answer(&mut command, answers)
}
