//! The asker for everything else: lines out, lines in. No cursor movement, no colour, nothing that only position tells.

use super::Asker;
use super::entry::{Entry, Means, entries};
use super::prompt::{Body, Paragraph, Prompt, Reply, Skip, Tone};
use super::wrap::{WIDEST, paragraphs, wrap};
use crate::model::answers::UNSURE;
use crate::model::words::{Words, fill};
use std::io::{self, BufRead, Write};

/// Numbered lines and typed answers, over any reader and writer.
pub struct Plain<'a, R, W> {
    /// Where lines come from.
    pub input: R,
    /// Where lines go.
    pub output: W,
    /// Who types them.
    pub typist: Typist,
    /// What it says.
    pub words: &'a Words,
    /// Columns there are; longer lines than are good to read are not written.
    pub width: usize,
}

/// Who types the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typist {
    /// A person, who reads a page before they go on.
    Person,
    /// A script or a file: its first line is the first answer, not a word to begin with.
    Script,
}

/// What a line meant.
enum Line {
    Reply(Reply),
    More,
    Emergency,
    Unclear(String),
}

impl<R: BufRead, W: Write> Asker for Plain<'_, R, W> {
    fn ask(&mut self, prompt: &Prompt) -> io::Result<Reply> {
        let entries = entries(prompt, self.words);
        if self.typist == Typist::Script && is_only_read(&entries) {
            self.say_apart(&prompt.head)?;
            return Ok(Reply::Choice(0));
        }
        self.show(prompt, &entries)?;
        loop {
            write!(self.output, "> ")?;
            self.output.flush()?;
            let mut line = String::new();
            if self.input.read_line(&mut line)? == 0 {
                writeln!(self.output)?;
                return Ok(Reply::Leave);
            }
            match self.read(prompt, &entries, line.trim()) {
                Line::Reply(reply) => return Ok(reply),
                Line::More => {
                    let more = prompt.more.iter().flat_map(|more| &more.text);
                    self.aside(prompt, &more.cloned().collect::<Vec<_>>())?;
                }
                Line::Emergency => self.aside(prompt, &prompt.emergency)?,
                Line::Unclear(problem) => self.lines("", &problem)?,
            }
        }
    }
}

impl<R, W: Write> Plain<'_, R, W> {
    fn show(&mut self, prompt: &Prompt, entries: &[Entry]) -> io::Result<()> {
        self.say_apart(&prompt.head)?;
        if !entries.is_empty() {
            writeln!(self.output)?;
        }
        for entry in entries {
            if let Some(group) = &entry.item.group {
                self.lines("", group)?;
            }
            let label = match &entry.item.detail {
                Some(detail) => {
                    let answer = fill(&self.words.plain_answer, &[("answer", detail)]);
                    format!("{}\n{answer}", entry.item.label)
                }
                None => entry.item.label.clone(),
            };
            let is_number = entry.key.starts_with(|c: char| c.is_ascii_digit());
            let stop = if is_number { '.' } else { ' ' };
            self.lines(&format!("{:>3}{stop} ", entry.key), &label)?;
        }
        let hint = self.hint(prompt);
        self.lines("", &hint)?;
        let commands = self.commands(prompt);
        self.lines("", &commands)
    }

    /// Something to read in between; then what was asked is asked again, in short.
    fn aside(&mut self, prompt: &Prompt, text: &[Paragraph]) -> io::Result<()> {
        self.say_apart(text)?;
        writeln!(self.output)?;
        let mut asked = prompt.head.iter().filter(|text| text.tone == Tone::Strong);
        if let Some(asked) = asked.next_back() {
            self.say(std::slice::from_ref(asked))?;
        }
        let hint = self.hint(prompt);
        self.lines("", &hint)
    }

    fn say_apart(&mut self, text: &[Paragraph]) -> io::Result<()> {
        writeln!(self.output)?;
        self.say(text)
    }

    fn say(&mut self, text: &[Paragraph]) -> io::Result<()> {
        for (row, _) in paragraphs(text, self.width.min(WIDEST)) {
            writeln!(self.output, "{row}")?;
        }
        Ok(())
    }

    fn lines(&mut self, mark: &str, text: &str) -> io::Result<()> {
        for row in wrap(mark, text, self.width.min(WIDEST)) {
            writeln!(self.output, "{row}")?;
        }
        Ok(())
    }

    /// What to type, and what Enter alone would mean.
    fn hint(&self, prompt: &Prompt) -> String {
        let words = self.words;
        let (word, or) = match prompt.body {
            Body::One { .. } => (&words.plain_one, &words.plain_one_or),
            Body::Many { .. } => (&words.plain_many, &words.plain_many_or),
            Body::Number { .. } => (&words.plain_number, &words.plain_number_or),
        };
        match usual(prompt, self.words) {
            Some((_, answer)) => fill(or, &[("answer", &answer)]),
            None => word.to_string(),
        }
    }

    fn commands(&self, prompt: &Prompt) -> String {
        let words = self.words;
        let mut commands = Vec::new();
        if !prompt.emergency.is_empty() {
            commands.push(format!("! {}", words.keys_emergency));
        }
        if prompt.offers.review {
            commands.push(words.command_review.to_string());
            commands.push(words.command_save.to_string());
        }
        commands.push(words.command_quit.to_string());
        fill(&words.plain_commands, &[("commands", &commands.join(", "))])
    }

    fn read(&self, prompt: &Prompt, entries: &[Entry], line: &str) -> Line {
        if line.is_empty() {
            return match usual(prompt, self.words) {
                Some((reply, _)) => Line::Reply(reply),
                None => Line::Unclear(self.hint(prompt)),
            };
        }
        if line == "!" && !prompt.emergency.is_empty() {
            return Line::Emergency;
        }
        if let Some(command) = self.command(prompt, line) {
            return Line::Reply(command);
        }
        match prompt.body {
            Body::Many { alone, .. } => self.read_many(prompt, entries, line, alone),
            Body::Number { min, max, .. } => match (line.parse::<i64>(), find(entries, line)) {
                (Ok(number), _) if (min..=max).contains(&number) => {
                    Line::Reply(Reply::Number(number))
                }
                (Err(_), Ok(means)) => meant(means),
                _ => Line::Unclear(self.expected(min, max)),
            },
            Body::One { .. } => match find(entries, line) {
                Ok(means) => meant(means),
                Err(like) => Line::Unclear(self.unclear(prompt, line, &like)),
            },
        }
    }

    /// What can be asked for at any question, in the person's language or in English.
    fn command(&self, prompt: &Prompt, line: &str) -> Option<Reply> {
        let words = self.words;
        let line = line.to_lowercase();
        let is = |word: &str, english: &str| line == word || line == english;
        if is(&words.command_quit, "quit") {
            return Some(Reply::Leave);
        }
        if !prompt.offers.review {
            return None;
        }
        if is(&words.command_review, "review") {
            return Some(Reply::Review);
        }
        is(&words.command_save, "save").then_some(Reply::Save)
    }

    /// Several numbers, ids or first letters in one line; or one label with spaces in it.
    fn read_many(&self, prompt: &Prompt, entries: &[Entry], line: &str, alone: u64) -> Line {
        let words: Vec<&str> = line
            .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
            .filter(|word| !word.is_empty())
            .collect();
        let all: Vec<Result<Means, Vec<&Entry>>> = match find(entries, line) {
            Ok(means) => vec![Ok(means)],
            Err(_) => words.iter().map(|word| find(entries, word)).collect(),
        };
        let mut set = 0u64;
        for (at, found) in all.iter().enumerate() {
            match found {
                Ok(Means::Choice(choice)) => set |= 1 << choice,
                Ok(means) if all.len() == 1 => return meant(*means),
                Ok(means) => {
                    let entry = entries.iter().find(|entry| entry.means == *means);
                    return Line::Unclear(self.stands_alone(entry));
                }
                Err(like) => return Line::Unclear(self.unclear(prompt, words[at], like)),
            }
        }
        if set & alone != 0 && set.count_ones() > 1 {
            let choice = (set & alone).trailing_zeros() as usize;
            let entry = entries
                .iter()
                .find(|entry| entry.means.choice() == Some(choice));
            return Line::Unclear(self.stands_alone(entry));
        }
        Line::Reply(Reply::Choices(set))
    }

    fn stands_alone(&self, entry: Option<&Entry>) -> String {
        let label = entry.map_or("", |entry| &entry.item.label);
        fill(&self.words.plain_alone, &[("choice", label)])
    }

    fn expected(&self, min: i64, max: i64) -> String {
        let bounds = [("min", &*min.to_string()), ("max", &*max.to_string())];
        fill(&self.words.number_expected, &bounds)
    }

    fn unclear(&self, prompt: &Prompt, line: &str, like: &[&Entry]) -> String {
        let hint = self.hint(prompt);
        if like.is_empty() {
            fill(
                &self.words.plain_unknown,
                &[("text", line), ("hint", &hint)],
            )
        } else {
            let like = like.iter();
            let choices: Vec<String> = like
                .map(|entry| format!("{} {}", entry.key, entry.item.label))
                .collect();
            let choices = choices.join("; ");
            fill(
                &self.words.plain_unclear,
                &[("text", line), ("choices", &choices)],
            )
        }
    }
}

/// Whether there is no way but on.
fn is_only_read(entries: &[Entry]) -> bool {
    matches!(entries, [only] if only.means == Means::Choice(0))
}

/// What Enter alone means: an earlier answer, or the usual way on.
fn usual(prompt: &Prompt, words: &Words) -> Option<(Reply, String)> {
    match &prompt.body {
        _ if prompt.offers.unsure == Skip::Chosen => {
            Some((Reply::Unsure, words.unsure.to_string()))
        }
        Body::One { go: Some(go), .. } => Some((Reply::Go, go.clone())),
        Body::One {
            items,
            at: Some(at),
            ..
        } => Some((Reply::Choice(*at), items.get(*at)?.label.clone())),
        Body::Many { items, ticked, .. } if *ticked != 0 => {
            let ticks = items.iter().enumerate();
            let labels: Vec<&str> = ticks
                .filter(|(at, _)| ticked >> at & 1 == 1)
                .map(|(_, item)| item.label.as_str())
                .collect();
            Some((Reply::Choices(*ticked), labels.join("; ")))
        }
        Body::Number {
            given: Some(given), ..
        } => Some((Reply::Number(*given), given.to_string())),
        _ => None,
    }
}

fn meant(means: Means) -> Line {
    Line::Reply(match means {
        Means::More => return Line::More,
        Means::Choice(at) => Reply::Choice(at),
        Means::Go => Reply::Go,
        Means::Unsure => Reply::Unsure,
        Means::Back => Reply::Back,
    })
}

/// The entry with this number, sign, id or first letters; or those that all begin so.
fn find<'e>(entries: &'e [Entry], text: &str) -> Result<Means, Vec<&'e Entry>> {
    let lower = text.to_lowercase();
    let exact = entries.iter().find(|entry| {
        entry.key == lower
            || (!entry.item.id.is_empty() && entry.item.id == lower)
            || (entry.means == Means::Unsure && lower == UNSURE)
    });
    if let Some(entry) = exact {
        return Ok(entry.means);
    }
    let begins = |entry: &&Entry| {
        entry.item.label.to_lowercase().starts_with(&lower) || entry.item.id.starts_with(&lower)
    };
    let like: Vec<&Entry> = entries.iter().filter(begins).collect();
    match like.as_slice() {
        [entry] => Ok(entry.means),
        _ => Err(like),
    }
}
