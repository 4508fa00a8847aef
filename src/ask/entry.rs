//! The lines of a list, numbered: the same numbers and signs for every asker.

use super::prompt::{Body, Item, Prompt, Skip};
use crate::model::words::Words;

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What is pressed or typed for it.
    pub(super) key: String,
    /// What it says.
    pub(super) item: Item,
    /// What choosing it means.
    pub(super) means: Means,
}

/// What choosing an entry means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Means {
    Choice(usize),
    Go,
    Unsure,
    More,
    Back,
}

impl Means {
    /// The choice it stands for.
    pub(super) fn choice(self) -> Option<usize> {
        match self {
            Means::Choice(at) => Some(at),
            _ => None,
        }
    }
}

/// The entries of a prompt, in order; typed numbers have only what stands beside them.
pub(super) fn entries(prompt: &Prompt, words: &Words) -> Vec<Entry> {
    let (items, go): (&[Item], Option<&String>) = match &prompt.body {
        Body::One { items, go, .. } => (items, go.as_ref()),
        Body::Many { items, .. } => (items, None),
        Body::Number { .. } => (&[], None),
    };
    let go = go.iter().map(|label| plain("0", label, Means::Go));
    let mut entries: Vec<Entry> = go.collect();
    entries.extend(items.iter().enumerate().map(|(at, item)| Entry {
        key: (at + 1).to_string(),
        item: item.clone(),
        means: Means::Choice(at),
    }));
    if prompt.offers.unsure != Skip::Never {
        let key = match prompt.body {
            Body::Number { .. } => words.unsure_letter.to_string(),
            _ => (items.len() + 1).to_string(),
        };
        entries.push(plain(&key, &words.unsure, Means::Unsure));
    }
    if let Some(more) = &prompt.more {
        entries.push(plain("?", &more.label, Means::More));
    }
    if let Some(back) = &prompt.offers.back {
        entries.push(plain("<", back, Means::Back));
    }
    entries
}

/// An entry that is no choice.
fn plain(key: &str, label: &str, means: Means) -> Entry {
    Entry {
        key: key.to_owned(),
        item: Item {
            label: label.to_owned(),
            ..Item::default()
        },
        means,
    }
}
