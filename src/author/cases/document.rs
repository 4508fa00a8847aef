//! The cases as their author wrote them: with places, and not yet checked.

use crate::model::document::{Clause, Text};
use crate::model::named::Named;
use crate::model::place::At;
use serde::Deserialize;

/// The keys that must be there, by the name of the mapping.
pub(super) fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "file of cases" => &["format", "cases"],
        "case" => &["name", "expect"],
        _ => &[],
    }
}

/// Answers as written: a word, a list or a number for each question.
pub(super) type Answers = Named<At<Clause>>;

macro_rules! parts {
    ($($(#[$about:meta])* $name:ident = $kind:literal { $($field:ident: $type:ty,)* })*) => {
        $($(#[$about])*
        #[derive(Debug, Default, Deserialize)]
        #[serde(default, rename = $kind)]
        pub(super) struct $name { $(pub(super) $field: $type,)* })*
    };
}

parts! {
    /// The whole file.
    Document = "file of cases" { format: At<i64>, people: Named<Answers>, cases: Vec<Case>, }
    /// An example with its expected result.
    Case = "case" {
        name: Text, golden: Option<Text>, story: Option<Text>, rule: Option<Text>, like: Option<Text>,
        answers: Answers, rest: Option<Rest>, expect: At<Expect>,
    }
    /// What must come out.
    Expect = "expectation" {
        level: Option<Text>, levels: Vec<Text>, stops: Vec<Text>, refers: Option<Text>,
        because: Option<Text>, alternative: Option<Text>, fallback: Option<Text>, supports: Vec<Text>, possible: Vec<Text>,
        alerts: Vec<Text>, not: Not,
    }
    /// What must not come out.
    Not = "list of what must not appear" { levels: Vec<Text>, supports: Vec<Text>, alerts: Vec<Text>, }
}

/// How the questions that a case does not name are answered.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case", rename = "word for the rest")]
pub(super) enum Rest {
    /// Skipped.
    Unsure,
}
