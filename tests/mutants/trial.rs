//! Whether anybody notices a mistake.

use crate::mistake::Mistake;
use firststep::author::cases::{Case, passes, read};
use firststep::model::answers::Answer;
use firststep::model::check::check_document;
use firststep::model::document::Document;
use firststep::model::tree::Tree;
use std::thread;

const QUESTIONS: &str = include_str!("../../questions.yaml");
const CASES: &str = include_str!("../cases.yaml");

/// Who notices a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// `check` does, before any case is run.
    ByCheck,
    /// A case comes out otherwise.
    ByCase,
    /// Nobody.
    Unnoticed,
}

/// The questionnaire and its cases.
pub(crate) struct Trial {
    pub(crate) document: Document,
    pub(crate) tree: Tree,
    cases: Vec<Case>,
}

impl Trial {
    pub(crate) fn new() -> Self {
        let document = Document::read(QUESTIONS).expect("a questionnaire");
        let tree = check_document(&document).expect("a good questionnaire");
        let mut cases = read(&tree, CASES).expect("good cases");
        assert!(
            cases.iter().all(|case| passes(&tree, case)),
            "all cases pass"
        );
        // Those that skip questions take longest; most mistakes are noticed before their turn.
        cases.sort_by_key(skips);
        Trial {
            document,
            tree,
            cases,
        }
    }

    /// Tries the mistakes, on all cores.
    pub(crate) fn run(&self, mistakes: &[Mistake]) -> Vec<(String, Verdict)> {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let share = mistakes.len().div_ceil(cores).max(1);
        thread::scope(|scope| {
            let shares = mistakes.chunks(share);
            let threads: Vec<_> = shares
                .map(|share| scope.spawn(|| self.judge(share)))
                .collect();
            let verdicts = threads.into_iter().map(|thread| thread.join());
            verdicts
                .flat_map(|verdicts| verdicts.expect("it ends"))
                .collect()
        })
    }

    fn judge(&self, mistakes: &[Mistake]) -> Vec<(String, Verdict)> {
        // What noticed one mistake often notices the next, too.
        let mut order: Vec<usize> = (0..self.cases.len()).collect();
        let judged = mistakes.iter().map(|mistake| {
            let document = mistake.made(&self.document);
            (mistake.name.clone(), self.verdict(&document, &mut order))
        });
        judged.collect()
    }

    fn verdict(&self, document: &Document, order: &mut [usize]) -> Verdict {
        let Ok(tree) = check_document(document) else {
            return Verdict::ByCheck;
        };
        let mut tried = order.iter();
        let Some(place) = tried.position(|at| !passes(&tree, &self.cases[*at])) else {
            return Verdict::Unnoticed;
        };
        if !skips(&self.cases[order[place]]) {
            order[..=place].rotate_right(1);
        }
        Verdict::ByCase
    }
}

fn skips(case: &Case) -> bool {
    let mut given = case.given.iter();
    case.rest_unsure || given.any(|given| given.answer == Answer::Unsure)
}
