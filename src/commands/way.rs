//! How a person can be asked: what the terminal can do, and what they wish.

use super::environment::variable;
use crate::cli::{given, is_on};
use clap::ArgMatches;
use std::io::IsTerminal;

/// How a person can be asked, if at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// With lists, on a terminal.
    Lists,
    /// Line by line.
    Lines,
    /// Not at all.
    Never,
}

/// Asking takes terminals to read from and to ask on. `--plain` says that whoever is at the other end knows what they
/// do: it asks through pipes, too, so that a teletype or a script can answer line by line.
pub(super) fn way(matches: &ArgMatches) -> Way {
    let (stdin, stderr) = (std::io::stdin(), std::io::stderr());
    let plain = is_on(matches, "plain");
    let taken = given(matches, "answers") == Some("-") && !stdin.is_terminal();
    if is_on(matches, "no_input") || taken {
        return Way::Never;
    }
    if !(stdin.is_terminal() && stderr.is_terminal()) {
        return if plain { Way::Lines } else { Way::Never };
    }
    let dumb = variable("TERM").is_none_or(|term| term == "dumb");
    if dumb || is_heard(matches) || !crate::ask::terminal::can_draw() {
        Way::Lines
    } else {
        Way::Lists
    }
}

/// Whether what is printed may be heard and not seen, so that nothing should be drawn.
pub(super) fn is_heard(matches: &ArgMatches) -> bool {
    is_on(matches, "plain") || is_set("ACCESSIBLE")
}

/// A variable that switches something on; `0` and `false` do not.
fn is_set(name: &str) -> bool {
    variable(name).is_some_and(|value| value != "0" && value != "false")
}
