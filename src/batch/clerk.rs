//! One worker: from a block of records to a page of results.

use super::entry::Entry;
use super::form::Form;
use super::judge::{Judge, Verdict};
use super::ndjson;
use super::quick::Quick;
use super::sheet::Sheet;
use super::source::{Block, Content, LONGEST, lines};
use super::table::Header;
use super::{AfterBad, Job, Tally};
use crate::model::atlas::Atlas;
use csv::{ByteRecord, ReaderBuilder};
use std::sync::Arc;

/// Results that are ready to be written.
pub(crate) struct Page {
    pub(crate) text: Vec<u8>,
    pub(crate) tally: Tally,
    /// Nothing may follow.
    pub(crate) last: bool,
}

impl Page {
    /// An empty one.
    pub(crate) fn new(job: &Job) -> Self {
        Page {
            text: Vec::new(),
            tally: Tally::new(job),
            last: false,
        }
    }
}

pub(crate) struct Clerk<'j> {
    job: &'j Job<'j>,
    form: &'j Form<'j>,
    /// For tables.
    header: Option<&'j Header>,
    sheet: &'j Sheet<'j>,
    judge: Judge<'j>,
    quick: Quick<'j>,
    entry: Entry,
    verdict: Verdict,
    /// What it is writing, or has written.
    pub(crate) page: Page,
}

impl<'j> Clerk<'j> {
    pub(crate) fn new(
        job: &'j Job<'j>,
        form: &'j Form<'j>,
        header: Option<&'j Header>,
        sheet: &'j Sheet<'j>,
        atlas: &'j Arc<Atlas<'j>>,
    ) -> Self {
        Clerk {
            job,
            form,
            header,
            sheet,
            judge: Judge::new(job, atlas),
            quick: Quick::new(form),
            entry: Entry::default(),
            verdict: Verdict::default(),
            page: Page::new(job),
        }
    }

    /// Reads, judges and writes every record of a block, on a page of its own.
    pub(crate) fn work(&mut self, block: &Block) {
        self.page.text.clear();
        self.page.tally.clear();
        match (block.content, self.header) {
            (Content::TooLong, _) => {
                self.entry.clear(block.line);
                self.entry.give_up(too_long());
                self.finish();
            }
            (_, None) => self.lines(block.line, &block.text),
            (_, Some(header)) => self.rows(block, header),
        }
    }

    fn lines(&mut self, first: u64, text: &[u8]) {
        let mut rest = text;
        for number in first.. {
            if rest.is_empty() {
                return;
            }
            self.entry.clear(number);
            if let Some(after) = self.glance(rest) {
                rest = after;
            } else {
                let (line, after) = rest.split_at(length(rest));
                rest = after;
                if line.iter().all(u8::is_ascii_whitespace) {
                    continue;
                }
                self.entry.clear(number);
                self.peruse(line);
            }
            if self.finish() {
                return;
            }
        }
    }

    /// Reads the line that a text begins with in the usual case, and says what follows.
    fn glance<'l>(&mut self, text: &'l [u8]) -> Option<&'l [u8]> {
        if self.job.map.is_some() {
            return None;
        }
        let after = self.quick.read(text, &mut self.entry)?;
        (text.len() - after.len() <= LONGEST).then_some(after)
    }

    /// Reads a line with care.
    fn peruse(&mut self, line: &[u8]) {
        if line.len() > LONGEST {
            self.entry.give_up(too_long());
        } else if let Some(map) = &self.job.map {
            ndjson::read_mapped(
                self.form,
                map,
                line,
                &mut self.entry,
                &mut self.page.tally.unlisted,
            );
        } else {
            ndjson::read(self.form, line, &mut self.entry);
        }
    }

    fn rows(&mut self, block: &Block, header: &Header) {
        let text: &[u8] = &block.text;
        let mut table = ReaderBuilder::new();
        let mut table = table.has_headers(false).flexible(true).from_reader(text);
        let mut row = ByteRecord::new();
        let (mut line, mut counted) = (block.line, 0);
        // Reading from memory cannot fail, and rows of any length are taken.
        while table.read_byte_record(&mut row).unwrap_or(false) {
            let start = start(text, row.position().map_or(0, csv::Position::byte));
            line += lines(&text[counted..start]);
            counted = start;
            self.entry.clear(line);
            let ended = table.position().byte() == text.len() as u64;
            if ended && block.content == Content::Unclosed {
                let last = line + lines(text[start..].trim_ascii_end());
                self.entry.give_up(unclosed(last));
            } else {
                self.row(&row, header);
            }
            if self.finish() {
                return;
            }
        }
    }

    fn row(&mut self, row: &ByteRecord, header: &Header) {
        let entry = &mut self.entry;
        if row.as_slice().len() > LONGEST {
            entry.give_up(too_long());
        } else if let Some(map) = &self.job.map {
            header.read_mapped(self.form, map, row, entry, &mut self.page.tally.unlisted);
        } else {
            header.read_row(self.form, row, entry);
        }
    }

    /// Judges and writes the entry; returns whether it has to be the last one.
    fn finish(&mut self) -> bool {
        let page = &mut self.page;
        self.judge.judge(&mut self.entry, &mut self.verdict);
        self.sheet.write(&self.entry, &self.verdict, &mut page.text);
        page.tally.add(&self.entry, &self.verdict);
        page.last = self.job.after_bad == AfterBad::Stop && !self.entry.errors.is_empty();
        page.last
    }
}

/// How long the first line of a text is, its end included.
fn length(text: &[u8]) -> usize {
    let end = text.iter().position(|byte| *byte == b'\n');
    end.map_or(text.len(), |at| at + 1)
}

/// Where a row begins: what is left of the end of the row before it does not count.
fn start(text: &[u8], place: u64) -> usize {
    let place = place as usize;
    let rest = &text[place..];
    place
        + rest
            .iter()
            .take_while(|byte| b"\r\n".contains(byte))
            .count()
}

fn unclosed(last: u64) -> String {
    format!(
        "a quote in this row is not closed, so all up to line {last} was taken for a part of it"
    )
}

fn too_long() -> String {
    format!("longer than {LONGEST} bytes; expected a shorter record")
}
