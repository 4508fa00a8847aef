//! Where something stands in a file.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Place {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the last character.
    pub end_column: u32,
}

impl Place {
    /// A single spot.
    pub fn spot(line: u32, column: u32) -> Self {
        Place {
            line,
            column,
            end_line: line,
            end_column: column + 1,
        }
    }

    /// Whether this came from a file at all.
    pub fn is_known(self) -> bool {
        self.line > 0
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A value with the place it was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub place: Place,
}

impl<T> At<T> {
    /// Joins a value and its place.
    pub fn new(value: T, place: Place) -> Self {
        At { value, place }
    }
}

impl<T> std::ops::Deref for At<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// The name by which the reader knows that a place is wanted beside the value.
pub(crate) const AT: &str = "$at";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "$at")]
        struct Pair<T>((Place, T));
        let Pair((place, value)) = Pair::deserialize(deserializer)?;
        Ok(At { value, place })
    }
}
