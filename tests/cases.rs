//! `firststep test`: cases as data, with whole output compared.

use firststep::author::cases;
use firststep::embedded;
use firststep::model::check::check;
use firststep::model::translation;
use firststep::model::words::Words;
use std::collections::BTreeSet;

#[path = "common/command.rs"]
mod command;

#[test]
fn the_default_questionnaire_passes_its_cases_and_they_reach_everything() {
    let tree = embedded::tree();
    let cases = cases::read(&tree, include_str!("cases.yaml")).expect("good cases");
    let report = cases::run(&tree, &cases);
    let failed = report.cases.iter().filter(|trial| !trial.passed);
    let failed: Vec<&str> = failed.map(|trial| trial.name.as_ref()).collect();
    let missing = report.coverage.iter().flat_map(|row| &row.missing);
    assert_eq!(failed, Vec::<&str>::new());
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(cases.len() >= 80, "{} cases", cases.len());
}

/// The build script writes the checked questionnaires as constants; nothing is lost on the way.
#[test]
fn what_is_part_of_the_program_is_what_its_files_say() {
    let checked = check(embedded::TEXT).expect("the build checked it");
    assert_eq!(embedded::tree(), checked);
    for edition in embedded::EDITIONS {
        let (mut tree, mut words) = (checked.clone(), Words::default());
        let translation = translation::read(edition.text).expect("the build read it");
        translation.apply(&mut tree, &mut words);
        assert_eq!((edition.tree(), edition.words()), (tree, &words));
    }
}

#[test]
fn every_golden_case_is_there() {
    let cases = cases::read(&embedded::tree(), include_str!("cases.yaml")).expect("good cases");
    let golden: BTreeSet<&str> = cases
        .iter()
        .filter_map(|case| case.golden.as_deref())
        .collect();
    let numbers: BTreeSet<String> = (1..=26)
        .flat_map(|number| match number {
            9 => vec!["9a".to_owned(), "9b".to_owned()],
            _ => vec![number.to_string()],
        })
        .collect();
    assert_eq!(golden, numbers.iter().map(String::as_str).collect());
}

#[test]
fn good_cases_pass_and_reach_everything() {
    let arguments = [
        "test",
        "tents.yaml",
        "--cases",
        "good.yaml",
        "--deny-warnings",
    ];
    command::compare("cases", "good", &arguments, 0);
}

#[test]
fn a_failing_case_is_told_with_its_way_and_a_command() {
    let arguments = ["test", "tents.yaml", "--cases", "failing.yaml"];
    command::compare("cases", "failing", &arguments, 1);
}

#[test]
fn mistakes_in_the_cases_are_told_all_at_once_with_their_places() {
    let arguments = ["test", "tents.yaml", "--cases", "mistakes.yaml"];
    command::compare("cases", "mistakes", &arguments, 2);
}

/// Only a command is kept in one line, to be copied.
#[test]
fn what_is_told_of_a_failure_fits() {
    let output = test("failing.yaml", &[]).stdout;
    let wide = output.lines().filter(|line| !line.starts_with("  command"));
    let wide: Vec<&str> = wide.filter(|line| line.chars().count() > 80).collect();
    assert_eq!(wide, Vec::<&str>::new());
    let story = "Somebody who hikes all-day and sleeps well-fed at high-altitude camp-sites calls 555-0100 and packs a-light-tent";
    let folder = tempfile::tempdir().expect("a place for the file");
    let file = folder.path().join("told.yaml");
    let tents = std::fs::read_to_string("tests/fixtures/cases/failing.yaml").expect("it is there");
    let told = tents.replacen("Somebody on an easy way in the cold.", story, 1);
    std::fs::write(&file, told).expect("the file is written");
    let output = test(&file.to_string_lossy(), &[]).stdout;
    let lines = "
  story     Somebody who hikes all-day and sleeps well-fed at high-altitude
            camp-sites calls 555-0100 and packs a-light-tent
";
    assert!(output.contains(lines), "{output}");
}

#[test]
fn machines_read_the_same_as_people() {
    let json = test("failing.yaml", &["--format", "json"]).stdout;
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
    let warned = test("small.yaml", &[]).exit;
    let denied = test("small.yaml", &["--deny-warnings"]).exit;
    assert_eq!((warned, denied), (0, 1));
}

#[test]
fn the_command_of_a_failure_gives_what_was_got() {
    let json = test("failing.yaml", &["--format", "json"]).stdout;
    let said: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let line = said["cases"][0]["command"].as_str().expect("a command");
    let words: Vec<&str> = line.split(' ').skip(1).collect();
    let result = command::run("cases", &words);
    assert!(result.stdout.contains("A light tent"), "{}", result.stdout);
    assert_eq!(result.exit, 0);
}

fn test(cases: &str, options: &[&str]) -> command::Run {
    command::run(
        "cases",
        &[&["test", "tents.yaml", "--cases", cases], options].concat(),
    )
}
