//! What people are told: contacts, levels, supports, alerts and next steps.

use super::{ContactRef, LevelRef, SupportRef};
use crate::model::condition::Condition;
use crate::model::document::{Per, Stop, Timing};
use crate::model::fixed::{List, Text};
use crate::model::place::Place;
use serde::Serialize;

/// The page behind `!`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Emergency {
    /// What to do now.
    pub message: Text,
    /// Whom to call.
    pub contacts: List<ContactRef>,
    /// Who to turn to once nobody is in danger; ends every stop.
    pub after: Option<Text>,
}

/// A help line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contact {
    /// Its id.
    pub id: Text,
    /// What it is called.
    pub name: Text,
    /// How to reach it: a number, a word to text, an address.
    pub reach: Text,
    /// Who answers, and when.
    pub about: Option<Text>,
    /// The country it serves.
    pub country: Option<Text>,
    /// Left out when this certainly does not hold.
    pub when: Option<Condition>,
    /// The day somebody last checked it, as `2026-11-01`.
    pub verified: Option<Text>,
    /// Where the facts come from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A level of care.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// Its id.
    pub id: Text,
    /// What it is called.
    pub name: Text,
    /// What happens there.
    pub about: Text,
    /// Its usual hours, one entry for each meaning of the name.
    pub hours: List<Hours>,
    /// How long it usually lasts.
    pub lasts: Option<Text>,
    /// The usual step down.
    pub then: Option<LevelRef>,
    /// A word about the step down.
    pub then_note: Option<Text>,
    /// Questions to put to a program.
    pub ask_them: List<Text>,
    /// How the field numbers it.
    pub reference: Option<Text>,
    /// Where the facts come from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// The hours of a level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hours {
    /// Counted by day or week.
    pub per: Per,
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: Option<u32>,
    /// Who means this.
    pub note: Option<Text>,
    /// Where the figure comes from.
    pub source: Option<Text>,
}

/// What goes with a level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Support {
    /// Its id.
    pub id: Text,
    /// What it is called.
    pub name: Text,
    /// Before, with or after the level.
    pub timing: Timing,
    /// When it is advised; always, without a condition.
    pub when: Option<Condition>,
    /// Advised also when it cannot be ruled out.
    pub if_unknown: bool,
    /// Why, in that case.
    pub unknown_because: Option<Text>,
    /// Supports that need not be named beside this one.
    pub covers: List<SupportRef>,
    /// Why.
    pub because: Text,
    /// What to know or to check.
    pub details: List<Text>,
    /// Whom to call.
    pub contacts: List<ContactRef>,
    /// Where the advice comes from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A safety message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alert {
    /// Its id.
    pub id: Text,
    /// Its heading.
    pub title: Text,
    /// When it is shown.
    pub when: Condition,
    /// How it ends the walk, if it does.
    pub stop: Option<Stop>,
    /// What it says.
    pub message: Text,
    /// What to do, step by step.
    pub steps: List<Text>,
    /// Whom to call.
    pub contacts: List<ContactRef>,
    /// Where the advice comes from.
    pub source: Option<Text>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Something to do next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Its id.
    pub id: Text,
    /// What to do.
    pub text: Text,
    /// When it fits; always, without a condition.
    pub when: Option<Condition>,
    /// Whom to call.
    pub contacts: List<ContactRef>,
    /// Where it stands in the file.
    pub place: Place,
}
