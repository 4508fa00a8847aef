//! What one pass can tell: yes, no, or which question to divide to tell more.

use crate::model::domain::{Cut, Domain};
use crate::model::tree::{QuestionRef, Tree};

/// A question to divide, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    pub(crate) question: QuestionRef,
    pub(crate) cut: Cut,
    /// Whether it is the second part that brings what is open closer to yes.
    turned: bool,
}

impl Split {
    pub(crate) fn new(question: QuestionRef, cut: Cut) -> Self {
        Split {
            question,
            cut,
            turned: false,
        }
    }

    /// The same division, seen from what is open the other way round.
    pub(super) fn turn(self) -> Self {
        Split {
            turned: !self.turned,
            ..self
        }
    }

    /// Both parts of a domain, without those that are empty; first the one that brings it closer to yes.
    pub(crate) fn parts(self, tree: &Tree, whole: Domain) -> impl Iterator<Item = Domain> + use<> {
        let [first, second] = whole.divide(&tree[self.question], self.cut);
        let parts = if self.turned {
            [second, first]
        } else {
            [first, second]
        };
        parts.into_iter().flatten()
    }
}

/// What one pass can tell of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    Yes,
    No,
    Open(Split),
}

impl Truth {
    pub(crate) fn not(self) -> Self {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Open(split) => Truth::Open(split.turn()),
        }
    }

    /// Whether it is as `wanted`.
    pub(crate) fn is(self, wanted: bool) -> Self {
        if wanted { self } else { self.not() }
    }

    pub(crate) fn and(self, other: impl FnOnce() -> Truth) -> Self {
        match self {
            Truth::No => Truth::No,
            Truth::Yes => other(),
            open => {
                if other() == Truth::No {
                    Truth::No
                } else {
                    open
                }
            }
        }
    }

    pub(crate) fn or(self, other: impl FnOnce() -> Truth) -> Self {
        match self {
            Truth::Yes => Truth::Yes,
            Truth::No => other(),
            open => {
                if other() == Truth::Yes {
                    Truth::Yes
                } else {
                    open
                }
            }
        }
    }

    pub(crate) fn split(self) -> Option<Split> {
        if let Truth::Open(split) = self {
            Some(split)
        } else {
            None
        }
    }
}

/// The values a scale may have in this pass, and a split that would tell more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) values: u64,
    pub(crate) split: Option<Split>,
}
