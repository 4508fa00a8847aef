//! Writes results: one JSON object a line, or one row of a table.

use super::entry::{Entry, Id};
use super::judge::Verdict;
use super::stamp::{Stamps, print};
use super::{Field, Format, Job};
use crate::model::tree::{AlertRef, LevelRef, QuestionRef, SupportRef, Tree};
use crate::report::record::Outcome;

/// Writes results in one format.
pub(crate) struct Sheet<'j> {
    job: &'j Job<'j>,
    format: Format,
    fields: Vec<Field>,
    /// For each field what stands before it in a line of JSON.
    heads: Vec<Box<[u8]>>,
    /// What is the same in every result.
    questionnaire: String,
    stamps: Stamps,
}

/// What a field holds.
#[derive(Clone, Copy)]
enum Value<'v> {
    Nothing,
    Word(&'v str),
    /// What needs no quotes: numbers, `true` and `false`, what was written before.
    Plain(&'v str),
    Number(u64),
    Levels(&'v [LevelRef]),
    Supports(&'v [SupportRef]),
    Alerts(&'v [AlertRef]),
    Questions(&'v [QuestionRef]),
    Texts(&'v [String]),
}

impl<'j> Sheet<'j> {
    pub(crate) fn new(job: &'j Job<'j>, format: Format) -> Self {
        let mut fields = job.fields.clone();
        if format == Format::Csv {
            // A table has the same columns for good and bad records.
            let needed = [Field::Line, Field::Errors];
            fields.extend(needed.iter().filter(|field| !job.fields.contains(field)));
        }
        Sheet {
            job,
            format,
            heads: heads(&fields),
            fields,
            questionnaire: questionnaire(job.tree, format),
            stamps: Stamps::of(job.tree),
        }
    }

    /// What stands before the first result.
    pub(crate) fn header(&self) -> Vec<u8> {
        if self.format == Format::Ndjson {
            return Vec::new();
        }
        let names: Vec<&str> = self.fields.iter().map(|field| field.name()).collect();
        format!("{}\n", names.join(",")).into_bytes()
    }

    /// Writes what is said of one record.
    pub(crate) fn write(&self, entry: &Entry, verdict: &Verdict, out: &mut Vec<u8>) {
        if self.format == Format::Csv {
            return self.write_row(entry, verdict, out);
        }
        if !entry.errors.is_empty() {
            return self.write_bad(entry, verdict, out);
        }
        for (head, field) in self.heads.iter().zip(&self.fields) {
            out.extend_from_slice(head);
            self.write_json(self.value(*field, entry, verdict), out);
        }
        out.extend_from_slice(b"}\n");
    }

    /// Writes what is said of a bad record, whatever was asked for.
    fn write_bad(&self, entry: &Entry, verdict: &Verdict, out: &mut Vec<u8>) {
        let told: &[Field] = match verdict.outcome {
            Some(_) => &[
                Field::Id,
                Field::Line,
                Field::Outcome,
                Field::Alerts,
                Field::Questionnaire,
                Field::Errors,
            ],
            None => &[Field::Id, Field::Line, Field::Errors],
        };
        for (head, field) in heads(told).iter().zip(told) {
            out.extend_from_slice(head);
            self.write_json(self.value(*field, entry, verdict), out);
        }
        out.extend_from_slice(b"}\n");
    }

    fn write_row(&self, entry: &Entry, verdict: &Verdict, out: &mut Vec<u8>) {
        for (at, field) in self.fields.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            let start = out.len();
            write_cell(self.value(*field, entry, verdict), self.job.tree, out);
            quote(out, start);
        }
        out.push(b'\n');
    }

    fn write_json(&self, value: Value, out: &mut Vec<u8>) {
        match value {
            Value::Nothing => out.extend_from_slice(b"null"),
            Value::Plain(text) => out.extend_from_slice(text.as_bytes()),
            Value::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Value::Word(text) => write_string(text, out),
            Value::Levels(list) => {
                print(list.iter().map(|at| at.index()), &self.stamps.levels, out)
            }
            Value::Supports(list) => {
                print(list.iter().map(|at| at.index()), &self.stamps.supports, out)
            }
            Value::Alerts(list) => {
                print(list.iter().map(|at| at.index()), &self.stamps.alerts, out)
            }
            Value::Questions(_) | Value::Texts(_) => {
                let mut separator = b'[';
                value.words(self.job.tree, &mut |word| {
                    out.push(separator);
                    separator = b',';
                    write_string(word, out);
                });
                if separator == b'[' {
                    out.push(separator);
                }
                out.push(b']');
            }
        }
    }

    fn value<'v>(&'v self, field: Field, entry: &'v Entry, verdict: &'v Verdict) -> Value<'v> {
        let level = |at: Option<LevelRef>| {
            at.map_or(Value::Nothing, |at| Value::Word(&self.job.tree[at].id))
        };
        let flag = |flag: bool| match (verdict.outcome, flag) {
            (None, _) => Value::Nothing,
            (_, true) => Value::Plain("true"),
            (_, false) => Value::Plain("false"),
        };
        match field {
            Field::Id => match entry.id {
                Id::Line => Value::Number(entry.line),
                Id::Text => Value::Word(&entry.name),
                Id::Number => Value::Plain(&entry.name),
            },
            Field::Line => Value::Number(entry.line),
            Field::Outcome => verdict
                .outcome
                .map_or(Value::Nothing, |outcome| Value::Word(word(outcome))),
            Field::Level => level(verdict.level),
            Field::Alternative => level(verdict.alternative),
            Field::Levels => Value::Levels(&verdict.levels),
            Field::MayStop => flag(verdict.may_stop),
            Field::MayRefer => flag(verdict.may_refer),
            Field::Exact => flag(verdict.exact),
            Field::Supports => Value::Supports(&verdict.supports),
            Field::Possible => Value::Supports(&verdict.possible),
            Field::Alerts => Value::Alerts(&verdict.alerts),
            Field::PossibleAlerts => Value::Alerts(&verdict.possible_alerts),
            Field::Reasons => Value::Texts(&verdict.reasons),
            Field::Missing => Value::Questions(&verdict.missing),
            Field::Unused => Value::Questions(&verdict.unused),
            Field::Questionnaire => Value::Plain(&self.questionnaire),
            Field::Errors => Value::Texts(&entry.errors),
        }
    }
}

impl Value<'_> {
    /// Hands out the words of a list.
    fn words(self, tree: &Tree, word: &mut dyn FnMut(&str)) {
        match self {
            Value::Levels(list) => list.iter().for_each(|at| word(&tree[*at].id)),
            Value::Supports(list) => list.iter().for_each(|at| word(&tree[*at].id)),
            Value::Alerts(list) => list.iter().for_each(|at| word(&tree[*at].id)),
            Value::Questions(list) => list.iter().for_each(|at| word(&tree[*at].id)),
            Value::Texts(list) => list.iter().for_each(|text| word(text.trim())),
            _ => {}
        }
    }
}

/// The same word as in the JSON of one result.
pub(crate) fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Suggestion => "suggestion",
        Outcome::Set => "set",
        Outcome::Referral => "referral",
        Outcome::Stop => "stop",
    }
}

/// What stands before each field of a line.
fn heads(fields: &[Field]) -> Vec<Box<[u8]>> {
    let separators = std::iter::once('{').chain(std::iter::repeat(','));
    let named = separators.zip(fields);
    named
        .map(|(separator, field)| format!("{separator}\"{}\":", field.name()))
        .map(|head| head.into_bytes().into_boxed_slice())
        .collect()
}

fn questionnaire(tree: &Tree, format: Format) -> String {
    let (id, version, hash) = (&tree.id, &tree.version, &tree.hash);
    match format {
        Format::Csv => format!("{id};{version};{hash}"),
        Format::Ndjson => {
            serde_json::json!({ "id": id, "version": version, "hash": hash }).to_string()
        }
    }
}

fn write_string(text: &str, out: &mut Vec<u8>) {
    let plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if text.bytes().all(plain) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    } else {
        // A text can always be written, and so can a vector be written to.
        let _ = serde_json::to_writer(out, text);
    }
}

fn write_cell(value: Value, tree: &Tree, out: &mut Vec<u8>) {
    match value {
        Value::Nothing => {}
        Value::Plain(text) | Value::Word(text) => out.extend_from_slice(text.as_bytes()),
        Value::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
        list => {
            // Sentences may have semicolons of their own.
            let separator = match list {
                Value::Texts(_) => " | ",
                _ => ";",
            };
            let start = out.len();
            list.words(tree, &mut |word| {
                if out.len() > start {
                    out.extend_from_slice(separator.as_bytes());
                }
                out.extend_from_slice(word.as_bytes());
            });
        }
    }
}

/// Puts a cell in quotes, if it needs them.
fn quote(out: &mut Vec<u8>, start: usize) {
    if !out[start..].iter().any(|byte| b",\"\r\n".contains(byte)) {
        return;
    }
    let cell = String::from_utf8_lossy(&out[start..]).replace('"', "\"\"");
    out.truncate(start);
    out.extend_from_slice(format!("\"{cell}\"").as_bytes());
}
