//! A text as a shell takes it for one word.

use std::fmt::Display;

/// The text, in quotes if it needs any.
pub(super) fn shell_word(text: impl Display) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+,:@%".contains(letter);
    let text = text.to_string();
    if !text.is_empty() && text.chars().all(plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
