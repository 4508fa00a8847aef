//! `batch`: many records, as a filter.

use super::Questionnaire;
use super::destination::{Destination, ending};
use super::input;
use crate::batch::{self, AfterBad, Field, Format, Job, Map, Missing, OffPath, Tally, Trouble};
use crate::cli::{given, is_on};
use crate::exit::{Exit, Failure};
use crate::report::findings::Found;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// How often the line with the progress is written anew.
const PROGRESS: Duration = Duration::from_millis(200);

const ABOUT: &str = "Read many records, and write what follows from each, in order

A record is a mapping of question ids to answers: a word, a list of words, a number, or `unsure`; and an `id`, if it \
has one. NDJSON has one JSON object a line. CSV has a header; a cell may hold several choices with `;` between them, \
and an empty cell is no answer.

With `--map FILE`, the columns are somebody else's: `columns` says which question each answers, `values` what stands for \
which answer, `add: true` that several columns add ticks to one question, `id` which column names the record, and \
`always` what is answered in every record. Empty cells and values that are not listed are skipped.

A bad record gives a result with `id`, `line` and all its `errors`, and the others go on. An emergency is told whatever \
else is wrong. Exit status: 0, or 1 if any record was bad.";

pub(super) fn command() -> Command {
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name.replace('_', "-"))
            .value_name(value)
            .help(help)
    };
    let switch = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name.replace('_', "-"))
            .action(ArgAction::SetTrue)
            .help(help)
    };
    let formats = ["ndjson", "csv"];
    let file = Arg::new("file")
        .value_name("FILE")
        .value_hint(ValueHint::FilePath)
        .help("The records; without it or with `-`, standard input");
    Command::new("batch")
        .about("Read many records, and write what follows from each, in order")
        .long_about(ABOUT)
        .args([
            file,
            option("from", "FORMAT", "How records are read; else as the file's name or first byte says")
                .value_parser(formats),
            option("to", "FORMAT", "How results are written; else as `-o` says, or as records are read")
                .value_parser(formats),
            option("output", "FILE", "Write the results to a file")
                .short('o')
                .value_hint(ValueHint::FilePath),
            option("fields", "FIELDS", "What is written of each result, with commas; see `--help`")
                .long_help(fields_help()),
            option("missing", "MEANING", "What it means that a question that is asked has no answer: the same as `unsure`, or that the record is bad")
                .value_parser(["error", "skip"])
                .default_value("error"),
            option("map", "FILE", "Columns of somebody else's records, and what they answer")
                .value_hint(ValueHint::FilePath),
            switch("strict", "A record with an answer that is not asked for is bad"),
            switch("fail_fast", "Stop at the first bad record"),
            switch("summary", "Print counts by outcome, level, alert and support instead of the results"),
        ])
}

fn fields_help() -> String {
    let names = |fields: &[Field]| {
        let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
        names.join(",")
    };
    format!(
        "What is written of each result, in this order. All there is: {}. Without this option: {}",
        names(Field::ALL),
        names(Field::USUAL)
    )
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let job = job(matches, questionnaire)?;
    let input = open(given(matches, "file"))?;
    let destination = Destination::by(matches)?;
    let mut output: Box<dyn Write + Send> = if is_on(matches, "summary") {
        // It stands in the place of the results.
        Box::new(io::sink())
    } else {
        destination.open()?
    };
    let mut progress = Progress::new();
    let done = batch::run(&job, input, &mut output, &mut |tally| progress.show(tally));
    progress.clear();
    let tally = match done {
        Ok(tally) => tally,
        Err(trouble) => return ended(trouble, matches, &destination.name()),
    };
    if tally.records == 0 {
        note_nothing(matches);
    }
    let exit = if tally.bad > 0 {
        Exit::Found
    } else {
        Exit::Done
    };
    if is_on(matches, "summary") {
        let text = batch::summary(&job, &tally);
        let printed = destination.open()?.write_all(text.as_bytes());
        return super::output::written(destination.name(), printed, exit);
    }
    Ok(exit)
}

/// Nothing in is nothing out, but may be a mistake.
fn note_nothing(matches: &ArgMatches) {
    // Nothing is lost if nobody sees it.
    let _ = writeln!(
        io::stderr(),
        "note: {} holds no records; expected one JSON object a line, or a table with rows below its header",
        records(matches)
    );
}

/// What messages call the records.
fn records(matches: &ArgMatches) -> String {
    let file = given(matches, "file").filter(|file| *file != "-");
    file.map_or("standard input".to_owned(), |file| format!("`{file}`"))
}

/// What came of a run that could not be finished.
fn ended(trouble: Trouble, matches: &ArgMatches, output: &str) -> Result<Exit, Failure> {
    match trouble {
        // A reader that went away has what it wanted.
        Trouble::Write(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Exit::Done),
        Trouble::Write(error) => Err(Failure::writing(output, &error)),
        Trouble::Read(error) => Err(Failure::reading(records(matches), &error)),
        Trouble::Stranger(found) => Err(Failure::new(format!("{}: {found}", records(matches)))),
        Trouble::Header(problems) => Err(Failure::from(problems)),
    }
}

fn job<'q>(matches: &ArgMatches, questionnaire: &'q Questionnaire) -> Result<Job<'q>, Failure> {
    let fields = given(matches, "fields").map_or(Ok(Field::USUAL.to_vec()), Field::list)?;
    let map = given(matches, "map").map(|path| map(Path::new(path), questionnaire));
    let either = |switch, on, off| if is_on(matches, switch) { on } else { off };
    Ok(Job {
        tree: &questionnaire.tree,
        words: &questionnaire.words,
        from: format(matches, "from", "file"),
        to: format(matches, "to", "output"),
        fields,
        map: map.transpose()?,
        missing: match given(matches, "missing") {
            Some("skip") => Missing::Skip,
            _ => Missing::Error,
        },
        off_path: if is_on(matches, "strict") {
            OffPath::Error
        } else {
            OffPath::Keep
        },
        after_bad: either("fail_fast", AfterBad::Stop, AfterBad::GoOn),
    })
}

/// The format that an option names; else the one that a file's name ends with.
fn format(matches: &ArgMatches, option: &str, file: &str) -> Option<Format> {
    let ending = || given(matches, file).and_then(ending);
    let word = given(matches, option).map(str::to_owned).or_else(ending)?;
    match word.as_str() {
        "csv" => Some(Format::Csv),
        // JSON in which records can be added line by line.
        "ndjson" | "jsonl" | "json" => Some(Format::Ndjson),
        _ => None,
    }
}

fn map(path: &Path, questionnaire: &Questionnaire) -> Result<Map, Failure> {
    let text = input::read(path)?;
    Map::read(&questionnaire.tree, &text).map_err(|findings| {
        Failure::from(Found {
            file: path.display().to_string(),
            text,
            findings,
        })
    })
}

fn open(path: Option<&str>) -> Result<Box<dyn Read + Send>, Failure> {
    let Some(path) = path.filter(|path| *path != "-") else {
        return Ok(Box::new(io::stdin()));
    };
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) => Err(Failure::reading(format!("`{path}`"), &error)),
    }
}

/// One line on a terminal, written anew now and then.
struct Progress {
    shown: Option<Instant>,
    start: Instant,
    wanted: bool,
}

impl Progress {
    fn new() -> Self {
        Progress {
            shown: None,
            start: Instant::now(),
            wanted: io::stderr().is_terminal(),
        }
    }

    fn show(&mut self, tally: &Tally) {
        let last = self.shown.unwrap_or(self.start);
        if !self.wanted || last.elapsed() < PROGRESS {
            return;
        }
        let seconds = self.start.elapsed().as_secs_f64();
        let rate = tally.records as f64 / seconds;
        let (records, bad) = (tally.records, tally.bad);
        // Nothing is lost if nobody sees it.
        let _ = write!(
            io::stderr(),
            "\r{records} records, {bad} bad, {rate:.0} a second "
        );
        self.shown = Some(Instant::now());
    }

    fn clear(&self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r{:60}\r", "");
        }
    }
}
