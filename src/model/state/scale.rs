//! What the value of a scale may be.

use super::{Range, State, Truth};
use crate::model::tree::ScaleRef;

impl State<'_> {
    /// Whether a scale is reached and has this value.
    pub(crate) fn valued(&self, scale: ScaleRef, rank: u32) -> Truth {
        let reached = self.reached[self.tree[scale].node.index()];
        reached.and(|| within(self.scale(scale), 1 << rank))
    }

    /// The values a scale may have, where it is reached.
    pub(super) fn scale(&self, scale: ScaleRef) -> Range {
        let known = &self.scales[scale.index()];
        known.get().unwrap_or_else(|| {
            let range = self.range(scale);
            known.set(Some(range));
            range
        })
    }

    /// The values a scale may have: from the heaviest down to the first that surely holds.
    fn range(&self, scale: ScaleRef) -> Range {
        let mut range = Range {
            values: 0,
            split: None,
        };
        for (rank, value) in self.tree[scale].values.iter().enumerate().rev() {
            if self.limits[scale.index()] >> rank & 1 == 0 {
                continue;
            }
            let holds = if rank == 0 {
                Truth::Yes
            } else {
                self.any(value.rules.iter().map(|rule| &rule.when))
            };
            match holds {
                Truth::No => {}
                Truth::Yes => {
                    range.values |= 1 << rank;
                    return range;
                }
                Truth::Open(split) => {
                    range.values |= 1 << rank;
                    range.split = range.split.or(Some(split));
                }
            }
        }
        range
    }
}

/// Whether the value is one of these.
pub(super) fn within(range: Range, any: u64) -> Truth {
    match range.split {
        _ if range.values & any == 0 => Truth::No,
        _ if range.values & !any == 0 => Truth::Yes,
        // The split is about the highest value.
        Some(split) if any >> range.values.ilog2() & 1 == 1 => Truth::Open(split),
        Some(split) => Truth::Open(split.turn()),
        None => Truth::No,
    }
}
