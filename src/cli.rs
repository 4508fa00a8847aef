//! The command line: one flag for each question of the questionnaire in use, and the subcommands.

use crate::commands::language::Wish;
use crate::commands::output::printed;
use crate::commands::style::style;
use crate::commands::{self, Questionnaire};
use crate::exit::{Exit, Failure};
use crate::model::answers::UNSURE;
use crate::model::document::Kind;
use crate::model::finding::nearest;
use crate::model::tree::{Choice, Question, QuestionRef, Tree};
use clap::builder::{PossibleValue, TypedValueParser};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{Write, stderr};

const USAGE: &str =
    "firststep [OPTIONS] [--QUESTION ANSWER]...\n       firststep [OPTIONS] <COMMAND>";
const ANSWERING: &str =
    "Several choices go together with commas, as in `a,b`; `unsure` leaves a question open.";
const CHOICES: &str = "The choices of every question: `firststep --help`.";
const PRIVACY: &str = "Flags are kept in your shell's history and seen by others on this computer. \
    The private way for scripts is a file or a pipe: `-a FILE` or `-a -`.";

/// Runs the program and prints what went wrong; the result is its exit status.
pub fn main() -> Exit {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    match run(&arguments) {
        Ok(exit) => exit,
        Err(failure) => {
            // Nobody is left to be told when stderr is gone, too.
            let asked = text_argument(&arguments, "--color");
            let style = style(stderr(), asked.as_deref());
            let _ = write!(stderr(), "{}", failure.render(style.width, style.colour));
            Exit::Usage
        }
    }
}

fn run(arguments: &[OsString]) -> Result<Exit, Failure> {
    let wish = Wish::of(text_argument(arguments, "--lang"));
    let questionnaire = Questionnaire::load_in(questions_argument(arguments), &wish)?;
    // The program ends soon, and then the system takes memory back sooner than we could.
    let questionnaire: &'static Questionnaire = Box::leak(Box::new(questionnaire));
    let tree = &questionnaire.tree;
    let matches = match parse(tree, arguments) {
        Ok(matches) => matches,
        Err(error) => {
            if error.kind() == clap::error::ErrorKind::UnknownArgument {
                unknown(&command(tree), arguments)?;
            }
            let exit = if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Done
            };
            return printed(error.print(), exit);
        }
    };
    match matches.subcommand() {
        Some((name, inner)) => {
            misplaced(&matches, name, tree)?;
            commands::run(name, inner, questionnaire)
        }
        None => commands::interview::run(&matches, questionnaire),
    }
}

/// Reads the arguments. Most need only a small part of the command line; the whole one decides about all others.
fn parse(tree: &Tree, arguments: &[OsString]) -> Result<ArgMatches, clap::Error> {
    match named(tree, arguments).try_get_matches_from(arguments) {
        Err(error) if error.kind() != clap::error::ErrorKind::DisplayVersion => {}
        done => return done,
    }
    let mut command = command(tree);
    if arguments.iter().any(|argument| argument == "-h") {
        command = command.mut_args(|flag| brief(tree, flag));
        command = command.after_help(format!("{CHOICES}\n{ANSWERING}\n\n{PRIVACY}"));
    }
    command.try_get_matches_from(arguments)
}

/// The command line without commands, without help, and with the flags of those questions that are named: to build all
/// of it takes longer than to answer.
fn named(tree: &Tree, arguments: &[OsString]) -> Command {
    let named = arguments.iter().filter_map(|argument| {
        let flag = argument.to_str()?.strip_prefix("--")?;
        let name = flag.split_once('=').map_or(flag, |(name, _)| name);
        tree.question(&name.replace('-', "_"))
    });
    let named: BTreeSet<QuestionRef> = named.collect();
    Command::new("firststep")
        .version(version(tree))
        .args(options())
        .args(named.into_iter().map(|at| bare(&tree[at])))
}

/// Refuses every flag that there is none of, all at once. A command looks after its own.
fn unknown(command: &Command, arguments: &[OsString]) -> Result<(), Failure> {
    let texts = arguments.iter().skip(1);
    let texts: Vec<_> = texts.map(|argument| argument.to_string_lossy()).collect();
    let is_command = |text: &str| command.find_subcommand(text).is_some();
    if texts.iter().any(|text| is_command(text)) {
        return Ok(());
    }
    let known = command.get_arguments().filter_map(Arg::get_long);
    let known: Vec<&str> = known.chain(["help", "version"]).collect();
    let flags = texts.iter().take_while(|text| *text != "--");
    let names = flags.filter_map(|text| text.strip_prefix("--")?.split('=').next());
    let problems = names.filter(|name| !known.contains(name)).map(|name| {
        let near = nearest(name, known.iter().copied());
        let help = near.map(|near| format!("did you mean `--{near}`?"));
        let help = help.unwrap_or_else(|| "`firststep -h` lists all flags".to_owned());
        format!("`--{name}` is not a flag; {help}")
    });
    let problems: Vec<String> = problems.collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.into())
    }
}

/// The short help says what is asked; the choices stand in the long one.
fn brief(tree: &Tree, flag: Arg) -> Arg {
    let is_question = tree.question(flag.get_id().as_str()).is_some();
    flag.hide_possible_values(is_question)
}

/// Refuses answers to nothing: before a command, only the options count that every command takes.
fn misplaced(matches: &ArgMatches, name: &str, tree: &Tree) -> Result<(), Failure> {
    let command = command(tree);
    let flags = command
        .get_arguments()
        .filter(|flag| !flag.is_global_set() && is_given(matches, flag.get_id().as_str()));
    let problems: Vec<String> = flags
        .filter_map(|flag| flag.get_long())
        .map(|long| format!("`--{long}` does not go with `{name}`; expected it without a command"))
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems.into())
    }
}

fn is_given(matches: &ArgMatches, name: &str) -> bool {
    matches.ids().any(|id| id == name)
        && matches.value_source(name) == Some(ValueSource::CommandLine)
}

/// The value of `-q`, found before anything else: the flags depend on it.
fn questions_argument(arguments: &[OsString]) -> Option<OsString> {
    scan(arguments, "-q", "--questions")
}

/// The value of an option that counts before all others are read: the language, the colour of messages.
fn text_argument(arguments: &[OsString], long: &str) -> Option<String> {
    let value = scan(arguments, long, long)?;
    Some(value.to_string_lossy().into_owned())
}

fn scan(arguments: &[OsString], short: &str, long: &str) -> Option<OsString> {
    let mut rest = arguments.iter().skip(1);
    while let Some(argument) = rest.next() {
        let text = argument.to_string_lossy();
        if text == "--" {
            return None;
        }
        if text == short || text == long {
            return rest.next().cloned();
        }
        let value = text
            .strip_prefix(long)
            .and_then(|rest| rest.strip_prefix('='));
        let glued = || text.strip_prefix(short).filter(|_| !text.starts_with("--"));
        if let Some(value) = value.or_else(glued) {
            return Some(OsString::from(value));
        }
    }
    None
}

/// The whole command line for a questionnaire.
pub fn command(tree: &Tree) -> Command {
    let mut command = Command::new("firststep")
        .version(version(tree))
        .about("Answer some questions, and see which level of care might fit")
        .override_usage(USAGE)
        .after_help(format!("{ANSWERING}\n\n{PRIVACY}"))
        .args(options());
    for node in &tree.nodes {
        command = command.next_help_heading(node.title.clone());
        command = command.args(
            node.questions
                .clone()
                .map(|at| flag(&tree.questions[at as usize])),
        );
    }
    command
        .next_help_heading(None::<&str>)
        .subcommands(commands::all())
}

/// The same for shells, which also offer to leave a question open.
pub(crate) fn completed(tree: &Tree) -> Command {
    command(tree).mut_args(|flag| match tree.question(flag.get_id().as_str()) {
        Some(at) if !tree[at].required => {
            let Offered(mut values) = Offered::by(&tree[at]);
            values.push(PossibleValue::new(UNSURE).help("Not sure, or rather not say"));
            flag.value_parser(Offered(values))
        }
        _ => flag,
    })
}

fn version(tree: &Tree) -> String {
    format!(
        "{} (questionnaire {} {}, {})",
        env!("CARGO_PKG_VERSION"),
        tree.id,
        tree.version,
        &tree.hash[..12]
    )
}

fn options() -> Vec<Arg> {
    vec![
        file(
            "answers",
            'a',
            "Read answers from a file (YAML or JSON), or from `-`",
        ),
        questions_option().global(true),
        switch("no_input", "Never ask; a missing answer is an error"),
        switch("strict", "An answer that is not asked for is an error"),
        value("format", "FORMAT", "How to print the result")
            .value_parser(["text", "json", "markdown", "html", "fhir"]),
        file("output", 'o', "Write the result to a file"),
        switch("explain", "Print the full trace, with sources"),
        value(
            "why_not",
            "LEVEL",
            "Say what stands between the result and this level",
        ),
        value(
            "save",
            "FILE",
            "Keep the answers in a file as you go, to resume with `-a FILE`",
        )
        .value_hint(ValueHint::FilePath),
        switch("private", "Leave nothing on the screen"),
        value(
            "lang",
            "LANGUAGE",
            "The language of the questions and of the result, such as `es`",
        )
        .global(true),
        switch(
            "plain",
            "Plain lines: no cursor movement, no colour, nothing drawn",
        ),
        value("color", "WHEN", "Use colour")
            .value_parser(["auto", "always", "never"])
            .global(true),
    ]
}

/// `-q FILE`, which every command takes.
pub(crate) fn questions_option() -> Arg {
    file(
        "questions",
        'q',
        "Use this questionnaire instead of the one that comes with the program",
    )
}

/// `--format` of what both people and programs read.
pub(crate) fn text_or_json(help: &'static str) -> Arg {
    value("format", "FORMAT", help).value_parser(["text", "json"])
}

fn file(name: &'static str, short: char, help: &'static str) -> Arg {
    value(name, "FILE", help)
        .short(short)
        .value_hint(ValueHint::FilePath)
}

fn value(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name.replace('_', "-"))
        .value_name(value)
        .help(help)
}

fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name.replace('_', "-"))
        .action(ArgAction::SetTrue)
        .help(help)
}

/// The flag of a question.
fn flag(question: &Question) -> Arg {
    let name = match question.kind {
        Kind::Number => "N",
        Kind::Many => "CHOICES",
        Kind::One | Kind::YesNo => "CHOICE",
    };
    bare(question)
        .help(asked(question))
        .value_name(name)
        .value_parser(Offered::by(question))
}

/// The same without what help and shells tell of it. Values are read later, by the question, so that every mistake is
/// told at once.
fn bare(question: &Question) -> Arg {
    Arg::new(question.id.clone())
        .long(question.id.replace('_', "-"))
        .allow_hyphen_values(true)
}

fn asked(question: &Question) -> String {
    let ask = question.ask.trim();
    if question.kind != Kind::Number {
        return ask.to_owned();
    }
    let unit = question.unit.iter().map(|unit| format!(" {unit}"));
    let unit: String = unit.collect();
    format!("{ask} [{} to {}{unit}]", question.min, question.max)
}

/// Takes any text, and tells help and shells what would be a good one.
#[derive(Clone)]
struct Offered(Vec<PossibleValue>);

impl Offered {
    fn by(question: &Question) -> Self {
        let offered = |choice: &Choice| {
            let value = PossibleValue::new(choice.id.clone());
            // `yes` and `no` say enough.
            if question.kind == Kind::YesNo {
                return value;
            }
            value.help(choice.label.clone())
        };
        Offered(question.choices.iter().map(offered).collect())
    }
}

impl TypedValueParser for Offered {
    type Value = String;
    fn parse_ref(
        &self,
        _: &Command,
        _: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        Ok(value.to_string_lossy().into_owned())
    }
    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        (!self.0.is_empty())
            .then(|| Box::new(self.0.iter().cloned()) as Box<dyn Iterator<Item = PossibleValue>>)
    }
}

/// Whether a switch was given.
pub(crate) fn is_on(matches: &ArgMatches, name: &str) -> bool {
    matches.get_flag(name)
}

/// The value of an option or a flag, if it was given.
pub(crate) fn given<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    // A flag that is not on the command line need not be known.
    let value = matches.try_get_one::<String>(name).ok().flatten();
    value.map(String::as_str)
}
