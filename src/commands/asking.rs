//! Asking a person for what is missing: the glue between the interview and the terminal it is held on.

use super::Questionnaire;
use super::look::Look as Surface;
use super::way::Way;
use crate::ask::terminal::{Ended, Privacy, watch, width};
use crate::ask::{Asker, Charset, Ending, Interview, Look, Paint, Plain, Rich};
use crate::cli::{given, is_on};
use crate::exit::{Exit, Failure};
use crate::model::answers::Answers;
use crate::model::words::Words;
use crate::report::findings::Colour;
use crate::report::style::Letters;
use clap::ArgMatches;
use std::io::{self, Write};

/// Asks until the answers are complete, or the person leaves.
pub(super) fn ask(
    matches: &ArgMatches,
    questionnaire: &Questionnaire,
    words: &Words,
    answers: Answers,
    way: Way,
) -> Result<Ending, Failure> {
    let fail = |error: io::Error| Failure::new(format!("the terminal: {error}"));
    let farewell = words.left.to_string();
    watch(move |ended| leave(&farewell, ended)).map_err(fail)?;
    let look = look(matches);
    let interview = Interview::new(&questionnaire.tree, words, look, answers);
    let mut asker = asker(matches, words, look, way).map_err(fail)?;
    let ending = interview.run(&mut *asker);
    drop(asker);
    ending.map_err(fail)
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
            Letters::Unicode => Charset::Unicode,
            Letters::Ascii => Charset::Ascii,
        },
    }
}

fn asker<'w>(
    matches: &ArgMatches,
    words: &'w Words,
    look: Look,
    way: Way,
) -> io::Result<Box<dyn Asker + 'w>> {
    let privacy = if is_on(matches, "private") {
        Privacy::Private
    } else {
        Privacy::Shared
    };
    if way == Way::Lists {
        return Ok(Box::new(Rich::open(look, words, privacy)?));
    }
    Ok(Box::new(Plain {
        input: io::stdin().lock(),
        output: io::stderr(),
        look: Look {
            paint: Paint::None,
            ..look
        },
        words,
        width: width().unwrap_or(80).max(20),
    }))
}

/// Says goodbye and ends the program, from whatever it was doing.
fn leave(farewell: &str, ended: Ended) {
    say(farewell);
    std::process::exit(match ended {
        Ended::Left => Exit::Left,
        Ended::Terminated => Exit::Terminated,
    } as i32);
}

/// One line to the person; a terminal that is gone cannot be told.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
