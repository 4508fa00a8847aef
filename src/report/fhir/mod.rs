//! FHIR R4: the questionnaire as a `Questionnaire`, a result as a `QuestionnaireResponse`.
//!
//! Both are drawn from one `form`, so an answer always stands where the form asks for it.
//!
//! - Nodes are groups. `linkId`s are our ids, and what has no id of ours carries a dot: `safety.alert.youth`, `use.if1`.
//! - A code means something only beside its question (`none` is a choice of many), so each item has its own system:
//!   `urn:firststep:QUESTIONNAIRE:LINKID`. No address is made up.
//! - A question's condition, and that nothing has stopped the walk before it, become `enableWhen`: see `when`. FHIR
//!   has one flat list of tests for an item, so an *and* of *ors* is spread over groups without a text, one in another.
//! - Yes-or-no questions are choices, because `boolean` has no room for "not sure". A number is skipped by leaving it
//!   empty; in a response such an item says `data-absent-reason`.
//! - What stops a walk is shown by the form itself, under the last question that it depends on: somebody who fills it in
//!   without this program is told, too. Scales and levels are not computed by the form.
//! - A response holds what was asked and answered, never a private answer, and the result twice: for people as its
//!   `text`, for programs in the group `result`, which the form keeps hidden and read-only.

mod answer;
mod clauses;
mod form;
mod narrative;
mod questionnaire;
mod response;
mod result;
mod settled;
mod when;

pub use questionnaire::questionnaire;
pub use response::response;

use crate::model::tree::Tree;
use serde_json::{Value, json};

/// Where the standard's own extensions are defined.
const STANDARD: &str = "http://hl7.org/fhir/StructureDefinition";

/// What the questionnaire is called, in all its versions.
fn url(tree: &Tree) -> String {
    format!("urn:firststep:{}", tree.id)
}

/// One code of the item with this link.
fn coding(tree: &Tree, link: &str, code: &str, display: &str) -> Value {
    json!({ "system": format!("{}:{link}", url(tree)), "code": code, "display": display.trim() })
}

/// One of the standard's own extensions.
fn extension(name: &str, kind: &str, value: impl Into<Value>) -> Value {
    json!({ "url": format!("{STANDARD}/{name}"), kind: value.into() })
}

/// One document with a line feed at its end.
fn document(value: &Value) -> String {
    format!("{value:#}\n")
}
