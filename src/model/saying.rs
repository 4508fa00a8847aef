//! Questions and answers in the words of a person, where [`answers`](super::answers) has ids.

use super::answers::Answer;
use super::tree::Question;
use super::words::{Words, fill};

impl Question {
    /// An answer, choice by choice.
    pub fn say(&self, words: &Words, answer: Answer) -> Vec<String> {
        match answer {
            Answer::Choices(0) => vec![words.nothing_ticked.to_string()],
            Answer::Choices(set) => {
                let chosen = self.chosen(set);
                chosen
                    .map(|choice| choice.label.trim().to_owned())
                    .collect()
            }
            Answer::Number(number) => vec![self.with_unit(number.to_string())],
            Answer::Unsure => vec![words.skipped.to_string()],
        }
    }

    /// A number, or some numbers, and what they count.
    pub fn with_unit(&self, numbers: String) -> String {
        match &self.unit {
            Some(unit) => format!("{numbers} {unit}"),
            None => numbers,
        }
    }

    /// Which numbers it takes, in a sentence.
    pub fn range(&self, words: &Words) -> String {
        let (min, max) = (self.min.to_string(), self.max.to_string());
        let unit = self.unit.as_deref().unwrap_or_default();
        let sentence = match unit {
            "" => &words.number_range,
            _ => &words.number_range_unit,
        };
        fill(sentence, &[("min", &min), ("max", &max), ("unit", unit)])
    }
}
