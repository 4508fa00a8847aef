//! Numbers, typed with dialoguer's `Input` on the last row of a frame.

use super::entry::{Means, entries};
use super::list::{Shown, Style, head};
use super::prompt::{Body, Prompt, Reply, Skip, Tone};
use super::screen::{Frame, Screen};
use super::terminal::{Paste, ready};
use super::wrap::{WIDEST, wrap};
use super::{hints, paint};
use crate::model::answers::UNSURE;
use crate::model::words::fill;
use dialoguer::Input;
use std::io;
use std::time::Duration;

/// What was typed, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typed {
    Reply(Reply),
    More,
    Emergency,
    Unclear,
    Nothing,
}

/// Reads what was typed where a number is wanted.
pub(super) fn read(prompt: &Prompt, style: Style<'_>, text: &str) -> Typed {
    let text = text.trim();
    let Body::Number { min, max, given } = prompt.body else {
        return Typed::Unclear;
    };
    if let Some(given) = given.filter(|_| text.is_empty()) {
        return Typed::Reply(Reply::Number(given));
    }
    if text.is_empty() && prompt.offers.unsure == Skip::Chosen {
        return Typed::Reply(Reply::Unsure);
    }
    if let Ok(number) = text.parse::<i64>() {
        return if (min..=max).contains(&number) {
            Typed::Reply(Reply::Number(number))
        } else {
            Typed::Unclear
        };
    }
    sign(prompt, style, text)
}

/// Reads what is no number. A sign counts at the end of anything: what was mistyped before still stands in the field.
fn sign(prompt: &Prompt, style: Style<'_>, text: &str) -> Typed {
    if text.ends_with('!') {
        return Typed::Emergency;
    }
    let lower = text.to_lowercase();
    if style.leave.is_some_and(|key| lower == key.to_string()) {
        return Typed::Reply(Reply::Leave);
    }
    let unsure = |key: &str| lower == key || lower == UNSURE;
    let entries = entries(prompt, style.words);
    let entry = entries.iter().find(|entry| match entry.means {
        Means::Unsure => unsure(&entry.key),
        _ => text.ends_with(&entry.key),
    });
    match entry.map(|entry| entry.means) {
        Some(Means::Unsure) => Typed::Reply(Reply::Unsure),
        Some(Means::Back) => Typed::Reply(Reply::Back),
        Some(Means::More) => Typed::More,
        _ => Typed::Unclear,
    }
}

/// A typed prompt while it stands.
pub(super) struct Field<'a> {
    pub(super) prompt: &'a Prompt,
    pub(super) style: Style<'a>,
    pub(super) more: Shown,
    text: String,
    message: Option<String>,
}

impl<'a> Field<'a> {
    pub(super) fn new(prompt: &'a Prompt, style: Style<'a>) -> Self {
        Field {
            prompt,
            style,
            more: Shown::No,
            text: String::new(),
            message: None,
        }
    }

    /// Draws the prompt and reads what is typed, once.
    pub(super) fn ask(&mut self, screen: &mut Screen) -> io::Result<Typed> {
        ready(Paste::Typed);
        screen.draw(&self.frame(screen.size()))?;
        let typed = Input::<String>::with_theme(&self.style.look)
            .with_initial_text(self.text.clone())
            .allow_empty(true)
            .report(false)
            .interact_text_on(&screen.term);
        let text = match typed {
            Ok(text) => text,
            Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
                // The signal is being answered elsewhere and ends the program, unless it was of no concern.
                std::thread::sleep(Duration::from_millis(300));
                return Ok(Typed::Nothing);
            }
            Err(dialoguer::Error::IO(error)) => return Err(error),
        };
        screen.typed(2 + textwrap::core::display_width(&text));
        let read = read(self.prompt, self.style, &text);
        self.message = (read == Typed::Unclear).then(|| self.expected());
        // What was typed stays to be mended, and is there again after something was read.
        self.text = text.trim_end_matches(['!', '?']).to_owned();
        Ok(read)
    }

    fn expected(&self) -> String {
        let Body::Number { min, max, .. } = self.prompt.body else {
            return String::new();
        };
        let bounds = [("min", &*min.to_string()), ("max", &*max.to_string())];
        fill(&self.style.words.number_expected, &bounds)
    }

    fn frame(&self, (height, all): (usize, usize)) -> Frame {
        let all = all - 1;
        let width = all.min(WIDEST);
        let look = self.style.look;
        let head = head(self.prompt, self.more, width);
        let mut rows: Vec<String> = head
            .iter()
            .map(|(row, tone)| look.say(*tone, row))
            .collect();
        rows.push(String::new());
        for entry in entries(self.prompt, self.style.words) {
            let text = wrap(&format!("  {}  ", entry.key), &entry.item.label, width);
            rows.extend(text.iter().map(|row| look.say(Tone::Quiet, row)));
        }
        rows.push(String::new());
        rows.extend(paint::message(self.message.as_ref(), look, width));
        let hints = hints::of_field(self.prompt, self.style, all);
        // The field must be seen, whatever else has no room.
        let below = 2 + hints.len();
        if rows.len() + below > height {
            rows.retain(|row| !row.is_empty());
            rows.drain(..(rows.len() + below).saturating_sub(height).min(rows.len()));
        }
        let cursor = (rows.len(), 0);
        rows.extend([String::new(), String::new()]);
        rows.extend(hints.iter().map(|row| look.say(Tone::Quiet, row)));
        Frame { rows, cursor }
    }
}
