//! Every code has a fixture, whose whole output is compared, and an explanation whose example is true.
//!
//! The fixture of a code is `tests/fixtures/findings/CODE.yaml`, a questionnaire that is right but for that; or
//! `CODE.cases.yaml`, cases for `bike.yaml` beside it; or `CODE.es.yaml`, a translation of it. What `firststep check` (or `test`) says of it stands in
//! `CODE.txt`; `UPDATE=1 cargo test --test findings` writes that file, to be read before it is committed.

use firststep::author::about::{about, explain};
use firststep::model::finding::Code;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/findings")
}

/// No file can show this one and be small.
fn is_made_here(code: Code) -> bool {
    matches!(code, Code::TooLarge | Code::Unproved)
}

fn make(code: Code) -> String {
    if code == Code::TooLarge {
        return "- bike\n".repeat(2_000_001);
    }
    let bike = fs::read_to_string(folder().join("bike.yaml")).expect("the base is there");
    let more = (0..10_001).map(|at| format!("      - {{ id: q{at}, ask: And?, kind: yes_no }}\n"));
    bike.replace(
        "    next:",
        &format!("{}    next:", more.collect::<String>()),
    )
}

/// The file that shows a code, written first if it is not kept.
fn fixture(code: Code, made: &Path) -> Option<PathBuf> {
    if is_made_here(code) {
        let path = made.join(format!("{code}.yaml"));
        fs::write(&path, make(code)).expect("the file is written");
        return Some(path);
    }
    let endings = ["yaml", "cases.yaml", "es.yaml"];
    let kept = endings.map(|ending| format!("{code}.{ending}"));
    let mut kept = kept.into_iter().map(|name| folder().join(name));
    kept.find(|path| path.exists())
}

/// What the program says of a fixture, by the name it has in its folder.
fn run(path: &Path) -> Output {
    let name = path.file_name().expect("a file").to_string_lossy();
    let bike = folder().join("bike.yaml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
    command.current_dir(path.parent().expect("a folder"));
    if name.ends_with(".cases.yaml") {
        command.arg("test").arg(bike).args(["--cases", &name]);
    } else if name.ends_with(".es.yaml") {
        command.arg("check").arg("-q").arg(bike).arg(&*name);
    } else {
        command.args(["check", &name]);
    }
    command.output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    let streams = [&output.stdout, &output.stderr];
    let text: String = streams
        .map(|stream| String::from_utf8_lossy(stream))
        .concat();
    let status = output.status.code().expect("it ended by itself");
    format!("{text}(exit status {status})\n")
}

#[test]
fn every_code_has_a_fixture_and_says_what_is_expected() {
    let made = tempfile::tempdir().expect("a place for files");
    for code in Code::ALL {
        let path = fixture(*code, made.path()).unwrap_or_else(|| {
            panic!("`{code}` has no fixture: add tests/fixtures/findings/{code}.yaml (or {code}.cases.yaml), then UPDATE=1")
        });
        let said = said(&run(&path));
        let expected = folder().join(format!("{code}.txt"));
        if env::var_os("UPDATE").is_some() {
            fs::write(&expected, &said).expect("the file is written");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(said, expected, "of `{code}`");
        assert!(
            said.contains(&format!("[{code}]")),
            "`{code}` is not found in its fixture"
        );
    }
}

#[test]
fn every_fixture_and_expected_output_belongs_to_a_code() {
    for entry in fs::read_dir(folder()).expect("the folder is there") {
        let name = entry.expect("a file").file_name();
        let name = name.to_string_lossy();
        let stem = name.split('.').next().unwrap_or_default();
        let known = stem == "bike" || Code::ALL.iter().any(|code| code.name() == stem);
        assert!(known, "`{name}` belongs to no code");
    }
}

/// The example of every explanation stands in the fixture; mended as the explanation says, the finding is gone.
/// (What is too large is made above, and what is out of date will be so again.)
#[test]
fn every_example_is_wrong_as_shown_and_right_when_mended() {
    let made = tempfile::tempdir().expect("a place for files");
    let left_out = [Code::TooLarge, Code::Unproved, Code::StaleContact];
    for code in Code::ALL.iter().filter(|code| !left_out.contains(code)) {
        let path = fixture(*code, made.path()).expect("every code has a fixture");
        let text = fs::read_to_string(&path).expect("it is a text");
        let explanation = explain(*code);
        let mended = (0..12).find_map(|spaces| {
            let indent = |text: &str| text.replace('\n', &format!("\n{}", " ".repeat(spaces)));
            let (wrong, right) = (indent(explanation.wrong), indent(explanation.right));
            text.contains(&wrong).then(|| text.replace(&wrong, &right))
        });
        let mended = mended
            .unwrap_or_else(|| panic!("the example of `{code}` is not in {}", path.display()));
        let file = made.path().join(path.file_name().expect("a file"));
        fs::write(&file, mended).expect("the file is written");
        let said = said(&run(&file));
        assert!(
            !said.contains(&format!("[{code}]")),
            "mended as `{code}` is explained, and still:\n{said}"
        );
    }
}

#[test]
fn an_explanation_says_what_why_how_and_the_cure() {
    let expected = "\
error[unknown-key]: A key that means nothing here; usually a slip of the
pen.

A key with a slip in it would be passed over, and the questionnaire would
mean less than its author thinks.

For example:

    oder: heavier

Write the key as it is called; the message names the nearest one, and
`firststep schema questionnaire` describes all of them.

So:

    order: heavier
";
    assert_eq!(about(Code::UnknownKey, 74), expected);
}

#[test]
fn check_explains_a_code_and_knows_the_nearest() {
    let check = |code: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_firststep"));
        command
            .args(["check", "--about", code])
            .output()
            .expect("the binary runs")
    };
    for code in Code::ALL {
        let output = check(code.name());
        assert_eq!(String::from_utf8_lossy(&output.stdout), about(*code, 80));
        assert_eq!(output.status.code(), Some(0));
    }
    let output = check("unknown-kay");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains("tip: a similar value exists: 'unknown-key'"),
        "{said}"
    );
}
