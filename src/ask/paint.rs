//! Entries as rows: numbers right-aligned, texts wrapped below themselves, the one the person is at marked.

use super::entry::Entry;
use super::look::Look;
use super::prompt::Tone;
use super::wrap::wrap;
use dialoguer::theme::Theme;
use std::ops::Range;

/// Rows of a list, and which of them belong to each entry.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<String>,
    pub(super) entries: Vec<Range<usize>>,
}

impl Rows {
    /// The same rows below these, which belong to no entry.
    pub(super) fn put_below(&mut self, mut above: Vec<String>) {
        for entry in &mut self.entries {
            *entry = entry.start + above.len()..entry.end + above.len();
        }
        above.append(&mut self.rows);
        self.rows = above;
    }
}

/// What is marked in a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marked {
    /// The entry the person is at.
    pub(super) at: usize,
    /// The choices that are ticked, where any number can be.
    pub(super) ticks: Option<u64>,
}

/// All entries.
pub(super) fn list(entries: &[Entry], marked: Marked, look: Look, width: usize) -> Rows {
    let mut list = Rows::default();
    let widest = entries.iter().map(|entry| entry.key.len()).max();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(heading) = &entry.item.group {
            let wrapped = wrap("", heading, width);
            list.rows
                .extend(wrapped.iter().map(|row| look.say(Tone::Quiet, row)));
        }
        let start = list.rows.len();
        let texts = texts(entry, widest.unwrap_or(1), look, width - margin(marked));
        let mut texts = texts.iter();
        list.rows.extend(
            texts
                .next()
                .map(|text| first(entry, at, marked, look, text)),
        );
        let tone = if at == marked.at {
            Tone::Active
        } else {
            Tone::Plain
        };
        let indent = " ".repeat(margin(marked));
        list.rows
            .extend(texts.map(|text| look.say(tone, &format!("{indent}{text}"))));
        list.entries.push(start..list.rows.len());
    }
    list
}

/// Columns before the number: the pointer, and a box to tick.
fn margin(marked: Marked) -> usize {
    marked.ticks.map_or(2, |_| 6)
}

/// The number, the label and what stands below it, in rows of `room` columns.
fn texts(entry: &Entry, widest: usize, look: Look, room: usize) -> Vec<String> {
    let key = format!("{:>widest$}  ", entry.key);
    let mut texts = wrap(&key, &entry.item.label, room);
    if let Some(detail) = &entry.item.detail {
        let mark = format!("{}{}", " ".repeat(key.len()), look.arrow());
        texts.extend(wrap(&mark, detail, room));
    }
    texts
}

/// The first row of an entry, in the words of the theme.
fn first(entry: &Entry, at: usize, marked: Marked, look: Look, text: &str) -> String {
    let active = at == marked.at;
    let mut row = String::new();
    let written = match (marked.ticks, entry.means.choice()) {
        (None, _) => look.format_select_prompt_item(&mut row, text, active),
        (Some(_), None) => look.format_select_prompt_item(&mut row, &format!("    {text}"), active),
        (Some(ticks), Some(choice)) => {
            let ticked = ticks >> choice & 1 == 1;
            look.format_multi_select_prompt_item(&mut row, text, ticked, active)
        }
    };
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
    row
}

/// A message, in the words of the theme.
pub(super) fn message(text: Option<&String>, look: Look, width: usize) -> Vec<String> {
    let rows = text.iter().flat_map(|text| wrap("", text, width));
    rows.map(|row| {
        let mut line = String::new();
        let written = look.format_error(&mut line, &row);
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
        line
    })
    .collect()
}
