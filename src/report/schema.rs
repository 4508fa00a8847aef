//! The schema of a result as JSON, from the types of the record.

use super::Record;
use crate::model::document::{Per, Stop, Timing};
use crate::model::reading::Holds;
use crate::model::walk::Certainty;
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::Value;

/// The schema of a result: draft 7, as it is written.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft07().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<Record>()
        .to_value()
}

/// The model knows nothing of schemas, so its words are listed here, as they are written.
fn words<T: Serialize>(all: &[T]) -> Schema {
    json_schema!({ "enum": all.iter().map(|word| serde_json::json!(word)).collect::<Vec<_>>() })
}

pub(super) fn version(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": super::record::SCHEMA })
}

pub(super) fn certainty(_: &mut SchemaGenerator) -> Schema {
    words(&[Certainty::Certain, Certainty::Possible])
}

pub(super) fn stop(_: &mut SchemaGenerator) -> Schema {
    words(&[Some(Stop::Emergency), Some(Stop::Refer), None])
}

pub(super) fn timing(_: &mut SchemaGenerator) -> Schema {
    words(&[Timing::First, Timing::Alongside, Timing::After])
}

pub(super) fn per(_: &mut SchemaGenerator) -> Schema {
    words(&[Per::Day, Per::Week])
}

pub(super) fn holds(_: &mut SchemaGenerator) -> Schema {
    words(&[Holds::Yes, Holds::No, Holds::Open])
}

pub(super) fn may_hold(_: &mut SchemaGenerator) -> Schema {
    words(&[Some(Holds::Yes), Some(Holds::No), Some(Holds::Open), None])
}
