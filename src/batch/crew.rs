//! All cores at work: each worker takes the next block and hands in its page, which is written when it is its turn.
//!
//! Nobody waits for another's page, but only so many may be ahead of the one whose turn it is: so what is held never
//! grows, and a slow reader of the results slows everything down.

use super::clerk::{Clerk, Page};
use super::form::Form;
use super::sheet::Sheet;
use super::source::{Block, Source};
use super::stranger;
use super::table::Header;
use super::{Format, Job, Tally, Trouble};
use crate::model::atlas::Atlas;
use std::collections::VecDeque;
use std::io::{Read, Write};
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// For each worker, so many blocks may be taken and not yet written.
const AHEAD: u64 = 4;

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
    meet(job, &form, &mut source)?;
    let header = header(job, &form, &mut source)?;
    let sheet = Sheet::new(job, job.to.unwrap_or(source.format));
    output.write_all(&sheet.header()).map_err(Trouble::Write)?;
    let atlas = Arc::new(Atlas::of(job.tree));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let crew = Crew {
        job,
        ahead: AHEAD * workers as u64,
        intake: Mutex::new(Intake { source, taken: 0 }),
        counter: Mutex::new(Counter::new(job, output, progress)),
        room: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| crew.work(Clerk::new(job, &form, header.as_ref(), &sheet, &atlas)));
        }
    });
    crew.close()
}

/// Refuses what is no records at all.
fn meet<R: Read>(job: &Job, form: &Form, source: &mut Source<R>) -> Result<(), Trouble> {
    let format = source.format;
    let begin = source.peek(1).map_err(Trouble::Read)?;
    let mut found = stranger::binary(begin);
    if found.is_none() && format == Format::Ndjson {
        // Nobody has to write a second line before the first is read, unless that may go on.
        let count = 1 + u64::from(stranger::is_open(begin));
        let begin = source.peek(count).map_err(Trouble::Read)?;
        found = stranger::no_lines(form, job.map.as_ref(), begin);
    }
    found.map_or(Ok(()), |found| Err(Trouble::Stranger(found)))
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
        .map_err(|problems| match stranger::no_table(&text) {
            Some(found) => Trouble::Stranger(found),
            None => Trouble::Header(problems),
        })
}

struct Crew<'c, R> {
    intake: Mutex<Intake<R>>,
    counter: Mutex<Counter<'c>>,
    /// Something was written, or nothing more will be.
    room: Condvar,
    /// How many blocks may be taken and not yet written.
    ahead: u64,
    job: &'c Job<'c>,
}

struct Intake<R> {
    source: Source<R>,
    taken: u64,
}

struct Counter<'c> {
    output: &'c mut (dyn Write + Send),
    progress: &'c mut (dyn FnMut(&Tally) + Send),
    written: u64,
    /// Pages handed in before their turn, from the one that is next.
    waiting: VecDeque<Option<Page>>,
    /// Pages that were written, to be used again.
    blank: Vec<Page>,
    tally: Tally,
    over: bool,
    trouble: Option<Trouble>,
}

impl<R: Read> Crew<'_, R> {
    fn work(&self, mut clerk: Clerk) {
        let mut block = Block::default();
        while let Some(ticket) = self.take(&mut block) {
            clerk.work(&block);
            if !self.hand_in(ticket, &mut clerk.page) {
                return;
            }
        }
    }

    /// Fills a block and gives it a number, once there is room for its page.
    fn take(&self, block: &mut Block) -> Option<u64> {
        let mut intake = lock(&self.intake);
        let full =
            |counter: &mut Counter| intake.taken - counter.written >= self.ahead && !counter.over;
        let counter = self.room.wait_while(lock(&self.counter), full);
        if counter.unwrap_or_else(PoisonError::into_inner).over {
            return None;
        }
        match intake.source.next(block) {
            Ok(true) => {
                intake.taken += 1;
                Some(intake.taken - 1)
            }
            Ok(false) => None,
            Err(error) => {
                let trouble = &mut lock(&self.counter).trouble;
                trouble.get_or_insert(Trouble::Read(error));
                None
            }
        }
    }

    /// Leaves a blank page for one that is full, and writes all whose turn it is; returns whether to go on.
    fn hand_in(&self, ticket: u64, page: &mut Page) -> bool {
        let mut counter = lock(&self.counter);
        let blank = counter.blank.pop();
        let full = mem::replace(page, blank.unwrap_or_else(|| Page::new(self.job)));
        counter.keep(ticket, full);
        counter.write();
        self.room.notify_all();
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

impl<'c> Counter<'c> {
    /// Nothing is handed in yet.
    fn new(
        job: &Job,
        output: &'c mut (dyn Write + Send),
        progress: &'c mut (dyn FnMut(&Tally) + Send),
    ) -> Self {
        Counter {
            output,
            progress,
            written: 0,
            waiting: VecDeque::new(),
            blank: Vec::new(),
            tally: Tally::new(job),
            over: false,
            trouble: None,
        }
    }

    fn keep(&mut self, ticket: u64, page: Page) {
        let at = (ticket - self.written) as usize;
        if self.waiting.len() <= at {
            self.waiting.resize_with(at + 1, || None);
        }
        self.waiting[at] = Some(page);
    }

    /// Writes every page up to the first that is not handed in yet.
    fn write(&mut self) {
        while !self.over
            && let Some(page) = self.waiting.front_mut().and_then(Option::take)
        {
            self.waiting.pop_front();
            self.written += 1;
            self.over = page.last;
            if let Err(error) = self.output.write_all(&page.text) {
                self.trouble = Some(Trouble::Write(error));
                self.over = true;
                return;
            }
            self.tally.join(&page.tally);
            (self.progress)(&self.tally);
            self.blank.push(page);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
