//! A program that is answered through a pipe.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Runs it, hands it these lines, and returns what it printed.
pub(crate) fn answer(command: &mut Command, lines: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // It may have ended before it has read everything.
    let _ = stdin.write_all(lines.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}
