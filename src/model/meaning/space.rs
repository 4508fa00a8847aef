//! Every combination of answers as values of finite variables: one or a few for each question, in the order of the file.
//!
//! Answers that nothing tells apart are one value. Of `many`, what counts is how many choices of each class are ticked;
//! no tick at all stands for the first choice that is `alone`, so every combination of values is an answer.

use super::algebra::Op;
use super::diagram::{ALWAYS, Diagram, Diagrams, NEVER};
use crate::model::answers::Answer;
use crate::model::document::{Kind, Order};
use crate::model::tree::{Question, QuestionRef};
use std::ops::Range;

/// The variables of all questions.
pub(crate) struct Space {
    pub(crate) slots: Vec<Slot>,
    pub(crate) variables: Vec<Variable>,
}

/// The variables of one question.
pub(crate) enum Slot {
    /// One choice: the classes of choices.
    One(u32, Vec<u64>),
    /// A number: where each stretch begins.
    Number(u32, Vec<i64>),
    /// Ticks.
    Many(Ticks),
}

/// The variables of a question that takes any number of ticks.
pub(crate) struct Ticks {
    /// Which of several `alone` choices was made; with its first value, the other variables count.
    pub(crate) solo: Option<u32>,
    /// The `alone` choices.
    pub(crate) alone: Vec<u32>,
    /// For each class of other choices, how many are ticked.
    pub(crate) counts: Vec<(u32, u64)>,
    /// Whether more ticks are worse or better.
    pub(crate) order: Order,
}

/// One variable.
pub(crate) struct Variable {
    pub(crate) question: QuestionRef,
    /// How many answers each value stands for.
    pub(crate) weights: Vec<u64>,
    /// The value that a person with nothing special to say would give.
    pub(crate) ordinary: u32,
    /// Which values are one step worse than which.
    pub(crate) steps: Vec<(u32, u32)>,
}

impl Space {
    /// The variables of these questions.
    pub(crate) fn of(questions: &[Question]) -> Self {
        let mut space = Space {
            slots: Vec::with_capacity(questions.len()),
            variables: Vec::new(),
        };
        for (at, question) in questions.iter().enumerate() {
            let slot = space.slot(QuestionRef(at as u32), question);
            space.slots.push(slot);
        }
        space
    }

    /// How many values each variable has.
    pub(crate) fn arity(&self) -> Vec<u32> {
        let values = |variable: &Variable| variable.weights.len() as u32;
        self.variables.iter().map(values).collect()
    }

    fn slot(&mut self, at: QuestionRef, question: &Question) -> Slot {
        match question.kind {
            Kind::One | Kind::YesNo => {
                let weights = question.alike.iter().map(|class| class.count_ones().into());
                let ordinary = ordinary_choice(question);
                let steps = choice_steps(question);
                let variable = self.variable(at, weights.collect(), ordinary, steps);
                Slot::One(variable, question.alike.to_vec())
            }
            Kind::Number => {
                let ends = question.cuts.iter().skip(1).copied();
                let ends = ends.chain([question.max + 1]);
                let lengths = question.cuts.iter().zip(ends);
                let weights = lengths.map(|(start, end)| (end - start) as u64);
                let ordinary = ordinary_stretch(question);
                let steps = count_steps(question.cuts.len() as u32, question.order);
                let variable = self.variable(at, weights.collect(), ordinary, steps);
                Slot::Number(variable, question.cuts.to_vec())
            }
            Kind::Many => Slot::Many(self.ticks(at, question)),
        }
    }

    fn ticks(&mut self, at: QuestionRef, question: &Question) -> Ticks {
        let alone: Vec<u32> = (0..question.choices.len() as u32)
            .filter(|choice| question.alone() >> choice & 1 == 1)
            .collect();
        let solo =
            (alone.len() > 1).then(|| self.variable(at, vec![1; alone.len()], 0, Vec::new()));
        let classes = question.alike.iter().map(|class| class & !question.alone());
        let classes: Vec<u64> = classes.filter(|class| *class != 0).collect();
        let counts = classes.into_iter().map(|class| {
            let weights = choose_each(class.count_ones());
            let steps = count_steps(weights.len() as u32, question.order);
            (self.variable(at, weights, 0, steps), class)
        });
        let counts = counts.collect();
        Ticks {
            solo,
            alone,
            counts,
            order: question.order,
        }
    }

    fn variable(
        &mut self,
        question: QuestionRef,
        weights: Vec<u64>,
        ordinary: u32,
        steps: Vec<(u32, u32)>,
    ) -> u32 {
        self.variables.push(Variable {
            question,
            weights,
            ordinary,
            steps,
        });
        self.variables.len() as u32 - 1
    }

    /// All answers that differ in one question, by one step for the worse.
    pub(crate) fn worse(&self, question: QuestionRef, values: &[u32]) -> Vec<Vec<u32>> {
        let mut worse = Vec::new();
        for variable in self.range(question) {
            let value = values[variable as usize];
            let steps = self.variables[variable as usize].steps.iter();
            for (_, to) in steps.filter(|(from, _)| *from == value) {
                let mut next = values.to_vec();
                next[variable as usize] = *to;
                worse.push(next);
            }
        }
        if let Slot::Many(ticks) = &self.slots[question.index()] {
            worse.extend(ticks.solo_steps(values));
        }
        worse
    }

    /// The variables of a question.
    pub(crate) fn range(&self, question: QuestionRef) -> Range<u32> {
        let variables = &self.variables;
        let start = variables.partition_point(|variable| variable.question < question);
        let end = variables.partition_point(|variable| variable.question <= question);
        start as u32..end as u32
    }

    /// Where the choice is one of these, or any of these was ticked.
    pub(crate) fn choices(&self, store: &mut Diagrams, question: QuestionRef, set: u64) -> Diagram {
        match &self.slots[question.index()] {
            Slot::One(variable, classes) => {
                store.truth(*variable, |value| classes[value as usize] & set != 0)
            }
            Slot::Number(..) => NEVER,
            Slot::Many(ticks) => ticks.any(store, set),
        }
    }

    /// Where the number lies in this range.
    pub(crate) fn number(
        &self,
        store: &mut Diagrams,
        question: QuestionRef,
        min: i64,
        max: i64,
    ) -> Diagram {
        match &self.slots[question.index()] {
            Slot::Number(variable, cuts) => store.truth(*variable, |value| {
                (min..=max).contains(&cuts[value as usize])
            }),
            _ => NEVER,
        }
    }

    /// The points of the choices that were made.
    pub(crate) fn points(
        &self,
        store: &mut Diagrams,
        question: QuestionRef,
        points: &dyn Fn(u32) -> i64,
    ) -> Diagram {
        match &self.slots[question.index()] {
            Slot::One(variable, classes) => {
                let values = classes.iter().map(|class| points(class.trailing_zeros()));
                let values: Vec<i64> = values.collect();
                store.values(*variable, &values)
            }
            Slot::Number(..) => NEVER,
            Slot::Many(ticks) => ticks.points(store, points),
        }
    }

    /// The answer that values of variables stand for: the first that fits.
    pub(crate) fn answer(&self, question: QuestionRef, values: &[u32]) -> Answer {
        match &self.slots[question.index()] {
            Slot::One(variable, classes) => {
                Answer::Choices(lowest(classes[values[*variable as usize] as usize], 1))
            }
            Slot::Number(variable, cuts) => {
                Answer::Number(cuts[values[*variable as usize] as usize])
            }
            Slot::Many(ticks) => Answer::Choices(ticks.ticked(values)),
        }
    }

    /// Puts down the values that stand for an answer.
    pub(crate) fn place(&self, question: QuestionRef, answer: Answer, values: &mut [u32]) {
        match (&self.slots[question.index()], answer) {
            (Slot::One(variable, classes), Answer::Choices(set)) => {
                let class = classes.iter().position(|class| class & set != 0);
                values[*variable as usize] = class.unwrap_or(0) as u32;
            }
            (Slot::Number(variable, cuts), Answer::Number(number)) => {
                let later = cuts.partition_point(|cut| *cut <= number);
                values[*variable as usize] = later.saturating_sub(1) as u32;
            }
            (Slot::Many(ticks), Answer::Choices(set)) => ticks.place(set, values),
            _ => {}
        }
    }

    /// Combinations of values that are each an answer of their own: where a choice stands alone, nothing else is ticked.
    pub(crate) fn proper(&self, store: &mut Diagrams) -> Diagram {
        let mut proper = ALWAYS;
        for slot in self.slots.iter().rev() {
            let Slot::Many(Ticks {
                solo: Some(solo),
                counts,
                ..
            }) = slot
            else {
                continue;
            };
            let ticks = store.truth(*solo, |value| value == 0);
            let nothing = Ticks::nothing(store, counts);
            let either = store.or(ticks, nothing);
            proper = store.and(either, proper);
        }
        proper
    }
}

impl Ticks {
    /// Steps between a choice that stands alone and a single tick.
    fn solo_steps(&self, values: &[u32]) -> Vec<Vec<u32>> {
        let Some(solo) = self.solo else {
            return Vec::new();
        };
        let ticks: u32 = (self.counts.iter())
            .map(|(variable, _)| values[*variable as usize])
            .sum();
        let with = |solo_value: u32, ticked: Option<u32>| {
            let mut next = values.to_vec();
            next[solo as usize] = solo_value;
            for (variable, _) in &self.counts {
                next[*variable as usize] = u32::from(ticked == Some(*variable));
            }
            next
        };
        match (self.order, values[solo as usize]) {
            (Order::Heavier, 1..) => {
                let counts = self.counts.iter();
                counts
                    .map(|(variable, _)| with(0, Some(*variable)))
                    .collect()
            }
            (Order::Lighter, 0) if ticks == 1 => {
                let others = 1..self.alone.len() as u32;
                others.map(|alone| with(alone, None)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn nothing(store: &mut Diagrams, counts: &[(u32, u64)]) -> Diagram {
        counts.iter().rev().fold(ALWAYS, |rest, (variable, _)| {
            let none = store.truth(*variable, |value| value == 0);
            store.and(none, rest)
        })
    }

    /// Where any of these was ticked.
    pub(crate) fn any(&self, store: &mut Diagrams, set: u64) -> Diagram {
        let wanted = self
            .counts
            .iter()
            .rev()
            .filter(|(_, class)| class & set != 0);
        let mut any = NEVER;
        for (variable, _) in wanted {
            let some = store.truth(*variable, |value| value > 0);
            any = store.or(some, any);
        }
        let Some(first) = self.alone.first() else {
            return any;
        };
        if set >> first & 1 == 1 {
            let nothing = Self::nothing(store, &self.counts);
            any = store.or(nothing, any);
        }
        let Some(solo) = self.solo else {
            return any;
        };
        let picked = self
            .alone
            .iter()
            .map(|choice| Diagram::truth(set >> choice & 1 == 1));
        let branches: Vec<Diagram> = [any].into_iter().chain(picked.skip(1)).collect();
        store.node(solo, &branches)
    }

    fn points(&self, store: &mut Diagrams, points: &dyn Fn(u32) -> i64) -> Diagram {
        let mut sum = NEVER;
        for (variable, class) in self.counts.iter().rev() {
            let each = points(class.trailing_zeros());
            let values: Vec<i64> = (0..=i64::from(class.count_ones()))
                .map(|count| count * each)
                .collect();
            let part = store.values(*variable, &values);
            sum = store.apply(Op::Add, part, sum);
        }
        let Some(first) = self.alone.first() else {
            return sum;
        };
        let nothing = Self::nothing(store, &self.counts);
        let alone = store.number(points(*first));
        let ticks = store.choose(nothing, alone, sum);
        let Some(solo) = self.solo else {
            return ticks;
        };
        let mut branches = vec![ticks];
        for choice in &self.alone[1..] {
            branches.push(store.number(points(*choice)));
        }
        store.node(solo, &branches)
    }

    fn place(&self, set: u64, values: &mut [u32]) {
        if let Some(solo) = self.solo {
            let alone = self.alone.iter().position(|choice| set >> choice & 1 == 1);
            values[solo as usize] = alone.unwrap_or(0) as u32;
        }
        for (variable, class) in &self.counts {
            values[*variable as usize] = (set & class).count_ones();
        }
    }

    fn ticked(&self, values: &[u32]) -> u64 {
        let solo = self.solo.map_or(0, |solo| values[solo as usize]);
        if solo > 0 {
            return 1 << self.alone[solo as usize];
        }
        let ticks = self.counts.iter().fold(0, |set, (variable, class)| {
            set | lowest(*class, values[*variable as usize])
        });
        match self.alone.first() {
            Some(first) if ticks == 0 => 1 << first,
            _ => ticks,
        }
    }
}

impl Diagram {
    /// A constant truth.
    pub(crate) fn truth(holds: bool) -> Self {
        if holds { ALWAYS } else { NEVER }
    }
}

impl Diagrams {
    /// Where a variable has one of the wanted values.
    pub(crate) fn truth(&mut self, variable: u32, wanted: impl Fn(u32) -> bool) -> Diagram {
        let branches: Vec<Diagram> = (0..self.arity(variable))
            .map(|value| Diagram::truth(wanted(value)))
            .collect();
        self.node(variable, &branches)
    }

    /// A number for each value of a variable.
    pub(crate) fn values(&mut self, variable: u32, numbers: &[i64]) -> Diagram {
        let branches: Vec<Diagram> = numbers.iter().map(|number| self.number(*number)).collect();
        self.node(variable, &branches)
    }
}

/// The lowest bits of a set.
fn lowest(set: u64, count: u32) -> u64 {
    let mut rest = set;
    for _ in 0..count {
        rest &= rest.wrapping_sub(1);
    }
    set & !rest
}

/// In how many ways nothing, one, two… of so many choices can be ticked.
fn choose_each(size: u32) -> Vec<u64> {
    let mut ways = vec![1_u64];
    for count in 1..=u128::from(size) {
        let last = u128::from(ways[ways.len() - 1]);
        ways.push((last * (u128::from(size) - count + 1) / count) as u64);
    }
    ways
}

fn ordinary_choice(question: &Question) -> u32 {
    let lightest = match (question.order, question.kind) {
        (Order::None, _) | (Order::Lighter, Kind::YesNo) | (Order::Heavier, Kind::One) => 0,
        _ => question.choices.len().saturating_sub(1),
    };
    let class = question
        .alike
        .iter()
        .position(|class| class >> lightest & 1 == 1);
    class.unwrap_or(0) as u32
}

fn ordinary_stretch(question: &Question) -> u32 {
    let middle = question.min + (question.max - question.min) / 2;
    let stretch = match question.order {
        Order::Heavier => 1,
        Order::Lighter => question.cuts.len(),
        Order::None => question.cuts.partition_point(|cut| *cut <= middle),
    };
    stretch.saturating_sub(1) as u32
}

/// Which classes of choices are one step worse than which.
fn choice_steps(question: &Question) -> Vec<(u32, u32)> {
    let class = |choice: usize| {
        let mut classes = question.alike.iter();
        classes
            .position(|class| class >> choice & 1 == 1)
            .unwrap_or(0) as u32
    };
    let later = (1..question.choices.len()).map(|choice| (class(choice - 1), class(choice)));
    // Of yes and no, yes stands first.
    let worse_is_later = match (question.order, question.kind) {
        (Order::None, _) => return Vec::new(),
        (order, Kind::YesNo) => order == Order::Lighter,
        (order, _) => order == Order::Heavier,
    };
    let steps = later.filter(|(from, to)| from != to);
    steps
        .map(|(from, to)| {
            if worse_is_later {
                (from, to)
            } else {
                (to, from)
            }
        })
        .collect()
}

fn count_steps(values: u32, order: Order) -> Vec<(u32, u32)> {
    let later = (1..values).map(|value| (value - 1, value));
    match order {
        Order::Heavier => later.collect(),
        Order::Lighter => later.map(|(from, to)| (to, from)).collect(),
        Order::None => Vec::new(),
    }
}
