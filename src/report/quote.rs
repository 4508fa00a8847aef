//! Answers and tests in words: what a condition wanted, and what it got.

use crate::model::answers::{Answer, Answers};
use crate::model::condition::{Condition, Test};
use crate::model::reading::{Holds, Reading};
use crate::model::tree::{Question, QuestionRef, ScaleRef, ScoreRef, Tree};
use crate::model::walk::Outcomes;
use crate::model::words::{Words, fill};
use schemars::JsonSchema;
use serde::Serialize;

/// A condition with what it wanted and what it got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Check<'t> {
    /// All of these.
    All(Vec<Check<'t>>),
    /// Any of these.
    Any(Vec<Check<'t>>),
    /// Not this.
    Not(Box<Check<'t>>),
    /// One test.
    Test(TestNote<'t>),
}

/// One test with what it wanted and what it got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TestNote<'t> {
    /// What kind of thing is tested: `question`, `score`, `scale` or `level`.
    pub kind: &'static str,
    /// Its id.
    pub id: &'t str,
    /// What it is called: for a question, what is asked.
    pub title: &'t str,
    /// What would make the test hold.
    pub wanted: String,
    /// What was found.
    pub got: String,
    /// Whether it holds; nothing for private questions.
    #[schemars(schema_with = "super::schema::may_hold")]
    pub holds: Option<Holds>,
}

impl TestNote<'_> {
    /// A sentence with blanks for `{title}`, what was `{wanted}` and what it `{got}`.
    pub(crate) fn fill(&self, sentence: &str) -> String {
        let values = [
            ("title", self.title),
            ("wanted", &*self.wanted),
            ("got", &*self.got),
        ];
        fill(sentence, &values)
    }
}

impl<'t> Check<'t> {
    /// The tests in it, with whether each stands under an odd number of `not`.
    pub fn tests(&self) -> Vec<(&TestNote<'t>, bool)> {
        match self {
            Check::All(parts) | Check::Any(parts) => parts.iter().flat_map(Check::tests).collect(),
            Check::Not(part) => {
                let tests = part.tests().into_iter();
                tests.map(|(test, negated)| (test, !negated)).collect()
            }
            Check::Test(test) => vec![(test, false)],
        }
    }

    /// The tests for which it fails, where it does.
    pub fn lacking(&self) -> Vec<&TestNote<'t>> {
        let failed = |negated| Some(if negated { Holds::Yes } else { Holds::No });
        let tests = self.tests().into_iter();
        let failing = tests.filter(|(test, negated)| test.holds == failed(*negated));
        failing.map(|(test, _)| test).collect()
    }
}

/// What puts answers and tests into words.
pub(crate) struct Quoter<'t, 'a> {
    pub(crate) tree: &'t Tree,
    pub(crate) answers: &'a Answers,
    pub(crate) outcomes: &'a Outcomes,
    pub(crate) words: &'a Words,
    pub(crate) reading: Reading<'t>,
}

impl<'t> Quoter<'t, '_> {
    pub(crate) fn check(&self, condition: &Condition) -> Check<'t> {
        match condition {
            Condition::All(parts) => {
                Check::All(parts.iter().map(|part| self.check(part)).collect())
            }
            Condition::Any(parts) => {
                Check::Any(parts.iter().map(|part| self.check(part)).collect())
            }
            Condition::Not(part) => Check::Not(Box::new(self.check(part))),
            Condition::Test(test) => {
                Check::Test(self.test(&test.value, self.reading.holds(condition)))
            }
        }
    }

    fn test(&self, test: &Test, holds: Holds) -> TestNote<'t> {
        match *test {
            Test::Choices { question, any } => {
                let asked = &self.tree[question];
                let labels = asked.chosen(any).map(|choice| choice.label.trim());
                self.question_test(question, self.one_of(labels), holds)
            }
            Test::Number { question, min, max } => {
                let asked = &self.tree[question];
                self.question_test(question, self.numbers(asked, (min, max)), holds)
            }
            Test::Score { score, min, max } => self.score_test(score, (min, max), holds),
            Test::Scale { scale, any } => self.scale_test(scale, any, holds),
            Test::Level { any } => self.level_test(any, holds),
        }
    }

    fn question_test(&self, at: QuestionRef, wanted: String, holds: Holds) -> TestNote<'t> {
        let question = &self.tree[at];
        let wanted = if question.private {
            self.words.kept_private.to_string()
        } else {
            wanted
        };
        TestNote {
            kind: "question",
            id: &question.id,
            title: question.ask.trim(),
            wanted,
            got: self.said(at).join("; "),
            holds: (!question.private).then_some(holds),
        }
    }

    fn score_test(&self, at: ScoreRef, (min, max): (i64, i64), holds: Holds) -> TestNote<'t> {
        let score = &self.tree[at];
        let (low, high) = self.reading.points(at);
        TestNote {
            kind: "score",
            id: &score.id,
            title: &score.title,
            wanted: self.range((min, max), self.tree.bounds(score)),
            got: self.range((low, high), (i64::MIN, i64::MAX)),
            holds: Some(holds),
        }
    }

    fn scale_test(&self, at: ScaleRef, any: u64, holds: Holds) -> TestNote<'t> {
        let scale = &self.tree[at];
        let found = self.outcomes.scales[at.index()];
        let got = if found == 0 {
            self.words.not_asked.to_string()
        } else {
            self.values(at, found)
        };
        TestNote {
            kind: "scale",
            id: &scale.id,
            title: &scale.title,
            wanted: self.values(at, any),
            got,
            holds: Some(holds),
        }
    }

    fn level_test(&self, any: u64, holds: Holds) -> TestNote<'t> {
        let name = |at: usize| self.tree.levels[at].name.trim();
        let wanted = (0..self.tree.levels.len()).filter(|at| any >> at & 1 == 1);
        let got = self.outcomes.levels.iter().map(|level| name(level.index()));
        TestNote {
            kind: "level",
            id: "level",
            title: "level",
            wanted: self.one_of(wanted.map(name)),
            got: self.one_of(got),
            holds: Some(holds),
        }
    }

    /// Values of a scale in words; up to the heaviest is "or more".
    pub(crate) fn values(&self, at: ScaleRef, set: u64) -> String {
        let labels = self
            .tree
            .values(at, set)
            .map(|value| value.label.as_deref().unwrap_or(&value.id));
        self.one_of(labels)
    }

    fn one_of<'s>(&self, items: impl Iterator<Item = &'s str>) -> String {
        items
            .collect::<Vec<_>>()
            .join(&format!(" {} ", self.words.or))
    }

    /// A range of numbers in words; an end that is as far as it can be is left open.
    pub(crate) fn range(&self, (low, high): (i64, i64), (least, most): (i64, i64)) -> String {
        let [from, to] = [low, high].map(|number| number.to_string());
        let word = match (low == high, low <= least, high >= most) {
            (true, ..) => return from,
            (_, true, false) => &self.words.at_most,
            (_, false, true) => &self.words.at_least,
            _ => &self.words.from_to,
        };
        fill(word, &[("low", &from), ("high", &to)])
    }

    /// A range of numbers that answer a question, in words.
    pub(crate) fn numbers(&self, question: &Question, range: (i64, i64)) -> String {
        question.with_unit(self.range(range, (question.min, question.max)))
    }

    /// What the person said, choice by choice; never a private answer.
    pub(crate) fn said(&self, at: QuestionRef) -> Vec<String> {
        let question = &self.tree[at];
        let words = self.words;
        let asked = self.reading.asked(at);
        match self.answers.get(at) {
            _ if asked == Holds::No => vec![words.not_asked.to_string()],
            Some(_) if question.private => vec![words.kept_private.to_string()],
            Some(Answer::Unsure) => vec![words.skipped.to_string()],
            Some(answer) => question.say(words, answer),
            None => vec![words.not_answered.to_string()],
        }
    }
}
