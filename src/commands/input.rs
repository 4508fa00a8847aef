//! Files that people hand us: read whole, but never without limit, and never waiting for ever.

use crate::exit::Failure;
use crate::model::finding::nearest;
use crate::model::written::LARGEST;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_setfl};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, Error, ErrorKind, Read, Result};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

/// How long somebody may take to start writing to a pipe that has a name.
const PATIENCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 300_000_000,
};

/// Reads a text file that an author wrote, but never more than a questionnaire can be.
///
/// # Errors
/// It cannot be opened, is no file, is too large, or is not UTF-8.
pub(super) fn read(path: &Path) -> std::result::Result<String, Failure> {
    let name = path.display();
    contents(path).and_then(text).map_err(|problem| {
        let mut failure = Failure::reading(format!("`{name}`"), &problem);
        if let Some(other) = neighbour(path).filter(|_| problem.kind() == ErrorKind::NotFound) {
            let said = failure.problems.iter_mut();
            said.for_each(|said| *said += &format!("; did you mean `{other}`?"));
        }
        failure
    })
}

/// The file in the same folder whose name is nearest.
fn neighbour(path: &Path) -> Option<String> {
    let folder = path.parent()?;
    let is_here = folder.as_os_str().is_empty();
    let files = std::fs::read_dir(if is_here { Path::new(".") } else { folder }).ok()?;
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    // A name could drive the terminal as well as a text.
    let names = names.filter(|name| !name.contains(char::is_control));
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    let name = path.file_name()?.to_str()?;
    let near = nearest(name, names.iter().map(String::as_str))?;
    Some(folder.join(near).display().to_string())
}

/// Reads standard input in the same way.
///
/// # Errors
/// It cannot be read, is too large, or is not UTF-8.
pub(super) fn read_stdin() -> std::result::Result<String, Failure> {
    limited(std::io::stdin().lock())
        .and_then(text)
        .map_err(|problem| Failure::reading("standard input", &problem))
}

/// A line of input.
pub(super) enum Line {
    /// There is none.
    End,
    /// What it says.
    Text(String),
    /// Why it cannot be read; the next line may be better.
    Unreadable(String),
}

/// Reads a line, but never more than [`LARGEST`] bytes of it.
///
/// # Errors
/// There is nothing to read from any more.
pub(super) fn read_line(input: &mut impl BufRead) -> Result<Line> {
    let mut bytes = Vec::new();
    let read = input
        .take(LARGEST as u64 + 1)
        .read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if bytes.len() > LARGEST {
        input.skip_until(b'\n')?;
        return Ok(Line::Unreadable(too_large().to_string()));
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Line::Text(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to() + 1;
            Line::Unreadable(format!("not UTF-8 at byte {at}; expected text in UTF-8"))
        }
    })
}

fn contents(path: &Path) -> Result<Vec<u8>> {
    // Without this flag, opening a pipe that nobody writes to would wait for ever.
    let patient = OFlags::NONBLOCK.bits() as i32;
    let mut options = OpenOptions::new();
    let mut file = options.read(true).custom_flags(patient).open(path)?;
    let kind = file.metadata()?.file_type();
    if kind.is_dir() {
        return Err(Error::other("is a directory; expected a file"));
    }
    let begin = if kind.is_fifo() {
        first_byte(&mut file)?
    } else {
        Vec::new()
    };
    fcntl_setfl(&file, OFlags::empty())?;
    limited(begin.as_slice().chain(file))
}

/// What a pipe gives at first; somebody who has opened it may take any time, but nobody cannot.
fn first_byte(pipe: &mut File) -> Result<Vec<u8>> {
    poll(&mut [PollFd::new(pipe, PollFlags::IN)], Some(&PATIENCE))?;
    let mut byte = [0];
    match pipe.read(&mut byte) {
        Ok(0) => Err(Error::other(
            "nothing comes from this pipe; expected a text",
        )),
        Ok(_) => Ok(byte.to_vec()),
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn limited(reader: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

fn too_large() -> Error {
    Error::other(format!("larger than {LARGEST} bytes; expected less"))
}

fn text(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
        Error::other(format!(
            "not UTF-8 in line {line}; expected text in UTF-8; an editor can save it so"
        ))
    })
}
