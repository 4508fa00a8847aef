//! What an author most likely did where the YAML parser gave up, in words that need no knowledge of YAML.

use super::super::place::Place;

/// Where a slip is, if not where the parser stopped, and what to do.
pub(super) struct Slip {
    pub(super) place: Place,
    pub(super) help: &'static str,
}

const LINE_UP: &str =
    "begin it under the first letter of the keys it belongs with, and put a space after each `-`";
const QUOTES: &str = "put a text that holds `: ` in quotes";
const BRACKETS: &str = "look for a `[` or `{` that is not closed, or closed twice; put a text that holds `: ` in quotes";
const OPEN_QUOTE: &str =
    "look for a quote that is not closed; a text that holds ' goes between two \"";
const BEGINNING: &str = "put a text that begins with such a character in quotes";
const TAB: &str = "indent with spaces; a tab has no fixed width";
const NO_COLON: &str = "this line has no `: ` after a key; is one missing, or a space?";
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

/// Reads the parser's sentence together with the line it is about.
pub(super) fn slip(text: &str, place: Place, said: &str) -> Slip {
    let line = |number: u32| text.lines().nth(number.saturating_sub(1) as usize);
    let stay = |help| Slip { place, help };
    if said.contains("tab") {
        return tab(text, place);
    }
    if said.contains("mapping values") {
        return colon(line(place.line).unwrap_or_default(), place);
    }
    if said.contains("simple key") {
        let before = (1..place.line).zip(text.lines());
        let before = before.map(|(number, line)| (number, line.trim_end()));
        let last = before.filter(|(_, line)| !line.is_empty()).last();
        return match last {
            Some((number, line)) if !line.contains(": ") && !line.ends_with(':') => Slip {
                place: within(number, line),
                help: NO_COLON,
            },
            _ => stay(OTHER),
        };
    }
    let mut advice = ADVICE.iter().filter(|(part, _)| said.contains(part));
    stay(advice.next().map_or(OTHER, |(_, help)| help))
}

/// The first tab before a word, from the line on at which the parser stopped.
fn tab(text: &str, place: Place) -> Slip {
    let mut lines = (1..)
        .zip(text.lines())
        .skip(place.line.saturating_sub(1) as usize);
    let found = lines.find_map(|(number, line)| {
        let indent = line.len() - line.trim_start().len();
        Some((number, line[..indent].find('\t')? as u32 + 1))
    });
    let spot = found.map_or(place, |(line, column)| Place::spot(line, column));
    Slip {
        place: spot,
        help: TAB,
    }
}

/// A colon that may not be here: after a key that is not lined up, or in a text.
fn colon(line: &str, place: Place) -> Slip {
    let before: String = line.chars().take(place.column as usize - 1).collect();
    let word = before.trim_start().trim_start_matches("- ");
    let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if word.is_empty() || !word.chars().all(is_key) {
        return Slip {
            place,
            help: QUOTES,
        };
    }
    Slip {
        place: within(place.line, before.as_str()),
        help: LINE_UP,
    }
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
