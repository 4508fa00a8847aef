//! A window over rows that are more than the screen has room for.

use std::ops::Range;

/// Which part is shown: moved by rows, but along entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// Rows above it.
    top: usize,
    /// Entries in it.
    seen: Range<usize>,
    /// Rows to move by at once.
    step: usize,
    follow: Follow,
}

/// Whether the window goes where the person is, or stays where a long text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follow {
    Entry,
    Text,
}

/// What the window shows of its rows, and what it leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct View {
    /// The rows shown.
    pub(super) rows: Range<usize>,
    /// Entries above, or rows if there are no entries among them.
    pub(super) above: usize,
    /// The same below.
    pub(super) below: usize,
}

impl Window {
    pub(super) fn new() -> Self {
        Window {
            top: 0,
            seen: 0..usize::MAX,
            step: 1,
            follow: Follow::Text,
        }
    }

    /// Goes where the person is, from the next view on.
    pub(super) fn follow(&mut self) {
        self.follow = Follow::Entry;
    }

    /// Goes to where the text begins.
    pub(super) fn rewind(&mut self) {
        (self.top, self.follow) = (0, Follow::Text);
    }

    /// Everything fits.
    pub(super) fn show_all(&mut self) {
        (self.top, self.seen) = (0, 0..usize::MAX);
    }

    /// How many entries to go by at once.
    pub(super) fn step(&self) -> usize {
        self.step
    }

    /// Moves down if this entry is not yet in it; says whether it did.
    pub(super) fn reads_on(&mut self, entry: usize) -> bool {
        let hidden = entry >= self.seen.end;
        if hidden {
            self.top += self.step;
        }
        hidden
    }

    /// Moves up if there is something above; says whether it did.
    pub(super) fn reads_back(&mut self) -> bool {
        let hidden = self.top > 0;
        if hidden {
            self.top = self.top.saturating_sub(self.step);
            self.follow = Follow::Text;
        }
        hidden
    }

    /// The view of `total` rows in `size` rows, two of which say what is above and below. No entry is shown in part,
    /// unless it is larger than the window, and no heading without an entry.
    pub(super) fn view(
        &mut self,
        total: usize,
        entries: &[Range<usize>],
        at: usize,
        size: usize,
    ) -> View {
        let room = size.saturating_sub(2).max(1);
        if self.follow == Follow::Entry {
            // With the first entry, what stands above it comes into view, too.
            let first = if at == 0 { 0 } else { entries[at].start };
            let lowest = entries[at].end.saturating_sub(room);
            self.top = self.top.min(first).max(lowest);
        }
        self.top = self.top.min(total.saturating_sub(room));
        let first = entries.partition_point(|entry| entry.start < self.top);
        let mut end = (self.top + room).min(total);
        let whole = entries.partition_point(|entry| entry.end <= end);
        let last = whole
            .checked_sub(1)
            .filter(|last| *last >= first.max(at.min(whole)));
        if let Some(last) = last.filter(|_| end < total) {
            end = entries[last].end;
        }
        let begun = entries.partition_point(|entry| entry.start < end);
        (self.seen, self.step) = (first..begun, (room / 2).max(1));
        let count = |entries: usize, rows: usize| if entries > 0 { entries } else { rows };
        View {
            rows: self.top..end,
            above: count(first, self.top),
            below: count(entries.len() - begun, total - end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries of three rows each, after a head of two.
    fn entries(count: usize) -> Vec<Range<usize>> {
        (0..count).map(|at| at * 3 + 2..at * 3 + 5).collect()
    }

    #[test]
    fn entries_are_shown_whole() {
        let (entries, mut window) = (entries(5), Window::new());
        let view = window.view(17, &entries, 0, 11);
        assert_eq!((view.rows, view.above, view.below), (0..8, 0, 3));
        window.follow();
        let view = window.view(17, &entries, 3, 11);
        assert_eq!((view.rows, view.above, view.below), (5..14, 1, 1));
        let view = window.view(17, &entries, 4, 11);
        assert_eq!((view.rows, view.above, view.below), (8..17, 2, 0));
        let view = window.view(17, &entries, 0, 11);
        assert_eq!((view.rows, view.above, view.below), (0..8, 0, 3));
    }

    #[test]
    fn a_text_longer_than_the_window_is_read_from_its_beginning() {
        let entries = [20..21, 21..22];
        let mut window = Window::new();
        assert_eq!(window.view(22, &entries, 0, 12).rows, 0..10);
        assert!(window.reads_on(0));
        assert_eq!(window.view(22, &entries, 0, 12).rows, 5..15);
        assert!(window.reads_on(0));
        assert!(window.reads_on(0) || window.view(22, &entries, 0, 12).rows.end >= 20);
    }
}
