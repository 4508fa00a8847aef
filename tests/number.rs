//! Whole numbers are taken as programs write them, at every door; what is none is quoted as it was written.

#[path = "common/pipe.rs"]
mod pipe;

use std::process::Command;

const COURSE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/course/questions.yaml"
);
const WHOLE: &[&str] = &[
    "30",
    "30.0",
    "30.000",
    "3e1",
    "3E+1",
    "3.0e1",
    "0.3e2",
    "300e-1",
    "300.0E-01",
];
const NOT_WHOLE: &[&str] = &[
    "30.5",
    "30.50",
    "3.05e1",
    "305e-1",
    "1e20",
    "1e999",
    "1e-999",
    "99999999999999999999",
    "1e99999999999999999999",
    "-0.5",
];

/// All that is said, and the exit status.
fn run(arguments: &[&str], input: &str) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    let output = pipe::answer(command.args(["-q", COURSE]).args(arguments), input);
    let said = [output.stdout, output.stderr].concat();
    (
        String::from_utf8(said).expect("UTF-8"),
        output.status.code(),
    )
}

/// A whole record, with this age.
fn record(age: &str) -> String {
    format!(
        r#"{{"id":{age},"age":{age},"computer":"no","hours":1,"goal":"hobby","tried":"nothing"}}"#
    )
}

#[test]
fn a_whole_number_may_be_written_in_many_ways() {
    for age in WHOLE {
        let batch = ["batch", "--fields", "id,level"];
        let expected = format!("{{\"id\":{age},\"level\":\"book\"}}\n");
        assert_eq!(run(&batch, &record(age)), (expected, Some(0)));
        let table = format!("id,age,computer,hours,goal,tried\na,{age},no,1,hobby,nothing\n");
        let expected = "id,level,line,errors\na,book,2,\n".to_owned();
        assert_eq!(run(&batch, &table), (expected, Some(0)));
        let answers = format!("{{\"age\":{age}}}");
        let (said, exit) = run(&["next"], &answers);
        assert!(said.contains(r#""question":{"id":"computer""#), "{said}");
        assert_eq!(exit, Some(0));
        assert_eq!(run(&["--age", age], ""), run(&["--age", "30"], ""));
        assert_eq!(
            run(&["-a", "-", "--no-input"], &answers),
            run(&["--age", "30"], "")
        );
    }
}

#[test]
fn what_is_no_whole_number_is_quoted_as_it_was_written() {
    for age in NOT_WHOLE {
        let problem = format!("`{age}` does not answer `age`");
        let allowed = "expected a whole number from 5 to 120 (years)";
        let expected =
            format!("{{\"id\":{age},\"line\":1,\"errors\":[\"{problem}; {allowed}\"]}}\n");
        assert_eq!(run(&["batch"], &record(age)), (expected, Some(1)));
        let (said, exit) = run(&["next"], &format!("{{\"age\":{age}}}"));
        let expected = format!(r#"{{"message":"{problem}","help":"{allowed}"}}"#);
        assert!(said.contains(&expected), "{said}");
        assert_eq!(exit, Some(2));
    }
}

#[test]
fn what_is_wrong_with_the_json_itself_is_still_told() {
    let deep = format!("{{\"age\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    for (line, problem) in [
        (
            r#"{"age":3.}"#,
            "not a JSON object at column 10: invalid number",
        ),
        (
            r#"{"age":03}"#,
            "not a JSON object at column 9: invalid number",
        ),
        (
            r#"{"goal":"\ud800"}"#,
            "not a JSON object at column 17: unexpected end of hex escape",
        ),
        (
            &deep,
            "`age` is a list with something else than words; expected a word, a list of words or a number",
        ),
    ] {
        let expected = format!("{{\"id\":1,\"line\":1,\"errors\":[\"{problem}");
        let (said, exit) = run(&["batch"], line);
        assert!(said.starts_with(&expected), "{said}");
        assert_eq!(exit, Some(1));
    }
}
