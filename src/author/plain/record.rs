//! What a reviewer needs: where each rule comes from, and when somebody last checked each contact.

use crate::model::document::{Contact, Document, Text};
use crate::model::finding::{Code, Finding};
use crate::model::place::Place;

pub(super) fn check(document: &Document, today: &str, findings: &mut Vec<Finding>) {
    for contact in &document.contacts {
        findings.extend(stale(contact, today));
    }
    for (what, place) in sourceless(document) {
        let message = format!("{what} has no `source`; expected who says so, and where");
        findings.push(
            Finding::new(Code::NoSource, place, message).help(
                "where it is your own rule, write `source: our judgement`, and why".to_owned(),
            ),
        );
    }
}

fn stale(contact: &Contact, today: &str) -> Option<Finding> {
    let id = &contact.id.value;
    let Some(verified) = &contact.verified else {
        let message = format!("nobody has said when `{id}` was last checked; expected `verified`");
        return Some(Finding::new(Code::StaleContact, contact.id.place, message));
    };
    // Days written this way sort as they follow each other.
    let message = if verified.as_str() > today {
        format!(
            "`{id}` was verified on {}, which is still to come",
            verified.value
        )
    } else if verified.value < year_before(today) {
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

/// Everything that should name its source and does not.
fn sourceless(document: &Document) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    let mut add = |what: String, place: Place, source: &Option<Text>| {
        if source
            .as_ref()
            .is_none_or(|source| source.trim().is_empty())
        {
            found.push((what, place));
        }
    };
    let named = |id: &Text| format!("`{}`", id.value);
    for contact in &document.contacts {
        add(named(&contact.id), contact.id.place, &contact.source);
    }
    for level in &document.levels {
        add(named(&level.id), level.id.place, &level.source);
        for hours in &level.hours {
            let what = format!("a figure of `{}`", level.id.value);
            add(what, hours.min.place, &hours.source);
        }
    }
    for support in &document.supports {
        add(named(&support.id), support.id.place, &support.source);
    }
    for alert in &document.alerts {
        add(named(&alert.id), alert.id.place, &alert.source);
    }
    for node in &document.tree {
        let values = node.scales.iter().flat_map(|scale| &scale.values);
        for rule in values.flat_map(|value| &value.rules) {
            add("this rule".to_owned(), rule.because.place, &rule.source);
        }
        for branch in &node.next {
            let target = branch.suggest.as_ref().or(branch.go.as_ref());
            let place = target.map(|text| text.place).unwrap_or_default();
            add("this branch".to_owned(), place, &branch.source);
        }
    }
    found
}
