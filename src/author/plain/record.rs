//! What a reviewer needs: why each level is suggested, where each rule comes from, and when somebody last checked each
//! contact.

use crate::author::sources::entries;
use crate::model::document::{Branch, Contact, Document, Text};
use crate::model::finding::{Code, Finding};
use crate::model::place::Place;
use std::collections::HashSet;

pub(super) fn check(document: &Document, today: &str, findings: &mut Vec<Finding>) {
    for contact in &document.contacts {
        findings.extend(stale(contact, today));
    }
    let branches = document.tree.iter().flat_map(|node| &node.next);
    findings.extend(branches.filter_map(unreasoned));
    // A contact cannot do without: the gate has said so.
    let refused: HashSet<Place> = (document.contacts.iter())
        .filter(|contact| contact.source.is_none())
        .map(|contact| contact.id.place)
        .collect();
    let entries = entries(document).into_iter();
    let entries = entries.filter(|entry| !refused.contains(&entry.place));
    for entry in entries.filter(|entry| entry.source.is_none()) {
        let message = format!(
            "{} `{}` has no `source`; expected who says so, and where",
            entry.kind, entry.name
        );
        let help = "where it is your own rule, write `source: our judgement`, and why";
        findings.push(Finding::new(Code::NoSource, entry.place, message).help(help.to_owned()));
    }
}

/// A suggestion needs a reason; a branch that goes on to a node may do without.
fn unreasoned(branch: &Branch) -> Option<Finding> {
    let level = branch.suggest.as_ref()?;
    let says = |because: &&Text| !because.trim().is_empty();
    if branch.because.as_ref().filter(says).is_some() {
        return None;
    }
    let message = format!(
        "this branch to `{}` has no `because`; expected the reason that the result gives",
        level.value
    );
    let help = "say in a sentence or two what in the answers leads there".to_owned();
    Some(Finding::new(Code::NoBecause, level.place, message).help(help))
}

fn stale(contact: &Contact, today: &str) -> Option<Finding> {
    let id = &contact.id.value;
    let Some(verified) = &contact.verified else {
        let message = format!("nobody has said when `{id}` was last checked; expected `verified`");
        return Some(Finding::new(Code::StaleContact, contact.id.place, message));
    };
    // Days written this way sort as they follow each other.
    let message = if verified.as_ref() > today {
        format!(
            "`{id}` was verified on {}, which is still to come",
            verified.value
        )
    } else if *verified.value < *year_before(today) {
        format!(
            "`{id}` was last verified on {}, over a year ago",
            verified.value
        )
    } else {
        return None;
    };
    Some(
        Finding::new(Code::StaleContact, verified.place, message)
            .help("check that it still answers, then write today's date".to_owned()),
    )
}

fn year_before(day: &str) -> String {
    let (year, rest) = day.split_once('-').unwrap_or((day, ""));
    let year: u32 = year.parse().unwrap_or_default();
    format!("{:04}-{rest}", year.saturating_sub(1))
}
