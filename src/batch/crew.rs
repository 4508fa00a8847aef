//! All cores at work: each worker takes the next block, and hands in its page when it is its turn.
//!
//! Nobody takes a block before the last page was handed in, so what is held never grows, and a slow reader of the
//! results slows everything down.

use super::clerk::{Clerk, Page};
use super::form::Form;
use super::sheet::Sheet;
use super::source::{Block, Source};
use super::table::Header;
use super::{Format, Job, Tally, Trouble};
use crate::model::course::Course;
use std::io::{Read, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Reads all records, and writes what follows from each, in order; `progress` hears of every page.
///
/// # Errors
/// The input cannot be read, the output cannot be written, or a table has a wrong header.
pub fn run(
    job: &Job,
    input: impl Read + Send,
    output: &mut (dyn Write + Send),
    progress: &mut (dyn FnMut(&Tally) + Send),
) -> Result<Tally, Trouble> {
    let mut source = Source::open(input, job.from).map_err(Trouble::Read)?;
    let form = Form::of(job.tree);
    let header = header(job, &form, &mut source)?;
    let sheet = Sheet::new(job, job.to.unwrap_or(source.format));
    output.write_all(&sheet.header()).map_err(Trouble::Write)?;
    let course = Course::new(job.tree);
    let crew = Crew {
        intake: Mutex::new(Intake { source, taken: 0 }),
        counter: Mutex::new(Counter {
            output,
            progress,
            handed_in: 0,
            tally: Tally::new(job),
            over: false,
            trouble: None,
        }),
        turn: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..workers() {
            scope.spawn(|| crew.work(Clerk::new(job, &form, header.as_ref(), &sheet, &course)));
        }
    });
    crew.close()
}

/// One more than there are cores, for one of them may be waiting for its turn.
fn workers() -> usize {
    thread::available_parallelism().map_or(1, |cores| cores.get() + 1)
}

fn header<R: Read>(
    job: &Job,
    form: &Form,
    source: &mut Source<R>,
) -> Result<Option<Header>, Trouble> {
    if source.format == Format::Ndjson {
        return Ok(None);
    }
    let text = source.header().map_err(Trouble::Read)?;
    let text = text.unwrap_or_default();
    if text.is_empty() {
        // Nothing at all is a table without rows.
        return Ok(Some(Header::default()));
    }
    Header::read(form, job.map.as_ref(), &text)
        .map(Some)
        .map_err(Trouble::Header)
}

struct Crew<'c, R> {
    intake: Mutex<Intake<R>>,
    counter: Mutex<Counter<'c>>,
    turn: Condvar,
}

struct Intake<R> {
    source: Source<R>,
    taken: u64,
}

struct Counter<'c> {
    output: &'c mut (dyn Write + Send),
    progress: &'c mut (dyn FnMut(&Tally) + Send),
    handed_in: u64,
    tally: Tally,
    over: bool,
    trouble: Option<Trouble>,
}

impl<R: Read> Crew<'_, R> {
    fn work(&self, mut clerk: Clerk) {
        let mut block = Block::default();
        while let Some(ticket) = self.take(&mut block) {
            let page = clerk.work(&block);
            if !self.hand_in(ticket, page) {
                return;
            }
        }
    }

    /// Fills a block, and gives it a number.
    fn take(&self, block: &mut Block) -> Option<u64> {
        let mut intake = lock(&self.intake);
        if lock(&self.counter).over {
            return None;
        }
        match intake.source.next(block) {
            Ok(true) => {
                intake.taken += 1;
                Some(intake.taken - 1)
            }
            Ok(false) => None,
            Err(error) => {
                lock(&self.counter)
                    .trouble
                    .get_or_insert(Trouble::Read(error));
                None
            }
        }
    }

    /// Waits for its turn and writes; returns whether to go on.
    fn hand_in(&self, ticket: u64, page: &Page) -> bool {
        let mut counter = lock(&self.counter);
        while counter.handed_in != ticket && !counter.over {
            counter = self
                .turn
                .wait(counter)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if !counter.over {
            counter.write(page);
        }
        self.turn.notify_all();
        !counter.over
    }

    fn close(self) -> Result<Tally, Trouble> {
        let counter = self
            .counter
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        match counter.trouble {
            Some(trouble) => Err(trouble),
            None => counter
                .output
                .flush()
                .map(|()| counter.tally)
                .map_err(Trouble::Write),
        }
    }
}

impl Counter<'_> {
    fn write(&mut self, page: &Page) {
        if let Err(error) = self.output.write_all(&page.text) {
            self.trouble = Some(Trouble::Write(error));
            self.over = true;
            return;
        }
        self.handed_in += 1;
        self.over = page.last;
        self.tally.join(&page.tally);
        (self.progress)(&self.tally);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
