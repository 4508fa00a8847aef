//! The questionnaire that comes with the program, checked when it was built, and its translations.

use crate::model::tree::Tree;
use crate::model::words::Words;

/// Its name in messages.
pub const NAME: &str = "questions.yaml";

/// Its text, as its author wrote it.
pub const TEXT: &str = include_str!("../questions.yaml");

const TREE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tree.postcard"));

/// The checked questionnaire.
pub fn tree() -> Tree {
    postcard::from_bytes(TREE).expect("the build script wrote it from the same types")
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
    loaded: &'static [u8],
}

/// All translations.
pub const EDITIONS: &[Edition] = include!(concat!(env!("OUT_DIR"), "/editions.rs"));

/// The edition in this language, if there is one.
pub fn edition(language: &str) -> Option<&'static Edition> {
    EDITIONS.iter().find(|edition| edition.language == language)
}

impl Edition {
    /// The translated questionnaire, and the program's own words in that language.
    pub fn load(&self) -> (Tree, Words) {
        let (tree, texts): (Tree, Vec<(String, String)>) = postcard::from_bytes(self.loaded)
            .expect("the build script wrote it from the same types");
        let mut words = Words::default();
        for (name, text) in texts {
            words.set(&name, text);
        }
        (tree, words)
    }
}
