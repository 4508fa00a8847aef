//! Where records come from: cut into blocks at the ends of records, as much as there is at a time.

use super::Format;
use super::buffer::Buffer;
use std::io::{Error, Read, Result};

/// The longest record that is read, in bytes; a longer one is refused without being held.
pub const LONGEST: usize = 1 << 20;
/// How much is read at a time: enough to make handing over cheap, and small enough for any cache.
const READ: usize = 256 << 10;
/// So many line ends can be counted in one byte.
const PART: usize = 192;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Whole records; one is used again and again.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The line on which the first of them begins.
    pub(crate) line: u64,
    pub(crate) content: Content,
    pub(crate) text: Buffer,
}

/// What a block holds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    #[default]
    Records,
    /// The last of them has a quote that nothing closes.
    Unclosed,
    /// One record, longer than [`LONGEST`]; its text is gone.
    TooLong,
}

pub(crate) struct Source<R> {
    input: R,
    pub(crate) format: Format,
    /// What was read and is not handed out yet.
    rest: Buffer,
    line: u64,
    scan: Scan,
    ended: bool,
}

impl<R: Read> Source<R> {
    /// Reads until it can tell the format, and drops a byte order mark.
    pub(crate) fn open(input: R, format: Option<Format>) -> Result<Self> {
        let mut source = Source {
            input,
            format: Format::Ndjson,
            rest: Buffer::default(),
            line: 1,
            scan: Scan::default(),
            ended: false,
        };
        let first = loop {
            if MARK.starts_with(&source.rest[..source.rest.len().min(MARK.len())])
                && source.rest.len() >= MARK.len()
            {
                source.rest.skip(MARK.len());
            }
            let marked = !source.rest.is_empty() && MARK.starts_with(&source.rest);
            let seen = source.rest.iter().find(|byte| !byte.is_ascii_whitespace());
            if let Some(byte) = seen.filter(|_| !marked || source.ended) {
                break Some(*byte);
            }
            if source.ended || source.rest.len() > LONGEST {
                break None;
            }
            source.read()?;
        };
        let found = match first {
            Some(b'{') | None => Format::Ndjson,
            Some(_) => Format::Csv,
        };
        source.format = format.unwrap_or(found);
        Ok(source)
    }

    /// What it begins with, so many lines of it if there are as many; it is read again.
    pub(crate) fn peek(&mut self, count: u64) -> Result<&[u8]> {
        while !self.ended
            && self.rest.len() <= LONGEST
            && lines(self.rest.trim_ascii_start()) < count
        {
            self.read()?;
        }
        Ok(self.rest.trim_ascii_start())
    }

    /// The first record that is not blank, for a header; nothing if there is none.
    pub(crate) fn header(&mut self) -> Result<Option<Buffer>> {
        loop {
            let mut scan = Scan::default();
            let end = self.rest.iter().position(|byte| scan.ends(*byte));
            let end = end.map(|at| at + 1);
            if let Some(end) = end.or(self.ended.then_some(self.rest.len())) {
                let mut text = Buffer::default();
                self.cut(end, &mut text);
                if end == 0 || !text.trim_ascii().is_empty() {
                    return Ok((end > 0).then_some(text));
                }
            } else if self.rest.len() > LONGEST {
                let problem = format!("the header is longer than {LONGEST} bytes");
                return Err(Error::other(problem));
            } else {
                self.read()?;
            }
        }
    }

    /// Puts the next records into a block; says whether there are any.
    pub(crate) fn next(&mut self, block: &mut Block) -> Result<bool> {
        block.line = self.line;
        block.content = Content::Records;
        loop {
            let end = self.last_end();
            if let Some(end) = end.or(self.ended.then_some(self.rest.len())) {
                if self.scan.cell == Cell::Quoted && end == self.rest.len() {
                    block.content = Content::Unclosed;
                }
                self.cut(end, &mut block.text);
                return Ok(end > 0);
            }
            if self.rest.len() > LONGEST {
                self.skip()?;
                block.content = Content::TooLong;
                return Ok(true);
            }
            self.read()?;
        }
    }

    /// Takes what stands before `end`.
    fn cut(&mut self, end: usize, text: &mut Buffer) {
        self.rest.hand_out(end, text);
        self.line += lines(text);
        self.scan = Scan::default();
    }

    /// Behind the last record that is there as a whole.
    fn last_end(&mut self) -> Option<usize> {
        if self.format == Format::Ndjson {
            return self
                .rest
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map(|at| at + 1);
        }
        let from = self.scan.seen;
        self.scan.seen = self.rest.len();
        for (at, byte) in self.rest.iter().enumerate().skip(from) {
            if self.scan.ends(*byte) {
                self.scan.last = Some(at + 1);
            }
        }
        self.scan.last
    }

    /// Drops everything up to the end of the line.
    fn skip(&mut self) -> Result<()> {
        loop {
            if let Some(at) = self.rest.iter().position(|byte| *byte == b'\n') {
                self.cut(at + 1, &mut Buffer::default());
                return Ok(());
            }
            self.rest.clear();
            if self.ended {
                return Ok(());
            }
            self.read()?;
        }
    }

    fn read(&mut self) -> Result<()> {
        self.ended = self.rest.read(&mut self.input, READ)? == 0;
        Ok(())
    }
}

/// How many lines end in a text.
pub(crate) fn lines(text: &[u8]) -> u64 {
    // Counted in bytes as far as they reach, for so many bytes can be added at once.
    let ends = |part: &[u8]| part.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    text.chunks(PART).map(|part| u64::from(ends(part))).sum()
}

/// Where records of a table end: line feeds within quotes do not count.
#[derive(Default)]
struct Scan {
    seen: usize,
    last: Option<usize>,
    cell: Cell,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Cell {
    #[default]
    Start,
    Plain,
    Quoted,
    /// Behind a quote within quotes: the end, or half of a doubled one.
    Closed,
}

impl Scan {
    /// Whether a record ends with this byte.
    fn ends(&mut self, byte: u8) -> bool {
        self.cell = match (self.cell, byte) {
            (Cell::Quoted, b'"') => Cell::Closed,
            (Cell::Quoted, _) => Cell::Quoted,
            (Cell::Start | Cell::Closed, b'"') => Cell::Quoted,
            (_, b',' | b'\n' | b'\r') => Cell::Start,
            _ => Cell::Plain,
        };
        byte == b'\n' && self.cell == Cell::Start
    }
}
