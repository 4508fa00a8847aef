//! Options that count before the command line is read: it depends on the questionnaire, and that on the language.

use std::ffi::OsString;

/// The value of `-q`, found before anything else: the flags depend on it.
pub(super) fn questions(arguments: &[OsString]) -> Option<OsString> {
    scan(arguments, "-q", "--questions")
}

/// The value of an option that counts before all others are read: the language, the colour of messages.
pub(super) fn text(arguments: &[OsString], long: &str) -> Option<String> {
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
