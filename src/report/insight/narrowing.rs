//! The open question that would narrow a result most, and where its answers lead.

use crate::model::answers::Answer;
use crate::model::narrowing::{Lead, Narrowing, Part};
use crate::model::tree::QuestionRef;
use crate::report::quote::Quoter;
use schemars::JsonSchema;
use serde::Serialize;

/// An open question, and what its answers would lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NarrowingNote<'t> {
    /// The question.
    pub question: &'t str,
    /// What is asked.
    pub ask: &'t str,
    /// What each of its answers would lead to.
    pub leads: Vec<LeadNote<'t>>,
}

/// Answers and what they would lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeadNote<'t> {
    /// The answers in words.
    pub answers: Vec<String>,
    /// The levels that are then possible.
    pub levels: Vec<&'t str>,
    /// Their names.
    pub names: Vec<&'t str>,
    /// An emergency is possible.
    pub may_stop: bool,
    /// A referral is possible.
    pub may_refer: bool,
}

/// The question in words, with where its answers lead.
pub(super) fn note<'t>(quoter: &Quoter<'t, '_>, narrowing: &Narrowing) -> NarrowingNote<'t> {
    let question = &quoter.tree[narrowing.question];
    NarrowingNote {
        question: &question.id,
        ask: question.ask.trim(),
        leads: narrowing
            .leads
            .iter()
            .map(|lead| lead_note(quoter, narrowing.question, lead))
            .collect(),
    }
}

fn lead_note<'t>(quoter: &Quoter<'t, '_>, at: QuestionRef, lead: &Lead) -> LeadNote<'t> {
    let (tree, question) = (quoter.tree, &quoter.tree[at]);
    let words = |part: &Part| match *part {
        Part::Choices(set) => question.say(quoter.words, Answer::Choices(set)),
        Part::Nothing => question.say(quoter.words, Answer::Choices(0)),
        Part::Numbers(min, max) => {
            vec![quoter.numbers(question, (min, max))]
        }
    };
    LeadNote {
        answers: lead.answers.iter().flat_map(words).collect(),
        levels: lead
            .levels
            .iter()
            .map(|level| tree[*level].id.as_ref())
            .collect(),
        names: lead
            .levels
            .iter()
            .map(|level| tree[*level].name.trim())
            .collect(),
        may_stop: lead.stopped,
        may_refer: lead.referred,
    }
}
