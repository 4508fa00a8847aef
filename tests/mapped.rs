//! `batch --map`: what somebody else's columns may not say is refused, in tables and in JSON alike.

#[path = "common/pipe.rs"]
mod pipe;

use std::fs;
use std::process::Command;

const COURSE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/course/questions.yaml"
);
const MAP: &str = "format: 1
id: who
columns:
  years: { question: age }
  first: { question: tried, add: true, values: { Paper: book, Film: videos, None: nothing } }
  second: { question: tried, add: true, values: { Paper: book, None: nothing } }
  wish: { question: goal, values: { Fun: hobby, Work: job } }
always: { computer: yes, hours: 40, alone: no }
";

/// What comes of records, an id and the errors each, and the exit status.
fn run(input: &str) -> (String, Option<i32>) {
    run_with(&["-q", COURSE, "--fields", "id,level", "--map"], MAP, input)
}

/// The same, with these options before the file of this map.
fn run_with(options: &[&str], map: &str, input: &str) -> (String, Option<i32>) {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("map.yaml");
    fs::write(&file, map).expect("it is written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    command.args(["batch", "--to", "ndjson"]).args(options);
    let output = pipe::answer(command.arg(&file), input);
    assert_eq!(output.stderr, b"");
    (
        String::from_utf8(output.stdout).expect("UTF-8"),
        output.status.code(),
    )
}

#[test]
fn a_number_out_of_range_is_refused_with_what_is_allowed() {
    let expected = r#"{"id":"a","line":2,"errors":["`300` in `years` does not answer `age`; expected a whole number from 5 to 120 (years)"]}
{"id":"b","line":3,"errors":["`4` in `years` does not answer `age`; expected a whole number from 5 to 120 (years)"]}
{"id":"d","line":4,"errors":["`30.5` in `years` does not answer `age`; expected a whole number from 5 to 120 (years)"]}
{"id":"e","level":"full_time"}
"#;
    let table = "who,years,first,second,wish
a,300,Paper,,Work
b,4,Paper,,Work
d,30.5,Paper,,Work
e, 30 ,Paper,,Work
";
    assert_eq!(run(table), (expected.to_owned(), Some(1)));
    let lines = r#"
{"who":"a","years":300,"first":"Paper","wish":"Work"}
{"who":"b","years":"4","first":"Paper","wish":"Work"}
{"who":"d","years":30.5,"first":"Paper","wish":"Work"}
{"who":"e","years":30,"first":"Paper","wish":"Work"}
"#;
    assert_eq!(run(lines), (expected.to_owned(), Some(1)));
}

#[test]
fn answers_that_do_not_go_together_are_refused_though_each_is_listed() {
    let table = "who,years,first,second,wish
a,30,Paper,None,Work
b,30,None,None,Work
";
    let expected = r#"{"id":"a","line":2,"errors":["`tried` takes `nothing` alone, without other answers"]}
{"id":"b","level":"full_time"}
"#;
    assert_eq!(run(table), (expected.to_owned(), Some(1)));
}

#[test]
fn a_list_in_one_column_loses_nothing() {
    let lines = r#"{"who":"a","years":30,"first":"Paper","wish":["Fun","Work"]}
{"who":"b","years":[30,31],"first":["Paper","Film"],"wish":"Work"}
{"who":"c","years":{},"first":"Paper","wish":"Work"}
"#;
    let expected = r#"{"id":"a","line":1,"errors":["`goal` takes one answer, not 2"]}
{"id":"b","line":2,"errors":["`years` has 2 numbers; expected a whole number from 5 to 120 (years)"]}
{"id":"c","line":3,"errors":["`years` is an object; expected a word, a list of words or a number"]}
"#;
    assert_eq!(run(lines), (expected.to_owned(), Some(1)));
}

#[test]
fn a_column_that_stands_there_twice_is_refused() {
    let lines = r#"{"who":"a","years":30,"years":31,"first":"Paper","wish":"Work","other":1,"other":2}
{"who":"a","who":"b","years":30,"first":"Paper","wish":"Work"}
"#;
    let expected = r#"{"id":"a","line":1,"errors":["`years` stands there twice"]}
{"id":"a","line":2,"errors":["`who` stands there twice"]}
"#;
    assert_eq!(run(lines), (expected.to_owned(), Some(1)));
}

/// Danger counts whatever stands beside it, in somebody else's columns, too.
#[test]
fn danger_that_was_named_counts_beside_what_excludes_it() {
    let map = "format: 1
columns:
  signs: { question: right_now, add: true, values: { asleep: cannot_wake } }
  more: { question: right_now, add: true, values: { nothing: none } }
";
    let line = "{\"signs\":\"asleep\",\"more\":\"nothing\"}\n";
    let (said, exit) = run_with(&["--map"], map, line);
    let stop = r#"{"id":1,"line":1,"outcome":"stop","alerts":["overdose"],"#;
    let error = r#""errors":["`right_now` takes `none` alone, without other answers"]}"#;
    assert!(
        said.starts_with(stop) && said.trim_end().ends_with(error),
        "{said}"
    );
    assert_eq!(exit, Some(1));
}
