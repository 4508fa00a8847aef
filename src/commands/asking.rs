//! Asking a person for what is missing: the glue between the interview and the terminal it is held on.

use super::Questionnaire;
use super::answers::Given;
use super::kept;
use super::look::Look as Surface;
use super::result::Wanted;
use super::way::{Way, way};
use crate::ask::terminal::{self, Privacy, watch, width};
use crate::ask::{Asker, Charset, Ending, Interview, Keep, Look, Paint, Plain, Reply, Rich};
use crate::cli::{given, is_on};
use crate::exit::{Exit, Failure};
use crate::model::answers::Answers;
use crate::model::walk::End;
use crate::model::words::{Words, fill};
use crate::report::findings::Colour;
use crate::report::style::{Letters, Style};
use clap::ArgMatches;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What came of asking.
pub(super) struct Asked {
    pub(super) ended: Ended,
    farewell: Farewell,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// The person left.
    Left,
    /// The answers are complete.
    Complete,
    /// The answers are complete, and the result was read on a screen that is gone.
    Read,
}

/// Whether a person may be asked here.
pub(super) fn may_ask(matches: &ArgMatches) -> Result<bool, Failure> {
    if way(matches) == Way::Lines && is_on(matches, "private") {
        return Err(Failure::new(
            "`--private` needs a terminal with a screen of its own; expected it without `--plain`",
        ));
    }
    Ok(way(matches) != Way::Never)
}

/// Asks until the answers are complete, or the person leaves.
pub(super) fn ask(
    matches: &ArgMatches,
    questionnaire: &Questionnaire,
    found: &mut Given,
) -> Result<Asked, Failure> {
    let words = &questionnaire.words;
    let farewell = Farewell::new(matches, words);
    let mut keeper = Keeper::new(matches, questionnaire, &farewell)?;
    if let Some(keeper) = &mut keeper {
        keeper.keep(&found.answers).map_err(Failure::new)?;
    }
    say_goodbye_whenever_it_ends(matches, &farewell).map_err(gone)?;
    let look = look(matches);
    let answers = std::mem::take(&mut found.answers);
    let mut interview = Interview::new(&questionnaire.tree, words, look, answers);
    if let Some(lost) = found.lost.take() {
        interview = interview.resumed(lost);
    }
    if let Some(keeper) = &mut keeper {
        interview = interview.kept_by(keeper);
    }
    let wanted = Wanted::by(matches, &questionnaire.tree)?;
    let mut asker = asker(matches, words, look).map_err(gone)?;
    loop {
        let ending = interview.run(&mut *asker).map_err(gone)?;
        let (Ending::Left(answers) | Ending::Answered(answers)) = &ending;
        found.answers.clone_from(answers);
        let ended = match ending {
            Ending::Left(_) => Some(Ended::Left),
            Ending::Answered(answers) => match page(matches, questionnaire, &wanted, &answers) {
                Some(text) => read(matches, &mut *asker, words, &text).map_err(gone)?,
                None => Some(Ended::Complete),
            },
        };
        if let Some(ended) = ended {
            return Ok(Asked { ended, farewell });
        }
    }
}

/// Shows the result, and says how that ended; not at all, if the person wants to look at the answers again.
fn read(
    matches: &ArgMatches,
    asker: &mut dyn Asker,
    words: &Words,
    text: &str,
) -> io::Result<Option<Ended>> {
    let reply = crate::ask::show(asker, words, text)?;
    Ok(match reply {
        Reply::Back => None,
        _ if is_on(matches, "private") => Some(Ended::Read),
        Reply::Leave => Some(Ended::Left),
        _ => Some(Ended::Complete),
    })
}

fn gone(error: io::Error) -> Failure {
    Failure::new(format!("the terminal: {error}"))
}

/// Also when it is ended from outside.
fn say_goodbye_whenever_it_ends(matches: &ArgMatches, farewell: &Farewell) -> io::Result<()> {
    let last = farewell.clone();
    // On a line of its own: where lines are typed, the cursor stands behind what was typed so far.
    let before = if way(matches) == Way::Lines { "\n" } else { "" };
    watch(move |ended| leave(before, &last, ended))
}

/// The result to be read page by page before it is printed, if that serves whoever reads it: on a screen that is gone
/// afterwards, and on one that has no room for it.
fn page(
    matches: &ArgMatches,
    questionnaire: &Questionnaire,
    wanted: &Wanted<'_>,
    answers: &Answers,
) -> Option<String> {
    if way(matches) != Way::Lists {
        return None;
    }
    let (tree, words) = (&questionnaire.tree, &questionnaire.words);
    let walk = tree.walk(answers);
    let surface = Surface::of(io::stderr(), given(matches, "color"));
    let style = Style {
        // The last column stays free, so that no terminal wraps by itself.
        width: surface.width - 1,
        colour: surface.colour,
        letters: surface.letters,
    };
    let record = wanted.record(tree, answers, &walk, words);
    let text = wanted.render(&record, words, style);
    let shown = if is_on(matches, "private") {
        wanted.is_read_here()
    } else {
        // What to do in an emergency was just read.
        walk.end == End::Reached && wanted.is_too_long(&text)
    };
    shown.then_some(text)
}

/// Prompts look as results do, as far as standard error can show it.
fn look(matches: &ArgMatches) -> Look {
    let surface = Surface::of(io::stderr(), given(matches, "color"));
    Look {
        paint: match surface.colour {
            Colour::On => Paint::Colour,
            Colour::Off => Paint::None,
        },
        charset: match surface.letters {
            _ if way(matches) == Way::Lines => Charset::Spoken,
            Letters::Unicode => Charset::Unicode,
            Letters::Ascii | Letters::Spoken => Charset::Ascii,
        },
    }
}

fn asker<'w>(
    matches: &ArgMatches,
    words: &'w Words,
    look: Look,
) -> io::Result<Box<dyn Asker + 'w>> {
    let privacy = if is_on(matches, "private") {
        Privacy::Private
    } else {
        Privacy::Shared
    };
    if way(matches) == Way::Lists {
        return Ok(Box::new(Rich::open(look, words, privacy)?));
    }
    Ok(Box::new(Plain {
        input: io::stdin().lock(),
        output: io::stderr(),
        words,
        width: width().unwrap_or(80).max(20),
    }))
}

/// Says goodbye and ends the program, from whatever it was doing.
fn leave(before: &str, farewell: &Farewell, ended: terminal::Ended) {
    // A terminal that is gone cannot be told.
    let _ = write!(io::stderr(), "{before}");
    farewell.say_left();
    std::process::exit(match ended {
        terminal::Ended::Left => Exit::Left,
        terminal::Ended::Terminated => Exit::Terminated,
    } as i32);
}

/// Keeps answers in a file, and from then on says so at the end.
struct Keeper<'t> {
    file: kept::File<'t>,
    farewell: Farewell,
    saved: String,
}

impl<'t> Keeper<'t> {
    fn new(
        matches: &ArgMatches,
        questionnaire: &'t Questionnaire,
        farewell: &Farewell,
    ) -> Result<Option<Self>, Failure> {
        let Some(name) = given(matches, "save") else {
            return Ok(None);
        };
        let words = &questionnaire.words;
        let mut command = "firststep".to_owned();
        if let Some(questions) = &questionnaire.path {
            command += &format!(" -q {}", shell_word(&questions.to_string_lossy()));
        }
        if let Some(language) = given(matches, "lang") {
            command += &format!(" --lang {}", shell_word(language));
        }
        let name = shell_word(name);
        command += &format!(" -a {name} --save {name}");
        let saved = fill(&words.saved, &[("file", &name)]);
        let resume = fill(&words.resume, &[("command", &command)]);
        Ok(Some(Keeper {
            file: kept::File::new(
                &questionnaire.tree,
                Path::new(given(matches, "save").unwrap_or_default()),
            )?,
            farewell: farewell.clone(),
            saved: format!("{saved}\n{resume}"),
        }))
    }
}

impl Keep for Keeper<'_> {
    fn keep(&mut self, answers: &Answers) -> Result<(), String> {
        self.file.keep(answers)?;
        self.farewell.keep(&self.saved);
        Ok(())
    }
}

/// A word as a shell reads it.
fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./~+:@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// What is said last, by whoever ends the program.
#[derive(Clone)]
struct Farewell(Arc<Mutex<Last>>);

#[derive(Default)]
struct Last {
    left: Option<String>,
    kept: Option<String>,
}

impl Farewell {
    /// On a private screen nothing is left behind.
    fn new(matches: &ArgMatches, words: &Words) -> Self {
        let left = (!is_on(matches, "private")).then(|| words.left.to_string());
        Farewell(Arc::new(Mutex::new(Last { left, kept: None })))
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on, this is what there is to say.
    fn keep(&self, line: &str) {
        let mut last = self.last();
        if last.left.is_some() {
            last.kept = Some(line.to_owned());
        }
    }

    /// To a person who leaves.
    fn say_left(&self) {
        let last = self.last();
        say(last.kept.as_ref().or(last.left.as_ref()));
    }
}

fn say(line: Option<&String>) {
    if let Some(line) = line {
        // A terminal that is gone cannot be told.
        let _ = writeln!(io::stderr(), "{line}");
    }
}

impl Asked {
    /// Says where the answers are, if they were kept; and to a person who left, that they were not.
    pub(super) fn say_goodbye(&self) {
        match self.ended {
            Ended::Left => self.farewell.say_left(),
            Ended::Complete | Ended::Read => say(self.farewell.last().kept.as_ref()),
        }
    }
}
