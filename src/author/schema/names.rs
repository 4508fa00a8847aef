//! Names in a questionnaire: ids, what refers to them, and values in conditions.

use crate::model::check::names::RESERVED;
use serde_json::{Map, Value, json};

/// Keys whose text, or whose list of texts, names something else.
const REFERENCES: &[&str] = &[
    "add", "alerts", "answers", "contacts", "covers", "go", "keep", "level", "question", "suggest",
    "supports", "then",
];

/// What every id looks like.
const NAME: &str = "[a-z][a-z0-9_]*";

/// Whether the texts under a key are names.
pub(super) fn is_reference(key: &str) -> bool {
    REFERENCES.contains(&key)
}

/// The part that says what an id may be: those that conditions name and that become flags avoid more words.
pub(super) fn own_id(kind: &str) -> &'static str {
    match kind {
        "question" | "score" | "scale" => "flag_id",
        _ => "id",
    }
}

/// The parts of the schema that are about names.
pub(super) fn shared() -> Map<String, Value> {
    let parts = json!({
        "name": { "type": "string", "pattern": format!("^{NAME}$") },
        "name_or_nothing": { "type": ["string", "null"], "pattern": format!("^{NAME}$") },
        "id": {
            "allOf": [{ "$ref": "#/definitions/name" }],
            "not": { "const": "unsure" },
        },
        "flag_id": {
            "allOf": [{ "$ref": "#/definitions/name" }],
            "not": { "enum": RESERVED },
        },
        "value_or_range": {
            "anyOf": [
                { "type": "integer" },
                { "type": "string", "pattern": either(&["-?[0-9]+", &range("-?[0-9]+"), NAME, &range(NAME)]) },
            ],
        },
        "level_or_range": { "type": "string", "pattern": either(&[NAME, &range(NAME)]) },
        "levels": {
            "description": "A level, a range as `iop..`, or a list of these: any of them.",
            "anyOf": [
                { "$ref": "#/definitions/level_or_range" },
                { "type": "array", "minItems": 1, "items": { "$ref": "#/definitions/level_or_range" } },
            ],
        },
        "all_or_names": {
            "anyOf": [
                { "const": "all" },
                { "type": "array", "minItems": 1, "items": { "$ref": "#/definitions/name" } },
            ],
        },
    });
    match parts {
        Value::Object(parts) => parts,
        _ => Map::new(),
    }
}

/// A range with at least one end.
fn range(end: &str) -> String {
    format!(" *{end} *[.][.] *({end})? *| *[.][.] *{end} *")
}

fn either(patterns: &[&str]) -> String {
    format!("^({})$", patterns.join("|"))
}
