//! Which parts of a questionnaire were added, removed or changed, but for their words.

use super::Side;
use crate::model::tree::{ContactRef, Level, Question, Tree};
use serde::Serialize;
use serde_json::Value;

/// A part that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// What it is: `question`, `choice`, `level`, `support`, `alert`, `step`, `contact`, `guarantee`.
    pub part: &'static str,
    /// Its id; of a choice, with the question's.
    pub id: String,
    /// What happened to it.
    #[serde(flatten)]
    pub change: Change,
}

/// What happened to a part.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// It is new.
    Added {
        /// What it says.
        text: String,
    },
    /// It is gone.
    Removed {
        /// What it said.
        text: String,
    },
    /// Something about it is different.
    Changed {
        /// The key in the file.
        key: &'static str,
        /// What it was.
        old: Value,
        /// What it is.
        new: Value,
    },
}

/// A part as it stands in one of the files.
struct Entry {
    part: &'static str,
    id: String,
    /// The text that stands for it.
    text: String,
    facts: Vec<(&'static str, Value)>,
}

/// Every part that differs: the old order, then what is new.
pub(super) fn parts(trees: &Side<&Tree>) -> Vec<Part> {
    let shared = |id: &str| trees.old.question(id).is_some() && trees.new.question(id).is_some();
    let entries = trees.map(|tree| entries(tree, shared));
    let twin = |entry: &Entry, others: &'_ [Entry]| {
        let is_twin = |other: &Entry| (other.part, &other.id) == (entry.part, &entry.id);
        others.iter().position(is_twin)
    };
    let mut parts = Vec::new();
    for old in &entries.old {
        match twin(old, &entries.new) {
            Some(at) => compare(old, &entries.new[at], &mut parts),
            None => parts.push(old.part(Change::Removed {
                text: old.text.clone(),
            })),
        }
    }
    let new = entries.new.iter();
    let new = new.filter(|new| twin(new, &entries.old).is_none());
    parts.extend(new.map(|new| {
        new.part(Change::Added {
            text: new.text.clone(),
        })
    }));
    parts.sort_by_key(|part| KINDS.iter().position(|kind| *kind == part.part));
    parts
}

/// In this order they are told: first what is asked.
const KINDS: &[&str] = &[
    "question",
    "choice",
    "level",
    "support",
    "alert",
    "step",
    "contact",
    "guarantee",
];

fn compare(old: &Entry, new: &Entry, parts: &mut Vec<Part>) {
    for ((key, old_fact), (_, new_fact)) in old.facts.iter().zip(&new.facts) {
        if old_fact != new_fact {
            parts.push(old.part(Change::Changed {
                key,
                old: old_fact.clone(),
                new: new_fact.clone(),
            }));
        }
    }
}

impl Entry {
    fn part(&self, change: Change) -> Part {
        Part {
            part: self.part,
            id: self.id.clone(),
            change,
        }
    }
}

fn entry(part: &'static str, id: &str, text: &str) -> Entry {
    Entry {
        part,
        id: id.to_owned(),
        text: text.trim().to_owned(),
        facts: Vec::new(),
    }
}

/// Choices are told of questions that both have: of others the question says it all.
fn entries(tree: &Tree, shared: impl Fn(&str) -> bool) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for question in &tree.questions {
        entries.push(asked(question));
        if shared(&question.id) {
            entries.extend(question.choices.iter().map(|choice| {
                let id = format!("{}: {}", question.id, choice.id);
                let mut entry = entry("choice", &id, &choice.label);
                entry.facts.push(("alone", choice.alone.into()));
                entry
            }));
        }
    }
    entries.extend(tree.levels.iter().map(|level| level_entry(tree, level)));
    entries.extend(tree.supports.iter().map(|support| {
        let mut entry = entry("support", &support.id, &support.name);
        entry.facts.push(("timing", fact(&support.timing)));
        entry.facts.push(("if_unknown", support.if_unknown.into()));
        entry.facts.push(contacts(tree, &support.contacts));
        entry
    }));
    entries.extend(tree.alerts.iter().map(|alert| {
        let mut entry = entry("alert", &alert.id, &alert.title);
        entry.facts.push(contacts(tree, &alert.contacts));
        entry
    }));
    entries.extend(tree.steps.iter().map(|step| {
        let mut entry = entry("step", &step.id, &step.text);
        entry.facts.push(contacts(tree, &step.contacts));
        entry
    }));
    entries.extend((tree.contacts.iter()).map(|one| entry("contact", &one.id, &one.name)));
    entries.extend((tree.guarantees.iter()).map(|guarantee| {
        let because = guarantee.because.as_deref().unwrap_or_default();
        entry("guarantee", &guarantee.id, because)
    }));
    entries
}

fn asked(question: &Question) -> Entry {
    let mut entry = entry("question", &question.id, &question.ask);
    entry.facts = vec![
        ("kind", fact(&question.kind)),
        ("min", question.min.into()),
        ("max", question.max.into()),
        ("required", question.required.into()),
        ("private", question.private.into()),
    ];
    entry
}

fn level_entry(tree: &Tree, level: &Level) -> Entry {
    let hours = level.hours.iter().map(|hours| {
        let most = hours.max.map_or(String::new(), |max| max.to_string());
        let per = fact(&hours.per);
        format!(
            "{}..{most} a {}",
            hours.min,
            per.as_str().unwrap_or_default()
        )
    });
    let then = level.then.map(|then| tree[then].id.clone());
    let mut entry = entry("level", &level.id, &level.name);
    entry.facts = vec![("hours", words(hours)), ("then", words(then.into_iter()))];
    entry
}

/// Whom it says to call.
fn contacts(tree: &Tree, contacts: &[ContactRef]) -> (&'static str, Value) {
    let ids = contacts.iter().map(|at| tree[*at].id.clone());
    ("contacts", words(ids))
}

/// A list that is read as words.
fn words(all: impl Iterator<Item = impl Into<String>>) -> Value {
    let all: Vec<String> = all.map(Into::into).collect();
    match all.as_slice() {
        [] => "none".into(),
        all => all.join(", ").into(),
    }
}

/// A word of the format.
fn fact(word: &impl Serialize) -> Value {
    serde_json::to_value(word).unwrap_or_default()
}
