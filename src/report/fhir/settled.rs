//! When something is settled: by which answers it holds, and by which it does not.

use super::clauses::Clauses;

/// When it is settled that something holds, and when that it does not. Nothing stands for what cannot be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) yes: Option<Clauses>,
    pub(super) no: Option<Clauses>,
}

impl Settled {
    /// It holds whatever is answered.
    pub(super) fn always() -> Self {
        Settled {
            yes: Some(Clauses::always()),
            no: Some(Clauses::never()),
        }
    }

    /// It holds whatever is answered, or never.
    pub(super) fn is(holds: bool) -> Self {
        if holds {
            Self::always()
        } else {
            Self::always().not()
        }
    }

    /// What a form knows nothing of.
    pub(super) fn unknown() -> Self {
        Settled {
            yes: None,
            no: None,
        }
    }

    pub(super) fn not(self) -> Self {
        Settled {
            yes: self.no,
            no: self.yes,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Settled {
            yes: and(self.yes, other.yes),
            no: or(self.no, other.no),
        }
    }

    pub(super) fn or(self, other: Self) -> Self {
        Settled {
            yes: or(self.yes, other.yes),
            no: and(self.no, other.no),
        }
    }

    /// One of two, as this holds or does not.
    pub(super) fn choose(self, then: Self, otherwise: Self) -> Self {
        let either = |then, otherwise| {
            let (holds, fails) = (self.yes.clone(), self.no.clone());
            or(and(holds, then), and(fails, otherwise))
        };
        Settled {
            yes: either(then.yes, otherwise.yes),
            no: either(then.no, otherwise.no),
        }
    }
}

/// What cannot be said leaves all unsaid, unless the rest fails anyway.
fn and(one: Option<Clauses>, other: Option<Clauses>) -> Option<Clauses> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.and(other)),
        (Some(said), None) | (None, Some(said)) => (said == Clauses::never()).then_some(said),
        (None, None) => None,
    }
}

/// What cannot be said leaves all unsaid, unless the rest holds anyway.
pub(super) fn or(one: Option<Clauses>, other: Option<Clauses>) -> Option<Clauses> {
    match (one, other) {
        (Some(one), Some(other)) => one.or(other),
        (Some(said), None) | (None, Some(said)) => (said == Clauses::always()).then_some(said),
        (None, None) => None,
    }
}
