//! `firststep test`: cases as data, with whole output compared.

use std::process::Command;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases");

#[test]
fn good_cases_pass_and_reach_everything() {
    compare("good", &["--deny-warnings"], 0);
}

#[test]
fn a_failing_case_is_told_with_its_way_and_a_command() {
    compare("failing", &[], 1);
}

#[test]
fn mistakes_in_the_cases_are_told_all_at_once_with_their_places() {
    compare("mistakes", &[], 2);
}

#[test]
fn machines_read_the_same_as_people() {
    let (json, _, _) = run("failing", &["--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let names = said["cases"].as_array().expect("a list").iter();
    let failed = names.filter(|case| case["passed"] == false);
    let failed: Vec<&str> = failed.filter_map(|case| case["name"].as_str()).collect();
    assert_eq!((&said["schema"], &said["passed"]), (&1.into(), &1.into()));
    assert_eq!(
        failed,
        [
            "wrong_level",
            "too_little",
            "too_much",
            "must_not",
            "stops_and_refers"
        ]
    );
    assert_eq!(
        said["cases"][1]["problems"][0]["got"],
        "none to `age`, `steep`, `money`"
    );
    assert_eq!(
        said["coverage"][0],
        serde_json::json!({
            "what": "branches", "reached": 3, "total": 3, "missing": []
        })
    );
}

#[test]
fn a_branch_that_no_case_reaches_fails_only_when_warnings_are_denied() {
    let (_, _, warned) = run("small", &[]);
    let (_, _, denied) = run("small", &["--deny-warnings"]);
    assert_eq!((warned, denied), (0, 1));
}

#[test]
fn the_command_of_a_failure_gives_what_was_got() {
    let (json, _, _) = run("failing", &["--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let command = said["cases"][0]["command"].as_str().expect("a command");
    let words = command
        .split(' ')
        .skip(1)
        .map(|word| word.trim_matches('\''));
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(words)
        .current_dir(FIXTURES)
        .output()
        .expect("the binary runs");
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("light"),
        "{output:?}"
    );
}

fn compare(name: &str, options: &[&str], exit: i32) {
    let (out, err, code) = run(name, options);
    let expected = |stream: &str| {
        let path = format!("{FIXTURES}/{name}.{stream}");
        std::fs::read_to_string(path).unwrap_or_default()
    };
    if std::env::var_os("FIXTURES").is_some_and(|value| value == "write") {
        for (stream, text) in [("stdout", &out), ("stderr", &err)] {
            let path = format!("{FIXTURES}/{name}.{stream}");
            match text.as_str() {
                "" => drop(std::fs::remove_file(path)),
                text => std::fs::write(path, text).expect("the fixture is written"),
            }
        }
    }
    assert_eq!(out, expected("stdout"));
    assert_eq!(err, expected("stderr"));
    assert_eq!(code, exit);
}

fn run(cases: &str, options: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(["test", "tents.yaml", "--cases", &format!("{cases}.yaml")])
        .args(options)
        .current_dir(FIXTURES)
        .output()
        .expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("it ends by itself");
    (text(output.stdout), text(output.stderr), code)
}
