//! Maps somebody else's columns to answers, so that records need no preparation.
//!
//! ```yaml
//! format: 1
//! id: patient_id
//! columns:
//!   first_substance: { question: substances, add: true, values: { Beer: alcohol, Heroin: opioids } }
//!   second_substance: { question: substances, add: true, values: { Beer: alcohol, Heroin: opioids } }
//!   years: { question: age }
//! always: { country: us }
//! ```

use super::entry::Entry;
use super::form::Form;
use crate::model::answers::{Answer, Answers};
use crate::model::document::{Clause, Kind, Text};
use crate::model::finding::{Code, Finding};
use crate::model::named::Named;
use crate::model::place::{At, Place};
use crate::model::tree::{Question, QuestionRef, Tree};
use crate::model::{reader, written};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

const FORMAT: i64 = 1;

/// What foreign columns answer.
#[derive(Debug, Default)]
pub struct Map {
    id: Option<String>,
    columns: Vec<Column>,
    places: HashMap<String, ColumnRef>,
    always: Answers,
}

/// One of the map's columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ColumnRef(usize);

#[derive(Debug)]
struct Column {
    name: String,
    question: QuestionRef,
    adds: bool,
    /// Answers by what stands in a cell; without it, the cell is the answer.
    values: Option<HashMap<String, Answer>>,
}

/// How often a column had a value that is not listed.
pub(crate) type Unlisted = BTreeMap<usize, u64>;

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename = "map")]
struct Document {
    format: At<i64>,
    id: Option<Text>,
    columns: Named<WrittenColumn>,
    always: Named<At<Clause>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename = "column")]
struct WrittenColumn {
    question: Text,
    add: bool,
    values: Option<Named<At<Clause>>>,
}

fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "map" => &["format", "columns"],
        "column" => &["question"],
        _ => &[],
    }
}

impl Map {
    /// Reads a map, YAML or JSON.
    ///
    /// # Errors
    /// Every mistake found, in the order of the file.
    pub fn read(tree: &Tree, text: &str) -> Result<Self, Vec<Finding>> {
        let written = written::read(text)?;
        let mut findings = Vec::new();
        let document: Document = reader::read(&written, required, &mut findings);
        let mut gate = Gate {
            form: Form::of(tree),
            findings,
        };
        let map = gate.map(&document);
        if gate.findings.is_empty() {
            return Ok(map);
        }
        gate.findings
            .sort_by_key(|finding| (finding.place, finding.code));
        Err(gate.findings)
    }

    /// Whether this column names the records.
    pub(crate) fn is_id(&self, name: &str) -> bool {
        self.id.as_deref() == Some(name)
    }

    pub(crate) fn column(&self, name: &str) -> Option<ColumnRef> {
        self.places.get(name).copied()
    }

    /// The names of all columns it needs.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter().map(|column| column.name.as_str());
        self.id.as_deref().into_iter().chain(columns)
    }

    /// The name of a column.
    pub(crate) fn name(&self, column: usize) -> &str {
        &self.columns[column].name
    }

    /// The question that a column answers.
    pub(crate) fn question(&self, at: ColumnRef) -> QuestionRef {
        self.columns[at.0].question
    }

    /// Begins a record that answers this tree.
    pub(crate) fn lay<'m>(&'m self, tree: &'m Tree) -> Laying<'m> {
        Laying {
            map: self,
            tree,
            answers: self.always.clone(),
            errors: Vec::new(),
            refused: Vec::new(),
        }
    }
}

/// Answers of one record, as its cells come.
pub(crate) struct Laying<'m> {
    map: &'m Map,
    tree: &'m Tree,
    answers: Answers,
    errors: Vec<String>,
    refused: Vec<QuestionRef>,
}

impl Laying<'_> {
    /// Adds what a column says, in one cell or in a list of them.
    pub(crate) fn add(&mut self, at: ColumnRef, cells: &[&str], unlisted: &mut Unlisted) {
        let column = &self.map.columns[at.0];
        let question = &self.tree[column.question];
        if question.kind == Kind::Number && cells.len() > 1 {
            let allowed = question.allowed().unwrap_or_default();
            let problem = format!("`{}` has {} numbers; {allowed}", column.name, cells.len());
            return self.refuse(at, problem);
        }
        let mut said = self.answers.get(column.question).filter(|_| column.adds);
        for cell in cells {
            match self.answer(at, cell.trim(), unlisted) {
                Ok(None) => {}
                Ok(Some(answer)) => said = Some(both(said, answer)),
                Err(problem) => return self.refuse(at, problem),
            }
        }
        if let Some(answer) = said {
            self.answers.set(column.question, answer);
        }
    }

    /// The answer that a cell gives, if it gives any.
    fn answer(
        &self,
        at: ColumnRef,
        cell: &str,
        unlisted: &mut Unlisted,
    ) -> Result<Option<Answer>, String> {
        let column = &self.map.columns[at.0];
        let question = &self.tree[column.question];
        let listed = column.values.as_ref().map(|values| values.get(cell));
        match listed {
            Some(Some(answer)) => Ok(Some(*answer)),
            _ if cell.is_empty() => Ok(None),
            Some(None) => {
                *unlisted.entry(at.0).or_default() += 1;
                Ok(None)
            }
            // The cell itself is the answer.
            None => match question.read(&[cell]) {
                Ok(answer) => Ok(Some(answer)),
                Err(_) => Err(misfit(cell, column, question)),
            },
        }
    }

    /// Notes what is wrong with a column.
    pub(crate) fn refuse(&mut self, at: ColumnRef, problem: String) {
        self.refused.push(self.map.question(at));
        self.errors.push(problem);
    }

    /// Ends the record: only now it is known which ticks came together.
    pub(crate) fn finish(mut self, entry: &mut Entry) {
        entry.answers.clone_from(&self.answers);
        entry.errors.append(&mut self.errors);
        entry.refused.append(&mut self.refused);
        for (at, answer) in self.answers.iter() {
            let Answer::Choices(set) = answer else {
                continue;
            };
            if let Err(refusal) = self.tree[at].accept(set) {
                entry.refuse(self.tree, at, set, refusal.to_string());
            }
        }
    }
}

fn both(before: Option<Answer>, answer: Answer) -> Answer {
    match (before, answer) {
        (Some(Answer::Choices(old)), Answer::Choices(new)) => Answer::Choices(old | new),
        // What is known counts for more than what is not.
        (Some(known), Answer::Unsure) => known,
        _ => answer,
    }
}

fn misfit(cell: &str, column: &Column, question: &Question) -> String {
    let allowed = question.allowed().unwrap_or_default();
    let (id, name) = (&question.id, &column.name);
    format!("`{cell}` in `{name}` does not answer `{id}`; {allowed}")
}

struct Gate<'t> {
    form: Form<'t>,
    findings: Vec<Finding>,
}

impl Gate<'_> {
    fn map(&mut self, document: &Document) -> Map {
        let format = &document.format;
        if format.value != FORMAT && format.place.is_known() {
            let message = format!("format `{}` is unknown; expected `{FORMAT}`", format.value);
            self.report(Code::UnknownFormat, format.place, message, None);
        }
        let mut map = Map {
            id: document.id.as_ref().map(|id| id.value.to_string()),
            ..Map::default()
        };
        for (id, value) in &document.always.0 {
            if let Some(question) = self.question(id)
                && let Some(answer) = self.answer(question, value)
            {
                map.always.set(question, answer);
            }
        }
        for (name, written) in &document.columns.0 {
            if let Some(column) = self.column(name, written) {
                self.check_shared(&map, &column, written);
                map.places
                    .insert(column.name.clone(), ColumnRef(map.columns.len()));
                map.columns.push(column);
            }
        }
        map
    }

    fn column(&mut self, name: &Text, written: &WrittenColumn) -> Option<Column> {
        let question = self.question(&written.question)?;
        self.check_kind(self.form.tree[question].kind, written);
        let values = written.values.as_ref().map(|values| {
            let values = values.0.iter();
            values
                .filter_map(|(cell, value)| {
                    Some((cell.value.trim().to_owned(), self.answer(question, value)?))
                })
                .collect()
        });
        Some(Column {
            name: name.value.to_string(),
            question,
            adds: written.add,
            values,
        })
    }

    /// Only what takes several answers can be added to, and only a number needs no values.
    fn check_kind(&mut self, kind: Kind, written: &WrittenColumn) {
        let place = written.question.place;
        if written.add && kind != Kind::Many {
            let name = &written.question.value;
            let message = format!("`{name}` takes one answer, so nothing can be added to it");
            let help = Some("leave `add` out".into());
            self.report(Code::WrongValue, place, message, help);
        }
        if written.values.is_none() && kind != Kind::Number {
            let message = format!(
                "`{}` is not a number; expected `values`",
                written.question.value
            );
            self.report(Code::MissingKey, place, message, None);
        }
    }

    /// Two columns may answer one question only by adding to it.
    fn check_shared(&mut self, map: &Map, column: &Column, written: &WrittenColumn) {
        let mut others = map.columns.iter();
        let other =
            others.find(|other| other.question == column.question && !(other.adds && column.adds));
        let by = match other {
            Some(other) => format!("`{}`", other.name),
            None if map.always.get(column.question).is_some() => "`always`".to_owned(),
            None => return,
        };
        let message = format!("`{}` is answered by {by} too", written.question.value);
        let help = "columns that answer one question together all need `add: true`";
        self.report(
            Code::DuplicateId,
            written.question.place,
            message,
            Some(help.into()),
        );
    }

    fn question(&mut self, id: &Text) -> Option<QuestionRef> {
        match self.form.tree.find(id) {
            Ok(question) => Some(question),
            // One that is not there at all was told already.
            Err(_) if !id.place.is_known() => None,
            Err(refusal) => {
                self.report(
                    Code::UnknownReference,
                    id.place,
                    refusal.message,
                    refusal.help,
                );
                None
            }
        }
    }

    fn answer(&mut self, question: QuestionRef, value: &At<Clause>) -> Option<Answer> {
        match self.form.tree[question].read(&words(value)) {
            Ok(answer) => Some(answer),
            Err(refusal) => {
                self.report(Code::WrongValue, value.place, refusal.message, refusal.help);
                None
            }
        }
    }

    fn report(&mut self, code: Code, place: Place, message: String, help: Option<String>) {
        self.findings
            .push(Finding::new(code, place, message).help(help));
    }
}

/// The words of an answer; what is no word is one that no question takes.
fn words(value: &Clause) -> Vec<&str> {
    match value {
        Clause::Text(text) => vec![text],
        Clause::List(items) => items.iter().flat_map(|item| words(item)).collect(),
        Clause::Nothing | Clause::Map(_) => vec!["{…}"],
    }
}
