//! One JSON object a line, read in the usual case: plain words, and nothing wrong.
//!
//! Whatever is out of the ordinary is left to the careful reader, which gives the same answers and knows what to say.

use super::entry::{Entry, Id};
use super::form::{Form, ID};
use crate::model::answers::{Answer, UNSURE};
use crate::model::document::Kind;
use crate::model::tree::QuestionRef;

/// More digits than these are not read here.
const DIGITS: usize = 15;

/// Reads lines, and expects each to have its keys in the order of the last one.
#[derive(Debug, Default)]
pub(crate) struct Quick {
    order: Vec<(Vec<u8>, Target)>,
}

/// What a key is for.
#[derive(Debug, Clone, Copy)]
enum Target {
    Id,
    Answer(QuestionRef),
}

impl Quick {
    /// Reads a line into an empty entry, or gives up and leaves anything there.
    pub(crate) fn read(&mut self, form: &Form, line: &[u8], entry: &mut Entry) -> Option<()> {
        let mut cursor = Cursor { line, at: 0 };
        cursor.expect(b'{')?;
        for number in 0.. {
            let target = self.key(form, number, &mut cursor)?;
            cursor.expect(b':')?;
            match target {
                Target::Id => cursor.id(entry)?,
                Target::Answer(at) if entry.answers.get(at).is_none() => {
                    cursor.answer(form, at, entry)?;
                }
                Target::Answer(_) => return None,
            }
            match cursor.next()? {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        let rest = &line[cursor.at..];
        rest.iter().all(u8::is_ascii_whitespace).then_some(())
    }

    fn key(&mut self, form: &Form, number: usize, cursor: &mut Cursor) -> Option<Target> {
        cursor.skip_space();
        if let Some((key, target)) = self.order.get(number)
            && cursor.line[cursor.at..].starts_with(key)
        {
            cursor.at += key.len();
            return Some(*target);
        }
        let word = cursor.word()?;
        let target = match std::str::from_utf8(word).ok()? {
            ID => Target::Id,
            name => Target::Answer(form.question(name)?),
        };
        let key = [b"\"", word, b"\""].concat();
        self.order.truncate(number);
        self.order.push((key, target));
        Some(target)
    }
}

struct Cursor<'l> {
    line: &'l [u8],
    at: usize,
}

impl<'l> Cursor<'l> {
    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t') = self.line.get(self.at) {
            self.at += 1;
        }
    }

    fn next(&mut self) -> Option<u8> {
        self.skip_space();
        let byte = *self.line.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    fn peek(&mut self) -> Option<u8> {
        self.skip_space();
        self.line.get(self.at).copied()
    }

    /// What stands in quotes, if nothing in it needs a second look.
    fn word(&mut self) -> Option<&'l [u8]> {
        self.expect(b'"')?;
        let rest = &self.line[self.at..];
        let plain = |byte: &u8| (b' '..0x7f).contains(byte) && *byte != b'"' && *byte != b'\\';
        let length = rest.iter().position(|byte| !plain(byte))?;
        self.at += length + 1;
        (rest[length] == b'"').then_some(&rest[..length])
    }

    fn digits(&mut self) -> Option<&'l str> {
        self.skip_space();
        let rest = &self.line[self.at..];
        let length = rest.iter().position(|byte| !byte.is_ascii_digit())?;
        self.at += length;
        let plain = length > 0 && length <= DIGITS && (rest[0] != b'0' || length == 1);
        let ends = matches!(rest[length], b',' | b'}' | b' ' | b'\t');
        let digits = (plain && ends).then_some(&rest[..length])?;
        std::str::from_utf8(digits).ok()
    }

    fn id(&mut self, entry: &mut Entry) -> Option<()> {
        if entry.id != Id::Line {
            return None;
        }
        entry.id = if self.peek()? == b'"' {
            Id::Text(std::str::from_utf8(self.word()?).ok()?.to_owned())
        } else {
            Id::Number(self.digits()?.to_owned())
        };
        Some(())
    }

    fn answer(&mut self, form: &Form, at: QuestionRef, entry: &mut Entry) -> Option<()> {
        let question = &form.tree[at];
        let first = self.peek()?;
        if question.kind == Kind::Number && first != b'"' {
            let number = self.digits()?.parse().ok()?;
            entry.answers.set(at, question.accept_number(number).ok()?);
            return Some(());
        }
        let set = match first {
            b'"' => {
                let word = self.word()?;
                if word == UNSURE.as_bytes() && !question.required {
                    entry.answers.set(at, Answer::Unsure);
                    return Some(());
                }
                form.choice(at, word)?
            }
            b'[' => self.choices(form, at)?,
            _ => return None,
        };
        form.set(&mut entry.answers, at, set)
    }

    fn choices(&mut self, form: &Form, at: QuestionRef) -> Option<u64> {
        self.expect(b'[')?;
        if self.peek()? == b']' {
            self.at += 1;
            return Some(0);
        }
        let mut set = 0;
        loop {
            set |= form.choice(at, self.word()?)?;
            match self.next()? {
                b',' => {}
                b']' => return Some(set),
                _ => return None,
            }
        }
    }
}
