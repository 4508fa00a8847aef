//! Findings for people: an excerpt, a caret, and what to try.

use super::excerpt::Lines;
use super::style::Colour;
use crate::model::finding::{Finding, Severity};
use crate::model::place::Place;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};
use std::collections::HashMap;
use std::fmt::Display;
use textwrap::WordSplitter::NoHyphenation;

/// More than anybody reads in one go; JSON has them all.
const MOST_SHOWN: usize = 100;
/// Lines that say the same are counted after so many.
const MOST_LINES: usize = 40;
/// Columns that a message needs at least to be readable.
const LEAST: usize = 12;

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

impl Found {
    /// What was found in a file with this name and text.
    pub fn new(file: impl Display, text: impl Into<String>, findings: Vec<Finding>) -> Self {
        Found {
            file: file.to_string(),
            text: text.into(),
            findings,
        }
    }
}

/// Findings as people read them, in the order they have; when there are several, with a line that counts them.
pub fn render(found: &Found, width: usize, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Off => Renderer::plain(),
        Colour::On => Renderer::styled(),
    };
    let renderer = renderer.term_width(width);
    let shown = shown(&found.findings);
    let told: usize = shown.iter().map(|shown| 1 + shown.again.len()).sum();
    let lines = Lines::of(&found.text, shown.iter().map(|shown| shown.finding));
    let mut text = String::new();
    for Shown { finding, again, .. } in shown {
        let again = self::again(again);
        let again = again.map(|again| wrapped(&again, width, before(finding, "note")));
        let mut group = group(&found.file, finding, &lines, width);
        group = group.elements(again.map(|again| Level::NOTE.message(again)));
        text += &renderer.render(&[group]);
        text += "\n\n";
    }
    if found.findings.len() > 1 {
        text += &wrapped(&summary(found, told), width, 0);
    }
    text.trim_end().to_owned() + "\n"
}

/// A finding that is shown, by its number, and the lines of those further down that say the same.
struct Shown<'f> {
    number: usize,
    finding: &'f Finding,
    again: Vec<u32>,
}

/// Those that are shown, in their order: no warning takes the place of an error, and what is wrong at several places is
/// shown at the first.
fn shown(findings: &[Finding]) -> Vec<Shown<'_>> {
    let (mut shown, mut said): (Vec<Shown>, _) = (Vec::new(), HashMap::new());
    for (number, finding) in findings.iter().enumerate() {
        if can_be_gathered(finding) {
            let first = said.entry((finding.code, &finding.message));
            let first = *first.or_insert(shown.len());
            if let Some(first) = shown.get_mut(first) {
                first.again.push(finding.place.line);
                continue;
            }
        }
        shown.push(Shown {
            number,
            finding,
            again: Vec::new(),
        });
    }
    shown.sort_by_key(|shown| shown.finding.severity);
    shown.truncate(MOST_SHOWN);
    shown.sort_by_key(|shown| shown.number);
    shown
}

/// Whether it says all in its message, so that others with the same message need no more than their lines.
fn can_be_gathered(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.labels.is_empty() && finding.witnesses.is_empty()
}

fn again(mut lines: Vec<u32>) -> Option<String> {
    lines.dedup();
    let numbers: Vec<String> = lines.iter().take(MOST_LINES).map(u32::to_string).collect();
    let plural = if lines.len() == 1 { "" } else { "s" };
    let more = match lines.len().saturating_sub(MOST_LINES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let again = format!("the same in line{plural} {}{more}", numbers.join(", "));
    Some(again).filter(|_| !lines.is_empty())
}

/// How many there are, how many of them were not told, and where to read more.
fn summary(found: &Found, told: usize) -> String {
    let left = found.findings.len().saturating_sub(told);
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

fn group<'f>(file: &'f str, finding: &'f Finding, lines: &Lines<'f>, width: usize) -> Group<'f> {
    let (level, word) = match finding.severity {
        Severity::Error => (Level::ERROR, "error"),
        Severity::Warning => (Level::WARNING, "warning"),
    };
    let code = finding.code.name();
    let name = format!("{word}[{code}]: ").len();
    let title = level
        .primary_title(wrapped(&finding.message, width, name))
        .id(code);
    let mut group = excerpt(title, file, finding, lines);
    if let Some(help) = &finding.help {
        let help = wrapped(help, width, before(finding, "help"));
        group = group.element(Level::HELP.message(help));
    }
    let names: &[&str] = match finding.witnesses.len() {
        1 => &["see it"],
        _ => &["see it before", "see it after"],
    };
    for (name, command) in names.iter().zip(&finding.witnesses) {
        group = group.element(Level::NOTE.message(format!("{name}: {command}")));
    }
    group
}

/// What stands before a message below an excerpt.
fn before(finding: &Finding, name: &str) -> usize {
    finding.place.line.to_string().len() + " = : ".len() + name.len()
}

/// A text of so many columns beside what stands before it; the lines that follow are put under the first.
fn wrapped(text: &str, width: usize, before: usize) -> String {
    let options = textwrap::Options::new(width.saturating_sub(before).max(LEAST));
    // A number to call is not broken at its hyphens.
    textwrap::fill(text, options.word_splitter(NoHyphenation))
}

/// The line of the finding, and those of all that has to do with it.
fn excerpt<'f>(
    title: Title<'f>,
    file: &'f str,
    finding: &'f Finding,
    lines: &Lines<'f>,
) -> Group<'f> {
    let place = finding.place;
    if !lines.are_readable(place) {
        return title.element(origin(file, place));
    }
    let labels = finding.labels.iter();
    let labels = labels.filter(|label| lines.are_readable(label.place));
    let all = labels.clone().map(|label| label.place.line);
    let (first, last) = all.fold((place.line, place.line), |(first, last), line| {
        (first.min(line), last.max(line))
    });
    let span = |place: Place| lines.span(first, place);
    let labels = labels.map(|label| {
        let label_is = label.text.as_str();
        AnnotationKind::Context
            .span(span(label.place))
            .label(label_is)
    });
    let snippet = Snippet::source(lines.through(first, last))
        .line_start(first as usize)
        .path(file)
        .annotation(AnnotationKind::Primary.span(span(place)))
        .annotations(labels);
    title.element(snippet)
}

fn origin(file: &str, place: Place) -> Origin<'_> {
    if !place.is_known() {
        return Origin::path(file);
    }
    Origin::path(file)
        .line(place.line as usize)
        .char_column(place.column as usize)
}
