//! Tools for those who write and review a questionnaire.

pub mod about;
pub mod cases;
pub mod coverage;
pub mod diff;
pub mod graph;
pub mod plain;
pub mod proof;
pub mod schema;
mod share;
pub mod sources;
pub(crate) mod wrap;
