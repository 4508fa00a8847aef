//! Guarantees about changes: what a change of one answer must never do, with all other answers as they are.
//!
//! `answers` are changed in every way, `worse` ones by one step for the worse. The guarantee's `when` is about the
//! answers before the change. Pairs with a referral are left out, and so are those where an exception holds before or
//! after. A stop is above all levels and counts as every support.

use super::Prover;
use super::algebra::Op;
use super::cover::label;
use super::diagram::{ALWAYS, Diagram, Diagrams, LEFT_OUT, Memo, NEVER, NOWHERE};
use super::search::Search;
use super::space::{Slot, Space, Ticks};
use super::witness::{Values, said};
use crate::model::document::{Never, Order};
use crate::model::finding::{Code, Finding, Label};
use crate::model::tree::{Guarantee, QuestionRef, Support, SupportRef};
use std::ops::Range;

/// What is compared, before and after a change: numbers, of which some are left out.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Pair {
    before: Diagram,
    after: Diagram,
}

/// What a change must not do to what is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Must {
    not_fall: bool,
    not_rise: bool,
}

/// What is promised: how it is compared, and what of.
#[derive(Clone, Copy)]
struct Promise {
    compared: Diagram,
    must: Must,
    kept: Option<SupportRef>,
}

impl Prover<'_> {
    pub(super) fn check_changes(&mut self, guarantee: &Guarantee, when: Diagram) {
        for promise in self.promised(guarantee) {
            let broken = self.broken(guarantee, when, promise, &|_| true);
            if let Some((before, after)) = broken {
                self.report_change(guarantee, promise, &before, &after);
            }
        }
        self.check_exceptions(guarantee, when);
    }

    fn promised(&mut self, guarantee: &Guarantee) -> Vec<Promise> {
        let mut promises = Vec::new();
        if let Some(never) = guarantee.never {
            promises.push(Promise {
                compared: self.meaning.level,
                must: Must {
                    not_fall: never != Never::RaiseLevel,
                    not_rise: never != Never::LowerLevel,
                },
                kept: None,
            });
        }
        for support in &guarantee.keep {
            let advised = self.meaning.covered(*support, &mut self.store);
            let kept = self.store.or(advised, self.meaning.stopped);
            promises.push(Promise {
                compared: self.store.choose(self.meaning.referred, NOWHERE, kept),
                must: Must {
                    not_fall: true,
                    not_rise: false,
                },
                kept: Some(*support),
            });
        }
        promises
    }

    /// The smallest change that breaks a promise, with the exceptions that count.
    fn broken(
        &mut self,
        guarantee: &Guarantee,
        when: Diagram,
        promise: Promise,
        counts: &dyn Fn(usize) -> bool,
    ) -> Option<(Values, Values)> {
        let pair = Pair {
            before: self.store.choose(when, promise.compared, NOWHERE),
            after: promise.compared,
        };
        let mut plain = Vec::new();
        for question in &self.counting(&guarantee.answers, promise.compared) {
            let except = self.excepted(guarantee, *question, counts);
            if except == NEVER && guarantee.worse {
                plain.push(*question);
            } else if except != ALWAYS {
                let pair = Pair {
                    before: self.store.choose(except, NOWHERE, pair.before),
                    after: self.store.choose(except, NOWHERE, pair.after),
                };
                let found = if guarantee.worse {
                    self.worse_step(pair, promise.must, &[*question])
                } else {
                    self.any_change(pair, promise.must, *question)
                };
                if found.is_some() {
                    return found;
                }
            }
        }
        self.worse_step(pair, promise.must, &plain)
    }

    /// The questions whose answers count for what is compared; changes of the others change nothing.
    fn counting(&self, questions: &[QuestionRef], compared: Diagram) -> Vec<QuestionRef> {
        let mut found = Search::default();
        found.add(&self.store, compared);
        let counts = |question: &&QuestionRef| {
            let mut range = self.meaning.space.range(**question);
            range.any(|variable| found.variables.contains(&variable))
        };
        questions.iter().filter(counts).copied().collect()
    }

    /// Where changes of a question are left out.
    fn excepted(
        &mut self,
        guarantee: &Guarantee,
        question: QuestionRef,
        counts: &dyn Fn(usize) -> bool,
    ) -> Diagram {
        let mut excepted = NEVER;
        for (at, except) in guarantee.except.iter().enumerate() {
            if except.question == question && counts(at) {
                let when = self.meaning.may(&except.when, &mut self.store);
                excepted = self.store.or(excepted, when);
            }
        }
        excepted
    }

    /// An exception that is not needed hides what a later edit breaks.
    fn check_exceptions(&mut self, guarantee: &Guarantee, when: Diagram) {
        let promises = self.promised(guarantee);
        for (at, except) in guarantee.except.iter().enumerate() {
            let alone = Guarantee {
                answers: guarantee
                    .answers
                    .iter()
                    .copied()
                    .filter(|answer| *answer == except.question)
                    .collect(),
                ..guarantee.clone()
            };
            let needed = promises.iter().any(|promise| {
                let without = self.broken(&alone, when, *promise, &|other| other != at);
                without.is_some()
            });
            if !needed {
                let id = &self.meaning.tree[except.question].id;
                let message = format!("`{}` holds without the exception for `{id}`", guarantee.id);
                self.report(Code::NeedlessException, except.place, message);
            }
        }
    }

    fn worse_step(
        &mut self,
        pair: Pair,
        must: Must,
        of: &[QuestionRef],
    ) -> Option<(Values, Values)> {
        let space = self.meaning.space;
        let mut steps = Steps {
            space,
            must,
            of,
            known: Memo::default(),
        };
        let broken = steps.broken(&mut self.store, pair);
        let before = self.example(broken)?;
        let after = self.step_from(&before, pair, must, of)?;
        Some((before, after))
    }

    /// The step for the worse that breaks a promise, from answers where one does.
    fn step_from(
        &self,
        before: &Values,
        pair: Pair,
        must: Must,
        of: &[QuestionRef],
    ) -> Option<Values> {
        let space = self.meaning.space;
        let next = of
            .iter()
            .flat_map(|question| space.worse(*question, before));
        let compare = |after: &Values| {
            let (before, after) = (
                self.store.at(pair.before, before),
                self.store.at(pair.after, after),
            );
            let comparable = before != LEFT_OUT && after != LEFT_OUT;
            comparable && (must.not_fall && after < before || must.not_rise && after > before)
        };
        next.into_iter().find(compare)
    }

    /// A change of one question to anything.
    fn any_change(
        &mut self,
        pair: Pair,
        must: Must,
        question: QuestionRef,
    ) -> Option<(Values, Values)> {
        let range = self.meaning.space.range(question);
        let mut fold = |op, of| self.store.fold(of, op, &range);
        let (low, high) = (fold(Op::Least, pair.before), fold(Op::Most, pair.before));
        let (lowest, highest) = (fold(Op::Least, pair.after), fold(Op::Most, pair.after));
        let falls = self.store.apply(Op::Below, lowest, high);
        let rises = self.store.apply(Op::Below, low, highest);
        let (broken, from, to) = match must {
            Must { not_fall: true, .. } if falls != NEVER => (falls, high, lowest),
            Must { not_rise: true, .. } => (rises, low, highest),
            _ => return None,
        };
        let around = self.example(broken)?;
        let before = self.within(&around, &range, pair.before, from)?;
        let after = self.within(&around, &range, pair.after, to)?;
        Some((before, after))
    }

    /// Values for some variables with which a function is as it is wanted, the others as they are.
    fn within(
        &mut self,
        around: &Values,
        range: &Range<u32>,
        of: Diagram,
        wanted: Diagram,
    ) -> Option<Values> {
        let wanted = self.store.at(wanted, around);
        let mut there = self.store.holds(of, &|number| number == wanted);
        for variable in (0..self.store.variables()).filter(|variable| !range.contains(variable)) {
            there = self.store.fix(there, variable, around[variable as usize]);
        }
        let inside = self.example(there)?;
        let values = around.iter().zip(inside).zip(0..);
        Some(
            values
                .map(|((around, inside), at)| if range.contains(&at) { inside } else { *around })
                .collect(),
        )
    }

    fn report_change(
        &mut self,
        guarantee: &Guarantee,
        promise: Promise,
        before: &Values,
        after: &Values,
    ) {
        let tree = self.meaning.tree;
        let Some(change) = self.change(before, after) else {
            return;
        };
        let was = self.ways_out(before, "before: ends here");
        let is = self.ways_out(after, "after: ends here");
        let what = match promise.kept {
            Some(support) => format!("takes away the support `{}`", tree[support].id),
            None => format!(
                "takes the level from {} to {}",
                self.ending(before, &was),
                self.ending(after, &is)
            ),
        };
        let mut labels = together(was, is);
        labels.extend(promise.kept.map(|support| lost(&tree[support])));
        let message = format!("`{}` does not hold: {change} {what}", guarantee.id);
        let finding = Finding::new(Code::BrokenGuarantee, guarantee.place, message)
            .labels(labels)
            .help(self.words(before))
            .witness(self.command(before))
            .witness(self.command(after));
        self.findings.push(finding);
    }
}

impl Prover<'_> {
    /// Which answer is another one, in words.
    fn change(&self, before: &Values, after: &Values) -> Option<String> {
        let (space, tree) = (self.meaning.space, self.meaning.tree);
        let differs = |question: &QuestionRef| {
            space.answer(*question, before) != space.answer(*question, after)
        };
        let question = tree.question_refs().find(differs)?;
        let [from, to] =
            [before, after].map(|values| said(&tree[question], space.answer(question, values)));
        let id = &tree[question].id;
        Some(format!("a change of `{id}` from {from} to {to}"))
    }
}

fn lost(support: &Support) -> Label {
    label("support", &support.id, support.place, "after: not advised")
}

/// Where two walks end; a place where both do is told once.
fn together(was: Vec<Label>, is: Vec<Label>) -> Vec<Label> {
    let both = |one: &Label, others: &[Label]| others.iter().any(|other| other.place == one.place);
    let added = is.iter().filter(|label| !both(label, &was)).cloned();
    let added: Vec<Label> = added.collect();
    let mut labels = was;
    for label in labels.iter_mut().filter(|label| both(label, &is)) {
        label.text = "both end here".to_owned();
    }
    labels.extend(added);
    labels
}

/// Finds where one step for the worse breaks a promise.
struct Steps<'s> {
    space: &'s Space,
    must: Must,
    of: &'s [QuestionRef],
    known: Memo<Pair, Diagram>,
}

impl Steps<'_> {
    /// Where a step breaks the promise: a function of the answers before it.
    fn broken(&mut self, store: &mut Diagrams, pair: Pair) -> Diagram {
        let variable = store.variable(pair.before).min(store.variable(pair.after));
        let left_out = pair.before == NOWHERE || pair.after == NOWHERE;
        if left_out || variable >= store.variables() {
            return NEVER;
        }
        if let Some(known) = self.known.get(&pair) {
            return *known;
        }
        let inside = |store: &Diagrams, value| Pair {
            before: store.branch(pair.before, variable, value),
            after: store.branch(pair.after, variable, value),
        };
        let values = store.arity(variable);
        let mut parts = Vec::with_capacity(values as usize);
        for value in 0..values {
            let below = inside(store, value);
            parts.push(self.broken(store, below));
        }
        let question = self.space.variables[variable as usize].question;
        if self.of.contains(&question) {
            for (from, to) in &self.space.variables[variable as usize].steps {
                let step = Pair {
                    before: inside(store, *from).before,
                    after: inside(store, *to).after,
                };
                let bad = self.compare(store, step);
                parts[*from as usize] = store.or(parts[*from as usize], bad);
            }
            self.solo_steps(store, pair, variable, &mut parts);
        }
        let broken = store.node(variable, &parts);
        self.known.insert(pair, broken);
        broken
    }

    /// Steps from one of several `alone` choices to a first tick, or back.
    fn solo_steps(
        &mut self,
        store: &mut Diagrams,
        pair: Pair,
        variable: u32,
        parts: &mut [Diagram],
    ) {
        let question = self.space.variables[variable as usize].question;
        let Slot::Many(ticks) = &self.space.slots[question.index()] else {
            return;
        };
        if ticks.solo != Some(variable) {
            return;
        }
        for first in 0..ticks.counts.len() {
            for alone in 1..parts.len() as u32 {
                let (from, bad) = match ticks.order {
                    Order::None => return,
                    Order::Heavier => {
                        let before = store.branch(pair.before, variable, alone);
                        let after = ticks.fix_only(store, pair.after, first);
                        (alone, self.compare(store, Pair { before, after }))
                    }
                    Order::Lighter => {
                        let before = ticks.fix_only(store, pair.before, first);
                        let after = store.branch(pair.after, variable, alone);
                        let bad = self.compare(store, Pair { before, after });
                        let only = ticks.only(store, first);
                        (0, store.and(only, bad))
                    }
                };
                parts[from as usize] = store.or(parts[from as usize], bad);
            }
        }
    }

    fn compare(&self, store: &mut Diagrams, pair: Pair) -> Diagram {
        let mut bad = NEVER;
        if self.must.not_fall {
            bad = store.apply(Op::Below, pair.after, pair.before);
        }
        if self.must.not_rise {
            let rises = store.apply(Op::Below, pair.before, pair.after);
            bad = store.or(bad, rises);
        }
        bad
    }
}

impl Ticks {
    /// One tick of this class, and no other.
    fn only(&self, store: &mut Diagrams, first: usize) -> Diagram {
        let mut only = ALWAYS;
        for (at, (count, _)) in self.counts.iter().enumerate().rev() {
            let wanted = u32::from(at == first);
            let here = store.truth(*count, |value| value == wanted);
            only = store.and(here, only);
        }
        only
    }

    /// What is left of a function with one tick of this class, and no other.
    fn fix_only(&self, store: &mut Diagrams, of: Diagram, first: usize) -> Diagram {
        let mut fixed = self.solo.map_or(of, |solo| store.branch(of, solo, 0));
        for (at, (count, _)) in self.counts.iter().enumerate() {
            fixed = store.fix(fixed, *count, u32::from(at == first));
        }
        fixed
    }
}
