//! Which words of two questionnaires differ, of what both have.
//!
//! Texts that stand in a list have no id. One that only moved in its list has not changed.

use super::Side;
use crate::model::tree::Tree;
use serde::Serialize;
use std::collections::BTreeMap;

/// A text that a person reads, or a reviewer, and that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reworded {
    /// Where it stands, by ids: the key that a translation has for it, as `supports.vest.because`.
    pub place: String,
    /// What it said; nothing, if it is new.
    pub old: Option<String>,
    /// What it says; nothing, if it is gone.
    pub new: Option<String>,
}

/// A text with its place.
type Text = (String, String);

/// The words that differ, in the old order; what is new comes last.
pub(super) fn words(trees: &Side<&Tree>) -> Vec<Reworded> {
    let texts = trees.map(|tree| texts(tree));
    let left = Side {
        old: without(&texts.old, &texts.new),
        new: without(&texts.new, &texts.old),
    };
    let at = |texts: &[Text], place: &str| {
        let mut texts = texts.iter().filter(|(other, _)| other == place);
        texts.next().map(|(_, text)| text.clone())
    };
    let is_kept = |place: &str| {
        let has = |texts: &[Text]| texts.iter().any(|(other, _)| part(other) == part(place));
        has(&texts.old) && has(&texts.new)
    };
    let added = |(place, _): &&Text| at(&left.old, place).is_none();
    (left.old.iter())
        .chain(left.new.iter().filter(added))
        .filter(|(place, _)| is_kept(place))
        .map(|(place, _)| Reworded {
            place: place.clone(),
            old: at(&left.old, place),
            new: at(&left.new, place),
        })
        .collect()
}

/// Every text with its place. The reasons of guarantees are for reviewers, so no translation has them.
fn texts(tree: &Tree) -> Vec<Text> {
    let mut texts = Vec::new();
    (tree.clone()).each_text(&mut |place, text| {
        texts.push((place.to_owned(), text.trim().to_owned()));
    });
    let reasons = tree.guarantees.iter().filter_map(|guarantee| {
        let because = guarantee.because.as_ref()?;
        Some((
            format!("guarantees.{}.because", guarantee.id),
            because.trim().to_owned(),
        ))
    });
    texts.extend(reasons);
    texts
}

/// The texts that the others do not have, at the same place or elsewhere in the same list.
fn without(texts: &[Text], others: &[Text]) -> Vec<Text> {
    let mut there: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (place, text) in others {
        *there.entry((list(place), text)).or_default() += 1;
    }
    let mut left = Vec::new();
    for (place, text) in texts {
        match there.get_mut(&(list(place), text.as_str())) {
            Some(same @ 1..) => *same -= 1,
            _ => left.push((place.clone(), text.clone())),
        }
    }
    left
}

/// A place without the numbers that tell where in a list it is.
fn list(place: &str) -> String {
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let words = place.split('.').filter(|word| !is_number(word));
    words.collect::<Vec<_>>().join(".")
}

/// What a text belongs to: the kind of thing and its id; of a choice, with the question's.
fn part(place: &str) -> String {
    let words: Vec<&str> = place.split('.').collect();
    let length = match words.as_slice() {
        ["questions", _, "choices", ..] => 4,
        ["scales", _, "values", ..] => 4,
        _ => 2,
    };
    words[..words.len().min(length)].join(".")
}
