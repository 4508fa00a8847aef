//! Sources as CSV, for a spreadsheet.

use super::{Entry, Sources};

/// A header, then one record for each; the first column is left for the reviewer.
pub fn csv(sources: &Sources) -> String {
    let rows: String = sources.entries.iter().map(row).collect();
    format!("ok,kind,name,line,when,says,ours,source\r\n{rows}")
}

fn row(entry: &Entry) -> String {
    let line = entry.line.to_string();
    let cells = [
        "",
        entry.kind,
        &entry.name,
        &line,
        entry.when.as_deref().unwrap_or_default(),
        &entry.says,
        entry.ours.mark(),
        entry.source.as_deref().unwrap_or_default(),
    ];
    cells.map(cell).join(",") + "\r\n"
}

/// Spreadsheets run what begins like a formula; a quotation mark in front keeps it a text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
