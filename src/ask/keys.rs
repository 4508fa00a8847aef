//! Bytes from a terminal into keys. A sequence may arrive in pieces over a slow line, and nothing pasted is a key.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, ErrorKind};
use std::time::Duration;

/// A key that means something to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Enter,
    Escape,
    /// Ctrl-D.
    EndOfInput,
    Char(char),
}

/// How long the rest of a sequence may take. An Esc that stands alone waits as long before it counts.
const REST: Duration = Duration::from_millis(120);

/// Where bytes come from.
pub(super) trait Bytes {
    /// The next byte, or none if there was none in time.
    fn byte(&mut self, wait: Duration) -> io::Result<Option<u8>>;
}

/// The next key, or none if there was none in time.
pub(super) fn key(bytes: &mut impl Bytes, wait: Duration) -> io::Result<Option<Key>> {
    let Some(byte) = bytes.byte(wait)? else {
        return Ok(None);
    };
    Ok(match byte {
        0x1b => return sequence(bytes),
        b'\r' | b'\n' => Some(Key::Enter),
        b'\t' => Some(Key::Down),
        0x04 => Some(Key::EndOfInput),
        0x01 => Some(Key::Home),
        0x05 => Some(Key::End),
        0x00..0x20 | 0x7f => None,
        _ => character(byte, bytes)?.map(Key::Char),
    })
}

/// What follows an escape character.
fn sequence(bytes: &mut impl Bytes) -> io::Result<Option<Key>> {
    match bytes.byte(REST)? {
        None => Ok(Some(Key::Escape)),
        Some(b'[') => control_sequence(bytes),
        Some(b'O') => Ok(bytes.byte(REST)?.and_then(|last| named(&[], last))),
        // Alt with another key, or two Esc in a row.
        Some(0x1b) => Ok(Some(Key::Escape)),
        Some(_) => Ok(None),
    }
}

fn control_sequence(bytes: &mut impl Bytes) -> io::Result<Option<Key>> {
    let mut parameters = Vec::new();
    while let Some(byte) = bytes.byte(REST)? {
        match byte {
            b'~' if parameters == b"200" => return skip_paste(bytes),
            0x40..=0x7e => return Ok(named(&parameters, byte)),
            _ if parameters.len() < 32 => parameters.push(byte),
            _ => return Ok(None),
        }
    }
    Ok(None)
}

/// Only keys without Ctrl, Shift or Alt have a name; the others mean nothing here.
fn named(parameters: &[u8], last: u8) -> Option<Key> {
    match (parameters, last) {
        (b"", b'A') => Some(Key::Up),
        (b"", b'B') => Some(Key::Down),
        (b"", b'C') => Some(Key::Right),
        (b"", b'D') => Some(Key::Left),
        (b"", b'H') | (b"1" | b"7", b'~') => Some(Key::Home),
        (b"", b'F') | (b"4" | b"8", b'~') => Some(Key::End),
        (b"", b'Z') => Some(Key::Up),
        (b"5", b'~') => Some(Key::PageUp),
        (b"6", b'~') => Some(Key::PageDown),
        _ => None,
    }
}

/// Reads up to the end of a paste and forgets it.
fn skip_paste(bytes: &mut impl Bytes) -> io::Result<Option<Key>> {
    const END: &[u8] = b"\x1b[201~";
    let mut matched = 0;
    while let Some(byte) = bytes.byte(REST)? {
        matched = if byte == END[matched] {
            matched + 1
        } else {
            usize::from(byte == END[0])
        };
        if matched == END.len() {
            break;
        }
    }
    Ok(None)
}

fn character(first: u8, bytes: &mut impl Bytes) -> io::Result<Option<char>> {
    let length = match first {
        0x00..0x80 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf8 => 4,
        _ => return Ok(None),
    };
    let mut buffer = vec![first];
    while buffer.len() < length {
        match bytes.byte(REST)? {
            Some(byte) => buffer.push(byte),
            None => return Ok(None),
        }
    }
    let text = std::str::from_utf8(&buffer);
    Ok(text.ok().and_then(|text| text.chars().next()))
}

/// Standard input, read byte by byte as it comes.
#[derive(Debug, Default)]
pub(super) struct Stdin;

impl Bytes for Stdin {
    fn byte(&mut self, wait: Duration) -> io::Result<Option<u8>> {
        let stdin = rustix::stdio::stdin();
        let wait = Timespec {
            tv_sec: wait.as_secs() as _,
            tv_nsec: wait.subsec_nanos() as _,
        };
        let mut ready = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut ready, Some(&wait)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(None),
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        let mut byte = [0];
        match rustix::io::read(stdin, &mut byte) {
            Ok(0) => Err(ErrorKind::UnexpectedEof.into()),
            Ok(_) => Ok(Some(byte[0])),
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes with the milliseconds that pass before each.
    struct Slow(Vec<(u64, u8)>);

    impl Bytes for Slow {
        fn byte(&mut self, wait: Duration) -> io::Result<Option<u8>> {
            match self.0.first_mut() {
                None => Ok(None),
                Some((late, _)) if Duration::from_millis(*late) > wait => {
                    *late -= wait.as_millis() as u64;
                    Ok(None)
                }
                Some(_) => Ok(Some(self.0.remove(0).1)),
            }
        }
    }

    fn keys(bytes: &[u8], late: u64) -> Vec<Key> {
        let mut slow = Slow(bytes.iter().map(|byte| (late, *byte)).collect());
        let mut keys = Vec::new();
        while !slow.0.is_empty() {
            keys.extend(key(&mut slow, Duration::from_secs(1)).expect("no end"));
        }
        keys
    }

    #[test]
    fn a_sequence_in_pieces_is_one_key() {
        assert_eq!(
            keys(b"\x1b[B\x1bOA\x1b[6~", 60),
            [Key::Down, Key::Up, Key::PageDown]
        );
    }

    #[test]
    fn esc_alone_counts_after_a_while() {
        assert_eq!(keys(b"\x1bj", 500), [Key::Escape, Key::Char('j')]);
    }

    #[test]
    fn keys_with_modifiers_leave_nothing_behind() {
        assert_eq!(keys(b"\x1b[1;5D2\x1bb\x1b[15~", 0), [Key::Char('2')]);
    }

    #[test]
    fn what_is_pasted_is_no_key() {
        assert_eq!(keys(b"\x1b[200~1\n2\x1b[\x1b[201~3", 0), [Key::Char('3')]);
    }

    #[test]
    fn letters_may_have_several_bytes() {
        assert_eq!(keys("ñ日".as_bytes(), 0), [Key::Char('ñ'), Key::Char('日')]);
    }
}
