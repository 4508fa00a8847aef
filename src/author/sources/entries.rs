//! Everything in a questionnaire that has or should have a source, in the order of the file.

use super::Ours;
use crate::model::document::{Branch, Clause, Document, Node, Per, Rule, Scale, Text, Value, When};
use crate::model::place::Place;
use serde::Serialize;

/// Something that has or should have a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What kind of thing it is.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// Its line in the file.
    pub line: u32,
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
    /// When it holds, as its author wrote it.
    pub when: Option<String>,
    /// What it tells people.
    pub says: String,
    /// How much of it is the author's own judgement.
    pub ours: Ours,
    /// Where it comes from.
    pub source: Option<String>,
}

/// Everything that has or should have a source.
pub fn entries(document: &Document) -> Vec<Entry> {
    let mut entries = parts(document);
    for node in &document.tree {
        for scale in &node.scales {
            for value in &scale.values {
                entries.extend(plain(scale, value));
                entries.extend(rules(&scale.id, value));
            }
        }
        entries.extend(branches(node));
    }
    entries
}

fn parts(document: &Document) -> Vec<Entry> {
    let mut entries = Vec::new();
    for contact in &document.contacts {
        let entry = Entry::new("contact", &contact.id, &contact.source);
        entries.push(entry.says(&contact.reach).when(&contact.when));
    }
    for level in &document.levels {
        entries.push(Entry::new("level", &level.id, &level.source).says(&level.about));
        for hours in &level.hours {
            let mut entry = Entry::new("figure", &level.id, &hours.source);
            let (min, max) = (hours.min.value, hours.max.as_ref().map(|max| max.value));
            let range = max.map_or(format!("from {min}"), |max| format!("{min} to {max}"));
            entry.says = format!("{range} hours a {}", per(hours.per.value));
            entries.push(entry.at(hours.min.place));
        }
    }
    for support in &document.supports {
        let entry = Entry::new("support", &support.id, &support.source);
        entries.push(entry.says(&support.because).when(&support.when));
    }
    for alert in &document.alerts {
        let entry = Entry::new("alert", &alert.id, &alert.source);
        entries.push(entry.says(&alert.message).when(&alert.when));
    }
    entries
}

fn per(per: Per) -> &'static str {
    match per {
        Per::Day => "day",
        Per::Week => "week",
    }
}

/// A value with one condition and no rules.
fn plain(scale: &Scale, value: &Value) -> Option<Entry> {
    value.when.as_ref()?;
    let mut entry = Entry::new("value", &value.id, &value.source);
    entry.name = format!("{} {}", scale.id.value, value.id.value);
    let label = value.label.as_ref().unwrap_or(&value.id);
    entry.says = format!("{}: {}", flat(&scale.title), flat(label));
    Some(entry.when(&value.when))
}

fn rules(scale: &Text, value: &Value) -> Vec<Entry> {
    let entry = |(at, rule): (usize, &Rule)| {
        let mut entry = Entry::new("rule", &value.id, &rule.source);
        entry.name = format!("{} {}, {}", scale.value, value.id.value, at + 1);
        entry
            .says(&rule.because)
            .when(&rule.when)
            .at(rule.because.place)
    };
    value.rules.iter().enumerate().map(entry).collect()
}

fn branches(node: &Node) -> Vec<Entry> {
    let entry = |(at, branch): (usize, &Branch)| {
        let target = branch.suggest.as_ref().or(branch.go.as_ref());
        let target = target.unwrap_or(&node.id);
        let mut entry = Entry::new("branch", target, &branch.source);
        entry.name = format!("{} {}, to {}", node.id.value, at + 1, target.value);
        let says = branch.because.as_ref();
        entry.says = says.map(|text| flat(text)).unwrap_or_default();
        entry.when(&branch.when)
    };
    node.next.iter().enumerate().map(entry).collect()
}

impl Entry {
    fn new(kind: &'static str, id: &Text, source: &Option<Text>) -> Self {
        let source = source.as_ref().map(|source| flat(source));
        let source = source.filter(|source| !source.is_empty());
        Entry {
            kind,
            name: id.value.to_string(),
            line: id.place.line,
            place: id.place,
            when: None,
            says: String::new(),
            ours: source.as_deref().map_or(Ours::No, Ours::of),
            source,
        }
    }

    fn says(mut self, text: &Text) -> Self {
        self.says = flat(text);
        self
    }

    fn when(mut self, when: &When) -> Self {
        self.when = when.as_ref().map(|when| written(when));
        self
    }

    fn at(mut self, place: Place) -> Self {
        (self.place, self.line) = (place, place.line);
        self
    }
}

/// A text on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A condition on one line, as it could be written.
fn written(clause: &Clause) -> String {
    match clause {
        Clause::Nothing => String::new(),
        Clause::Text(text) => text.clone(),
        Clause::List(items) => {
            let items: Vec<String> = items.iter().map(|item| written(item)).collect();
            format!("[{}]", items.join(", "))
        }
        Clause::Map(entries) => {
            let entries = entries.iter();
            let entries: Vec<String> = entries
                .map(|(name, value)| format!("{}: {}", name.value, written(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}
