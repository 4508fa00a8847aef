//! The proof: what `check` says of a questionnaire holds for every combination of answers, not for a sample.
//!
//! The questionnaire is compiled to decision diagrams over its finite answers. What they show is exact. A skipped
//! answer may be anything, and a walk says what holds in all or some of its completions, so what is proved of complete
//! answers holds of those with gaps.

mod branches;
mod census;
mod changes;
mod cover;
mod entries;
mod life;
mod order;
mod promises;
mod search;
mod witness;

pub use census::{Census, Count, Row};

pub(super) use crate::model::meaning::{self, algebra, diagram, space, view};

use crate::model::finding::{Code, Finding};
use crate::model::place::Place;
use crate::model::tree::Tree;
use diagram::Diagrams;
use meaning::Meaning;
use space::Space;
use view::View;

/// Branches of diagrams, four bytes each and about as much again around them: some 400 MB.
pub(super) const BUDGET: usize = 40_000_000;
/// Going down a diagram takes some stack for each variable.
pub(super) const MOST_VARIABLES: usize = 10_000;

/// What was proved.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// Everything that does not hold, in the order of the file.
    pub findings: Vec<Finding>,
    /// How all combinations of answers end; nothing, when there are too many to tell.
    pub census: Option<Census>,
}

/// Proves a questionnaire.
pub fn prove(tree: &Tree) -> Proof {
    let space = Space::of(&tree.questions);
    if space.variables.len() > MOST_VARIABLES {
        return unproved(tree);
    }
    let mut store = Diagrams::new(space.arity(), BUDGET);
    let meaning = Meaning::of(tree, &space, View::own(tree), &mut store);
    let mut prover = Prover {
        store,
        meaning,
        findings: Vec::new(),
    };
    prover.check_life();
    prover.check_entries();
    prover.check_order();
    prover.check_promises();
    if prover.store.is_full() {
        return unproved(tree);
    }
    let census = prover.census();
    let mut findings = prover.findings;
    findings.sort_by_key(|finding| (finding.place, finding.code));
    findings.dedup();
    Proof {
        findings,
        census: Some(census),
    }
}

fn unproved(tree: &Tree) -> Proof {
    let place = tree
        .nodes
        .first()
        .map_or_else(Place::default, |node| node.place);
    let message = "the questionnaire is too entangled to be proved; expected one whose conditions rest on fewer things at once";
    let help =
        "put questions that belong together side by side, and sum them up in scales".to_owned();
    Proof {
        findings: vec![Finding::new(Code::Unproved, place, message).help(help)],
        census: None,
    }
}

/// What the parts of the proof share.
struct Prover<'t> {
    store: Diagrams,
    meaning: Meaning<'t>,
    findings: Vec<Finding>,
}

impl Prover<'_> {
    fn report(&mut self, code: Code, place: Place, message: impl Into<String>) {
        self.findings.push(Finding::new(code, place, message));
    }
}
