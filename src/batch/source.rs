//! Where records come from: cut into blocks at the ends of records, as much as there is at a time.

use super::Format;
use std::io::{ErrorKind, Read, Result};

/// The longest record that is read, in bytes; a longer one is refused without being held.
pub const LONGEST: usize = 1 << 20;
/// How much is read at a time: enough to make handing over cheap, and small enough for any cache.
const READ: usize = 256 << 10;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Whole records.
pub(crate) struct Block {
    /// The line on which the first of them begins.
    pub(crate) line: u64,
    pub(crate) content: Content,
}

pub(crate) enum Content {
    Records(Vec<u8>),
    /// One record, longer than [`LONGEST`]; it is gone.
    TooLong,
}

pub(crate) struct Source<R> {
    input: R,
    pub(crate) format: Format,
    /// What was read and is not handed out yet.
    rest: Vec<u8>,
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
            rest: Vec::new(),
            line: 1,
            scan: Scan::default(),
            ended: false,
        };
        let first = loop {
            if MARK.starts_with(&source.rest[..source.rest.len().min(MARK.len())])
                && source.rest.len() >= MARK.len()
            {
                source.rest.drain(..MARK.len());
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

    /// The first record, for a header; nothing if there is none, or no end to it.
    pub(crate) fn header(&mut self) -> Result<Option<Vec<u8>>> {
        loop {
            let mut scan = Scan::default();
            let end = self.rest.iter().position(|byte| scan.ends(*byte));
            let end = end.map(|at| at + 1);
            if let Some(end) = end.or(self.ended.then_some(self.rest.len())) {
                return Ok((end > 0).then(|| self.cut(end)));
            }
            if self.rest.len() > LONGEST {
                return Ok(None);
            }
            self.read()?;
        }
    }

    /// The next records.
    pub(crate) fn next(&mut self) -> Result<Option<Block>> {
        loop {
            let line = self.line;
            let end = self.last_end();
            if let Some(end) = end.or(self.ended.then_some(self.rest.len())) {
                let block = |text| Block {
                    line,
                    content: Content::Records(text),
                };
                return Ok((end > 0).then(|| block(self.cut(end))));
            }
            if self.rest.len() > LONGEST {
                self.skip()?;
                let content = Content::TooLong;
                return Ok(Some(Block { line, content }));
            }
            self.read()?;
        }
    }

    /// Takes what stands before `end`.
    fn cut(&mut self, end: usize) -> Vec<u8> {
        let rest = self.rest[end..].to_vec();
        let mut text = std::mem::replace(&mut self.rest, rest);
        text.truncate(end);
        self.line += lines(&text);
        self.scan = Scan::default();
        text
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
                self.cut(at + 1);
                return Ok(());
            }
            self.rest.clear();
            if self.ended {
                return Ok(());
            }
            self.read()?;
        }
    }

    /// Reads what is there, without waiting for more.
    fn read(&mut self) -> Result<()> {
        let before = self.rest.len();
        self.rest.resize(before + READ, 0);
        let read = loop {
            match self.input.read(&mut self.rest[before..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.rest
            .truncate(before + read.as_ref().copied().unwrap_or(0));
        self.ended = read? == 0;
        Ok(())
    }
}

/// How many lines end in a text.
pub(crate) fn lines(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64
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
