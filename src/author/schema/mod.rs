//! JSON Schemas: of the questionnaire, from the Rust types that read it; of its answers, from the tree.
//!
//! They speak draft 7, which all editors and validators understand.

mod answers;
mod names;
mod notes;
mod questionnaire;
mod shape;

pub use answers::answers;
pub use questionnaire::questionnaire;

/// The draft in use.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";
