//! The rows a list is drawn in: what there is to read, the entries, and the keys.

use super::super::hints::Hints;
use super::super::paint::{self, Marked, Rows};
use super::super::prompt::{Paragraph, Prompt, Tone};
use super::super::screen::Frame;
use super::super::window::Hidden;
use super::super::wrap::{Row, WIDEST, paragraphs, wrap};
use super::{List, Shown};
use crate::model::words::fill;
use std::ops::Range;

/// Whether an empty row follows the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Row,
    None,
}

impl List<'_> {
    /// The rows for a terminal of this size.
    pub(in crate::ask) fn frame(&mut self, (height, all): (usize, usize)) -> Frame {
        let all = all - 1;
        let width = all.min(WIDEST);
        let look = self.style.look;
        let marked = Marked {
            at: self.at,
            ticks: self.is_many().then_some(self.ticks),
        };
        let body = paint::list(&self.entries, marked, look, width);
        let message = paint::message(self.message.as_ref(), look, width);
        let hints = |most| Hints::of_list(self.prompt, &self.entries, self.style, (all, most));
        let space = |hints: &Hints| height.saturating_sub(message.len() + hints.rows());
        let head = |hints: &Hints| self.head(body.rows.len(), space(hints), width);
        let hints = Some(hints(2))
            .filter(|all| head(all).is_some())
            .unwrap_or_else(|| hints(1));
        let space = space(&hints);
        let (mut rows, cursor) = match head(&hints) {
            Some(head) => self.all(head, body, space),
            None => self.fit(body, space, width),
        };
        rows.extend(message);
        let hints = hints.of(self.window.hides(self.at));
        rows.extend(hints.iter().map(|row| look.say(Tone::Quiet, row)));
        // A terminal that scrolls would leave rows behind.
        rows.truncate(height);
        let cursor = cursor.min(rows.len().saturating_sub(1));
        Frame {
            rows,
            cursor: (cursor, 0),
        }
    }

    /// Head and entries, where there is room for all of them, with the row the cursor is in.
    fn all(&mut self, mut head: Vec<String>, body: Rows, space: usize) -> (Vec<String>, usize) {
        self.window.show_all();
        let cursor = head.len() + body.entries[self.at].start;
        head.extend(body.rows);
        let roomy = head.len() < space;
        head.extend(roomy.then(String::new));
        (head, cursor)
    }

    /// The head, set as wide apart as leaves room for so many entries; none if there is no such way.
    fn head(&self, entries: usize, space: usize, width: usize) -> Option<Vec<String>> {
        let head = head(self.prompt, self.more, width);
        if head.len() + 1 + entries <= space {
            return Some(self.say(head, Gap::Row));
        }
        let tight = tight(head);
        if tight.len() + 1 + entries <= space {
            return Some(self.say(tight, Gap::Row));
        }
        (tight.len() + entries <= space).then(|| self.say(tight, Gap::None))
    }

    /// Head and entries in so many rows, with the row the cursor is in.
    ///
    /// The head stays in its place while that leaves room for some entries. Farther down the list, a question does
    /// without what was there to read first. Else all of it is moved through the window.
    fn fit(&mut self, mut body: Rows, space: usize, width: usize) -> (Vec<String>, usize) {
        let mut head = self.standing(&body.entries[self.at], space, width);
        if head.is_empty() {
            body.put_below(self.say(self::head(self.prompt, self.more, width), Gap::Row));
        } else {
            // There is nothing to read but entries.
            self.window.follow();
        }
        let start = body.entries[self.at].start;
        let view = self
            .window
            .view(body.rows.len(), &body.entries, self.at, space - head.len());
        let (up, down) = self.style.look.more();
        let words = self.style.words;
        let above = (&*words.lines_above, &*words.more_above);
        let below = (&*words.lines_below, &*words.more_below);
        head.push(self.hidden(up, above, view.above, width));
        let first = head.len();
        head.extend_from_slice(&body.rows[view.rows.clone()]);
        head.push(self.hidden(down, below, view.below, width));
        // The keys stay where they are.
        head.resize(space.max(head.len()), String::new());
        let within = start.clamp(view.rows.start, view.rows.end - 1) - view.rows.start;
        (head, first + within)
    }

    /// What of the head stays in its place while this entry is looked at; nothing, if there is no room.
    fn standing(&self, entry: &Range<usize>, space: usize, width: usize) -> Vec<String> {
        let tight = self.say(tight(head(self.prompt, self.more, width)), Gap::None);
        let short = self.say(short(self.prompt, width), Gap::None);
        let stays = |head: &[String]| head.len() + 5 + entry.len() <= space;
        let begins = self.window.is_reading() || tight.len() + 2 + entry.end <= space;
        if stays(&tight) && (begins || short.is_empty()) {
            return tight;
        }
        if !begins && self.at > 0 && stays(&short) {
            return short;
        }
        Vec::new()
    }

    fn say(&self, head: Vec<Row>, gap: Gap) -> Vec<String> {
        let look = self.style.look;
        let head = head.iter().map(|(row, tone)| look.say(*tone, row));
        head.chain((gap == Gap::Row).then(String::new)).collect()
    }

    /// What is hidden on one side.
    fn hidden(
        &self,
        sign: &str,
        (rows, entries): (&str, &str),
        hidden: Hidden,
        width: usize,
    ) -> String {
        let (word, count) = match hidden {
            Hidden::Nothing => return String::new(),
            Hidden::Rows(count) => (rows, count),
            Hidden::Entries(count) => (entries, count),
        };
        let text = fill(word, &[("count", &count.to_string())]);
        let row = wrap(&format!("  {sign}"), &text, width).swap_remove(0);
        self.style.look.say(Tone::Quiet, &row)
    }
}

/// Without empty rows, but for those before a warning.
fn tight(head: Vec<Row>) -> Vec<Row> {
    let tones = head.iter().map(|(_, tone)| *tone);
    let next = tones.skip(1).chain([Tone::Plain]);
    let warns: Vec<bool> = next.map(|tone| tone == Tone::Alert).collect();
    let rows = head.into_iter().zip(warns);
    rows.filter(|((row, _), warns)| *warns || !row.is_empty())
        .map(|(row, _)| row)
        .collect()
}

/// Of a question, where we are and what is asked; nothing of a page, which is there to be read.
fn short(prompt: &Prompt, width: usize) -> Vec<Row> {
    let is_question = prompt
        .head
        .first()
        .is_some_and(|first| first.tone == Tone::Quiet);
    let (first, rest) = prompt.head.split_at(usize::from(is_question));
    let asked = rest
        .iter()
        .filter(|paragraph| is_question && paragraph.tone == Tone::Strong);
    let head: Vec<Paragraph> = first.iter().chain(asked).cloned().collect();
    tight(paragraphs(&head, width))
}

/// What stands above the entries.
pub(in crate::ask) fn head(prompt: &Prompt, more: Shown, width: usize) -> Vec<Row> {
    let mut head = prompt.head.clone();
    if let (Some(more), Shown::Yes) = (&prompt.more, more) {
        head.extend(more.text.iter().cloned());
    }
    paragraphs(&head, width)
}
