//! The bracket or quote that an author forgot to close: the parser goes on past it, and stops lines below.

use super::super::place::Place;

/// So many lines above the one where the parser stopped are looked at.
const FAR: usize = 50;

/// Where the quote begins that ends before this place.
pub(super) fn quote(text: &str, place: Place) -> Option<Place> {
    let mut lines = above(text, place);
    let (number, line) = lines.next()?;
    let mut starts = line.char_indices().map(|(at, _)| at);
    let end = starts.nth(place.column as usize - 1).unwrap_or(line.len());
    let before = line[..end].trim_end();
    let mark = before.chars().last().filter(|c| matches!(c, '"' | '\''))?;
    let rest = &before[..before.len() - 1];
    let mut places = std::iter::once((number, rest)).chain(lines);
    places.find_map(|(number, line)| Some(spot(number, line, line.rfind(mark)?)))
}

/// The last bracket above this place, or before it in its line, that its own line begins to fill and does not close.
pub(super) fn bracket(text: &str, place: Place) -> Option<Place> {
    let mut lines = above(text, place);
    lines.find_map(|(number, line)| Some(spot(number, line, open(line)?)))
}

/// Whether a line opens a bracket, begins to fill it and does not close it.
pub(super) fn has_open_bracket(line: &str) -> bool {
    open(line).is_some()
}

/// The line of the place, then those above it.
fn above(text: &str, place: Place) -> impl Iterator<Item = (u32, &str)> {
    let lines: Vec<(u32, &str)> = (1..=place.line).zip(text.lines()).collect();
    lines.into_iter().rev().take(FAR)
}

fn spot(number: u32, line: &str, byte: usize) -> Place {
    Place::spot(number, line[..byte].chars().count() as u32 + 1)
}

/// Where the innermost bracket stands that is open at the end of a line. One with nothing after it is closed further
/// down, as a rule.
fn open(line: &str) -> Option<usize> {
    let (mut opened, mut quoted, mut before) = (Vec::new(), None, ':');
    for (at, c) in line.char_indices() {
        match (quoted, c) {
            (Some(mark), c) if c == mark => quoted = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if matches!(before, ':' | ',' | '[' | '{' | '-') => quoted = Some(c),
            (None, '[' | '{') => opened.push(at),
            (None, ']' | '}') => {
                opened.pop();
            }
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    let is_filled = |at: &usize| !line[at + 1..].trim().is_empty();
    opened.pop().filter(is_filled)
}
