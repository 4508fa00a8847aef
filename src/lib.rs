//! A private terminal questionnaire that walks a decision tree and suggests a level of care.
//!
//! ```text
//! main ─▶ cli ─▶ commands/* ─▶ { ask/  report/  batch/  author/ } ─▶ model/
//! ```

pub mod ask;
pub mod author;
pub mod batch;
pub mod cli;
pub mod commands;
pub mod embedded;
pub mod exit;
pub mod model;
pub mod report;
