//! The options: how they are made, and how what was given to them is read.

use clap::{Arg, ArgAction, ArgMatches, ValueHint};

/// Every option that is no question's flag.
pub(super) fn options() -> Vec<Arg> {
    vec![
        file(
            "answers",
            'a',
            "Read answers from a file (YAML or JSON), or from `-`",
        ),
        file(
            "questions",
            'q',
            "Use this questionnaire instead of the one that comes with the program",
        )
        .global(true),
        switch("no_input", "Never ask; a missing answer is an error"),
        switch("strict", "An answer that is not asked for is an error"),
        option(
            "format",
            "FORMAT",
            "How to print the result; without it, as the name of `-o` says",
        )
        .value_parser(["text", "json", "markdown", "html", "fhir"]),
        file("output", 'o', "Write the result to a file"),
        switch("explain", "Print the full trace, with sources"),
        option(
            "why_not",
            "LEVEL",
            "Say what stands between the result and this level",
        ),
        option(
            "save",
            "FILE",
            "Keep the answers in a file as you go, to resume with `-a FILE`",
        )
        .value_hint(ValueHint::FilePath),
        switch("private", "Leave nothing on the screen"),
        option(
            "lang",
            "LANGUAGE",
            "The language of the questions and of the result, such as `es`",
        )
        .global(true),
        switch(
            "plain",
            "Plain lines: no cursor movement, no colour, nothing drawn",
        ),
        option("color", "WHEN", "Use colour")
            .value_parser(["auto", "always", "never"])
            .global(true),
    ]
}

/// `--format` of what both people and programs read.
pub(crate) fn text_or_json(help: &'static str) -> Arg {
    option("format", "FORMAT", help).value_parser(["text", "json"])
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

fn file(name: &'static str, short: char, help: &'static str) -> Arg {
    option(name, "FILE", help)
        .short(short)
        .value_hint(ValueHint::FilePath)
}

/// An option with a value.
pub(crate) fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name.replace('_', "-"))
        .value_name(value)
        .help(help)
}

/// An option that is on or off.
pub(crate) fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name.replace('_', "-"))
        .action(ArgAction::SetTrue)
        .help(help)
}
