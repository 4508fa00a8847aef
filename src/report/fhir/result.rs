//! The group `result`: what came out, for programs. The form keeps it hidden, as nobody fills it in.

use super::{coding, extension};
use crate::model::tree::Tree;
use crate::model::walk::Certainty;
use crate::model::words::Words;
use crate::report::contacts::{ContactNote, once};
use crate::report::record::{AlertNote, OtherLevel, Outcome, Record, Rung, SupportNote};
use serde_json::{Value, json};

const GROUP: &str = "result.all";
const LEVEL: &str = "result.level";
const ALERT: &str = "result.alert";
const SUPPORT: &str = "result.support";
const POSSIBLE_SUPPORT: &str = "result.possible_support";
const ALTERNATIVE: &str = "result.alternative";
const FALLBACK: &str = "result.fallback";
const STEP: &str = "result.step";
const CONTACT: &str = "result.contact";
const CLOSING: &str = "result.closing";

/// One piece of the result.
struct Piece {
    link: &'static str,
    text: String,
    /// The item whose codes it takes; a text, without.
    codes: Option<&'static str>,
}

fn pieces(words: &Words) -> Vec<Piece> {
    let piece = |link, text: &str, codes| Piece {
        link,
        text: text.to_owned(),
        codes,
    };
    let to_be_safe = format!("{} ({})", words.alongside_heading, words.cannot_rule_out);
    vec![
        piece(ALERT, &words.read_first, Some(ALERT)),
        piece(LEVEL, &words.level_heading, Some(LEVEL)),
        piece(ALTERNATIVE, &words.rung_alternative, Some(LEVEL)),
        piece(FALLBACK, &words.rung_fallback, Some(LEVEL)),
        piece(SUPPORT, &words.alongside_heading, Some(SUPPORT)),
        piece(POSSIBLE_SUPPORT, &to_be_safe, Some(SUPPORT)),
        piece(STEP, &words.next_steps, None),
        piece(CONTACT, &words.numbers_heading, None),
        piece(CLOSING, &words.about_heading, None),
    ]
}

/// The group in the form.
pub(super) fn definition(tree: &Tree, words: &Words) -> Value {
    let item = |piece: Piece| {
        let mut item = json!({ "linkId": piece.link, "text": piece.text, "type": "text", "repeats": true, "readOnly": true });
        if let Some(codes) = piece.codes {
            item["type"] = json!("choice");
            let options = names(tree, codes).into_iter();
            let options = options
                .map(|(code, name)| json!({ "valueCoding": coding(tree, codes, code, name) }));
            item["answerOption"] = options.collect();
        }
        item
    };
    let coded = |piece: &Piece| {
        piece
            .codes
            .is_none_or(|codes| !names(tree, codes).is_empty())
    };
    let items: Vec<_> = pieces(words).into_iter().filter(coded).map(item).collect();
    json!({
        "extension": [extension("questionnaire-hidden", "valueBoolean", true)],
        "linkId": GROUP,
        "type": "group",
        "readOnly": true,
        "item": items,
    })
}

fn names<'t>(tree: &'t Tree, codes: &str) -> Vec<(&'t str, &'t str)> {
    match codes {
        LEVEL => tree
            .levels
            .iter()
            .map(|level| (&*level.id, &*level.name))
            .collect(),
        ALERT => tree
            .alerts
            .iter()
            .map(|alert| (&*alert.id, &*alert.title))
            .collect(),
        _ => tree
            .supports
            .iter()
            .map(|support| (&*support.id, &*support.name))
            .collect(),
    }
}

/// The group in a response.
pub(super) fn answers(tree: &Tree, record: &Record, words: &Words) -> Value {
    let item = |piece: Piece| {
        let said = said(record, piece.link, words);
        let answer = |(code, text): (&str, String)| match piece.codes {
            Some(codes) => json!({ "valueCoding": coding(tree, codes, code, &text) }),
            None => json!({ "valueString": text.trim() }),
        };
        let answers: Vec<_> = said.into_iter().map(answer).collect();
        (!answers.is_empty())
            .then(|| json!({ "linkId": piece.link, "text": piece.text, "answer": answers }))
    };
    let items: Vec<_> = pieces(words).into_iter().filter_map(item).collect();
    json!({ "linkId": GROUP, "item": items })
}

/// What a piece says, with its code, where it has one.
fn said<'r>(record: &'r Record, link: &str, words: &Words) -> Vec<(&'r str, String)> {
    if record.outcome == Outcome::Stop {
        return said_in_stop(record, link, words);
    }
    match link {
        ALERT => alerts(record),
        LEVEL => levels(record),
        ALTERNATIVE => other(&record.alternative),
        FALLBACK => other(&record.fallback),
        SUPPORT => supports(record, Certainty::Certain),
        POSSIBLE_SUPPORT => supports(record, Certainty::Possible),
        STEP => {
            let steps = record.steps.iter();
            steps.map(|step| (step.id, step.r#do.to_owned())).collect()
        }
        CONTACT => contacts(record.contacts.iter(), words),
        _ => vec![("", record.closing.to_owned())],
    }
}

/// A stop says what to do now, whom to call, and who to turn to when nobody is in danger; nothing else.
fn said_in_stop<'r>(record: &'r Record, link: &str, words: &Words) -> Vec<(&'r str, String)> {
    let alerted = record.alerts.iter().flat_map(|alert| &alert.contacts);
    match link {
        ALERT => alerts(record),
        CONTACT => contacts(alerted, words),
        CLOSING => {
            let after = record.emergency.after.iter();
            after.map(|after| ("", (*after).to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

fn alerts<'r>(record: &'r Record) -> Vec<(&'r str, String)> {
    let alerts = record.alerts.iter();
    let certain = alerts.filter(|alert| alert.certainty == Certainty::Certain);
    certain
        .map(|alert: &AlertNote| (alert.id, alert.title.to_owned()))
        .collect()
}

fn levels<'r>(record: &'r Record) -> Vec<(&'r str, String)> {
    let ladder = record.ladder.iter();
    let levels = ladder.filter(|rung| record.levels.contains(&rung.level));
    levels
        .map(|rung: &Rung| (rung.level, rung.name.to_owned()))
        .collect()
}

fn other<'r>(level: &'r Option<OtherLevel>) -> Vec<(&'r str, String)> {
    let levels = level.iter();
    levels
        .map(|level| (level.level, level.name.to_owned()))
        .collect()
}

fn supports<'r>(record: &'r Record, certainty: Certainty) -> Vec<(&'r str, String)> {
    let supports = record.supports.iter();
    let supports = supports.filter(|support| support.certainty == certainty);
    supports
        .map(|support: &SupportNote| (support.id, support.name.to_owned()))
        .collect()
}

fn contacts<'r>(
    contacts: impl Iterator<Item = &'r ContactNote<'r>>,
    words: &Words,
) -> Vec<(&'r str, String)> {
    let contacts = once(contacts).into_iter();
    contacts
        .map(|contact| (contact.id, contact.line(words)))
        .collect()
}
