//! The record as JSON: a promise to scripts.

use super::Record;

/// One JSON document with a line feed at its end.
pub fn render(record: &Record) -> String {
    // Nothing in a record can fail: its keys are strings and its numbers are finite.
    let mut text = serde_json::to_string_pretty(record).unwrap_or_default();
    text.push('\n');
    text
}
