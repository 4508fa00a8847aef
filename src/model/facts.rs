//! Sets of things that can happen: endings, supports, alerts, questions asked, scale values.

use super::tree::Tree;

/// A set of things that can happen to a tree, and how many questions may be left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    bits: Vec<u64>,
    /// Fewest and most questions still to be asked; nothing can be asked while the first is larger.
    pub(crate) left: (u32, u32),
}

/// One thing that can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    Stopped,
    Referred,
    Branch(u32),
    Support(u32, bool),
    Alert(u32, bool),
    Asked(u32, bool),
    Scale(u32, u32),
}

/// Where each kind of fact begins.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    supports: usize,
    alerts: usize,
    asked: usize,
    scales: Vec<usize>,
    size: usize,
}

impl Layout {
    pub(crate) fn of(tree: &Tree) -> Self {
        let supports = 2 + tree.branches.len();
        let alerts = supports + 2 * tree.supports.len();
        let asked = alerts + 2 * tree.alerts.len();
        let mut size = asked + 2 * tree.questions.len();
        let mut scales = Vec::with_capacity(tree.scales.len());
        for scale in &tree.scales {
            scales.push(size);
            size += scale.values.len();
        }
        Layout {
            supports,
            alerts,
            asked,
            scales,
            size,
        }
    }

    fn bit(&self, fact: Fact) -> usize {
        match fact {
            Fact::Stopped => 0,
            Fact::Referred => 1,
            Fact::Branch(at) => 2 + at as usize,
            Fact::Support(at, holds) => self.supports + 2 * at as usize + usize::from(holds),
            Fact::Alert(at, holds) => self.alerts + 2 * at as usize + usize::from(holds),
            Fact::Asked(at, holds) => self.asked + 2 * at as usize + usize::from(holds),
            Fact::Scale(at, rank) => self.scales[at as usize] + rank as usize,
        }
    }
}

impl Facts {
    pub(crate) fn none(layout: &Layout) -> Self {
        Facts {
            bits: vec![0; layout.size.div_ceil(64)],
            left: (u32::MAX, 0),
        }
    }

    pub(crate) fn add(&mut self, layout: &Layout, fact: Fact) {
        let bit = layout.bit(fact);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    pub(crate) fn has(&self, layout: &Layout, fact: Fact) -> bool {
        let bit = layout.bit(fact);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    pub(crate) fn clear(&mut self) {
        self.bits.fill(0);
        self.left = (u32::MAX, 0);
    }

    pub(crate) fn join(&mut self, other: &Facts) {
        self.bits
            .iter_mut()
            .zip(&other.bits)
            .for_each(|(mine, theirs)| *mine |= theirs);
        self.left = (self.left.0.min(other.left.0), self.left.1.max(other.left.1));
    }

    /// Whether everything in `other` is here too.
    pub(crate) fn covers(&self, other: &Facts) -> bool {
        self.left.0 <= other.left.0
            && self.left.1 >= other.left.1
            && self
                .bits
                .iter()
                .zip(&other.bits)
                .all(|(mine, theirs)| theirs & !mine == 0)
    }
}
