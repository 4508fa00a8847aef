//! Schemas, held against what is really read and written by an independent validator.

use jsonschema::Validator;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const QUESTIONS: &str = include_str!("../questions.yaml");
const COURSE: &str = include_str!("fixtures/course/questions.yaml");

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn printed(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    let output = command.arg("schema").args(arguments).output();
    let output = output.expect("the binary runs");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn schema(arguments: &[&str]) -> Validator {
    let schema: Value = serde_json::from_str(&printed(arguments)).expect("JSON");
    assert!(jsonschema::draft7::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).expect("a schema")
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}

#[track_caller]
fn accepts(schema: &Validator, value: &Value) {
    let errors: Vec<String> = schema
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[track_caller]
fn refuses(schema: &Validator, value: &Value) {
    assert!(!schema.is_valid(value), "{value} is accepted");
}

/// `UPDATE=1 cargo test --test schema` writes the kept schema anew.
#[track_caller]
fn is_kept(arguments: &[&str], name: &str) {
    let path = root().join("tests/schemas").join(name);
    let printed = printed(arguments);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &printed).expect("the file is written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, printed, "{}", path.display());
}

/// Editors read the schema from where the first line of the questionnaire says it is.
#[test]
fn the_schema_that_editors_use_is_the_one_that_is_printed() {
    is_kept(&[], "questionnaire.json");
    let first = QUESTIONS.lines().next().unwrap_or_default();
    let path = first.strip_prefix("# yaml-language-server: $schema=");
    let path = root().join(path.expect("a line for editors"));
    assert!(path.exists(), "{}", path.display());
}

#[test]
fn the_schema_of_results_is_a_promise() {
    is_kept(&["result"], "result.json");
}

/// The result of these answers to the default questionnaire.
fn result(arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    command
        .args(["--no-input", "--format", "json"])
        .args(arguments);
    let output = command.output().expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{said}"))
}

/// A suggestion, one with its insight, a set of levels, a referral and a stop.
fn results() -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a place for the file");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("the file is written");
        path.to_string_lossy().into_owned()
    };
    let course = root().join("tests/fixtures/course/questions.yaml");
    let course = course.to_string_lossy();
    let job = "age: 30\ncomputer: yes\nhours: 40\ngoal: job\ntried: [videos]\nalone: yes\n";
    let settled = file("settled.yaml", job);
    let open = file("open.yaml", &job.replace("goal: job", "goal: unsure"));
    let young = file("young.yaml", &job.replace("age: 30", "age: 9"));
    let of =
        |answers: &str, more: &[&str]| result(&[&["-q", &course, "-a", answers], more].concat());
    vec![
        of(&settled, &[]),
        of(&settled, &["--explain", "--why-not", "book"]),
        of(&open, &["--explain"]),
        of(&young, &[]),
        result(&["--right-now", "cannot_wake"]),
    ]
}

#[test]
fn real_results_fit_and_corrupted_ones_do_not() {
    let schema = schema(&["result"]);
    let results = results();
    let outcomes: Vec<&Value> = results.iter().map(|result| &result["outcome"]).collect();
    assert_eq!(
        outcomes,
        ["suggestion", "suggestion", "set", "referral", "stop"]
    );
    for result in &results {
        accepts(&schema, result);
    }
    for (key, wrong) in [
        ("schema", serde_json::json!(2)),
        ("outcome", serde_json::json!("maybe")),
        ("levels", serde_json::json!("iop")),
        ("exact", serde_json::json!("yes")),
        ("closing", Value::Null),
    ] {
        let mut corrupted = results[0].clone();
        corrupted[key] = wrong;
        refuses(&schema, &corrupted);
        corrupted.as_object_mut().expect("a record").remove(key);
        refuses(&schema, &corrupted);
    }
}

#[test]
fn questionnaires_fit_their_schema() {
    let schema = schema(&["questionnaire"]);
    accepts(&schema, &yaml(QUESTIONS));
    accepts(&schema, &yaml(COURSE));
}

/// What the program refuses for its shape, the schema refuses as well.
#[test]
fn a_broken_questionnaire_does_not_fit() {
    let schema = schema(&["questionnaire"]);
    let fixtures = root().join("tests/fixtures/findings");
    for code in [
        "missing-key",
        "unknown-key",
        "wrong-kind",
        "unknown-format",
        "bad-id",
    ] {
        let text = fs::read_to_string(fixtures.join(format!("{code}.yaml")));
        refuses(&schema, &yaml(&text.expect("a fixture")));
    }
    let bike = fs::read_to_string(fixtures.join("bike.yaml")).expect("a fixture");
    accepts(&schema, &yaml(&bike));
    refuses(
        &schema,
        &yaml(&bike.replace("order: heavier", "order: heaviest")),
    );
    refuses(
        &schema,
        &yaml(&bike.replace("{ surface: gravel }", "gravel")),
    );
    refuses(&schema, &yaml(&bike.replace("{ surface: gravel }", "{}")));
    refuses(
        &schema,
        &yaml(&bike.replace("{ surface: gravel }", "{ any: { surface: gravel } }")),
    );
}

/// One slip at a time in an id, or in what refers to one: both the schema and the gate refuse it.
#[test]
fn a_name_that_is_none_is_refused_by_the_schema_as_by_the_gate() {
    let schema = schema(&["questionnaire"]);
    let fits = |text: &str| schema.is_valid(&yaml(text));
    let passes = |text: &str| firststep::model::check::check(text).is_ok();
    assert!(fits(NAMES) && passes(NAMES), "{NAMES}");
    let slips = [
        ("id: help", "id: 5"),
        ("id: help", "id: Help"),
        ("id: help", "id: unsure"),
        ("id: city,", "id: city-bike,"),
        ("id: bell,", "id: \"\","),
        ("id: sand,", "id: 7th,"),
        ("id: surface", "id: any"),
        ("id: effort", "id: help"),
        ("id: strength", "id: level"),
        ("id: ride", "id: Ride"),
        ("id: street", "id: two words"),
        ("id: safe,", "id: [safe],"),
        ("contacts: [help]", "contacts: [5]"),
        ("contacts: [help]", "contacts: help"),
        ("contacts: [help]", "contacts: [Help]"),
        ("then: city", "then: 5"),
        ("then: city", "then: City"),
        ("covers: [bell]", "covers: [true]"),
        ("add: [surface]", "add: [5]"),
        ("add: [surface]", "add: [Surface]"),
        ("suggest: gravel", "suggest: 5"),
        ("suggest: gravel", "suggest: Gravel"),
        ("suggest: gravel", "suggest: \"\""),
        ("go: decide", "go: 7"),
        ("go: decide", "go: Decide"),
        (
            "level: city, supports: [bell]",
            "level: 5, supports: [bell]",
        ),
        (
            "level: city, supports: [bell]",
            "level: city, supports: [Bell]",
        ),
        ("level: city, recheck", "level: \"\", recheck"),
        ("level: city.. }", "level: 5.. }"),
        ("level: city.. }", "level: City.. }"),
        ("level: city.. }", "level: .. }"),
        ("level: city.. }", "level: [] }"),
        ("alerts: [sand]", "alerts: [7]"),
        ("answers: [surface]", "answers: [\"\"]"),
        ("answers: [surface]", "answers: surface"),
        ("worse: all", "worse: \"\""),
        ("worse: all", "worse: 5"),
        ("worse: all", "worse: surface"),
        ("worse: all", "worse: []"),
        ("worse: all", "worse: [[surface]]"),
        ("worse: all", "worse: [Surface]"),
        ("keep: [bell]", "keep: [5]"),
        ("question: surface", "question: 5"),
        ("{ surface: gravel }, s", "{ Surface: gravel }, s"),
        ("{ surface: gravel }, s", "{ surface: Gravel }, s"),
        ("{ surface: gravel }, s", "{ surface: \"\" }, s"),
        ("{ surface: gravel }, s", "{ surface: [gravel, .. ] }, s"),
        ("{ surface: gravel }, s", "{ surface: street..Gravel }, s"),
        ("{ surface: gravel }, s", "{ surface: 2...3 }, s"),
    ];
    let passed: Vec<String> = slips
        .iter()
        .map(|(right, wrong)| (NAMES.replacen(right, wrong, 1), wrong))
        .inspect(|(text, wrong)| assert_ne!(text, NAMES, "{wrong} changes nothing"))
        .filter(|(text, _)| fits(text) || passes(text))
        .map(|(text, wrong)| format!("{wrong}: schema {}, gate {}", fits(&text), passes(&text)))
        .collect();
    assert!(passed.is_empty(), "accepted:\n{}", passed.join("\n"));
}

/// A questionnaire in which everything that has an id is named somewhere.
const NAMES: &str = "\
format: 1
id: Bike 2
version: 1
language: en
title: Which bike?
intro: Two questions.
closing: Try it.
emergency: { message: Stop., contacts: [help] }
contacts:
  - { id: help, name: Help, reach: call, source: we }
levels:
  - { id: city, name: City, about: For streets. }
  - { id: gravel, name: Gravel, about: For roads., then: city }
supports:
  - { id: bell, name: A bell, timing: first, because: It rings. }
  - { id: horn, name: A horn, timing: first, because: It blows., covers: [bell] }
alerts:
  - { id: sand, title: Sand, when: { surface: gravel }, message: Slow. }
steps:
  - { id: try, do: Try it. }
tree:
  - id: ride
    title: Your ride
    questions:
      - id: surface
        ask: What do you ride on?
        order: heavier
        choices:
          - { id: street, label: Streets, points: 0 }
          - { id: gravel, label: Gravel, points: 3 }
    scores:
      - { id: effort, title: Effort, add: [surface] }
    scales:
      - id: strength
        title: Strength
        values: [{ id: weak }, { id: strong, when: { effort: 2..3 } }]
    next:
      - { when: { surface: gravel }, suggest: gravel }
      - { go: decide }
  - id: decide
    title: Decide
    next:
      - suggest: city
        alternative: { level: city, supports: [bell], because: It is near. }
        fallback: { level: city, recheck: in May, because: It is there. }
guarantees:
  - { id: safe, when: { surface: gravel }, alerts: [sand], level: city.. }
  - { id: same, answers: [surface], never: lower_level }
  - { id: more, worse: all, never: lower_level, keep: [bell], except: [{ question: surface, because: So. }] }
";

/// Every key has a word for the author who meets it in an editor.
#[test]
fn every_key_is_described() {
    let schema: Value = serde_json::from_str(&printed(&[])).expect("JSON");
    let definitions = schema["definitions"].as_object().expect("definitions");
    let mut keys = 0;
    for (name, definition) in definitions {
        let properties = definition["properties"].as_object().into_iter().flatten();
        for (key, property) in properties {
            keys += 1;
            assert!(property["description"].is_string(), "`{key}` of {name}");
        }
    }
    assert!(keys > 100, "{keys} keys");
}

#[test]
fn the_answers_of_every_case_fit() {
    let schema = schema(&["answers"]);
    let cases = yaml(include_str!("cases.yaml"));
    let people = cases["people"].as_object().expect("people");
    let given = cases["cases"].as_array().expect("cases");
    let answers: Vec<&Value> = given
        .iter()
        .filter_map(|case| case.get("answers"))
        .collect();
    assert!(answers.len() > 100);
    for record in people.values().chain(answers) {
        accepts(&schema, record);
    }
}

/// The schema and the program agree about every answer to every question.
#[test]
fn answers_fit_exactly_when_the_program_reads_them() {
    let schema = schema(&["answers"]);
    let tree = firststep::embedded::tree();
    for question in &tree.questions {
        let ids = question.choices.iter().map(|choice| choice.id.as_ref());
        let ids: Vec<&str> = ids.chain(["unsure", "no_such_answer"]).collect();
        let pairs = ids
            .iter()
            .flat_map(|one| ids.iter().map(|two| vec![*one, *two]));
        let words = ids
            .iter()
            .map(|id| vec![*id])
            .chain(pairs)
            .chain([Vec::new()]);
        for words in words.filter(|words| words.len() < 2 || words[0] != words[1]) {
            let reads = question.read(&words).is_ok();
            let mut forms = vec![serde_json::json!(words)];
            if let [word] = words.as_slice() {
                forms = vec![serde_json::json!(word)];
            }
            for form in forms {
                let record = serde_json::json!({ &*question.id: form });
                assert_eq!(schema.is_valid(&record), reads, "{record}");
            }
        }
        for number in [
            question.min - 1,
            question.min,
            question.max,
            question.max + 1,
        ] {
            let record = serde_json::json!({ &*question.id: number });
            let reads = question.read(&[&number.to_string()]).is_ok();
            assert_eq!(schema.is_valid(&record), reads, "{record}");
        }
    }
    refuses(&schema, &serde_json::json!({ "no_such_question": "yes" }));
}

#[test]
fn answers_are_those_of_the_questionnaire_in_use() {
    let course = Path::new("tests/fixtures/course/questions.yaml");
    let course = root().join(course);
    let schema = schema(&["answers", "-q", &course.to_string_lossy()]);
    accepts(
        &schema,
        &serde_json::json!({ "age": 30, "tried": ["book"], "goal": "unsure" }),
    );
    refuses(
        &schema,
        &serde_json::json!({ "tried": ["book", "nothing"] }),
    );
    refuses(&schema, &serde_json::json!({ "age": 4 }));
}
