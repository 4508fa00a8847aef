//! The flag of a question.

use crate::model::answers::UNSURE;
use crate::model::document::Kind;
use crate::model::tree::{Choice, Question};
use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

/// The flag, with its help and what can be given to it.
pub(super) fn flag(question: &Question) -> Arg {
    let name = match question.kind {
        Kind::Number => "N",
        Kind::Many => "CHOICES",
        Kind::One | Kind::YesNo => "CHOICE",
    };
    bare(question)
        .help(asked(question))
        .value_name(name)
        .value_parser(Offered::of(question))
}

/// The same without what help and shells tell of it. Values are read later, by the question, so that every mistake is
/// told at once.
pub(super) fn bare(question: &Question) -> Arg {
    Arg::new(question.id.clone())
        .long(question.id.replace('_', "-"))
        .allow_hyphen_values(true)
}

fn asked(question: &Question) -> String {
    let ask = question.ask.trim();
    if question.kind != Kind::Number {
        return ask.to_owned();
    }
    let unit = question.unit.iter().map(|unit| format!(" {unit}"));
    let unit: String = unit.collect();
    format!("{ask} [{} to {}{unit}]", question.min, question.max)
}

/// Takes any text, and tells help and shells what would be a good one.
#[derive(Clone)]
pub(super) struct Offered(Vec<PossibleValue>);

impl Offered {
    pub(super) fn of(question: &Question) -> Self {
        let offered = |choice: &Choice| {
            let value = PossibleValue::new(choice.id.clone());
            // `yes` and `no` say enough.
            if question.kind == Kind::YesNo {
                return value;
            }
            value.help(choice.label.clone())
        };
        Offered(question.choices.iter().map(offered).collect())
    }

    /// The same, and to leave the question open.
    pub(super) fn or_unsure(mut self) -> Self {
        let unsure = PossibleValue::new(UNSURE).help("Not sure, or rather not say");
        self.0.push(unsure);
        self
    }
}

impl TypedValueParser for Offered {
    type Value = String;
    fn parse_ref(
        &self,
        _: &Command,
        _: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        Ok(value.to_string_lossy().into_owned())
    }
    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        (!self.0.is_empty())
            .then(|| Box::new(self.0.iter().cloned()) as Box<dyn Iterator<Item = PossibleValue>>)
    }
}
