//! Files made to do harm, or by accident: one clear message, quickly and in little memory, through every door.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Memory a process may even ask for, in KiB; what it uses is less.
const MEMORY: &str = "131072";
/// Far more than it takes, even for two million values, a program that is not optimized and a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(120);
/// A message, its place and an excerpt.
const MOST_LINES: usize = 8;

/// The ways by which a file comes in.
fn doors(file: &Path) -> [Vec<String>; 4] {
    let file = file.to_string_lossy().into_owned();
    let with = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned());
        words.chain([file.clone()]).collect()
    };
    [
        with(&["check"]),
        with(&["--no-input", "-q"]),
        with(&["--no-input", "-a"]),
        with(&["test", "--cases"]),
    ]
}

fn run(arguments: &[String]) -> Output {
    let limited = format!("ulimit -v {MEMORY}; exec \"$@\"");
    let begin = Instant::now();
    let output = Command::new("sh")
        .args(["-c", &limited, "sh", env!("CARGO_BIN_EXE_firststep")])
        .args(arguments)
        .output()
        .expect("a shell runs it");
    let took = begin.elapsed();
    assert!(took < PATIENCE, "{arguments:?} took {took:?}");
    output
}

/// Everything it says, whichever way.
fn said(output: &Output) -> String {
    let streams = [&output.stdout, &output.stderr];
    streams
        .map(|stream| String::from_utf8_lossy(stream))
        .concat()
}

#[track_caller]
fn is_refused(file: &Path, expected: &str) {
    for arguments in doors(file) {
        let output = run(&arguments);
        let said = said(&output);
        assert_eq!(title(&said), expected, "{arguments:?}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.lines().count() <= MOST_LINES, "{arguments:?}: {said}");
    }
}

/// Every door refuses this text with this line.
#[track_caller]
fn refuses(text: impl AsRef<[u8]>, expected: &str) {
    let (_folder, file) = file(text);
    is_refused(&file, expected);
}

fn file(text: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a place for the file");
    let file = folder.path().join("hostile.yaml");
    fs::write(&file, text).expect("the file is written");
    (folder, file)
}

const TOO_DEEP: &str = "error[too-deep]: nested more than 32 deep; expected a flat file";
const TOO_MANY: &str = "error[too-large]: more than 2000000 values; expected fewer";
const TOO_LONG: &str = "error[too-large]: after this stands a value of more than 131072 characters; expected a shorter one";
const ANCHOR: &str = "error[alias]: anchors are not read; write the value out";

#[test]
fn a_hundred_thousand_brackets() {
    let many = 100_000;
    refuses("[".repeat(many), TOO_DEEP);
    refuses("{a: ".repeat(many), TOO_DEEP);
    refuses("- ".repeat(many), TOO_DEEP);
    refuses("? ".repeat(many), TOO_DEEP);
    refuses(
        format!("title: {}{}", "[".repeat(many), "]".repeat(many)),
        TOO_DEEP,
    );
    refuses(
        format!("{}1{}", r#"{"a":"#.repeat(40), "}".repeat(40)),
        TOO_DEEP,
    );
    let json = r#"{"a":"#.repeat(many);
    let error = "error[syntax]: not JSON: EOF while parsing a value at line 1 column 500000";
    refuses(json, error);
}

#[test]
fn bombs_of_aliases() {
    let laughs: String = ('b'..='i')
        .zip('a'..)
        .map(|(name, before)| {
            format!(
                "{name}: &{name} [{}]\n",
                vec![format!("*{before}"); 9].join(",")
            )
        })
        .collect();
    refuses(format!("a: &a [lol, lol, lol]\n{laughs}"), ANCHOR);
    let quadratic = format!(
        "a: &a [{}]\nb: [{}]\n",
        "x,".repeat(10_000),
        "*a,".repeat(5_000)
    );
    refuses(quadratic, ANCHOR);
    refuses("a: &a [*a]\n", ANCHOR);
}

#[test]
fn millions_of_values() {
    refuses("- a\n".repeat(4_000_000), TOO_MANY);
    refuses(format!("[{}]", "a,".repeat(8_000_000)), TOO_LONG);
    refuses(format!("[{}]", "a,\n".repeat(4_000_000)), TOO_LONG);
    refuses(
        format!(r#"{{"a":[{}1]}}"#, "1,".repeat(7_000_000)),
        TOO_MANY,
    );
    let keys: String = (0..1_200_000).map(|at| format!("k{at}: 1\n")).collect();
    refuses(keys, TOO_MANY);
}

/// What is just not too many is read, and is no questionnaire, no answers and no cases either.
#[test]
fn as_many_values_as_are_read() {
    let (_folder, file) = file("- a\n".repeat(1_990_000));
    for (arguments, status) in doors(&file).iter().zip([1, 2, 2, 2]) {
        let output = run(arguments);
        let said = said(&output);
        let first = said.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("error[wrong-kind]: found a list; expected a mapping"),
            "{arguments:?}: {first}"
        );
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
    }
}

#[test]
fn much_text() {
    let mut large = b"title: ".to_vec();
    large.resize(100_000_000, b'x');
    let (_folder, file) = file(large);
    let name = file.display();
    is_refused(
        &file,
        &format!("error: `{name}`: larger than 16777216 bytes; expected less"),
    );
    refuses(format!("title: {}\n", "x".repeat(10_000_000)), TOO_LONG);
    refuses(" ".repeat(10_000_000), TOO_LONG);
}

#[test]
fn what_is_no_text_file() {
    let (folder, file) = file(b"id: boats\ntitle: \xff\xfe\n");
    let name = file.display();
    let utf8 = format!(
        "error: `{name}`: not UTF-8 in line 2; expected text in UTF-8; an editor can save it so"
    );
    is_refused(&file, &utf8);
    let name = folder.path().display();
    let directory = format!("error: `{name}`: is a directory; expected a file");
    is_refused(folder.path(), &directory);
    let zero = "error: `/dev/zero`: larger than 16777216 bytes; expected less";
    is_refused(Path::new("/dev/zero"), zero);
    let pipe = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo runs").success());
    let name = pipe.display();
    let nobody = format!("error: `{name}`: nothing comes from this pipe; expected a text");
    is_refused(&pipe, &nobody);
}

#[test]
fn what_is_no_document() {
    let empty = "error[empty]: the document is empty; expected a mapping";
    refuses("", empty);
    refuses("# nothing yet\n", empty);
    refuses("\u{feff}", empty);
    let nul = "error[syntax]: not YAML: found unprintable character";
    refuses("title: \0\n", nul);
    let second = "error[syntax]: a second document starts here; expected one";
    refuses("format: 1\n---\nformat: 1\n", second);
    refuses(
        "format: !!int 1\n",
        "error[syntax]: tags are not read; write the plain value",
    );
}

/// These are findings in a file that can be read, so `check` has found them and does not fail at them.
#[test]
fn what_would_be_lost_or_mistaken() {
    #[track_caller]
    fn finds(text: &str, expected: &str) {
        let (_folder, file) = file(text);
        for (arguments, status) in doors(&file).iter().zip([1, 2, 2, 2]) {
            let output = run(arguments);
            let said = said(&output);
            let words: Vec<&str> = said.split_whitespace().collect();
            assert!(words.join(" ").contains(expected), "{arguments:?}: {said}");
            assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
            assert!(
                !said.contains(['\u{1b}', '\u{202e}']),
                "{arguments:?}: {said:?}"
            );
        }
    }
    let twice = "error[duplicate-key]: `title` stands twice in one mapping; expected it once";
    finds("title: One\ntitle: Two\n", twice);
    finds(r#"{"title": "One", "title": "Two"}"#, twice);
    let control =
        "error[control-character]: control character `U+001B` in a text; expected printable text";
    finds("title: \"\\e[2J\"\n", control);
    finds(r#"{"title": "\u001b[2J"}"#, control);
    let turned =
        "error[control-character]: control character `U+202E` in a text; expected printable text";
    finds("title: abc\u{202e}def\n", turned);
}

const BIKE: &str = include_str!("fixtures/findings/bike.yaml");

/// What a questionnaire suggests to somebody who rides on gravel.
fn suggested(text: &str) -> String {
    let (_folder, file) = file(text);
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args([
            "--no-input",
            "--surface",
            "gravel",
            "--format",
            "json",
            "-q",
        ])
        .arg(&file)
        .output()
        .expect("the binary runs");
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    result["level"].to_string() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn what_editors_and_other_systems_write_is_read() {
    let plain = suggested(BIKE);
    assert!(plain.contains("gravel"), "{plain}");
    assert_eq!(suggested(&format!("\u{feff}{BIKE}")), plain);
    assert_eq!(suggested(&BIKE.replace('\n', "\r\n")), plain);
    let json = r#"{"format": 1, "id": "bike", "version": "1", "language": "en",
        "title": "Which bike? \ud83d\udeb2", "intro": "Some questions.", "closing": "Try it.",
        "emergency": {"message": "Get help."},
        "levels": [{"id": "gravel", "name": "Gravel bike", "about": "For rough roads."}],
        "tree": [{"id": "ride", "title": "Ride", "questions": [{"id": "surface", "ask": "On what?",
            "choices": [{"id": "street", "label": "Streets"}, {"id": "gravel", "label": "Gravel"}]}],
            "next": [{"suggest": "gravel"}]}]}"#;
    assert!(suggested(json).contains("gravel"), "{}", suggested(json));
    assert!(suggested(&json.replace('\n', "\r\n")).contains("gravel"));
}

/// A pipe that somebody writes to is as good as a file: `-a <(decrypt answers)`.
#[test]
fn a_pipe_with_somebody_at_the_other_end_is_read() {
    let (_folder, bike) = file(BIKE);
    let script = r#""$0" --no-input --format json -q "$1" -a <(sleep 0.5; echo 'surface: street')"#;
    let output = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_firststep")])
        .arg(&bike)
        .output()
        .expect("bash runs");
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    assert_eq!(result["level"], "city", "{}", said(&output));
}

/// The message, which may be on several lines, up to the place.
fn title(said: &str) -> String {
    let lines = said.lines().map(str::trim);
    let lines = lines.take_while(|line| !line.is_empty() && !line.starts_with("-->"));
    lines.collect::<Vec<_>>().join(" ")
}
