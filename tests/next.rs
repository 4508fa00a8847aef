//! `next` holds a whole conversation: whole output compared.

use firststep::author::cases;
use firststep::embedded;
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const SCHEMA: &str = r#"{"schema":1,"#;

/// A program that is spoken with, line by line.
struct Spoken {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Spoken {
    fn with(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_firststep"))
            .arg("next")
            .args(arguments)
            .current_dir(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/fixtures/course"
            ))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        Spoken {
            input: child.stdin.take(),
            output: BufReader::new(child.stdout.take().expect("it is piped")),
            child,
        }
    }

    /// Says a line, and waits for the reply.
    fn says(&mut self, line: &[u8]) -> String {
        let mut input = self.input.as_ref().expect("it is open");
        input.write_all(line).expect("it listens");
        input.write_all(b"\n").expect("it listens");
        let mut reply = String::new();
        self.output.read_line(&mut reply).expect("it replies");
        reply.trim_end().to_owned()
    }

    fn answers(&mut self, answers: &Value) -> Value {
        let reply = self.says(answers.to_string().as_bytes());
        serde_json::from_str(&reply).expect("it replies in JSON")
    }

    /// Closes the input; the exit status, and what is left to read.
    fn ends(mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        let mut rest = String::new();
        let stderr = self.child.stderr.take().expect("it is piped");
        for line in self.output.lines().chain(BufReader::new(stderr).lines()) {
            rest += &line.expect("UTF-8");
        }
        (self.child.wait().expect("it ends").code(), rest)
    }
}

/// One step: all of standard output, and the exit status.
fn step(arguments: &[&str], answers: &str) -> (String, Option<i32>) {
    let mut spoken = Spoken::with(arguments);
    let mut input = spoken.input.take().expect("it is open");
    input.write_all(answers.as_bytes()).expect("it listens");
    drop(input);
    let (exit, said) = spoken.ends();
    (said, exit)
}

#[test]
fn a_conversation_goes_from_the_first_question_to_a_level() {
    let mut spoken = Spoken::with(&["-q", "questions.yaml", "--lines"]);
    let mut says = |line: &str, reply: &str| {
        assert_eq!(spoken.says(line.as_bytes()), format!("{SCHEMA}{reply}"));
    };
    let number = |min, max, unit| {
        format!(
            r#""why":null,"help":null,"kind":"number","number":{{"min":{min},"max":{max},"unit":"{unit}"}}"#
        )
    };
    let open = r#","required":false,"private":false}"#;
    says(
        "{}",
        &format!(
            r#""question":{{"id":"age","node":"About you","ask":"How old are you?",{}{open},"remaining":{{"min":5,"max":6}},"levels":["book","evening","full_time"],"settled":false}}"#,
            number(5, 120, "years")
        ),
    );
    says(
        r#"{"answers": {"age": 30, "computer": "unsure"}}"#,
        &format!(
            r#""question":{{"id":"hours","node":"About you","ask":"How many hours a week are free?",{}{open},"remaining":{{"min":3,"max":4}},"levels":["book","evening","full_time"],"settled":false}}"#,
            number(0, 60, "hours")
        ),
    );
    says(
        r#"{"age": 30, "computer": "no", "hours": "2"}"#,
        &format!(
            r#""question":{{"id":"goal","node":"What you want","ask":"What do you want it for?","why":"A new job needs more practice than a hobby.","help":null,"kind":"one","choices":[{{"id":"hobby","label":"For fun","alone":false}},{{"id":"tool","label":"To do my work faster","alone":false}},{{"id":"job","label":"To get a new job","alone":false}}]{open},"remaining":{{"min":2,"max":3}},"levels":["book","evening"],"settled":false}}"#
        ),
    );
    says(
        r#"{"age": 30, "computer": "no", "hours": 2, "goal": "job"}"#,
        &format!(
            r#""question":{{"id":"tried","node":"What you want","ask":"What have you tried before?","why":null,"help":null,"kind":"many","choices":[{{"id":"book","label":"A book","alone":false}},{{"id":"videos","label":"Videos","alone":false}},{{"id":"nothing","label":"Nothing","alone":true}}]{open},"remaining":{{"min":1,"max":2}},"levels":["evening"],"settled":true}}"#
        ),
    );
    let (exit, _) = {
        let last =
            json!({"age": 30, "computer": "no", "hours": 2, "goal": "job", "tried": "nothing"});
        let said = spoken.answers(&last);
        let command = ["--no-input", "-q", "questions.yaml", "--format", "json"];
        let flags = [
            "--age=30",
            "--computer=no",
            "--hours=2",
            "--goal=job",
            "--tried=nothing",
        ];
        assert_eq!(
            said,
            json!({"schema": 1, "result": record(&command, &flags)})
        );
        spoken.ends()
    };
    assert_eq!(exit, Some(0));
}

/// What the main command says to the same answers.
fn record(command: &[&str], flags: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .current_dir(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/course"
        ))
        .args(command)
        .args(flags)
        .output()
        .expect("the binary runs");
    serde_json::from_slice(&output.stdout).expect("it prints JSON")
}

#[test]
fn a_bad_line_ends_nothing_and_is_told_all_that_is_wrong() {
    let mut spoken = Spoken::with(&["-q", "questions.yaml", "--lines"]);
    let mut says = |line: &[u8], errors: &str| {
        assert_eq!(
            spoken.says(line),
            format!("{SCHEMA}\"errors\":[{errors}]}}")
        );
    };
    says(
        br#"{"age": 300, "computr": "yes", "goal": "jab", "tried": ["nothing", "book"]}"#,
        concat!(
            r#"{"message":"`age` cannot be 300","help":"expected a whole number from 5 to 120 (years)"},"#,
            r#"{"message":"`computr` is not a question","help":"did you mean `computer`?"},"#,
            r#"{"message":"`jab` does not answer `goal`","help":"did you mean `job`?"},"#,
            r#"{"message":"`tried` takes `nothing` alone, without other answers","help":null}"#
        ),
    );
    says(
        br#"{"answers": {"age": 4}, "computer": "yes"}"#,
        concat!(
            r#"{"message":"`computer` means nothing beside `answers`","help":"expected one of `answers`, `questionnaire`"},"#,
            r#"{"message":"`age` cannot be 4","help":"expected a whole number from 5 to 120 (years)"}"#
        ),
    );
    says(
        br#"{"age": 30,"#,
        r#"{"message":"not JSON: EOF while parsing an object at line 1 column 11","help":null}"#,
    );
    says(
        br#"{"age": 30, "age": 31}"#,
        r#"{"message":"`age` stands twice in one mapping; expected it once","help":null}"#,
    );
    says(
        b"",
        r#"{"message":"the document is empty; expected a mapping","help":null}"#,
    );
    says(
        b"[30]",
        r#"{"message":"found a list; expected a mapping of questions to answers","help":null}"#,
    );
    says(
        b"{\"age\": \"\xff\"}",
        r#"{"message":"this line is not UTF-8 at byte 10; expected text in UTF-8","help":null}"#,
    );
    says(
        &[b' '; (16 << 20) + 2],
        r#"{"message":"this line is larger than 16777216 bytes; expected less","help":null}"#,
    );
    let next = spoken.answers(&json!({"age": 30}));
    assert_eq!(next["question"]["id"], "computer");
    assert_eq!(spoken.ends(), (Some(0), String::new()));
}

#[test]
fn one_step_has_an_exit_status() {
    let (said, exit) = step(&["-q", "questions.yaml"], "{\n  \"age\": 30\n}\n");
    assert!(said.starts_with(r#"{"schema":1,"question":{"id":"computer","#));
    assert_eq!(exit, Some(0));
    let (said, exit) = step(&["-q", "questions.yaml"], r#"{"age": 10}"#);
    assert!(said.starts_with(r#"{"schema":1,"result":{"schema":1,"outcome":"referral","#));
    assert_eq!(exit, Some(0));
    let (said, exit) = step(&["-q", "questions.yaml"], r#"{"age": "ten"}"#);
    let errors = r#""errors":[{"message":"`ten` does not answer `age`","help":"expected a whole number from 5 to 120 (years)"}]}"#;
    assert_eq!((said, exit), (format!("{SCHEMA}{errors}"), Some(2)));
}

#[test]
fn an_emergency_comes_before_whatever_else_is_wrong() {
    let answers = r#"{"right_now": "cannot_wake", "age": "many", "nothing_of_this_name": 1}"#;
    let (said, exit) = step(&[], answers);
    assert!(
        said.starts_with(r#"{"schema":1,"result":{"schema":1,"outcome":"stop","#),
        "{said}"
    );
    assert_eq!(exit, Some(20));
    let (said, exit) = step(&[], r#"{"right_now": ["none", "cannot_wake"]}"#);
    assert!(said.contains(r#""outcome":"stop""#), "{said}");
    assert_eq!(exit, Some(20));
}

#[test]
fn it_asks_whole_cases_to_their_end() {
    let tree = embedded::tree();
    let all = cases::read(&tree, include_str!("cases.yaml")).expect("another test reads them, too");
    let mut spoken = Spoken::with(&["--lines"]);
    for case in all.iter().take(3) {
        let mut answers = Map::new();
        let record = loop {
            let turn = spoken.answers(&json!({"answers": answers}));
            let Some(id) = turn["question"]["id"].as_str() else {
                break turn["result"].clone();
            };
            let mut given = case.given.iter();
            let given = given.find(|given| tree[given.question].id == id);
            let answer = given.map_or(json!("unsure"), |given| {
                json!(tree[given.question].words(given.answer))
            });
            assert_eq!(answers.insert(id.to_owned(), answer), None, "`{id}` twice");
        };
        let flags: Vec<String> = answers
            .iter()
            .map(|(id, words)| (tree.find(id).expect("it was asked"), words))
            .map(|(at, words)| (&tree[at], words))
            .map(|(question, words)| flag(&question.id, words))
            .collect();
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        let same = self::record(&["--no-input", "--format", "json"], &flags);
        assert_eq!(record, same, "`{}`", case.name);
    }
    assert_eq!(spoken.ends(), (Some(0), String::new()));
}

fn flag(id: &str, words: &Value) -> String {
    let words = match words {
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
        word => vec![word.as_str().unwrap_or_default()],
    };
    format!("--{}={}", id.replace('_', "-"), words.join(","))
}

#[test]
fn an_input_that_cannot_be_read_is_told_by_its_name() {
    let folder = File::open(env!("CARGO_MANIFEST_DIR")).expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(["next", "--lines"])
        .stdin(folder)
        .output()
        .expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        said,
        "error: standard input: is a directory; expected a file\n"
    );
    assert_eq!(
        (output.stdout.as_slice(), output.status.code()),
        (&b""[..], Some(2))
    );
}

#[test]
fn a_full_disk_is_told_by_the_name_of_the_output() {
    let full = File::options().write(true).open("/dev/full");
    let mut child = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(["next", "--lines"])
        .stdin(Stdio::piped())
        .stdout(full.expect("Linux has it"))
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut input = child.stdin.take().expect("it is piped");
    input.write_all(b"{}\n").expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "error: standard output: no space left on device\n");
    assert_eq!(output.status.code(), Some(2));
}
