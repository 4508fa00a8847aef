//! What some answers say of a condition or a score: for those who explain a result, not for the walk.

use super::answers::Answers;
use super::condition::Condition;
use super::domain::Domain;
use super::state::{State, Truth};
use super::tree::{BranchRef, NodeRef, QuestionRef, ScoreRef, Tree};

/// How many passes one condition may cost before it is left open.
const PASSES: usize = 2_000;

/// Whether something holds, whatever the open answers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// In every case.
    Yes,
    /// In none.
    No,
    /// In some, or too many questions are open to tell.
    Open,
}

/// A tree with answers that can be asked what holds.
pub struct Reading<'t> {
    state: State<'t>,
}

impl<'t> Reading<'t> {
    /// Reads the tree with these answers.
    pub fn of(tree: &'t Tree, answers: &Answers) -> Self {
        let mut state = State::of(tree, answers);
        state.pass();
        Reading { state }
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &Condition) -> Holds {
        if let Some(known) = known(self.state.holds(condition)) {
            return known;
        }
        let mut probe = Probe {
            state: State::with(self.state.tree, &self.state.domains),
            levelled: condition.names_level(),
            passes: 0,
            seen: (false, false),
        };
        probe.explore(condition);
        match probe.seen {
            (true, false) => Holds::Yes,
            (false, true) => Holds::No,
            _ => Holds::Open,
        }
    }

    /// Whether a condition that may be missing holds; a missing one does.
    pub fn applies(&self, condition: &Option<Condition>) -> Holds {
        condition
            .as_ref()
            .map_or(Holds::Yes, |when| self.holds(when))
    }

    /// The fewest and the most points a score may have.
    pub fn points(&self, score: ScoreRef) -> (i64, i64) {
        let (low, high, _) = self.state.points(&self.state.tree[score].add);
        (low, high)
    }

    /// Whether a question is asked.
    pub fn asked(&self, question: QuestionRef) -> Holds {
        known(self.state.asked[question.index()]).unwrap_or(Holds::Open)
    }

    /// Whether the walk comes by a node.
    pub fn reached(&self, node: NodeRef) -> Holds {
        known(self.state.reached[node.index()]).unwrap_or(Holds::Open)
    }

    /// Branches that are or may be taken, in order.
    pub fn taken(&self) -> impl Iterator<Item = (BranchRef, Holds)> {
        let taken = self.state.taken.iter();
        taken.map(|(branch, truth)| (*branch, known(*truth).unwrap_or(Holds::Open)))
    }
}

fn known(truth: Truth) -> Option<Holds> {
    match truth {
        Truth::Yes => Some(Holds::Yes),
        Truth::No => Some(Holds::No),
        Truth::Open(_) => None,
    }
}

/// Divides open answers until a condition was seen to hold and to fail, or does only one of them.
struct Probe<'t> {
    state: State<'t>,
    /// Whether the condition depends on the level, which takes a whole pass to find.
    levelled: bool,
    passes: usize,
    seen: (bool, bool),
}

impl Probe<'_> {
    fn explore(&mut self, condition: &Condition) {
        if self.seen == (true, true) {
            return;
        }
        self.pass();
        self.passes += 1;
        let split = match self.state.holds(condition) {
            Truth::Yes => return self.seen.0 = true,
            Truth::No => return self.seen.1 = true,
            Truth::Open(split) => split,
        };
        if self.passes > PASSES {
            self.seen = (true, true);
            return;
        }
        let at = split.question.index();
        let whole: Domain = self.state.domains[at];
        for part in split.parts(self.state.tree, whole) {
            self.state.domains[at] = part;
            self.explore(condition);
        }
        self.state.domains[at] = whole;
    }

    fn pass(&mut self) {
        self.state.ask();
        if self.levelled {
            self.state.end();
        }
    }
}
