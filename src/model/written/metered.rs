//! A text that ends early when too much of it is read for one value.
//!
//! The YAML parser keeps all of an outermost `[…]` or `{…}` in memory, in pieces hundreds of times larger than the
//! text, before it tells us of the first. So we cannot count values there; but we can stop handing out characters.

use saphyr_parser::{Input, StrInput};
use std::cell::Cell;
use std::rc::Rc;

/// How many more characters may be read.
#[derive(Debug, Clone)]
pub(super) struct Meter(Rc<Cell<usize>>);

impl Meter {
    /// A meter that allows this many.
    pub(super) fn new(most: usize) -> Self {
        Meter(Rc::new(Cell::new(most)))
    }

    /// Allows this many from now on, unless it has run out.
    pub(super) fn renew(&self, most: usize) {
        if !self.has_run_out() {
            self.0.set(most);
        }
    }

    /// Whether the text was ended early.
    pub(super) fn has_run_out(&self) -> bool {
        self.0.get() == 0
    }

    fn spend(&self, count: usize) {
        self.0.set(self.0.get().saturating_sub(count));
    }
}

/// A text under a meter.
pub(super) struct Metered<'a> {
    input: StrInput<'a>,
    meter: Meter,
}

impl<'a> Metered<'a> {
    pub(super) fn new(text: &'a str, meter: Meter) -> Self {
        let input = StrInput::new(text);
        Metered { input, meter }
    }

    fn spend(&mut self, count: usize) {
        self.meter.spend(count);
        if self.meter.has_run_out() {
            self.input = StrInput::new("");
        }
    }
}

impl Input for Metered<'_> {
    fn lookahead(&mut self, count: usize) {
        self.input.lookahead(count);
    }

    fn buflen(&self) -> usize {
        self.input.buflen()
    }

    fn bufmaxlen(&self) -> usize {
        self.input.bufmaxlen()
    }

    fn raw_read_ch(&mut self) -> char {
        self.spend(1);
        self.input.raw_read_ch()
    }

    fn raw_read_non_breakz_ch(&mut self) -> Option<char> {
        self.spend(1);
        self.input.raw_read_non_breakz_ch()
    }

    fn skip(&mut self) {
        self.spend(1);
        self.input.skip();
    }

    fn skip_n(&mut self, count: usize) {
        self.spend(count);
        self.input.skip_n(count);
    }

    fn peek(&self) -> char {
        self.input.peek()
    }

    fn peek_nth(&self, n: usize) -> char {
        self.input.peek_nth(n)
    }

    fn peek_opt(&self) -> Option<char> {
        self.input.peek_opt()
    }
}
