//! What an author most likely did where the YAML parser gave up, in words that need no knowledge of YAML.

use super::super::disguise;
use super::super::place::Place;
use super::unclosed::{bracket, has_open_bracket, quote};

/// Where a slip is, if not where the parser stopped, and what to do.
pub(super) struct Slip {
    pub(super) place: Place,
    pub(super) help: String,
}

const LINE_UP: &str =
    "begin it under the first letter of the keys it belongs with, and put a space after each `-`";
const QUOTES: &str = "put a text that holds `: ` in quotes";
const BRACKETS: &str = "look for a `[` or `{` that is not closed, or closed twice; put a text that holds `: ` in quotes";
const OPEN_QUOTE: &str =
    "look for a quote that is not closed; a text that holds ' goes between two \"";
const INNER_QUOTE: &str = "the text ends at that quote; one that holds \" goes between two ', one that holds ' between two \"";
const BEGINNING: &str = "put a text that begins with such a character in quotes";
const TAB: &str = "indent with spaces; a tab has no fixed width";
const NO_COLON: &str = "this line has no `: ` after a key; is one missing, or a space? If it goes on with a text, indent it like the rest of it";
const NO_DASH: &str = "begin it with `- `, as the entries beside it";
const MERGE: &str = "a merge left its marks here: keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`";
/// What some programs make of the hyphen before an entry of a list.
const BULLETS: [char; 6] = ['•', '◦', '▪', '–', '—', '−'];
const OTHER: &str = "`firststep check --about syntax` tells what most often trips it up";

/// What the parser says, in part, and the advice.
const ADVICE: &[(&str, &str)] = &[
    ("quoted scalar", OPEN_QUOTE),
    ("unexpected character", BEGINNING),
    ("unknown anchor", BEGINNING),
    ("block scalar", BEGINNING),
    ("expected ',' or", BRACKETS),
    ("bracket", BRACKETS),
    ("invalid indentation", BRACKETS),
    ("inside a block", BRACKETS),
    ("':' indicator", BRACKETS),
    ("expected key", LINE_UP),
    ("'-' indicator", LINE_UP),
];

/// Reads the parser's sentence together with the lines it is about.
pub(super) fn slip(text: &str, place: Place, said: &str) -> Slip {
    if let Some(marks) = merge(text, place) {
        return marks;
    }
    let (place, help) = likely(text, place, said);
    let disguised = disguised(line(text, place.line), place.line);
    let help = help.to_owned();
    disguised.unwrap_or(Slip { place, help })
}

fn likely(text: &str, place: Place, said: &str) -> (Place, &'static str) {
    if said.contains("tab") {
        return tab(text, place);
    }
    if said.contains("mapping values") {
        return colon(line(text, place.line), place);
    }
    if said.contains("simple key") {
        return no_colon(text, place);
    }
    if said.contains("trailing content") {
        return match quote(text, place) {
            Some(open) if open.line < place.line => (open, OPEN_QUOTE),
            _ => (place, INNER_QUOTE),
        };
    }
    let mut advice = ADVICE.iter().filter(|(part, _)| said.contains(part));
    match advice.next().map_or(OTHER, |(_, help)| help) {
        BRACKETS => brackets(text, place),
        LINE_UP => no_dash(text, place).map_or((place, LINE_UP), |place| (place, NO_DASH)),
        help => (place, help),
    }
}

fn line(text: &str, number: u32) -> &str {
    let line = text.lines().nth(number.saturating_sub(1) as usize);
    line.unwrap_or_default()
}

/// What a program that joins two versions of a file leaves where they differ.
fn merge(text: &str, place: Place) -> Option<Slip> {
    let mut lines = (1..=place.line).zip(text.lines());
    let (number, line) = lines.find(|(_, line)| line.starts_with("<<<<<<<"))?;
    let (place, help) = (within(number, line), MERGE.to_owned());
    Some(Slip { place, help })
}

/// A character that only looks like a space, a hyphen or a quote, where a line begins or after a key's colon.
fn disguised(line: &str, number: u32) -> Option<Slip> {
    let words = line.trim_start_matches([' ', '-']);
    let value = words.split_once(':').map_or("", |(_, value)| value);
    let is_strange = |c: &char| !c.is_ascii() && (c.is_whitespace() || BULLETS.contains(c));
    let first = |part: &str| part.chars().next().filter(|c| !c.is_ascii());
    let (part, strange) = match first(words).filter(|c| is_strange(c) || hides(*c)) {
        Some(strange) => (words, strange),
        None => (value, first(value).filter(is_strange)?),
    };
    let column = line[..line.len() - part.len()].chars().count() as u32 + 1;
    let help = if BULLETS.contains(&strange) {
        format!("begin each entry of a list with a plain `-`; this is `{strange}`")
    } else {
        let found = disguise::found_in(&strange.to_string());
        let found = found.unwrap_or_else(|| format!("`U+{:04X}`", strange as u32));
        format!("type a plain character in its place; this is {found}")
    };
    Some(Slip {
        place: Place::spot(number, column),
        help,
    })
}

fn hides(c: char) -> bool {
    disguise::plain(&c.to_string()).is_empty()
}

/// A line without a key: of those that go on with it, the one that stands out to the left.
fn no_colon(text: &str, place: Place) -> (Place, &'static str) {
    let before: Vec<&str> = text
        .lines()
        .take(place.line.saturating_sub(1) as usize)
        .collect();
    let numbered = (1..).zip(before.iter().map(|line| line.trim_end()));
    let numbered: Vec<(u32, &str)> = numbered.filter(|(_, line)| !line.is_empty()).collect();
    let keyless = |(_, line): &&(u32, &str)| !line.contains(": ") && !line.ends_with(':');
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines = numbered.iter().rev().take_while(keyless);
    match lines.min_by_key(|(_, line)| indent(line)) {
        Some((number, line)) => (within(*number, line), NO_COLON),
        None => (place, OTHER),
    }
}

/// A bracket that is not closed, or a colon in a text between brackets.
fn brackets(text: &str, place: Place) -> (Place, &'static str) {
    let here = line(text, place.line);
    let before: String = here.chars().take(place.column as usize - 1).collect();
    let at_colon = here[before.len()..].starts_with(':');
    if at_colon && before.contains(['[', '{']) && !has_open_bracket(here) {
        return (place, QUOTES);
    }
    (bracket(text, place).unwrap_or(place), BRACKETS)
}

/// The line above an entry of a list that begins where entries do, without being one.
fn no_dash(text: &str, place: Place) -> Option<Place> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let here = line(text, place.line);
    let above = line(text, place.line.checked_sub(1)?);
    let is_entry = |line: &str| line.trim_start().starts_with("- ");
    let stands_out = is_entry(here) && !is_entry(above) && indent(here) == indent(above);
    (stands_out && above.contains(['{', '['])).then(|| within(place.line - 1, above))
}

/// The first tab before a word, from the line on at which the parser stopped.
fn tab(text: &str, place: Place) -> (Place, &'static str) {
    let mut lines = (1..)
        .zip(text.lines())
        .skip(place.line.saturating_sub(1) as usize);
    let found = lines.find_map(|(number, line)| {
        let indent = line.len() - line.trim_start().len();
        Some((number, line[..indent].find('\t')? as u32 + 1))
    });
    let spot = found.map_or(place, |(line, column)| Place::spot(line, column));
    (spot, TAB)
}

/// A colon that may not be here: after a key that is not lined up, or in a text.
fn colon(line: &str, place: Place) -> (Place, &'static str) {
    let before: String = line.chars().take(place.column as usize - 1).collect();
    let word = before.trim_start().trim_start_matches("- ");
    let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if word.is_empty() || !word.chars().all(is_key) {
        return (place, QUOTES);
    }
    (within(place.line, before.as_str()), LINE_UP)
}

/// The words of a line, without the spaces around them.
fn within(number: u32, line: &str) -> Place {
    let words = line.trim_start().trim_start_matches("- ");
    Place {
        line: number,
        column: (line.chars().count() - words.chars().count()) as u32 + 1,
        end_line: number,
        end_column: line.trim_end().chars().count() as u32 + 1,
    }
}
