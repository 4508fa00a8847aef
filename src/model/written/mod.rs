//! A file as it was written: values with their places, and nothing understood yet.

mod guard;
mod json;
mod metered;
mod slips;
mod unclosed;
mod yaml;

use super::finding::Finding;
use super::place::Place;
use guard::Guard;

/// The largest document that is read, in bytes.
pub const LARGEST: usize = 16 << 20;

/// A document as it was written. Every value takes a few words, whatever it holds, so that millions take little.
#[derive(Debug)]
pub struct Written<'t> {
    text: &'t str,
    /// Texts that do not stand in the document as they are: escapes resolved, lines joined.
    made: String,
    /// Every value, in the order of the document: first the root, and after a list or mapping all that is in it.
    values: Vec<Value>,
}

/// A value, and where it or what it holds ends.
#[derive(Debug, Clone, Copy)]
struct Value {
    place: Place,
    shape: Shape,
    /// For a scalar, where its text begins and ends.
    start: u32,
    /// For a list or mapping, the first value after all that is in it.
    end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Scalar(Quoted, Source),
    List,
    Map,
}

/// Where the text of a scalar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Document,
    Made,
}

/// Whether a scalar stood in quotes (or was a block), so that `null` in quotes is a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoted {
    /// It did.
    Yes,
    /// It did not.
    No,
}

/// One value of a document.
#[derive(Debug, Clone, Copy)]
pub struct Part<'w> {
    written: &'w Written<'w>,
    at: u32,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum View<'w> {
    /// A scalar, as text.
    Scalar(&'w str, Quoted),
    /// A list.
    List(Items<'w>),
    /// A mapping, in the order of the file.
    Map(Entries<'w>),
}

/// The values of a list.
#[derive(Debug, Clone, Copy)]
pub struct Items<'w> {
    next: Part<'w>,
    end: u32,
}

/// The keys and values of a mapping.
#[derive(Debug, Clone, Copy)]
pub struct Entries<'w>(Items<'w>);

impl Written<'_> {
    /// The outermost value.
    pub fn root(&self) -> Part<'_> {
        Part {
            written: self,
            at: 0,
        }
    }
}

impl<'w> Part<'w> {
    /// Where it stands.
    pub fn place(self) -> Place {
        self.value().place
    }

    /// What it is.
    pub fn view(self) -> View<'w> {
        let items = || Items {
            next: Part {
                at: self.at + 1,
                ..self
            },
            end: self.value().end,
        };
        match self.value().shape {
            Shape::Scalar(quoted, _) => View::Scalar(self.text(), quoted),
            Shape::List => View::List(items()),
            Shape::Map => View::Map(Entries(items())),
        }
    }

    /// The text of a scalar, as of a key; nothing for anything else.
    pub fn text(self) -> &'w str {
        let Value { start, end, .. } = *self.value();
        let from = match self.value().shape {
            Shape::Scalar(_, Source::Document) => self.written.text,
            Shape::Scalar(_, Source::Made) => &self.written.made,
            Shape::List | Shape::Map => return "",
        };
        &from[start as usize..end as usize]
    }

    fn value(&self) -> &'w Value {
        &self.written.values[self.at as usize]
    }

    /// The first value after it and all that is in it.
    fn after(self) -> u32 {
        match self.value().shape {
            Shape::Scalar(..) => self.at + 1,
            Shape::List | Shape::Map => self.value().end,
        }
    }
}

impl View<'_> {
    /// What a person would call this.
    pub fn kind(self) -> &'static str {
        match self {
            View::Scalar(text, Quoted::No) if is_null(text) => "nothing",
            View::Scalar(..) => "a text",
            View::List(_) => "a list",
            View::Map(_) => "a mapping",
        }
    }
}

impl<'w> Iterator for Items<'w> {
    type Item = Part<'w>;

    fn next(&mut self) -> Option<Part<'w>> {
        let part = self.next;
        if part.at >= self.end {
            return None;
        }
        self.next.at = part.after();
        Some(part)
    }
}

impl<'w> Iterator for Entries<'w> {
    type Item = (Part<'w>, Part<'w>);

    fn next(&mut self) -> Option<(Part<'w>, Part<'w>)> {
        Some((self.0.next()?, self.0.next()?))
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
pub fn read(text: &str) -> Result<Written<'_>, Vec<Finding>> {
    let (written, findings) = read_on(text)?;
    if findings.is_empty() {
        Ok(written)
    } else {
        Err(findings)
    }
}

/// The same, but goes on where only some keys stand twice, with the first of them, to find what else is wrong.
///
/// # Errors
/// The findings after which nothing can be said of the rest.
pub fn read_on(text: &str) -> Result<(Written<'_>, Vec<Finding>), Vec<Finding>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut guard = Guard::new(text);
    let read = if is_json(text) {
        guard.json(text)
    } else {
        guard.yaml(text)
    };
    guard.finish(read)
}

/// Whether this begins as JSON mappings do; other mappings in brackets are YAML.
fn is_json(text: &str) -> bool {
    let inside = text.trim_start().strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with(['"', '}']))
}
