//! Scales with the points, the questions and the person's own words behind them.

use super::quote::Quoter;
use crate::model::answers::Answer;
use crate::model::condition::Test;
use crate::model::document::Kind;
use crate::model::reading::Holds;
use crate::model::tree::{QuestionRef, ScaleRef, Tree};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A scale with the answers behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScaleNote<'t> {
    /// Its id.
    pub id: &'t str,
    /// What it says.
    pub title: &'t str,
    /// Its value, if there is only one.
    pub value: Option<&'t str>,
    /// The value in words; or all that are possible.
    pub label: String,
    /// Every value it may have, lightest first.
    pub possible: Vec<&'t str>,
    /// Whether it led to this result.
    pub counted: bool,
    /// The points behind it.
    pub scores: Vec<Points<'t>>,
    /// The questions behind it.
    pub questions: Vec<&'t str>,
    /// What the person said that gives it this value.
    pub quotes: Vec<Quote<'t>>,
}

/// The person's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quote<'t> {
    /// The question.
    pub question: &'t str,
    /// What was asked.
    pub ask: &'t str,
    /// What the person said.
    pub said: Vec<String>,
    /// Whether the words say enough without the question.
    pub clear: bool,
}

/// The points of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Points<'t> {
    /// Its id.
    pub id: &'t str,
    /// What it counts.
    pub title: &'t str,
    /// The fewest there can be.
    pub min: i64,
    /// The most there can be.
    pub max: i64,
    /// Both in words.
    pub text: String,
}

/// A scale with what stands behind it, and whether it `counted`; nothing, if its node was not reached.
pub(crate) fn scale_note<'t>(
    quoter: &Quoter<'t, '_>,
    at: ScaleRef,
    counted: bool,
) -> Option<ScaleNote<'t>> {
    let (tree, set) = (quoter.tree, quoter.outcomes.scales[at.index()]);
    let scale = &tree[at];
    let possible: Vec<&str> = tree
        .values(at, set)
        .map(|value| value.id.as_ref())
        .collect();
    if possible.is_empty() {
        return None;
    }
    let behind = questions_behind(tree, at);
    Some(ScaleNote {
        id: &scale.id,
        title: &scale.title,
        value: (possible.len() == 1).then(|| possible[0]),
        label: quoter.values(at, set),
        possible,
        counted,
        scores: points(quoter, at),
        quotes: quotes(quoter, at, set),
        questions: behind
            .iter()
            .map(|question| tree[*question].id.as_ref())
            .collect(),
    })
}

fn points<'t>(quoter: &Quoter<'t, '_>, at: ScaleRef) -> Vec<Points<'t>> {
    let mut scores = Vec::new();
    for test in quoter.tree.scale_tests(at) {
        if let Test::Score { score, .. } = test
            && !scores.contains(&score)
        {
            scores.push(score);
        }
    }
    let note = |score| {
        let (min, max) = quoter.reading.points(score);
        Points {
            id: &quoter.tree[score].id,
            title: &quoter.tree[score].title,
            min,
            max,
            text: quoter.range((min, max), (i64::MIN, i64::MAX)),
        }
    };
    scores.into_iter().map(note).collect()
}

fn questions_behind(tree: &Tree, at: ScaleRef) -> Vec<QuestionRef> {
    let mut found = Vec::new();
    for test in tree.scale_tests(at) {
        match test {
            Test::Choices { question, .. } | Test::Number { question, .. } => found.push(question),
            Test::Score { score, .. } => found.extend(&tree[score].add),
            Test::Scale { .. } | Test::Level { .. } => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The person's own words that give a scale its value: of each rule that holds, the choices it asks for.
fn quotes<'t>(quoter: &Quoter<'t, '_>, at: ScaleRef, set: u64) -> Vec<Quote<'t>> {
    let tree = quoter.tree;
    let mut asked: BTreeMap<QuestionRef, u64> = BTreeMap::new();
    let mut add = |question, choices| *asked.entry(question).or_default() |= choices;
    let rules = tree.rules(at, set);
    for rule in rules.filter(|rule| quoter.reading.holds(&rule.when) == Holds::Yes) {
        for test in rule.when.tests() {
            match test.value {
                Test::Choices { question, any } => add(question, any),
                Test::Number { question, .. } => add(question, 0),
                Test::Score { score, .. } => {
                    for question in &tree[score].add {
                        add(
                            *question,
                            tree[*question].which(|choice| choice.points != 0),
                        );
                    }
                }
                Test::Scale { .. } | Test::Level { .. } => {}
            }
        }
    }
    let quotes = asked
        .into_iter()
        .filter_map(|(at, any)| quote(quoter, at, any));
    quotes.collect()
}

/// What the person said to a question, as far as it is one of these choices.
fn quote<'t>(quoter: &Quoter<'t, '_>, at: QuestionRef, any: u64) -> Option<Quote<'t>> {
    let question = &quoter.tree[at];
    if question.private || quoter.reading.asked(at) == Holds::No {
        return None;
    }
    let answer = match quoter.answers.get(at)? {
        Answer::Choices(set) if set & any != 0 => Answer::Choices(set & any),
        Answer::Number(number) => Answer::Number(number),
        Answer::Choices(_) | Answer::Unsure => return None,
    };
    let said = question.say(quoter.words, answer);
    Some(Quote {
        question: &question.id,
        ask: question.ask.trim(),
        // A bare "No" or "Alcohol" says nothing without its question.
        clear: question.kind != Kind::Number && said.iter().all(|word| word.contains(' ')),
        said,
    })
}
