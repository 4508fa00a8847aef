//! `batch`: many records in, as many results out, in order, whatever is wrong with some of them.

mod common {
    pub(crate) mod chance;
}

use common::chance;
use firststep::model::answers::Answers;
use firststep::model::check::check;
use firststep::model::walk::Certainty;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::thread;

const COURSE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/course/questions.yaml"
);

/// Good, referred, open, wrong in every way, truncated, no object, missing, of wrong kinds.
const RECORDS: &str = r#"{"id":"ann","age":30,"computer":"yes","hours":40,"goal":"job","tried":["book"],"alone":"yes"}
{"id":2,"age":10,"computer":"no","hours":1,"goal":"hobby","tried":"nothing"}

{"age":30,"computer":"no","hours":"unsure","goal":"job","tried":["book","videos"],"alone":"no"}
{"id":"x","age":300,"computer":"maybe","hous":3,"goal":["job","tool"],"tried":["book","nothing"]}
{"id":"twice","age":30,"age":31}
[1]
{"id":"miss","age":30}
{"id":{},"age":30.5,"computer":true,"hours":null,"goal":"hobby","tried":"nothing","alone":"yes"}
{"id":"cut","age":3"#;

struct Run {
    stdout: String,
    stderr: String,
    exit: i32,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Run {
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            exit: output.status.code().expect("it ends by itself"),
        }
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    command.arg("batch").args(arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs it on some input, which is written while results are read.
fn run(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = command(arguments).spawn().expect("the binary runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    let writer = thread::spawn(move || {
        // It may stop reading when it likes.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("the writer ends");
    Run::from(output)
}

fn course(arguments: &[&str], input: &str) -> Run {
    run(&[&["-q", COURSE], arguments].concat(), input.as_bytes())
}

/// Only fields that do not change with the questionnaire's text.
const SHORT: &str = "id,outcome,level,levels,alternative,supports,possible,alerts";

#[track_caller]
fn gives(arguments: &[&str], input: &str, stdout: &str, exit: i32) {
    let run = course(arguments, input);
    assert_eq!(run.stderr, "");
    assert_eq!(run.stdout, stdout);
    assert_eq!(run.exit, exit);
}

#[test]
fn every_record_gets_a_result_and_a_bad_one_all_its_errors() {
    let expected = r#"{"id":"ann","outcome":"suggestion","level":"full_time","levels":["full_time"],"alternative":"evening","supports":[],"possible":[],"alerts":[]}
{"id":2,"outcome":"referral","level":null,"levels":[],"alternative":null,"supports":[],"possible":[],"alerts":["young"]}
{"id":4,"outcome":"set","level":null,"levels":["evening","full_time"],"alternative":null,"supports":["laptop"],"possible":[],"alerts":[]}
{"id":"x","line":5,"errors":["`age` cannot be 300; expected a whole number from 5 to 120 (years)","`maybe` does not answer `computer`; expected one of `yes`, `no`, `unsure`","`hous` is not a question; did you mean `hours`?","`goal` takes one answer, not 2","`tried` takes `nothing` alone, without other answers","`hours` is missing; expected a whole number from 0 to 60 (hours)"]}
{"id":"twice","line":6,"errors":["`age` stands there twice","`computer` is missing; expected one of `yes`, `no`","`hours` is missing; expected a whole number from 0 to 60 (hours)","`goal` is missing; expected one of `hobby`, `tool`, `job`","`tried` is missing; expected any of `book`, `videos`, `nothing`"]}
{"id":7,"line":7,"errors":["not a JSON object at column 0: invalid type: sequence, expected a JSON object"]}
{"id":"miss","line":8,"errors":["`computer` is missing; expected one of `yes`, `no`","`hours` is missing; expected a whole number from 0 to 60 (hours)","`goal` is missing; expected one of `hobby`, `tool`, `job`","`tried` is missing; expected any of `book`, `videos`, `nothing`"]}
{"id":9,"line":9,"errors":["`id` is an object; expected a text or a number","`30.5` does not answer `age`; expected a whole number from 5 to 120 (years)","`computer` is `true`; expected a word, a list of words or a number","`hours` is missing; expected a whole number from 0 to 60 (hours)"]}
{"id":10,"line":10,"errors":["not a JSON object at column 19: EOF while parsing an object"]}
"#;
    gives(&["--fields", SHORT], RECORDS, expected, 1);
}

#[test]
fn every_result_names_the_questionnaire_it_came_from() {
    let tree = check(&fs::read_to_string(COURSE).expect("a fixture")).expect("it is good");
    let record = r#"{"age":10,"computer":"no","hours":1,"goal":"hobby","tried":"nothing"}"#;
    let expected = format!(
        "{{\"id\":1,\"outcome\":\"referral\",\"level\":null,\"levels\":[],\"alternative\":null,\"supports\":[],\
         \"possible\":[],\"alerts\":[\"young\"],\"questionnaire\":{{\"id\":\"course\",\"version\":\"1\",\"hash\":\"{}\"}}}}\n",
        tree.hash
    );
    gives(&[], record, &expected, 0);
}

#[test]
fn a_table_gives_the_same_as_json() {
    let table = "\u{feff}id,age,computer,hours,goal,tried,alone\r\n\
        \"ann, \"\"a\"\"\nb\",30,yes,40,job, book ; videos ,yes\r\n\
        2,10,no,1,hobby,nothing,\r\n\
        ,30,no,unsure,job,book;videos,no\r\n\
        short,30\r\n\
        x,300,,,,,\r\n";
    let lines = r#"
{"id":"ann, \"a\"\nb","age":30,"computer":"yes","hours":40,"goal":"job","tried":["book","videos"],"alone":"yes"}

{"id":"2","age":10,"computer":"no","hours":1,"goal":"hobby","tried":"nothing"}
{"age":30,"computer":"no","hours":"unsure","goal":"job","tried":["book","videos"],"alone":"no"}
"#;
    let fields = ["--fields", "id,level,levels,supports,alerts"];
    let from_table = course(&[&fields[..], &["--to", "ndjson"]].concat(), table);
    let from_lines = course(&fields, lines);
    let good: String = from_table.stdout.split_inclusive('\n').take(3).collect();
    assert_eq!(good, from_lines.stdout);
    assert_eq!((from_table.exit, from_lines.exit), (1, 0));
    let rows = course(&fields, table);
    let expected = "id,level,levels,supports,alerts,line,errors\n\
        \"ann, \"\"a\"\"\nb\",full_time,full_time,,,2,\n\
        2,,,,young,4,\n\
        5,,evening;full_time,laptop,,5,\n\
        6,,,,,6,\"the row has 2 cells; expected 7, as in the header\"\n\
        x,,,,,7,\"`age` cannot be 300; expected a whole number from 5 to 120 (years) | `computer` is missing; expected \
        one of `yes`, `no` | `hours` is missing; expected a whole number from 0 to 60 (hours) | `goal` is missing; \
        expected one of `hobby`, `tool`, `job` | `tried` is missing; expected any of `book`, `videos`, `nothing`\"\n";
    assert_eq!(rows.stdout, expected);
}

#[test]
fn a_wrong_header_is_told_at_once() {
    let run = course(&[], "id,age,hous,age\n1,30,2,3\n");
    assert_eq!(run.stdout, "");
    assert_eq!(
        run.stderr,
        "error: the header: `hous` is not a question; did you mean `hours`?\n\
         error: the header names `age` twice\n"
    );
    assert_eq!(run.exit, 2);
}

#[test]
fn fail_fast_stops_at_the_first_bad_record() {
    let run = course(&["--fields", "id", "--fail-fast"], RECORDS);
    let results: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(results.len(), 4);
    assert!(results[3].starts_with(r#"{"id":"x","line":5,"errors":["#));
    assert_eq!(run.exit, 1);
}

#[test]
fn what_is_missing_can_be_skipped() {
    let record = r#"{"id":"miss","age":30}"#;
    let expected = r#"{"id":"miss","levels":["book","evening","full_time"],"possible":["partner"],"exact":true,"missing":["computer","hours","goal","tried","alone"]}
"#;
    gives(
        &[
            "--missing",
            "skip",
            "--fields",
            "id,levels,possible,exact,missing",
        ],
        record,
        expected,
        0,
    );
}

#[test]
fn an_answer_off_the_path_is_kept_or_refused() {
    let record =
        r#"{"age":30,"computer":"yes","hours":4,"goal":"hobby","tried":"nothing","alone":"no"}"#;
    gives(
        &["--fields", "level,unused,reasons"],
        record,
        "{\"level\":\"book\",\"unused\":[\"alone\"],\"reasons\":[\"A book is a cheap way to find out if you like it.\"]}\n",
        0,
    );
    gives(
        &["--strict"],
        record,
        "{\"id\":1,\"line\":1,\"errors\":[\"`alone` is answered but not asked on this path\"]}\n",
        1,
    );
}

#[test]
fn an_emergency_is_told_whatever_else_is_wrong() {
    let record = r#"{"id":7,"right_now":["cannot_wake"],"age":"many","agee":3}"#;
    let run = run(&[], record.as_bytes());
    assert!(
        run.stdout
            .starts_with(r#"{"id":7,"line":1,"outcome":"stop","alerts":["#),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains(r#""errors":["`many` does not answer `age`"#),
        "{}",
        run.stdout
    );
    assert_eq!(run.exit, 1);
    let beside = br#"{"right_now":["cannot_wake","cannot_wak"]}"#;
    let run = self::run(&["--fields", "outcome,alerts"], beside);
    let (said, exit) = (run.stdout, run.exit);
    let stop = r#"{"id":1,"line":1,"outcome":"stop","alerts":["overdose"],"#;
    let error =
        r#""errors":["`cannot_wak` does not answer `right_now`; did you mean `cannot_wake`?"]}"#;
    assert!(
        said.starts_with(stop) && said.trim_end().ends_with(error),
        "{said}"
    );
    assert_eq!(exit, 1);
}

#[test]
fn nothing_in_is_nothing_out() {
    let table = ["--from", "csv", "--fields", "id"];
    let note = "note: standard input holds no records; expected one JSON object a line, or a table with rows below its header\n";
    for (arguments, input, stdout) in [
        (&[][..], "", ""),
        (&[], " \n\n", ""),
        (&table, "", "id,line,errors\n"),
        (&table, "id,age\n", "id,line,errors\n"),
    ] {
        let run = course(arguments, input);
        let said = (run.stdout.as_str(), run.stderr.as_str(), run.exit);
        assert_eq!(said, (stdout, note, 0));
    }
}

#[test]
fn an_unknown_field_is_told_with_its_nearest_name() {
    let run = course(&["--fields", "id,levl,id"], "");
    assert_eq!(
        run.stderr,
        "error: `levl` is not a field; did you mean `level`?\nerror: `--fields` names `id` twice\n"
    );
    assert_eq!(run.exit, 2);
}

#[test]
fn the_summary_counts_what_came_out_and_what_was_missing() {
    let expected = "records: 9, bad: 6

outcome
  suggestion  1   11.1 %  ###
  set         1   11.1 %  ###
  referral    1   11.1 %  ###

level, where one fits
  full_time  1   11.1 %  ###

level, as one of several
  evening    1   11.1 %  ###
  full_time  1   11.1 %  ###

alert
  young  1   11.1 %  ###

support
  laptop  1   11.1 %  ###

most often missing
  hours     4   44.4 %  #############
  computer  2   22.2 %  #######
  goal      2   22.2 %  #######
  tried     2   22.2 %  #######
";
    gives(&["--summary"], RECORDS, expected, 1);
}

/// A small map of every kind of column, over a table of somebody else's.
const MAP: &str = "format: 1
id: who
columns:
  years: { question: age }
  first: { question: tried, add: true, values: { Paper: book, Film: videos } }
  second: { question: tried, add: true, values: { Paper: book, Film: videos } }
  wish: { question: goal, values: { Fun: hobby, Work: job } }
always: { computer: yes }
";

fn file(directory: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = directory.path().join(name);
    fs::write(&path, text).expect("it is written");
    path.display().to_string()
}

#[test]
fn somebody_elses_columns_are_mapped_to_answers() {
    let directory = tempfile::tempdir().expect("a directory");
    let map = file(&directory, "map.yaml", MAP);
    let table = "who,colour,years,first,second,wish\n\
        a,red,30,Paper,Film,Work\n\
        b,red,30,Film,,Fame\n\
        c,red,old,,,Fun\n";
    let lines = r#"{"who":"a","colour":"red","years":30,"first":"Paper","second":"Film","wish":"Work"}
{"who":"b","years":"30","first":["Film"],"wish":"Fame"}
{"who":"c","years":"old","second":null,"wish":"Fun"}
"#;
    let expected = r#"{"id":"a","levels":["evening","full_time"],"missing":["hours","alone"]}
{"id":"b","levels":["book","evening","full_time"],"missing":["hours","goal","alone"]}
"#;
    let arguments = [
        "--map",
        &map,
        "--missing",
        "skip",
        "--to",
        "ndjson",
        "--fields",
        "id,levels,missing",
    ];
    for input in [table, lines] {
        let run = course(&arguments, input);
        let (good, bad) = run.stdout.split_at(expected.len());
        assert_eq!(good, expected);
        assert!(
            bad.contains("`old` in `years` does not answer `age`; expected a whole number"),
            "{bad}"
        );
        assert_eq!(run.exit, 1);
    }
    let summary = course(&["--map", &map, "--missing", "skip", "--summary"], table);
    assert!(
        summary
            .stdout
            .ends_with("values the map does not list, by column\n  wish  1   33.3 %  ##########\n"),
        "{}",
        summary.stdout
    );
}

#[test]
fn mistakes_in_a_map_are_told_with_their_places() {
    let directory = tempfile::tempdir().expect("a directory");
    let text = MAP
        .replace("Paper: book", "Paper: books")
        .replace(
            "first: { question: tried, add: true",
            "first: { question: tryed, ad: true",
        )
        .replace("computer: yes", "computer: yes, goal: job");
    let map = file(&directory, "map.yaml", &text);
    let run = course(&["--map", &map], "");
    for expected in [
        "error[unknown-reference]: `tryed` is not a question",
        "map.yaml:5:22",
        "error[unknown-key]: `ad` is not a key of a column",
        "error[wrong-value]: `books` does not answer `tried`",
        "map.yaml:6:58",
        "error[duplicate-id]: `goal` is answered by `always` too",
        "map.yaml:7:21",
    ] {
        assert!(run.stderr.contains(expected), "{expected}\n{}", run.stderr);
    }
    assert_eq!((run.stdout.as_str(), run.exit), ("", 2));
    let map = file(&directory, "good.yaml", MAP);
    let run = course(&["--map", &map], "who,years,fist,second,wish\n");
    assert_eq!(
        run.stderr,
        "error: the header has no column `first`, which the map names; did you mean `fist`?\n"
    );
}

/// So many records that they come in many blocks; every tenth is bad.
fn many(records: usize) -> String {
    let mut text = String::new();
    for id in 0..records {
        let (age, hours) = (13 + id % 80, id % 61);
        let goal = ["hobby", "tool", "job", "fame"][if id % 10 == 9 { 3 } else { id % 3 }];
        let _ = writeln!(
            text,
            r#"{{"id":{id},"age":{age},"computer":"yes","hours":{hours},"goal":"{goal}","tried":["book"],"alone":"yes"}}"#
        );
    }
    text
}

#[test]
fn order_is_kept_over_many_blocks_and_bad_records_stop_nothing() {
    let records = 30_000;
    let run = course(&["--fields", "id"], &many(records));
    assert_eq!(run.stdout.lines().count(), records);
    for (id, line) in run.stdout.lines().enumerate() {
        let start = if id % 10 == 9 {
            format!("{{\"id\":{id},\"line\":{},\"errors\":[", id + 1)
        } else {
            format!("{{\"id\":{id}}}")
        };
        assert!(line.starts_with(&start), "{line}");
    }
    assert_eq!(run.exit, 1);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut child = command(&["-q", COURSE]).spawn().expect("the binary runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = thread::spawn(move || {
        let records = many(5_000);
        while stdin.write_all(records.as_bytes()).is_ok() {}
    });
    let mut begin = [0; 10];
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_exact(&mut begin).expect("a result");
    assert_eq!(&begin, b"{\"id\":0,\"o");
    drop(stdout);
    let run = Run::from(child.wait_with_output().expect("it ends"));
    writer.join().expect("the writer ends");
    assert_eq!((run.stderr.as_str(), run.exit), ("", 0));
}

#[test]
fn a_full_disk_is_told_once() {
    let full = File::options()
        .write(true)
        .open("/dev/full")
        .expect("Linux has it");
    let mut child = command(&["-q", COURSE])
        .stdout(full)
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let _ = stdin.write_all(many(10).as_bytes());
    drop(stdin);
    let run = Run::from(child.wait_with_output().expect("it ends"));
    assert_eq!(
        run.stderr,
        "error: standard output: no space left on device\n"
    );
    assert_eq!(run.exit, 2);
}

#[test]
fn a_line_without_end_is_refused_and_the_next_one_read() {
    let good = r#"{"age":30,"computer":"yes","hours":4,"goal":"hobby","tried":"nothing"}"#;
    let long = format!("{{\"id\":\"{}\"}}", "x".repeat(3 << 20));
    let expected = "{\"id\":1}\n\
        {\"id\":2,\"line\":2,\"errors\":[\"longer than 1048576 bytes; expected a shorter record\"]}\n\
        {\"id\":3}\n";
    gives(
        &["--fields", "id"],
        &format!("{good}\n{long}\n{good}"),
        expected,
        1,
    );
    let table = format!("id,age\n\"{}\n\n1,3\n", "x\n".repeat(1 << 20));
    let run = course(&["--fields", "id", "--to", "ndjson"], &table);
    assert!(
        run.stdout
            .starts_with("{\"id\":2,\"line\":2,\"errors\":[\"longer than 1048576 bytes"),
        "{:.200}",
        run.stdout
    );
}

/// The most memory a process has had, in KiB.
fn peak(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("Linux has it");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number
        .and_then(|number| number.parse().ok())
        .expect("a number")
}

#[test]
fn memory_stays_small_however_long_a_line_and_however_many_the_records() {
    let arguments = ["-q", COURSE, "--from", "ndjson", "--fields", "id"];
    let mut child = command(&arguments).spawn().expect("the binary runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = thread::spawn(move || {
        let piece = vec![b'x'; 1 << 20];
        for _ in 0..200 {
            stdin.write_all(&piece).expect("it reads");
        }
        stdin.write_all(b"\n").expect("it reads");
        stdin.write_all(many(100_000).as_bytes()).expect("it reads");
        stdin
    });
    let mut results = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let last = results.by_ref().take(100_001).last();
    let last = last.expect("a result").expect("UTF-8");
    assert!(last.starts_with("{\"id\":99999,\"line\":100001,"), "{last}");
    let peak = peak(child.id());
    assert!(peak < 64 << 10, "{peak} KiB");
    drop(writer.join().expect("the writer ends"));
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
}

#[test]
fn what_is_not_utf_8_is_a_bad_record() {
    let mut input = b"{\"id\":\"\xff\"}\n".to_vec();
    input.extend_from_slice(b"{\"id\":\"caf\xc3\xa9\",\"age\":10,\"computer\":\"no\",\"hours\":1,\"goal\":\"hobby\",\"tried\":\"nothing\"}\n");
    let done = run(&["-q", COURSE, "--fields", "id,outcome"], &input);
    assert_eq!(
        done.stdout,
        "{\"id\":1,\"line\":1,\"errors\":[\"not UTF-8 at byte 8 of the line\"]}\n\
         {\"id\":\"café\",\"outcome\":\"referral\"}\n"
    );
    let done = run(
        &["-q", COURSE, "--fields", "id,outcome", "--missing", "skip"],
        b"id,age,goal\na,10,\nb,\xff,\n",
    );
    assert_eq!(
        done.stdout,
        "id,outcome,line,errors\na,referral,2,\nb,,3,cell 2 is not UTF-8\n"
    );
}

/// All answers to the first five questions, two of which are numbers, and their results one by one.
#[test]
fn it_agrees_with_single_walks() {
    let tree = check(&fs::read_to_string(COURSE).expect("a fixture")).expect("it is good");
    let (mut input, mut expected) = (String::new(), String::new());
    let options: [&[&str]; 6] = [
        &["8", "40"],
        &["yes", "no", "unsure"],
        &["2", "10", "50", "unsure"],
        &["hobby", "tool", "job", "unsure"],
        &["book", "nothing", "unsure"],
        &["yes", "no", "unsure"],
    ];
    let total: usize = options.iter().map(|options| options.len()).product();
    for mut number in 0..total {
        let mut answers = Answers::new();
        let mut pairs = Vec::new();
        for (at, options) in tree.question_refs().zip(options) {
            let word = options[number % options.len()];
            number /= options.len();
            answers.set(at, tree[at].read(&[word]).expect("it fits"));
            pairs.push(format!("\"{}\":\"{word}\"", tree[at].id));
        }
        let _ = writeln!(input, "{{{}}}", pairs.join(","));
        expected += &single(&tree, &answers);
    }
    gives(
        &["--fields", "level,levels,supports,possible,alerts"],
        &input,
        &expected,
        0,
    );
}

fn single(tree: &firststep::model::tree::Tree, answers: &Answers) -> String {
    let walk = tree.walk(answers);
    let outcomes = &walk.outcomes;
    let advice = tree.advice(outcomes);
    let advised = |certainty| {
        let advice = advice
            .iter()
            .filter(|advice| advice.certainty == certainty && !outcomes.levels.is_empty());
        advice
            .map(|advice| tree[advice.support].id.as_ref())
            .collect::<Vec<_>>()
    };
    let alerts = outcomes
        .alerts
        .iter()
        .filter(|(_, certainty)| *certainty == Certainty::Certain);
    let level = outcomes.level().map(|at| tree[at].id.as_ref());
    let levels: Vec<&str> = outcomes
        .levels
        .iter()
        .map(|at| tree[*at].id.as_ref())
        .collect();
    let alerts: Vec<&str> = alerts.map(|(at, _)| tree[*at].id.as_ref()).collect();
    format!(
        "{{\"level\":{},\"levels\":{},\"supports\":{},\"possible\":{},\"alerts\":{}}}\n",
        serde_json::json!(level),
        serde_json::json!(levels),
        serde_json::json!(advised(Certainty::Certain)),
        serde_json::json!(advised(Certainty::Possible)),
        serde_json::json!(alerts),
    )
}

const KEYS: &[&str] = &[
    "id",
    "age",
    "computer",
    "hours",
    "goal",
    "tried",
    "alone",
    "agee",
    "\\u0061ge",
    "",
    "goal ",
    "g\u{f6}al",
];

/// Good values, and all that may be odd about others. Each fits some question.
const VALUES: &[&str] = &[
    "30",
    "8",
    "40",
    "0",
    "120",
    "121",
    "-5",
    "007",
    "30.0",
    "3e1",
    "1E2",
    "3.5",
    "30.00",
    "300e-1",
    "5e-1",
    "-0.0",
    "1e999",
    "30.",
    "[3e1]",
    "00",
    "999999999999999",
    "9999999999999999999999",
    "null",
    "true",
    "{}",
    "[[]]",
    "\"yes\"",
    "\"no\"",
    "\"ye\"",
    "\"yess\"",
    "\"unsure\"",
    "\"hobby\"",
    "\"job\"",
    "\"j\\u006fb\"",
    "\"tool \"",
    "[\"book\",\"videos\"]",
    "[ \"videos\" , \"book\" ]",
    "[\"book\",\"book\"]",
    "[\"nothing\"]",
    "[\"nothing\",\"book\"]",
    "[\"unsure\"]",
    "[]",
    "[\"book\",]",
    "[\"book\" \"videos\"]",
    "[3]",
    "\"\"",
    "\"30\"",
    "\" 30\"",
    "\"a\\\"b\"",
    "\"caf\u{e9}\"",
    "\"\u{7f}\"",
    "\"p1\"",
    "\"\\ud800\"",
    "\"open",
    "'job'",
];

/// What stands between a record's parts, mostly nothing.
const SPACES: &[&str] = &["", "", "", "", " ", "\t", "  "];
/// What stands behind a record, mostly nothing.
const ENDS: &[&str] = &[
    "", "", "", " ", "\r", "\t\r", "x", ",", "}", "{}", "\u{b}", "\u{c}", "\u{a0}",
];

/// Records in which everything may be odd; one in fifty is cut short or has a byte that no text has.
fn odd_records() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let pair = (select(KEYS), select(VALUES), vec(select(SPACES), 4));
    let record = (vec(pair, 0..8), select(ENDS), 0..100usize, any::<usize>());
    let record = record.prop_map(|(pairs, end, fault, place)| {
        let pairs = pairs
            .iter()
            .map(|(key, value, s)| format!("{}\"{key}\"{}:{}{value}{}", s[0], s[1], s[2], s[3]));
        let text = format!("{{{}}}{end}", pairs.collect::<Vec<_>>().join(","));
        let mut bytes = text.into_bytes();
        let place = place % bytes.len();
        match fault {
            0 => bytes.truncate(place),
            1 => bytes.insert(place, 0xff),
            _ => {}
        }
        bytes
    });
    vec(record, 200)
}

/// A carriage return within a record means nothing, but makes the quick reader leave it to the careful one.
fn slowed(record: &[u8]) -> Vec<u8> {
    match record {
        [b'{', rest @ ..] => [b"{\r", rest].concat(),
        other => other.to_vec(),
    }
}

/// Everything that is told, but for where in its line something is wrong.
fn told(records: &[Vec<u8>]) -> Vec<String> {
    let fields = "id,line,outcome,levels,supports,alerts,missing,unused";
    let arguments = ["-q", COURSE, "--missing", "skip", "--fields", fields];
    let told = run(&arguments, &records.join(&b'\n'));
    let place = |line: &str| {
        let (start, end) = line
            .split_once("column ")
            .or(line.split_once("at byte "))
            .unwrap_or((line, ""));
        format!(
            "{start}{}",
            end.trim_start_matches(|c: char| c.is_ascii_digit())
        )
    };
    told.stdout.lines().map(place).collect()
}

proptest! {
    #![proptest_config(chance::cases(50))]

    #[test]
    fn the_quick_reader_says_what_the_careful_one_says(records in odd_records()) {
        let slow: Vec<Vec<u8>> = records.iter().map(|record| slowed(record)).collect();
        let (quick, careful) = (told(&records), told(&slow));
        let first = quick.iter().zip(&careful).find(|(quick, careful)| quick != careful);
        prop_assert_eq!(first, None);
        prop_assert_eq!(quick.len(), careful.len());
    }
}

/// Real admissions, which are not part of the repository.
#[test]
fn real_records_all_get_a_result() {
    let records =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/teds-a-2023-sample.csv");
    if !records.exists() {
        // Written past the capture, so that it is seen.
        let _ = writeln!(
            std::io::stderr(),
            "skipped: {} is not there",
            records.display()
        );
        return;
    }
    let map = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/teds.map.yaml");
    let records = records.display().to_string();
    let run = run(
        &[
            &records,
            "--map",
            map,
            "--missing",
            "skip",
            "--fields",
            "id,outcome",
        ],
        b"",
    );
    assert_eq!(run.stderr, "");
    let rows: Vec<&str> = run.stdout.lines().skip(1).collect();
    assert_eq!(rows.len(), 1000);
    let bad: Vec<&&str> = rows.iter().filter(|row| !row.ends_with(',')).collect();
    assert!(bad.is_empty(), "{bad:?}");
    assert_eq!(run.exit, 0);
}
