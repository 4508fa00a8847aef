//! The questionnaire that comes with the program, checked when it was built, and its translations.

use crate::model::condition::{Condition, Test};
use crate::model::document::{Kind, Never, Order, Per, Stop, Timing};
use crate::model::fixed::{Held, List, Text};
use crate::model::place::{At, Place};
use crate::model::tree::*;
use crate::model::words::Words;
use std::ops::Range;

/// Its name in messages.
pub const NAME: &str = "questions.yaml";

/// Its text, as its author wrote it.
pub const TEXT: &str = include_str!("../questions.yaml");

/// The checked questionnaire.
pub fn tree() -> Tree {
    TREE.clone()
}

/// The questionnaire in another language.
#[derive(Debug, Clone, Copy)]
pub struct Edition {
    /// The language, as `es`.
    pub language: &'static str,
    /// The name of the translation in messages.
    pub name: &'static str,
    /// The translation, as its author wrote it.
    pub text: &'static str,
    tree: &'static Tree,
    words: &'static Words,
}

/// The edition in this language, if there is one.
pub fn edition(language: &str) -> Option<&'static Edition> {
    EDITIONS.iter().find(|edition| edition.language == language)
}

impl Edition {
    /// The translated questionnaire.
    pub fn tree(&self) -> Tree {
        self.tree.clone()
    }

    /// The program's own words in that language.
    pub fn words(&self) -> &'static Words {
        self.words
    }
}

// The constants `TREE` and `EDITIONS`, as the build script wrote them.
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
