//! Running cases, and what came of them.

use super::comparison::{Problem, problems};
use super::path::{Stage, path};
use super::{Case, From};
use crate::author::coverage::{Coverage, Row};
use crate::model::answers::{Answer, Answers};
use crate::model::fixed::Text;
use crate::model::reading::{Holds, Reading};
use crate::model::tree::{QuestionRef, Tree};
use crate::model::walk::Walk;
use serde::Serialize;

/// What came of all cases.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// The version of this shape.
    pub schema: u32,
    /// How many cases came out as expected.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// Each case, in the order of the file.
    pub cases: Vec<Trial>,
    /// What the cases reach, and what none of them does.
    pub coverage: Vec<Row>,
}

/// What came of one case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trial {
    /// The case's name.
    pub name: Text,
    /// Its line in the file.
    pub line: u32,
    /// Its number in a list that somebody agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub golden: Option<Text>,
    /// Who this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<Text>,
    /// What the expectation rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Text>,
    /// Whether all came out as expected.
    pub passed: bool,
    /// What did not.
    pub problems: Vec<Problem>,
    /// The way it went, node by node.
    pub path: Vec<Stage>,
    /// A command that gives the same answers.
    pub command: String,
}

/// Runs the cases.
pub fn run(tree: &Tree, cases: &[Case]) -> Report {
    let mut coverage = Coverage::new(tree);
    let trials = cases.iter().map(|case| {
        let (answers, walk) = walk(tree, case);
        coverage.add(&answers, &walk);
        trial(tree, case, &answers, &walk)
    });
    let trials: Vec<Trial> = trials.collect();
    let passed = trials.iter().filter(|trial| trial.passed).count();
    Report {
        schema: 1,
        passed,
        failed: trials.len() - passed,
        cases: trials,
        coverage: coverage.rows(),
    }
}

fn trial(tree: &Tree, case: &Case, answers: &Answers, walk: &Walk) -> Trial {
    let mut given = answers.clone();
    walk.unused.iter().for_each(|at| given.remove(*at));
    let problems = problems(tree, case, answers, walk);
    Trial {
        name: case.name.clone(),
        line: case.place.line,
        golden: case.golden.clone(),
        story: case.story.clone(),
        rule: case.rule.clone(),
        passed: problems.is_empty(),
        problems,
        path: path(tree, answers, walk),
        command: tree.command(&given),
    }
}

/// Whether a case comes out as expected.
pub fn passes(tree: &Tree, case: &Case) -> bool {
    let (answers, walk) = walk(tree, case);
    problems(tree, case, &answers, &walk).is_empty()
}

/// Walks with the answers of a case.
pub fn walk(tree: &Tree, case: &Case) -> (Answers, Walk) {
    let mut answers = Answers::new();
    for question in tree.question_refs() {
        if let Some(answer) = answer(tree, case, question) {
            answers.set(question, answer);
        }
    }
    let skips = answers.iter().any(|(_, answer)| answer == Answer::Unsure);
    if skips {
        drop_unasked(tree, case, &mut answers);
    }
    loop {
        let walk = tree.walk(&answers);
        let asked: Vec<_> = walk
            .needed
            .iter()
            .filter_map(|at| Some((*at, answer(tree, case, *at)?)))
            .collect();
        if asked.is_empty() {
            return (answers, walk);
        }
        for (at, answer) in asked {
            answers.set(at, answer);
        }
    }
}

/// What a case says to a question: itself, its person, or that it is skipped with the rest.
fn answer(tree: &Tree, case: &Case, question: QuestionRef) -> Option<Answer> {
    let mut given = case.given.iter();
    let found = given.find(|given| given.question == question);
    let rest = case.rest_unsure && !tree[question].required;
    found
        .map(|given| given.answer)
        .or(rest.then_some(Answer::Unsure))
}

/// Takes back what a case does not say itself and nobody would be asked: questions that only matter if a skipped
/// answer had been another. Should one be asked after all, the walk says so.
fn drop_unasked(tree: &Tree, case: &Case, answers: &mut Answers) {
    let own = |at: QuestionRef| {
        let mut given = case.given.iter();
        given.any(|given| given.question == at && given.from == From::Case)
    };
    for question in tree.question_refs().filter(|at| !own(*at)) {
        if Reading::of(tree, answers).asked(question) == Holds::Open {
            answers.remove(question);
        }
    }
}
