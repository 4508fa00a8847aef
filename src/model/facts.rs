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
    branches: usize,
    supports: usize,
    alerts: usize,
    asked: usize,
    scales: Vec<usize>,
    len: usize,
}

impl Layout {
    pub(crate) fn of(tree: &Tree) -> Self {
        let alerts = 2;
        let mut len = alerts + 2 * tree.alerts.len();
        let mut scales = Vec::with_capacity(tree.scales.len());
        for scale in &tree.scales {
            scales.push(len);
            len += scale.values.len();
        }
        let asked = len;
        let supports = asked + 2 * tree.questions.len();
        let branches = supports + 2 * tree.supports.len();
        Layout {
            branches,
            supports,
            alerts,
            asked,
            scales,
            len: branches + tree.branches.len(),
        }
    }

    /// Where a fact stands; a question's, a support's and an alert's being so stands after its not being so.
    pub(crate) fn bit(&self, fact: Fact) -> usize {
        match fact {
            Fact::Stopped => 0,
            Fact::Referred => 1,
            Fact::Branch(at) => self.branches + at as usize,
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
            bits: vec![0; layout.len.div_ceil(64)],
            left: (u32::MAX, 0),
        }
    }

    pub(crate) fn add(&mut self, layout: &Layout, fact: Fact) {
        let bit = layout.bit(fact);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    /// Adds facts that stand side by side, given as bits from the first one.
    pub(crate) fn add_from(&mut self, bit: usize, facts: u64) {
        let (word, shift) = (bit / 64, bit % 64);
        self.bits[word] |= facts << shift;
        let rest = facts.checked_shr(64 - shift as u32).unwrap_or(0);
        if rest != 0 {
            self.bits[word + 1] |= rest;
        }
    }

    pub(crate) fn has(&self, layout: &Layout, fact: Fact) -> bool {
        let bit = layout.bit(fact);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    pub(crate) fn clear(&mut self) {
        self.bits.fill(0);
        self.left = (u32::MAX, 0);
    }

    /// Notes that so few and so many questions may be left.
    pub(crate) fn widen(&mut self, least: u32, most: u32) {
        self.left = (self.left.0.min(least), self.left.1.max(most));
    }

    /// Whether it is known that so few and so many questions may be left.
    pub(crate) fn spans(&self, least: u32, most: u32) -> bool {
        self.left.0 <= least && most <= self.left.1
    }
}
