//! Past records, and what another questionnaire would now make of them.

use super::Questionnaire;
use super::input::{Line, read_line};
use crate::author::diff::Side;
use crate::batch::{self, AfterBad, Field, Format, Job, Missing, OffPath, Trouble};
use crate::exit::Failure;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};

/// So many records are compared at a time, so that files of any size are.
const BLOCK: usize = 10_000;

/// What makes a result.
const FIELDS: &[Field] = &[
    Field::Outcome,
    Field::Level,
    Field::Levels,
    Field::MayStop,
    Field::MayRefer,
    Field::Alternative,
    Field::Supports,
    Field::Possible,
    Field::Alerts,
    Field::PossibleAlerts,
];

/// The records whose result differs.
#[derive(Debug, Default, Serialize)]
pub(super) struct Past {
    /// How many were read.
    pub(super) read: usize,
    pub(super) changed: Vec<Changed>,
}

/// A record whose result differs, with what differs.
#[derive(Debug, Serialize)]
pub(super) struct Changed {
    id: Value,
    line: usize,
    old: Map<String, Value>,
    new: Map<String, Value>,
}

impl Past {
    /// Reads NDJSON from a file, or from standard input for `-`, and holds it against both questionnaires.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn read(path: &str, both: &Side<Questionnaire>) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::reading(format!("`{path}`"), &error);
        let mut input: Box<dyn BufRead> = if path == "-" {
            Box::new(io::stdin().lock())
        } else {
            Box::new(BufReader::new(File::open(path).map_err(failed)?))
        };
        let (mut past, gone) = (Past::default(), Gone::of(both));
        let (mut block, mut number) = (Vec::new(), 0);
        loop {
            let line = read_line(&mut input).map_err(failed)?;
            number += 1;
            match line {
                Line::Text(text) if text.trim().is_empty() => {}
                Line::Text(text) => block.push(Entry::new(number, text, &gone)),
                Line::Unreadable(problem) => {
                    return Err(Failure::new(format!("`{path}`, line {number}: {problem}")));
                }
                Line::End => break,
            }
            if block.len() == BLOCK {
                past.compare(std::mem::take(&mut block), both)
                    .map_err(failed)?;
            }
        }
        past.compare(block, both).map_err(failed)?;
        Ok(past)
    }

    fn compare(&mut self, block: Vec<Entry>, both: &Side<Questionnaire>) -> io::Result<()> {
        let old = results(
            block.iter().map(|entry| entry.texts.old.as_str()),
            &both.old,
        )?;
        let new = results(
            block.iter().map(|entry| entry.texts.new.as_str()),
            &both.new,
        )?;
        self.read += block.len();
        for ((old, new), entry) in old.into_iter().zip(new).zip(&block) {
            if old != new {
                self.changed.push(Changed::of(entry, old, new));
            }
        }
        Ok(())
    }

    /// A line for each record.
    pub(super) fn text(&self) -> String {
        let (changed, read) = (self.changed.len(), self.read);
        let mut text = format!("\n{changed} of {read} records would get another result.\n");
        self.changed
            .iter()
            .for_each(|record| text += &record.text());
        text
    }
}

impl Changed {
    fn of(entry: &Entry, mut old: Map<String, Value>, mut new: Map<String, Value>) -> Self {
        let before = old.clone();
        old.retain(|key, value| new.get(key) != Some(value));
        new.retain(|key, value| before.get(key) != Some(value));
        Changed {
            id: entry.id.clone(),
            line: entry.line,
            old,
            new,
        }
    }

    fn text(&self) -> String {
        let new = self.new.keys().filter(|key| !self.old.contains_key(*key));
        let keys = self.old.keys().chain(new).filter(|key| self.tells(key));
        let parts = keys.map(|key| {
            let (old, new) = (words(self.old.get(key)), words(self.new.get(key)));
            format!("{key} {old} -> {new}")
        });
        let parts = parts.collect::<Vec<_>>().join("; ");
        match &self.id {
            Value::Null => format!("  line {}: {parts}\n", self.line),
            id => format!("  {} (line {}): {parts}\n", words(Some(id)), self.line),
        }
    }
}

impl Changed {
    /// Whether a field says something that no other says: a record that is refused has no result, and one level is
    /// a list of one.
    fn tells(&self, key: &str) -> bool {
        let refused = self.old.contains_key("errors") || self.new.contains_key("errors");
        let settled = |side: &Map<String, Value>| side.get("level").is_some_and(Value::is_string);
        let levels = key == "levels" && settled(&self.old) && settled(&self.new);
        if refused { key == "errors" } else { !levels }
    }
}

fn words(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "none".to_owned(),
        Some(Value::Array(values)) if values.is_empty() => "none".to_owned(),
        Some(Value::Array(values)) => {
            let words: Vec<String> = values.iter().map(|value| words(Some(value))).collect();
            words.join(", ")
        }
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The questions that only one questionnaire has: the other one cannot read their answers.
struct Gone<'q>(Side<HashSet<&'q str>>);

impl<'q> Gone<'q> {
    fn of(both: &'q Side<Questionnaire>) -> Self {
        let lacking = |one: &Questionnaire, other: &'q Questionnaire| {
            let questions = other.tree.questions.iter();
            let ids = questions.map(|question| question.id.as_ref());
            ids.filter(|id| one.tree.question(id).is_none()).collect()
        };
        Gone(Side {
            old: lacking(&both.old, &both.new),
            new: lacking(&both.new, &both.old),
        })
    }
}

/// A record as each questionnaire reads it.
struct Entry {
    line: usize,
    id: Value,
    texts: Side<String>,
}

impl Entry {
    fn new(line: usize, text: String, gone: &Gone<'_>) -> Self {
        // What is no record is told by those who read it.
        let record: Map<String, Value> = serde_json::from_str(&text).unwrap_or_default();
        let texts = gone.0.map(|gone| {
            if !record.keys().any(|key| gone.contains(key.as_str())) {
                return text.clone();
            }
            let mut kept = record.clone();
            kept.retain(|key, _| !gone.contains(key.as_str()));
            Value::Object(kept).to_string()
        });
        let id = record.get("id").cloned().unwrap_or(Value::Null);
        Entry { line, id, texts }
    }
}

/// What follows from each record.
fn results<'r>(
    records: impl Iterator<Item = &'r str>,
    questionnaire: &Questionnaire,
) -> io::Result<Vec<Map<String, Value>>> {
    let input: String = records.flat_map(|record| [record, "\n"]).collect();
    let job = Job {
        tree: &questionnaire.tree,
        words: &questionnaire.words,
        from: Some(Format::Ndjson),
        to: Some(Format::Ndjson),
        fields: FIELDS.to_vec(),
        map: None,
        missing: Missing::Skip,
        off_path: OffPath::Keep,
        after_bad: AfterBad::GoOn,
    };
    let mut output = Vec::new();
    batch::run(&job, input.as_bytes(), &mut output, &mut |_| {}).map_err(error)?;
    let lines = output.split(|byte| *byte == b'\n');
    lines
        .filter(|line| !line.is_empty())
        .map(|line| Ok(comparable(serde_json::from_slice(line)?)))
        .collect()
}

fn error(trouble: Trouble) -> io::Error {
    match trouble {
        Trouble::Read(error) | Trouble::Write(error) => error,
        Trouble::Stranger(found) => io::Error::other(found),
        Trouble::Header(problems) => io::Error::other(problems.join("; ")),
    }
}

/// A result without the line it got here, its lists in an order that both questionnaires share.
fn comparable(mut result: Map<String, Value>) -> Map<String, Value> {
    result.retain(|key, _| key != "line" && key != "id");
    for value in result.values_mut() {
        if let Value::Array(values) = value {
            values.sort_by_key(Value::to_string);
        }
    }
    result
}
