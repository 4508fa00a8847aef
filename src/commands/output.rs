//! Standard output: what is printed there, and how a command ends that printed.

use crate::exit::{Exit, Failure};
use std::io::{self, ErrorKind, Write};

/// Prints a text.
///
/// # Errors
/// It cannot be written.
pub(crate) fn print(text: &str, exit: Exit) -> Result<Exit, Failure> {
    printed(io::stdout().write_all(text.as_bytes()), exit)
}

/// How it ends after printing. A reader that went away has what it wanted: `firststep --help | head -1` is no failure.
///
/// # Errors
/// It cannot be written.
pub(crate) fn printed(result: io::Result<()>, exit: Exit) -> Result<Exit, Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::writing("standard output", &error))
        }
        _ => Ok(exit),
    }
}
