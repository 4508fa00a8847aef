//! How a tree's questions and choices are numbered in the space they are proved in.

use crate::model::answers::Answer;
use crate::model::tree::{Choice, QuestionRef, Tree};

/// A numbering of questions and choices. A tree that is looked at alone keeps its own.
pub(crate) struct View {
    slots: Vec<QuestionRef>,
    /// For each question, the tree's number of each choice that the space knows.
    choices: Vec<Vec<u32>>,
}

impl View {
    /// The tree's own numbers.
    pub(crate) fn own(tree: &Tree) -> Self {
        let choices = |choices: &[Choice]| (0..choices.len() as u32).collect();
        View {
            slots: tree.question_refs().collect(),
            choices: (tree.questions.iter())
                .map(|question| choices(&question.choices))
                .collect(),
        }
    }

    /// Questions and choices that the space numbers in another way: for each question its place there, and for each
    /// of its choices there the tree's own number.
    pub(crate) fn shared(slots: Vec<QuestionRef>, choices: Vec<Vec<u32>>) -> Self {
        View { slots, choices }
    }

    /// The question of the space.
    pub(crate) fn slot(&self, question: QuestionRef) -> QuestionRef {
        self.slots[question.index()]
    }

    /// The choices of the space that stand for these.
    pub(crate) fn set(&self, question: QuestionRef, set: u64) -> u64 {
        let choices = self.choices[question.index()].iter().enumerate();
        choices
            .filter(|(_, own)| set >> *own & 1 == 1)
            .fold(0, |set, (at, _)| set | 1 << at)
    }

    /// An answer in the space as the tree numbers it.
    pub(crate) fn answer(&self, question: QuestionRef, answer: Answer) -> Answer {
        let Answer::Choices(set) = answer else {
            return answer;
        };
        let own = self.choices[question.index()].iter().enumerate();
        let chosen = own.filter(|(at, _)| set >> at & 1 == 1);
        Answer::Choices(chosen.fold(0, |set, (_, own)| set | 1 << own))
    }

    /// The points of each choice of the space.
    pub(crate) fn points(&self, question: QuestionRef, choices: &[Choice]) -> Vec<i64> {
        let own = &self.choices[question.index()];
        own.iter()
            .map(|choice| choices[*choice as usize].points)
            .collect()
    }
}
