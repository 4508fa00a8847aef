//! A list on the terminal: what keys do to it.

mod frame;

pub(super) use frame::head;

use super::entry::{Entry, Means, entries};
use super::keys::Key;
use super::look::Look;
use super::prompt::{Body, Prompt, Reply, Skip};
use super::window::{Stride, Window};
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
    /// A number that may go on.
    typed: String,
    window: Window,
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
}
