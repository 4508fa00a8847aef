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
        let Some(path) = given(matches, "output") else {
            return Ok(Destination(None));
        };
        let names = TAKEN.iter().filter_map(|name| given(matches, name));
        let mut names = names.filter(|name| *name != "-");
        let taken = names.find(|name| *name == path || is_same(path, fs::metadata(name)));
        let taken = taken.map(|name| format!("`{name}`"));
        match taken.or_else(|| is_same(path, stdin()).then(|| "standard input".to_owned())) {
            Some(taken) => Err(Failure::new(format!(
                "`-o {path}` would destroy {taken}, which is in use; expected another name for the result"
            ))),
            None => Ok(Destination(Some(path))),
        }
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

/// Whether a path leads to this very file. A device may be read and written at once.
fn is_same(path: &str, other: io::Result<Metadata>) -> bool {
    let (Ok(one), Ok(other)) = (fs::metadata(path), other) else {
        return false;
    };
    one.is_file() && (one.dev(), one.ino()) == (other.dev(), other.ino())
}

fn stdin() -> io::Result<Metadata> {
    let stdin = io::stdin().as_fd().try_clone_to_owned()?;
    File::from(stdin).metadata()
}
