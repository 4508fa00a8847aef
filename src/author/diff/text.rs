//! A difference in words.

use super::{Change, Difference, Part, Shift, What};
use crate::author::share::share;
use serde_json::Value;
use std::fmt::Write;

/// The whole difference as text, wrapped to `width` columns; commands are never wrapped.
pub fn text(difference: &Difference, width: usize) -> String {
    let mut text = String::new();
    for part in &difference.parts {
        text += &told(part, width);
        text.push('\n');
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text += &summary(difference, width);
    for shift in &difference.shifts {
        text += &shown(shift, width);
    }
    text
}

fn told(part: &Part, width: usize) -> String {
    let name = format!("{} `{}`", part.part, part.id);
    match &part.change {
        Change::Added { text } => format!("{name} added{}", quote("+", text, width)),
        Change::Removed { text } => format!("{name} removed{}", quote("-", text, width)),
        Change::Reworded { key, old, new } => {
            let (old, new) = (quote("-", old, width), quote("+", new, width));
            format!("{name}: `{key}` reworded{old}{new}")
        }
        Change::Changed { key, old, new } => {
            format!("{name}: `{key}` was {}, is {}", word(old), word(new))
        }
    }
}

fn word(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// A text on lines of its own; nothing of no text.
fn quote(sign: &str, text: &str, width: usize) -> String {
    let (first, rest) = (format!("    {sign} "), "      ");
    let options = textwrap::Options::new(width);
    let options = options.initial_indent(&first).subsequent_indent(rest);
    if text.is_empty() {
        return String::new();
    }
    format!("\n{}", textwrap::fill(text, options))
}

fn summary(difference: &Difference, width: usize) -> String {
    let all = difference.combinations.grouped();
    let text = if difference.shifts.is_empty() {
        format!("The same result for all {all} combinations of answers.")
    } else {
        let some = difference.differing.grouped();
        let share = share(difference.percent);
        format!("Another result for {some} of {all} combinations of answers ({share}).")
    };
    textwrap::fill(&text, width) + "\n"
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
    let count = shift.combinations.grouped();
    let share = share(shift.percent);
    let mut text = String::from("\n");
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{what}{} -> {}: {count} combinations, {share}",
        shift.old, shift.new
    );
    let indent = textwrap::Options::new(width)
        .initial_indent("  ")
        .subsequent_indent("  ");
    let _ = writeln!(text, "{}", textwrap::fill(&shift.witness.words, indent));
    let _ = writeln!(text, "  was: {}", shift.witness.old);
    let _ = writeln!(text, "  is:  {}", shift.witness.new);
    text
}
