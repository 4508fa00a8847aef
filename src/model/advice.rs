//! Which supports are advised, seen from the outcomes of a walk.

use super::tree::{SupportRef, Tree};
use super::walk::{Certainty, Outcomes};

/// A support to name to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    /// The support.
    pub support: SupportRef,
    /// Whether it holds in every outcome; if not, it is safe to advise to anyone and cannot be ruled out.
    pub certainty: Certainty,
}

impl Tree {
    /// The supports that are advised, in the order of the file: those that are certain, and those that are possible
    /// and say `if_unknown`; without those that a certain one covers, directly or through another.
    pub fn advice(&self, outcomes: &Outcomes) -> Vec<Advice> {
        let certain: Vec<SupportRef> = outcomes
            .supports
            .iter()
            .filter(|(_, certainty)| *certainty == Certainty::Certain)
            .map(|(support, _)| *support)
            .collect();
        let covered =
            |support: SupportRef| certain.iter().any(|other| self.outdoes(*other, support));
        let advised = outcomes.supports.iter().filter(|(support, certainty)| {
            let safe = *certainty == Certainty::Certain || self[*support].if_unknown;
            safe && !covered(*support)
        });
        advised
            .map(|&(support, certainty)| Advice { support, certainty })
            .collect()
    }

    /// Whether one support, where it is certain, makes another needless.
    pub(crate) fn outdoes(&self, support: SupportRef, other: SupportRef) -> bool {
        // Of two that cover each other, the first stays.
        let first_of_two = other < support && self.covers(other, support);
        other != support && self.covers(support, other) && !first_of_two
    }

    /// Whether one support covers another, directly or through others.
    pub fn covers(&self, support: SupportRef, other: SupportRef) -> bool {
        let mut reached = vec![support];
        let mut next = 0;
        while let Some(at) = reached.get(next).copied() {
            next += 1;
            for below in &self[at].covers {
                if *below == other {
                    return true;
                }
                if !reached.contains(below) {
                    reached.push(*below);
                }
            }
        }
        false
    }
}
