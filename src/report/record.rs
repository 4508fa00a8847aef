//! The one record: everything a result says, as data. Every format only reads it.

use super::contacts::ContactNote;
use super::insight::Insight;
use super::reasons::Reason;
use super::scales::ScaleNote;
use crate::model::document::{Per, Stop, Timing};
use crate::model::fixed::Text;
use crate::model::walk::Certainty;
use crate::model::words::Words;
use schemars::JsonSchema;
use serde::Serialize;

/// The shape of the record; it changes only when the shape does.
pub const SCHEMA: u32 = 1;

/// Everything a result says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Record<'t> {
    /// The shape of this record.
    #[schemars(schema_with = "super::schema::version")]
    pub schema: u32,
    /// How the walk ended.
    pub outcome: Outcome,
    /// The level that fits, if the answers settle it.
    pub level: Option<&'t str>,
    /// Every level that is possible, least intensive first.
    pub levels: Vec<&'t str>,
    /// Whether an emergency is possible beside the levels.
    pub may_stop: bool,
    /// Whether a referral is possible beside the levels.
    pub may_refer: bool,
    /// Whether these are exactly the possible levels; if not, there are more than can be.
    pub exact: bool,
    /// How sure the level is, where there is one.
    pub certainty: Option<Sureness>,
    /// Safety messages.
    pub alerts: Vec<AlertNote<'t>>,
    /// What goes with the level: first, alongside, after.
    pub supports: Vec<SupportNote<'t>>,
    /// Another level that would also do.
    pub alternative: Option<OtherLevel<'t>>,
    /// What to do when the level cannot be had now.
    pub fallback: Option<OtherLevel<'t>>,
    /// What to do next.
    pub steps: Vec<StepNote<'t>>,
    /// All levels, least intensive first, and where the person stands.
    pub ladder: Vec<Rung<'t>>,
    /// Branches and rules that hold, in order of weight.
    pub reasons: Vec<Reason<'t>>,
    /// Every branch that was looked at, in order, with what it wanted and got; the last one was taken.
    pub branches: Vec<Reason<'t>>,
    /// Scales with the answers behind them, in order of weight.
    pub scales: Vec<ScaleNote<'t>>,
    /// How sure it is and what would change it, if that was asked for.
    pub insight: Option<Insight<'t>>,
    /// Every question and what was said.
    pub questions: Vec<QuestionNote<'t>>,
    /// Every line named on this page, once.
    pub contacts: Vec<ContactNote<'t>>,
    /// What to do in danger.
    pub emergency: EmergencyNote<'t>,
    /// Who to turn to; ends every suggestion and referral.
    pub closing: &'t str,
    /// Which questionnaire this came from.
    pub questionnaire: QuestionnaireNote<'t>,
}

/// How a walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// One level.
    Suggestion,
    /// Several levels: the answers do not settle it.
    Set,
    /// No level, but somebody to turn to.
    Referral,
    /// An emergency.
    Stop,
}

/// How sure a result is; in words, never in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// The answers settle it.
    Fits,
    /// A few levels are possible.
    MayFit,
    /// Most levels are possible.
    NotEnoughAnswers,
}

/// A safety message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AlertNote<'t> {
    /// Its id.
    pub id: &'t str,
    /// Its heading.
    pub title: &'t str,
    /// Whether it holds whatever the open answers are.
    #[schemars(schema_with = "super::schema::certainty")]
    pub certainty: Certainty,
    /// How it ends the walk, if it does.
    #[schemars(schema_with = "super::schema::stop")]
    pub stop: Option<Stop>,
    /// What it says.
    pub message: &'t str,
    /// What to do.
    pub r#do: &'t [Text],
    /// Whom to call.
    pub contacts: Vec<ContactNote<'t>>,
    /// Where the advice comes from.
    pub source: Option<&'t str>,
}

/// Something that goes with a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SupportNote<'t> {
    /// Its id.
    pub id: &'t str,
    /// What it is called.
    pub name: &'t str,
    /// Before, with or after the level.
    #[schemars(schema_with = "super::schema::timing")]
    pub timing: Timing,
    /// Whether it is advised whatever the open answers are.
    #[schemars(schema_with = "super::schema::certainty")]
    pub certainty: Certainty,
    /// Why.
    pub because: &'t str,
    /// What to know or to check.
    pub details: &'t [Text],
    /// Whom to call.
    pub contacts: Vec<ContactNote<'t>>,
    /// Where the advice comes from.
    pub source: Option<&'t str>,
}

/// Another level, and what must go with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherLevel<'t> {
    /// The level.
    pub level: &'t str,
    /// Its name.
    pub name: &'t str,
    /// Ids of what must go with it.
    pub supports: Vec<&'t str>,
    /// Their names.
    pub with: Vec<&'t str>,
    /// When to look again.
    pub recheck: Option<&'t str>,
    /// Why.
    pub because: &'t str,
}

/// Something to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepNote<'t> {
    /// Its id.
    pub id: &'t str,
    /// What to do.
    pub r#do: &'t str,
    /// Whom to call.
    pub contacts: Vec<ContactNote<'t>>,
}

/// A level on the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rung<'t> {
    /// The level.
    pub level: &'t str,
    /// Its name.
    pub name: &'t str,
    /// How it stands to the result.
    pub standing: Standing,
    /// What happens there.
    pub about: &'t str,
    /// Its usual hours.
    pub hours: Vec<HoursNote<'t>>,
    /// How long it usually lasts.
    pub lasts: Option<&'t str>,
    /// The usual step down.
    pub then: Option<&'t str>,
    /// The name of the usual step down.
    pub then_name: Option<&'t str>,
    /// A word about the step down.
    pub then_note: Option<&'t str>,
    /// Questions to put to a program.
    pub ask_them: &'t [Text],
    /// How the field numbers it.
    pub reference: Option<&'t str>,
    /// Where the facts come from.
    pub source: Option<&'t str>,
}

/// How a level stands to the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is suggested.
    Suggested,
    /// It is possible.
    Possible,
    /// It would also do.
    Alternative,
    /// It would do for a while.
    Fallback,
    /// None of these.
    Other,
}

impl Standing {
    /// The same in a word; none has none.
    pub(crate) fn word(self, words: &Words) -> Option<&str> {
        match self {
            Standing::Suggested => Some(&words.rung_suggested),
            Standing::Possible => Some(&words.rung_possible),
            Standing::Alternative => Some(&words.rung_alternative),
            Standing::Fallback => Some(&words.rung_fallback),
            Standing::Other => None,
        }
    }
}

impl Rung<'_> {
    /// Its name, and in parentheses how it stands to the result.
    pub(crate) fn named(&self, words: &Words) -> String {
        match self.standing.word(words) {
            Some(word) => format!("{} ({word})", self.name),
            None => self.name.to_owned(),
        }
    }
}

/// The hours of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HoursNote<'t> {
    /// Counted by day or week.
    #[schemars(schema_with = "super::schema::per")]
    pub per: Per,
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: Option<u32>,
    /// Who means this.
    pub note: Option<&'t str>,
    /// Where the figure comes from.
    pub source: Option<&'t str>,
}

/// A question and what was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionNote<'t> {
    /// Its id.
    pub id: &'t str,
    /// The heading it stands under.
    pub node: &'t str,
    /// What is asked.
    pub ask: &'t str,
    /// Whether it was answered.
    pub state: Asked,
    /// What was chosen, as ids or a number; empty for private questions.
    pub answer: Vec<String>,
    /// What was said, in words.
    pub said: Vec<String>,
    /// Never quoted and never saved.
    pub private: bool,
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// It was answered.
    Answered,
    /// The person was not sure, or would rather not say.
    Skipped,
    /// It was not answered yet.
    Missing,
    /// It does not belong to this path.
    NotAsked,
}

/// What to do in danger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EmergencyNote<'t> {
    /// What to do now.
    pub message: &'t str,
    /// Whom to call.
    pub contacts: Vec<ContactNote<'t>>,
    /// Who to turn to once nobody is in danger; ends every stop.
    pub after: Option<&'t str>,
}

/// Which questionnaire a result came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionnaireNote<'t> {
    /// Its id.
    pub id: &'t str,
    /// Its title.
    pub title: &'t str,
    /// Its version.
    pub version: &'t str,
    /// The language of its texts.
    pub language: &'t str,
    /// SHA-256 of its file.
    pub sha256: &'t str,
    /// Who reviewed it, if anybody has.
    pub reviewed_by: Option<&'t str>,
    /// Who reviewed it, in words.
    pub review: String,
}
