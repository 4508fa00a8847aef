//! The page as Markdown: to paste, to mail, to keep.

use super::contacts::ContactNote;
use super::page::{Block, Card, Page, Section};
use super::record::{Rung, Standing};
use super::{Depth, Record};
use crate::model::words::Words;

/// The whole page.
pub fn render(record: &Record, words: &Words, depth: Depth) -> String {
    let page = Page::of(record, words, depth);
    let mut text = String::new();
    if !page.lead.is_empty() {
        text.push_str(&format!("# {}\n", escape(page.title)));
    }
    for line in &page.lead {
        text.push_str(&format!("\n**{}**\n", escape(line)));
    }
    for section in &page.sections {
        // A page that only says whom to call begins with just that.
        let level = if text.is_empty() { "#" } else { "\n##" };
        text.push_str(&draw(level, section, words));
    }
    text
}

fn draw(level: &str, section: &Section, words: &Words) -> String {
    let mut text = format!("{level} {}\n", escape(&section.heading));
    for block in &section.blocks {
        text.push('\n');
        text.push_str(&match block {
            Block::Text(paragraph) => format!("{}\n", escape(paragraph)),
            Block::Strong(paragraph) => format!("**{}**\n", escape(paragraph)),
            Block::Heading(heading) => format!("### {}\n", escape(heading)),
            Block::Points(points) => list(points),
            Block::Card(card) => format!("### {}\n{}", name(card), body(card, words)),
            Block::Steps(steps) => steps
                .iter()
                .enumerate()
                .map(|(at, step)| self::step(at, step, words))
                .collect(),
            Block::Ladder(rungs) => ladder(rungs, words),
            Block::Contacts(contacts) => self::contacts(contacts, words),
            Block::Facts(facts) => facts
                .iter()
                .map(|(name, value)| format!("- {}: {}\n", escape(name), escape(value)))
                .collect(),
        });
    }
    text
}

fn name(card: &Card) -> String {
    match &card.mark {
        Some(mark) => format!("{} ({})", escape(&card.name), escape(mark)),
        None => escape(&card.name),
    }
}

fn body(card: &Card, words: &Words) -> String {
    let mut parts: Vec<String> = card
        .text
        .iter()
        .map(|text| format!("{}\n", escape(text)))
        .collect();
    if !card.points.is_empty() {
        parts.push(list(&card.points));
    }
    if !card.contacts.is_empty() {
        parts.push(contacts(&card.contacts, words));
    }
    parts.into_iter().map(|part| format!("\n{part}")).collect()
}

fn step(at: usize, step: &Card, words: &Words) -> String {
    let contacts: String = step
        .contacts
        .iter()
        .map(|contact| format!("   - {}\n", line(contact, words)))
        .collect();
    format!("{}. {}\n{contacts}", at + 1, escape(&step.name))
}

fn list(items: &[String]) -> String {
    items
        .iter()
        .map(|item| format!("- {}\n", escape(item)))
        .collect()
}

/// Another mark than other lists have, so that one after another stay two.
fn contacts(contacts: &[ContactNote], words: &Words) -> String {
    contacts
        .iter()
        .map(|contact| format!("* {}\n", line(contact, words)))
        .collect()
}

fn line(contact: &ContactNote, words: &Words) -> String {
    format!("**{}**", escape(&contact.line(words)))
}

fn ladder(rungs: &[Rung], words: &Words) -> String {
    let mut text = format!("{}\n\n", escape(&words.more_care));
    for rung in rungs.iter().rev() {
        let name = escape(&rung.named(words));
        let name = match rung.standing {
            Standing::Suggested => format!("**{name}**"),
            _ => name,
        };
        text.push_str(&format!("- {name}\n"));
    }
    text.push_str(&format!("\n{}\n", escape(&words.less_care)));
    text
}

/// Letters that mean something to Markdown or HTML are made to mean themselves.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    numbered(escaped)
}

/// A text that begins like a list is kept from becoming one.
fn numbered(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}
