//! What an author promises about all answers.

use super::{AlertRef, QuestionRef, SupportRef};
use crate::model::condition::Condition;
use crate::model::document::Never;
use crate::model::fixed::{List, Text};
use crate::model::place::Place;
use serde::Serialize;

/// A property that must hold for every combination of answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Guarantee {
    /// Its id.
    pub id: Text,
    /// Why it matters.
    pub because: Option<Text>,
    /// For which answers; all, without a condition.
    pub when: Option<Condition>,
    /// The levels that may be suggested, as a bit set.
    pub levels: Option<u64>,
    /// Supports that must be advised.
    pub supports: List<SupportRef>,
    /// Alerts that must be shown.
    pub alerts: List<AlertRef>,
    /// It must stop.
    pub stops: bool,
    /// What changing answers must never do.
    pub never: Option<Never>,
    /// The answers that are changed; or, with `worse`, made worse.
    pub answers: List<QuestionRef>,
    /// The answers are only made worse.
    pub worse: bool,
    /// Supports that a worse answer must not take away.
    pub keep: List<SupportRef>,
    /// Questions left out, with the reason.
    pub except: List<Exception>,
    /// Where it stands in the file.
    pub place: Place,
}

/// A question that a guarantee leaves out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exception {
    /// The question.
    pub question: QuestionRef,
    /// Only for these answers; for all, without a condition.
    pub when: Option<Condition>,
    /// The reason.
    pub because: Text,
    /// Where it stands in the file.
    pub place: Place,
}
