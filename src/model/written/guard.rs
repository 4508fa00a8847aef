//! The guard in front of everything an author or a stranger hands us. It takes a document down value by value; size,
//! depth, number of values, control characters and duplicate keys are settled here, before serde sees anything.

use super::super::finding::{Code, Finding, Label, MOST_FINDINGS};
use super::super::place::Place;
use super::{Entries, LARGEST, Part, Quoted, Shape, Source, Value, View, Written};

const DEEPEST: usize = 32;
const MOST_VALUES: usize = 2_000_000;
/// Up to so many keys, each is compared with those before it; more are sorted first.
const FEW: u32 = 16;
/// A file with more than so many keys that stand twice is no slip, and to leave them out takes long.
const MOST_LEFT_OUT: usize = 16;

pub(super) type Fatal = Box<Finding>;

pub(super) struct Guard<'t> {
    findings: Vec<Finding>,
    written: Written<'t>,
    /// Lists and mappings that are still open.
    open: Vec<Open>,
    /// Whether what was taken down can be gone on with, for all that is wrong with it.
    usable: bool,
}

/// A list or mapping that is still open, and how many values it has so far; of a mapping, keys count, too.
struct Open {
    at: u32,
    values: u32,
}

impl<'t> Guard<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let written = Written {
            text,
            made: String::new(),
            values: Vec::new(),
        };
        Guard {
            findings: Vec::new(),
            written,
            open: Vec::new(),
            usable: true,
        }
    }

    /// The document, if it can be gone on with, and what is wrong with it.
    pub(super) fn finish(
        mut self,
        read: Result<(), Fatal>,
    ) -> Result<(Written<'t>, Vec<Finding>), Vec<Finding>> {
        if let Err(fatal) = read {
            self.usable = false;
            self.findings.push(*fatal);
        }
        self.findings.sort_by_key(|finding| finding.place);
        if self.usable {
            Ok((self.written, self.findings))
        } else {
            Err(self.findings)
        }
    }

    pub(super) fn check_size(&self) -> Result<(), Fatal> {
        let bytes = self.written.text.len();
        if bytes <= LARGEST {
            return Ok(());
        }
        let message = format!("the document has {bytes} bytes; expected at most {LARGEST}");
        Err(fatal(Code::TooLarge, Place::spot(1, 1), message))
    }

    /// Whether nothing was taken down yet.
    pub(super) fn is_empty(&self) -> bool {
        self.written.values.is_empty()
    }

    /// Takes down a scalar; its text may be a part of the document.
    pub(super) fn scalar(&mut self, text: &str, quoted: Quoted, place: Place) -> Result<(), Fatal> {
        self.check_text(text, place);
        let (source, start) = match self.offset(text) {
            Some(start) => (Source::Document, start),
            None => {
                self.written.made.push_str(text);
                (Source::Made, self.written.made.len() - text.len())
            }
        };
        let at = self.push(Value {
            place,
            shape: Shape::Scalar(quoted, source),
            start: start as u32,
            end: (start + text.len()) as u32,
        })?;
        self.complete(at)
    }

    /// Begins a list or mapping.
    pub(super) fn begin(&mut self, shape: Shape, place: Place) -> Result<(), Fatal> {
        let (start, end) = (0, 0);
        let at = self.push(Value {
            place,
            shape,
            start,
            end,
        })?;
        self.open.push(Open { at, values: 0 });
        Ok(())
    }

    /// Ends the list or mapping that was begun last, before this spot.
    pub(super) fn end(&mut self, (line, column): (u32, u32)) -> Result<(), Fatal> {
        let Some(Open { at, values }) = self.open.pop() else {
            return Ok(());
        };
        let end = self.written.values.len() as u32;
        let value = &mut self.written.values[at as usize];
        value.end = end;
        (value.place.end_line, value.place.end_column) = (line, column);
        if let View::Map(entries) = self.part(at).view() {
            let twice = if values / 2 <= FEW {
                repeated(entries)
            } else {
                repeated_of_many(entries)
            };
            self.leave_out(at, twice);
        }
        self.complete(at)
    }

    /// Reports keys that stand twice, and leaves them out with their values: the first counts.
    fn leave_out(&mut self, mapping: u32, twice: Vec<(u32, Option<Finding>)>) {
        let (keys, findings): (Vec<u32>, Vec<Option<Finding>>) = twice.into_iter().unzip();
        let findings = findings.into_iter().flatten();
        findings.for_each(|finding| self.report(finding));
        if self.findings.len() > MOST_LEFT_OUT {
            self.usable = false;
            return;
        }
        for key in keys.into_iter().rev() {
            let end = self.part(key + 1).after();
            self.written.values.drain(key as usize..end as usize);
            for value in &mut self.written.values[mapping as usize..] {
                if !matches!(value.shape, Shape::Scalar(..)) && value.end > key {
                    value.end -= end - key;
                }
            }
        }
    }

    fn part(&self, at: u32) -> Part<'_> {
        let written = &self.written;
        Part { written, at }
    }

    /// Where a text stands in the document, if it does.
    fn offset(&self, text: &str) -> Option<usize> {
        let whole = self.written.text.as_bytes().as_ptr_range();
        let part = text.as_bytes().as_ptr_range();
        let inside = whole.start <= part.start && part.end <= whole.end;
        inside.then(|| part.start as usize - whole.start as usize)
    }

    fn push(&mut self, value: Value) -> Result<u32, Fatal> {
        let at = self.written.values.len();
        if at == MOST_VALUES {
            let message = format!("more than {MOST_VALUES} values; expected fewer");
            return Err(fatal(Code::TooLarge, value.place, message));
        }
        if self.open.len() > DEEPEST {
            return Err(too_deep(value.place));
        }
        self.written.values.push(value);
        Ok(at as u32)
    }

    /// Counts a whole value where it stands. In a mapping every other one is a key, which must be a name.
    fn complete(&mut self, at: u32) -> Result<(), Fatal> {
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let may_be_key = open.values % 2 == 0;
        open.values += 1;
        let holder = open.at;
        if !may_be_key || matches!(self.written.values[holder as usize].shape, Shape::List) {
            return Ok(());
        }
        let key = self.part(at);
        if let View::Scalar(..) = key.view() {
            return Ok(());
        }
        let message = format!("a key is {}; expected a name", key.view().kind());
        Err(refuse(key.place(), &message))
    }

    fn report(&mut self, finding: Finding) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(finding);
        }
    }

    /// Control characters could drive the terminal of whoever reads the text.
    fn check_text(&mut self, text: &str, place: Place) {
        if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
            return;
        }
        let Some(bad) = text.chars().find(|c| is_control(*c)) else {
            return;
        };
        let message = format!(
            "control character `U+{:04X}` in a text; expected printable text",
            bad as u32
        );
        self.report(Finding::new(Code::ControlCharacter, place, message));
        // What is said of the rest could repeat it.
        self.usable = false;
    }
}

/// Keys that stand in a mapping twice, in order. Where the first key of all stands again, in another line, a new entry
/// of a list was meant: the rest is left out with it.
fn repeated(entries: Entries) -> Vec<(u32, Option<Finding>)> {
    let mut findings = Vec::new();
    for (count, (key, _)) in entries.enumerate() {
        let mut before = entries.take(count);
        let Some((first, _)) = before.find(|(other, _)| other.text() == key.text()) else {
            continue;
        };
        let finding = twice(first, key);
        if count > 1 && begins_another(entries, key) {
            let help = "is a `- ` missing before it?".to_owned();
            findings.push((key.at, Some(finding.help(help))));
            let rest = entries.skip(count + 1).map(|(key, _)| (key.at, None));
            findings.extend(rest);
            return findings;
        }
        findings.push((key.at, Some(finding)));
    }
    findings
}

/// Whether this key is the first of its mapping once more, in a line of its own. (In JSON, names stand in quotes, and no
/// entry of a list begins at the first column of a questionnaire.)
fn begins_another(mut entries: Entries, key: Part) -> bool {
    let Some((first, _)) = entries.next() else {
        return false;
    };
    let (is, was) = (key.place(), first.place());
    let is_plain = matches!(key.view(), View::Scalar(_, Quoted::No));
    let is_below = was.line < is.line && was.column == is.column && is.column > 1;
    is_plain && is_below && first.text() == key.text()
}

fn repeated_of_many(entries: Entries) -> Vec<(u32, Option<Finding>)> {
    let mut keys: Vec<Part> = entries.map(|(key, _)| key).collect();
    keys.sort_unstable_by_key(|key| (key.text(), key.at));
    let pairs = keys.windows(2);
    let repeated = pairs.filter(|pair| pair[0].text() == pair[1].text());
    let mut repeated: Vec<_> = repeated
        .map(|pair| (pair[1].at, Some(twice(pair[0], pair[1]))))
        .take(MOST_FINDINGS)
        .collect();
    repeated.sort_unstable_by_key(|(at, _)| *at);
    repeated
}

fn twice(first: Part, key: Part) -> Finding {
    let name = key.text();
    let message = format!("`{name}` stands twice in one mapping; expected it once");
    let label = Label {
        place: first.place(),
        part: "key",
        id: name.to_owned(),
        text: "first here".to_owned(),
    };
    Finding::new(Code::DuplicateKey, key.place(), message).labels(vec![label])
}

pub(super) fn too_deep(place: Place) -> Fatal {
    let message = format!("nested more than {DEEPEST} deep; expected a flat file");
    fatal(Code::TooDeep, place, message)
}

pub(super) fn refuse(place: Place, message: &str) -> Fatal {
    fatal(Code::Syntax, place, message.to_owned())
}

pub(super) fn fatal(code: Code, place: Place, message: String) -> Fatal {
    Box::new(Finding::new(code, place, message))
}

/// C0 and C1 controls (but for tab and newline) and the characters that turn the direction of writing around.
fn is_control(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
