//! The program in a real terminal, and the screen a person would see. Nothing here sleeps: it waits for what is seen.
#![allow(missing_docs, dead_code)]

use portable_pty::{Child, CommandBuilder, PtyPair, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// Far longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Tty {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    pair: PtyPair,
}

struct Seen {
    parser: vt100::Parser,
    /// Everything that was ever written.
    bytes: Vec<u8>,
}

impl Seen {
    /// Whether a frame was begun and not yet ended: terminals show none of it until then.
    fn is_drawing(&self) -> bool {
        let last = |mark: &[u8]| self.bytes.windows(mark.len()).rposition(|at| at == mark);
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }
}

/// How the program is started.
pub(crate) struct Start<'a> {
    pub(crate) rows: u16,
    pub(crate) columns: u16,
    pub(crate) arguments: &'a [&'a str],
    pub(crate) environment: &'a [(&'a str, &'a str)],
}

impl Default for Start<'_> {
    fn default() -> Self {
        Start {
            rows: 24,
            columns: 80,
            arguments: &[],
            environment: &[],
        }
    }
}

impl Start<'_> {
    /// The program, not yet started.
    pub(crate) fn command(&self) -> CommandBuilder {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_firststep"));
        command.args(self.arguments);
        for name in [
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "FORCE_COLOR",
            "ACCESSIBLE",
            "LC_ALL",
            "LC_MESSAGES",
            "LC_CTYPE",
        ] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_US.UTF-8");
        for (name, value) in self.environment {
            command.env(name, value);
        }
        command
    }

    pub(crate) fn tty(&self) -> Tty {
        let size = size(self.rows, self.columns);
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let command = self.command();
        let child = pair.slave.spawn_command(command).expect("it starts");
        let mut output = pair.master.try_clone_reader().expect("a reader");
        let input = pair.master.take_writer().expect("a writer");
        let rows = self.rows.try_into().expect("some rows");
        let columns = self.columns.try_into().expect("some columns");
        let seen = Seen {
            parser: vt100::Parser::new(rows, columns, 1000),
            bytes: Vec::new(),
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                let mut seen = shared.0.lock().expect("no test panics with it");
                seen.parser.process(&buffer[..count]);
                seen.bytes.extend_from_slice(&buffer[..count]);
                shared.1.notify_all();
            }
        });
        Tty {
            seen,
            input,
            child,
            pair,
        }
    }
}

pub(crate) fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Tty {
    /// Waits until the screen is as it should be.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().expect("the reader does not panic");
        while seen.is_drawing() || !is_so(seen.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited in vain for {what}; the screen:\n{}",
                seen.parser.screen().contents()
            );
            seen = self.seen.1.wait_timeout(seen, left).expect("no panic").0;
        }
    }

    /// Waits for a text to be seen.
    #[track_caller]
    pub(crate) fn sees(&self, text: &str) {
        self.wait(&format!("`{text}`"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits for a text to be gone.
    #[track_caller]
    pub(crate) fn sees_no(&self, text: &str) {
        self.wait(&format!("`{text}` to go"), |screen| {
            !screen.contents().contains(text)
        });
    }

    /// Waits until the pointer stands before an entry.
    #[track_caller]
    pub(crate) fn points_at(&self, entry: &str) {
        let at = |row: &str| row.starts_with('❯') && row.contains(entry);
        self.wait(&format!("the pointer at `{entry}`"), |screen| {
            rows(screen).iter().any(|row| at(row))
        });
    }

    /// What is on the screen now, row by row, without what is empty at the end.
    pub(crate) fn rows(&self) -> Vec<String> {
        rows(self.seen.0.lock().expect("no panic").parser.screen())
    }

    pub(crate) fn has(&self, text: &str) -> bool {
        let seen = self.seen.0.lock().expect("no panic");
        seen.parser.screen().contents().contains(text)
    }

    pub(crate) fn hides_cursor(&self) -> bool {
        let seen = self.seen.0.lock().expect("no panic");
        seen.parser.screen().hide_cursor()
    }

    /// Everything that was ever written, as text.
    pub(crate) fn transcript(&self) -> String {
        let seen = self.seen.0.lock().expect("no panic");
        String::from_utf8_lossy(&seen.bytes).into_owned()
    }

    pub(crate) fn sends(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).expect("it is there");
        self.input.flush().expect("it is there");
    }

    pub(crate) fn resizes(&self, rows: u16, columns: u16) {
        let mut seen = self.seen.0.lock().expect("no panic");
        let rows_ = rows.try_into().expect("some rows");
        let columns_ = columns.try_into().expect("some columns");
        seen.parser.screen_mut().set_size(rows_, columns_);
        self.pair
            .master
            .resize(size(rows, columns))
            .expect("it is resized");
    }

    /// The process, to send it signals.
    pub(crate) fn process(&self) -> rustix::process::Pid {
        let id = self.child.process_id().expect("it runs");
        rustix::process::Pid::from_raw(id as i32).expect("a process has a number")
    }

    /// Waits for the end; returns the exit status. Then something is typed: a terminal that was left as it was found
    /// echoes it, after all that the program has written.
    #[track_caller]
    pub(crate) fn ends(&mut self) -> u32 {
        let status = self.ends_anyhow();
        self.sends("[echo]");
        self.sees("[echo]");
        let modes = self.pair.master.get_termios().expect("it is a terminal");
        let modes = format!("{:?}", modes.local_flags);
        for mode in ["ICANON", "ISIG", "IEXTEN"] {
            assert!(modes.contains(mode), "{mode} is off: {modes}");
        }
        assert!(!self.hides_cursor(), "the cursor is hidden");
        status
    }

    /// Waits for the end, however the terminal is left.
    #[track_caller]
    pub(crate) fn ends_anyhow(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                return status.exit_code();
            }
            std::thread::yield_now();
        }
        panic!("it does not end; the screen:\n{}", self.rows().join("\n"));
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        // A test that failed leaves it running.
        let _ = self.child.kill();
    }
}

pub(crate) fn rows(screen: &vt100::Screen) -> Vec<String> {
    let (_, columns) = screen.size();
    let mut rows: Vec<String> = screen
        .rows(0, columns.get())
        .map(|row| row.trim_end().to_owned())
        .collect();
    while rows.last().is_some_and(String::is_empty) {
        rows.pop();
    }
    rows
}
