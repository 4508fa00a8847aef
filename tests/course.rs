//! A questionnaire of another subject: the program knows nothing of what it is about.

use std::process::Command;

#[track_caller]
fn passes(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .current_dir(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/course"
        ))
        .args(arguments)
        .output()
        .expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn it_passes_check_without_a_warning() {
    passes(&["check", "questions.yaml", "--deny-warnings"]);
}

#[test]
fn it_passes_its_own_cases_and_they_reach_everything() {
    passes(&[
        "test",
        "questions.yaml",
        "--cases",
        "cases.yaml",
        "--deny-warnings",
    ]);
}
