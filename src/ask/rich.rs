//! The asker for terminals that can draw.

use super::Asker;
use super::keys::{Key, Stdin, key};
use super::list::{List, Pressed, Style};
use super::look::Look;
use super::prompt::{Body, Prompt, Reply};
use super::screen::Screen;
use super::terminal::{Paste, Privacy, Terminal, ready};
use super::typed::{Field, Typed};
use crate::model::words::Words;
use std::io::{self, ErrorKind};
use std::time::Duration;

/// How often the size of the terminal is looked at.
const TICK: Duration = Duration::from_millis(150);

/// Lists and fields drawn on the terminal, one prompt at a time, each in the place of the last.
pub struct Rich<'a> {
    style: Style<'a>,
    screen: Screen,
    _terminal: Terminal,
}

impl<'a> Rich<'a> {
    /// Takes over the terminal until this is dropped.
    ///
    /// # Errors
    /// Standard input is no terminal.
    pub fn open(look: Look, words: &'a Words, privacy: Privacy) -> io::Result<Self> {
        let leave = (privacy == Privacy::Private).then_some('q');
        let style = Style { look, words, leave };
        Ok(Rich {
            _terminal: Terminal::open(privacy)?,
            screen: Screen::new(),
            style,
        })
    }

    fn choose(&mut self, prompt: &Prompt) -> io::Result<Reply> {
        ready(Paste::Marked);
        let mut list = List::new(prompt, self.style);
        loop {
            self.screen.draw(&list.frame(self.screen.size()))?;
            let Some(key) = self.key()? else { continue };
            match list.press(key) {
                Pressed::Stay => {}
                Pressed::Reply(reply) => return Ok(reply),
                Pressed::Emergency if prompt.emergency.is_empty() => {}
                Pressed::Emergency => {
                    if self.show_emergency(prompt)? == Reply::Leave {
                        return Ok(Reply::Leave);
                    }
                }
            }
        }
    }

    /// The next key; none when the terminal was resized and has to be drawn anew.
    fn key(&self) -> io::Result<Option<Key>> {
        loop {
            if let Some(key) = key(&mut Stdin, TICK)? {
                return Ok(Some(key));
            }
            if self.screen.resized() {
                return Ok(None);
            }
        }
    }

    fn fill_in(&mut self, prompt: &Prompt) -> io::Result<Reply> {
        let mut field = Field::new(prompt, self.style);
        loop {
            match field.ask(&mut self.screen)? {
                Typed::Reply(reply) => return Ok(reply),
                Typed::More => field.more = field.more.other(),
                Typed::Emergency => {
                    if self.show_emergency(prompt)? == Reply::Leave {
                        return Ok(Reply::Leave);
                    }
                }
                Typed::Unclear | Typed::Nothing => {}
            }
        }
    }

    fn show_emergency(&mut self, prompt: &Prompt) -> io::Result<Reply> {
        let mut page = Prompt {
            head: prompt.emergency.clone(),
            ..Prompt::default()
        };
        page.offers.back = Some(self.style.words.emergency_back.to_string());
        self.choose(&page)
    }
}

impl Asker for Rich<'_> {
    fn ask(&mut self, prompt: &Prompt) -> io::Result<Reply> {
        let reply = match prompt.body {
            Body::Number { .. } => self.fill_in(prompt),
            _ => self.choose(prompt),
        };
        if reply.is_err() {
            // When the terminal was closed, a signal says so, and whoever hears it ends the program.
            std::thread::sleep(Duration::from_millis(500));
        }
        match reply {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(Reply::Leave),
            reply => reply,
        }
    }
}
