//! The terminal's modes, and leaving it as it was: after the last prompt, on a signal, in a panic.

use console::Term;
use rustix::stdio::stdin;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr,
    tcsetattr,
};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Why the program has to end now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left.
    Left,
    /// Somebody else ended it, or the terminal is gone.
    Terminated,
}

/// Which screen prompts are drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// Below what is there.
    Shared,
    /// On a screen of its own, which is gone afterwards.
    Private,
}

/// What there is to undo.
#[derive(Default)]
struct Changed {
    modes: Option<Termios>,
    private: bool,
    /// Rows drawn, and the one the cursor is in.
    drawn: (usize, usize),
}

/// Whoever holds this may write to the terminal; who leaves keeps it, so that nothing is drawn afterwards.
static CHANGED: Mutex<Changed> = Mutex::new(Changed {
    modes: None,
    private: false,
    drawn: (0, 0),
});

fn changed() -> MutexGuard<'static, Changed> {
    CHANGED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A terminal that reads keys one by one, until this is dropped.
#[derive(Debug)]
pub struct Terminal(());

impl Terminal {
    /// Prepares the terminal for lists: keys come at once and unseen, and Ctrl-C still means leave.
    ///
    /// # Errors
    /// Standard input is no terminal.
    pub fn open(privacy: Privacy) -> io::Result<Self> {
        let before = tcgetattr(stdin())?;
        let mut modes = before.clone();
        modes.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::IEXTEN;
        // Ctrl-C must not throw away half a frame, or nobody knows where the cursor is.
        modes.local_modes |= LocalModes::NOFLSH;
        modes.special_codes[SpecialCodeIndex::VMIN] = 1;
        modes.special_codes[SpecialCodeIndex::VTIME] = 0;
        // A program that is stopped here would leave its modes to the shell.
        modes.special_codes[SpecialCodeIndex::VSUSP] = 0;
        let mut changed = changed();
        tcsetattr(stdin(), OptionalActions::Flush, &modes)?;
        changed.modes = Some(before);
        changed.private = privacy == Privacy::Private;
        if changed.private {
            write("\x1b[?1049h\x1b[H\x1b[2J");
        }
        drop(changed);
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // Whoever panics may hold the lock.
            if let Ok(mut changed) = CHANGED.try_lock() {
                changed.restore();
            }
            usual(panic);
        }));
        Ok(Terminal(()))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        changed().restore();
    }
}

impl Changed {
    fn restore(&mut self) {
        self.wipe();
        if let Some(before) = self.modes.take() {
            // Nothing can be done about a terminal that is gone.
            let _ = tcsetattr(stdin(), OptionalActions::Now, &before);
            write("\x1b[?2004l\x1b[?25h");
        }
        if std::mem::take(&mut self.private) {
            write("\x1b[2J\x1b[?1049l");
        }
    }

    fn wipe(&mut self) {
        let (rows, cursor) = std::mem::take(&mut self.drawn);
        if rows == 0 {
            return;
        }
        let mut out = up(cursor);
        for _ in 1..rows {
            out.push_str("\x1b[K\n");
        }
        out.push_str("\x1b[K\r");
        out.push_str(&up(rows - 1));
        write(&out);
    }
}

/// To the start of the row that many above.
pub(super) fn up(rows: usize) -> String {
    if rows == 0 {
        "\r".to_owned()
    } else {
        format!("\r\x1b[{rows}A")
    }
}

fn write(text: &str) {
    let mut out = io::stderr();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes to the terminal, and notes how many rows stand there now, and in which one the cursor is.
pub(super) fn draw(term: &Term, text: &str, drawn: (usize, usize)) -> io::Result<()> {
    let mut changed = changed();
    term.write_str(text)?;
    term.flush()?;
    changed.drawn = drawn;
    Ok(())
}

/// Whether pasted text is marked as such; a typed prompt cannot tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paste {
    Marked,
    Typed,
}

/// Forgets what was typed ahead, so that a paste answers at most one prompt.
pub(super) fn ready(paste: Paste) {
    let _lock = changed();
    let _ = tcflush(stdin(), QueueSelector::IFlush);
    write(match paste {
        Paste::Marked => "\x1b[?2004h",
        Paste::Typed => "\x1b[?2004l",
    });
}

/// Does something that must not be cut in two by a signal.
pub fn undisturbed<T>(act: impl FnOnce() -> T) -> T {
    let _lock = changed();
    act()
}

/// Leaves on Ctrl-C, SIGTERM and SIGHUP: the terminal is restored, then `leave` says goodbye and ends the program.
///
/// # Errors
/// The signals cannot be watched.
pub fn watch(leave: impl FnOnce(Ended) + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::Builder::new().spawn(move || {
        let mut seen: Vec<i32> = signals.wait().collect();
        // A typed prompt answers every signal with a SIGINT of its own.
        std::thread::sleep(Duration::from_millis(20));
        seen.extend(signals.pending());
        let mut changed = changed();
        changed.restore();
        leave(if seen.iter().all(|signal| *signal == SIGINT) {
            Ended::Left
        } else {
            Ended::Terminated
        });
    })?;
    Ok(())
}

/// Whether lists can be drawn on this terminal: it can move its cursor, and is large enough.
pub fn can_draw() -> bool {
    let (rows, columns) = Term::stderr().size();
    columns >= 30 && rows >= 10
}

/// The width of standard error, if it is a terminal.
pub fn width() -> Option<usize> {
    let size = Term::stderr().size_checked();
    size.map(|(_, columns)| usize::from(columns))
}

/// The height of standard error, if it is a terminal.
pub fn rows() -> Option<usize> {
    let size = Term::stderr().size_checked();
    size.map(|(rows, _)| usize::from(rows))
}
