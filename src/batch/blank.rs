//! What may be written into one blank of the form, made ready to be read at a glance.

use super::token::{Token, Tokens, head};
use crate::model::answers::{Answer, UNSURE};
use crate::model::document::Kind;
use crate::model::tree::Question;

/// A question as the quick reader sees it.
#[derive(Debug)]
pub(crate) struct Blank {
    pub(crate) kind: Kind,
    /// The question's id.
    pub(crate) key: Token,
    choices: Tokens,
    unsure: Option<Token>,
    /// Choices that stand alone.
    alone: u64,
    min: i64,
    max: i64,
}

impl Blank {
    pub(crate) fn new(question: &Question) -> Self {
        let choices = question.choices.iter();
        Blank {
            kind: question.kind,
            key: Token::key(&question.id),
            choices: Tokens::of(choices.map(|choice| choice.id.as_ref())),
            unsure: (!question.required).then(|| Token::word(UNSURE)),
            alone: question.alone(),
            min: question.min,
            max: question.max,
        }
    }

    /// The choice that a text begins with, and what follows.
    #[inline(always)]
    pub(crate) fn choice<'l>(&self, text: &'l [u8]) -> Option<(u64, &'l [u8])> {
        let (number, rest) = self.choices.strip(text)?;
        Some((1 << number, rest))
    }

    /// What follows on `unsure`, if a text begins with it and it is taken.
    pub(crate) fn unsure<'l>(&self, text: &'l [u8]) -> Option<&'l [u8]> {
        self.unsure.as_ref()?.strip(head(text), text)
    }

    /// Takes choices if they may go together.
    #[inline]
    pub(crate) fn accept(&self, set: u64) -> Option<Answer> {
        let many = self.kind == Kind::Many;
        let fits = match set {
            0 => many && self.alone == 0,
            set if set.is_power_of_two() => true,
            set => many && set & self.alone == 0,
        };
        fits.then_some(Answer::Choices(set))
    }

    /// Takes a number if it is within range.
    pub(crate) fn accept_number(&self, number: i64) -> Option<Answer> {
        (self.min..=self.max)
            .contains(&number)
            .then_some(Answer::Number(number))
    }
}
