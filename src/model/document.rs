//! The questionnaire as its author wrote it: flat, with places, and not yet checked.
//!
//! Everything is optional here; which keys a mapping cannot do without is said once, in [`required`].

use super::finding::Finding;
use super::place::At;
use super::{fixed, reader, written};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::ops::Deref;

/// A text with its place.
pub type Text = At<fixed::Text>;

/// A condition, or one of its values, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Clause {
    /// No condition.
    #[default]
    Nothing,
    /// A value, a number or a range.
    Text(String),
    /// Any of these.
    List(Vec<At<Clause>>),
    /// All of these.
    Map(Vec<(Text, At<Clause>)>),
}

impl<'de> Deserialize<'de> for Clause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Clause;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a condition")
            }
            fn visit_str<E>(self, text: &str) -> Result<Clause, E> {
                Ok(Clause::Text(text.to_owned()))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut items: A,
            ) -> Result<Clause, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Clause::List(list))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut entries: A,
            ) -> Result<Clause, A::Error> {
                let mut map = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    map.push(entry);
                }
                Ok(Clause::Map(map))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// A condition as written, where there is one. A key with nothing after it is one that says nothing, and not none: that
/// would hold always.
#[derive(Debug, Clone, Default)]
pub struct When(pub Option<At<Clause>>);

impl Deref for When {
    type Target = Option<At<Clause>>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        At::deserialize(deserializer).map(|clause| When(Some(clause)))
    }
}

/// The whole file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename = "questionnaire")]
#[allow(missing_docs)] // The keys are explained in the README and in the schema.
pub struct Document {
    pub format: At<i64>,
    pub id: Text,
    pub version: Text,
    pub language: Text,
    pub reviewed_by: Option<Text>,
    pub title: Text,
    pub intro: Text,
    pub closing: Text,
    pub emergency: Emergency,
    pub contacts: Vec<Contact>,
    pub levels: Vec<Level>,
    pub supports: Vec<Support>,
    pub alerts: Vec<Alert>,
    pub steps: Vec<Step>,
    pub tree: Vec<Node>,
    pub guarantees: Vec<Guarantee>,
}

impl Document {
    /// Reads a document, YAML or JSON, without checking what it means.
    ///
    /// # Errors
    /// Everything that is wrong with its shape.
    pub fn read(text: &str) -> Result<Self, Vec<Finding>> {
        let written = written::read(text)?;
        let mut findings = Vec::new();
        let document = reader::read(&written, required, &mut findings);
        if findings.is_empty() {
            Ok(document)
        } else {
            Err(findings)
        }
    }
}

/// The keys that must be there, by the name of the mapping.
pub fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "questionnaire" => &[
            "format",
            "id",
            "version",
            "language",
            "title",
            "intro",
            "closing",
            "emergency",
            "levels",
            "tree",
        ],
        "emergency page" => &["message"],
        "contact" => &["id", "name", "reach", "source"],
        "level" => &["id", "name", "about"],
        "hours" => &["per", "min"],
        "support" => &["id", "name", "timing", "because"],
        "alert" => &["id", "title", "when", "message"],
        "step" => &["id", "do"],
        "node" => &["id", "title"],
        "question" => &["id", "ask"],
        "choice" => &["id", "label"],
        "score" => &["id", "title", "add"],
        "scale" => &["id", "title", "values"],
        "value" => &["id"],
        "rule" => &["when", "because"],
        "alternative" => &["level", "because"],
        "fallback" => &["level", "recheck", "because"],
        "guarantee" => &["id"],
        "exception" => &["question", "because"],
        _ => &[],
    }
}

macro_rules! parts {
    ($($(#[$about:meta])* $name:ident = $kind:literal { $($field:ident: $type:ty,)* })*) => {
        $($(#[$about])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(default, rename = $kind)]
        #[allow(missing_docs)] // The keys are explained in the README and in the schema.
        pub struct $name { $(pub $field: $type,)* })*
    };
}

parts! {
    /// The page behind `!`.
    Emergency = "emergency page" { message: Text, contacts: Vec<Text>, after: Option<Text>, }
    /// A help line.
    Contact = "contact" {
        id: Text, name: Text, reach: Text, about: Option<Text>, country: Option<Text>, when: When,
        verified: Option<Text>, source: Option<Text>,
    }
    /// A level of care.
    Level = "level" {
        id: Text, name: Text, about: Text, hours: Vec<Hours>, lasts: Option<Text>, then: Option<Text>,
        then_note: Option<Text>, ask_them: Vec<Text>, reference: Option<Text>, source: Option<Text>,
    }
    /// The usual hours of a level.
    Hours = "hours" { per: At<Per>, min: At<u32>, max: Option<At<u32>>, note: Option<Text>, source: Option<Text>, }
    /// What goes with a level.
    Support = "support" {
        id: Text, name: Text, timing: At<Timing>, when: When, if_unknown: bool, unknown_because: Option<Text>,
        covers: Vec<Text>, because: Text, details: Vec<Text>, contacts: Vec<Text>, source: Option<Text>,
    }
    /// A safety message.
    Alert = "alert" {
        id: Text, title: Text, when: When, stop: Option<At<Stop>>, message: Text, r#do: Vec<Text>,
        contacts: Vec<Text>, source: Option<Text>,
    }
    /// Something to do next.
    Step = "step" { id: Text, r#do: Text, when: When, contacts: Vec<Text>, }
    /// A part of the tree.
    Node = "node" {
        id: Text, title: Text, about: Option<Text>, questions: Vec<Question>, scores: Vec<Score>,
        scales: Vec<Scale>, next: Vec<Branch>,
    }
    /// A question.
    Question = "question" {
        id: Text, ask: Text, why: Option<Text>, help: Option<Text>, kind: At<Kind>, choices: Vec<Choice>,
        points: Option<At<i64>>, min: Option<At<i64>>, max: Option<At<i64>>, unit: Option<Text>, when: When,
        order: Option<At<Order>>, required: bool, private: bool, what_if: Option<At<bool>>,
    }
    /// A choice of a question.
    Choice = "choice" { id: Text, label: Text, points: Option<At<i64>>, alone: bool, }
    /// A sum of points.
    Score = "score" { id: Text, title: Text, add: Vec<Text>, }
    /// Named, ordered values.
    Scale = "scale" { id: Text, title: Text, values: Vec<Value>, }
    /// A value of a scale.
    Value = "value" {
        id: Text, label: Option<Text>, r#if: Option<Text>, when: When, source: Option<Text>, rules: Vec<Rule>,
    }
    /// A rule for a value of a scale.
    Rule = "rule" { when: When, because: Text, source: Option<Text>, }
    /// Where a node leads.
    Branch = "branch" {
        when: When, suggest: Option<Text>, go: Option<Text>, because: Option<Text>, source: Option<Text>,
        alternative: Option<Alternative>, fallback: Option<Fallback>,
    }
    /// Another level that would also do.
    Alternative = "alternative" { level: Text, supports: Vec<Text>, because: Text, }
    /// What to do when the level cannot be had now.
    Fallback = "fallback" { when: When, level: Text, supports: Vec<Text>, recheck: Text, because: Text, }
    /// A property proved over all answers.
    Guarantee = "guarantee" {
        id: Text, because: Option<Text>, when: When, level: When, supports: Vec<Text>, alerts: Vec<Text>,
        stops: bool, answers: Vec<Text>, never: Option<At<Never>>, worse: When, keep: Vec<Text>,
        except: Vec<Exception>,
    }
    /// A question that a guarantee leaves out, and why.
    Exception = "exception" { question: Text, when: When, because: Text, }
}

macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $variant:ident,)* })*) => {
        $($(#[$about])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(clippy::enum_variant_names)] // The variants are the words of the file.
        pub enum $name { $($(#[$what])* $variant,)* })*
    };
}

words! {
    /// How a question is answered.
    Kind {
        /// One choice.
        #[default]
        One,
        /// Any number of choices.
        Many,
        /// Yes or no.
        YesNo,
        /// A whole number.
        Number,
    }
    /// Which answers of a question are worse.
    Order {
        /// A later choice, a yes, another tick, a larger number is worse.
        #[default]
        Heavier,
        /// A later choice, a yes, another tick, a larger number is better.
        Lighter,
        /// Neither.
        None,
    }
    /// When a support belongs, seen from the level.
    Timing {
        /// Before it.
        First,
        /// With it.
        #[default]
        Alongside,
        /// After it.
        After,
    }
    /// How an alert ends a walk.
    Stop {
        /// An emergency: only what to do now.
        #[default]
        Emergency,
        /// No level, but no emergency: whom to turn to.
        Refer,
    }
    /// What the hours of a level are counted by.
    Per {
        /// A day.
        Day,
        /// A week.
        #[default]
        Week,
    }
    /// What a change of answers must never do.
    Never {
        /// Change the level at all.
        #[default]
        ChangeLevel,
        /// Lead to a more intensive level.
        RaiseLevel,
        /// Lead to a less intensive level.
        LowerLevel,
    }
}
