//! Which parts of a questionnaire were added, removed, changed or worded anew.

use super::Side;
use crate::model::tree::{Question, Tree};
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
    /// Something that a person reads is worded anew.
    Reworded {
        /// The key in the file.
        key: &'static str,
        /// What it said.
        old: String,
        /// What it says.
        new: String,
    },
    /// Something else about it is different.
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
    /// Texts by their keys; the first one stands for the part.
    texts: Vec<(&'static str, String)>,
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
            None => parts.push(old.part(Change::Removed { text: old.text() })),
        }
    }
    let new = entries.new.iter();
    let new = new.filter(|new| twin(new, &entries.old).is_none());
    parts.extend(new.map(|new| new.part(Change::Added { text: new.text() })));
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
    for ((key, old_text), (_, new_text)) in old.texts.iter().zip(&new.texts) {
        if old_text != new_text {
            parts.push(old.part(Change::Reworded {
                key,
                old: old_text.clone(),
                new: new_text.clone(),
            }));
        }
    }
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

    fn text(&self) -> String {
        let text = self.texts.first();
        text.map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

fn entry(part: &'static str, id: &str, texts: &[(&'static str, &str)]) -> Entry {
    let texts = texts.iter();
    let texts = texts.map(|(key, text)| (*key, text.trim().to_owned()));
    Entry {
        part,
        id: id.to_owned(),
        texts: texts.collect(),
        facts: Vec::new(),
    }
}

/// Choices are told of questions that both have: of others the question says it all.
fn entries(tree: &Tree, shared: impl Fn(&str) -> bool) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for question in &tree.questions {
        entries.push(asked(question));
        if shared(&question.id) {
            entries.extend(choices(question));
        }
    }
    entries.extend(tree.levels.iter().map(|level| {
        let texts = [("name", level.name.as_ref()), ("about", &level.about)];
        entry("level", &level.id, &texts)
    }));
    entries.extend(tree.supports.iter().map(|support| {
        let details = support.details.join("\n");
        let because = support.because.as_ref();
        let texts = [
            ("name", &*support.name),
            ("because", because),
            ("details", &details),
        ];
        let mut entry = entry("support", &support.id, &texts);
        entry.facts.push(("timing", fact(&support.timing)));
        entry.facts.push(("if_unknown", support.if_unknown.into()));
        entry
    }));
    entries.extend(tree.alerts.iter().map(|alert| {
        let steps = alert.steps.join("\n");
        let texts = [
            ("title", &*alert.title),
            ("message", &alert.message),
            ("steps", &steps),
        ];
        entry("alert", &alert.id, &texts)
    }));
    entries.extend((tree.steps.iter()).map(|step| entry("step", &step.id, &[("do", &step.text)])));
    entries.extend(tree.contacts.iter().map(|contact| {
        let texts = [("name", contact.name.as_ref()), ("reach", &contact.reach)];
        entry("contact", &contact.id, &texts)
    }));
    entries.extend((tree.guarantees.iter()).map(|guarantee| {
        let because = guarantee.because.as_deref().unwrap_or_default();
        entry("guarantee", &guarantee.id, &[("because", because)])
    }));
    entries
}

fn asked(question: &Question) -> Entry {
    let texts = [
        ("ask", question.ask.as_ref()),
        ("why", question.why.as_deref().unwrap_or_default()),
        ("help", question.help.as_deref().unwrap_or_default()),
    ];
    let mut entry = entry("question", &question.id, &texts);
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
        let mut entry = entry("choice", &id, &[("label", &choice.label)]);
        entry.facts.push(("alone", choice.alone.into()));
        entry
    })
}

/// A word of the format.
fn fact(word: &impl Serialize) -> Value {
    serde_json::to_value(word).unwrap_or_default()
}
