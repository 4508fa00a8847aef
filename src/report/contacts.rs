//! Whom to call: only lines that work where the person is.

use crate::model::reading::{Holds, Reading};
use crate::model::tree::{ContactRef, Tree};
use crate::model::words::{Words, fill};
use schemars::JsonSchema;
use serde::Serialize;

/// A help line on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContactNote<'t> {
    /// Its id.
    pub id: &'t str,
    /// What it is called.
    pub name: &'t str,
    /// How to reach it.
    pub reach: &'t str,
    /// Who answers, and when.
    pub about: Option<&'t str>,
    /// The country it serves.
    pub country: Option<&'t str>,
    /// The day somebody last checked it.
    pub verified: Option<&'t str>,
    /// Where the facts come from.
    pub source: Option<&'t str>,
}

impl<'t> ContactNote<'t> {
    /// One of the tree's contacts.
    pub(crate) fn of(tree: &'t Tree, at: ContactRef) -> Self {
        let contact = &tree[at];
        ContactNote {
            id: &contact.id,
            name: contact.name.trim(),
            reach: contact.reach.trim(),
            about: contact.about.as_deref().map(str::trim),
            country: contact.country.as_deref(),
            verified: contact.verified.as_deref(),
            source: contact.source.as_deref(),
        }
    }

    /// What it is called, and how to reach it, in one line.
    pub(crate) fn line(&self, words: &Words) -> String {
        let values = [("name", self.name), ("reach", self.reach)];
        fill(&words.contact_line, &values)
    }

    /// How to reach it, in pieces: each with the number to dial, if it is one.
    pub(crate) fn pieces(&self) -> Vec<(&'t str, Option<String>)> {
        let mut pieces = Vec::new();
        let mut rest = self.reach;
        while !rest.is_empty() {
            let dialled = |letter: char| letter.is_ascii_digit() || letter == '-';
            let start = rest
                .find(|letter: char| letter.is_ascii_digit())
                .unwrap_or(rest.len());
            let (text, number) = rest.split_at(start);
            let end = number
                .find(|letter| !dialled(letter))
                .unwrap_or(number.len());
            let (number, after) = number.split_at(end);
            pieces.push((text, None));
            // `988lifeline.org` is an address.
            let whole = !after.starts_with(char::is_alphanumeric);
            pieces.push((number, dial(number).filter(|_| whole)));
            rest = after;
        }
        pieces.retain(|(text, _)| !text.is_empty());
        pieces
    }
}

/// Three digits or a whole number; what is in between is a word to text, and not to call.
fn dial(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    matches!(digits.len(), 3 | 10..).then_some(digits)
}

/// The contacts of a list, without those that certainly do not fit.
pub(crate) fn contacts<'t>(
    tree: &'t Tree,
    reading: &Reading,
    list: &[ContactRef],
) -> Vec<ContactNote<'t>> {
    let fitting = list
        .iter()
        .filter(|at| reading.applies(&tree[**at].when) != Holds::No);
    fitting.map(|at| ContactNote::of(tree, *at)).collect()
}

/// The contacts in their order, without those that were there before.
pub(crate) fn once<'c, 't: 'c>(
    contacts: impl Iterator<Item = &'c ContactNote<'t>>,
) -> Vec<ContactNote<'t>> {
    let mut found: Vec<ContactNote> = Vec::new();
    for contact in contacts {
        if !found.iter().any(|other| other.id == contact.id) {
            found.push(*contact);
        }
    }
    found
}
