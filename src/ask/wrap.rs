//! Words into rows, by display width.

use super::prompt::{Paragraph, Tone};
use textwrap::{Options, WordSplitter, core::display_width};

/// A row that fits, and how it is said.
pub(super) type Row = (String, Tone);

/// Rows longer than this are hard to read.
pub(super) const WIDEST: usize = 88;

/// Breaks text into rows of at most `width` columns; `mark` stands before the first, the others hang below the text.
///
/// Words are never broken unless one alone is wider than a row, nor at hyphens: telephone numbers have them. Neither is
/// what [`whole`] keeps together.
pub(super) fn wrap(mark: &str, text: &str, width: usize) -> Vec<String> {
    let hang = " ".repeat(display_width(mark).min(width / 2));
    let options = Options::new(width.max(1))
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(mark)
        .subsequent_indent(&hang);
    let mut rows = Vec::new();
    for line in text.trim_end().split('\n') {
        let options = if rows.is_empty() {
            options.clone()
        } else {
            options.clone().initial_indent(&hang)
        };
        let wrapped = textwrap::wrap(line.trim_end(), options);
        rows.extend(wrapped.iter().map(|row| row.trim_end().replace(TIE, " ")));
    }
    rows
}

/// A space that no row is broken at.
const TIE: &str = "\u{a0}";

/// A text that stays in one row if that has room for it.
pub(super) fn whole(text: &str) -> String {
    text.replace(' ', TIE)
}

/// Paragraphs with empty rows between, but not within a list or between asides.
pub(super) fn paragraphs(paragraphs: &[Paragraph], width: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut last: Option<&Paragraph> = None;
    for paragraph in paragraphs {
        let close = |last: &Paragraph| {
            let listed = !last.mark.is_empty() && !paragraph.mark.is_empty();
            listed || (last.tone, paragraph.tone) == (Tone::Quiet, Tone::Quiet)
        };
        if last.is_some_and(|last| !close(last)) {
            rows.push((String::new(), Tone::Plain));
        }
        let wrapped = wrap(&paragraph.mark, &paragraph.text, width);
        rows.extend(wrapped.into_iter().map(|row| (row, paragraph.tone)));
        last = Some(paragraph);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hang_below_the_text_and_numbers_stay_whole() {
        let rows = wrap("2  ", "call 1-800-662-4357 ñandú 日本語", 18);
        assert_eq!(rows, ["2  call", "   1-800-662-4357", "   ñandú 日本語"]);
    }

    #[test]
    fn what_belongs_together_is_not_broken() {
        let text = format!("First things · {}", whole("7 to 21 left"));
        assert_eq!(wrap("", &text, 20), ["First things ·", "7 to 21 left"]);
    }

    #[test]
    fn a_word_wider_than_the_row_is_the_only_one_broken() {
        assert_eq!(wrap("", "a 日本語日本", 6), ["a", "日本語", "日本"]);
    }
}
