//! A difference in words.

use super::{Change, Difference, Part, Reworded, Shift, What};
use crate::author::share::share;
use crate::author::wrap::{fill, hang};
use serde_json::Value;
use std::fmt::Write;

/// The whole difference as text, wrapped to `width` columns; commands are never wrapped.
pub fn text(difference: &Difference, width: usize) -> String {
    let mut text = fill(&summary(difference), width) + "\n";
    if !difference.parts.is_empty() {
        text.push('\n');
    }
    for part in &difference.parts {
        text += &told(part, width);
        text.push('\n');
    }
    if !difference.words.is_empty() {
        text += "\nWords that changed:\n";
    }
    for words in &difference.words {
        text += &reworded(words, width);
        text.push('\n');
    }
    for shift in &difference.shifts {
        text += &shown(shift, width);
    }
    text
}

/// First of all, whether anybody gets another result.
fn summary(difference: &Difference) -> String {
    let all = difference.combinations.grouped();
    if difference.shifts.is_empty() {
        let only_words = difference.parts.is_empty() && !difference.words.is_empty();
        let words = if only_words {
            "; only words changed"
        } else {
            ""
        };
        return format!("The same result for all {all} combinations of answers{words}.");
    }
    let some = difference.differing.grouped();
    let of_all = share(difference.percent);
    let of_suggestions = share(difference.percent_of_suggestions);
    format!(
        "Another result for {some} of {all} combinations of answers ({of_all}); for {of_suggestions} of those that end in a \
        suggestion before or after."
    )
}

fn told(part: &Part, width: usize) -> String {
    let name = format!("{} `{}`", part.part, part.id);
    match &part.change {
        Change::Added { text } => format!("{name} added{}", quote("+", text, width)),
        Change::Removed { text } => format!("{name} removed{}", quote("-", text, width)),
        Change::Changed { key, old, new } => {
            let text = format!("{name}: `{key}` was {}, is {}", word(old), word(new));
            fill(&text, width)
        }
    }
}

fn reworded(words: &Reworded, width: usize) -> String {
    let old = words.old.as_deref().map(|text| quote("-", text, width));
    let new = words.new.as_deref().map(|text| quote("+", text, width));
    let [old, new] = [old, new].map(Option::unwrap_or_default);
    format!("  {}{old}{new}", words.place)
}

fn word(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// A text on lines of its own; nothing of no text.
fn quote(sign: &str, text: &str, width: usize) -> String {
    if text.is_empty() {
        return String::new();
    }
    let first = format!("    {sign} ");
    format!("\n{}", hang(text, width, &first, "      "))
}

fn shown(shift: &Shift, width: usize) -> String {
    let of = shift.of.as_deref().unwrap_or_default();
    let what = match shift.what {
        What::Outcome => String::new(),
        What::Alternative => format!("alternative to {of}: "),
        What::Fallback => format!("fallback of {of}: "),
        What::Support => format!("support {of}: "),
        What::Alert => format!("alert {of}: "),
    };
    let indented = |text: &str| hang(text, width, "  ", "  ");
    let heading = format!("{what}{} -> {}", shift.old, shift.new);
    let mut text = format!("\n{}\n", fill(&heading, width));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", indented(&how_many(shift)));
    let _ = writeln!(text, "{}", indented(&shift.witness.words));
    let _ = writeln!(text, "  was: {}", shift.witness.old);
    let _ = writeln!(text, "  is:  {}", shift.witness.new);
    text
}

/// Most combinations of answers name an emergency, so that no share of all says much of suggestions.
fn how_many(shift: &Shift) -> String {
    let count = shift.combinations.grouped();
    let of_all = share(shift.percent);
    let of_suggestions = shift.percent_of_suggestions.map(|percent| {
        let share = share(percent);
        format!("{share} of those that end in a suggestion before or after, ")
    });
    let of_suggestions = of_suggestions.unwrap_or_default();
    format!("{count} combinations: {of_suggestions}{of_all} of all")
}
