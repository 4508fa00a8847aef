//! A frame of rows on the terminal, drawn again in place. One write for each, so that nothing flickers.

use super::terminal::{draw, up};
use console::Term;
use std::io;

/// The rows that stand on the terminal now.
#[derive(Debug)]
pub(super) struct Screen {
    pub(super) term: Term,
    drawn: usize,
    cursor: usize,
    size: (usize, usize),
}

/// Rows to draw, and where the cursor goes: on the entry the person is at, so that a screen reader finds it.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    pub(super) rows: Vec<String>,
    pub(super) cursor: (usize, usize),
}

impl Screen {
    pub(super) fn new() -> Self {
        let term = Term::buffered_stderr();
        let size = size_of(&term);
        Screen {
            term,
            drawn: 0,
            cursor: 0,
            size,
        }
    }

    /// Rows and columns there are.
    pub(super) fn size(&self) -> (usize, usize) {
        size_of(&self.term)
    }

    /// Whether the terminal was resized since the last frame.
    pub(super) fn resized(&self) -> bool {
        self.size() != self.size
    }

    /// Draws a frame where the last one stood.
    pub(super) fn draw(&mut self, frame: &Frame) -> io::Result<()> {
        let size = self.size();
        // Some terminals wrap the old rows anew, others cut them: start over at the top.
        let start = if size == self.size {
            up(self.cursor)
        } else {
            "\x1b[H".to_owned()
        };
        let mut out = format!("\x1b[?2026h{start}");
        for (at, row) in frame.rows.iter().enumerate() {
            if at > 0 {
                out.push_str("\r\n");
            }
            out.push_str(row);
            out.push_str("\x1b[K");
        }
        out.push_str("\x1b[J");
        let (row, column) = frame.cursor;
        out.push_str(&up(frame.rows.len().saturating_sub(1) - row));
        if column > 0 {
            out.push_str(&format!("\x1b[{column}C"));
        }
        out.push_str("\x1b[?2026l");
        (self.size, self.drawn, self.cursor) = (size, frame.rows.len(), row);
        draw(&self.term, &out, (self.drawn, self.cursor))
    }

    /// Notes that a text that wide was typed in the cursor's row, which may have made it several.
    pub(super) fn typed(&mut self, width: usize) {
        let more = width / self.size().1;
        self.cursor += more;
        self.drawn = self.drawn.max(self.cursor + 1);
    }
}

fn size_of(term: &Term) -> (usize, usize) {
    let (rows, columns) = term.size();
    (usize::from(rows).max(4), usize::from(columns).max(8))
}
