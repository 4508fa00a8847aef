//! Sources as lines for a terminal.

use super::{Entry, Sources};

/// One paragraph for each, then how many there are.
pub fn text(sources: &Sources) -> String {
    let entries: String = sources.entries.iter().map(paragraph).collect();
    format!("{entries}{}\n", sources.summary())
}

fn paragraph(entry: &Entry) -> String {
    let mut text = format!("[ ] {} {} (line {})\n", entry.kind, entry.name, entry.line);
    if let Some(when) = &entry.when {
        text += &format!("    when   {when}\n");
    }
    if !entry.says.is_empty() {
        text += &format!("    says   {}\n", entry.says);
    }
    let source = entry.source.as_deref().unwrap_or("none");
    text += &format!("    source {source}\n");
    if !entry.ours.mark().is_empty() {
        text += &format!("    judged {}\n", entry.ours.mark());
    }
    text + "\n"
}
