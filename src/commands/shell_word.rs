//! A path as a shell takes it for one word.

use std::path::Path;

/// The path, in quotes if it needs any.
pub(super) fn shell_word(path: &Path) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+,:@%".contains(letter);
    let name = path.display().to_string();
    if !name.is_empty() && name.chars().all(plain) {
        return name;
    }
    format!("'{}'", name.replace('\'', r"'\''"))
}
