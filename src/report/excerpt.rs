//! The lines of a file that findings are about.

use crate::model::finding::Finding;
use crate::model::place::Place;
use std::collections::BTreeMap;
use std::ops::Range;

/// A longer line, in bytes, was written by no person, and an excerpt of it helps nobody.
const LONGEST_LINE: usize = 1 << 14;

/// Where the lines stand that are shown.
pub(super) struct Lines<'t> {
    text: &'t str,
    places: BTreeMap<u32, Range<usize>>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of all findings in one pass, however many there are.
    pub(super) fn of<'f>(text: &'t str, findings: impl Iterator<Item = &'f Finding>) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let places = findings.flat_map(|finding| {
            let labels = finding.labels.iter().map(|label| label.place);
            labels.chain([finding.place])
        });
        let mut wanted: Vec<u32> = places.map(|place| place.line).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut wanted = wanted.into_iter().filter(|line| *line > 0).peekable();
        let mut places = BTreeMap::new();
        let mut start = 0;
        for (number, line) in (1..).zip(text.split('\n')) {
            if wanted.next_if_eq(&number).is_some() {
                let end = start + line.trim_end_matches('\r').len();
                places.insert(number, start..end);
            }
            if wanted.peek().is_none() {
                break;
            }
            start += line.len() + 1;
        }
        Lines { text, places }
    }

    /// Whether the line of a place is there, and worth showing.
    pub(super) fn are_readable(&self, place: Place) -> bool {
        let line = self.line(place.line);
        !line.trim().is_empty() && line.len() <= LONGEST_LINE
    }

    /// The text from one of the lines to another.
    pub(super) fn through(&self, first: u32, last: u32) -> &'t str {
        let (first, last) = (self.place(first), self.place(last));
        &self.text[first.start..last.end.max(first.start)]
    }

    /// The bytes that are meant, counted from the start of a line: never none, never past the end of their own line.
    pub(super) fn span(&self, from: u32, place: Place) -> Range<usize> {
        let line = self.line(place.line);
        let before = self.place(place.line).start - self.place(from).start;
        let first = place.column.saturating_sub(1) as usize;
        let last = if place.end_line == place.line {
            place.end_column.saturating_sub(1) as usize
        } else {
            usize::MAX
        };
        let start = byte(line, first);
        let end = byte(line, last).max(start);
        let end = start + line[start..end].trim_end().len();
        before + start..before + end.max(byte(line, first + 1))
    }

    fn place(&self, line: u32) -> Range<usize> {
        self.places.get(&line).cloned().unwrap_or_default()
    }

    fn line(&self, line: u32) -> &'t str {
        &self.text[self.place(line)]
    }
}

/// Where the character with this number begins, or the end.
fn byte(line: &str, character: usize) -> usize {
    line.char_indices()
        .nth(character)
        .map_or(line.len(), |(at, _)| at)
}
