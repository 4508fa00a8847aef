//! From the cases as written to the cases as meant, with every mistake found on the way.

use super::document::{self, Document, required};
use super::{Case, Expect, ExpectedEnd, From, Given};
use crate::model::document::{Clause, Text};
use crate::model::finding::{Code, Finding, did_you_mean};
use crate::model::place::Place;
use crate::model::tree::{AlertRef, LevelRef, SupportRef, Tree};
use crate::model::{reader, written};
use std::collections::HashMap;

const FORMAT: i64 = 1;

/// The word for no alternative and no fallback.
const NONE: &str = "none";

pub(super) fn read(tree: &Tree, text: &str) -> Result<Vec<Case>, Vec<Finding>> {
    let written = written::read(text)?;
    let mut findings = Vec::new();
    let document: Document = reader::read(&written, required, &mut findings);
    let mut gate = Gate {
        tree,
        findings: &mut findings,
        people: HashMap::new(),
    };
    let cases = gate.cases(&document);
    if findings.is_empty() {
        return Ok(cases);
    }
    findings.sort_by_key(|finding| (finding.place, finding.code));
    findings.dedup();
    Err(findings)
}

struct Gate<'t, 'd> {
    tree: &'t Tree,
    findings: &'d mut Vec<Finding>,
    people: HashMap<&'d str, Vec<Given>>,
}

impl<'d> Gate<'_, 'd> {
    fn cases(&mut self, document: &'d Document) -> Vec<Case> {
        let format = &document.format;
        if format.value != FORMAT && format.place.is_known() {
            let message = format!("format `{}` is unknown; expected `{FORMAT}`", format.value);
            self.report(Code::UnknownFormat, format.place, message, None);
        }
        for (name, answers) in &document.people.0 {
            let given = self.given(answers, From::Person);
            self.people.insert(name.as_ref(), given);
        }
        self.check_names(&document.cases);
        let cases = document.cases.iter();
        cases.map(|case| self.case(case)).collect()
    }

    fn check_names(&mut self, cases: &[document::Case]) {
        let mut lines: HashMap<&str, u32> = HashMap::new();
        for name in cases.iter().map(|case| &case.name) {
            let before = lines.insert(name.as_ref(), name.place.line);
            if let Some(line) = before.filter(|_| name.place.is_known()) {
                let message = format!("the case `{}` stands on line {line} too", name.value);
                self.report(Code::DuplicateId, name.place, message, None);
            }
        }
    }

    fn case(&mut self, written: &document::Case) -> Case {
        let mut given = written
            .like
            .as_ref()
            .map(|name| self.person(name))
            .unwrap_or_default();
        let own = self.given(&written.answers, From::Case);
        given.retain(|old| own.iter().all(|new| new.question != old.question));
        given.extend(own);
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
        Case {
            name: written.name.value.clone(),
            golden: text(&written.golden),
            story: text(&written.story),
            rule: text(&written.rule),
            given,
            rest_unsure: written.rest.is_some(),
            expect: self.expect(&written.expect.value, written.name.place),
            place: written.name.place,
        }
    }

    fn person(&mut self, name: &Text) -> Vec<Given> {
        if let Some(person) = self.people.get(name.as_ref()) {
            return person.clone();
        }
        let help = did_you_mean(name, self.people.keys().copied());
        let message = format!("`{}` is not one of `people`", name.value);
        self.report(Code::UnknownReference, name.place, message, help);
        Vec::new()
    }

    fn given(&mut self, answers: &document::Answers, from: From) -> Vec<Given> {
        let mut given = Vec::new();
        for (id, value) in &answers.0 {
            let question = match self.tree.find(id) {
                Ok(question) => question,
                Err(refusal) => {
                    self.report(
                        Code::UnknownReference,
                        id.place,
                        refusal.message,
                        refusal.help,
                    );
                    continue;
                }
            };
            match self.tree[question].read(&words(value)) {
                Ok(answer) => given.push(Given {
                    question,
                    answer,
                    from,
                }),
                Err(refusal) => {
                    self.report(Code::WrongValue, value.place, refusal.message, refusal.help)
                }
            }
        }
        given
    }

    fn expect(&mut self, written: &document::Expect, place: Place) -> Expect {
        let before = self.findings.len();
        let expect = Expect {
            end: self.end(written, place),
            because: written.because.as_ref().map(|text| flat(text)),
            alternative: written
                .alternative
                .as_ref()
                .map(|name| self.level_or_none(name)),
            fallback: written
                .fallback
                .as_ref()
                .map(|name| self.level_or_none(name)),
            supports: self.supports(&written.supports),
            possible: self.supports(&written.possible),
            alerts: self.alerts(&written.alerts),
            no_levels: self.levels(&written.not.levels),
            no_supports: self.supports(&written.not.supports),
            no_alerts: self.alerts(&written.not.alerts),
        };
        if expect == Expect::default() && self.findings.len() == before {
            let message = "this case expects nothing; expected at least how it ends";
            self.report(Code::BadCase, place, message.to_owned(), None);
        }
        expect
    }

    fn end(&mut self, written: &document::Expect, place: Place) -> Option<ExpectedEnd> {
        let mut ends = Vec::new();
        if let Some(name) = &written.level {
            ends.push(self.level(name).map(ExpectedEnd::Level));
        }
        if !written.levels.is_empty() {
            let mut levels = self.levels(&written.levels);
            levels.sort_unstable();
            ends.push(Some(ExpectedEnd::Levels(levels)));
        }
        if !written.stops.is_empty() {
            let mut alerts = self.alerts(&written.stops);
            alerts.sort_unstable();
            ends.push(Some(ExpectedEnd::Stops(alerts)));
        }
        if let Some(name) = &written.refers {
            ends.push(self.alert(name).map(ExpectedEnd::Refers));
        }
        if ends.len() > 1 {
            let message = "this case expects two ends; expected one of `level`, `levels`, `stops` and `refers`";
            self.report(Code::BadCase, place, message.to_owned(), None);
        }
        ends.pop().flatten()
    }

    fn level_or_none(&mut self, name: &Text) -> Option<LevelRef> {
        if name.value == NONE {
            return None;
        }
        self.level(name)
    }

    fn level(&mut self, name: &Text) -> Option<LevelRef> {
        let ids = self.tree.levels.iter().map(|level| level.id.as_ref());
        self.named("a level", name, ids).map(LevelRef)
    }

    fn levels(&mut self, names: &[Text]) -> Vec<LevelRef> {
        names.iter().filter_map(|name| self.level(name)).collect()
    }

    fn supports(&mut self, names: &[Text]) -> Vec<SupportRef> {
        let tree = self.tree;
        let ids = tree.supports.iter().map(|support| support.id.as_ref());
        let supports = names.iter();
        supports
            .filter_map(|name| self.named("a support", name, ids.clone()).map(SupportRef))
            .collect()
    }

    fn alert(&mut self, name: &Text) -> Option<AlertRef> {
        let ids = self.tree.alerts.iter().map(|alert| alert.id.as_ref());
        self.named("an alert", name, ids).map(AlertRef)
    }

    fn alerts(&mut self, names: &[Text]) -> Vec<AlertRef> {
        names.iter().filter_map(|name| self.alert(name)).collect()
    }

    fn named<'i>(
        &mut self,
        kind: &str,
        name: &Text,
        ids: impl Iterator<Item = &'i str> + Clone,
    ) -> Option<u32> {
        let found = ids.clone().position(|id| id == name.value);
        if found.is_none() && name.place.is_known() {
            let message = format!("`{}` is not {kind}", name.value);
            let help = did_you_mean(name, ids);
            self.report(Code::UnknownReference, name.place, message, help);
        }
        found.map(|at| at as u32)
    }

    fn report(&mut self, code: Code, place: Place, message: String, help: Option<String>) {
        self.findings
            .push(Finding::new(code, place, message).help(help));
    }
}

/// A text on one line, however it was broken in the file.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of an answer; what is no word is one that no question takes.
fn words(value: &Clause) -> Vec<&str> {
    match value {
        Clause::Text(text) => vec![text],
        Clause::List(items) => items.iter().flat_map(|item| words(item)).collect(),
        Clause::Nothing | Clause::Map(_) => vec!["{…}"],
    }
}
