//! The questionnaire in use: the embedded one, or the file given with `-q`.

use super::input::read;
use super::language::{self, Wish};
use crate::embedded;
use crate::exit::Failure;
use crate::model::check::check;
use crate::model::tree::Tree;
use crate::model::words::Words;
use crate::report::findings::Found;
use std::borrow::Cow;
use std::ffi::OsString;
use std::path::PathBuf;

/// A questionnaire with its text and its name.
pub struct Questionnaire {
    /// The checked tree.
    pub tree: Tree,
    /// What the program itself says, in the language of the tree.
    pub words: Cow<'static, Words>,
    /// What its author wrote.
    pub text: Cow<'static, str>,
    /// The file it came from, if it is not the embedded one.
    pub path: Option<PathBuf>,
}

impl Questionnaire {
    /// Loads the file, or the embedded questionnaire, as its author wrote it.
    ///
    /// # Errors
    /// The file cannot be read, or has mistakes: all of them.
    pub fn load(path: Option<OsString>) -> Result<Self, Failure> {
        Self::load_in(path, &Wish::Preferred(String::new()))
    }

    /// Loads the file, or the embedded questionnaire, in the language wished for.
    ///
    /// # Errors
    /// The file cannot be read, or has mistakes: all of them.
    pub fn load_in(path: Option<OsString>, wish: &Wish) -> Result<Self, Failure> {
        let Some(path) = path.map(PathBuf::from) else {
            let (tree, words) = language::embedded(wish)?;
            return Ok(Questionnaire {
                tree,
                words,
                text: Cow::Borrowed(embedded::TEXT),
                path: None,
            });
        };
        let text = read(&path)?;
        match check(&text) {
            Ok(tree) => {
                let (tree, words) = language::beside(&path, tree, wish)?;
                Ok(Questionnaire {
                    tree,
                    words,
                    text: Cow::Owned(text),
                    path: Some(path),
                })
            }
            Err(findings) => Err(Found::new(path.display(), text, findings).into()),
        }
    }
}
