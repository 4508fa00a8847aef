//! The schema of a questionnaire: editors complete and check what an author writes with it.

use super::DRAFT;
use super::names::{self, is_reference, own_id};
use super::notes::note;
use super::shape::{Shape, Sign, mappings};
use crate::model::document::{Document, required};
use serde_json::{Map, Value, json};

/// The mapping that is the whole file.
const ROOT: &str = "questionnaire";

/// The schema of a questionnaire.
pub fn questionnaire() -> Value {
    let mut definitions = shared();
    definitions.extend(names::shared());
    for (name, keys) in mappings::<Document>() {
        definitions.insert(slug(name), mapping(name, &keys));
    }
    json!({
        "$schema": DRAFT,
        "title": "A questionnaire for firststep, format 1",
        "description": "`firststep check FILE` finds what a schema cannot: names that lead nowhere, branches nobody can take, promises that do not hold.",
        "allOf": [{ "$ref": format!("#/definitions/{ROOT}") }],
        "definitions": definitions,
    })
}

/// Parts that have no Rust type of their own.
fn shared() -> Map<String, Value> {
    let parts = json!({
        "text": {
            "description": "A text. Quotes are needed only where YAML would take it for something else.",
            "type": ["string", "number", "boolean"],
        },
        "text_or_nothing": {
            "description": "A text; or nothing yet.",
            "type": ["string", "number", "boolean", "null"],
        },
        "values": {
            "description": "A value, a number, a range as `4..5`, `6..` or `mild..moderate`, or a list of these: any of them.",
            "anyOf": [
                { "$ref": "#/definitions/value_or_range" },
                { "type": "array", "minItems": 1, "items": { "$ref": "#/definitions/value_or_range" } },
            ],
        },
        "condition": {
            "description": "All entries must hold. The name of a question, score or scale, and what it must be.",
            "type": "object",
            "minProperties": 1,
            "properties": {
                "all": { "allOf": [{ "$ref": "#/definitions/conditions" }], "description": "All of these hold." },
                "any": { "allOf": [{ "$ref": "#/definitions/conditions" }], "description": "Any of these holds." },
                "not": { "allOf": [{ "$ref": "#/definitions/condition" }], "description": "This does not hold." },
            },
            "propertyNames": { "$ref": "#/definitions/name" },
            "additionalProperties": { "$ref": "#/definitions/values" },
        },
        "conditions": {
            "type": "array",
            "minItems": 1,
            "items": { "$ref": "#/definitions/condition" },
        },
    });
    match parts {
        Value::Object(parts) => parts,
        _ => Map::new(),
    }
}

fn mapping(name: &str, keys: &[(&str, Shape)]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|(key, shape)| {
            let mut value = match (name, *key) {
                // It is no name that anything else refers to.
                (ROOT, "id") => refer("text"),
                (_, "id") => refer(own_id(name)),
                ("guarantee", "level") => refer("levels"),
                ("guarantee", "worse") => refer("all_or_names"),
                _ => schema(key, shape),
            };
            if let (Value::Object(entries), Some(note)) = (&mut value, note(name, key)) {
                entries.insert("description".into(), note.into());
            }
            ((*key).to_owned(), value)
        })
        .collect();
    json!({
        "title": name,
        "type": "object",
        "additionalProperties": false,
        "required": required(name),
        "properties": properties,
    })
}

fn schema(key: &str, shape: &Shape) -> Value {
    match shape {
        Shape::Text if is_reference(key) => refer("name"),
        Shape::Text => refer("text"),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Number(_) if key == "format" => json!({ "const": 1 }),
        Shape::Number(Sign::Any) => json!({ "type": "integer" }),
        Shape::Number(Sign::Positive) => json!({ "type": "integer", "minimum": 0 }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::List(inner) => json!({ "type": "array", "items": schema(key, inner) }),
        Shape::Mapping(name) => refer(&slug(name)),
        Shape::Clause if key == "when" => refer("condition"),
        Shape::Clause => refer("values"),
        Shape::Maybe(inner) if **inner == Shape::Text && is_reference(key) => {
            refer("name_or_nothing")
        }
        Shape::Maybe(inner) if **inner == Shape::Text => refer("text_or_nothing"),
        Shape::Maybe(inner) => schema(key, inner),
    }
}

fn refer(name: &str) -> Value {
    // Beside a `$ref`, draft 7 sees nothing else; in `allOf` a description can stand next to it.
    json!({ "allOf": [{ "$ref": format!("#/definitions/{name}") }] })
}

fn slug(name: &str) -> String {
    name.replace(' ', "_")
}
