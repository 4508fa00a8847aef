//! JSON, read in slices of the text, so that every value has its place.

use super::super::finding::Code;
use super::super::place::{At, Place};
use super::{Fatal, Guard, MOST_VALUES, Quoted, Written, fatal};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

impl Guard {
    pub(super) fn json<'a>(&mut self, text: &'a str) -> Result<At<Written<'a>>, Fatal> {
        let root: &RawValue =
            serde_json::from_str(text).map_err(|error| not_json(&error, Place::default()))?;
        self.json_value(root, &Lines::new(text), 0)
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
                let Entries(raw) = parse(source, place)?;
                let mut entries = Vec::with_capacity(raw.len());
                for (key, value) in raw {
                    let key = self.json_text(key, lines)?;
                    entries.push((key, self.json_value(value, lines, depth + 1)?));
                }
                self.check_keys(&entries);
                Written::Map(entries)
            }
            Some(b'[') => {
                let Items(raw) = parse(source, place)?;
                let items = raw
                    .into_iter()
                    .map(|item| self.json_value(item, lines, depth + 1));
                Written::List(items.collect::<Result<_, _>>()?)
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
        let text: String = parse(raw.get(), place)?;
        self.check_text(&text, place);
        Ok(At::new(Cow::Owned(text), place))
    }
}

fn parse<'a, T: Deserialize<'a>>(source: &'a str, place: Place) -> Result<T, Fatal> {
    serde_json::from_str(source).map_err(|error| not_json(&error, place))
}

fn not_json(error: &serde_json::Error, within: Place) -> Fatal {
    let place = if within.is_known() {
        within
    } else {
        Place::spot(error.line().max(1) as u32, error.column().max(1) as u32)
    };
    // Everything was found to be JSON at first; only our own visitors complain about data.
    if error.is_data() {
        return super::too_many(place);
    }
    fatal(Code::Syntax, place, format!("not JSON: {error}"))
}

/// A mapping in the order of the file, duplicates and all; serde's maps would drop them.
struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

/// A list that never grows beyond what is allowed.
struct Items<'a>(Vec<&'a RawValue>);

struct Parts<T>(std::marker::PhantomData<T>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Parts::<Entries<'a>>(std::marker::PhantomData))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Parts::<Items<'a>>(std::marker::PhantomData))
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Parts<Entries<'a>> {
    type Value = Entries<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'a>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            check_count::<A::Error>(entries.len())?;
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Parts<Items<'a>> {
    type Value = Items<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Items<'a>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            check_count::<A::Error>(items.len())?;
            items.push(item);
        }
        Ok(Items(items))
    }
}

fn check_count<E: Error>(count: usize) -> Result<(), E> {
    if count > MOST_VALUES {
        return Err(E::custom("too many values"));
    }
    Ok(())
}

/// Turns slices of one text into places, in constant time for lines of any length.
struct Lines<'a> {
    text: &'a str,
    blocks: Vec<Block>,
}

const BLOCK: usize = 256;

/// What comes before a block of the text.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    /// Line breaks.
    lines: u32,
    /// Characters since the last line break.
    column: u32,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let mut blocks = vec![Block::default()];
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(blocks[blocks.len() - 1].after(block));
        }
        Lines { text, blocks }
    }

    fn spot(&self, offset: usize) -> (u32, u32) {
        let block = offset / BLOCK;
        let rest = &self.text.as_bytes()[block * BLOCK..offset];
        let here = self.blocks[block].after(rest);
        (here.lines + 1, here.column + 1)
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

impl Block {
    fn after(self, bytes: &[u8]) -> Self {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u32;
        let last = bytes.iter().rposition(|byte| *byte == b'\n');
        let column = match last {
            Some(last) => chars(&bytes[last + 1..]),
            None => self.column + chars(bytes),
        };
        Block {
            lines: self.lines + lines,
            column,
        }
    }
}

/// Characters that start in these bytes of UTF-8.
fn chars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u32
}
