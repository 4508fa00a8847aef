//! A window over rows that are more than the screen has room for.

use std::ops::Range;

/// Which part is shown: moved by rows, but along entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Window {
    /// Rows above it.
    top: usize,
    /// Entries in it.
    seen: Range<usize>,
    /// Rows it has for them.
    room: usize,
    follow: Follow,
}

/// How far to read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stride {
    /// Half of what is seen.
    Half,
    /// All of it but the last rows, which lead on to the next ones.
    Page,
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
    /// What is hidden above.
    pub(super) above: Hidden,
    /// The same below.
    pub(super) below: Hidden,
}

/// What is hidden on one side of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    Nothing,
    /// So many rows of text, and perhaps entries after them.
    Rows(usize),
    Entries(usize),
}

impl Window {
    pub(super) fn new() -> Self {
        Window {
            top: 0,
            seen: 0..usize::MAX,
            room: 1,
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

    /// Goes to where the text ends.
    pub(super) fn wind(&mut self) {
        (self.top, self.follow) = (usize::MAX, Follow::Text);
    }

    /// Everything fits.
    pub(super) fn show_all(&mut self) {
        (self.top, self.seen) = (0, 0..usize::MAX);
    }

    /// How many rows, or entries, to go by at once.
    pub(super) fn step(&self, stride: Stride) -> usize {
        let rows = match stride {
            Stride::Half => self.room / 2,
            Stride::Page => self.room.saturating_sub(2),
        };
        rows.max(1)
    }

    /// Whether there is text to read before this entry comes into view.
    pub(super) fn hides(&self, entry: usize) -> bool {
        entry >= self.seen.end
    }

    /// Moves down if this entry is not yet in it; says whether it did.
    pub(super) fn reads_on(&mut self, entry: usize, stride: Stride) -> bool {
        let hidden = self.hides(entry);
        if hidden {
            self.top += self.step(stride);
        }
        hidden
    }

    /// Moves up if there is something above; says whether it did.
    pub(super) fn reads_back(&mut self, stride: Stride) -> bool {
        let hidden = self.top > 0;
        if hidden {
            self.top = self.top.saturating_sub(self.step(stride));
            self.follow = Follow::Text;
        }
        hidden
    }

    /// Whether it stays where a text begins, and not where the person is.
    pub(super) fn is_reading(&self) -> bool {
        self.follow == Follow::Text
    }

    /// Puts the top where the view of `room` rows begins.
    fn move_to(&mut self, total: usize, entries: &[Range<usize>], at: usize, room: usize) {
        if self.follow == Follow::Entry {
            // With the first entry, what stands above it comes into view, too.
            let first = if at == 0 { 0 } else { entries[at].start };
            let lowest = entries[at].end.saturating_sub(room);
            self.top = self.top.min(first).max(lowest);
        }
        self.top = self.top.min(total.saturating_sub(room));
        let cut = |entry: &&Range<usize>| entry.start < self.top && self.top < entry.end;
        if let Some(cut) = entries[..at].iter().find(cut) {
            self.top = cut.end;
        }
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
        self.move_to(total, entries, at, room);
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
        (self.seen, self.room) = (first..begun, room);
        let text_below = entries
            .get(begun)
            .is_none_or(|next| begun == 0 && next.start > end);
        View {
            rows: self.top..end,
            above: Hidden::of(first, self.top, first == 0),
            below: Hidden::of(entries.len() - begun, total - end, text_below),
        }
    }
}

impl Hidden {
    fn of(entries: usize, rows: usize, is_text: bool) -> Self {
        match (entries, rows, is_text) {
            (0, 0, _) => Hidden::Nothing,
            (_, rows, true) => Hidden::Rows(rows),
            (entries, ..) => Hidden::Entries(entries),
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

    fn of(rows: Range<usize>, above: Hidden, below: Hidden) -> View {
        View { rows, above, below }
    }

    #[test]
    fn entries_are_shown_whole() {
        let (entries, mut window) = (entries(5), Window::new());
        let view = window.view(17, &entries, 0, 11);
        assert_eq!(view, of(0..8, Hidden::Nothing, Hidden::Entries(3)));
        window.follow();
        let view = window.view(17, &entries, 3, 11);
        assert_eq!(view, of(5..14, Hidden::Entries(1), Hidden::Entries(1)));
        let view = window.view(17, &entries, 4, 11);
        assert_eq!(view, of(8..17, Hidden::Entries(2), Hidden::Nothing));
        let view = window.view(17, &entries, 4, 10);
        assert_eq!(view, of(11..17, Hidden::Entries(3), Hidden::Nothing));
        let view = window.view(17, &entries, 0, 11);
        assert_eq!(view, of(0..8, Hidden::Nothing, Hidden::Entries(3)));
    }

    #[test]
    fn a_text_longer_than_the_window_is_read_from_its_beginning() {
        let entries = [20..21, 21..22];
        let mut window = Window::new();
        let view = window.view(22, &entries, 0, 12);
        assert_eq!(view, of(0..10, Hidden::Nothing, Hidden::Rows(12)));
        assert!(window.reads_on(0, Stride::Half));
        let view = window.view(22, &entries, 0, 12);
        assert_eq!(view, of(5..15, Hidden::Rows(5), Hidden::Rows(7)));
        assert!(window.reads_on(0, Stride::Page));
        let view = window.view(22, &entries, 0, 12);
        assert_eq!(view, of(12..22, Hidden::Rows(12), Hidden::Nothing));
        assert!(!window.reads_on(0, Stride::Half));
    }
}
