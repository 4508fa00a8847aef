//! Pages that are only read: emergencies, alerts, stops.

use super::super::prompt::{Paragraph, Tone};
use crate::model::answers::Answers;
use crate::model::reading::{Holds, Reading};
use crate::model::tree::{Alert, ContactRef, Tree};
use crate::model::words::Words;

/// The page behind `!`.
pub(super) fn emergency(tree: &Tree, words: &Words, answers: &Answers) -> Vec<Paragraph> {
    let mut page = vec![
        Paragraph::new(Tone::Alert, &*words.emergency_title),
        Paragraph::new(Tone::Plain, &*tree.emergency.message),
    ];
    page.extend(contacts(tree, answers, &tree.emergency.contacts));
    page
}

/// An alert: what is the matter, what to do, whom to call.
pub(super) fn alert(tree: &Tree, answers: &Answers, alert: &Alert) -> Vec<Paragraph> {
    let mut page = vec![
        Paragraph::new(Tone::Alert, &*alert.title),
        Paragraph::new(Tone::Plain, &*alert.message),
    ];
    let steps = alert.steps.iter().enumerate();
    page.extend(
        steps
            .map(|(at, step)| Paragraph::new(Tone::Plain, &**step).marked(format!("{}. ", at + 1))),
    );
    page.extend(contacts(tree, answers, &alert.contacts));
    page
}

/// Contacts a person can reach from where they are, as far as that is known.
fn contacts(tree: &Tree, answers: &Answers, contacts: &[ContactRef]) -> Vec<Paragraph> {
    let reading = Reading::of(tree, answers);
    let contacts = contacts.iter().map(|at| &tree[*at]);
    contacts
        .filter(|contact| reading.applies(&contact.when) != Holds::No)
        .map(|contact| {
            let text = format!("{}: {}", contact.name, contact.reach);
            Paragraph::new(Tone::Strong, text).marked("- ")
        })
        .collect()
}
