//! The schema of an answers record: for each question exactly what it accepts.

use super::DRAFT;
use crate::model::answers::UNSURE;
use crate::model::document::Kind;
use crate::model::tree::{Choice, Question, Tree};
use serde_json::{Map, Value, json};

/// The schema of answers to this questionnaire. Any may be missing; what is missing is asked.
pub fn answers(tree: &Tree) -> Value {
    let properties: Map<String, Value> = tree
        .questions
        .iter()
        .map(|question| (question.id.to_string(), answer(question)))
        .collect();
    json!({
        "$schema": DRAFT,
        "title": format!("Answers to {} {}", tree.id, tree.version),
        "description": tree.title,
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn answer(question: &Question) -> Value {
    let mut ways = match question.kind {
        Kind::Number => {
            vec![json!({ "type": "integer", "minimum": question.min, "maximum": question.max })]
        }
        Kind::One | Kind::YesNo => vec![word(question.choices.iter())],
        Kind::Many => many(question),
    };
    if !question.required {
        ways.push(json!({ "const": UNSURE, "title": "not sure, or rather not say" }));
    }
    let mut description = question.ask.trim().to_owned();
    for more in [&question.help, &question.why].into_iter().flatten() {
        description += &format!(" {}", more.trim());
    }
    json!({ "description": description, "anyOf": ways })
}

/// One tick as a word; several as a list, with those that exclude the others by themselves.
fn many(question: &Question) -> Vec<Value> {
    let (alone, together): (Vec<_>, Vec<_>) =
        question.choices.iter().partition(|choice| choice.alone);
    let least = usize::from(!alone.is_empty());
    let mut ways = vec![word(question.choices.iter())];
    if !together.is_empty() {
        let items = word(together.into_iter());
        ways.push(json!({ "type": "array", "minItems": least, "items": items }));
    }
    if !alone.is_empty() {
        let items = word(alone.into_iter());
        ways.push(json!({ "type": "array", "minItems": 1, "maxItems": 1, "items": items }));
    }
    ways
}

fn word<'c>(choices: impl Iterator<Item = &'c Choice>) -> Value {
    let words: Vec<Value> = choices
        .map(|choice| json!({ "const": choice.id, "title": choice.label }))
        .collect();
    json!({ "oneOf": words })
}
