//! The shape of a type as serde sees it: which mappings it has, with which keys, of which kinds.
//!
//! serde tells a deserializer what a type wants before it reads anything. This one writes that down, and hands out
//! empty values, so that the schema can never say another thing than the reader does.

use crate::model::place::AT;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer, Visitor};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What a value may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text; unquoted, it may look like something else.
    Text,
    /// `true` or `false`.
    Truth,
    /// A whole number, from 0 on or from anywhere.
    Number(Sign),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of one shape.
    List(Box<Shape>),
    /// The mapping with this name.
    Mapping(&'static str),
    /// A condition, or the value of one.
    Clause,
    /// This, or nothing.
    Maybe(Box<Shape>),
}

/// Which whole numbers are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Any,
    Positive,
}

/// The mappings a type is made of, each with its keys, by name.
pub(super) type Mappings = BTreeMap<&'static str, Vec<(&'static str, Shape)>>;

/// Every mapping of a type.
pub(super) fn mappings<'de, T: Deserialize<'de>>() -> Mappings {
    let found = Found::default();
    let read = T::deserialize(Tracer { found: &found });
    // The tracer offers every type what it asks for, and the types here ask for nothing else.
    read.map(|_: T| ()).expect("plain types only");
    found.mappings.into_inner()
}

#[derive(Default)]
struct Found {
    mappings: RefCell<Mappings>,
    last: RefCell<Option<Shape>>,
}

#[derive(Clone, Copy)]
struct Tracer<'f> {
    found: &'f Found,
}

impl Tracer<'_> {
    fn is(&self, shape: Shape) {
        self.found.last.replace(Some(shape));
    }

    /// What was told of the value that was just traced.
    fn last(&self) -> Shape {
        self.found.last.take().unwrap_or(Shape::Text)
    }
}

impl<'de> de::Deserializer<'de> for Tracer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.is(Shape::Clause);
        visitor.visit_str("")
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.is(Shape::Truth);
        visitor.visit_bool(false)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.is(Shape::Number(Sign::Any));
        visitor.visit_i64(0)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.is(Shape::Number(Sign::Positive));
        visitor.visit_u32(0)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.is(Shape::Text);
        visitor.visit_str("")
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = visitor.visit_some(self)?;
        let inner = Box::new(self.last());
        self.is(Shape::Maybe(inner));
        Ok(value)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        debug_assert_eq!(name, AT);
        visitor.visit_newtype_struct(Placed(self))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = visitor.visit_seq(One(Some(self)))?;
        let inner = Box::new(self.last());
        self.is(Shape::List(inner));
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let known = self.found.mappings.borrow().contains_key(name);
        self.found.mappings.borrow_mut().entry(name).or_default();
        let value = visitor.visit_map(Keys {
            tracer: self,
            name,
            // One look is enough, and the only way to end if a mapping holds itself.
            left: if known { [].iter() } else { fields.iter() },
            key: "",
        })?;
        self.is(Shape::Mapping(name));
        Ok(value)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.is(Shape::Word(variants));
        let first: StrDeserializer<'_, Error> = variants[0].into_deserializer();
        visitor.visit_enum(first)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct map
        identifier ignored_any
    }
}

/// The keys of a mapping, one after the other.
struct Keys<'f> {
    tracer: Tracer<'f>,
    name: &'static str,
    left: std::slice::Iter<'static, &'static str>,
    key: &'static str,
}

impl<'de> de::MapAccess<'de> for Keys<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(key) = self.left.next() else {
            return Ok(None);
        };
        self.key = key;
        let key: StrDeserializer<'_, Error> = (*key).into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let value = seed.deserialize(self.tracer)?;
        let entry = (self.key, self.tracer.last());
        let mut mappings = self.tracer.found.mappings.borrow_mut();
        mappings.entry(self.name).or_default().push(entry);
        Ok(value)
    }
}

/// A list with one item.
struct One<'f>(Option<Tracer<'f>>);

impl<'de> de::SeqAccess<'de> for One<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.0
            .take()
            .map(|tracer| seed.deserialize(tracer))
            .transpose()
    }
}

/// A place, then the value that stands there.
struct Placed<'f>(Tracer<'f>);

impl<'de> de::Deserializer<'de> for Placed<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(PlaceThenValue {
            tracer: self.0,
            given: 0,
        })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct PlaceThenValue<'f> {
    tracer: Tracer<'f>,
    given: usize,
}

impl<'de> de::SeqAccess<'de> for PlaceThenValue<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.given += 1;
        if self.given > 1 {
            return seed.deserialize(self.tracer).map(Some);
        }
        let nowhere = [0_u32; 4].into_iter();
        seed.deserialize(de::value::SeqDeserializer::new(nowhere))
            .map(Some)
    }
}
