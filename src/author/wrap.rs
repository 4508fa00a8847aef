//! Lines for a terminal, by display width.

use textwrap::{Options, WordSplitter::NoHyphenation};

/// Wraps a text to `width` columns, with `first` before its first line and `rest` before the others. It is not broken at
/// hyphens, for numbers to call have them.
pub(crate) fn hang(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(NoHyphenation);
    textwrap::fill(text, options)
}

/// Wraps a text to `width` columns.
pub(crate) fn fill(text: &str, width: usize) -> String {
    hang(text, width, "", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_to_call_stays_in_one_line() {
        let wrapped = hang("Please call 1-800-662-4357 now.", 22, "- ", "  ");
        assert_eq!(wrapped, "- Please call\n  1-800-662-4357 now.");
    }
}
