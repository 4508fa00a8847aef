//! Reads written values into typed ones, and goes on after a mistake.
//!
//! serde stops at the first error; an author wants all of them. So this deserializer never fails on content: a value
//! of the wrong kind, an unknown key or a missing one becomes a finding, and an empty value takes its place. The
//! result may only be used when nothing was found.

use super::finding::{Code, Finding, MOST_FINDINGS, did_you_mean, nearest};
use super::place::{AT, Place};
use super::written::{self, Part, Quoted, View, Written, is_null};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer, Visitor};
use std::cell::RefCell;

/// The keys that a mapping of this kind cannot do without.
pub type Required = fn(kind: &str) -> &'static [&'static str];

/// Reads a `T`, adding everything that is wrong to `findings`.
pub fn read<'de, T: Deserialize<'de> + Default>(
    written: &'de Written<'de>,
    required: Required,
    findings: &mut Vec<Finding>,
) -> T {
    let found = RefCell::new(Vec::new());
    let root = written.root();
    let reader = Reader {
        value: root.view(),
        place: root.place(),
        found: &found,
        required,
    };
    // Only a fault of the types themselves can end here; it shows in the first test that reads anything.
    let value = T::deserialize(reader).unwrap_or_else(|error| {
        found.borrow_mut().push(Finding::new(
            Code::WrongKind,
            root.place(),
            error.to_string(),
        ));
        T::default()
    });
    findings.append(&mut found.into_inner());
    value
}

impl View<'_> {
    fn is_null(self) -> bool {
        matches!(self, View::Scalar(text, Quoted::No) if is_null(text))
    }

    fn describe(self) -> String {
        match self {
            View::Scalar(text, _)
                if !self.is_null() && text.chars().count() <= 40 && !text.contains('\n') =>
            {
                format!("`{text}`")
            }
            _ => self.kind().into(),
        }
    }
}

#[derive(Clone, Copy)]
struct Reader<'de, 'f> {
    value: View<'de>,
    place: Place,
    found: &'f RefCell<Vec<Finding>>,
    required: Required,
}

impl<'de> Reader<'de, '_> {
    fn wrong(&self, expected: &str) {
        self.report(
            Code::WrongKind,
            self.place,
            format!("found {}; expected {expected}", self.value.describe()),
            None,
        );
    }

    /// What stands where a list belongs, and how it would be one.
    fn no_list(&self) {
        let found = self.value.describe();
        let message = format!("found {found}; expected a list");
        let one = matches!(self.value, View::Scalar(..)) && found.starts_with('`');
        let help = one.then(|| format!("write `[{}]`", found.trim_matches('`')));
        self.report(Code::WrongKind, self.place, message, help);
    }

    fn report(&self, code: Code, place: Place, message: String, help: Option<String>) {
        let mut found = self.found.borrow_mut();
        if found.len() < MOST_FINDINGS {
            found.push(Finding::new(code, place, message).help(help));
        }
    }

    fn at(&self, part: Part<'de>) -> Self {
        Reader {
            value: part.view(),
            place: part.place(),
            ..*self
        }
    }

    /// Reports the keys of a mapping that mean nothing in it, and those it lacks. A key with a slip in it counts as the
    /// one that is meant, so that nothing else is said because of it.
    fn check_keys(
        &self,
        name: &str,
        fields: &'static [&str],
        entries: written::Entries<'de>,
    ) -> Slips {
        let slips = self.report_unknown(name, fields, entries);
        for needed in (self.required)(name) {
            let is_there =
                |(key, value): (Part, Part)| slips.meant(key) == *needed && !value.view().is_null();
            if !entries.clone().any(is_there) {
                let message = format!("{} needs `{needed}`", a(name));
                self.report(Code::MissingKey, self.place, message, None);
            }
        }
        slips
    }

    fn report_unknown(
        &self,
        name: &str,
        fields: &'static [&str],
        entries: written::Entries<'de>,
    ) -> Slips {
        let mut slips = Slips::default();
        let unknown = entries.filter(|(key, _)| !fields.contains(&key.text()));
        for (key, value) in unknown.take(MOST_FINDINGS) {
            let message = format!("`{}` is not a key of {}", key.text(), a(name));
            let help = did_you_mean(key.text(), fields.iter().copied());
            let is_prose = key.text().contains(' ') && value.view().is_null();
            let help = help.map(|help| if is_prose { of_prose(&help) } else { help });
            self.report(Code::UnknownKey, key.place(), message, help);
            let is_free = |field: &&str| {
                let mut keys = entries;
                slips.0.iter().all(|(_, taken)| taken != field)
                    && keys.all(|(key, _)| key.text() != *field)
            };
            let meant = nearest(key.text(), fields.iter().copied());
            slips
                .0
                .extend(meant.filter(is_free).map(|meant| (key.place(), meant)));
        }
        slips
    }

    fn integer(&self) -> i64 {
        match self.value {
            View::Scalar(text, Quoted::No) => text.parse().unwrap_or_else(|_| {
                self.wrong("a whole number");
                0
            }),
            _ => {
                self.wrong("a whole number");
                0
            }
        }
    }
}

impl<'de> de::Deserializer<'de> for Reader<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            View::Scalar(text, _) => visitor.visit_str(text),
            View::List(items) => visitor.visit_seq(Items {
                reader: self,
                items: Some(items),
            }),
            View::Map(entries) => visitor.visit_map(Entries {
                reader: self,
                entries: Some(entries),
                value: None,
                slips: Slips::default(),
            }),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            View::Scalar("true", Quoted::No) => visitor.visit_bool(true),
            View::Scalar("false", Quoted::No) => visitor.visit_bool(false),
            _ => {
                self.wrong("`true` or `false`");
                visitor.visit_bool(false)
            }
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i64(self.integer())
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match u32::try_from(self.integer()) {
            Ok(number) => visitor.visit_u32(number),
            Err(_) => {
                self.wrong("a whole number from 0");
                visitor.visit_u32(0)
            }
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            View::Scalar(text, _) if !self.value.is_null() => visitor.visit_str(text),
            _ => {
                self.wrong("a text");
                visitor.visit_str("")
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name != AT {
            return visitor.visit_newtype_struct(self);
        }
        visitor.visit_newtype_struct(Pair { reader: self })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let items = match self.value {
            View::List(items) => Some(items),
            _ => {
                self.no_list();
                None
            }
        };
        visitor.visit_seq(Items {
            reader: self,
            items,
        })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let entries = match self.value {
            View::Map(entries) => Some(entries),
            _ => {
                self.wrong("a mapping");
                None
            }
        };
        visitor.visit_map(Entries {
            reader: self,
            entries,
            value: None,
            slips: Slips::default(),
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let View::Map(entries) = self.value else {
            self.wrong(&format!("a mapping ({})", name.to_lowercase()));
            return visitor.visit_map(Entries {
                reader: self,
                entries: None,
                value: None,
                slips: Slips::default(),
            });
        };
        let slips = self.check_keys(name, fields, entries);
        visitor.visit_map(Entries {
            reader: self,
            entries: Some(entries),
            value: None,
            slips,
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = match self.value {
            View::Scalar(text, _) if !self.value.is_null() => text,
            _ => "",
        };
        let known = variants.iter().find(|variant| **variant == text);
        let variant = known.copied().unwrap_or_else(|| {
            let message = format!("{} is not {}", self.value.describe(), a(name));
            self.report(
                Code::WrongKind,
                self.place,
                message,
                did_you_mean(text, variants.iter().copied()),
            );
            nearest(text, variants.iter().copied()).unwrap_or(variants[0])
        });
        let variant: StrDeserializer<'_, Error> = variant.into_deserializer();
        visitor.visit_enum(variant)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

/// Advice for several words without a value, where a key belongs.
fn of_prose(help: &str) -> String {
    format!("is it part of a text that holds a `,`? Put all of the text in quotes; {help}")
}

/// The name of a kind of thing, with its article.
fn a(name: &str) -> String {
    let name = name.to_lowercase();
    let article = if name.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

struct Items<'de, 'f> {
    reader: Reader<'de, 'f>,
    items: Option<written::Items<'de>>,
}

impl<'de> de::SeqAccess<'de> for Items<'de, '_> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let item = self.items.as_mut().and_then(Iterator::next);
        item.map(|item| seed.deserialize(self.reader.at(item)))
            .transpose()
    }
}

struct Entries<'de, 'f> {
    reader: Reader<'de, 'f>,
    entries: Option<written::Entries<'de>>,
    value: Option<Part<'de>>,
    slips: Slips,
}

/// Keys with a slip in them, by their place, and what they mean; never one that is there as well.
#[derive(Default)]
struct Slips(Vec<(Place, &'static str)>);

impl Slips {
    fn meant<'k>(&self, key: Part<'k>) -> &'k str {
        let slip = self.0.iter().find(|(place, _)| *place == key.place());
        slip.map_or(key.text(), |(_, meant)| meant)
    }
}

impl<'de> de::MapAccess<'de> for Entries<'de, '_> {
    type Error = Error;
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((key, value)) = self.entries.as_mut().and_then(Iterator::next) else {
            return Ok(None);
        };
        self.value = Some(value);
        let key = Reader {
            value: View::Scalar(self.slips.meant(key), Quoted::Yes),
            place: key.place(),
            ..self.reader
        };
        seed.deserialize(key).map(Some)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let value = self
            .value
            .take()
            .ok_or_else(|| de::Error::custom("a value is read before its key"))?;
        seed.deserialize(self.reader.at(value))
    }
}

/// Hands out the place, then the value.
struct Pair<'de, 'f> {
    reader: Reader<'de, 'f>,
}

impl<'de> de::Deserializer<'de> for Pair<'de, '_> {
    type Error = Error;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Halves {
            reader: self.reader,
            given: 0,
        })
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Halves<'de, 'f> {
    reader: Reader<'de, 'f>,
    given: u8,
}

impl<'de> de::SeqAccess<'de> for Halves<'de, '_> {
    type Error = Error;
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.given += 1;
        if self.given > 1 {
            return seed.deserialize(self.reader).map(Some);
        }
        let Place {
            line,
            column,
            end_line,
            end_column,
        } = self.reader.place;
        let numbers = [line, column, end_line, end_column];
        seed.deserialize(de::value::SeqDeserializer::new(numbers.into_iter()))
            .map(Some)
    }
}
