//! Bytes that were read, and room for more: it is made once, and not wiped for every read.

use std::io::{ErrorKind, Read, Result};
use std::ops::Deref;

/// What was read, and room behind it.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    bytes: Vec<u8>,
    filled: usize,
}

impl Deref for Buffer {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.bytes[..self.filled]
    }
}

impl Buffer {
    /// Reads at most so much of what is there, without waiting for more; says how much it was.
    pub(crate) fn read(&mut self, input: &mut impl Read, most: usize) -> Result<usize> {
        self.make_room(self.filled + most);
        let room = self.filled..self.filled + most;
        loop {
            match input.read(&mut self.bytes[room.clone()]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(read) => {
                    self.filled += read;
                    return Ok(read);
                }
            }
        }
    }

    /// Hands out what stands before `end` to another buffer, and goes on in that one's room.
    pub(crate) fn hand_out(&mut self, end: usize, other: &mut Buffer) {
        let rest = self.filled - end;
        other.make_room(rest);
        other.bytes[..rest].copy_from_slice(&self[end..]);
        other.filled = rest;
        std::mem::swap(self, other);
        other.filled = end;
    }

    /// Forgets the first bytes.
    pub(crate) fn skip(&mut self, count: usize) {
        self.bytes.copy_within(count..self.filled, 0);
        self.filled -= count;
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.filled = 0;
    }

    fn make_room(&mut self, length: usize) {
        if self.bytes.len() < length {
            self.bytes.resize(length, 0);
        }
    }
}
