//! A list on the terminal: what keys do to it, and the rows it is drawn in.

use super::entry::{Entry, Means, entries};
use super::hints::Hints;
use super::keys::Key;
use super::look::Look;
use super::paint;
use super::paint::{Marked, Rows};
use super::prompt::{Body, Paragraph, Prompt, Reply, Skip, Tone};
use super::screen::Frame;
use super::window::{Hidden, Stride, Window};
use super::wrap::{Row, WIDEST, paragraphs, wrap};
use crate::model::words::{Words, fill};
use std::ops::Range;

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
    /// A number that may go on.
    typed: String,
    window: Window,
}

/// Whether an empty row follows the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Row,
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
            _ if prompt.offers.unsure == Skip::Chosen => (Some(Means::Unsure), 0),
            Body::One { at: Some(at), .. } => (Some(Means::Choice(at)), 0),
            Body::Many { ticked, .. } if ticked != 0 => {
                let first = ticked.trailing_zeros() as usize;
                (Some(Means::Choice(first)), ticked)
            }
            _ => (None, 0),
        };
        let at = entries.iter().position(|entry| Some(entry.means) == start);
        let mut list = List {
            at: at.unwrap_or(0),
            ticks,
            prompt,
            style,
            more: Shown::No,
            message: None,
            typed: String::new(),
            window: Window::new(),
            entries,
        };
        if at.is_some_and(|at| at > 0) {
            list.window.follow();
        }
        list
    }

    // --- Keys ---

    pub(super) fn press(&mut self, key: Key) -> Pressed {
        let again = self.message.take().is_some();
        let typed = std::mem::take(&mut self.typed);
        match key {
            Key::Down | Key::Char('j') => self.down(),
            Key::Up | Key::Char('k') => self.up(),
            Key::PageDown => self.page_down(),
            Key::PageUp => self.page_up(),
            Key::Home => self.home(),
            Key::End => self.end(),
            Key::Char(' ') => return self.space(),
            Key::Enter => return self.enter(again),
            Key::EndOfInput => return Pressed::Reply(Reply::Leave),
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
            Key::Char(key) => return self.pick(&typed, key),
            _ => {}
        }
        Pressed::Stay
    }

    fn down(&mut self) {
        if !self.window.reads_on(self.at, Stride::Half) {
            self.jump((self.at + 1) % self.entries.len());
        }
    }

    fn up(&mut self) {
        if self.at > 0 || !self.window.reads_back(Stride::Half) {
            self.jump((self.at + self.entries.len() - 1) % self.entries.len());
        }
    }

    fn page_down(&mut self) {
        if !self.window.reads_on(self.at, Stride::Page) {
            let step = self.window.step(Stride::Half);
            self.jump((self.at + step).min(self.entries.len() - 1));
        }
    }

    fn page_up(&mut self) {
        if self.at > 0 || !self.window.reads_back(Stride::Page) {
            self.jump(self.at.saturating_sub(self.window.step(Stride::Half)));
        }
    }

    /// To the beginning of what there is to read.
    fn home(&mut self) {
        self.at = 0;
        self.window.rewind();
    }

    /// To the end of what there is to read; from there, to the last entry.
    fn end(&mut self) {
        if self.window.hides(self.at) {
            self.window.wind();
        } else {
            self.jump(self.entries.len() - 1);
        }
    }

    fn jump(&mut self, at: usize) {
        self.at = at;
        self.window.follow();
    }

    /// A number or sign picks its entry; what was typed just before may be its beginning.
    fn pick(&mut self, before: &str, key: char) -> Pressed {
        let number = format!("{before}{key}");
        let key = key.to_string();
        if self.is_many() {
            let Some(at) = self.numbered(&key) else {
                return Pressed::Stay;
            };
            let pressed = self.press_entry(at);
            // Each digit ticks at once. Whoever meant a longer number has to see that.
            if number != key && self.numbered(&number).is_some() {
                let words = self.style.words;
                let values = [("first", before), ("second", &*key), ("number", &*number)];
                self.message = Some(fill(&words.digits_apart, &values));
            }
            self.typed = key;
            return pressed;
        }
        let typed = if self.numbered(&number).is_some() {
            number
        } else {
            key
        };
        let Some(at) = self.numbered(&typed) else {
            return Pressed::Stay;
        };
        let longer = |entry: &Entry| entry.key.len() > typed.len() && entry.key.starts_with(&typed);
        if self.entries.iter().any(longer) {
            self.jump(at);
            self.typed = typed;
            return Pressed::Stay;
        }
        self.press_entry(at)
    }

    fn numbered(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.key == key)
    }

    fn press_entry(&mut self, at: usize) -> Pressed {
        let means = self.entries[at].means;
        if means != Means::More {
            self.jump(at);
        }
        self.choose(means)
    }

    fn space(&mut self) -> Pressed {
        if self.window.reads_on(self.at, Stride::Page) {
            return Pressed::Stay;
        }
        let means = self.entries[self.at].means;
        if self.is_many() && means.choice().is_none() {
            return Pressed::Stay;
        }
        self.choose(means)
    }

    fn enter(&mut self, again: bool) -> Pressed {
        // Nobody chooses what they cannot see.
        if self.window.reads_on(self.at, Stride::Page) {
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
                self.window.rewind();
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
    pub(super) fn frame(&mut self, (height, all): (usize, usize)) -> Frame {
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
pub(super) fn head(prompt: &Prompt, more: Shown, width: usize) -> Vec<Row> {
    let mut head = prompt.head.clone();
    if let (Some(more), Shown::Yes) = (&prompt.more, more) {
        head.extend(more.text.iter().cloned());
    }
    paragraphs(&head, width)
}
