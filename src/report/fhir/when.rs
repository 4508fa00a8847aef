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

use super::clauses::{Clause, Clauses, Code, Literal, Wants};
use crate::model::condition::{Condition, Test};
use crate::model::document::{Kind, Stop};
use crate::model::tree::{Alert, Node, NodeRef, Question, QuestionRef, To, Tree};

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
            let parts = [compiler.asked(at), compiler.not_stopped(at)];
            let open = parts.contains(&None);
            let said = parts.into_iter().flatten();
            let said = said.fold(Clauses::always(), Clauses::and);
            let shown = said.shallow();
            if open || shown != said {
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
    let clauses = Compiler::of(tree).holds(&alert.when)?;
    (clauses.shallow() == clauses).then_some(clauses)
}

struct Compiler<'t> {
    tree: &'t Tree,
    /// For each node, when it is settled that the walk comes to it, and that it does not.
    reached: Vec<[Option<Clauses>; 2]>,
    /// For each question, when it is settled that it is not asked.
    left_out: Vec<Option<Clauses>>,
}

impl<'t> Compiler<'t> {
    fn of(tree: &'t Tree) -> Self {
        let mut compiler = Compiler {
            tree,
            reached: Vec::new(),
            left_out: Vec::new(),
        };
        for (at, node) in tree.nodes.iter().enumerate() {
            let reached = compiler.reach(at);
            compiler.reached.push(reached);
            for question in node.questions.clone().map(QuestionRef) {
                let left_out = compiler.not_asked(question);
                compiler.left_out.push(left_out);
            }
        }
        compiler
    }

    /// A node is come to from any one before it that leads there.
    fn reach(&self, at: usize) -> [Option<Clauses>; 2] {
        if at == 0 {
            return settled(true);
        }
        let [mut yes, mut no] = settled(false);
        for (from, [reached, missed]) in self.reached.iter().enumerate() {
            if from + 1 < at && self.tree.nodes[from].branches.is_empty() {
                continue;
            }
            let [leads, turns] = self.leads(from, at);
            yes = or(yes, and(reached.clone(), leads));
            no = and(no, or(missed.clone(), turns));
        }
        [yes, no]
    }

    /// Whether the first branch that holds, or none holding, leads from one node to another.
    fn leads(&self, from: usize, to: usize) -> [Option<Clauses>; 2] {
        let node: &Node = &self.tree.nodes[from];
        let onward = to == from + 1;
        let branches =
            &self.tree.branches[node.branches.start as usize..node.branches.end as usize];
        let mut leads = settled(onward);
        for branch in branches.iter().rev() {
            let here = settled(branch.to == To::Go(NodeRef(to as u32)));
            let [holds, fails] = match &branch.when {
                Some(when) => [self.holds(when), self.fails(when)],
                None => settled(true),
            };
            // Taken and leading there, or passed by and the later ones lead there.
            let [taken, astray] = here;
            let [later, lost] = leads;
            let yes = or(and(holds.clone(), taken), and(fails.clone(), later));
            leads = [yes, or(and(holds, astray), and(fails, lost))];
        }
        leads
    }

    /// When it is settled that a question is asked, but for what stops the walk.
    fn asked(&self, at: QuestionRef) -> Option<Clauses> {
        let question = &self.tree[at];
        let when = question.when.as_ref();
        let when = when.map_or(Some(Clauses::always()), |when| self.holds(when));
        and(self.reached[question.node.index()][0].clone(), when)
    }

    fn not_asked(&self, at: QuestionRef) -> Option<Clauses> {
        let question = &self.tree[at];
        let when = question.when.as_ref();
        let when = when.map_or(Some(Clauses::never()), |when| self.fails(when));
        or(self.reached[question.node.index()][1].clone(), when)
    }

    fn left_out(&self, at: QuestionRef) -> Option<Clauses> {
        self.left_out[at.index()].clone()
    }

    /// When no alert has ended the walk by the answers before this one. Before a referral, emergencies are still asked.
    fn not_stopped(&self, at: QuestionRef) -> Option<Clauses> {
        let urgent = self
            .stops(Stop::Emergency)
            .any(|alert| names(&alert.when, at));
        let refers = self.stops(Stop::Refer).filter(|_| !urgent);
        let mut passed = Some(Clauses::always());
        for alert in self.stops(Stop::Emergency).chain(refers) {
            let alerted = self.holds(&alert.when);
            let not = alerted.and_then(|clauses| before(at, clauses).negated());
            passed = and(passed, not);
        }
        passed
    }

    fn stops(&self, stop: Stop) -> impl Iterator<Item = &'t Alert> {
        let alerts = self.tree.alerts.iter();
        alerts.filter(move |alert| alert.stop == Some(stop))
    }

    /// When it is settled that a condition holds.
    fn holds(&self, condition: &Condition) -> Option<Clauses> {
        match condition {
            Condition::All(parts) => all(parts.iter().map(|part| self.holds(part))),
            Condition::Any(parts) => any(parts.iter().map(|part| self.holds(part))),
            Condition::Not(part) => self.fails(part),
            Condition::Test(test) => match test.value {
                Test::Choices { question, any } => {
                    Some(Clauses::any(chosen(question, &self.tree[question], any)))
                }
                Test::Number { question, min, max } => Some(self.within(question, min, max)),
                Test::Score { .. } | Test::Scale { .. } | Test::Level { .. } => None,
            },
        }
    }

    /// When it is settled that a condition does not hold.
    fn fails(&self, condition: &Condition) -> Option<Clauses> {
        match condition {
            Condition::All(parts) => any(parts.iter().map(|part| self.fails(part))),
            Condition::Any(parts) => all(parts.iter().map(|part| self.fails(part))),
            Condition::Not(part) => self.holds(part),
            Condition::Test(test) => match test.value {
                Test::Choices { question, any } => {
                    or(self.left_out(question), Some(self.ruled_out(question, any)))
                }
                Test::Number { question, min, max } => or(
                    self.left_out(question),
                    Some(self.outside(question, min, max)),
                ),
                Test::Score { .. } | Test::Scale { .. } | Test::Level { .. } => None,
            },
        }
    }

    fn within(&self, at: QuestionRef, min: i64, max: i64) -> Clauses {
        let question = &self.tree[at];
        let wanted = [
            (min > question.min).then_some(Wants::AtLeast(min)),
            (max < question.max).then_some(Wants::AtMost(max)),
        ];
        let something = Clauses::any(vec![Literal::new(at, Wants::Something)]);
        let ends = wanted.into_iter().flatten();
        let ends: Vec<_> = ends.map(|wants| vec![Literal::new(at, wants)]).collect();
        if ends.is_empty() {
            something
        } else {
            Clauses(ends)
        }
    }

    fn outside(&self, at: QuestionRef, min: i64, max: i64) -> Clauses {
        let question = &self.tree[at];
        let wanted = [
            (min > question.min).then(|| Wants::AtMost(min - 1)),
            (max < question.max).then(|| Wants::AtLeast(max + 1)),
        ];
        let ends = wanted.into_iter().flatten();
        Clauses::any(ends.map(|wants| Literal::new(at, wants)).collect())
    }

    /// When the answer is there and has none of these choices.
    fn ruled_out(&self, at: QuestionRef, set: u64) -> Clauses {
        let question = &self.tree[at];
        let (others, alone) = (question.all() & !set, question.alone());
        // Ticking nothing is an answer only where no choice says so.
        let one = question.kind != Kind::Many || alone != 0 && others & !alone == 0;
        if one {
            return Clauses::any(chosen(at, question, others));
        }
        let choices = positions(question, set).map(Code::Choice);
        let none = choices.chain((!question.required).then_some(Code::Unsure));
        let wants = none.map(Wants::Not).chain([Wants::Something]);
        Clauses(wants.map(|wants| vec![Literal::new(at, wants)]).collect())
    }
}

fn chosen(at: QuestionRef, question: &Question, set: u64) -> Clause {
    let choices = positions(question, set);
    choices
        .map(|choice| Literal::new(at, Wants::Code(Code::Choice(choice))))
        .collect()
}

fn positions(question: &Question, set: u64) -> impl Iterator<Item = u32> + use<> {
    (0..question.choices.len() as u32).filter(move |choice| set >> choice & 1 == 1)
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

fn settled(holds: bool) -> [Option<Clauses>; 2] {
    let (yes, no) = (Some(Clauses::always()), Some(Clauses::never()));
    if holds { [yes, no] } else { [no, yes] }
}

fn all(parts: impl Iterator<Item = Option<Clauses>>) -> Option<Clauses> {
    parts.fold(Some(Clauses::always()), and)
}

fn any(parts: impl Iterator<Item = Option<Clauses>>) -> Option<Clauses> {
    parts.fold(Some(Clauses::never()), or)
}

/// What cannot be said leaves all unsaid, unless the rest fails anyway.
fn and(one: Option<Clauses>, other: Option<Clauses>) -> Option<Clauses> {
    let never = Clauses::never();
    match (one, other) {
        (Some(one), Some(other)) => Some(one.and(other)),
        (Some(said), None) | (None, Some(said)) => (said == never).then_some(said),
        (None, None) => None,
    }
}

/// What cannot be said leaves all unsaid, unless the rest holds anyway.
fn or(one: Option<Clauses>, other: Option<Clauses>) -> Option<Clauses> {
    match (one, other) {
        (Some(one), Some(other)) => one.or(other),
        (Some(said), None) | (None, Some(said)) => (said == Clauses::always()).then_some(said),
        (None, None) => None,
    }
}
