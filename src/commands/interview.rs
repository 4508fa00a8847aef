//! The default command: ask what is missing, then suggest.

use super::Questionnaire;
use super::answers::{Given, collect, flag_name};
use super::asking::{Asked, Ended, ask, may_ask};
use super::result::{self, Wanted};
use super::way::{Way, way};
use crate::cli::is_on;
use crate::exit::{Exit, Failure};
use crate::model::tree::{Question, Tree};
use crate::model::walk::{End, Walk};
use crate::model::words::Words;
use crate::report::Record;
use clap::ArgMatches;
use std::io::{IsTerminal, Write};
use std::mem::take;

/// Runs it; `found` says what was wrong with the command line so far.
pub(crate) fn run(
    matches: &ArgMatches,
    questionnaire: &Questionnaire,
    found: Given,
) -> Result<Exit, Failure> {
    let tree = &questionnaire.tree;
    let words = &questionnaire.words;
    let wanted = Wanted::by(matches, tree)?;
    let mut given = collect(matches, tree, found)?;
    let mut walk = tree.walk(&given.answers);
    let mut asked = None;
    if matches!(walk.end, End::Question(_)) && given.is_good() && may_ask(matches)? {
        let found = ask(matches, questionnaire, &wanted, &mut given)?;
        walk = tree.walk(&given.answers);
        if found.ended == Ended::Left {
            return Ok(left(questionnaire, &walk, &found));
        }
        asked = Some(found);
    }
    // An emergency comes before anything that may be wrong or missing.
    if walk.end != End::Stopped {
        refuse(matches, tree, &walk, &mut given)?;
    }
    let record = wanted.record(tree, &given.answers, &walk, words);
    match asked {
        Some(asked) if asked.ended == Ended::Read => Ok(result::exit(&record)),
        Some(asked) => publish(&wanted, &record, words).inspect(|_| asked.say_goodbye()),
        None => publish(&wanted, &record, words),
    }
}

/// Prints the result; what to remember of it comes last.
fn publish(wanted: &Wanted<'_>, record: &Record, words: &Words) -> Result<Exit, Failure> {
    let text = wanted.text(record, words);
    let exit = wanted.print(&text, result::exit(record))?;
    wanted.sum_up(&text, record, words);
    Ok(exit)
}

/// To a person who left, or whose lines ended too soon.
fn left(questionnaire: &Questionnaire, walk: &Walk, asked: &Asked) -> Exit {
    if !std::io::stdin().is_terminal() && !walk.needed.is_empty() {
        say_missing(&questionnaire.tree, &questionnaire.words, walk);
    }
    asked.say_goodbye();
    Exit::Left
}

/// Fails with everything that is wrong or missing; what does no harm is noted.
fn refuse(
    matches: &ArgMatches,
    tree: &Tree,
    walk: &Walk,
    given: &mut Given,
) -> Result<(), Failure> {
    let (mut problems, found) = (take(&mut given.problems), take(&mut given.found));
    if is_on(matches, "strict") {
        problems.extend(off_path(tree, walk));
    }
    // What is missing is asked, where that can be done, once the rest is right.
    if matches!(walk.end, End::Question(_)) && way(matches) == Way::Never {
        let missing = walk.needed.iter().filter(|at| !given.refused.contains(at));
        problems.extend(missing.map(|at| missing_answer(&tree[*at])));
    }
    if !problems.is_empty() || !found.is_empty() {
        return Err(Failure { problems, found });
    }
    for note in off_path(tree, walk) {
        // A note is worth less than the result; nobody may be reading stderr.
        let _ = writeln!(std::io::stderr(), "note: {note}");
    }
    Ok(())
}

fn off_path(tree: &Tree, walk: &Walk) -> Vec<String> {
    walk.unused.iter().map(|at| tree.off_path(*at)).collect()
}

/// To whoever answered through a pipe and ran out of lines.
fn say_missing(tree: &Tree, words: &Words, walk: &Walk) {
    let mut text = format!("{}\n", words.plain_ended);
    for question in walk.needed.iter().map(|at| &tree[*at]) {
        text += &format!("- {}: {}\n", flag_name(question), question.ask.trim());
    }
    // Nobody may be reading any more.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Names a question that is needed, with its flag and what it takes.
fn missing_answer(question: &Question) -> String {
    format!(
        "{} is missing: {}; {}",
        flag_name(question),
        question.ask.trim(),
        question.allowed().unwrap_or_default()
    )
}
