//! Texts, lists and boxes that are part of the program, or made while it runs.
//!
//! The embedded questionnaire is a constant: with these, starting the program reads nothing and allocates nothing.

use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::slice::Iter;

/// A text.
pub type Text = Cow<'static, str>;

/// A list.
#[derive(Clone)]
pub enum List<T: 'static> {
    /// Part of the program.
    Fixed(&'static [T]),
    /// Made while it runs.
    Own(Vec<T>),
}

/// A single value out of line, for types that contain themselves.
#[derive(Clone)]
pub enum Held<T: 'static> {
    /// Part of the program.
    Fixed(&'static T),
    /// Made while it runs.
    Own(Box<T>),
}

impl<T: Clone> List<T> {
    /// The list to change; a copy, if it is part of the program.
    pub fn to_mut(&mut self) -> &mut Vec<T> {
        if let List::Fixed(items) = *self {
            *self = List::Own(items.to_vec());
        }
        match self {
            List::Own(items) => items,
            List::Fixed(_) => unreachable!("it was copied"),
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List::Fixed(&[])
    }
}

impl<T> Deref for List<T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            List::Fixed(items) => items,
            List::Own(items) => items,
        }
    }
}

impl<T: Clone> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.to_mut()
    }
}

impl<T> Deref for Held<T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        match self {
            Held::Fixed(value) => value,
            Held::Own(value) => value,
        }
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        List::Own(items.into_iter().collect())
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        List::Own(items)
    }
}

impl<T> From<T> for Held<T> {
    fn from(value: T) -> Self {
        Held::Own(Box::new(value))
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: PartialEq> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: fmt::Debug> fmt::Debug for Held<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<T: Serialize> Serialize for Held<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct("Held", &**self)
    }
}
