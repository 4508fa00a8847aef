//! What can have a say in the level at all: most questions choose supports and formats, and need not be tried.

use super::condition::{Condition, Test};
use super::tree::{QuestionRef, Tree};

/// For each question the choices that some condition behind the ends tells apart; for numbers, any bit says so.
pub(crate) struct Decisive {
    choices: Vec<u64>,
}

impl Decisive {
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut decisive = Decisive {
            choices: vec![0; tree.questions.len()],
        };
        let branches = tree
            .branches
            .iter()
            .filter_map(|branch| branch.when.as_ref());
        let alerts = tree.alerts.iter().filter(|alert| alert.stop.is_some());
        let mut open: Vec<&Condition> = branches.chain(alerts.map(|alert| &alert.when)).collect();
        let mut scales = vec![false; tree.scales.len()];
        while let Some(condition) = open.pop() {
            for test in condition.tests() {
                match test.value {
                    Test::Choices { question, any } => decisive.add(tree, question, any, &mut open),
                    Test::Number { question, .. } => decisive.add(tree, question, 1, &mut open),
                    Test::Score { score, .. } => {
                        for at in &tree[score].add {
                            decisive.add(tree, *at, tree[*at].all(), &mut open);
                        }
                    }
                    Test::Scale { scale, .. } => {
                        let seen = std::mem::replace(&mut scales[scale.index()], true);
                        let values = tree[scale].values.iter().filter(|_| !seen);
                        open.extend(
                            values.flat_map(|value| value.rules.iter().map(|rule| &rule.when)),
                        );
                    }
                    Test::Level { .. } => {}
                }
            }
        }
        decisive
    }

    /// A question that matters matters only where it is asked, so that what it is asked for matters too.
    fn add<'t>(
        &mut self,
        tree: &'t Tree,
        at: QuestionRef,
        choices: u64,
        open: &mut Vec<&'t Condition>,
    ) {
        if self.choices[at.index()] == 0 {
            open.extend(&tree[at].when);
        }
        self.choices[at.index()] |= choices | tree[at].alone();
    }

    /// The choices of a question that matter.
    pub(crate) fn choices(&self, question: QuestionRef) -> u64 {
        self.choices[question.index()]
    }
}
