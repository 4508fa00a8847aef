//! Plain words, measured: what is hard to read, hurts, counts unevenly, has no source or is out of date. All of it
//! warnings.
//!
//! The formula for the reading grade means little for a few words, so a text of fewer than `FEWEST_WORDS` is graded
//! together with the other short texts of the same thing (the labels of a question with its words), and names, titles
//! and scale labels only count in the grade of the whole file. A figure is one easy word. Grades and words are
//! measured in English only; lengths, sources and dates in every language.

mod grade;
mod points;
mod record;
mod syllables;
mod texts;
mod wording;

use crate::model::document::Document;
use crate::model::finding::{Code, Finding};
use crate::model::place::Place;
use grade::Counts;
use std::collections::HashSet;
use texts::{Item, Role, Shown};

/// The hardest a text may be.
const HARDEST: f64 = 8.0;
/// The hardest all texts together may be.
const HARDEST_FILE: f64 = 6.0;
/// A shorter text is graded with its neighbours.
const FEWEST_WORDS: usize = 10;

/// Warnings about the texts of a questionnaire that the gate refuses: only what does not follow from its errors.
pub fn check_refused(document: &Document, today: &str, errors: &[Finding]) -> Vec<Finding> {
    let wrong: HashSet<Place> = errors.iter().map(|error| error.place).collect();
    let mut findings = check(document, today);
    findings.retain(|finding| finding.place.is_known() && !wrong.contains(&finding.place));
    findings
}

/// Warnings about a questionnaire that has passed the gate; `today` is written as `2026-11-01`.
pub fn check(document: &Document, today: &str) -> Vec<Finding> {
    let items = texts::items(document);
    let mut findings = Vec::new();
    let english = document.language.split('-').next() == Some("en");
    for item in &items {
        for shown in &item.texts {
            wording::check_length(shown, &mut findings);
            if english {
                wording::check(shown, &mut findings);
            }
        }
        if english {
            check_grades(item, &mut findings);
        }
    }
    if english {
        check_whole(&items, document.title.place, &mut findings);
    }
    points::check(document, &mut findings);
    record::check(document, today, &mut findings);
    findings.sort_by_key(|finding| (finding.place, finding.code));
    findings
}

/// The reading grade of all texts together.
pub fn grade(text: &str) -> f64 {
    Document::read(text).map_or(0.0, |document| whole(&texts::items(&document)).grade())
}

fn whole(items: &[Item<'_>]) -> Counts {
    sum(items.iter().flat_map(|item| &item.texts))
}

fn sum<'s>(texts: impl IntoIterator<Item = &'s Shown<'s>>) -> Counts {
    let counts = texts.into_iter().map(|shown| shown.counts);
    counts.fold(Counts::default(), Counts::and)
}

fn check_whole(items: &[Item<'_>], place: Place, findings: &mut Vec<Finding>) {
    let grade = whole(items).grade();
    if grade > HARDEST_FILE {
        let message = format!(
            "all texts together read at grade {grade:.1}; expected {HARDEST_FILE:.0} or below"
        );
        findings.push(Finding::new(Code::ReadingGrade, place, message));
    }
}

fn check_grades(item: &Item<'_>, findings: &mut Vec<Finding>) {
    let graded = item.texts.iter().filter(|shown| shown.role != Role::Name);
    let (short, long): (Vec<&Shown<'_>>, Vec<_>) =
        graded.partition(|shown| shown.counts.words < FEWEST_WORDS);
    for shown in long {
        findings.extend(too_hard("this text reads", shown.text.place, &[shown]));
    }
    let together = format!("the short texts of {} together read", item.name);
    findings.extend(too_hard(&together, item.place, &short));
}

fn too_hard(what: &str, place: Place, texts: &[&Shown<'_>]) -> Option<Finding> {
    let counts = sum(texts.iter().copied());
    let grade = counts.grade();
    if counts.words < FEWEST_WORDS || grade <= HARDEST {
        return None;
    }
    let message = format!("{what} at grade {grade:.1}; expected {HARDEST:.0} or below");
    Some(Finding::new(Code::ReadingGrade, place, message).help(advice(texts)))
}

/// The longest words, which weigh most.
fn advice(texts: &[&Shown<'_>]) -> String {
    let words = texts.iter().flat_map(|shown| grade::words(shown.text));
    let mut long: Vec<(usize, &str)> = words
        .map(|word| (syllables::count(word), word))
        .filter(|(syllables, _)| *syllables > 2)
        .collect();
    long.sort_by_key(|(syllables, _)| std::cmp::Reverse(*syllables));
    long.dedup();
    let long = long.iter().take(3);
    let long: Vec<String> = long.map(|(_, word)| format!("`{word}`")).collect();
    match long.len() {
        0 => "make its sentences shorter".to_owned(),
        _ => format!(
            "make its sentences shorter, or its words: {}",
            long.join(", ")
        ),
    }
}
