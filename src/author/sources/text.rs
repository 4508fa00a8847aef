//! Sources as lines for a terminal.

use super::{Entry, Sources};
use crate::author::wrap::{fill, hang};

/// One paragraph for each, wrapped to `width` columns, then how many there are.
pub fn text(sources: &Sources, width: usize) -> String {
    let entries = sources.entries.iter();
    let entries: String = entries.map(|entry| paragraph(entry, width)).collect();
    format!("{entries}{}\n", fill(&sources.summary(), width))
}

fn paragraph(entry: &Entry, width: usize) -> String {
    let line = |before: &str, text: &str| {
        let indent = " ".repeat(before.len());
        hang(text, width, before, &indent) + "\n"
    };
    let heading = format!("{} {} (line {})", entry.kind, entry.name, entry.line);
    let mut text = line("[ ] ", &heading);
    if let Some(when) = &entry.when {
        text += &line("    when   ", when);
    }
    if !entry.says.is_empty() {
        text += &line("    says   ", &entry.says);
    }
    text += &line("    source ", entry.source.as_deref().unwrap_or("none"));
    if !entry.ours.mark().is_empty() {
        text += &line("    judged ", entry.ours.mark());
    }
    text + "\n"
}
