//! The file of `-o`: it is opened only when nothing that is read or kept would be lost by that.

use crate::cli::given;
use crate::exit::Failure;
use clap::ArgMatches;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// The options and arguments that name a file which is read, or in which answers are kept.
const TAKEN: &[&str] = &["file", "answers", "map", "questions", "save"];

/// Where a result goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Destination<'m>(Option<&'m str>);

impl<'m> Destination<'m> {
    /// The file of `-o`, or standard output.
    ///
    /// # Errors
    /// The file is one that is read or kept, by the same name or another.
    pub(super) fn by(matches: &'m ArgMatches) -> Result<Self, Failure> {
        let path = given(matches, "output");
        let Some(taken) = taken(matches, path) else {
            return Ok(Destination(path));
        };
        Err(Failure::new(match path {
            Some(path) => format!(
                "`-o {path}` would destroy {taken}, which is in use; expected another name for the result"
            ),
            None => format!(
                "standard output goes to {taken}, which is in use; expected another file for the result"
            ),
        }))
    }

    /// What messages call it.
    pub(super) fn name(self) -> String {
        self.0
            .map_or("standard output".to_owned(), |path| format!("`{path}`"))
    }

    pub(super) fn is_file(self) -> bool {
        self.0.is_some()
    }

    /// Opens it; a file that is there already is written anew.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn open(self) -> Result<Box<dyn Write + Send>, Failure> {
        let Some(path) = self.0 else {
            return Ok(Box::new(io::stdout()));
        };
        match File::create(path) {
            Ok(file) => Ok(Box::new(file)),
            Err(error) => Err(Failure::writing(self.name(), &error)),
        }
    }
}

/// What a file's name ends with, in small letters.
pub(super) fn ending(path: &str) -> Option<String> {
    let ending = Path::new(path).extension()?.to_str()?;
    Some(ending.to_ascii_lowercase())
}

/// What is in use and would be written to.
fn taken(matches: &ArgMatches, path: Option<&str>) -> Option<String> {
    let output = match path {
        Some(path) => fs::metadata(path),
        None => opened(io::stdout()),
    };
    // A device may be read and written at once.
    let output = output.ok().filter(Metadata::is_file);
    let is_output = |other: io::Result<Metadata>| {
        let (Some(output), Ok(other)) = (&output, other) else {
            return false;
        };
        (output.dev(), output.ino()) == (other.dev(), other.ino())
    };
    let names = TAKEN.iter().filter_map(|name| given(matches, name));
    let mut names = names.filter(|name| *name != "-");
    let name = names.find(|name| path == Some(name) || is_output(fs::metadata(name)));
    if let Some(name) = name {
        return Some(format!("`{name}`"));
    }
    let is_input = output.is_some() && is_output(opened(io::stdin()));
    is_input.then(|| "standard input".to_owned())
}

fn opened(stream: impl AsFd) -> io::Result<Metadata> {
    File::from(stream.as_fd().try_clone_to_owned()?).metadata()
}
