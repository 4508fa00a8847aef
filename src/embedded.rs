//! The questionnaire that comes with the program, checked when it was built.

use crate::model::tree::Tree;

/// Its name in messages.
pub const NAME: &str = "questions.yaml";

/// Its text, as its author wrote it.
pub const TEXT: &str = include_str!("../questions.yaml");

const TREE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/tree.postcard"));

/// The checked questionnaire.
pub fn tree() -> Tree {
    postcard::from_bytes(TREE).expect("the build script wrote it from the same types")
}
