//! Answers from flags and files, every mistake told at once.

use super::input::{read, read_stdin};
use super::kept;
use crate::cli::given;
use crate::exit::Failure;
use crate::model::answers::{Answer, Answers, Refusal};
use crate::model::finding::{Code, Finding, MOST_FINDINGS};
use crate::model::tree::{Question, QuestionRef, Tree};
use crate::model::written::{self, Entries, Part, View, Written};
use crate::report::findings::Found;
use clap::ArgMatches;
use std::path::Path;

/// What was given: the answers that could be read, and what is wrong with the others.
#[derive(Default)]
pub struct Given {
    /// Good answers.
    pub answers: Answers,
    /// What is wrong, one sentence each.
    pub problems: Vec<String>,
    /// What is wrong in the answers file.
    pub found: Vec<Found>,
    /// Answers that were kept for an earlier version of the questionnaire and no longer fit, one sentence each; none
    /// at all if the answers were not kept.
    pub lost: Option<Vec<String>>,
    /// Questions whose answer was refused: wrong, but not missing.
    pub refused: Vec<QuestionRef>,
}

/// Adds the answers of `-a` and of the flags to what was found before; flags win.
///
/// # Errors
/// The file cannot be read at all.
pub fn collect(matches: &ArgMatches, tree: &Tree, mut found: Given) -> Result<Given, Failure> {
    if let Some(path) = given(matches, "answers") {
        let (name, text) = open(path)?;
        found.add(tree, name, &text)?;
    }
    for at in tree.question_refs() {
        let question = &tree[at];
        let Some(text) = given(matches, &question.id) else {
            continue;
        };
        let words: Vec<&str> = text
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .collect();
        match question.read(&words) {
            Ok(answer) => found.answers.set(at, answer),
            Err(refusal) => {
                let problem = format!("{}: {refusal}", flag_name(question));
                found.problems.push(problem);
                found.refuse(tree, at, &words);
            }
        }
    }
    Ok(found)
}

/// Reads the answers of a file, or of standard input for `-`.
///
/// # Errors
/// The file cannot be read at all.
pub(super) fn from_file(path: &str, tree: &Tree) -> Result<Given, Failure> {
    let (name, text) = open(path)?;
    Given::read(tree, name, &text)
}

/// What a file is called, and its text.
fn open(path: &str) -> Result<(&str, String), Failure> {
    Ok(match path {
        "-" => ("standard input", read_stdin()?),
        path => (path, read(Path::new(path))?),
    })
}

/// The flag of a question.
pub(crate) fn flag_name(question: &Question) -> String {
    format!("--{}", question.id.replace('_', "-"))
}

impl Given {
    /// Whether nothing is wrong with them.
    pub(crate) fn is_good(&self) -> bool {
        self.problems.is_empty() && self.found.is_empty()
    }

    /// Reads a mapping of question ids to choices, lists of choices or numbers; it may stand under `answers`.
    ///
    /// # Errors
    /// It is not a mapping at all.
    pub(super) fn read(tree: &Tree, name: &str, text: &str) -> Result<Self, Failure> {
        let mut given = Given::default();
        given.add(tree, name, text)?;
        Ok(given)
    }

    /// Adds the answers of a text.
    ///
    /// # Errors
    /// It is not a mapping at all, or it was kept for another questionnaire.
    fn add(&mut self, tree: &Tree, name: &str, text: &str) -> Result<(), Failure> {
        let found = |findings| Found::new(name, text, findings);
        let written = written::read(text).map_err(&found)?;
        let entries = mapping(&written).map_err(|finding| found(vec![finding]))?;
        let Some((kept, stamp)) = kept::open(entries) else {
            let (findings, _) = self.take(tree, entries, Vec::new());
            self.found.extend(some(findings).map(found));
            return Ok(());
        };
        stamp
            .check(tree, written.root().place())
            .map_err(|finding| found(vec![finding]))?;
        let (findings, lost) = self.take(tree, kept, kept::strange(entries).collect());
        // What was kept for another version is replayed as far as it fits.
        if stamp.is_of_another_version(tree) {
            self.lost = Some(lost);
        } else {
            self.lost = Some(Vec::new());
            self.found.extend(some(findings).map(found));
        }
        Ok(())
    }

    /// Notes that an answer was refused. Danger that it names counts all the same.
    fn refuse(&mut self, tree: &Tree, at: QuestionRef, words: &[&str]) {
        self.refused.push(at);
        if let Some(danger) = tree.danger(at, tree[at].named(words)) {
            self.answers.set(at, danger);
        }
    }

    /// Takes the answers that can be read; adds to the findings what is wrong with the others, and says those in words.
    fn take(
        &mut self,
        tree: &Tree,
        entries: Entries<'_>,
        mut findings: Vec<Finding>,
    ) -> (Vec<Finding>, Vec<String>) {
        let (mut lost, mut next) = (Vec::new(), 0);
        for (id, value) in entries {
            match read_answer(tree, next, id, value) {
                Ok((at, answer)) => {
                    self.answers.set(at, answer);
                    next = at.index() + 1;
                }
                Err(finding) => {
                    findings.push(finding);
                    lost.push(lost_answer(tree, id.text(), value));
                    if let Some(at) = tree.question(id.text()) {
                        self.refuse(tree, at, &words(value));
                    }
                }
            }
            if findings.len() == MOST_FINDINGS {
                break;
            }
        }
        (findings, lost)
    }
}

fn mapping<'w>(written: &'w Written<'w>) -> Result<Entries<'w>, Finding> {
    let root = written.root();
    let View::Map(entries) = root.view() else {
        let message = format!(
            "found {}; expected a mapping of questions to answers",
            root.view().kind()
        );
        return Err(Finding::new(Code::WrongKind, root.place(), message));
    };
    Ok(entries)
}

/// The findings, if there are any.
fn some(findings: Vec<Finding>) -> Option<Vec<Finding>> {
    Some(findings).filter(|findings| !findings.is_empty())
}

/// An answer that no longer fits, in the words a person may remember.
fn lost_answer(tree: &Tree, id: &str, value: Part) -> String {
    let ask = tree.find(id).map_or(id, |at| tree[at].ask.trim());
    format!("{ask} {}", words(value).join(", "))
}

/// Reads the answer of an entry; most are in the order of the questions, and the next one is looked for from `next` on.
fn read_answer(
    tree: &Tree,
    next: usize,
    id: Part,
    value: Part,
) -> Result<(QuestionRef, Answer), Finding> {
    let finding = |code, place, refusal: Refusal| {
        Finding::new(code, place, refusal.message).help(refusal.help)
    };
    let mut later = (next..).zip(&tree.questions[next..]);
    let later = later.find(|(_, question)| question.id == id.text());
    let at = later
        .map_or_else(
            || tree.find(id.text()),
            |(at, _)| Ok(QuestionRef(at as u32)),
        )
        .map_err(|refusal| finding(Code::UnknownReference, id.place(), refusal))?;
    let answer = tree[at].read(&words(value));
    answer
        .map(|answer| (at, answer))
        .map_err(|refusal| finding(Code::WrongValue, value.place(), refusal))
}

fn words(value: Part<'_>) -> Vec<&str> {
    match value.view() {
        View::Scalar(text, _) => vec![text],
        View::List(items) => items.flat_map(words).collect(),
        View::Map(_) => vec!["{…}"],
    }
}
