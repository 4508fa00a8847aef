//! What one answer may still be, and how that is divided when a condition needs to know.

use super::answers::Answer;
use super::chance::Chance;
use super::document::Kind;
use super::tree::Question;

/// The answers a question may still have; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Domain {
    /// One of these choices.
    One(u64),
    /// At least the ticks in `must`, at most those in `may`.
    Many { must: u64, may: u64 },
    /// A number from `min` to `max`.
    Number { min: i64, max: i64 },
}

/// A way to divide a domain in two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The choice is in this set, or not.
    Choices(u64),
    /// This choice is ticked, or not.
    Tick(u32),
    /// The number is below this, or not.
    Below(i64),
}

impl Domain {
    /// Anything the question accepts.
    pub(crate) fn free(question: &Question) -> Self {
        match question.kind {
            Kind::One | Kind::YesNo => Domain::One(question.all()),
            Kind::Many => Domain::Many {
                must: 0,
                may: question.all(),
            },
            Kind::Number => Domain::Number {
                min: question.min,
                max: question.max,
            },
        }
    }

    /// Just this answer; anything, if it was skipped.
    pub(crate) fn of(question: &Question, answer: Answer) -> Self {
        match (answer, question.kind) {
            (Answer::Choices(set), Kind::Many) => Domain::Many {
                must: set,
                may: set,
            },
            (Answer::Choices(set), _) => Domain::One(set),
            (Answer::Number(number), _) => Domain::Number {
                min: number,
                max: number,
            },
            (Answer::Unsure, _) => Self::free(question),
        }
    }

    /// Both parts, without those that are empty.
    pub(crate) fn divide(self, question: &Question, cut: Cut) -> [Option<Domain>; 2] {
        match (self, cut) {
            (Domain::One(set), Cut::Choices(part)) => [one(set & part), one(set & !part)],
            (Domain::Many { must, may }, Cut::Tick(at)) => {
                let bit = 1 << at;
                let ticked = if question.alone() & bit != 0 {
                    (must & !bit == 0).then_some(Domain::Many {
                        must: bit,
                        may: bit,
                    })
                } else {
                    many(question, must | bit, may & !question.alone())
                };
                // Choices that nothing tells apart are ticked in their order, so that their number is all that counts.
                let same = question
                    .alike
                    .iter()
                    .find(|cell| *cell & bit != 0)
                    .copied()
                    .unwrap_or(bit);
                let later = same & !(bit - 1) & !must;
                [ticked, many(question, must, may & !later)]
            }
            (Domain::Number { min, max }, Cut::Below(at)) => {
                [number(min, max.min(at - 1)), number(min.max(at), max)]
            }
            (whole, _) => [Some(whole), None],
        }
    }

    /// One answer out of it.
    pub(crate) fn draw(self, question: &Question, chance: &mut Chance) -> Answer {
        match self {
            Domain::One(set) => Answer::Choices(pick(set, chance)),
            Domain::Number { min, max } => {
                let stretches = || {
                    question
                        .cuts
                        .iter()
                        .filter(|cut| (min..=max).contains(*cut))
                };
                let at = chance.below(stretches().count() as u64 + 1) as usize;
                let number = at
                    .checked_sub(1)
                    .and_then(|at| stretches().nth(at).copied())
                    .unwrap_or(min);
                Answer::Number(number)
            }
            Domain::Many { must, may } => {
                let (alone, free) = (question.alone(), may & !question.alone());
                let ticks = if chance.one_in(2) {
                    chance.bits()
                } else {
                    chance.bits() & chance.bits() & chance.bits()
                };
                let some = must | free & ticks;
                let set = match some {
                    0 if may & alone != 0 => pick(may & alone, chance),
                    0 if alone != 0 => pick(free, chance),
                    some => some,
                };
                Answer::Choices(set)
            }
        }
    }

    /// The fewest and the most points.
    pub(crate) fn points(self, question: &Question) -> (i64, i64) {
        match self {
            Domain::One(set) => {
                spread(question.chosen(set).map(|choice| choice.points)).unwrap_or((0, 0))
            }
            Domain::Number { .. } => (0, 0),
            Domain::Many { must, may } if must == may => {
                let sum = question.chosen(must).map(|choice| choice.points).sum();
                (sum, sum)
            }
            Domain::Many { must, may } => {
                let alone = question.alone();
                let sure: i64 = question.chosen(must).map(|choice| choice.points).sum();
                let free = || {
                    question
                        .chosen(may & !must & !alone)
                        .map(|choice| choice.points)
                };
                let together = (
                    sure + free().filter(|p| *p < 0).sum::<i64>(),
                    sure + free().filter(|p| *p > 0).sum::<i64>(),
                );
                if must != 0 {
                    return together;
                }
                let alone = question.chosen(may & alone).map(|choice| choice.points);
                let ends = if may & !question.alone() != 0 || question.alone() == 0 {
                    vec![together.0, together.1]
                } else {
                    Vec::new()
                };
                spread(alone.chain(ends)).unwrap_or((0, 0))
            }
        }
    }

    /// A cut that brings the points closer together.
    pub(crate) fn cut_points(self, question: &Question) -> Option<Cut> {
        match self {
            Domain::One(set) => {
                let most = question.chosen(set).map(|choice| choice.points).max()?;
                Some(Cut::Choices(question.which(|choice| choice.points == most)))
            }
            Domain::Many { must, may } => {
                let free = may & !must;
                let scored = question
                    .choices
                    .iter()
                    .enumerate()
                    .filter(|(at, choice)| free >> at & 1 == 1 && choice.points != 0);
                let first = scored.map(|(at, _)| at as u32).next();
                (free != 0).then(|| Cut::Tick(first.unwrap_or(free.trailing_zeros())))
            }
            Domain::Number { .. } => None,
        }
    }

    /// A cut between answers that some condition tells apart, as far as these choices of a list matter; none is left
    /// when the rest are all alike.
    pub(crate) fn cut_cells(self, question: &Question, choices: u64) -> Option<Cut> {
        match self {
            Domain::One(set) => {
                let cell = question.alike.iter().find(|cell| **cell & set != 0)?;
                (set & !cell != 0).then_some(Cut::Choices(*cell))
            }
            Domain::Many { must, may } => {
                let free = may & !must & choices;
                (free != 0).then(|| Cut::Tick(free.trailing_zeros()))
            }
            Domain::Number { min, max } => {
                let cut = question
                    .cuts
                    .iter()
                    .find(|cut| min < **cut && **cut <= max)?;
                Some(Cut::Below(*cut))
            }
        }
    }
}

/// One of the bits of a set.
fn pick(set: u64, chance: &mut Chance) -> u64 {
    let mut rest = set;
    for _ in 0..chance.below(set.count_ones().into()) {
        rest &= rest - 1;
    }
    rest & rest.wrapping_neg()
}

fn one(set: u64) -> Option<Domain> {
    (set != 0).then_some(Domain::One(set))
}

fn number(min: i64, max: i64) -> Option<Domain> {
    (min <= max).then_some(Domain::Number { min, max })
}

/// Ticks that a person could have made: something, where there is a choice that says "none".
fn many(question: &Question, must: u64, may: u64) -> Option<Domain> {
    let something = question.alone() != 0;
    match may.count_ones() {
        _ if must & !may != 0 => None,
        0 if something => None,
        1 if something => Some(Domain::Many { must: may, may }),
        _ => Some(Domain::Many { must, may }),
    }
}

fn spread(numbers: impl Iterator<Item = i64>) -> Option<(i64, i64)> {
    numbers.fold(None, |spread, number| {
        Some(spread.map_or((number, number), |(low, high): (i64, i64)| {
            (low.min(number), high.max(number))
        }))
    })
}
