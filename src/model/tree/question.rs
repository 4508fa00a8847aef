//! Questions and their choices.

use super::{NodeRef, bits};
use crate::model::condition::Condition;
use crate::model::document::{Kind, Order};
use crate::model::fixed::{List, Text};
use crate::model::place::Place;
use serde::Serialize;

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Its id.
    pub id: Text,
    /// The node it belongs to.
    pub node: NodeRef,
    /// What is asked.
    pub ask: Text,
    /// Why it is asked.
    pub why: Option<Text>,
    /// What a word means, how to count.
    pub help: Option<Text>,
    /// How it is answered.
    pub kind: Kind,
    /// Its choices; `yes` and `no` for yes-or-no questions, none for numbers.
    pub choices: List<Choice>,
    /// The smallest number.
    pub min: i64,
    /// The largest number.
    pub max: i64,
    /// What the number counts.
    pub unit: Option<Text>,
    /// When it is asked; always, without a condition.
    pub when: Option<Condition>,
    /// Which answers are worse.
    pub order: Order,
    /// It cannot be skipped.
    pub required: bool,
    /// Never quoted in a result, never saved.
    pub private: bool,
    /// Whether it may be offered as something that would change the result.
    pub what_if: bool,
    /// Choices that no condition and no score tells apart, as bit sets; each choice is in exactly one.
    pub alike: List<u64>,
    /// Numbers at which a stretch begins that some condition tells apart from the one before; starts with `min`.
    pub cuts: List<i64>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A choice of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// Its id.
    pub id: Text,
    /// What a person reads.
    pub label: Text,
    /// What it adds to a score.
    pub points: i64,
    /// It excludes the other choices.
    pub alone: bool,
    /// Where it stands in the file.
    pub place: Place,
}

impl Question {
    /// All choices as a bit set.
    pub fn all(&self) -> u64 {
        bits(self.choices.len())
    }

    /// The choices that exclude the others, as a bit set.
    pub fn alone(&self) -> u64 {
        self.which(|choice| choice.alone)
    }

    /// The choices of which something is so, as a bit set.
    pub fn which(&self, is_so: impl Fn(&Choice) -> bool) -> u64 {
        let choices = self.choices.iter().enumerate();
        let such = choices.filter(|(_, choice)| is_so(choice));
        such.fold(0, |set, (at, _)| set | 1 << at)
    }

    /// The choices in a bit set, in order.
    pub fn chosen(&self, set: u64) -> impl Iterator<Item = &Choice> {
        self.choices
            .iter()
            .enumerate()
            .filter(move |(at, _)| set >> at & 1 == 1)
            .map(|(_, choice)| choice)
    }
}
