//! `firststep check`, through the binary.

use std::process::{Command, Output};

fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_firststep"))
        .arg("check")
        .args(arguments)
        .output()
        .expect("the binary runs")
}

#[test]
fn a_file_that_is_not_there_is_wrong_usage() {
    let output = check(&["/nowhere/questions.yaml", "/nowhere/else.yaml"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said,
        "error: `/nowhere/questions.yaml`: No such file or directory (os error 2)\n\
         error: `/nowhere/else.yaml`: No such file or directory (os error 2)\n"
    );
}

#[test]
fn a_broken_questionnaire_is_told_with_its_place() {
    let directory = tempfile::tempdir().expect("a place for the file");
    let path = directory.path().join("broken.yaml");
    std::fs::write(&path, "format: 1\ncolour: blue\n").expect("the file is written");
    let output = check(&[&path.to_string_lossy(), "--format", "json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = said["files"][0]["findings"].as_array().expect("a list");
    let unknown = findings
        .iter()
        .find(|finding| finding["code"] == "unknown-key")
        .expect("the key is told");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(unknown["place"]["line"], 2);
    assert_eq!(unknown["place"]["column"], 1);
    assert_eq!(unknown["severity"], "error");
}
