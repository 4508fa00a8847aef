//! The page as one HTML file: no script, nothing loaded from anywhere, for a phone and for two sheets of paper.

use super::contacts::ContactNote;
use super::ladder;
use super::page::{Block, Card, Page, Role, Section};
use super::{Depth, Record};
use crate::model::words::Words;
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");

/// The whole page.
pub fn render(record: &Record, words: &Words, depth: Depth) -> String {
    let page = Page::of(record, words, depth);
    let title = escape(page.title);
    let lead = page.lead.iter().map(|line| tag("p", "lead", line));
    let lead: String = lead.collect();
    let mut html = head(&title, record.questionnaire.language);
    // A page that only says whom to call begins with just that.
    let first = if lead.is_empty() { "h1" } else { "h2" };
    if !lead.is_empty() {
        html += &format!("<header>\n<h1>{title}</h1>\n{lead}</header>\n");
    }
    html += "<main>\n";
    for (at, section) in page.sections.iter().enumerate() {
        let heading = if at == 0 { first } else { "h2" };
        html += &draw(at, heading, section, words);
    }
    html + "</main>\n</body>\n</html>\n"
}

/// Everything before the page itself. The policy lets nothing in, whatever a questionnaire may hold.
fn head(title: &str, language: &str) -> String {
    let language = escape(language);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    )
}

fn draw(at: usize, heading: &str, section: &Section, words: &Words) -> String {
    let role = match section.role {
        Role::Urgent => "urgent",
        Role::Answer => "answer",
        Role::Plain => "plain",
        Role::Cards => "cards",
        Role::Small => "small",
        Role::Trace => "trace",
    };
    let mut html = format!("<section class=\"{role}\" aria-labelledby=\"s{at}\">\n");
    // Writing to a string cannot fail.
    let _ = writeln!(
        html,
        "<{heading} id=\"s{at}\">{}</{heading}>",
        escape(&section.heading)
    );
    for block in &section.blocks {
        html.push_str(&self::block(block, words));
    }
    html.push_str("</section>\n");
    html
}

fn block(block: &Block, words: &Words) -> String {
    match block {
        Block::Text(text) => tag("p", "", text),
        Block::Strong(text) => tag("p", "strong", text),
        Block::Heading(text) => tag("h3", "", text),
        Block::Points(points) => list(points),
        Block::Card(card) => format!(
            "<div class=\"card\">\n{}{}</div>\n",
            heading(card),
            body(card)
        ),
        Block::Steps(steps) => self::steps(steps),
        Block::Ladder(rungs) => ladder::svg(rungs, words),
        Block::Contacts(contacts) => self::contacts(contacts),
        Block::Facts(facts) => self::facts(facts),
    }
}

fn steps(steps: &[Card]) -> String {
    let step = |step: &Card| format!("<li>{}\n{}</li>\n", escape(&step.name), body(step));
    let steps: String = steps.iter().map(step).collect();
    format!("<ol>\n{steps}</ol>\n")
}

fn facts(facts: &[(String, String)]) -> String {
    let mut html = "<dl>\n".to_owned();
    for (name, value) in facts {
        let (name, value) = (escape(name), escape(value));
        html += &format!("<div><dt>{name}</dt><dd>{value}</dd></div>\n");
    }
    html + "</dl>\n"
}

fn heading(card: &Card) -> String {
    let mark = card
        .mark
        .as_ref()
        .map(|mark| format!(" <span class=\"mark\">{}</span>", escape(mark)))
        .unwrap_or_default();
    format!("<h3>{}{mark}</h3>\n", escape(&card.name))
}

fn body(card: &Card) -> String {
    let mut html: String = card.text.iter().map(|text| tag("p", "", text)).collect();
    if !card.points.is_empty() {
        html.push_str(&list(&card.points));
    }
    if !card.contacts.is_empty() {
        html.push_str(&contacts(&card.contacts));
    }
    html
}

fn list(items: &[String]) -> String {
    let items: String = items.iter().map(|item| tag("li", "", item)).collect();
    format!("<ul>\n{items}</ul>\n")
}

fn contacts(contacts: &[ContactNote]) -> String {
    let mut html = "<ul class=\"contacts\">\n".to_owned();
    for contact in contacts {
        let name = escape(contact.name);
        let reach: String = contact.pieces().into_iter().map(piece).collect();
        html += &format!("<li><strong>{name}</strong>: {reach}</li>\n");
    }
    html + "</ul>\n"
}

/// Telephone numbers can be tapped.
fn piece((text, number): (&str, Option<String>)) -> String {
    match number {
        Some(number) => format!("<a href=\"tel:{number}\">{}</a>", escape(text)),
        None => escape(text),
    }
}

fn tag(name: &str, class: &str, text: &str) -> String {
    let class = match class {
        "" => String::new(),
        class => format!(" class=\"{class}\""),
    };
    format!("<{name}{class}>{}</{name}>\n", escape(text))
}

/// Letters that mean something to HTML are made to mean themselves.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
