//! Numbers without a pattern, the same ones every time: a search that draws is still a function of its input.

/// A source of such numbers.
pub(crate) struct Chance(u64);

impl Default for Chance {
    fn default() -> Self {
        Chance(0x9E37_79B9_7F4A_7C15)
    }
}

impl Chance {
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `count`.
    pub(crate) fn below(&mut self, count: u64) -> u64 {
        self.bits() % count.max(1)
    }

    pub(crate) fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }
}
