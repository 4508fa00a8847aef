//! A rule that names one value of something ordered holds for the heavier ones too, or something heavier happens there.
//!
//! For each heavier value that a test leaves out, the condition is tried with that value in its place. It is a slip if
//! somebody with that value then gets less: a lighter value of the scale, a lower level, or no such support or alert,
//! and no other support or alert names the value. Tests that name the lightest value mean the light ones, and are left
//! alone; so are those under `not`.

use super::Prover;
use super::diagram::{Diagram, NEVER};
use crate::model::condition::{Condition, Test};
use crate::model::document::{Kind, Order, Stop};
use crate::model::finding::Code;
use crate::model::place::At;
use crate::model::tree::{Question, QuestionRef, ScaleRef, ScoreRef, SupportRef, bits};

/// A heavier value that a test leaves out: the test for it, and its name.
struct Heavier {
    test: Test,
    name: String,
}

impl Prover<'_> {
    pub(super) fn check_order(&mut self) {
        self.check_order_of_values();
        self.check_order_of_branches();
        self.check_order_of_supports();
        self.check_order_of_alerts();
    }

    fn check_order_of_values(&mut self) {
        let tree = self.meaning.tree;
        for (at, scale) in tree.scales.iter().enumerate() {
            let scale_ref = ScaleRef(at as u32);
            for (rank, value) in scale.values.iter().enumerate() {
                let lighter = Test::Scale {
                    scale: scale_ref,
                    any: bits(rank),
                };
                for rule in &value.rules {
                    self.check_slips(&rule.when, &[], |prover| {
                        let lighter = prover.meaning.test(lighter, &mut prover.store);
                        prover.store.without(lighter, prover.meaning.stopped)
                    });
                }
            }
        }
    }

    fn check_order_of_branches(&mut self) {
        let tree = self.meaning.tree;
        for (at, branch) in tree.branches.iter().enumerate() {
            let (Some(when), Some(level)) = (&branch.when, branch.level()) else {
                continue;
            };
            let any = bits(level.index());
            self.check_slips(when, &[], |prover| {
                let lower = Test::Level { any };
                let lower = prover.meaning.test(lower, &mut prover.store);
                prover.store.and(prover.meaning.open[at], lower)
            });
        }
    }

    fn check_order_of_supports(&mut self) {
        let tree = self.meaning.tree;
        for (at, support) in tree.supports.iter().enumerate() {
            let Some(when) = &support.when else { continue };
            let others = tree.supports.iter().enumerate();
            let others = others.filter(|(other, _)| *other != at);
            let named: Vec<&Condition> = others
                .filter_map(|(_, other)| other.when.as_ref())
                .collect();
            self.check_slips(when, &named, |prover| {
                let support = SupportRef(at as u32);
                let advised = prover.meaning.covered(support, &mut prover.store);
                prover.store.without(prover.meaning.suggested, advised)
            });
        }
    }

    fn check_order_of_alerts(&mut self) {
        let tree = self.meaning.tree;
        for (at, alert) in tree.alerts.iter().enumerate() {
            if alert.stop == Some(Stop::Refer) {
                continue;
            }
            let others = tree.alerts.iter().enumerate();
            let others = others.filter(|(other, _)| *other != at);
            let named: Vec<&Condition> = others.map(|(_, other)| &other.when).collect();
            self.check_slips(&alert.when, &named, |prover| {
                let (alert, stopped) = (prover.meaning.alerts[at], prover.meaning.stopped);
                let shown = prover.store.or(alert, stopped);
                prover.store.not(shown)
            });
        }
    }

    /// Reports tests that leave out a heavier value with which somebody gets less; where that is, is only looked at if
    /// there is such a test.
    fn check_slips(
        &mut self,
        when: &Condition,
        others: &[&Condition],
        less: impl Fn(&mut Self) -> Diagram,
    ) {
        for test in positive(when) {
            let mut heavier = self.heavier(&test.value);
            heavier.retain(|heavier| !others.iter().any(|other| names(other, &heavier.test)));
            let slip = heavier.into_iter().find(|heavier| {
                let tried = self.with(when, test, heavier.test);
                let less = less(self);
                self.store.meets(tried, less)
            });
            if let Some(heavier) = slip {
                let message = format!(
                    "this leaves out {}, which is heavier, and whoever says that gets less",
                    heavier.name
                );
                self.report(Code::NamesOneOfOrdered, test.place, message);
            }
        }
    }

    /// Where a condition holds, with another test in the place of one of its own.
    fn with(&mut self, when: &Condition, place: &At<Test>, test: Test) -> Diagram {
        match when {
            Condition::All(parts) => parts.iter().fold(Diagram::truth(true), |all, part| {
                let part = self.with(part, place, test);
                self.store.and(all, part)
            }),
            Condition::Any(parts) => parts.iter().fold(NEVER, |any, part| {
                let part = self.with(part, place, test);
                self.store.or(any, part)
            }),
            Condition::Test(own) if std::ptr::eq(own, place) => {
                self.meaning.test(test, &mut self.store)
            }
            other => self.meaning.condition(other, &mut self.store),
        }
    }

    /// The heavier values that a test leaves out, if it leaves out the lightest, too.
    fn heavier(&self, test: &Test) -> Vec<Heavier> {
        let tree = self.meaning.tree;
        match *test {
            Test::Scale { scale, any } => {
                let values = &tree[scale].values;
                let value = |at: u32| {
                    let any = 1 << at;
                    Heavier::value(Test::Scale { scale, any }, &values[at as usize].id)
                };
                let above = above(any, values.len(), Order::Heavier);
                above.into_iter().map(value).collect()
            }
            Test::Choices { question, any } if tree[question].kind != Kind::Many => {
                let choices = &tree[question].choices;
                let value = |at: u32| {
                    let any = 1 << at;
                    Heavier::value(Test::Choices { question, any }, &choices[at as usize].id)
                };
                let above = above(any, choices.len(), later(&tree[question]));
                above.into_iter().map(value).collect()
            }
            Test::Number { question, min, max } => {
                let (least, most) = (tree[question].min, tree[question].max);
                let range = beyond((min, max), (least, most), tree[question].order);
                let test = |(min, max)| Test::Number { question, min, max };
                Heavier::range(range, test)
            }
            Test::Score { score, min, max } => {
                let range = beyond((min, max), tree.bounds(&tree[score]), Order::Heavier);
                Heavier::range(range, |(min, max)| Test::Score { score, min, max })
            }
            _ => Vec::new(),
        }
    }
}

impl Heavier {
    fn value(test: Test, id: &str) -> Self {
        let name = format!("`{id}`");
        Heavier { test, name }
    }

    fn range(range: Option<(i64, i64)>, test: impl Fn((i64, i64)) -> Test) -> Vec<Self> {
        let heavier = range.map(|(min, max)| Heavier {
            test: test((min, max)),
            name: format!("{min} to {max}"),
        });
        heavier.into_iter().collect()
    }
}

/// Whether a later choice is heavier. Of yes and no, yes is the later one.
fn later(question: &Question) -> Order {
    match (question.kind, question.order) {
        (Kind::YesNo, Order::Heavier) => Order::Lighter,
        (Kind::YesNo, Order::Lighter) => Order::Heavier,
        (_, order) => order,
    }
}

/// Values above the heaviest of a set, lightest first; none if the set has the lightest value.
fn above(set: u64, count: usize, order: Order) -> Vec<u32> {
    let all = bits(count);
    let count = count as u32;
    match order {
        Order::Heavier if set & 1 == 0 => (64 - set.leading_zeros()..count).collect(),
        Order::Lighter if set & all & !(all >> 1) == 0 => (0..set.trailing_zeros()).rev().collect(),
        _ => Vec::new(),
    }
}

/// Numbers heavier than a range; none if the range has the lightest number.
fn beyond((min, max): (i64, i64), (least, most): (i64, i64), order: Order) -> Option<(i64, i64)> {
    match order {
        Order::Heavier if min > least && max < most => Some((max + 1, most)),
        Order::Lighter if max < most && min > least => Some((least, min - 1)),
        _ => None,
    }
}

/// Tests that are not under `not`.
fn positive(condition: &Condition) -> Vec<&At<Test>> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(positive).collect(),
        Condition::Test(test) => vec![test],
        Condition::Not(_) => Vec::new(),
    }
}

/// Whether a condition has a test for some of what this test is for.
fn names(condition: &Condition, wanted: &Test) -> bool {
    condition
        .tests()
        .iter()
        .any(|test| overlap(&test.value, wanted))
}

fn overlap(test: &Test, wanted: &Test) -> bool {
    let meets = |(min, max): (i64, i64), (low, high): (i64, i64)| min <= high && low <= max;
    match (set(test), set(wanted), range(test), range(wanted)) {
        (Some((of, any)), Some((other, wanted)), ..) => of == other && any & wanted != 0,
        (.., Some((of, own)), Some((other, wanted))) => of == other && meets(own, wanted),
        _ => false,
    }
}

/// What a test is about.
#[derive(PartialEq)]
enum What {
    Question(QuestionRef),
    Score(ScoreRef),
    Scale(ScaleRef),
}

/// What a test asks for as a set, and of what.
fn set(test: &Test) -> Option<(What, u64)> {
    match *test {
        Test::Scale { scale, any } => Some((What::Scale(scale), any)),
        Test::Choices { question, any } => Some((What::Question(question), any)),
        _ => None,
    }
}

/// What a test asks for as a range, and of what.
fn range(test: &Test) -> Option<(What, (i64, i64))> {
    match *test {
        Test::Number { question, min, max } => Some((What::Question(question), (min, max))),
        Test::Score { score, min, max } => Some((What::Score(score), (min, max))),
        _ => None,
    }
}
