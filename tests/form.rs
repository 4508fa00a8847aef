//! The form asks what the walk asks: its `enableWhen`, read by a small reader of its own, against the walk.

mod common {
    pub(crate) mod chance;
    pub(crate) mod command;
    pub(crate) mod trees;
}

use common::chance;
use common::command::compare;
use common::trees::{self, Dice};
use firststep::author::cases;
use firststep::embedded;
use firststep::model::answers::{Answer, Answers};
use firststep::model::check::check;
use firststep::model::document::Kind;
use firststep::model::tree::{Question, QuestionRef, Tree};
use firststep::model::walk::End;
use firststep::model::words::Words;
use firststep::report::{Depth, Record, fhir};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeMap;

const CASES: &str = include_str!("cases.yaml");

#[test]
fn a_small_questionnaire_is_printed_as_a_form() {
    compare(
        "course",
        "form",
        &["-q", "questions.yaml", "questions", "--format", "fhir"],
        0,
    );
}

#[test]
fn a_result_is_printed_as_a_response() {
    let asked = "--no-input -q questions.yaml --age 30 --computer unsure --hours unsure --goal hobby --tried nothing";
    let arguments: Vec<&str> = asked.split(' ').chain(["--format", "fhir"]).collect();
    compare("course", "response", &arguments, 0);
}

#[test]
fn every_case_is_asked_the_same_by_the_form() {
    let (tree, words) = (embedded::tree(), Words::default());
    let (form, unsaid) = form(&tree);
    assert_eq!(unsaid, [""; 0]);
    for case in cases::read(&tree, CASES).expect("the cases are read by another test too") {
        let mut would_say = Answers::new();
        let given = case.given.iter();
        given.for_each(|given| would_say.set(given.question, given.answer));
        let said = ask(&tree, &form, |at| {
            would_say.get(at).unwrap_or(Answer::Unsure)
        });
        let walk = tree.walk(&said);
        assert!(
            !matches!(walk.end, End::Question(_)),
            "`{}`: {:?}",
            case.name,
            walk.needed
        );
        assert!(walk.unused.is_empty(), "`{}`: {:?}", case.name, walk.unused);
        // Whatever else was answered, the response holds what was asked.
        let record = Record::of(&tree, &would_say, &tree.walk(&would_say), &words);
        let response = fhir::response(&tree, &record, &words, Depth::Full);
        let response: Value = serde_json::from_str(&response).expect("it is JSON");
        fits(&form, &response);
        for link in links(&response) {
            let asked = tree.question(link).is_none_or(|at| said.get(at).is_some());
            assert!(asked, "`{}`: `{link}`", case.name);
        }
    }
}

#[test]
fn a_private_answer_is_never_in_a_response() {
    let (tree, words) = (embedded::tree(), Words::default());
    let private: Vec<_> = (tree.questions.iter())
        .filter(|question| question.private)
        .collect();
    assert!(!private.is_empty());
    for case in cases::read(&tree, CASES).expect("the cases are read by another test too") {
        let mut answers = Answers::new();
        let given = case.given.iter();
        given.for_each(|given| answers.set(given.question, given.answer));
        let record = Record::of(&tree, &answers, &tree.walk(&answers), &words);
        let response = fhir::response(&tree, &record, &words, Depth::Traced);
        for question in &private {
            let link = format!("\"linkId\": \"{}\"", question.id);
            assert!(
                !response.contains(&link),
                "`{}` of `{}`",
                question.id,
                case.name
            );
        }
    }
}

#[test]
fn whatever_is_answered_or_skipped_the_form_asks_what_the_walk_asks() {
    let tree = embedded::tree();
    let (form, _) = form(&tree);
    let picks = prop::collection::vec(any::<u8>(), 60);
    tried(200, &picks, |picks| {
        let mut dice = Dice::new(&picks);
        let said = ask(&tree, &form, |at| pick(&tree[at], 4, &mut dice));
        let walk = tree.walk(&said);
        prop_assert!(!matches!(walk.end, End::Question(_)), "{:?}", walk.needed);
        prop_assert!(walk.unused.is_empty(), "{:?}", walk.unused);
        Ok(())
    });
}

/// Each *or* more is a group around what it shows, and readers of JSON follow no document that is too deep.
#[test]
fn what_stands_behind_too_many_ors_is_shown_to_everybody() {
    let pairs = (0..12).flat_map(|one| (0..one).map(move |other| (one, other)));
    let ors: Vec<_> = pairs
        .map(|(one, other)| format!("{{ any: [{{ q{one}: yes }}, {{ q{other}: no }}] }}"))
        .collect();
    for (count, left_unsaid) in [(3, &[][..]), (66, &["near", "far", "last"])] {
        let text = behind(&format!("{{ all: [{}] }}", ors[..count].join(", ")));
        let tree = check(&text).expect("it passes the gate");
        let (_, unsaid) = form(&tree);
        assert_eq!(unsaid, left_unsaid, "{count}");
    }
}

/// A question, a part and the rest of a tree that are there only when this holds.
fn behind(when: &str) -> String {
    let ask = |id: &str| format!("      - {{ id: {id}, ask: A, kind: yes_no }}\n");
    let questions: String = (0..12).map(|at| ask(&format!("q{at}"))).collect();
    format!(
        "format: 1\nid: deep\nversion: '1'\nlanguage: en\ntitle: T\nintro: I\nclosing: C\n\
         emergency: {{ message: M }}\n\
         levels: [{{ id: l, name: L, about: A }}]\n\
         tree:\n  - id: first\n    title: T\n    questions:\n{questions}\
         \u{20}     - {{ id: near, ask: A, kind: yes_no, when: {when} }}\n\
         \u{20}   next:\n      - {{ when: {when}, go: then }}\n      - {{ suggest: l }}\n\
         \u{20} - id: then\n    title: T\n    questions:\n{}\
         \u{20} - id: end\n    title: T\n    questions:\n{}\
         \u{20}   next: [{{ suggest: l }}]\n",
        ask("far"),
        ask("last")
    )
}

/// A form does not know the scores, so it asks `before` of everybody who comes there; its answer ends no walk that does
/// not ask it.
#[test]
fn an_answer_off_the_path_hides_no_question() {
    let text = "format: 1\nid: off\nversion: '1'\nlanguage: en\ntitle: T\nintro: I\nclosing: C\n\
        emergency: { message: M }\n\
        levels: [{ id: l, name: L, about: A }]\n\
        alerts: [{ id: away, title: T, message: M, when: { before: yes }, stop: refer }]\n\
        tree:\n\
        \u{20} - id: first\n    title: T\n    questions:\n      - { id: much, ask: A, kind: yes_no, points: 1 }\n\
        \u{20}   scores: [{ id: points, title: T, add: [much] }]\n\
        \u{20}   next:\n      - { when: { points: 0 }, go: last }\n      - { go: middle }\n\
        \u{20} - id: middle\n    title: T\n    questions:\n      - { id: before, ask: A, kind: yes_no }\n\
        \u{20} - id: last\n    title: T\n    questions:\n      - { id: after, ask: A, kind: yes_no }\n\
        \u{20}   next: [{ suggest: l }]\n";
    let tree = check(text).expect("it passes the gate");
    let (form, unsaid) = form(&tree);
    assert_eq!(unsaid, ["before", "after"]);
    let said = ask(&tree, &form, |at| {
        let wanted = if tree[at].id == "much" { "no" } else { "yes" };
        let mut choices = tree[at].choices.iter();
        let place = choices.position(|choice| choice.id == wanted);
        Answer::Choices(1 << place.expect("a yes or no"))
    });
    assert_eq!(tree.walk(&said).end, End::Reached);
}

/// On any tree, with every question answered. Skips are left out: there the walk is exact, and a form reads one test at
/// a time.
#[test]
fn the_form_of_any_questionnaire_asks_what_its_walk_asks() {
    let (said_all, branched) = (Cell::new(0), Cell::new(0));
    let picks = prop::collection::vec(any::<u8>(), 12);
    tried(1_500, &(trees::bytes(), picks), |(bytes, picks)| {
        let text = trees::questionnaire(&bytes);
        let tree = check(&text).expect("it passes the gate");
        let (form, unsaid) = form(&tree);
        let mut dice = Dice::new(&picks);
        let said = ask(&tree, &form, |at| pick(&tree[at], 0, &mut dice));
        let walk = tree.walk(&said);
        let open = matches!(walk.end, End::Question(_));
        prop_assert!(!open, "{:?} missing\n{text}", walk.needed);
        if unsaid.is_empty() {
            prop_assert!(walk.unused.is_empty(), "{:?} too many\n{text}", walk.unused);
            let early = tree.nodes.iter().rev().skip(1);
            let early = early.filter(|node| !node.branches.is_empty()).count();
            said_all.set(said_all.get() + 1);
            branched.set(branched.get() + early.min(1));
        }
        Ok(())
    });
    let (said_all, branched) = (said_all.get(), branched.get());
    assert!(said_all > 500 && branched > 50, "{said_all} {branched}");
}

/// Tries a law so many times.
fn tried<S: Strategy>(cases: u32, from: &S, law: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    if let Err(error) = TestRunner::new(chance::cases(cases)).run(from, law) {
        panic!("{error}");
    }
}

fn form(tree: &Tree) -> (Value, Vec<&str>) {
    let (form, unsaid) = fhir::questionnaire(tree, &Words::default());
    (serde_json::from_str(&form).expect("it is JSON"), unsaid)
}

/// Answers that a person may give; one in so many is skipped.
fn pick(question: &Question, skips: usize, dice: &mut Dice) -> Answer {
    if skips > 0 && !question.required && dice.once_in(skips) {
        return Answer::Unsure;
    }
    let mut all: Vec<Answer> = match question.kind {
        Kind::Number => vec![question.min, question.max]
            .into_iter()
            .chain(question.cuts.iter().copied())
            .map(Answer::Number)
            .collect(),
        _ => (0..question.choices.len())
            .filter_map(|at| question.accept(1 << at).ok())
            .collect(),
    };
    if question.kind == Kind::Many {
        let two = (0..question.choices.len())
            .filter_map(|at| question.accept(3 << at & question.all()).ok());
        all.extend(two.chain(question.accept(0).ok()));
    }
    all[dice.roll(all.len())]
}

/// Answers the form from top to bottom, until it asks nothing more. Each answer is given once, as the walk wants it.
fn ask(tree: &Tree, form: &Value, mut answer: impl FnMut(QuestionRef) -> Answer) -> Answers {
    let mut said = Answers::new();
    loop {
        let shown = Reader::new(tree, form, &said).shown;
        let ids = shown.iter().filter_map(|link| tree.question(link));
        let Some(next) = ids.into_iter().find(|at| said.get(*at).is_none()) else {
            return said;
        };
        said.set(next, answer(next));
    }
}

/// Reads a form with some answers; what is not shown has none.
struct Reader<'f> {
    answers: BTreeMap<&'f str, Vec<Value>>,
    shown: Vec<&'f str>,
}

impl<'f> Reader<'f> {
    fn new(tree: &Tree, form: &'f Value, said: &Answers) -> Self {
        let mut reader = Reader {
            answers: BTreeMap::new(),
            shown: Vec::new(),
        };
        reader.items(tree, &form["item"], said);
        reader
    }

    fn items(&mut self, tree: &Tree, items: &'f Value, said: &Answers) {
        for item in items.as_array().into_iter().flatten() {
            if !self.is_enabled(item) {
                continue;
            }
            let link = item["linkId"].as_str().expect("a linkId");
            self.shown.push(link);
            if let Some(at) = tree.question(link) {
                self.answers.insert(link, answers(&tree[at], said.get(at)));
            }
            self.items(tree, &item["item"], said);
        }
    }

    fn is_enabled(&self, item: &Value) -> bool {
        let Some(tests) = item["enableWhen"].as_array() else {
            return true;
        };
        let mut held = tests.iter().map(|test| self.holds(test));
        match item["enableBehavior"].as_str() {
            Some("all") => held.all(|held| held),
            Some("any") => held.any(|held| held),
            // It is needed only where there are several.
            _ => tests.len() == 1 && held.all(|held| held),
        }
    }

    fn holds(&self, test: &Value) -> bool {
        let none = Vec::new();
        let answers = self
            .answers
            .get(test["question"].as_str().expect("a question"))
            .unwrap_or(&none);
        let number = |end: fn(i64, i64) -> bool| {
            let wanted = test["answerInteger"].as_i64().expect("a number");
            answers
                .iter()
                .filter_map(Value::as_i64)
                .any(|answer| end(answer, wanted))
        };
        let code = &test["answerCoding"]["code"];
        match test["operator"].as_str().expect("an operator") {
            "exists" => answers.is_empty() != test["answerBoolean"].as_bool().expect("yes or no"),
            "=" => answers.contains(code),
            "!=" => !answers.contains(code),
            ">=" => number(|answer, wanted| answer >= wanted),
            "<=" => number(|answer, wanted| answer <= wanted),
            other => panic!("`{other}` is no operator"),
        }
    }
}

fn answers(question: &Question, answer: Option<Answer>) -> Vec<Value> {
    match answer {
        None => Vec::new(),
        Some(Answer::Unsure) if question.kind == Kind::Number => Vec::new(),
        Some(Answer::Number(number)) => vec![number.into()],
        Some(Answer::Choices(0)) => vec!["no-choice".into()],
        Some(answer) => question
            .words(answer)
            .into_iter()
            .map(Value::from)
            .collect(),
    }
}

fn links(document: &Value) -> Vec<&str> {
    let items = document["item"].as_array().into_iter().flatten();
    items
        .flat_map(|item| {
            [
                vec![item["linkId"].as_str().expect("a linkId")],
                links(item),
            ]
            .concat()
        })
        .collect()
}

/// Every item of a response stands in the form, at the same place, with codes that are offered there.
fn fits(form: &Value, response: &Value) {
    let items = form["item"].as_array().map_or(&[][..], Vec::as_slice);
    for said in response["item"].as_array().into_iter().flatten() {
        let item = items.iter().find(|item| item["linkId"] == said["linkId"]);
        let item = item.unwrap_or_else(|| panic!("{} is not there", said["linkId"]));
        assert_eq!(item["text"], said["text"]);
        for answer in said["answer"].as_array().into_iter().flatten() {
            let offers = item["answerOption"].as_array().into_iter().flatten();
            let coding = &answer["valueCoding"];
            let offered = offers
                .map(|offer| &offer["valueCoding"])
                .any(|offer| offer == coding);
            assert!(
                coding.is_null() || offered,
                "{coding} is not offered by {}",
                said["linkId"]
            );
        }
        fits(item, said);
    }
}
