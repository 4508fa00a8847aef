//! `next`: one step of a conversation with another program, which keeps the answers.

use super::Questionnaire;
use super::answers::Given;
use super::input::{self, Line, read_stdin};
use super::output::printed;
use crate::cli::is_on;
use crate::exit::{Exit, Failure};
use crate::model::walk::Walker;
use crate::report::turn::{Mistake, Turn};
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::io::{self, BufRead, Write};

/// What messages call the answers.
const NAME: &str = "answers";

const ABOUT: &str = "\
Read answers as JSON from standard input, and print the next question or the result as one line of JSON.

    {\"answers\": {\"age\": 30, \"computer\": \"no\", \"tried\": [\"book\"]}}

Nothing is remembered between steps: to answer a question, send all answers again with the new one. An answer is a \
choice, a list of choices, a number, or `unsure`.

What cannot be used is told as {\"schema\": 1, \"errors\": [{\"message\": …, \"help\": …}]}, all of it at once, and the \
exit status is 2. It is 20 when the answers show an emergency, whatever else is wrong with them. With `--lines` \
mistakes end nothing, and the exit status is 0 when the input closes.";

pub(super) fn command() -> Command {
    let lines = Arg::new("lines")
        .long("lines")
        .action(ArgAction::SetTrue)
        .help("Take a step for each line of input, until it closes");
    Command::new("next")
        .about("Take one step for another program: answers in, next question or result out")
        .long_about(ABOUT)
        .arg(lines)
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let mut out = io::stdout().lock();
    let mut speaker = Speaker::new(questionnaire);
    if is_on(matches, "lines") {
        return converse(io::stdin().lock(), &mut out, &mut speaker);
    }
    let turn = speaker.reply(read_stdin());
    let exit = exit(&turn);
    printed(say(&mut out, &turn), exit)
}

/// Answers every line, each before the next is read.
fn converse(
    mut input: impl BufRead,
    out: &mut impl Write,
    speaker: &mut Speaker,
) -> Result<Exit, Failure> {
    loop {
        let line = input::read_line(&mut input);
        let text = match line.map_err(|error| Failure::reading("standard input", &error))? {
            Line::End => return Ok(Exit::Done),
            Line::Text(text) => Ok(text),
            Line::Unreadable(problem) => Err(Failure::new(format!("this line is {problem}"))),
        };
        let said = say(out, &speaker.reply(text));
        if said.is_err() {
            return printed(said, Exit::Done);
        }
    }
}

fn say(out: &mut impl Write, turn: &Turn) -> io::Result<()> {
    let mut line = serde_json::to_vec(turn)?;
    line.push(b'\n');
    out.write_all(&line)?;
    out.flush()
}

/// Replies to answers. It remembers no answers, only what makes the next walk quick.
struct Speaker<'q> {
    questionnaire: &'q Questionnaire,
    walker: Walker<'q>,
}

impl<'q> Speaker<'q> {
    fn new(questionnaire: &'q Questionnaire) -> Self {
        Speaker {
            questionnaire,
            walker: Walker::new(&questionnaire.tree),
        }
    }

    /// The turn that follows from answers as they were written.
    fn reply(&mut self, text: Result<String, Failure>) -> Turn<'q> {
        let Questionnaire { tree, words, .. } = self.questionnaire;
        let given = match text.and_then(|text| Given::read(tree, NAME, &text)) {
            Ok(given) => given,
            Err(failure) => return Turn::refused(mistakes(failure)),
        };
        let walk = self.walker.walk(&given.answers);
        let turn = Turn::of(tree, &given.answers, &walk, words);
        // An emergency comes before anything that may be wrong.
        if given.is_good() || turn.is_stop() {
            return turn;
        }
        Turn::refused(mistakes(Failure {
            problems: given.problems,
            found: given.found,
        }))
    }
}

fn mistakes(failure: Failure) -> Vec<Mistake> {
    let found = failure.found.into_iter().flat_map(|found| found.findings);
    let problems = failure.problems.into_iter().map(|message| Mistake {
        message,
        help: None,
    });
    found.map(Mistake::from).chain(problems).collect()
}

fn exit(turn: &Turn) -> Exit {
    match turn {
        Turn::Refused { .. } => Exit::Usage,
        turn if turn.is_stop() => Exit::Emergency,
        _ => Exit::Done,
    }
}
