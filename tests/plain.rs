//! Plain words, measured: what the lint says, and what it does not.

use firststep::author::plain::{self, grade};
use firststep::model::check::check as gate;
use firststep::model::document::Document;
use firststep::model::finding::{Finding, Severity};

const HARD: &str = include_str!("fixtures/plain/hard.yaml");
const TODAY: &str = "2026-11-23";

fn check(text: &str) -> Vec<Finding> {
    let document = Document::read(text).expect("a document that can be read");
    plain::check(&document, TODAY)
}

#[test]
fn everything_that_is_hard_to_read_or_to_trust_is_told() {
    let findings = check(HARD);
    let line = |finding: &Finding| {
        let help = finding.help.as_deref().unwrap_or("-");
        format!(
            "{} {}: {}; {help}\n",
            finding.place, finding.code, finding.message
        )
    };
    let told: String = findings.iter().map(line).collect();
    assert_eq!(told, include_str!("fixtures/plain/hard.txt"));
    assert!(
        findings
            .iter()
            .all(|finding| finding.severity == Severity::Warning)
    );
    assert!(gate(HARD).is_ok(), "warnings are for what passes the gate");
}

#[test]
fn grades_and_words_are_measured_in_english_only() {
    let other = HARD.replace("language: en", "language: es");
    let findings = check(&other);
    let mut codes: Vec<&str> = findings.iter().map(|finding| finding.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(
        codes,
        ["long-label", "long-sentence", "no-source", "stale-contact"]
    );
}

#[test]
fn long_words_make_a_higher_grade() {
    let harder = HARD.replace("Take care.", "Unconditionally reconsider everything.");
    assert!(grade(&harder) > grade(HARD));
}

#[test]
fn the_file_as_a_whole_may_be_too_hard() {
    let hard = "Unconditionally reconsider everything. ".repeat(30);
    let findings = check(&HARD.replace("Take care.", &hard));
    let whole = findings.iter().find(|finding| finding.place.line == 5);
    let message = whole.map(|finding| finding.message.as_str());
    assert_eq!(
        message,
        Some("all texts together read at grade 20.7; expected 6 or below")
    );
}

#[test]
fn the_default_questionnaire_is_plain() {
    let text = firststep::embedded::TEXT;
    assert_eq!(check(text), Vec::new());
    assert!(grade(text) <= 6.0, "grade {}", grade(text));
}
