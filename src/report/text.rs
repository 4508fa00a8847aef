//! The page as text for a terminal, 40 columns and up; every meaning is in the letters, none only in the colour.

use super::Depth;
use super::Record;
use super::contacts::ContactNote;
use super::ladder::spoken;
use super::page::{Block, Card, Page, Role, Section};
use super::record::{Rung, Standing};
use super::style::{Letters, Style};
use crate::model::words::Words;
use textwrap::core::display_width;

/// Lines longer than this are hard to read.
const WIDEST: usize = 88;

/// The whole page.
pub fn render(record: &Record, words: &Words, style: Style, depth: Depth) -> String {
    draw(&Page::of(record, words, depth), words, style)
}

/// The answer and whom to call, for the end of a screen that has no room for the whole page.
pub fn brief(record: &Record, words: &Words, style: Style) -> String {
    draw(&Page::brief(record, words), words, style)
}

fn draw(page: &Page, words: &Words, style: Style) -> String {
    let mut sheet = Sheet {
        words,
        style,
        width: style.width.clamp(20, WIDEST),
        text: String::new(),
    };
    sheet.title(page);
    page.sections
        .iter()
        .for_each(|section| sheet.section(section));
    sheet.text
}

struct Sheet<'w> {
    words: &'w Words,
    style: Style,
    width: usize,
    text: String,
}

impl Sheet<'_> {
    fn title(&mut self, page: &Page) {
        let style = self.style;
        if !page.lead.is_empty() {
            self.lines(page.title, "", "", |line| style.faint(line));
        }
        for line in &page.lead {
            self.lines(line, "", "", |line| style.chosen(line));
        }
    }

    fn section(&mut self, section: &Section) {
        let style = self.style;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let bar = match style.letters {
            Letters::Ascii => "-",
            Letters::Unicode => "─",
            Letters::Spoken => "",
        };
        let heading = &section.heading;
        let urgent = section.role == Role::Urgent;
        self.lines(heading, "", "", |line| {
            if urgent {
                style.urgent(line)
            } else {
                style.bold(line)
            }
        });
        let rule = bar.repeat(display_width(heading).min(self.width));
        self.text.push_str(&style.faint(&rule));
        // Where nothing is drawn, the row stays empty.
        self.text.push('\n');
        for (at, block) in section.blocks.iter().enumerate() {
            if at > 0 && spaced(&section.blocks[at - 1], block) {
                self.text.push('\n');
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let style = self.style;
        match block {
            Block::Text(text) => self.lines(text, "", "", str::to_owned),
            Block::Strong(text) => self.lines(text, "", "", |line| style.bold(line)),
            Block::Heading(text) => self.lines(text, "", "", |line| style.bold(line)),
            Block::Points(points) => points.iter().for_each(|point| self.point("", point)),
            Block::Card(card) => self.card(card, "", "  "),
            Block::Steps(steps) => {
                for (at, step) in steps.iter().enumerate() {
                    self.card(step, &format!("{}. ", at + 1), "   ");
                }
            }
            Block::Ladder(rungs) => self.ladder(rungs),
            Block::Facts(facts) => facts.iter().for_each(|(name, value)| {
                self.lines(name, "", "  ", |line| style.bold(line));
                self.lines(value, "  ", "  ", str::to_owned);
            }),
            Block::Contacts(contacts) => contacts
                .iter()
                .for_each(|contact| self.contact("", contact)),
        }
    }

    fn card(&mut self, card: &Card, first: &str, indent: &str) {
        let style = self.style;
        let mark = card
            .mark
            .as_ref()
            .map(|mark| format!(" ({mark})"))
            .unwrap_or_default();
        self.lines(&format!("{}{mark}", card.name), first, indent, |line| {
            style.bold(line)
        });
        for text in &card.text {
            self.lines(text, indent, indent, str::to_owned);
        }
        card.points
            .iter()
            .for_each(|point| self.point(indent, point));
        card.contacts
            .iter()
            .for_each(|contact| self.contact(indent, contact));
    }

    fn point(&mut self, indent: &str, text: &str) {
        let dot = match self.style.letters {
            Letters::Ascii | Letters::Spoken => "- ",
            Letters::Unicode => "· ",
        };
        self.lines(
            text,
            &format!("{indent}{dot}"),
            &format!("{indent}  "),
            str::to_owned,
        );
    }

    fn contact(&mut self, indent: &str, contact: &ContactNote) {
        let style = self.style;
        let arrow = match style.letters {
            Letters::Ascii => "> ",
            Letters::Unicode => "› ",
            Letters::Spoken => "- ",
        };
        let line = contact.line(self.words);
        self.lines(
            &line,
            &format!("{indent}{arrow}"),
            &format!("{indent}  "),
            |line| style.bold(line),
        );
    }

    /// All levels, the most intensive on top, each with a word on how it stands to the result.
    fn ladder(&mut self, rungs: &[Rung]) {
        if self.style.letters == Letters::Spoken {
            return self.lines(&spoken(rungs, self.words), "", "", str::to_owned);
        }
        let more = format!("  {}", self.words.more_care);
        let less = format!("  {}", self.words.less_care);
        self.lines(&more, "", "", str::to_owned);
        for rung in rungs.iter().rev() {
            self.rung(rung);
        }
        self.lines(&less, "", "", str::to_owned);
    }

    fn rung(&mut self, rung: &Rung) {
        let style = self.style;
        let drawn = drawing(style.letters, rung.standing);
        let word = rung.standing.word(self.words);
        let note = word.map(|word| format!("{} {word}", pointer(style.letters)));
        let chosen = rung.standing == Standing::Suggested;
        let paint = |line: &str| {
            if chosen {
                style.chosen(line)
            } else {
                line.to_owned()
            }
        };
        let (name, note) = (rung.name, note.unwrap_or_default());
        let line = format!("{name}  {note}");
        let indent = " ".repeat(display_width(drawn));
        if display_width(drawn) + display_width(&line) <= self.width {
            return self.lines(&line, drawn, &indent, paint);
        }
        self.lines(name, drawn, &indent, paint);
        self.lines(&note, &indent, &indent, paint);
    }

    /// Wrapped lines: the first with its own beginning, the others with an indent.
    fn lines(&mut self, text: &str, first: &str, indent: &str, paint: impl Fn(&str) -> String) {
        // A phone number must not be broken at its hyphens.
        let options = textwrap::Options::new(self.width)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .initial_indent(first)
            .subsequent_indent(indent);
        for line in textwrap::wrap(text.trim_end(), options) {
            self.text.push_str(&paint(line.trim_end()));
            self.text.push('\n');
        }
    }
}

/// Cards stand apart; lines of one kind stand together.
fn spaced(before: &Block, block: &Block) -> bool {
    !matches!(
        (before, block),
        (
            Block::Strong(_),
            Block::Strong(_) | Block::Text(_) | Block::Contacts(_)
        ) | (Block::Heading(_), _)
    )
}

fn drawing(letters: Letters, standing: Standing) -> &'static str {
    match (letters, standing) {
        (Letters::Spoken, _) => "",
        (Letters::Ascii, Standing::Suggested) => "  >>|=====|  ",
        (Letters::Ascii, Standing::Possible) => "   ?|.....|  ",
        (Letters::Ascii, Standing::Alternative | Standing::Fallback) => "   +|-----|  ",
        (Letters::Ascii, Standing::Other) => "    |-----|  ",
        (Letters::Unicode, Standing::Suggested) => "  ▶ ┣━━━━━┫  ",
        (Letters::Unicode, Standing::Possible) => "  ? ┠┄┄┄┄┄┨  ",
        (Letters::Unicode, Standing::Alternative | Standing::Fallback) => "  + ┠─────┨  ",
        (Letters::Unicode, Standing::Other) => "    ┠─────┨  ",
    }
}

fn pointer(letters: Letters) -> &'static str {
    match letters {
        Letters::Ascii | Letters::Spoken => "<-",
        Letters::Unicode => "←",
    }
}
