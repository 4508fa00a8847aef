//! The group `result`: what came out, for programs. The form keeps it hidden, as nobody fills it in.

use super::{coding, extension};
use crate::model::tree::Tree;
use crate::model::walk::Certainty;
use crate::model::words::Words;
use crate::report::contacts::{ContactNote, once};
use crate::report::record::{AlertNote, OtherLevel, Outcome, Record, SupportNote};
use serde_json::{Value, json};

const GROUP: &str = "result.all";
const LEVEL: &str = "result.level";
const ALERT: &str = "result.alert";
const SUPPORT: &str = "result.support";

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
        piece("result.alternative", &words.rung_alternative, Some(LEVEL)),
        piece("result.fallback", &words.rung_fallback, Some(LEVEL)),
        piece(SUPPORT, &words.alongside_heading, Some(SUPPORT)),
        piece("result.possible_support", &to_be_safe, Some(SUPPORT)),
        piece("result.step", &words.next_steps, None),
        piece("result.contact", &words.numbers_heading, None),
        piece("result.closing", &words.about_heading, None),
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

/// What a piece says, with its code, where it has one. A stop says what to do now and whom to call, and nothing else.
fn said<'r>(record: &'r Record, link: &str, words: &Words) -> Vec<(&'r str, String)> {
    let stop = record.outcome == Outcome::Stop;
    let certain = record.alerts.iter();
    let certain = certain.filter(|alert| alert.certainty == Certainty::Certain);
    let other = |level: &'r Option<OtherLevel>| {
        let levels = level.iter();
        levels
            .map(|level| (level.level, level.name.to_owned()))
            .collect()
    };
    match link {
        ALERT => certain
            .map(|alert: &AlertNote| (alert.id, alert.title.to_owned()))
            .collect(),
        "result.contact" if stop => contacts(
            record.alerts.iter().flat_map(|alert| &alert.contacts),
            words,
        ),
        _ if stop => Vec::new(),
        LEVEL => {
            let ladder = record.ladder.iter();
            let levels = ladder.filter(|rung| record.levels.contains(&rung.level));
            levels
                .map(|rung| (rung.level, rung.name.to_owned()))
                .collect()
        }
        "result.alternative" => other(&record.alternative),
        "result.fallback" => other(&record.fallback),
        SUPPORT => supports(record, Certainty::Certain),
        "result.possible_support" => supports(record, Certainty::Possible),
        "result.step" => record
            .steps
            .iter()
            .map(|step| (step.id, step.r#do.to_owned()))
            .collect(),
        "result.contact" => contacts(record.contacts.iter(), words),
        _ => vec![("", record.closing.to_owned())],
    }
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
