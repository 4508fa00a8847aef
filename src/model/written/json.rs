//! JSON, read in one pass over the bytes, so that every value has its place.

use super::super::finding::Code;
use super::super::place::Place;
use super::guard::{Fatal, Guard, fatal};
use super::{Quoted, Shape};
use serde::de::IgnoredAny;

impl Guard<'_> {
    pub(super) fn json(&mut self, text: &str) -> Result<(), Fatal> {
        self.check_size()?;
        // What serde_json has found to be JSON needs no second look: from here on, every byte says what follows.
        if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
            let spot = Place::spot(error.line().max(1) as u32, error.column().max(1) as u32);
            return Err(not_json(&error, spot));
        }
        let mut cursor = Cursor {
            text,
            at: 0,
            line: 1,
            line_start: 0,
        };
        while let Some(byte) = cursor.peek() {
            match byte {
                b'\n' => cursor.next_line(),
                b' ' | b'\t' | b'\r' | b',' | b':' => cursor.at += 1,
                b'{' => self.begin(Shape::Map, cursor.pass(1).1)?,
                b'[' => self.begin(Shape::List, cursor.pass(1).1)?,
                b'}' | b']' => {
                    cursor.at += 1;
                    self.end(cursor.spot())?;
                }
                b'"' => self.json_text(&mut cursor)?,
                _ => {
                    let (word, place) = cursor.pass(cursor.word());
                    self.scalar(word, Quoted::No, place)?;
                }
            }
        }
        Ok(())
    }

    fn json_text(&mut self, cursor: &mut Cursor) -> Result<(), Fatal> {
        let (text, place) = cursor.pass(cursor.string());
        let inside = &text[1..text.len() - 1];
        if !inside.contains('\\') {
            return self.scalar(inside, Quoted::Yes, place);
        }
        let text: String = serde_json::from_str(text).map_err(|error| not_json(&error, place))?;
        self.scalar(&text, Quoted::Yes, place)
    }
}

fn not_json(error: &serde_json::Error, place: Place) -> Fatal {
    fatal(Code::Syntax, place, format!("not JSON: {error}"))
}

/// Where reading stands.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    line: u32,
    /// The column of a byte is its distance from here; bytes within a character move it on.
    line_start: usize,
}

impl<'t> Cursor<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next_line(&mut self) {
        self.at += 1;
        self.line += 1;
        self.line_start = self.at;
    }

    /// The line and the column, which counts characters.
    fn spot(&self) -> (u32, u32) {
        (self.line, (self.at - self.line_start) as u32 + 1)
    }

    /// Goes on by so many bytes of this line; returns them, and their place.
    fn pass(&mut self, bytes: usize) -> (&'t str, Place) {
        let (line, column) = self.spot();
        let passed = &self.text[self.at..self.at + bytes];
        self.at += bytes;
        let within = passed.bytes().filter(|byte| byte & 0xC0 == 0x80);
        self.line_start += within.count();
        let (end_line, end_column) = self.spot();
        let place = Place {
            line,
            column,
            end_line,
            end_column,
        };
        (passed, place)
    }

    /// The length of the string that begins here, with its quotes.
    fn string(&self) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let mut end = 1;
        while rest[end] != b'"' {
            end += if rest[end] == b'\\' { 2 } else { 1 };
        }
        end + 1
    }

    /// The length of the number or word that begins here.
    fn word(&self) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let end = |byte: &u8| b",:]} \t\r\n".contains(byte);
        rest.iter().position(end).unwrap_or(rest.len())
    }
}
