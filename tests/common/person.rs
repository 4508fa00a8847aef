//! A person with a case in mind, who answers whatever is asked: with keys at a terminal, or line by line.
#![allow(dead_code)]

use firststep::model::answers::{Answer, Answers};
use firststep::model::document::{Kind, Stop};
use firststep::model::tree::{AlertRef, Question, QuestionRef, Tree};
use firststep::model::walk::{Certainty, End};

/// What is put to the person next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    Intro,
    Alert(AlertRef),
    /// The level is settled; the rest can be skipped.
    Settled,
    Question(QuestionRef),
    Review,
    Stop,
    Result,
}

/// The person: what they would say, and what they have said.
pub(crate) struct Person<'t> {
    tree: &'t Tree,
    would_say: Answers,
    pub(crate) said: Answers,
    begun: bool,
    alerted: Vec<AlertRef>,
    offered: bool,
    reviewed: bool,
}

impl<'t> Person<'t> {
    pub(crate) fn new(tree: &'t Tree, would_say: Answers) -> Self {
        Person {
            tree,
            would_say,
            said: Answers::new(),
            begun: false,
            alerted: Vec::new(),
            offered: false,
            reviewed: false,
        }
    }

    /// The page that comes next, by the rules of the interview; then it counts as dealt with.
    pub(crate) fn next(&mut self) -> Page {
        if !std::mem::replace(&mut self.begun, true) {
            return Page::Intro;
        }
        let walk = self.tree.walk(&self.said);
        if matches!(walk.end, End::Stopped | End::Referred) {
            let seen = std::mem::replace(&mut self.reviewed, true);
            return if seen { Page::Result } else { Page::Stop };
        }
        let alerts = walk.outcomes.alerts.iter();
        let mut alerts = alerts.filter(|(alert, certainty)| {
            *certainty == Certainty::Certain && self.tree[*alert].stop.is_none()
        });
        if let Some((alert, _)) = alerts.find(|(alert, _)| !self.alerted.contains(alert)) {
            self.alerted.push(*alert);
            return Page::Alert(*alert);
        }
        let End::Question(question) = walk.end else {
            let seen = std::mem::replace(&mut self.reviewed, true);
            return if seen { Page::Result } else { Page::Review };
        };
        let settled = walk.outcomes.level().is_some() && walk.left.1 > 1;
        if settled && !self.offered {
            self.offered = true;
            return Page::Settled;
        }
        self.offered &= settled;
        let answer = self.would_say.get(question).unwrap_or(Answer::Unsure);
        self.said.set(question, answer);
        Page::Question(question)
    }

    /// The alert that stops, by its title.
    pub(crate) fn stop_title(&self) -> &str {
        let walk = self.tree.walk(&self.said);
        let kind = if walk.end == End::Stopped {
            Stop::Emergency
        } else {
            Stop::Refer
        };
        let mut alerts = walk.outcomes.alerts.iter();
        let stop = alerts.find(|(alert, certainty)| {
            self.tree[*alert].stop == Some(kind) && *certainty == Certainty::Certain
        });
        stop.map_or("", |(alert, _)| &self.tree[*alert].title)
    }

    /// What the person types where lines are read.
    pub(crate) fn line(&self, page: Page) -> String {
        match page {
            Page::Question(at) => match self.said.get(at) {
                Some(answer) => self.tree[at].words(answer).join(" "),
                None => String::new(),
            },
            _ => String::new(),
        }
    }

    /// The keys the person presses, by the number of each choice.
    pub(crate) fn digits(&self, page: Page) -> String {
        let Page::Question(at) = page else {
            return "\r".into();
        };
        let (question, answer) = (&self.tree[at], self.said.get(at));
        match (question.kind, answer) {
            (Kind::Number, Some(Answer::Number(number))) => format!("{number}\r"),
            (Kind::Number, _) => "n\r".into(),
            (Kind::Many, Some(Answer::Choices(set))) => {
                let ticks = chosen(set).map(|choice| match choice {
                    0..9 => (choice + 1).to_string(),
                    // Beyond nine there is no digit: walk there, tick, and walk back.
                    _ => format!("{HOME}{} {HOME}", DOWN.repeat(choice)),
                });
                ticks.collect::<String>() + "\r"
            }
            (_, Some(Answer::Choices(set))) => match set.trailing_zeros() as usize {
                choice @ 0..9 => (choice + 1).to_string(),
                choice => format!("{}\r", DOWN.repeat(choice)),
            },
            _ => format!("{}\r", to_unsure(question)),
        }
    }

    /// The keys the person presses, with arrows only.
    pub(crate) fn arrows(&self, page: Page) -> String {
        let Page::Question(at) = page else {
            return "\r".into();
        };
        let (question, answer) = (&self.tree[at], self.said.get(at));
        match (question.kind, answer) {
            (Kind::Number, _) => self.digits(page),
            (Kind::Many, Some(Answer::Choices(set))) => {
                let ticks = chosen(set).map(|choice| format!("{HOME}{} ", DOWN.repeat(choice)));
                ticks.collect::<String>() + "\r"
            }
            (_, Some(Answer::Choices(set))) => {
                format!("{}\r", DOWN.repeat(set.trailing_zeros() as usize))
            }
            _ => format!("{}\r", to_unsure(question)),
        }
    }
}

const DOWN: &str = "\x1b[B";
const HOME: &str = "\x1b[H";

/// "Not sure" stands below the choices.
fn to_unsure(question: &Question) -> String {
    DOWN.repeat(question.choices.len())
}

fn chosen(set: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |choice| set >> choice & 1 == 1)
}
