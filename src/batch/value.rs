//! A value in a record, with its numbers as they were written: reading them as something else could change them.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// A value in a record, as deep as answers go.
#[derive(Debug)]
pub(crate) enum Value<'l> {
    Nothing,
    Flag(bool),
    /// As it was written.
    Number(&'l str),
    Text(String),
    List(Vec<Value<'l>>),
    /// An object, or a list in a list.
    Deep,
}

impl<'l> Value<'l> {
    /// The words of a value: none for `null`; nothing at all if it cannot be an answer.
    pub(crate) fn words(&self) -> Option<Option<Vec<Cow<'_, str>>>> {
        match self {
            Value::Nothing => Some(None),
            Value::List(items) => Some(Some(items.iter().map(Value::word).collect::<Option<_>>()?)),
            other => Some(Some(vec![other.word()?])),
        }
    }

    fn word(&self) -> Option<Cow<'_, str>> {
        match self {
            Value::Text(text) => Some(Cow::Borrowed(text)),
            Value::Number(number) => Some(Cow::Borrowed(number)),
            _ => None,
        }
    }

    /// What it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Nothing => "nothing",
            Value::Flag(true) => "`true`",
            Value::Flag(false) => "`false`",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list with something else than words",
            Value::Deep => "an object",
        }
    }

    /// Reads what is known to be JSON; still, a text may have an escape that means nothing.
    fn read(json: &'l str) -> serde_json::Result<Self> {
        if !json.starts_with('[') {
            return Self::read_item(json);
        }
        let items: Vec<&RawValue> = serde_json::from_str(json)?;
        let items = items.iter().map(|item| Self::read_item(item.get()));
        Ok(Value::List(items.collect::<serde_json::Result<_>>()?))
    }

    fn read_item(json: &'l str) -> serde_json::Result<Self> {
        Ok(match json.as_bytes() {
            [b'"', ..] => Value::Text(serde_json::from_str(json)?),
            [b'{' | b'[', ..] => Value::Deep,
            b"null" => Value::Nothing,
            b"true" => Value::Flag(true),
            b"false" => Value::Flag(false),
            _ => Value::Number(json),
        })
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        Value::read(json).map_err(|error| {
            let said = error.to_string();
            D::Error::custom(said.split(" at line ").next().unwrap_or_default())
        })
    }
}
