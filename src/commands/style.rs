//! How text should look where it goes: how wide, with colour or without, with which characters.

use super::environment::{locale, variable};
use crate::report::style::{Colour, Letters, Style};
use rustix::termios::{isatty, tcgetwinsize};
use std::os::fd::AsFd;

/// Text that goes to a file or a pipe is as wide as a terminal usually is.
const USUAL_WIDTH: usize = 80;

/// What suits a stream, and what was asked for with `--color`.
pub(crate) fn style(stream: impl AsFd, asked: Option<&str>) -> Style {
    let terminal = isatty(&stream);
    let size = tcgetwinsize(&stream).ok();
    let columns = size.map(|size| usize::from(size.ws_col));
    let width = columns.filter(|width| terminal && *width > 0);
    let stream = if terminal {
        Stream::Terminal
    } else {
        Stream::Other
    };
    Style {
        width: width.unwrap_or(USUAL_WIDTH),
        colour: colour(asked, stream, variable),
        letters: letters(variable),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stream {
    Terminal,
    Other,
}

/// The option, then the conventions of the environment in their usual order, then what the stream is.
fn colour(
    asked: Option<&str>,
    stream: Stream,
    environment: impl Fn(&str) -> Option<String>,
) -> Colour {
    let set = |name| environment(name).is_some_and(|value| !value.is_empty());
    let forced = |name| environment(name).is_some_and(|value| !matches!(&*value, "" | "0"));
    let dumb = environment("TERM").is_none_or(|term| term == "dumb");
    match asked {
        Some("always") => return Colour::On,
        Some("never") => return Colour::Off,
        _ => {}
    }
    if set("NO_COLOR") {
        Colour::Off
    } else if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") {
        Colour::On
    } else if dumb || stream == Stream::Other {
        Colour::Off
    } else {
        Colour::On
    }
}

/// The characters that the locale has.
fn letters(environment: impl Fn(&str) -> Option<String>) -> Letters {
    let locale = locale("LC_CTYPE", environment).to_uppercase();
    if locale.ends_with("UTF-8") || locale.ends_with("UTF8") {
        Letters::Unicode
    } else {
        Letters::Ascii
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(expected: Colour, asked: Option<&str>, stream: Stream, environment: &[(&str, &str)]) {
        let value = |name: &str| {
            let found = environment.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(colour(asked, stream, value), expected);
    }

    #[test]
    fn drawings_need_a_locale_that_has_them() {
        let letters = |set: &[(&str, &str)]| {
            letters(|name| {
                let found = set.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(letters(&[("LANG", "en_US.UTF-8")]), Letters::Unicode);
        assert_eq!(letters(&[("LANG", "C.utf8")]), Letters::Unicode);
        assert_eq!(
            letters(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")]),
            Letters::Ascii
        );
        assert_eq!(letters(&[]), Letters::Ascii);
    }

    #[test]
    fn the_option_wins_then_the_environment_then_the_stream() {
        use Colour::{Off, On};
        use Stream::{Other, Terminal};
        let term = ("TERM", "xterm");
        is(On, None, Terminal, &[term]);
        is(Off, None, Other, &[term]);
        is(Off, None, Terminal, &[("TERM", "dumb")]);
        is(Off, None, Terminal, &[]);
        is(On, Some("always"), Other, &[("NO_COLOR", "1")]);
        is(Off, Some("never"), Terminal, &[term, ("FORCE_COLOR", "1")]);
        is(On, Some("auto"), Terminal, &[term]);
        is(
            Off,
            None,
            Terminal,
            &[term, ("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")],
        );
        is(On, None, Terminal, &[term, ("NO_COLOR", "")]);
        is(
            On,
            None,
            Other,
            &[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")],
        );
        is(Off, None, Other, &[term, ("FORCE_COLOR", "0")]);
    }
}
