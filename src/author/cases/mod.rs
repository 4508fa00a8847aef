//! Cases: examples with their expected results, written as data beside the questionnaire.

mod comparison;
mod document;
mod meaning;
mod path;
mod text;
mod trial;

pub use comparison::Problem;
pub use path::Stage;
pub(crate) use path::branch_words;
pub use text::text;
pub use trial::{Report, Trial, passes, run, walk};

use crate::model::answers::Answer;
use crate::model::finding::Finding;
use crate::model::fixed::Text;
use crate::model::place::Place;
use crate::model::tree::{AlertRef, LevelRef, QuestionRef, SupportRef, Tree};

/// An example, with nothing left to look up.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its name.
    pub name: Text,
    /// Its number in a list that somebody agreed on.
    pub golden: Option<Text>,
    /// Who this is, in a sentence.
    pub story: Option<Text>,
    /// What the expectation rests on.
    pub rule: Option<Text>,
    /// What is answered.
    pub given: Vec<Given>,
    /// Whether all other questions are skipped; if not, they must not be asked.
    pub rest_unsure: bool,
    /// What must come out.
    pub expect: Expect,
    /// Where it stands in its file.
    pub place: Place,
}

/// An answer of a case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Given {
    /// The question.
    pub question: QuestionRef,
    /// The answer.
    pub answer: Answer,
    /// Who says so.
    pub from: From,
}

/// Where an answer of a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// In the case itself: it must be asked for.
    Case,
    /// In the person it is `like`: it may lie off the path.
    Person,
}

/// What must come out of a case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Expect {
    /// How it ends.
    pub end: Option<ExpectedEnd>,
    /// A part of the reason that the branch taken gives.
    pub because: Option<String>,
    /// The alternative of the branch taken, or that there is none.
    pub alternative: Option<Option<LevelRef>>,
    /// The fallback that is offered, or that there is none.
    pub fallback: Option<Option<LevelRef>>,
    /// At least these supports, for certain.
    pub supports: Vec<SupportRef>,
    /// At least these supports, as possible ones.
    pub possible: Vec<SupportRef>,
    /// At least these alerts, for certain.
    pub alerts: Vec<AlertRef>,
    /// None of these levels, not even as a possible one.
    pub no_levels: Vec<LevelRef>,
    /// None of these supports, not even as a possible one.
    pub no_supports: Vec<SupportRef>,
    /// None of these alerts, not even as a possible one.
    pub no_alerts: Vec<AlertRef>,
}

/// How a case ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedEnd {
    /// With this level, and nothing else can happen.
    Level(LevelRef),
    /// With exactly this set of levels.
    Levels(Vec<LevelRef>),
    /// With an emergency stop and exactly these alerts.
    Stops(Vec<AlertRef>),
    /// With a referral by this alert.
    Refers(AlertRef),
}

/// Reads a file of cases, YAML or JSON.
///
/// # Errors
/// Every mistake found, in the order of the file.
pub fn read(tree: &Tree, text: &str) -> Result<Vec<Case>, Vec<Finding>> {
    meaning::read(tree, text)
}
