//! The questionnaire as records are held against: questions by their ids, answers by their words.

use super::blank::Blank;
use super::entry::Entry;
use super::token::Token;
use crate::model::finding::did_you_mean;
use crate::model::tree::{QuestionRef, Tree};
use std::collections::HashMap;

/// The key of a record's own name.
pub(crate) const ID: &str = "id";

#[derive(Debug)]
pub(crate) struct Form<'t> {
    pub(crate) tree: &'t Tree,
    questions: HashMap<&'t str, QuestionRef>,
    /// For each question what the quick reader needs.
    pub(crate) blanks: Vec<Blank>,
    /// The key of a record's own name, for the same.
    pub(crate) name: Token,
}

impl<'t> Form<'t> {
    pub(crate) fn of(tree: &'t Tree) -> Self {
        let questions = tree.question_refs();
        Form {
            tree,
            questions: questions.map(|at| (tree[at].id.as_ref(), at)).collect(),
            blanks: tree.questions.iter().map(Blank::new).collect(),
            name: Token::key(ID),
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
            .map(|question| question.id.as_ref());
        let help = did_you_mean(name, ids.chain([ID]));
        let help = help.map(|help| format!("; {help}")).unwrap_or_default();
        format!("`{name}` is not a question{help}")
    }

    /// Takes an answer in words, or notes why not.
    pub(crate) fn take(&self, entry: &mut Entry, at: QuestionRef, words: &[&str]) {
        match self.tree[at].read(words) {
            Ok(answer) => entry.answers.set(at, answer),
            Err(refusal) => {
                let ticked = self.tree[at].named(words);
                entry.refuse(self.tree, at, ticked, refusal.to_string());
            }
        }
    }
}
