//! The way through the tree: nodes, with the scores, scales and branches in them.

use super::{LevelRef, NodeRef, QuestionRef, SupportRef};
use crate::model::condition::Condition;
use crate::model::fixed::{List, Text};
use crate::model::place::Place;
use serde::Serialize;
use std::ops::Range;

/// A part of the walk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// Its id.
    pub id: Text,
    /// Its heading.
    pub title: Text,
    /// A word before its questions.
    pub about: Option<Text>,
    /// Its questions, as positions in [`Tree::questions`](super::Tree::questions).
    pub questions: Range<u32>,
    /// Its scores, as positions in [`Tree::scores`](super::Tree::scores).
    pub scores: Range<u32>,
    /// Its scales, as positions in [`Tree::scales`](super::Tree::scales).
    pub scales: Range<u32>,
    /// Its branches, as positions in [`Tree::branches`](super::Tree::branches).
    pub branches: Range<u32>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A sum of points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Its id.
    pub id: Text,
    /// The node it belongs to.
    pub node: NodeRef,
    /// What it counts.
    pub title: Text,
    /// The questions whose points are added.
    pub add: List<QuestionRef>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Named, ordered values; the highest that holds is the value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scale {
    /// Its id.
    pub id: Text,
    /// The node it belongs to.
    pub node: NodeRef,
    /// What it says.
    pub title: Text,
    /// Its values, lightest first; the first always holds.
    pub values: List<ScaleValue>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A value of a scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleValue {
    /// Its id.
    pub id: Text,
    /// What a person reads.
    pub label: Option<Text>,
    /// How it is said of something that could be otherwise, after "if": `home were calm`.
    pub supposed: Option<Text>,
    /// It holds if any of these does; the lightest value has none and always holds.
    pub rules: List<Rule>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A rule for a value of a scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rule {
    /// When it holds.
    pub when: Condition,
    /// Why, for the person; rules written as a plain `when` have none.
    pub because: Option<Text>,
    /// Where the rule comes from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Where a node leads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Branch {
    /// The node it belongs to.
    pub node: NodeRef,
    /// When it is taken; always, without a condition.
    pub when: Option<Condition>,
    /// What it leads to.
    pub to: To,
    /// Why, for the person.
    pub because: Option<Text>,
    /// Where it comes from.
    pub source: Option<Text>,
    /// Another level that would also do.
    pub alternative: Option<Alternative>,
    /// What to do when the level cannot be had now.
    pub fallback: Option<Fallback>,
    /// Where it stands in the file.
    pub place: Place,
}

/// What a branch leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum To {
    /// The end: this level is suggested.
    Suggest(LevelRef),
    /// A later node.
    Go(NodeRef),
}

/// Another level that would also do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternative {
    /// The level.
    pub level: LevelRef,
    /// What must go with it.
    pub supports: List<SupportRef>,
    /// Why.
    pub because: Text,
}

/// What to do when a level cannot be had now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fallback {
    /// When it is offered; always, without a condition.
    pub when: Option<Condition>,
    /// The level.
    pub level: LevelRef,
    /// What must go with it.
    pub supports: List<SupportRef>,
    /// When to look again.
    pub recheck: Text,
    /// Why.
    pub because: Text,
}
