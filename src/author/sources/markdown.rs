//! Sources as a Markdown table with boxes to tick.

use super::{Entry, Sources};

/// The table, with what a reviewer has to sign below.
pub fn markdown(sources: &Sources) -> String {
    let rows: String = sources.entries.iter().map(row).collect();
    format!(
        "# Sources of `{}`, version {}\n\n{}.\n\n\
         | ok | what | when | what it says | source |\n|---|---|---|---|---|\n{rows}\n\
         Reviewed by: {}\n",
        sources.questionnaire,
        sources.version,
        sources.summary(),
        sources
            .reviewed_by
            .as_deref()
            .unwrap_or("____________________, on ____________"),
    )
}

fn row(entry: &Entry) -> String {
    let when = entry.when.as_ref().map(|when| format!("`{when}`"));
    format!(
        "| [ ] | {} `{}` (line {}) | {} | {} | {} |\n",
        entry.kind,
        entry.name,
        entry.line,
        cell(&when.unwrap_or_default()),
        cell(&entry.says),
        source(entry)
    )
}

fn source(entry: &Entry) -> String {
    let source = entry.source.as_ref().map(|source| cell(source));
    match (source, entry.ours.mark()) {
        (None, _) => "**no source**".to_owned(),
        (Some(source), "") => source,
        (Some(source), mark) => format!("**{mark}:** {source}"),
    }
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', r"\|")
}
