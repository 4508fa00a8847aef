//! `-o`: the result goes to a file, but never over one that is in use.

#[path = "common/said.rs"]
mod said;

use said::{Said, said};
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const COURSE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/course/questions.yaml"
);
const RECORD: &str = r#"{"age":10,"computer":"no","hours":1,"goal":"hobby","tried":"nothing"}"#;
const MAP: &str = "format: 1\ncolumns: { years: { question: age } }\n";

/// A directory with records under several names, a questionnaire, a map and answers.
fn directory() -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path();
    let files = [
        ("records.ndjson", RECORD),
        ("map.yaml", MAP),
        ("answers.json", RECORD),
        (
            "questions.yaml",
            &fs::read_to_string(COURSE).expect("a fixture"),
        ),
    ];
    for (name, text) in files {
        fs::write(path.join(name), text).expect("it is written");
    }
    symlink("records.ndjson", path.join("soft")).expect("a link");
    fs::hard_link(path.join("records.ndjson"), path.join("hard")).expect("a link");
    directory
}

fn run(directory: &Path, arguments: &str, stdin: Stdio) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .current_dir(directory)
        .args(["-q", "questions.yaml"])
        .args(arguments.split(' '))
        .stdin(stdin)
        .output()
        .expect("the binary runs");
    said(output)
}

/// What every file holds.
fn contents(directory: &Path) -> Vec<(String, String)> {
    let files = fs::read_dir(directory).expect("a directory");
    let files = files.map(|file| {
        let file = file.expect("a file");
        let text = fs::read_to_string(file.path()).expect("a text");
        (file.file_name().to_string_lossy().into_owned(), text)
    });
    let mut contents: Vec<_> = files.collect();
    contents.sort();
    contents
}

#[track_caller]
fn refuses(arguments: &str, stdin: Option<&str>, output: &str, taken: &str) {
    let directory = directory();
    let before = contents(directory.path());
    let stdin = stdin.map_or(Stdio::null(), |name| {
        File::open(directory.path().join(name))
            .expect("a file")
            .into()
    });
    let said = run(directory.path(), arguments, stdin);
    let expected = format!(
        "error: `-o {output}` would destroy {taken}, which is in use; expected another name for the result\n"
    );
    assert_eq!(said, (String::new(), expected, Some(2)));
    assert_eq!(contents(directory.path()), before);
}

#[test]
fn records_are_not_written_over_while_they_are_read() {
    let records = "`records.ndjson`";
    for output in ["records.ndjson", "./records.ndjson", "soft", "hard"] {
        refuses(
            &format!("batch records.ndjson -o {output}"),
            None,
            output,
            records,
        );
    }
    refuses("batch soft -o hard", None, "hard", "`soft`");
    refuses(
        "batch -o soft",
        Some("records.ndjson"),
        "soft",
        "standard input",
    );
    refuses(
        "batch - -o hard",
        Some("records.ndjson"),
        "hard",
        "standard input",
    );
    let summary = "batch records.ndjson --summary -o records.ndjson";
    refuses(summary, None, "records.ndjson", records);
}

#[test]
fn no_other_file_in_use_is_written_over() {
    let map = "batch records.ndjson --map map.yaml -o map.yaml";
    refuses(map, None, "map.yaml", "`map.yaml`");
    let questions = "batch records.ndjson -o ./questions.yaml";
    refuses(questions, None, "./questions.yaml", "`questions.yaml`");
    refuses(
        "-o questions.yaml",
        None,
        "questions.yaml",
        "`questions.yaml`",
    );
    let answers = "-a answers.json -o answers.json";
    refuses(answers, None, "answers.json", "`answers.json`");
    refuses(
        "-a - -o hard",
        Some("records.ndjson"),
        "hard",
        "standard input",
    );
    refuses(
        "--save new.yaml -o new.yaml",
        None,
        "new.yaml",
        "`new.yaml`",
    );
}

/// Results that are appended to the records would be read as records, without end.
#[test]
fn records_are_not_read_from_where_results_are_written() {
    for (arguments, input, taken) in [
        ("batch records.ndjson", None, "`records.ndjson`"),
        ("batch", Some("soft"), "standard input"),
    ] {
        let directory = directory();
        let path = directory.path().join("hard");
        let records = File::options().append(true).open(&path);
        let open = |name| File::open(directory.path().join(name)).expect("a file");
        let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
            .current_dir(directory.path())
            .args(["-q", "questions.yaml"])
            .args(arguments.split(' '))
            .stdin(input.map_or(Stdio::null(), |name| open(name).into()))
            .stdout(records.expect("a file"))
            .output()
            .expect("the binary runs");
        let said = String::from_utf8_lossy(&output.stderr);
        let expected = format!(
            "error: standard output goes to {taken}, which is in use; expected another file for the result\n"
        );
        assert_eq!(
            (said.as_ref(), output.status.code()),
            (expected.as_str(), Some(2))
        );
        assert_eq!(fs::read_to_string(&path).expect("a text"), RECORD);
    }
}

#[test]
fn any_other_file_is_written_anew() {
    let directory = directory();
    let path = directory.path();
    let before = "much that was there before, and is not now";
    fs::write(path.join("old.ndjson"), before).expect("it is written");
    let said = run(
        path,
        "batch records.ndjson --fields outcome -o old.ndjson",
        Stdio::null(),
    );
    assert_eq!(said, (String::new(), String::new(), Some(0)));
    let written = fs::read_to_string(path.join("old.ndjson")).expect("a text");
    assert_eq!(written, "{\"outcome\":\"referral\"}\n");
    let said = run(path, "-a answers.json -o result.txt", Stdio::null());
    assert_eq!(said, (String::new(), String::new(), Some(0)));
    let said = run(path, "-a answers.json -o no/result.txt", Stdio::null());
    assert_eq!(
        said,
        (
            String::new(),
            "error: `no/result.txt`: no such folder\n".into(),
            Some(2)
        )
    );
}

#[test]
fn the_name_of_a_file_says_in_which_format_it_is_written() {
    let directory = directory();
    let path = directory.path();
    let table = "age,computer,hours,goal,tried\n10,no,1,hobby,nothing\n";
    fs::write(path.join("records.csv"), table).expect("it is written");
    let lines = "{\"outcome\":\"referral\"}\n";
    let rows = |line: u8| format!("outcome,line,errors\nreferral,{line},\n");
    for (input, options, output, expected) in [
        ("records.csv", "", "out.json", lines.to_owned()),
        ("records.csv", "", "out.ndjson", lines.to_owned()),
        ("records.csv", "", "out.JSONL", lines.to_owned()),
        ("records.csv", "", "out.txt", rows(2)),
        ("records.csv", " --to csv", "out.json", rows(2)),
        ("records.ndjson", "", "out.csv", rows(1)),
        ("records.ndjson", "", "out.CSV", rows(1)),
        ("records.ndjson", "", "out", lines.to_owned()),
        (
            "records.ndjson",
            " --to ndjson",
            "out.csv",
            lines.to_owned(),
        ),
        ("answers.json", "", "out", lines.to_owned()),
    ] {
        let arguments = format!("batch {input} --fields outcome{options} -o {output}");
        let said = run(path, &arguments, Stdio::null());
        assert_eq!(said, (String::new(), String::new(), Some(0)));
        let written = fs::read_to_string(path.join(output)).expect("a text");
        assert_eq!(written, expected, "{arguments}");
    }
}

#[test]
fn a_result_is_written_in_the_format_that_its_name_says() {
    let directory = directory();
    let path = directory.path();
    for (name, format) in [
        ("out.json", "json"),
        ("out.md", "markdown"),
        ("out.HTML", "html"),
        ("out.txt", "text"),
        ("out", "text"),
    ] {
        let named = run(path, &format!("-a answers.json -o {name}"), Stdio::null());
        assert_eq!(named, (String::new(), String::new(), Some(0)));
        let asked = format!("-a answers.json --format {format}");
        let (printed, ..) = run(path, &asked, Stdio::null());
        let written = fs::read_to_string(path.join(name)).expect("a text");
        assert_eq!(written, printed, "{name}");
    }
    let asked = "-a answers.json --format json -o out.html";
    assert_eq!(run(path, asked, Stdio::null()).2, Some(0));
    let written = fs::read_to_string(path.join("out.html")).expect("a text");
    assert!(written.starts_with('{'), "{written}");
}
