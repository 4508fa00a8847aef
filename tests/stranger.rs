//! `batch` on an input that is no records: told once what it seems to be; and no row of a table is lost unseen.

#[path = "common/said.rs"]
mod said;

use said::{Said, said};
use std::fs;
use std::path::Path;
use std::process::Command;

const COURSE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/course/questions.yaml"
);
const RECORD: &str = r#"{"age":10,"computer":"no","hours":1,"goal":"hobby","tried":"nothing"}"#;
const EXPECTED: &str = "expected one JSON object a line, or a table with commas and a header";

/// What is printed for a file of this name, and the exit status.
fn run(name: &str, input: &[u8]) -> Said {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join(name), input).expect("it is written");
    run_in(directory.path(), name)
}

fn run_in(directory: &Path, name: &str) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(["batch", "-q", COURSE, "--fields", "id,outcome", name])
        .current_dir(directory)
        .output()
        .expect("the binary runs");
    said(output)
}

#[track_caller]
fn is_strange(name: &str, input: impl AsRef<[u8]>, what: &str, next: &str) {
    let expected = format!("error: `{name}`: this seems to be {what}; {EXPECTED}; {next}\n");
    assert_eq!(
        run(name, input.as_ref()),
        (String::new(), expected, Some(2))
    );
}

#[test]
fn json_that_is_not_a_line_for_each_record() {
    let (array, lines) = ("a JSON array", "`jq -c '.[]'` writes it so");
    is_strange(
        "a",
        format!("[\n  {RECORD},\n  {RECORD}\n]\n"),
        array,
        lines,
    );
    is_strange("a.ndjson", format!("[{RECORD}]"), array, lines);
    is_strange(
        "a",
        format!("\u{feff}\n\n[{RECORD},{RECORD}]\n"),
        array,
        lines,
    );
    is_strange("a.csv", format!("[\n{RECORD}\n]\n"), array, lines);
    let (object, line) = ("a JSON object over several lines", "`jq -c .` writes it so");
    is_strange("a", RECORD.replace(',', ",\n  "), object, line);
    is_strange("a.jsonl", format!("{{\r\n  {}", &RECORD[1..]), object, line);
}

#[test]
fn other_formats() {
    let next = "save the sheet as CSV";
    is_strange(
        "a.xlsx",
        b"PK\x03\x04\x14\0\0\0\x08\0\n\xff",
        "a spreadsheet or another ZIP archive",
        next,
    );
    is_strange(
        "a.csv",
        b"PK\x03\x04\x14\0\0\0\x08\0",
        "a spreadsheet or another ZIP archive",
        next,
    );
    is_strange(
        "a.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a spreadsheet of an old kind",
        next,
    );
    is_strange(
        "a.ndjson",
        b"\x1f\x8b\x08\0\0\n",
        "compressed with gzip",
        "unpack it first",
    );
    let yaml = "write each record as one line of JSON";
    is_strange("a.yaml", "age: 10\ncomputer: no\n", "YAML", yaml);
    is_strange("a", "---\n- age: 10\n", "YAML", yaml);
    is_strange("a", "- age: 10\n  computer: no\n", "YAML", yaml);
    is_strange("a", "<html>\n", "XML or HTML", "save it as CSV");
}

#[test]
fn utf_16() {
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let next = "save it as UTF-8";
    for text in [RECORD, "id,age\n1,2\n"] {
        is_strange(
            "a",
            wide(&format!("\u{feff}{text}")),
            "text in UTF-16",
            next,
        );
        is_strange("a", wide(text), "no text, or in UTF-16", next);
    }
    let big = "\u{feff}id,age\n".encode_utf16().flat_map(u16::to_be_bytes);
    is_strange("a.csv", big.collect::<Vec<u8>>(), "text in UTF-16", next);
}

#[test]
fn other_tables() {
    let next = "save it with commas";
    is_strange(
        "a.csv",
        "id;age;goal\n1;2;job\n",
        "a table with `;` between its cells",
        next,
    );
    is_strange(
        "a",
        "id\tage\n1\t2\n",
        "a table with tabs between its cells",
        next,
    );
    is_strange(
        "a",
        "\"id\"|\"age\"\n",
        "a table with `|` between its cells",
        next,
    );
    is_strange(
        "a.csv",
        "id,age\r1,2\r3,4\r",
        "a table whose lines end with a carriage return",
        "save it with line feeds",
    );
    let table = "age,computer\n10,no\n";
    is_strange(
        "a.ndjson",
        table,
        "a table with commas",
        "`--from csv` reads it",
    );
}

#[test]
fn a_header_that_is_nearly_one_is_still_told_name_by_name() {
    let said = "error: the header: `agee` is not a question; did you mean `age`?\n";
    assert_eq!(
        run("a", b"id,agee\n1,2\n"),
        (String::new(), said.into(), Some(2))
    );
    assert_eq!(
        run("a", b"agee\n2\n"),
        (String::new(), said.into(), Some(2))
    );
}

#[test]
fn no_records_are_noted() {
    let note = "note: `a.csv` holds no records; expected one JSON object a line, or a table with rows below its header\n";
    let header = "id,outcome,line,errors\n";
    for input in [
        "",
        "\n\n",
        "id,age\n",
        "\u{feff}id,age",
        "\r\n\r\nid,age\r\n\r\n",
    ] {
        assert_eq!(
            run("a.csv", input.as_bytes()),
            (header.into(), note.into(), Some(0))
        );
    }
}

#[test]
fn a_broken_first_record_is_no_reason_to_read_no_other() {
    let nought = format!("{{\"age\":\0}}\n{RECORD}\n");
    assert_eq!(run("a", nought.as_bytes()).0.lines().count(), 2);
    let first = "{\"id\":7,\"age\":";
    let (stdout, stderr, exit) = run("a", format!("{first}\n{RECORD}\n").as_bytes());
    let expected = "{\"id\":1,\"line\":1,\"errors\":[\"not a JSON object at column 14: EOF while parsing a value\"]}\n\
        {\"id\":2,\"outcome\":\"referral\"}\n";
    assert_eq!(
        (stdout.as_str(), stderr.as_str(), exit),
        (expected, "", Some(1))
    );
    for first in ["[1,2]", "[1,", "{\"age\":\nnothing", "{\"age\":\n[]"] {
        let (stdout, stderr, exit) = run("a.ndjson", format!("{first}\n{RECORD}\n").as_bytes());
        assert_eq!((stderr.as_str(), exit), ("", Some(1)), "after {first}");
        assert!(stdout.ends_with("\"outcome\":\"referral\"}\n"), "{stdout}");
    }
}

#[test]
fn rows_that_a_quote_swallows_are_told() {
    let header = "\n\nid,age,computer,hours,goal,tried\n";
    let row = "1,10,no,1,hobby,nothing\n";
    let open = "2,10,no,1,hobby,\"nothing\n";
    let (stdout, stderr, exit) = run("a.csv", format!("{header}{row}{open}{row}{row}").as_bytes());
    let expected = "id,outcome,line,errors\n1,referral,4,\n\
        5,,5,\"a quote in this row is not closed, so all up to line 7 was taken for a part of it\"\n";
    assert_eq!(
        (stdout.as_str(), stderr.as_str(), exit),
        (expected, "", Some(1))
    );
    let short = "2,10,\"no,1,hobby,nothing\n";
    let closed = "3,10,no,1,hobby,\"nothing\"\n";
    let (stdout, ..) = run(
        "a.csv",
        format!("{header}{short}{row}{closed}{row}1,2\n").as_bytes(),
    );
    let expected = "id,outcome,line,errors\n\
        4,,4,\"the row has 3 cells; expected 6, as in the header; it goes on over several lines: is a quote not closed?\"\n\
        1,referral,7,\n\
        8,,8,\"the row has 2 cells; expected 6, as in the header\"\n";
    assert_eq!(stdout, expected);
}

#[test]
fn what_stands_in_a_header_is_told_without_harm() {
    for (header, said) in [
        (
            &b"id,a\x1b[2Jge\n"[..],
            r"the header: `a\u{1b}[2Jge` is not a question; expected one of `age`, `computer`, `hours`, `goal`, `tried`, `alone`, `id`",
        ),
        (
            b"id,ag\xe9\n",
            "the header: not UTF-8 at byte 6; expected text in UTF-8",
        ),
        (
            b"id,\"age\n1,2\n3,4\n",
            "the header: a quote in it is not closed",
        ),
        (
            b"\"id\",\"age\"\r1,2\r",
            "the header: a carriage return ends it; expected line feeds between rows",
        ),
        (
            b"id,age,,\n1,2,,\n",
            "the header: column 3 has no name\nerror: the header: column 4 has no name",
        ),
    ] {
        let (stdout, stderr, exit) = run("a.csv", header);
        assert_eq!((stdout.as_str(), exit), ("", Some(2)));
        assert_eq!(stderr, format!("error: {said}\n"));
    }
}
