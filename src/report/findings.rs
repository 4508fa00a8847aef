//! Findings for people: an excerpt, a caret, and what to try.

use crate::model::finding::{Finding, Severity};
use crate::model::place::Place;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;
use std::ops::Range;

/// More than anybody reads in one go; JSON has them all.
const MOST_SHOWN: usize = 100;
/// A longer line, in bytes, was written by no person, and an excerpt of it helps nobody.
const LONGEST_LINE: usize = 1 << 14;

/// A file, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What the file is called.
    pub file: String,
    /// What stands in it.
    pub text: String,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Whether text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Off,
    /// With the terminal's colours.
    On,
}

/// Findings as people read them, in the order they have; when there are several, with a line that counts them.
pub fn render(found: &Found, width: usize, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Off => Renderer::plain(),
        Colour::On => Renderer::styled(),
    };
    let renderer = renderer.term_width(width);
    let shown = &found.findings[..found.findings.len().min(MOST_SHOWN)];
    let lines = lines(&found.text, shown);
    let mut text = String::new();
    for finding in shown {
        let line = lines.get(&finding.place.line).copied();
        text += &renderer.render(&[group(&found.file, finding, line)]);
        text += "\n\n";
    }
    if found.findings.len() > 1 {
        text += &summary(found);
    }
    text.trim_end().to_owned() + "\n"
}

/// How many there are, and where to read more.
fn summary(found: &Found) -> String {
    let left = found.findings.len().saturating_sub(MOST_SHOWN);
    let left = match left {
        0 => String::new(),
        left => format!("{left} more not shown; "),
    };
    format!(
        "{}: {}; {left}`firststep check --about CODE` explains a code",
        found.file,
        count(&found.findings)
    )
}

/// How many errors and warnings there are, in words.
pub fn count(findings: &[Finding]) -> String {
    let of = |severity, name| {
        let count = findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {name}{plural}"))
    };
    let parts = [
        of(Severity::Error, "error"),
        of(Severity::Warning, "warning"),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return "nothing found".into();
    }
    parts.join(", ")
}

fn group<'f>(file: &'f str, finding: &'f Finding, line: Option<&'f str>) -> Group<'f> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(finding.message.as_str())
        .id(finding.code.name());
    let place = finding.place;
    let readable = |line: &&str| !line.trim().is_empty() && line.len() <= LONGEST_LINE;
    let mut group = match line.filter(readable) {
        Some(line) => {
            let snippet = Snippet::source(line).line_start(place.line as usize);
            let caret = AnnotationKind::Primary.span(span(line, place));
            title.element(snippet.path(file).annotation(caret))
        }
        None => title.element(origin(file, place)),
    };
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    if let Some(witness) = &finding.witness {
        group = group.element(Level::NOTE.message(format!("see it: {witness}")));
    }
    group
}

fn origin(file: &str, place: Place) -> Origin<'_> {
    if !place.is_known() {
        return Origin::path(file);
    }
    Origin::path(file)
        .line(place.line as usize)
        .char_column(place.column as usize)
}

/// The lines that are shown, found in one pass however many there are.
fn lines<'t>(text: &'t str, findings: &[Finding]) -> BTreeMap<u32, &'t str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut wanted: Vec<u32> = findings
        .iter()
        .map(|finding| finding.place.line)
        .filter(|line| *line > 0)
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut wanted = wanted.into_iter().peekable();
    let mut lines = BTreeMap::new();
    for (line, text) in (1..).zip(text.split('\n')) {
        if wanted.next_if_eq(&line).is_some() {
            lines.insert(line, text.trim_end_matches('\r'));
        }
        if wanted.peek().is_none() {
            break;
        }
    }
    lines
}

/// The bytes of a line that are meant: never none, never past its end.
fn span(line: &str, place: Place) -> Range<usize> {
    let first = place.column.saturating_sub(1) as usize;
    let last = if place.end_line == place.line {
        place.end_column.saturating_sub(1) as usize
    } else {
        usize::MAX
    };
    let start = byte(line, first);
    let end = byte(line, last).max(start);
    let end = start + line[start..end].trim_end().len();
    start..end.max(byte(line, first + 1))
}

/// Where the character with this number begins, or the end.
fn byte(line: &str, character: usize) -> usize {
    line.char_indices()
        .nth(character)
        .map_or(line.len(), |(at, _)| at)
}
