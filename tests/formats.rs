//! Every format says the same, for every case: level, alerts, supports, numbers, and to see a specialist.

use firststep::author::cases::{self, Case};
use firststep::embedded;
use firststep::model::answers::{Answer, Answers};
use firststep::model::tree::Tree;
use firststep::model::walk::Certainty;
use firststep::model::words::Words;
use firststep::report::record::Outcome;
use firststep::report::style::{Colour, Letters, Style};
use firststep::report::{Depth, Record, fhir, html, json, markdown, text};

const CASES: &str = include_str!("cases.yaml");

#[test]
fn every_format_says_the_same() {
    let (tree, words) = (embedded::tree(), Words::default());
    for case in cases::read(&tree, CASES).expect("the cases are read by another test too") {
        let answers = answers(&tree, &case);
        let record = Record::of(&tree, &answers, &tree.walk(&answers), &words);
        for (format, printed) in printed(&tree, &record, &words) {
            let printed = flat(&printed);
            for said in must_say(&record) {
                assert!(
                    printed.contains(&flat(&said)),
                    "`{format}` of `{}` does not say {said:?}:\n{printed}",
                    case.name
                );
            }
        }
    }
}

/// What a person uses on most days counts for more than one scale, so no scale stands for it.
#[test]
fn an_answer_that_counts_in_two_places_is_told_as_an_answer() {
    let (tree, words) = (embedded::tree(), Words::default());
    let cases = cases::read(&tree, CASES).expect("the cases are read by another test too");
    let case = cases.iter().find(|case| case.name.starts_with("golden_01"));
    let answers = answers(&tree, case.expect("a person with two signs"));
    let walk = tree.walk(&answers);
    let record = Record::with_insight(&tree, &answers, &walk, &words, None, Depth::Traced);
    let printed = markdown::render(&record, &words, Depth::Full);
    let told = printed.split("## What would change it").nth(1);
    let mut points = told.unwrap_or_default().lines();
    let most_days = points.find(|line| line.starts_with("- ") && line.contains("most days"));
    assert_eq!(
        most_days,
        Some(
            "- If the answer to \"In the past 30 days, which did you use on most days?\" were \
             \"Alcohol; Sedatives or sleep pills\": Intensive outpatient program (IOP)"
        )
    );
}

/// A person who skipped everything reads what tells something first, and no list of what tells nothing.
#[test]
fn what_narrows_nothing_is_said_last_and_in_a_word() {
    let (tree, words) = (embedded::tree(), Words::default());
    let mut answers = Answers::new();
    let all = tree.question_refs();
    all.for_each(|question| answers.set(question, Answer::Unsure));
    let walk = tree.walk(&answers);
    let record = Record::with_insight(&tree, &answers, &walk, &words, None, Depth::Traced);
    let narrowing = record
        .insight
        .as_ref()
        .and_then(|insight| insight.narrowing.as_ref());
    let leads = &narrowing.expect("an answer would narrow it").leads;
    let idle = leads
        .iter()
        .filter(|lead| lead.names.len() == record.levels.len());
    let printed = markdown::render(&record, &words, Depth::Full);
    for label in idle.flat_map(|lead| &lead.answers) {
        assert!(!printed.contains(&**label), "{label}:\n{printed}");
    }
    let told = printed.split("tell the most").nth(1).expect("it is asked");
    let mut points = told.lines().filter(|line| line.starts_with("- "));
    assert_eq!(
        points.nth(leads.len() - 1),
        Some("- Any other answer: still all of these")
    );
}

#[test]
fn no_line_of_text_is_wider_than_asked_for() {
    let (tree, words) = (embedded::tree(), Words::default());
    for case in cases::read(&tree, CASES).expect("the cases are read by another test too") {
        let answers = answers(&tree, &case);
        let record = Record::of(&tree, &answers, &tree.walk(&answers), &words);
        for width in [40, 80] {
            let printed = text::render(&record, &words, style(width), Depth::Traced);
            let wide = printed.lines().find(|line| line.chars().count() > width);
            // A hash or an address cannot be broken at a space.
            let wide = wide.filter(|line| line.trim().contains(' '));
            assert_eq!(wide, None, "`{}` at {width} columns", case.name);
        }
    }
}

/// What a case answers on its path; the rest is skipped where the case says so.
fn answers(tree: &Tree, case: &Case) -> Answers {
    let mut answers = Answers::new();
    for given in &case.given {
        answers.set(given.question, given.answer);
    }
    for question in tree.question_refs().filter(|_| case.rest_unsure) {
        if answers.get(question).is_none() {
            answers.set(question, Answer::Unsure);
        }
    }
    answers
}

fn style(width: usize) -> Style {
    Style {
        width,
        colour: Colour::Off,
        letters: Letters::Ascii,
    }
}

fn printed(tree: &Tree, record: &Record, words: &Words) -> Vec<(&'static str, String)> {
    vec![
        (
            "text at 80",
            text::render(record, words, style(80), Depth::Brief),
        ),
        (
            "text at 40",
            text::render(record, words, style(40), Depth::Brief),
        ),
        ("markdown", markdown::render(record, words, Depth::Full)),
        ("html", html::render(record, words, Depth::Full)),
        ("json", json::render(record)),
        ("fhir", fhir::response(tree, record, words, Depth::Full)),
    ]
}

fn must_say(record: &Record) -> Vec<String> {
    let alerts = record
        .alerts
        .iter()
        .filter(|alert| alert.certainty == Certainty::Certain);
    let mut said: Vec<&str> = alerts
        .flat_map(|alert| [alert.title, alert.message])
        .collect();
    if record.outcome == Outcome::Stop {
        said.extend(
            record
                .alerts
                .iter()
                .flat_map(|alert| &alert.contacts)
                .map(|contact| contact.reach),
        );
        said.extend(record.emergency.after);
        said.push("specialist");
    } else {
        let possible = record
            .ladder
            .iter()
            .filter(|rung| record.levels.contains(&rung.level));
        said.extend(possible.map(|rung| rung.name));
        said.extend(
            record
                .supports
                .iter()
                .flat_map(|support| [support.name, support.because]),
        );
        said.extend(
            record
                .alternative
                .iter()
                .chain(&record.fallback)
                .map(|other| other.because),
        );
        said.extend(record.steps.iter().map(|step| step.r#do));
        said.extend(record.contacts.iter().map(|contact| contact.reach));
        said.extend([record.closing, record.emergency.message, "specialist"]);
    }
    said.into_iter().map(str::to_owned).collect()
}

/// Without what the formats draw around the words: tags, escapes, line ends and indents.
fn flat(text: &str) -> String {
    let mut plain = String::new();
    let mut tag = false;
    let html = text.contains("</");
    for letter in text.chars() {
        match letter {
            '<' if html => tag = true,
            '>' if html && tag => tag = false,
            _ if tag => {}
            '\\' => {}
            _ => plain.push(letter),
        }
    }
    for (escaped, letter) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", ""),
        ("\"", ""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(escaped, letter);
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
