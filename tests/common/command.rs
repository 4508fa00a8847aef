//! A command with whole output compared with files beside its fixtures: `NAME.stdout` and `NAME.stderr`.
//!
//! `FIRSTSTEP_SNAPSHOTS=write` writes them anew; read the difference before you keep it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What a command printed, and its exit status.
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) exit: i32,
}

/// Runs the program in a directory of `tests/fixtures`.
pub(crate) fn run(directory: &str, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .args(arguments)
        .current_dir(fixtures(directory))
        .output()
        .expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run {
        stdout: text(output.stdout),
        stderr: text(output.stderr),
        exit: output.status.code().expect("it ends by itself"),
    }
}

/// Runs the program, and compares all it printed with the files of this name.
#[track_caller]
pub(crate) fn compare(directory: &str, name: &str, arguments: &[&str], exit: i32) {
    expect(directory, name, &run(directory, arguments), exit);
}

/// Compares all that was printed with the files of this name.
#[track_caller]
pub(crate) fn expect(directory: &str, name: &str, run: &Run, exit: i32) {
    for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
        let path = fixtures(directory).join(format!("{name}.{stream}"));
        if std::env::var("FIRSTSTEP_SNAPSHOTS").is_ok_and(|value| value == "write") {
            write(&path, text);
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(*text, expected, "{}", path.display());
    }
    assert_eq!(run.exit, exit);
}

fn fixtures(directory: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    tests.join(directory)
}

fn write(path: &Path, text: &str) {
    if text.is_empty() {
        // Nothing printed is no file.
        let _ = std::fs::remove_file(path);
    } else {
        std::fs::write(path, text).expect("the fixture is written");
    }
}
