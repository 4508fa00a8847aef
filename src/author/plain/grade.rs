//! The reading grade after Flesch and Kincaid: how many years of school a text asks for.

use super::syllables;

/// What a grade is computed from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) words: usize,
    sentences: usize,
    syllables: usize,
}

impl Counts {
    /// Counts a text; where it does not end a sentence, its end does.
    pub(super) fn of(text: &str) -> Self {
        let sentences = sentences(text);
        let words = sentences.iter().flat_map(|sentence| words(sentence));
        words.fold(
            Counts {
                sentences: sentences.len(),
                ..Counts::default()
            },
            |counts, word| Counts {
                words: counts.words + 1,
                syllables: counts.syllables + syllables::count(word),
                ..counts
            },
        )
    }

    pub(super) fn and(self, other: Counts) -> Counts {
        Counts {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            syllables: self.syllables + other.syllables,
        }
    }

    /// The grade; a text without words asks for nothing.
    pub(super) fn grade(self) -> f64 {
        if self.words == 0 {
            return 0.0;
        }
        let ratio = |top: usize, bottom: usize| top as f64 / bottom.max(1) as f64;
        0.39 * ratio(self.words, self.sentences) + 11.8 * ratio(self.syllables, self.words) - 15.59
    }
}

/// The sentences of a text. A colon ends one, too: what follows it is read on its own.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        if !matches!(letter, '.' | '?' | '!' | ':' | ';') {
            continue;
        }
        let after = at + letter.len_utf8();
        if (text[after..].chars().next()).is_none_or(char::is_whitespace) {
            sentences.push(&text[start..at]);
            start = after;
        }
    }
    sentences.push(&text[start..]);
    sentences.retain(|sentence| words(sentence).next().is_some());
    sentences
}

/// The words of a sentence, without the marks around them.
pub(super) fn words(sentence: &str) -> impl Iterator<Item = &str> {
    let apart = |letter: char| letter.is_whitespace() || matches!(letter, '/' | '—' | '–');
    let parts = sentence.split(apart);
    parts
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn grades_are_those_of_the_formula() {
        let easy = Counts::of("The cat sat on the mat. It was glad.");
        let hard = Counts::of(
            "Residential rehabilitation necessitates considerable interdisciplinary coordination.",
        );
        assert_eq!((easy.words, easy.sentences, easy.syllables), (9, 2, 9));
        assert_eq!(format!("{:.2}", easy.grade()), "-2.03");
        assert!(hard.grade() > 30.0, "{hard:?}");
    }

    #[test]
    fn figures_and_names_of_pages_end_no_sentence() {
        let counts = Counts::of("Call 1-800-662-4357 or see FindTreatment.gov today");
        assert_eq!((counts.words, counts.sentences), (6, 1));
    }
}
