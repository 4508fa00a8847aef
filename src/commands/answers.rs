//! Answers from flags and files, every mistake told at once.

use super::questionnaire::read;
use crate::cli::given;
use crate::exit::Failure;
use crate::model::answers::Answers;
use crate::model::tree::{Question, Tree};
use crate::model::written::{self, Written};
use clap::ArgMatches;
use std::io::Read;
use std::path::Path;

/// What was given: the answers that could be read, and what is wrong with the others.
#[derive(Default)]
pub struct Given {
    /// Good answers.
    pub answers: Answers,
    /// What is wrong, one sentence each.
    pub problems: Vec<String>,
}

/// Reads the answers of `-a` and of the flags; flags win.
///
/// # Errors
/// The file cannot be read at all.
pub fn collect(matches: &ArgMatches, tree: &Tree) -> Result<Given, Failure> {
    let mut found = Given::default();
    if let Some(path) = given(matches, "answers") {
        let text = if path == "-" {
            read_stdin()?
        } else {
            read(Path::new(path))?
        };
        let name = if path == "-" { "standard input" } else { path };
        found.add_file(tree, name, &text)?;
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
            Err(refusal) => found
                .problems
                .push(format!("{}: {refusal}", flag_name(question))),
        }
    }
    Ok(found)
}

/// The flag of a question.
pub(crate) fn flag_name(question: &Question) -> String {
    format!("--{}", question.id.replace('_', "-"))
}

fn read_stdin() -> Result<String, Failure> {
    let mut text = String::new();
    let limit = written::LARGEST as u64 + 1;
    std::io::stdin()
        .take(limit)
        .read_to_string(&mut text)
        .map_err(|error| Failure::new(format!("standard input: {error}")))?;
    Ok(text)
}

impl Given {
    /// Adds the answers of a file: a mapping of question ids to choices, lists of choices or numbers.
    ///
    /// # Errors
    /// It is not a mapping at all.
    fn add_file(&mut self, tree: &Tree, name: &str, text: &str) -> Result<(), Failure> {
        let root = written::read(text).map_err(|findings| Failure {
            problems: findings
                .iter()
                .map(|finding| format!("{name}:{}: {}", finding.place, finding.message))
                .collect(),
        })?;
        let Written::Map(entries) = &root.value else {
            return Err(Failure::new(format!(
                "{name}: found {}; expected a mapping of questions to answers",
                root.kind()
            )));
        };
        for (id, value) in entries {
            let read = tree.find(id).and_then(|at| {
                let words = words(value);
                tree[at].read(&words).map(|answer| (at, answer))
            });
            match read {
                Ok((at, answer)) => self.answers.set(at, answer),
                Err(refusal) => self
                    .problems
                    .push(format!("{name}:{}: {refusal}", id.place)),
            }
        }
        Ok(())
    }
}

fn words<'w>(value: &'w Written<'_>) -> Vec<&'w str> {
    match value {
        Written::Scalar(text, _) => vec![text],
        Written::List(items) => items.iter().flat_map(|item| words(item)).collect(),
        Written::Map(_) => vec!["{…}"],
    }
}
