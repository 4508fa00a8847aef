//! A list on the terminal: what keys do to it, and the rows it is drawn in.

use super::entry::{Entry, Means, entries};
use super::keys::Key;
use super::look::Look;
use super::paint::{Marked, Rows};
use super::prompt::{Body, Prompt, Reply, Tone};
use super::screen::Frame;
use super::window::Window;
use super::wrap::{Row, paragraphs};
use super::{hints, paint};
use crate::model::words::{Words, fill};

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
    window: Window,
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
        let mut list = List {
            at: at.unwrap_or(0),
            ticks,
            prompt,
            style,
            more: Shown::No,
            message: None,
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
        match key {
            Key::Down | Key::Char('j') => self.down(),
            Key::Up | Key::Char('k') => self.up(),
            Key::PageDown => self.jump((self.at + self.window.step()).min(self.entries.len() - 1)),
            Key::PageUp => self.jump(self.at.saturating_sub(self.window.step())),
            Key::Home => self.jump(0),
            Key::End => self.jump(self.entries.len() - 1),
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
            Key::Char(key) => return self.pick(key),
            _ => {}
        }
        Pressed::Stay
    }

    fn down(&mut self) {
        if !self.window.reads_on(self.at) {
            self.jump((self.at + 1) % self.entries.len());
        }
    }

    fn up(&mut self) {
        if self.at > 0 || !self.window.reads_back() {
            self.jump((self.at + self.entries.len() - 1) % self.entries.len());
        }
    }

    fn jump(&mut self, at: usize) {
        self.at = at;
        self.window.follow();
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
        // Nobody chooses what they cannot see.
        if self.window.reads_on(self.at) {
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
    pub(super) fn frame(&mut self, (height, width): (usize, usize)) -> Frame {
        let width = width - 1;
        let look = self.style.look;
        let marked = Marked {
            at: self.at,
            ticks: self.is_many().then_some(self.ticks),
        };
        let body = paint::list(&self.entries, marked, look, width);
        let mut head = head(self.prompt, self.more, width);
        let mut foot = paint::message(self.message.as_ref(), look, width);
        let hints = hints::of_list(self.prompt, &self.entries, self.style, width);
        foot.push(look.say(Tone::Quiet, &hints));
        let gaps = Gaps::between(&mut head, body.rows.len() + foot.len(), height);
        let head = head.iter().map(|(row, tone)| look.say(*tone, row));
        let head: Vec<String> = head.chain((gaps != Gaps::None).then(String::new)).collect();
        let below = (gaps == Gaps::Wide).then(String::new);
        let space = height.saturating_sub(foot.len() + below.iter().len());
        let (mut rows, cursor) = self.fit(head, body, space);
        rows.extend(below);
        rows.extend(foot);
        Frame {
            rows,
            cursor: (cursor, 0),
        }
    }

    /// Head and entries in so many rows, with the row the cursor is in. The head stays in its place while that leaves
    /// room for some entries; else all of it is moved through the window.
    fn fit(&mut self, mut head: Vec<String>, mut body: Rows, space: usize) -> (Vec<String>, usize) {
        let above = head.len();
        let selected = body.entries[self.at].clone();
        if above + body.rows.len() <= space {
            self.window.show_all();
            head.extend(body.rows);
            return (head, above + selected.start);
        }
        if above + 5 + selected.len() > space {
            head.append(&mut body.rows);
            body.rows = std::mem::take(&mut head);
            for entry in &mut body.entries {
                *entry = entry.start + above..entry.end + above;
            }
        }
        let start = body.entries[self.at].start;
        let size = space - head.len();
        let view = self
            .window
            .view(body.rows.len(), &body.entries, self.at, size);
        let (up, down) = self.style.look.more();
        let words = self.style.words;
        head.push(self.hidden(up, &words.more_above, view.above));
        let first = head.len();
        head.extend_from_slice(&body.rows[view.rows.clone()]);
        head.push(self.hidden(down, &words.more_below, view.below));
        let within = start.clamp(view.rows.start, view.rows.end - 1) - view.rows.start;
        (head, first + within)
    }

    /// How many entries are hidden on one side.
    fn hidden(&self, sign: &str, word: &str, count: usize) -> String {
        if count == 0 {
            return String::new();
        }
        let text = fill(word, &[("count", &count.to_string())]);
        let text = format!("  {sign}{text}");
        self.style.look.say(Tone::Quiet, &text)
    }
}

impl Gaps {
    /// The widest that leave room for everything; then the head closes up, too.
    fn between(head: &mut Vec<Row>, others: usize, height: usize) -> Self {
        if head.len() + others + 2 <= height {
            return Gaps::Wide;
        }
        if head.len() + others < height {
            return Gaps::Narrow;
        }
        tighten(head);
        if head.len() + others < height {
            Gaps::Narrow
        } else {
            Gaps::None
        }
    }
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
