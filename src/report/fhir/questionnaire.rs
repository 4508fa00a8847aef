//! The `Questionnaire`: the form with everything that can be said in it.

use super::clauses::{Clause, Code, Literal, Wants};
use super::form::{Form, Item, Offer, Shape, Shown, offers};
use super::{coding, document, extension, result, url};
use crate::model::answers::UNSURE;
use crate::model::document::Kind;
use crate::model::tree::{Question, QuestionRef, Tree};
use crate::model::words::{Words, fill};
use serde_json::{Map, Value, json};

/// The document, and the ids of questions that it shows to more people than are asked.
pub fn questionnaire<'t>(tree: &'t Tree, words: &Words) -> (String, Vec<&'t str>) {
    let form = Form::of(tree, words);
    let drawer = Drawer { tree, words };
    let mut items: Vec<_> = form.items.iter().map(|item| drawer.item(item)).collect();
    items.push(result::definition(tree, words));
    let description = [&*words.trace_mark, &drawer.review(), &tree.closing];
    let value = json!({
        "resourceType": "Questionnaire",
        "language": tree.language,
        "url": url(tree),
        "version": tree.version,
        "title": tree.title.trim(),
        "status": "draft",
        "subjectType": ["Patient"],
        "description": description.map(str::trim).join("\n\n"),
        "item": items,
    });
    let unsaid = form.unsaid.iter().map(|at| &*tree[*at].id);
    (document(&value), unsaid.collect())
}

struct Drawer<'t, 'a> {
    tree: &'t Tree,
    words: &'a Words,
}

impl Drawer<'_, '_> {
    fn review(&self) -> String {
        match &self.tree.reviewed_by {
            Some(name) => fill(&self.words.reviewed, &[("name", name)]),
            None => self.words.not_reviewed.to_string(),
        }
    }

    fn item(&self, item: &Item) -> Value {
        let mut value = Map::new();
        let extensions = self.extensions(item.kind);
        if !extensions.is_empty() {
            value.insert("extension".to_owned(), extensions.into());
        }
        value.insert("linkId".to_owned(), json!(item.link));
        if !item.text.is_empty() {
            value.insert("text".to_owned(), json!(item.text));
        }
        match item.kind {
            Shape::Group => value.extend([("type".to_owned(), json!("group"))]),
            Shape::Note | Shape::Hint => value.extend([("type".to_owned(), json!("display"))]),
            Shape::Question(at) => self.question(&self.tree[at], &mut value),
        }
        self.enable(&item.when, &mut value);
        if !item.items.is_empty() {
            let items = item.items.iter().map(|item| self.item(item));
            value.insert("item".to_owned(), items.collect());
        }
        Value::Object(value)
    }

    fn question(&self, question: &Question, value: &mut Map<String, Value>) {
        let kind = match question.kind {
            Kind::Number if is_small(question) => "integer",
            Kind::Number => "decimal",
            Kind::One | Kind::YesNo | Kind::Many => "choice",
        };
        value.insert("type".to_owned(), json!(kind));
        value.insert("required".to_owned(), json!(question.required));
        value.insert("repeats".to_owned(), json!(question.kind == Kind::Many));
        if question.kind != Kind::Number {
            value.insert("answerOption".to_owned(), self.options(question));
        }
    }

    fn options(&self, question: &Question) -> Value {
        let option = |offer: Offer| {
            let coding = coding(self.tree, &question.id, offer.code, offer.text);
            let mut option = json!({ "valueCoding": coding });
            if offer.alone && question.kind == Kind::Many {
                let alone = extension("questionnaire-optionExclusive", "valueBoolean", true);
                option["extension"] = json!([alone]);
            }
            option
        };
        offers(question, self.words)
            .into_iter()
            .map(option)
            .collect()
    }

    /// How an item is shown, and what a number may be.
    fn extensions(&self, kind: Shape) -> Vec<Value> {
        let control = |code: &str| {
            let system = "http://hl7.org/fhir/questionnaire-item-control";
            let concept = json!({ "coding": [{ "system": system, "code": code }] });
            extension("questionnaire-itemControl", "valueCodeableConcept", concept)
        };
        let Shape::Question(at) = kind else {
            return (kind == Shape::Hint)
                .then(|| control("help"))
                .into_iter()
                .collect();
        };
        let question = &self.tree[at];
        match question.kind {
            Kind::Many => vec![control("check-box")],
            Kind::One | Kind::YesNo => vec![control("radio-button")],
            Kind::Number => {
                let end = |name, end: i64| extension(name, number_key(question), end);
                let unit = question.unit.iter();
                let unit = unit.map(|unit| json!({ "display": unit.trim() }));
                let unit = unit.map(|unit| extension("questionnaire-unit", "valueCoding", unit));
                let ends = [end("minValue", question.min), end("maxValue", question.max)];
                ends.into_iter().chain(unit).collect()
            }
        }
    }

    fn enable(&self, when: &Shown, value: &mut Map<String, Value>) {
        let (clause, behavior): (&Clause, _) = match when {
            Shown::Always => return,
            Shown::All(clause) => (clause, "all"),
            Shown::Any(clause) => (clause, "any"),
        };
        let tests: Vec<_> = clause.iter().map(|literal| self.test(*literal)).collect();
        if tests.len() > 1 {
            value.insert("enableBehavior".to_owned(), json!(behavior));
        }
        value.insert("enableWhen".to_owned(), Value::Array(tests));
    }

    fn test(&self, literal: Literal) -> Value {
        let at = literal.question;
        let number = format!("answer{}", &number_key(&self.tree[at])["value".len()..]);
        let (operator, key, answer) = match literal.wants {
            Wants::Something => ("exists", "answerBoolean", json!(true)),
            Wants::Nothing => ("exists", "answerBoolean", json!(false)),
            Wants::Code(code) => ("=", "answerCoding", self.code(at, code)),
            Wants::Not(code) => ("!=", "answerCoding", self.code(at, code)),
            Wants::AtLeast(end) => (">=", &*number, json!(end)),
            Wants::AtMost(end) => ("<=", &*number, json!(end)),
        };
        json!({ "question": self.tree[at].id, "operator": operator, key: answer })
    }

    fn code(&self, at: QuestionRef, code: Code) -> Value {
        let question = &self.tree[at];
        let code = match code {
            Code::Choice(choice) => &*question.choices[choice as usize].id,
            Code::Unsure => UNSURE,
        };
        let mut coding = coding(self.tree, &question.id, code, "");
        // Codes are compared, not read.
        coding
            .as_object_mut()
            .map(|coding| coding.remove("display"));
        coding
    }
}

/// A whole number of FHIR has 32 bits.
fn is_small(question: &Question) -> bool {
    [question.min, question.max]
        .iter()
        .all(|end| i32::try_from(*end).is_ok())
}

/// What the value of a number is called.
pub(super) fn number_key(question: &Question) -> &'static str {
    if is_small(question) {
        "valueInteger"
    } else {
        "valueDecimal"
    }
}
