//! One JSON object a line, read with care: everything that is wrong with it is told.

use super::entry::{Entry, Id};
use super::form::{Form, ID};
use super::map::{Map, Unlisted};
use super::value::Value;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// Reads a line into an entry.
pub(crate) fn read(form: &Form, line: &[u8], entry: &mut Entry) {
    let Some(Object(pairs)) = object(line, entry) else {
        return;
    };
    let mut seen = HashSet::new();
    for (key, value) in &pairs {
        if !seen.insert(key.as_str()) {
            entry.errors.push(twice(key));
        } else if key == ID {
            identify(entry, value);
        } else if let Some(at) = form.question(key) {
            match value.words() {
                Some(None) => {}
                Some(Some(words)) => {
                    let words: Vec<&str> = words.iter().map(Cow::as_ref).collect();
                    form.take(entry, at, &words);
                }
                None => {
                    entry.refused.push(at);
                    entry.errors.push(wrong(key, value));
                }
            }
        } else {
            entry.errors.push(form.unknown(key));
        }
    }
}

/// Reads a line of somebody else's.
pub(crate) fn read_mapped(
    form: &Form,
    map: &Map,
    line: &[u8],
    entry: &mut Entry,
    unlisted: &mut Unlisted,
) {
    let Some(Object(pairs)) = object(line, entry) else {
        return;
    };
    let (mut laying, mut seen) = (map.lay(form.tree), HashSet::new());
    for (key, value) in &pairs {
        if !seen.insert(key.as_str()) && (map.is_id(key) || map.column(key).is_some()) {
            entry.errors.push(twice(key));
            continue;
        }
        if map.is_id(key) {
            identify(entry, value);
        }
        let Some(column) = map.column(key) else {
            continue;
        };
        match value.words() {
            Some(None) => {}
            Some(Some(words)) => {
                let words: Vec<&str> = words.iter().map(Cow::as_ref).collect();
                laying.add(column, &words, unlisted);
            }
            None => laying.refuse(column, wrong(key, value)),
        }
    }
    laying.finish(entry);
}

fn object<'l>(line: &'l [u8], entry: &mut Entry) -> Option<Object<'l>> {
    let text = match std::str::from_utf8(line) {
        Ok(text) => text.trim_end(),
        Err(error) => {
            let at = error.valid_up_to() + 1;
            entry.give_up(format!("not UTF-8 at byte {at} of the line"));
            return None;
        }
    };
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = reader.deserialize_map(Pairs);
    match read.and_then(|object| reader.end().map(|()| object)) {
        Ok(object) => Some(object),
        Err(error) => {
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or_default();
            entry.give_up(format!(
                "not a JSON object at column {}: {said}",
                error.column()
            ));
            None
        }
    }
}

fn identify(entry: &mut Entry, value: &Value) {
    match value {
        Value::Text(text) => entry.call(Id::Text, text),
        Value::Number(number) => entry.call(Id::Number, number),
        Value::Nothing => {}
        other => entry.errors.push(format!(
            "`{ID}` is {}; expected a text or a number",
            other.kind()
        )),
    }
}

fn twice(key: &str) -> String {
    format!("`{key}` stands there twice")
}

fn wrong(key: &str, value: &Value) -> String {
    let what = value.kind();
    format!("`{key}` is {what}; expected a word, a list of words or a number")
}

/// Keys and values in their order, repeated ones too.
struct Object<'l>(Vec<(String, Value<'l>)>);

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Object<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Object(pairs))
    }
}
