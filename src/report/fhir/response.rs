//! The `QuestionnaireResponse`: what was asked and said, and what came out.

use super::clauses::{Code, Literal, Wants};
use super::form::{Form, Item, NOTHING, Shape, Shown, offers};
use super::questionnaire::number_key;
use super::{coding, document, extension, narrative, result, url};
use crate::model::answers::UNSURE;
use crate::model::document::Kind;
use crate::model::tree::{Question, Tree};
use crate::model::words::Words;
use crate::report::Depth;
use crate::report::record::{Asked, Outcome, QuestionNote, Record};
use serde_json::{Value, json};

/// The whole document.
pub fn response(tree: &Tree, record: &Record, words: &Words, depth: Depth) -> String {
    let filler = Filler {
        tree,
        record,
        words,
    };
    let form = Form::of(tree, words);
    let mut items: Vec<_> = form
        .items
        .iter()
        .filter_map(|item| filler.item(item))
        .collect();
    items.push(result::answers(tree, record, words));
    let missing = (record.questions.iter()).any(|question| question.state == Asked::Missing);
    document(&json!({
        "resourceType": "QuestionnaireResponse",
        "language": record.questionnaire.language,
        "text": { "status": "generated", "div": narrative::div(record, words, depth) },
        "questionnaire": format!("{}|{}", url(tree), tree.version),
        "status": if missing { "in-progress" } else { "completed" },
        "item": items,
    }))
}

struct Filler<'t, 'r> {
    tree: &'t Tree,
    record: &'r Record<'t>,
    words: &'r Words,
}

impl Filler<'_, '_> {
    /// An item that has something to say; what only stands there to be read has not.
    fn item(&self, item: &Item) -> Option<Value> {
        if !self.is_shown(&item.when) {
            return None;
        }
        match item.kind {
            Shape::Note | Shape::Hint => None,
            Shape::Group => self.group(item),
            Shape::Question(at) => {
                let note = &self.record.questions[at.index()];
                let said = matches!(note.state, Asked::Answered | Asked::Skipped) && !note.private;
                said.then(|| self.question(&self.tree[at], note))
            }
        }
    }

    /// A group with something in it.
    fn group(&self, item: &Item) -> Option<Value> {
        let items = item.items.iter().filter_map(|item| self.item(item));
        let items: Vec<_> = items.collect();
        if items.is_empty() {
            return None;
        }
        let mut group = json!({ "linkId": item.link });
        if !item.text.is_empty() {
            group["text"] = json!(item.text);
        }
        group["item"] = json!(items);
        Some(group)
    }

    /// What was answered past a stop was never asked. Elsewhere the walk has told what was, and exactly.
    fn is_shown(&self, when: &Shown) -> bool {
        let stopped = matches!(self.record.outcome, Outcome::Stop | Outcome::Referral);
        match when {
            Shown::All(tests) if stopped => tests.iter().all(|test| self.holds(*test)),
            Shown::Any(tests) if stopped => tests.iter().any(|test| self.holds(*test)),
            _ => true,
        }
    }

    fn holds(&self, test: Literal) -> bool {
        let question = &self.tree[test.question];
        let note = &self.record.questions[test.question.index()];
        // A private answer cannot be read here, so nothing is left out because of it.
        if note.private {
            return true;
        }
        let number = number(note);
        let something = match question.kind {
            Kind::Number => number.is_some(),
            _ => matches!(note.state, Asked::Answered | Asked::Skipped),
        };
        match test.wants {
            Wants::Something => something,
            Wants::Nothing => !something,
            Wants::Code(code) => is_chosen(question, note, code),
            Wants::Not(code) => !is_chosen(question, note, code),
            Wants::AtLeast(end) => number.is_some_and(|number| number >= end),
            Wants::AtMost(end) => number.is_some_and(|number| number <= end),
        }
    }

    fn question(&self, question: &Question, note: &QuestionNote) -> Value {
        let mut item = json!({ "linkId": question.id, "text": question.ask.trim() });
        let skipped = note.state == Asked::Skipped;
        if skipped && question.kind == Kind::Number {
            item["extension"] = json!([extension("data-absent-reason", "valueCode", "unknown")]);
            return item;
        }
        let codes: Vec<&str> = match &note.answer[..] {
            _ if skipped => vec![UNSURE],
            [] => vec![NOTHING],
            answer => answer.iter().map(String::as_str).collect(),
        };
        let answers = codes.into_iter().map(|code| self.answer(question, code));
        item["answer"] = answers.collect();
        item
    }

    fn answer(&self, question: &Question, code: &str) -> Value {
        if question.kind == Kind::Number {
            let number: Option<i64> = code.parse().ok();
            return json!({ number_key(question): number });
        }
        let offers = offers(question, self.words);
        let offer = offers.iter().find(|offer| offer.code == code);
        let text = offer.map_or(code, |offer| offer.text);
        json!({ "valueCoding": coding(self.tree, &question.id, code, text) })
    }
}

fn is_chosen(question: &Question, note: &QuestionNote, code: Code) -> bool {
    match code {
        Code::Unsure => note.state == Asked::Skipped,
        Code::Choice(at) => {
            let id = &question.choices[at as usize].id;
            note.answer.iter().any(|answer| answer == id)
        }
    }
}

fn number(note: &QuestionNote) -> Option<i64> {
    note.answer.first()?.parse().ok()
}
