//! Whether conditions hold.

use super::scale::within;
use super::{Split, State, Truth};
use crate::model::condition::{Condition, Test};
use crate::model::document::Stop;
use crate::model::domain::{Cut, Domain};
use crate::model::tree::QuestionRef;

impl State<'_> {
    /// Whether an emergency stops the walk: only what the first page asks of everybody.
    pub(crate) fn stopped(&self) -> Truth {
        self.any(
            self.tree
                .alerts
                .iter()
                .filter(|alert| alert.stop == Some(Stop::Emergency))
                .map(|alert| &alert.when),
        )
    }

    /// Whether the person is referred on without a level.
    pub(crate) fn referred(&self) -> Truth {
        self.any(
            self.tree
                .alerts
                .iter()
                .filter(|alert| alert.stop == Some(Stop::Refer))
                .map(|alert| &alert.when),
        )
    }

    /// A condition that may be missing; then it holds.
    pub(crate) fn may(&self, condition: &Option<Condition>) -> Truth {
        condition
            .as_ref()
            .map_or(Truth::Yes, |condition| self.holds(condition))
    }

    pub(crate) fn holds(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(parts) => {
                let mut all = Truth::Yes;
                for part in parts {
                    all = all.and(|| self.holds(part));
                    if all == Truth::No {
                        break;
                    }
                }
                all
            }
            Condition::Any(parts) => self.any(parts.iter()),
            Condition::Not(part) => self.holds(part).not(),
            Condition::Test(test) => self.test(&test.value),
        }
    }

    pub(super) fn any<'c>(&self, parts: impl Iterator<Item = &'c Condition>) -> Truth {
        let mut any = Truth::No;
        for part in parts {
            any = any.or(|| self.holds(part));
            if any == Truth::Yes {
                break;
            }
        }
        any
    }

    fn test(&self, test: &Test) -> Truth {
        match *test {
            Test::Choices { question, any } => {
                self.asked[question.index()].and(|| self.test_choices(question, any))
            }
            Test::Number { question, min, max } => self.asked[question.index()]
                .and(|| test_number(question, self.domains[question.index()], min, max)),
            Test::Score { score, min, max } => {
                let found = &self.tree[score];
                self.reached[found.node.index()].and(|| self.test_score(&found.add, min, max))
            }
            Test::Scale { scale, any } => {
                let node = self.tree[scale].node;
                self.reached[node.index()].and(|| within(self.scale(scale), any))
            }
            Test::Level { any } => within(self.levels, any),
        }
    }

    fn test_choices(&self, question: QuestionRef, any: u64) -> Truth {
        match self.domains[question.index()] {
            Domain::One(set) if set & any == 0 => Truth::No,
            Domain::One(set) if set & !any == 0 => Truth::Yes,
            Domain::One(_) => Truth::Open(Split::new(question, Cut::Choices(any))),
            Domain::Many { must, .. } if must & any != 0 => Truth::Yes,
            Domain::Many { may, .. } if may & any == 0 => Truth::No,
            Domain::Many { must, may } => Truth::Open(Split::new(
                question,
                Cut::Tick((may & any & !must).trailing_zeros()),
            )),
            Domain::Number { .. } => Truth::No,
        }
    }
}

fn test_number(question: QuestionRef, domain: Domain, min: i64, max: i64) -> Truth {
    let Domain::Number {
        min: low,
        max: high,
    } = domain
    else {
        return Truth::No;
    };
    if high < min || max < low {
        return Truth::No;
    }
    if min <= low && high <= max {
        return Truth::Yes;
    }
    Truth::Open(if low < min {
        Split::new(question, Cut::Below(min)).turn()
    } else {
        Split::new(question, Cut::Below(max + 1))
    })
}
