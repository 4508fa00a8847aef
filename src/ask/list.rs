//! A list on the terminal: what keys do to it, and the rows it is drawn in.

use super::entry::{Entry, Means, entries};
use super::keys::Key;
use super::look::Look;
use super::prompt::{Body, Prompt, Reply, Tone};
use super::screen::Frame;
use super::wrap::{Row, paragraphs, wrap};
use crate::model::words::{Words, fill};
use dialoguer::theme::Theme;
use std::ops::Range;
use textwrap::core::display_width;

/// What everything is drawn with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style<'a> {
    pub(super) look: Look,
    pub(super) words: &'a Words,
    /// Set when a key leaves at once and tracelessly.
    pub(super) leave: Option<char>,
}

/// A list while it stands.
pub(super) struct List<'a> {
    prompt: &'a Prompt,
    style: Style<'a>,
    entries: Vec<Entry>,
    at: usize,
    ticks: u64,
    more: Shown,
    message: Option<String>,
    /// Rows scrolled away, and the entries that can be seen.
    top: usize,
    seen: Range<usize>,
    page: usize,
    moved: bool,
}

/// Empty rows between head, entries and foot, as far as there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gaps {
    Wide,
    Narrow,
    None,
}

/// Whether what stands behind `?` is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Yes,
    No,
}

impl Shown {
    pub(super) fn other(self) -> Self {
        match self {
            Shown::Yes => Shown::No,
            Shown::No => Shown::Yes,
        }
    }
}

/// What a key led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    Stay,
    Emergency,
    Reply(Reply),
}

impl<'a> List<'a> {
    pub(super) fn new(prompt: &'a Prompt, style: Style<'a>) -> Self {
        let entries = entries(prompt, style.words);
        let (start, ticks) = match prompt.body {
            Body::One { at: Some(at), .. } => (Some(at), 0),
            Body::Many { ticked, .. } => (
                Some(ticked.trailing_zeros() as usize).filter(|_| ticked != 0),
                ticked,
            ),
            _ => (None, 0),
        };
        let at = entries
            .iter()
            .position(|entry| start.is_some() && entry.means.choice() == start);
        List {
            at: at.unwrap_or(0),
            ticks,
            prompt,
            style,
            more: Shown::No,
            message: None,
            top: 0,
            seen: 0..entries.len(),
            page: 1,
            moved: at.is_some(),
            entries,
        }
    }

    // --- Keys ---

    pub(super) fn press(&mut self, key: Key) -> Pressed {
        let again = self.message.take().is_some();
        match key {
            Key::Down | Key::Char('j') => self.down(),
            Key::Up | Key::Char('k') => self.up(),
            Key::PageDown => self.jump((self.at + self.page).min(self.entries.len() - 1)),
            Key::PageUp => self.jump(self.at.saturating_sub(self.page)),
            Key::Home => self.jump(0),
            Key::End => self.jump(self.entries.len() - 1),
            Key::Char(' ') => return self.space(),
            Key::Enter => return self.enter(again),
            Key::Char('!') => return Pressed::Emergency,
            Key::Char('r') if self.prompt.offers.review => {
                return Pressed::Reply(Reply::Review);
            }
            Key::Escape | Key::Left | Key::Char('<') if self.prompt.offers.back.is_some() => {
                return Pressed::Reply(Reply::Back);
            }
            Key::Char(key) if Some(key) == self.style.leave => {
                return Pressed::Reply(Reply::Leave);
            }
            Key::Char(key) => return self.pick(key),
            _ => {}
        }
        Pressed::Stay
    }

    fn down(&mut self) {
        if self.at >= self.seen.end {
            self.top += self.page;
        } else {
            self.jump((self.at + 1) % self.entries.len());
        }
    }

    fn up(&mut self) {
        if self.at == 0 && self.top > 0 {
            self.top = self.top.saturating_sub(self.page);
            self.moved = false;
        } else {
            self.jump((self.at + self.entries.len() - 1) % self.entries.len());
        }
    }

    fn jump(&mut self, at: usize) {
        self.at = at;
        self.moved = true;
    }

    /// A number or sign picks its entry.
    fn pick(&mut self, key: char) -> Pressed {
        let mut buffer = [0; 4];
        let key = key.encode_utf8(&mut buffer);
        let Some(at) = self.entries.iter().position(|entry| entry.key == *key) else {
            return Pressed::Stay;
        };
        let means = self.entries[at].means;
        if means != Means::More {
            self.jump(at);
        }
        self.choose(means)
    }

    fn space(&mut self) -> Pressed {
        let means = self.entries[self.at].means;
        if self.is_many() && means.choice().is_none() {
            return Pressed::Stay;
        }
        self.choose(means)
    }

    fn enter(&mut self, again: bool) -> Pressed {
        if self.at >= self.seen.end {
            self.down();
            return Pressed::Stay;
        }
        let means = self.entries[self.at].means;
        let Body::Many { alone, .. } = self.prompt.body else {
            return self.choose(means);
        };
        match means.choice() {
            _ if self.ticks != 0 && !matches!(means, Means::More | Means::Back) => {
                Pressed::Reply(Reply::Choices(self.ticks))
            }
            None => self.choose(means),
            // Nothing else can be meant with the pointer on "none of these".
            Some(at) if alone >> at & 1 == 1 => Pressed::Reply(Reply::Choices(1 << at)),
            Some(_) if alone != 0 => self.tell(&self.style.words.tick_first),
            Some(_) if again => Pressed::Reply(Reply::Choices(0)),
            Some(_) => self.tell(&self.style.words.tick_none),
        }
    }

    fn tell(&mut self, message: &str) -> Pressed {
        self.message = Some(message.to_owned());
        Pressed::Stay
    }

    fn choose(&mut self, means: Means) -> Pressed {
        Pressed::Reply(match means {
            Means::Choice(at) if self.is_many() => {
                self.tick(at);
                return Pressed::Stay;
            }
            Means::More => {
                self.more = self.more.other();
                (self.top, self.moved) = (0, false);
                return Pressed::Stay;
            }
            Means::Choice(at) => Reply::Choice(at),
            Means::Go => Reply::Go,
            Means::Unsure => Reply::Unsure,
            Means::Back => Reply::Back,
        })
    }

    /// Ticks or unticks; a choice that stands alone takes the place of the others.
    fn tick(&mut self, at: usize) {
        let Body::Many { alone, .. } = self.prompt.body else {
            return;
        };
        let one = 1 << at;
        self.ticks = if self.ticks & one != 0 {
            self.ticks & !one
        } else if alone & one != 0 {
            one
        } else {
            self.ticks & !alone | one
        };
    }

    fn is_many(&self) -> bool {
        matches!(self.prompt.body, Body::Many { .. })
    }

    // --- Rows ---

    /// The rows for a terminal of this size.
    pub(super) fn frame(&mut self, (height, width): (usize, usize)) -> Frame {
        let width = width - 1;
        let mut head = head(self.prompt, self.more, width);
        let (body, starts) = self.body(width);
        let foot = self.foot(width);
        let mut gaps = Gaps::Wide;
        let needed = head.len() + body.len() + foot.len();
        if needed + 2 > height {
            gaps = Gaps::Narrow;
        }
        if needed + 1 > height {
            tighten(&mut head);
        }
        if head.len() + body.len() + foot.len() + 1 > height {
            gaps = Gaps::None;
        }
        let gap = usize::from(gaps != Gaps::None);
        let space = height.saturating_sub(foot.len() + gap);
        let selected = starts[self.at]..starts.get(self.at + 1).copied().unwrap_or(body.len());
        let head = head.iter().map(|(row, tone)| self.say(*tone, row));
        let mut rows: Vec<String> = head.chain((gap > 0).then(String::new)).collect();
        let cursor;
        if rows.len() + body.len() <= space {
            (self.top, self.seen) = (0, 0..self.entries.len());
            cursor = rows.len() + selected.start;
            rows.extend(body);
        } else if rows.len() + 5 + selected.len() <= space {
            let size = space - rows.len();
            cursor = rows.len() + self.window(&mut rows, &body, &starts, selected, size);
        } else {
            let above = rows.len();
            let whole: Vec<String> = rows.drain(..).chain(body).collect();
            let starts: Vec<usize> = starts.iter().map(|start| start + above).collect();
            let selected = selected.start + above..selected.end + above;
            cursor = self.window(&mut rows, &whole, &starts, selected, space);
        }
        rows.extend((gaps == Gaps::Wide).then(String::new));
        rows.extend(foot);
        Frame {
            rows,
            cursor: (cursor, 0),
        }
    }

    /// Shows a window of the rows in which the selected ones can be seen; returns the cursor's row in it.
    fn window(
        &mut self,
        rows: &mut Vec<String>,
        all: &[String],
        starts: &[usize],
        selected: Range<usize>,
        size: usize,
    ) -> usize {
        let content = size.saturating_sub(2).max(1);
        if self.moved {
            // With the first entry, what stands above it comes into view, too.
            let first = if self.at == 0 { 0 } else { selected.start };
            let lowest = selected.end.saturating_sub(content);
            self.top = if first < lowest {
                lowest
            } else {
                self.top.clamp(lowest, first)
            };
        }
        self.top = self.top.min(all.len() - content.min(all.len()));
        let mut shown = self.top..(self.top + content).min(all.len());
        // No entry is shown in part, unless it is larger than the window.
        let last = starts.partition_point(|start| *start < shown.end);
        let whole = starts.get(last).copied().unwrap_or(all.len());
        let start = last.checked_sub(1).map_or(0, |last| starts[last]);
        if whole > shown.end && start > shown.start && start >= selected.end {
            shown.end = start;
        }
        let first = starts.partition_point(|start| *start < shown.start);
        let end = starts.partition_point(|start| *start < shown.end);
        (self.seen, self.page) = (first..end, (content / 2).max(1));
        let count = |entries: usize, hidden: usize| if entries > 0 { entries } else { hidden };
        let (up, down) = self.style.look.more();
        let words = self.style.words;
        let above = count(first, shown.start);
        let below = count(starts.len() - end, all.len() - shown.end);
        rows.push(self.more(up, &words.more_above, above));
        rows.extend_from_slice(&all[shown.clone()]);
        rows.push(self.more(down, &words.more_below, below));
        1 + selected.start.clamp(shown.start, shown.end - 1) - shown.start
    }

    fn more(&self, sign: &str, word: &str, count: usize) -> String {
        if count == 0 {
            return String::new();
        }
        let text = fill(word, &[("count", &count.to_string())]);
        self.say(Tone::Quiet, &format!("  {sign}{text}"))
    }

    /// The rows of all entries, and where each begins.
    fn body(&self, width: usize) -> (Vec<String>, Vec<usize>) {
        let (mut rows, mut starts) = (Vec::new(), Vec::new());
        let widest = self.entries.iter().map(|entry| entry.key.len()).max();
        for (at, entry) in self.entries.iter().enumerate() {
            if let Some(heading) = &entry.item.group {
                let wrapped = wrap("", heading, width);
                rows.extend(wrapped.iter().map(|row| self.say(Tone::Quiet, row)));
            }
            starts.push(rows.len());
            self.entry_rows(at, widest.unwrap_or(1), width, &mut rows);
        }
        (rows, starts)
    }

    fn entry_rows(&self, at: usize, widest: usize, width: usize, rows: &mut Vec<String>) {
        let entry = &self.entries[at];
        let active = at == self.at;
        let tick = self.is_many().then(|| entry.means.choice());
        let margin = 2 + tick.map_or(0, |_| 4);
        let key = format!("{:>widest$}  ", entry.key);
        let room = width.saturating_sub(margin).max(key.len() + 4);
        let mut texts = wrap(&key, &entry.item.label, room);
        if let Some(detail) = &entry.item.detail {
            let mark = format!("{:key$}{}", "", self.style.look.arrow(), key = key.len());
            texts.extend(wrap(&mark, detail, room));
        }
        let tone = if active { Tone::Active } else { Tone::Plain };
        for (line, text) in texts.iter().enumerate() {
            let mut row = String::new();
            let written = match tick {
                _ if line > 0 => {
                    let text = format!("{:margin$}{text}", "");
                    row = self.say(tone, &text);
                    Ok(())
                }
                Some(Some(choice)) => {
                    let ticked = self.ticks >> choice & 1 == 1;
                    self.style
                        .look
                        .format_multi_select_prompt_item(&mut row, text, ticked, active)
                }
                Some(None) => self.style.look.format_select_prompt_item(
                    &mut row,
                    &format!("    {text}"),
                    active,
                ),
                None => self
                    .style
                    .look
                    .format_select_prompt_item(&mut row, text, active),
            };
            debug_assert!(written.is_ok(), "writing to a string cannot fail");
            rows.push(row);
        }
    }

    fn foot(&self, width: usize) -> Vec<String> {
        let mut rows = Vec::new();
        for row in self.message.iter().flat_map(|text| wrap("", text, width)) {
            let mut line = String::new();
            let written = self.style.look.format_error(&mut line, &row);
            debug_assert!(written.is_ok(), "writing to a string cannot fail");
            rows.push(line);
        }
        let hints = self.hints();
        rows.push(self.say(Tone::Quiet, &line_of(&hints, self.style.look.dot(), width)));
        rows
    }

    /// The keys that work here, with what they do; the number says what goes first when there is no room.
    fn hints(&self) -> Vec<(u8, String)> {
        let words = self.style.words;
        let hint = |rank, key: &str, does: &str| (rank, format!("{key} {does}"));
        let arrows = self.style.look.arrows().unwrap_or(&words.key_arrows);
        let digits = self.entries.iter().filter(|entry| {
            entry.key.len() == 1 && entry.key.starts_with(|key: char| key.is_ascii_digit())
        });
        let digits: Vec<&str> = digits.map(|entry| entry.key.as_str()).collect();
        let mut hints = Vec::new();
        if self.entries.len() > 1 {
            hints.push(hint(3, arrows, &words.keys_move));
        }
        if self.is_many() {
            hints.push(hint(1, &words.key_space, &words.keys_tick));
        }
        let (pick, enter) = if self.is_many() {
            (&words.keys_tick, &words.keys_done)
        } else {
            (&words.keys_pick, &words.keys_choose)
        };
        if let [first, .., last] = digits.as_slice() {
            hints.push(hint(5, &format!("{first}-{last}"), pick));
        }
        hints.push(hint(1, &words.key_enter, enter));
        if self.prompt.offers.back.is_some() {
            hints.push(hint(4, &words.key_escape, &words.keys_back));
        }
        if self.prompt.offers.review {
            hints.push(hint(6, "r", &words.keys_review));
        }
        hints.extend(shared_hints(self.prompt, self.style));
        hints
    }

    fn say(&self, tone: Tone, text: &str) -> String {
        self.style.look.say(tone, text)
    }
}

/// The keys that work at every prompt.
pub(super) fn shared_hints(prompt: &Prompt, style: Style<'_>) -> Vec<(u8, String)> {
    let words = style.words;
    let leave = style
        .leave
        .map_or("Ctrl-C".to_owned(), |key| key.to_string());
    let emergency = (1, format!("! {}", words.keys_emergency));
    let mut hints = vec![(2, format!("{leave} {}", words.keys_leave))];
    if !prompt.emergency.is_empty() {
        hints.insert(0, emergency);
    }
    hints
}

/// As many hints as fit in one line: set closer if need be, then the least needed left out.
pub(super) fn line_of(hints: &[(u8, String)], dot: &str, width: usize) -> String {
    let mut ranks: Vec<u8> = hints.iter().map(|(rank, _)| *rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    for rank in ranks.iter().rev() {
        let kept = hints.iter().filter(|(of, _)| of <= rank);
        let kept: Vec<&str> = kept.map(|(_, hint)| hint.as_str()).collect();
        for between in [dot, "  "] {
            let line = kept.join(between);
            if display_width(&line) <= width {
                return line;
            }
        }
    }
    String::new()
}

/// Takes out empty rows, but for those before a warning.
fn tighten(head: &mut Vec<Row>) {
    let before_warning: Vec<bool> = (0..head.len())
        .map(|at| {
            head.get(at + 1)
                .is_some_and(|(_, tone)| *tone == Tone::Alert)
        })
        .collect();
    let mut keep = before_warning.into_iter();
    head.retain(|(row, _)| keep.next() == Some(true) || !row.is_empty());
}

/// What stands above the entries.
pub(super) fn head(prompt: &Prompt, more: Shown, width: usize) -> Vec<Row> {
    let mut head = prompt.head.clone();
    if let (Some(more), Shown::Yes) = (&prompt.more, more) {
        head.extend(more.text.iter().cloned());
    }
    paragraphs(&head, width)
}
