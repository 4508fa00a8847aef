//! What may be written of a result.

use crate::model::finding::did_you_mean;
use std::str::FromStr;

macro_rules! fields {
    ($($(#[doc = $about:literal])* $variant:ident = $name:literal,)*) => {
        /// What may be written of a result.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Field { $($(#[doc = $about])* $variant,)* }

        impl Field {
            /// All of them.
            pub const ALL: &[Field] = &[$(Field::$variant,)*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self { $(Field::$variant => $name,)* }
            }
        }
    };
}

fields! {
    /// What the record is called; else its line.
    Id = "id",
    /// Its line in the input.
    Line = "line",
    /// How it ended: `suggestion`, `set`, `referral` or `stop`.
    Outcome = "outcome",
    /// The one level, if it is settled.
    Level = "level",
    /// Every possible level, least intensive first.
    Levels = "levels",
    /// Whether an emergency is possible beside the levels.
    MayStop = "may_stop",
    /// Whether a referral is possible beside the levels.
    MayRefer = "may_refer",
    /// Whether the levels, supports and alerts are all that is possible; if not, too much was left open, and there may be
    /// fewer.
    Exact = "exact",
    /// Another level that would also do.
    Alternative = "alternative",
    /// Supports that are advised for certain.
    Supports = "supports",
    /// Supports that are advised because they cannot be ruled out.
    Possible = "possible",
    /// Alerts that hold for certain.
    Alerts = "alerts",
    /// Alerts that cannot be ruled out.
    PossibleAlerts = "possible_alerts",
    /// Why, in words, the weightiest first.
    Reasons = "reasons",
    /// Questions that are or may be asked and have no answer.
    Missing = "missing",
    /// Questions that have an answer and are not asked.
    Unused = "unused",
    /// The questionnaire's id, version and hash.
    Questionnaire = "questionnaire",
    /// What is wrong with the record.
    Errors = "errors",
}

impl Field {
    /// Those that are written when nothing else is said.
    pub const USUAL: &[Field] = &[
        Field::Id,
        Field::Outcome,
        Field::Level,
        Field::Levels,
        Field::Alternative,
        Field::Supports,
        Field::Possible,
        Field::Alerts,
        Field::Questionnaire,
    ];

    /// Reads a list with commas.
    ///
    /// # Errors
    /// Every name that is not a field, and every field that is named twice.
    pub fn list(text: &str) -> Result<Vec<Field>, Vec<String>> {
        let (mut fields, mut problems) = (Vec::new(), Vec::new());
        for name in text.split(',').map(str::trim) {
            match name.parse() {
                Ok(field) if fields.contains(&field) => {
                    problems.push(format!("`--fields` names `{name}` twice"))
                }
                Ok(field) => fields.push(field),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok(fields)
        } else {
            Err(problems)
        }
    }
}

impl FromStr for Field {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, String> {
        let found = Field::ALL.iter().find(|field| field.name() == name);
        found.copied().ok_or_else(|| {
            let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
            let help = did_you_mean(name, names.iter().copied());
            let help = help.unwrap_or_else(|| format!("expected some of {}", names.join(", ")));
            format!("`{name}` is not a field; {help}")
        })
    }
}
