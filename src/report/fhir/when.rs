//! When a question is asked, in tests that FHIR knows.
//!
//! A form sees one answer at a time, so a question shows when the answers given so far *settle* that it is asked. That
//! is what the walk does, too: a skipped answer never adds a question. `not` is settled by an answer that rules the
//! test out, or by the question not being asked at all.
//!
//! `!=` stands only beside a test that there is an answer, or where having none is meant to pass. So it does not matter
//! that R4 is vague about it; for several answers it means that none of them is equal, as R5 spells out.
//!
//! A branch that ends the walk early may depend on scores and scales, of which a form knows nothing. Then the questions
//! after it are shown to everybody: one too many does no harm, as answers off the path never count.

use super::answer;
use super::clauses::{Clause, Clauses, Literal, Wants};
use super::settled::{Settled, or};
use crate::model::condition::{Condition, Test};
use crate::model::document::Stop;
use crate::model::tree::{Alert, BranchRef, NodeRef, QuestionRef, To, Tree};

/// The most clauses that are carried along from the questions that an answer depends on.
const CARRIED: usize = 64;

/// When every question of a tree is asked.
pub(super) struct Asking {
    /// For each question, what says so.
    pub(super) shown: Vec<Clauses>,
    /// The same, and all that holds with it, because an answer is there only if its question was shown.
    pub(super) known: Vec<Clauses>,
    /// Questions that are shown to more people than are asked.
    pub(super) unsaid: Vec<QuestionRef>,
}

impl Asking {
    pub(super) fn of(tree: &Tree) -> Self {
        let compiler = Compiler::of(tree);
        let mut asking = Asking {
            shown: Vec::new(),
            known: Vec::new(),
            unsaid: Vec::new(),
        };
        for at in tree.question_refs() {
            let parts = compiler.parts(at, &asking.unsaid);
            let open = parts.contains(&None);
            let said = parts.into_iter().flatten();
            let said = said.fold(Clauses::always(), Clauses::and);
            let shown = said.shallow();
            let rests = shown.0.iter().flatten();
            let mut rests = rests.map(|literal| literal.question);
            if open || shown != said || rests.any(|at| asking.unsaid.contains(&at)) {
                asking.unsaid.push(at);
            }
            asking.known.push(asking.with_consequences(&shown));
            asking.shown.push(shown);
        }
        asking
    }

    fn with_consequences(&self, clauses: &Clauses) -> Clauses {
        let consequences = clauses.0.iter().map(|clause| self.consequences(clause));
        let all = consequences.fold(clauses.clone(), Clauses::and);
        if all.0.len() > CARRIED {
            clauses.clone()
        } else {
            all
        }
    }

    fn consequences(&self, clause: &Clause) -> Clauses {
        let behind = |literal: &Literal| match literal.wants {
            Wants::Nothing | Wants::Not(_) => Clauses::always(),
            _ => self.known[literal.question.index()].clone(),
        };
        Clauses::common(clause.iter().map(behind))
    }
}

/// When an alert is shown; nothing, if that cannot be said.
pub(super) fn alerted(tree: &Tree, alert: &Alert) -> Option<Clauses> {
    let clauses = Compiler::of(tree).holds(&alert.when).yes?;
    (clauses.shallow() == clauses).then_some(clauses)
}

struct Compiler<'t> {
    tree: &'t Tree,
    /// For each node, when it is settled whether the walk comes to it.
    reached: Vec<Settled>,
    /// For each question, when it is settled whether it is asked, but for what stops the walk.
    asked: Vec<Settled>,
}

impl<'t> Compiler<'t> {
    fn of(tree: &'t Tree) -> Self {
        let mut compiler = Compiler {
            tree,
            reached: Vec::new(),
            asked: Vec::new(),
        };
        for (at, node) in tree.nodes.iter().enumerate() {
            let reached = compiler.reach(at);
            for question in node.questions.clone().map(QuestionRef) {
                let when = compiler.applies(&tree[question].when);
                compiler.asked.push(reached.clone().and(when));
            }
            compiler.reached.push(reached);
        }
        compiler
    }

    /// A node is come to from any one before it that leads there.
    fn reach(&self, at: usize) -> Settled {
        let mut found = Settled::is(at == 0);
        for (from, reached) in self.reached.iter().enumerate() {
            if from + 1 < at && self.tree.nodes[from].branches.is_empty() {
                continue;
            }
            found = found.or(reached.clone().and(self.leads(from, at)));
        }
        found
    }

    /// Whether the first branch that holds, or none holding, leads from one node to another.
    fn leads(&self, from: usize, to: usize) -> Settled {
        let branches = self.tree.nodes[from].branches.clone().map(BranchRef);
        let onward = Settled::is(to == from + 1);
        branches.rev().fold(onward, |later, at| {
            let branch = &self.tree[at];
            let here = Settled::is(branch.to == To::Go(NodeRef(to as u32)));
            self.applies(&branch.when).choose(here, later)
        })
    }

    /// What must hold for a question to be asked. Each part that can be said keeps it from somebody.
    fn parts(&self, at: QuestionRef, unsaid: &[QuestionRef]) -> Vec<Option<Clauses>> {
        let question = &self.tree[at];
        let reached = self.reached[question.node.index()].yes.clone();
        let applies = self.applies(&question.when).yes;
        let passed = self.passed(at, unsaid);
        [reached, applies].into_iter().chain(passed).collect()
    }

    /// For each alert that may have ended the walk before a question, when it has not. Before a referral, emergencies are
    /// still asked.
    fn passed(
        &self,
        at: QuestionRef,
        unsaid: &[QuestionRef],
    ) -> impl Iterator<Item = Option<Clauses>> {
        let urgent = self
            .stops(Stop::Emergency)
            .any(|alert| names(&alert.when, at));
        let refers = self.stops(Stop::Refer).filter(move |_| !urgent);
        let alerts = self.stops(Stop::Emergency).chain(refers);
        alerts.map(move |alert| {
            // An answer off the path would end a form whose walk goes on.
            if unsaid.iter().any(|unsaid| names(&alert.when, *unsaid)) {
                return None;
            }
            let alerted = self.holds(&alert.when).yes?;
            before(at, alerted).negated()
        })
    }

    fn stops(&self, stop: Stop) -> impl Iterator<Item = &'t Alert> {
        let alerts = self.tree.alerts.iter();
        alerts.filter(move |alert| alert.stop == Some(stop))
    }

    /// When it is settled whether a condition holds; a missing one always does.
    fn applies(&self, condition: &Option<Condition>) -> Settled {
        let holds = condition.as_ref().map(|condition| self.holds(condition));
        holds.unwrap_or_else(Settled::always)
    }

    /// When it is settled whether a condition holds.
    fn holds(&self, condition: &Condition) -> Settled {
        match condition {
            Condition::All(parts) => {
                let parts = parts.iter().map(|part| self.holds(part));
                parts.fold(Settled::is(true), Settled::and)
            }
            Condition::Any(parts) => {
                let parts = parts.iter().map(|part| self.holds(part));
                parts.fold(Settled::is(false), Settled::or)
            }
            Condition::Not(part) => self.holds(part).not(),
            Condition::Test(test) => self.passes(test),
        }
    }

    fn passes(&self, test: &Test) -> Settled {
        match *test {
            Test::Choices { question: at, any } => {
                let question = &self.tree[at];
                let fails = answer::none_of(at, question, any);
                self.answered(at, answer::any_of(at, question, any), fails)
            }
            Test::Number {
                question: at,
                min,
                max,
            } => {
                let question = &self.tree[at];
                let fails = answer::outside(at, question, min, max);
                self.answered(at, answer::within(at, question, min, max), fails)
            }
            Test::Score { .. } | Test::Scale { .. } | Test::Level { .. } => Settled::unknown(),
        }
    }

    /// A test fails by an answer that rules it out, or by its question not being asked.
    fn answered(&self, at: QuestionRef, holds: Clauses, fails: Clauses) -> Settled {
        let left_out = self.asked[at.index()].no.clone();
        Settled {
            yes: Some(holds),
            no: or(left_out, Some(fails)),
        }
    }
}

fn names(condition: &Condition, at: QuestionRef) -> bool {
    let tests = condition.tests();
    tests.iter().any(|test| test.value.question() == Some(at))
}

/// What is left when later answers are not there yet.
fn before(at: QuestionRef, clauses: Clauses) -> Clauses {
    let open = |literal: &Literal| matches!(literal.wants, Wants::Nothing | Wants::Not(_));
    let clause = |clause: Clause| {
        let later = |literal: &Literal| literal.question >= at;
        if clause.iter().any(|literal| later(literal) && open(literal)) {
            return Clauses::always();
        }
        Clauses::any(
            clause
                .into_iter()
                .filter(|literal| !later(literal))
                .collect(),
        )
    };
    (clauses.0.into_iter().map(clause)).fold(Clauses::always(), Clauses::and)
}
