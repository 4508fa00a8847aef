//! Standard output: what is printed there, and how a command ends that printed.

use crate::exit::{Exit, Failure};
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// Prints a text.
///
/// # Errors
/// It cannot be written.
pub(crate) fn print(text: &str, exit: Exit) -> Result<Exit, Failure> {
    printed(io::stdout().write_all(text.as_bytes()), exit)
}

/// How it ends after printing to standard output.
///
/// # Errors
/// It cannot be written.
pub(crate) fn printed(result: io::Result<()>, exit: Exit) -> Result<Exit, Failure> {
    written("standard output", result, exit)
}

/// How it ends after writing to something of this name. A reader that went away has what it wanted:
/// `firststep --help | head -1` is no failure.
///
/// # Errors
/// It cannot be written.
pub(super) fn written(
    name: impl Display,
    result: io::Result<()>,
    exit: Exit,
) -> Result<Exit, Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::writing(name, &error)),
        _ => Ok(exit),
    }
}
