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

impl Entry {
    fn with(mut self, key: &'static str, fact: Value) -> Self {
        self.facts.push((key, fact));
        self
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
    let calling = |part, id: &str, text: &str, contacts: &[ContactRef]| {
        let ids = contacts.iter().map(|at| tree[*at].id.clone());
        entry(part, id, text).with("contacts", words(ids))
    };
    let mut entries: Vec<Entry> = Vec::new();
    for question in &tree.questions {
        entries.push(asked(question));
        if shared(&question.id) {
            entries.extend(choices(question));
        }
    }
    entries.extend(tree.levels.iter().map(|level| level_entry(tree, level)));
    entries.extend(tree.supports.iter().map(|support| {
        calling("support", &support.id, &support.name, &support.contacts)
            .with("timing", fact(&support.timing))
            .with("if_unknown", support.if_unknown.into())
    }));
    let alerts = tree.alerts.iter();
    entries.extend(alerts.map(|one| calling("alert", &one.id, &one.title, &one.contacts)));
    let steps = tree.steps.iter();
    entries.extend(steps.map(|one| calling("step", &one.id, &one.text, &one.contacts)));
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

fn choices(question: &Question) -> impl Iterator<Item = Entry> {
    question.choices.iter().map(|choice| {
        let id = format!("{}: {}", question.id, choice.id);
        entry("choice", &id, &choice.label).with("alone", choice.alone.into())
    })
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
