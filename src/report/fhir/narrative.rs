//! The page as the `text` of a response: XHTML with nothing but paragraphs, headings and lists.

use crate::model::words::Words;
use crate::report::contacts::ContactNote;
use crate::report::html::escape;
use crate::report::page::{Block, Card, Page};
use crate::report::{Depth, Record};

/// The whole page in one element, on one line.
pub(super) fn div(record: &Record, words: &Words, depth: Depth) -> String {
    let page = Page::of(record, words, depth);
    let mut parts = vec![tag("h1", page.title)];
    parts.extend(page.lead.iter().map(|line| strong(line)));
    for section in &page.sections {
        parts.push(tag("h2", &section.heading));
        parts.extend(section.blocks.iter().map(|block| self::block(block, words)));
    }
    let language = escape(record.questionnaire.language);
    format!(
        "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{language}\" xml:lang=\"{language}\">{}</div>",
        parts.concat()
    )
}

fn block(block: &Block, words: &Words) -> String {
    match block {
        Block::Text(text) => tag("p", text),
        Block::Strong(text) => strong(text),
        Block::Heading(text) => tag("h3", text),
        Block::Points(points) => list(points),
        Block::Card(card) => format!("{}{}", tag("h3", &name(card)), body(card, words)),
        Block::Steps(steps) => {
            let step =
                |step: &Card| format!("<li>{}{}</li>", escape(&step.name), body(step, words));
            format!("<ol>{}</ol>", steps.iter().map(step).collect::<String>())
        }
        Block::Ladder(rungs) => {
            let rungs = rungs.iter().rev().map(|rung| rung.named(words));
            list(&rungs.collect::<Vec<_>>())
        }
        Block::Contacts(contacts) => list(&lines(contacts, words)),
        Block::Facts(facts) => {
            let fact = |(name, value): &(String, String)| {
                format!("{}{}", tag("dt", name), tag("dd", value))
            };
            format!("<dl>{}</dl>", facts.iter().map(fact).collect::<String>())
        }
    }
}

fn name(card: &Card) -> String {
    match &card.mark {
        Some(mark) => format!("{} ({mark})", card.name),
        None => card.name.clone(),
    }
}

fn body(card: &Card, words: &Words) -> String {
    let text = card.text.iter().map(|text| tag("p", text));
    let lists = [card.points.clone(), lines(&card.contacts, words)];
    let lists = lists.iter().filter(|items| !items.is_empty());
    text.chain(lists.map(|items| list(items))).collect()
}

fn lines(contacts: &[ContactNote], words: &Words) -> Vec<String> {
    let lines = contacts.iter().map(|contact| contact.line(words));
    lines.collect()
}

fn list(items: &[String]) -> String {
    let items: String = items.iter().map(|item| tag("li", item)).collect();
    format!("<ul>{items}</ul>")
}

fn strong(text: &str) -> String {
    format!("<p><b>{}</b></p>", escape(text))
}

fn tag(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text.trim()))
}
