//! The default command: ask what is missing, then suggest.

use super::Questionnaire;
use super::answers::{Given, collect, flag_name};
use super::asking::{ask, say};
use super::way::{Way, way};
use crate::ask::Ending;
use crate::cli::is_on;
use crate::exit::{Exit, Failure};
use crate::model::tree::{QuestionRef, Tree};
use crate::model::walk::{End, Walk};
use crate::report::Record;
use clap::ArgMatches;
use std::io::Write;

pub(crate) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let tree = &questionnaire.tree;
    let Given {
        mut answers,
        mut problems,
        found,
    } = collect(matches, tree)?;
    let mut walk = tree.walk(&answers);
    let words = &questionnaire.words;
    let way = way(matches);
    let good = problems.is_empty() && found.is_empty();
    if matches!(walk.end, End::Question(_)) && good && way != Way::Never {
        match ask(matches, questionnaire, words, answers, way)? {
            Ending::Answered(complete) => answers = complete,
            Ending::Left => {
                say(&words.left);
                return Ok(Exit::Left);
            }
        }
        walk = tree.walk(&answers);
    }
    // An emergency comes before anything that may be wrong or missing.
    if walk.end != End::Stopped {
        if is_on(matches, "strict") {
            problems.extend(off_path(tree, &walk));
        }
        if let End::Question(_) = walk.end {
            problems.extend(missing(tree, &walk.needed));
        }
        if !problems.is_empty() || !found.is_empty() {
            return Err(Failure { problems, found });
        }
        for note in off_path(tree, &walk) {
            // A note is worth less than the result; nobody may be reading stderr.
            let _ = writeln!(std::io::stderr(), "note: {note}");
        }
    }
    let record = Record::of(tree, &answers, &walk, words);
    super::result::print(&record, words, matches)
}

fn off_path(tree: &Tree, walk: &Walk) -> Vec<String> {
    walk.unused
        .iter()
        .map(|at| format!("`{}` is answered but not asked on this path", tree[*at].id))
        .collect()
}

/// Names every question that is known to be needed, with its flag and what it takes.
fn missing(tree: &Tree, needed: &[QuestionRef]) -> Vec<String> {
    let line = |at: &QuestionRef| {
        let question = &tree[*at];
        format!(
            "{} is missing: {}; {}",
            flag_name(question),
            question.ask.trim(),
            question.allowed().unwrap_or_default()
        )
    };
    needed.iter().map(line).collect()
}
