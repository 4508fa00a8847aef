//! One JSON object a line, read in the usual case: plain words, and nothing wrong.
//!
//! Whatever is out of the ordinary is left to the careful reader, which gives the same answers and knows what to say.

use super::blank::Blank;
use super::entry::{Entry, Id};
use super::form::{Form, ID};
use super::token::{Token, head};
use crate::model::answers::Answer;
use crate::model::document::Kind;
use crate::model::tree::QuestionRef;

/// More digits than these are not read here.
const DIGITS: usize = 15;
/// So many keys are tried before one is looked up.
const GUESSES: usize = 4;

/// Reads lines, and expects each key to be followed by the one that followed it before.
#[derive(Debug)]
pub(crate) struct Quick<'f> {
    form: &'f Form<'f>,
    /// For each key the next one; at first the order of the questionnaire.
    after: Vec<Key>,
}

/// A key of a record: the question of this number; behind all questions its name, and then its beginning.
type Key = usize;

impl<'f> Quick<'f> {
    pub(crate) fn new(form: &'f Form<'f>) -> Self {
        let count = form.blanks.len();
        let mut after: Vec<Key> = (1..=count).collect();
        after.extend([0, count]);
        Quick { form, after }
    }

    /// Reads the line that a text begins with into an empty entry, and says what follows; or gives up, and leaves
    /// anything in the entry.
    pub(crate) fn read<'l>(&mut self, text: &'l [u8], entry: &mut Entry) -> Option<&'l [u8]> {
        let mut cursor = Cursor { rest: text };
        cursor.expect(b'{')?;
        let mut key = self.beginning();
        loop {
            key = self.key(key, &mut cursor)?;
            match self.form.blanks.get(key) {
                None => cursor.id(entry)?,
                Some(blank) => {
                    let answer = cursor.answer(blank)?;
                    if entry
                        .answers
                        .replace(QuestionRef(key as u32), answer)
                        .is_some()
                    {
                        return None;
                    }
                }
            }
            match cursor.next()? {
                b',' => {}
                b'}' => return cursor.line_end(),
                _ => return None,
            }
        }
    }

    fn name(&self) -> Key {
        self.form.blanks.len()
    }

    fn beginning(&self) -> Key {
        self.form.blanks.len() + 1
    }

    fn token(&self, key: Key) -> &Token {
        let blank = self.form.blanks.get(key);
        blank.map_or(&self.form.name, |blank| &blank.key)
    }

    /// Reads a key and its colon.
    fn key(&mut self, before: Key, cursor: &mut Cursor) -> Option<Key> {
        cursor.expect(b'"')?;
        let head = head(cursor.rest);
        let mut key = before;
        for _ in 0..GUESSES {
            key = self.after[key];
            if let Some(rest) = self.token(key).strip(head, cursor.rest) {
                cursor.rest = rest;
                return Some(key);
            }
        }
        let key = match std::str::from_utf8(cursor.word()?).ok()? {
            ID => self.name(),
            name => self.form.question(name)?.index(),
        };
        cursor.expect(b':')?;
        self.after[before] = key;
        Some(key)
    }
}

/// What is still to be read.
struct Cursor<'l> {
    rest: &'l [u8],
}

impl<'l> Cursor<'l> {
    /// The next byte that is no space.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        if *byte > b' ' {
            return Some(*byte);
        }
        self.next_after(*byte)
    }

    #[cold]
    fn next_after(&mut self, byte: u8) -> Option<u8> {
        matches!(byte, b' ' | b'\t').then(|| self.next())?
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    /// What follows on the line's end, if nothing else stands before it.
    fn line_end(mut self) -> Option<&'l [u8]> {
        loop {
            match self.rest {
                [] => return Some(self.rest),
                [b'\n', rest @ ..] => return Some(rest),
                [byte, rest @ ..] if byte.is_ascii_whitespace() => self.rest = rest,
                _ => return None,
            }
        }
    }

    /// What stands before the next quote, if nothing in it needs a second look.
    fn word(&mut self) -> Option<&'l [u8]> {
        let plain = |byte: &u8| (b' '..0x7f).contains(byte) && *byte != b'"' && *byte != b'\\';
        let length = self.rest.iter().position(|byte| !plain(byte))?;
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest.strip_prefix(b"\"")?;
        Some(word)
    }

    /// A number whose first digit was read.
    fn digits(&mut self, first: u8) -> Option<i64> {
        let mut number = i64::from(digit(first)?);
        for read in 1.. {
            let (byte, rest) = self.rest.split_first()?;
            let Some(digit) = digit(*byte) else {
                break;
            };
            if read == DIGITS || number == 0 {
                return None;
            }
            number = 10 * number + i64::from(digit);
            self.rest = rest;
        }
        matches!(self.rest[0], b',' | b'}' | b' ' | b'\t').then_some(number)
    }

    fn id(&mut self, entry: &mut Entry) -> Option<()> {
        if entry.id != Id::Line {
            return None;
        }
        match self.next()? {
            b'"' => entry.call(Id::Text, std::str::from_utf8(self.word()?).ok()?),
            first => entry.call(Id::Number, &self.digits(first)?.to_string()),
        }
        Some(())
    }

    #[inline]
    fn answer(&mut self, blank: &Blank) -> Option<Answer> {
        match self.next()? {
            b'[' => blank.accept(self.choices(blank)?),
            b'"' => self.choice(blank),
            first if blank.kind == Kind::Number => blank.accept_number(self.digits(first)?),
            _ => None,
        }
    }

    fn choice(&mut self, blank: &Blank) -> Option<Answer> {
        if let Some((bit, rest)) = blank.choice(self.rest) {
            self.rest = rest;
            return blank.accept(bit);
        }
        self.rest = blank.unsure(self.rest)?;
        Some(Answer::Unsure)
    }

    fn choices(&mut self, blank: &Blank) -> Option<u64> {
        let mut set = 0;
        let mut next = self.next()?;
        if next == b']' {
            return (blank.kind != Kind::Number).then_some(0);
        }
        while next == b'"' {
            let (bit, rest) = blank.choice(self.rest)?;
            set |= bit;
            self.rest = rest;
            match self.next()? {
                b',' => next = self.next()?,
                b']' => return Some(set),
                _ => return None,
            }
        }
        None
    }
}

fn digit(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then_some(byte & 0xf)
}
