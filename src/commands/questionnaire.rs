//! The questionnaire in use: the embedded one, or the file given with `-q`.

use crate::embedded;
use crate::exit::Failure;
use crate::model::check::check;
use crate::model::tree::Tree;
use crate::model::written::{LARGEST, too_large};
use crate::report::findings::Found;
use std::borrow::Cow;
use std::ffi::OsString;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

/// A questionnaire with its text and its name.
pub struct Questionnaire {
    /// The checked tree.
    pub tree: Tree,
    /// What its author wrote.
    pub text: Cow<'static, str>,
    /// The file it came from, if it is not the embedded one.
    pub path: Option<PathBuf>,
}

impl Questionnaire {
    /// Loads the file, or the embedded questionnaire.
    ///
    /// # Errors
    /// The file cannot be read, or has mistakes: all of them.
    pub fn load(path: Option<OsString>) -> Result<Self, Failure> {
        let Some(path) = path.map(PathBuf::from) else {
            return Ok(Questionnaire {
                tree: embedded::tree(),
                text: Cow::Borrowed(embedded::TEXT),
                path: None,
            });
        };
        let text = read(&path)?;
        match check(&text) {
            Ok(tree) => Ok(Questionnaire {
                tree,
                text: Cow::Owned(text),
                path: Some(path),
            }),
            Err(findings) => Err(Failure::from(Found {
                file: path.display().to_string(),
                text,
                findings,
            })),
        }
    }
}

/// Reads a text file that an author wrote, but never more than a questionnaire can be.
///
/// # Errors
/// It cannot be opened, is too large, or is not UTF-8.
pub(super) fn read(path: &std::path::Path) -> Result<String, Failure> {
    let name = path.display();
    let fail = |problem: &dyn std::fmt::Display| Failure::new(format!("`{name}`: {problem}"));
    let file = File::open(path).map_err(|error| fail(&error))?;
    let size = file.metadata().map_err(|error| fail(&error))?;
    if size.is_dir() {
        return Err(fail(&"is a directory; expected a file"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fail(&error))?;
    if bytes.len() > LARGEST {
        return Err(fail(&too_large(size.len()).message));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        fail(&format!(
            "not UTF-8 at byte {at}; expected a text file in UTF-8"
        ))
    })
}
