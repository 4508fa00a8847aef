//! Many records: read, walked and written as they come, in order, on all cores, in memory that does not grow.
//!
//! ```text
//! source ─▶ block ─▶ ndjson │ table ─▶ entry ─▶ judge ─▶ verdict ─▶ sheet ─▶ tally
//! ```

mod blank;
mod buffer;
mod clerk;
mod crew;
mod entry;
mod field;
mod form;
mod judge;
mod map;
mod ndjson;
mod quick;
mod sheet;
mod source;
mod stamp;
mod stranger;
mod summary;
mod table;
mod tally;
mod token;
mod value;

pub use crew::run;
pub use field::Field;
pub use map::Map;
pub use source::LONGEST;
pub use summary::summary;
pub use tally::Tally;

use crate::model::tree::Tree;
use crate::model::words::Words;
use std::io;

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Ndjson,
    /// A header and one row for each record.
    Csv,
}

/// What it means when a question that is asked has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The same as `unsure`.
    Skip,
    /// The record is bad.
    Error,
}

/// What it means when a question that is not asked has an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OffPath {
    /// Nothing.
    Keep,
    /// The record is bad.
    Error,
}

/// What happens after a bad record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterBad {
    /// The next one.
    GoOn,
    /// Nothing.
    Stop,
}

/// What is to be done with all records.
pub struct Job<'t> {
    /// The questionnaire.
    pub tree: &'t Tree,
    /// What the program itself says.
    pub words: &'t Words,
    /// How records are read; by their first byte, if this is not said.
    pub from: Option<Format>,
    /// How results are written; as records are read, if this is not said.
    pub to: Option<Format>,
    /// What is written of each result, in this order.
    pub fields: Vec<Field>,
    /// Columns of somebody else's, and what they answer.
    pub map: Option<Map>,
    /// What a missing answer means.
    pub missing: Missing,
    /// What an answer off the path means.
    pub off_path: OffPath,
    /// What happens after a bad record.
    pub after_bad: AfterBad,
}

/// Why the work could not be finished.
#[derive(Debug)]
pub enum Trouble {
    /// The records cannot be read.
    Read(io::Error),
    /// The results cannot be written.
    Write(io::Error),
    /// The input holds something else than records: what it seems to be, and what was expected.
    Stranger(String),
    /// The header of a table does not fit: all that is wrong.
    Header(Vec<String>),
}
