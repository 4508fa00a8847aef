//! `firststep sources`: where everything comes from, in every format.

#[path = "common/command.rs"]
mod command;

#[test]
fn a_table_to_tick_with_what_has_no_source_first() {
    compare("markdown", &[]);
}

#[test]
fn lines_for_a_terminal() {
    compare("text", &["--format", "text"]);
}

/// Whatever the questionnaire says, a terminal need not break it.
#[test]
fn lines_for_a_terminal_are_as_wide_as_it_is() {
    let lines = command::run("sources", &["sources", "--format", "text"]).stdout;
    let long: Vec<&str> = lines
        .lines()
        .filter(|line| line.chars().count() > 80)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn records_for_a_spreadsheet() {
    compare("csv", &["--format", "csv"]);
}

#[test]
fn json_for_programs() {
    compare("json", &["--format", "json"]);
}

#[test]
fn everything_in_the_default_questionnaire_has_a_source() {
    let json = command::run("sources", &["sources", "--format", "json"]).stdout;
    let said: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(said["without"], 0);
    assert!(
        said["entries"]
            .as_array()
            .is_some_and(|entries| entries.len() > 100)
    );
}

#[track_caller]
fn compare(name: &str, options: &[&str]) {
    let arguments = [&["sources", "-q", "kite.yaml"], options].concat();
    command::compare("sources", name, &arguments, 0);
}
