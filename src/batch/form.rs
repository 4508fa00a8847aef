//! The questionnaire as records are held against: questions by their ids, answers by their words.

use super::entry::Entry;
use crate::model::answers::{Answer, Answers};
use crate::model::document::Kind;
use crate::model::finding::did_you_mean;
use crate::model::tree::{QuestionRef, Tree};
use std::collections::HashMap;

/// The key of a record's own name.
pub(crate) const ID: &str = "id";

pub(crate) struct Form<'t> {
    pub(crate) tree: &'t Tree,
    questions: HashMap<&'t str, QuestionRef>,
    /// For each question the choices that stand alone.
    alone: Vec<u64>,
}

impl<'t> Form<'t> {
    pub(crate) fn of(tree: &'t Tree) -> Self {
        let questions = tree.question_refs();
        Form {
            tree,
            questions: questions.map(|at| (tree[at].id.as_str(), at)).collect(),
            alone: tree
                .questions
                .iter()
                .map(|question| question.alone())
                .collect(),
        }
    }

    pub(crate) fn question(&self, id: &str) -> Option<QuestionRef> {
        self.questions.get(id).copied()
    }

    /// What is wrong with a name that no question has.
    pub(crate) fn unknown(&self, name: &str) -> String {
        let ids = self
            .tree
            .questions
            .iter()
            .map(|question| question.id.as_str());
        let help = did_you_mean(name, ids.chain([ID]));
        let help = help.map(|help| format!("; {help}")).unwrap_or_default();
        format!("`{name}` is not a question{help}")
    }

    /// Takes an answer in words, or notes why not.
    pub(crate) fn take(&self, entry: &mut Entry, at: QuestionRef, words: &[&str]) {
        match self.tree[at].read(words) {
            Ok(answer) => entry.answers.set(at, answer),
            Err(refusal) => {
                entry.refused.push(at);
                entry.errors.push(refusal.to_string());
            }
        }
    }

    /// The bit of a choice, if there is such a choice.
    pub(crate) fn choice(&self, at: QuestionRef, word: &[u8]) -> Option<u64> {
        let mut choices = self.tree[at].choices.iter();
        let found = choices.position(|choice| choice.id.as_bytes() == word)?;
        Some(1 << found)
    }

    /// Sets choices if they may go together.
    pub(crate) fn set(&self, answers: &mut Answers, at: QuestionRef, set: u64) -> Option<()> {
        let many = self.tree[at].kind == Kind::Many;
        let alone = self.alone[at.index()];
        let fits = match set.count_ones() {
            0 => many && alone == 0,
            1 => true,
            _ => many && set & alone == 0,
        };
        fits.then(|| answers.set(at, Answer::Choices(set)))
    }
}
