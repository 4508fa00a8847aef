//! Everything around the tree: contacts, levels, supports, alerts, steps and guarantees.

use super::super::condition::Test;
use super::super::document::{
    Alert as WrittenAlert, Clause, Contact as WrittenContact, Guarantee as WrittenGuarantee,
    Level as WrittenLevel, Step as WrittenStep, Stop, Support as WrittenSupport, Text,
};
use super::super::finding::Code;
use super::super::fixed::{self, List};
use super::super::place::At;
use super::super::tree::{
    Alert, Contact, Exception, Guarantee, Hours, Level, QuestionRef, Step, Support, Tree,
};
use super::Checker;
use super::conditions::{Scope, describe};

const MOST_LEVELS: usize = 64;

impl Checker<'_, '_> {
    pub(super) fn parts(&mut self, tree: &mut Tree) {
        let document = self.document;
        let none = document.levels.is_empty() && !self.was_misread();
        if document.levels.len() > MOST_LEVELS || none {
            let message = format!(
                "there are {} levels; expected 1 to {MOST_LEVELS}",
                document.levels.len()
            );
            self.report(Code::BadScale, document.id.place, message);
        }
        let contacts = document.contacts.iter();
        tree.contacts = contacts
            .map(|written| self.contact(written, tree))
            .collect();
        tree.levels = document
            .levels
            .iter()
            .map(|written| self.level(written))
            .collect();
        let supports = document.supports.iter();
        tree.supports = supports
            .map(|written| self.support(written, tree))
            .collect();
        let alerts = document.alerts.iter();
        tree.alerts = alerts.map(|written| self.alert(written, tree)).collect();
        let steps = document.steps.iter();
        tree.steps = steps.map(|written| self.step(written, tree)).collect();
        let guarantees = document.guarantees.iter();
        tree.guarantees = guarantees
            .map(|written| self.guarantee(written, tree))
            .collect();
    }

    fn contact(&mut self, written: &WrittenContact, tree: &Tree) -> Contact {
        if let Some(day) = written.verified.as_ref().filter(|day| !is_day(day)) {
            self.report(
                Code::WrongValue,
                day.place,
                format!(
                    "`{}` is not a day; expected one like `2026-11-01`",
                    day.value
                ),
            );
        }
        Contact {
            id: written.id.value.clone(),
            name: written.name.value.clone(),
            reach: written.reach.value.clone(),
            about: text(&written.about),
            country: text(&written.country),
            when: self.when(&written.when, Scope::AnyQuestion, tree),
            verified: text(&written.verified),
            source: text(&written.source),
            place: written.id.place,
        }
    }

    fn level(&mut self, written: &WrittenLevel) -> Level {
        for hours in &written.hours {
            if hours
                .max
                .as_ref()
                .is_some_and(|max| max.value < hours.min.value)
            {
                self.report(
                    Code::EmptyRange,
                    hours.min.place,
                    "the hours end before they begin; expected `min` below `max`",
                );
            }
        }
        let hours = written.hours.iter().map(|hours| Hours {
            per: hours.per.value,
            min: hours.min.value,
            max: hours.max.as_ref().map(|max| max.value),
            note: text(&hours.note),
            source: text(&hours.source),
        });
        Level {
            id: written.id.value.clone(),
            name: written.name.value.clone(),
            about: written.about.value.clone(),
            hours: hours.collect(),
            lasts: text(&written.lasts),
            then: written
                .then
                .as_ref()
                .and_then(|then| self.level_named(then)),
            then_note: text(&written.then_note),
            ask_them: texts(&written.ask_them),
            reference: text(&written.reference),
            source: text(&written.source),
            place: written.id.place,
        }
    }

    fn support(&mut self, written: &WrittenSupport, tree: &Tree) -> Support {
        if written.if_unknown && (written.when.is_none() || written.unknown_because.is_none()) {
            let message = format!(
                "`{}` is advised `if_unknown`; expected `when` and `unknown_because`",
                written.id.value
            );
            self.report(Code::NoWhen, written.id.place, message);
        }
        Support {
            id: written.id.value.clone(),
            name: written.name.value.clone(),
            timing: written.timing.value,
            when: self.when(&written.when, Scope::WithLevel, tree),
            if_unknown: written.if_unknown,
            unknown_because: text(&written.unknown_because),
            covers: self.supports_named(&written.covers),
            because: written.because.value.clone(),
            details: texts(&written.details),
            contacts: self.contacts_named(&written.contacts),
            source: text(&written.source),
            place: written.id.place,
        }
    }

    fn alert(&mut self, written: &WrittenAlert, tree: &Tree) -> Alert {
        Alert {
            id: written.id.value.clone(),
            title: written.title.value.clone(),
            when: self.needed_when(&written.when, Scope::Everything, tree),
            stop: written.stop.as_ref().map(|stop| stop.value),
            message: written.message.value.clone(),
            steps: texts(&written.r#do),
            contacts: self.contacts_named(&written.contacts),
            source: text(&written.source),
            place: written.id.place,
        }
    }

    fn step(&mut self, written: &WrittenStep, tree: &Tree) -> Step {
        Step {
            id: written.id.value.clone(),
            text: written.r#do.value.clone(),
            when: self.when(&written.when, Scope::WithLevel, tree),
            contacts: self.contacts_named(&written.contacts),
            place: written.id.place,
        }
    }

    /// An emergency must be known from the first page, whatever else is missing.
    pub(super) fn check_stops(&mut self, tree: &Tree) {
        for alert in tree
            .alerts
            .iter()
            .filter(|alert| alert.stop == Some(Stop::Emergency))
        {
            for test in alert.when.tests() {
                let everybody = match test.value {
                    Test::Choices { question, .. } | Test::Number { question, .. } => {
                        let question = &tree[question];
                        question.node.0 == 0 && question.when.is_none()
                    }
                    _ => false,
                };
                if !everybody {
                    let message = format!(
                        "the emergency `{}` rests on something that not everybody is asked first",
                        alert.id
                    );
                    self.report(Code::BadStop, test.place, message);
                }
            }
        }
    }

    fn guarantee(&mut self, written: &WrittenGuarantee, tree: &Tree) -> Guarantee {
        self.check_promise(written);
        let (answers, worse) = self.changed(written);
        let except = written.except.iter().filter_map(|except| {
            let question = self.question_named(&except.question)?;
            let when = self.when(&except.when, Scope::Everything, tree);
            Some(Exception {
                question,
                when,
                because: except.because.value.clone(),
                place: except.question.place,
            })
        });
        let except = except.collect();
        Guarantee {
            id: written.id.value.clone(),
            because: text(&written.because),
            when: self.when(&written.when, Scope::Everything, tree),
            levels: written
                .level
                .as_ref()
                .and_then(|level| self.level_set(level)),
            supports: self.supports_named(&written.supports),
            alerts: written
                .alerts
                .iter()
                .filter_map(|name| self.alert_named(name))
                .collect(),
            stops: written.stops,
            never: written.never.as_ref().map(|never| never.value),
            answers: answers.into(),
            worse,
            keep: self.supports_named(&written.keep),
            except,
            place: written.id.place,
        }
    }

    /// The questions whose answers are changed, and whether only for the worse.
    fn changed(&mut self, written: &WrittenGuarantee) -> (Vec<QuestionRef>, bool) {
        match written.worse.as_ref().map(|worse| &worse.value) {
            None => (self.questions_named(&written.answers), false),
            Some(Clause::Text(text)) if text == "all" => {
                let nodes = self.document.tree.iter();
                let count: usize = nodes.map(|node| node.questions.len()).sum();
                ((0..count as u32).map(QuestionRef).collect(), true)
            }
            Some(Clause::List(items)) if is_list_of_names(items) => {
                let name = |item: &At<Clause>| match &item.value {
                    Clause::Text(name) => Some(Text::new(name.clone().into(), item.place)),
                    _ => None,
                };
                let names: Vec<Text> = items.iter().filter_map(name).collect();
                (self.questions_named(&names), true)
            }
            Some(_) => {
                if let Some(worse) = written.worse.as_ref() {
                    let found = describe(worse);
                    let message = format!("found {found}; expected `all` or a list of questions");
                    self.report(Code::BadGuarantee, worse.place, message);
                }
                (self.questions_named(&written.answers), false)
            }
        }
    }

    fn questions_named(&mut self, names: &[Text]) -> Vec<QuestionRef> {
        let names = names.iter();
        names.filter_map(|name| self.question_named(name)).collect()
    }

    fn check_promise(&mut self, written: &WrittenGuarantee) {
        let (id, place) = (&written.id.value, written.id.place);
        let about_one = written.level.is_some()
            || written.stops
            || !written.supports.is_empty()
            || !written.alerts.is_empty();
        let about_two = written.never.is_some() || !written.keep.is_empty();
        let changes = !written.answers.is_empty() || written.worse.is_some();
        let problem = if !about_one && !about_two {
            "promises nothing; expected `level`, `supports`, `alerts`, `stops`, `never` or `keep`"
        } else if about_two && !changes {
            "has `never` or `keep`; expected `answers` or `worse` beside it"
        } else if !about_two && changes {
            "has `answers` or `worse`; expected `never` or `keep` beside it"
        } else if about_one && about_two {
            "is about one walk and about a change at once; expected two guarantees"
        } else if !written.answers.is_empty() && written.worse.is_some() {
            "has both `answers` and `worse`; expected one of them"
        } else {
            return;
        };
        self.report(Code::BadGuarantee, place, format!("`{id}` {problem}"));
    }
}

pub(super) fn text(written: &Option<Text>) -> Option<fixed::Text> {
    written.as_ref().map(|text| text.value.clone())
}

fn is_list_of_names(items: &[At<Clause>]) -> bool {
    let is_name = |item: &At<Clause>| matches!(item.value, Clause::Text(_));
    !items.is_empty() && items.iter().all(is_name)
}

fn texts(written: &[Text]) -> List<fixed::Text> {
    written.iter().map(|text| text.value.clone()).collect()
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |text: &str, digits: usize| {
        if text.len() == digits {
            text.parse::<u32>().ok()
        } else {
            None
        }
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}
