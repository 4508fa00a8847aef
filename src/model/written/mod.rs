//! A file as it was written: values with their places, and nothing understood yet.
//!
//! This is the guard in front of everything an author or a stranger hands us: size, depth, number of values, anchors,
//! control characters and duplicate keys are settled here, in one pass over parser events, before serde sees anything.

mod json;
mod metered;
mod yaml;

use super::finding::{Code, Finding, MOST_FINDINGS};
use super::place::{At, Place};
use std::borrow::Cow;
use std::collections::HashSet;

/// The largest document that is read, in bytes.
pub const LARGEST: usize = 16 << 20;
const DEEPEST: usize = 32;
const MOST_VALUES: usize = 200_000;

/// One value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written<'a> {
    /// A scalar, as text; the flag says whether it stood in quotes.
    Scalar(Cow<'a, str>, Quoted),
    /// A list.
    List(Vec<At<Written<'a>>>),
    /// A mapping, in the order of the file.
    Map(Vec<(At<Cow<'a, str>>, At<Written<'a>>)>),
}

/// Whether a scalar stood in quotes (or was a block), so that `null` in quotes is a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// It did.
    Yes,
    /// It did not.
    No,
}

impl Written<'_> {
    /// What a person would call this.
    pub fn kind(&self) -> &'static str {
        match self {
            Written::Scalar(text, Quoted::No) if is_null(text) => "nothing",
            Written::Scalar(..) => "a text",
            Written::List(_) => "a list",
            Written::Map(_) => "a mapping",
        }
    }
}

/// Whether an unquoted scalar stands for no value.
pub(crate) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Reads a document, YAML or (when it starts with `{`) JSON.
///
/// # Errors
/// The findings that make it unreadable: one, or every duplicate key and control character.
pub fn read(text: &str) -> Result<At<Written<'_>>, Vec<Finding>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        return Err(vec![too_large(text.len())]);
    }
    let mut guard = Guard::default();
    let root = if is_json(text) {
        guard.json(text)
    } else {
        guard.yaml(text)
    };
    match root {
        Ok(root) if guard.findings.is_empty() => return Ok(root),
        Ok(_) => {}
        Err(fatal) => guard.findings.push(*fatal),
    }
    guard.findings.sort_by_key(|finding| finding.place);
    Err(guard.findings)
}

/// Whether this begins as JSON mappings do; other mappings in brackets are YAML.
fn is_json(text: &str) -> bool {
    let inside = text.trim_start().strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with(['"', '}']))
}

/// The finding for a document of `bytes` bytes, too large to read.
fn too_large(bytes: usize) -> Finding {
    Finding::new(
        Code::TooLarge,
        Place::spot(1, 1),
        format!("the document has {bytes} bytes; expected at most {LARGEST}"),
    )
}

type Fatal = Box<Finding>;

#[derive(Default)]
struct Guard {
    findings: Vec<Finding>,
    values: usize,
}

impl Guard {
    fn count(&mut self, place: Place, depth: usize) -> Result<(), Fatal> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(too_many(place));
        }
        if depth > DEEPEST {
            return Err(too_deep(place));
        }
        Ok(())
    }

    fn report(&mut self, finding: Finding) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(finding);
        }
    }

    /// Control characters could drive the terminal of whoever reads the text.
    fn check_text(&mut self, text: &str, place: Place) {
        let Some(bad) = text.chars().find(|c| is_control(*c)) else {
            return;
        };
        let message = format!(
            "control character `U+{:04X}` in a text; expected printable text",
            bad as u32
        );
        self.report(Finding::new(Code::ControlCharacter, place, message));
    }

    fn check_keys(&mut self, entries: &[(At<Cow<'_, str>>, At<Written<'_>>)]) {
        let mut seen = HashSet::new();
        for (key, _) in entries {
            if !seen.insert(key.as_ref()) {
                let message = format!(
                    "`{}` stands twice in one mapping; expected it once",
                    key.value
                );
                self.report(Finding::new(Code::DuplicateKey, key.place, message));
            }
        }
    }
}

fn too_many(place: Place) -> Fatal {
    let message = format!("more than {MOST_VALUES} values; expected fewer");
    fatal(Code::TooLarge, place, message)
}

fn too_deep(place: Place) -> Fatal {
    let message = format!("nested more than {DEEPEST} deep; expected a flat file");
    fatal(Code::TooDeep, place, message)
}

fn fatal(code: Code, place: Place, message: String) -> Fatal {
    Box::new(Finding::new(code, place, message))
}

/// C0 and C1 controls (but for tab and newline) and the characters that turn the direction of writing around.
pub(crate) fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
