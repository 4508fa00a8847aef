//! One JSON object a line, read with care: everything that is wrong with it is told.

use super::entry::{Entry, Id};
use super::form::{Form, ID};
use super::map::{Map, Unlisted};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
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
            entry.errors.push(format!("`{key}` stands there twice"));
        } else if key == ID {
            identify(entry, value);
        } else if let Some(at) = form.question(key) {
            match words(value) {
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
    let mut laying = map.lay(form.tree);
    for (key, value) in &pairs {
        if map.is_id(key) {
            identify(entry, value);
        }
        let Some(column) = map.column(key) else {
            continue;
        };
        match words(value) {
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

fn object(line: &[u8], entry: &mut Entry) -> Option<Object> {
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
        Value::String(text) => entry.call(Id::Text, text),
        Value::Number(number) => entry.call(Id::Number, &number.to_string()),
        Value::Null => {}
        other => entry.errors.push(format!(
            "`{ID}` is {}; expected a text or a number",
            kind(other)
        )),
    }
}

/// The words of a value: none for `null`; nothing at all if it cannot be an answer.
fn words(value: &Value) -> Option<Option<Vec<Cow<'_, str>>>> {
    match value {
        Value::Null => Some(None),
        Value::Array(items) => Some(Some(items.iter().map(word).collect::<Option<_>>()?)),
        other => Some(Some(vec![word(other)?])),
    }
}

fn word(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

fn wrong(key: &str, value: &Value) -> String {
    let what = kind(value);
    format!("`{key}` is {what}; expected a word, a list of words or a number")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(true) => "`true`",
        Value::Bool(false) => "`false`",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list with something else than words",
        Value::Object(_) => "an object",
    }
}

/// Keys and values in their order, repeated ones too.
struct Object(Vec<(String, Value)>);

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Object;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Object(pairs))
    }
}
