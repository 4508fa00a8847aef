//! A file as it was written: values with their places, and nothing understood yet.
//!
//! This is the guard in front of everything an author or a stranger hands us: size, depth, number of values, anchors,
//! control characters and duplicate keys are settled here, in one pass over parser events, before serde sees anything.

use super::finding::{Code, Finding};
use super::place::{At, Place};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashSet;

/// The largest document that is read, in bytes.
pub const LARGEST: usize = 16 << 20;
const DEEPEST: usize = 32;
const MOST_VALUES: usize = 2_000_000;

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
        return Err(vec![too_large(text.len() as u64)]);
    }
    let mut guard = Guard::default();
    let root = if text.trim_start().starts_with('{') {
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

/// The finding for a document of `bytes` bytes, too large to read.
pub fn too_large(bytes: u64) -> Finding {
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
            return Err(fatal(
                Code::TooLarge,
                place,
                format!("more than {MOST_VALUES} values; expected fewer"),
            ));
        }
        if depth > DEEPEST {
            return Err(fatal(
                Code::TooDeep,
                place,
                format!("nested more than {DEEPEST} deep; expected a flat questionnaire"),
            ));
        }
        Ok(())
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
        self.findings
            .push(Finding::new(Code::ControlCharacter, place, message));
    }

    fn check_keys(&mut self, entries: &[(At<Cow<'_, str>>, At<Written<'_>>)]) {
        let mut seen = HashSet::new();
        for (key, _) in entries {
            if !seen.insert(key.as_ref()) {
                let message = format!(
                    "`{}` stands twice in one mapping; expected it once",
                    key.value
                );
                self.findings
                    .push(Finding::new(Code::DuplicateKey, key.place, message));
            }
        }
    }
}

fn fatal(code: Code, place: Place, message: String) -> Fatal {
    Box::new(Finding::new(code, place, message))
}

/// C0 and C1 controls (but for tab and newline) and the characters that turn the direction of writing around.
pub(crate) fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

// --- YAML ---

/// A list or mapping that is still open.
enum Open<'a> {
    List(Place, Vec<At<Written<'a>>>),
    Map(
        Place,
        Vec<(At<Cow<'a, str>>, At<Written<'a>>)>,
        Option<At<Cow<'a, str>>>,
    ),
}

impl Guard {
    fn yaml<'a>(&mut self, text: &'a str) -> Result<At<Written<'a>>, Fatal> {
        let mut open: Vec<Open<'a>> = Vec::new();
        let mut root = None;
        for event in Parser::new_from_str(text) {
            let (event, span) = event.map_err(|error| {
                let place = Place::spot(
                    error.marker().line() as u32,
                    error.marker().col() as u32 + 1,
                );
                fatal(Code::Syntax, place, format!("not YAML: {}", error.info()))
            })?;
            let place = place(span);
            let done = match event {
                Event::Scalar(text, style, anchor, _) => {
                    refuse_anchor(anchor, place)?;
                    self.count(place, open.len())?;
                    self.check_text(&text, place);
                    let quoted = if style == ScalarStyle::Plain {
                        Quoted::No
                    } else {
                        Quoted::Yes
                    };
                    At::new(Written::Scalar(text, quoted), place)
                }
                Event::SequenceStart(anchor, _) => {
                    refuse_anchor(anchor, place)?;
                    self.count(place, open.len())?;
                    open.push(Open::List(place, Vec::new()));
                    continue;
                }
                Event::MappingStart(anchor, _) => {
                    refuse_anchor(anchor, place)?;
                    self.count(place, open.len())?;
                    open.push(Open::Map(place, Vec::new(), None));
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                    Some(frame) => self.close(frame, place),
                    None => continue,
                },
                Event::Alias(_) => {
                    return Err(fatal(
                        Code::Alias,
                        place,
                        "aliases are not read; write the value out".into(),
                    ));
                }
                Event::DocumentStart(_) if root.is_some() => {
                    return Err(fatal(
                        Code::Syntax,
                        place,
                        "a second document starts here; expected one document".into(),
                    ));
                }
                _ => continue,
            };
            match open.last_mut() {
                Some(frame) => attach(frame, done)?,
                None => root = Some(done),
            }
        }
        root.ok_or_else(|| {
            fatal(
                Code::Empty,
                Place::spot(1, 1),
                "the document is empty; expected a mapping".into(),
            )
        })
    }

    fn close<'a>(&mut self, frame: Open<'a>, end: Place) -> At<Written<'a>> {
        let upto = |start: Place| Place {
            end_line: end.line,
            end_column: end.column,
            ..start
        };
        match frame {
            Open::List(start, items) => At::new(Written::List(items), upto(start)),
            Open::Map(start, entries, _) => {
                self.check_keys(&entries);
                At::new(Written::Map(entries), upto(start))
            }
        }
    }
}

fn attach<'a>(frame: &mut Open<'a>, value: At<Written<'a>>) -> Result<(), Fatal> {
    match frame {
        Open::List(_, items) => items.push(value),
        Open::Map(_, entries, key) => match (key.take(), value) {
            (Some(name), value) => entries.push((name, value)),
            (
                None,
                At {
                    value: Written::Scalar(name, _),
                    place,
                },
            ) => *key = Some(At::new(name, place)),
            (None, value) => {
                return Err(fatal(
                    Code::Syntax,
                    value.place,
                    format!("a key is {}; expected a name", value.kind()),
                ));
            }
        },
    }
    Ok(())
}

fn place(span: Span) -> Place {
    Place {
        line: span.start.line() as u32,
        column: span.start.col() as u32 + 1,
        end_line: span.end.line() as u32,
        end_column: span.end.col() as u32 + 1,
    }
}

fn refuse_anchor(anchor: usize, place: Place) -> Result<(), Fatal> {
    if anchor == 0 {
        return Ok(());
    }
    Err(fatal(
        Code::Alias,
        place,
        "anchors are not read; write the value out".into(),
    ))
}

// --- JSON ---

/// A mapping in the order of the file, duplicates and all; serde's maps would drop them.
struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a mapping")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// Turns slices of one text into places, in constant time for lines of any length.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// Characters before each block of the text.
    counts: Vec<usize>,
}

const BLOCK: usize = 256;

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let mut counts = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            counts.push(counts[counts.len() - 1] + chars(block));
        }
        Lines {
            text,
            starts,
            counts,
        }
    }

    fn chars_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.counts[block] + chars(&self.text.as_bytes()[block * BLOCK..offset])
    }

    fn spot(&self, offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = self.chars_before(offset) - self.chars_before(self.starts[line - 1]) + 1;
        (line as u32, column as u32)
    }

    fn place(&self, slice: &str) -> Place {
        let start = slice.as_ptr() as usize - self.text.as_ptr() as usize;
        let ((line, column), (end_line, end_column)) =
            (self.spot(start), self.spot(start + slice.len()));
        Place {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

/// Characters that start in these bytes of UTF-8.
fn chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

impl Guard {
    fn json<'a>(&mut self, text: &'a str) -> Result<At<Written<'a>>, Fatal> {
        let lines = Lines::new(text);
        let root: &RawValue =
            serde_json::from_str(text).map_err(|error| not_json(&error, Place::default()))?;
        self.json_value(root, &lines, 0)
    }

    fn json_value<'a>(
        &mut self,
        raw: &'a RawValue,
        lines: &Lines<'a>,
        depth: usize,
    ) -> Result<At<Written<'a>>, Fatal> {
        let source = raw.get();
        let place = lines.place(source);
        self.count(place, depth)?;
        let written = match source.as_bytes().first() {
            Some(b'{') => {
                let Entries(raw) =
                    serde_json::from_str(source).map_err(|error| not_json(&error, place))?;
                let mut entries = Vec::with_capacity(raw.len());
                for (key, value) in raw {
                    let key = self.json_text(key, lines)?;
                    entries.push((key, self.json_value(value, lines, depth + 1)?));
                }
                self.check_keys(&entries);
                Written::Map(entries)
            }
            Some(b'[') => {
                let raw: Vec<&RawValue> =
                    serde_json::from_str(source).map_err(|error| not_json(&error, place))?;
                Written::List(
                    raw.into_iter()
                        .map(|item| self.json_value(item, lines, depth + 1))
                        .collect::<Result<_, _>>()?,
                )
            }
            Some(b'"') => Written::Scalar(self.json_text(raw, lines)?.value, Quoted::Yes),
            _ => Written::Scalar(Cow::Borrowed(source), Quoted::No),
        };
        Ok(At::new(written, place))
    }

    fn json_text<'a>(
        &mut self,
        raw: &RawValue,
        lines: &Lines<'_>,
    ) -> Result<At<Cow<'a, str>>, Fatal> {
        let place = lines.place(raw.get());
        let text: String =
            serde_json::from_str(raw.get()).map_err(|error| not_json(&error, place))?;
        self.check_text(&text, place);
        Ok(At::new(Cow::Owned(text), place))
    }
}

fn not_json(error: &serde_json::Error, within: Place) -> Fatal {
    let place = if within.is_known() {
        within
    } else {
        Place::spot(error.line().max(1) as u32, error.column().max(1) as u32)
    };
    fatal(Code::Syntax, place, format!("not JSON: {error}"))
}
