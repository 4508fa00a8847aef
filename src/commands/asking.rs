//! Asking a person for what is missing: the glue between the interview and the terminal it is held on.

use super::Questionnaire;
use super::answers::Given;
use super::farewell::Farewell;
use super::keeper::Keeper;
use super::result::Wanted;
use super::style::style;
use super::way::{Way, way};
use crate::ask::terminal::{Privacy, width};
use crate::ask::{
    Asker, Charset, Ending, Interview, Keep, Look, Paint, Plain, Reply, Rich, Typist,
};
use crate::cli::{given, is_on};
use crate::exit::Failure;
use crate::model::answers::Answers;
use crate::model::walk::End;
use crate::model::words::Words;
use crate::report::style::{Colour, Letters};
use clap::ArgMatches;
use std::io::{self, IsTerminal};

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
    wanted: &Wanted<'_>,
    found: &mut Given,
) -> Result<Asked, Failure> {
    let words = &questionnaire.words;
    let farewell = Farewell::new(matches, words);
    let mut keeper = Keeper::new(matches, questionnaire, &farewell)?;
    if let Some(keeper) = &mut keeper {
        keeper.keep(&found.answers).map_err(Failure::new)?;
    }
    // On a line of its own: where lines are typed, the cursor stands behind what was typed so far.
    let before = if way(matches) == Way::Lines { "\n" } else { "" };
    farewell.say_whenever_it_ends(before).map_err(gone)?;
    let look = look(matches);
    let interview = begin(questionnaire, look, found, keeper.as_mut());
    let mut asker = asker(matches, words, look).map_err(gone)?;
    let show = |asker: &mut dyn Asker, answers: &Answers| {
        let Some(text) = page(matches, questionnaire, wanted, answers) else {
            return Ok(Some(Ended::Complete));
        };
        read(matches, asker, words, &text)
    };
    let ended = hold(interview, &mut *asker, &mut found.answers, show).map_err(gone)?;
    Ok(Asked { ended, farewell })
}

/// An interview from what was given, not yet begun.
fn begin<'a>(
    questionnaire: &'a Questionnaire,
    look: Look,
    found: &mut Given,
    keeper: Option<&'a mut Keeper<'_>>,
) -> Interview<'a> {
    let answers = std::mem::take(&mut found.answers);
    let mut interview = Interview::new(&questionnaire.tree, &questionnaire.words, look, answers);
    if let Some(lost) = found.lost.take() {
        interview = interview.resumed(lost);
    }
    match keeper {
        Some(keeper) => interview.kept_by(keeper),
        None => interview,
    }
}

/// Asks, and shows the result, until that is the end.
fn hold(
    mut interview: Interview<'_>,
    asker: &mut dyn Asker,
    found: &mut Answers,
    show: impl Fn(&mut dyn Asker, &Answers) -> io::Result<Option<Ended>>,
) -> io::Result<Ended> {
    loop {
        let ending = interview.run(asker)?;
        let (Ending::Left(answers) | Ending::Answered(answers)) = &ending;
        found.clone_from(answers);
        if let Ending::Left(_) = ending {
            return Ok(Ended::Left);
        }
        if let Some(ended) = show(asker, found)? {
            return Ok(ended);
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
    let mut style = style(io::stderr(), given(matches, "color"));
    // The last column stays free, so that no terminal wraps by itself.
    style.width -= 1;
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
    let style = style(io::stderr(), given(matches, "color"));
    Look {
        paint: match style.colour {
            Colour::On => Paint::Colour,
            Colour::Off => Paint::None,
        },
        charset: match style.letters {
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
    let typist = if io::stdin().is_terminal() {
        Typist::Person
    } else {
        Typist::Script
    };
    Ok(Box::new(Plain {
        input: io::stdin().lock(),
        output: io::stderr(),
        typist,
        words,
        width: width().unwrap_or(80).max(20),
    }))
}

impl Asked {
    /// Says where the answers are, if they were kept; and to a person who left, that they were not.
    pub(super) fn say_goodbye(&self) {
        match self.ended {
            Ended::Left => self.farewell.say_left(),
            Ended::Complete | Ended::Read => self.farewell.say_done(),
        }
    }
}
