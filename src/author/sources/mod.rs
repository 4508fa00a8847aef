//! Where everything comes from: every rule, branch, support, alert, level and contact, for a reviewer to tick.

mod csv;
mod entries;
mod markdown;
mod text;

pub use csv::csv;
pub use entries::{Entry, entries};
pub use markdown::markdown;
pub use text::text;

use crate::model::document::Document;
use serde::Serialize;

/// How a source says that a rule is the author's own.
const OURS: [&str; 2] = ["our judgement", "our judgment"];

/// Everything that has or should have a source; what has none comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sources {
    /// The version of this shape.
    pub schema: u32,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// Its version.
    pub version: String,
    /// Who reviewed it, if anybody has.
    pub reviewed_by: Option<String>,
    /// How many have no source.
    pub without: usize,
    /// How many are the author's own judgement.
    pub ours: usize,
    /// How many are so in part.
    pub partly_ours: usize,
    /// All of them.
    pub entries: Vec<Entry>,
}

impl Sources {
    /// The sources of a questionnaire.
    pub fn of(document: &Document) -> Self {
        let mut entries = entries(document);
        entries.sort_by_key(|entry| entry.source.is_some());
        let count = |ours| entries.iter().filter(|entry| entry.ours == ours).count();
        let reviewed = document.reviewed_by.as_ref();
        Sources {
            schema: 1,
            questionnaire: document.id.value.to_string(),
            version: document.version.value.to_string(),
            reviewed_by: reviewed
                .map(|by| by.value.to_string())
                .filter(|by| !by.is_empty()),
            without: entries
                .iter()
                .filter(|entry| entry.source.is_none())
                .count(),
            ours: count(Ours::Wholly),
            partly_ours: count(Ours::Partly),
            entries,
        }
    }

    /// What there is, in one line.
    fn summary(&self) -> String {
        format!(
            "{} to review: {} without a source, {} our own judgement, {} in part",
            self.entries.len(),
            self.without,
            self.ours,
            self.partly_ours
        )
    }
}

/// How much of a rule is the author's own, by its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ours {
    /// All of it.
    Wholly,
    /// The source names others, too.
    Partly,
    /// Nothing.
    No,
}

impl Ours {
    fn of(source: &str) -> Self {
        let source = source.to_lowercase();
        if OURS.iter().any(|ours| source.starts_with(ours)) {
            Ours::Wholly
        } else if OURS.iter().any(|ours| source.contains(ours)) {
            Ours::Partly
        } else {
            Ours::No
        }
    }

    /// The mark before a source.
    fn mark(self) -> &'static str {
        match self {
            Ours::Wholly => "ours",
            Ours::Partly => "partly ours",
            Ours::No => "",
        }
    }
}
