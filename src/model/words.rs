//! Everything the program itself says to a person, in one table, so that another language is a file.
//!
//! A translation sets these by name under `words:`. `{name}` stands for something that is filled in.

use std::borrow::Cow;

macro_rules! words {
    ($($name:ident: $text:literal,)*) => {
        /// The program's own words, in one language.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs)] // Each word is its own documentation.
        pub struct Words { $(pub $name: Cow<'static, str>,)* }

        impl Default for Words {
            fn default() -> Self {
                Words { $($name: Cow::Borrowed($text),)* }
            }
        }

        impl Words {
            /// The name of every word.
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// Sets a word by its name; says whether there is one.
            pub fn set(&mut self, name: &str, text: String) -> bool {
                match name {
                    $(stringify!($name) => self.$name = Cow::Owned(text),)*
                    _ => return false,
                }
                true
            }

            /// Every word with its name.
            pub fn all(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($name), &*self.$name),)*]
            }
        }
    };
}

words! {
    // One line for each; grouped by where it is seen.
    yes: "Yes",
    no: "No",
    unsure: "Not sure / rather not say",
    // Answers and conditions, in a result.
    or: "or",
    at_least: "{low} or more",
    at_most: "{high} or fewer",
    from_to: "{low} to {high}",
    skipped: "not sure, or rather not say",
    not_asked: "not asked",
    not_answered: "not answered",
    nothing_ticked: "nothing ticked",
    kept_private: "kept private",
    not_reviewed: "Not yet reviewed by a clinician.",
    reviewed: "Reviewed by {name}.",
    // The result page, from top to bottom.
    result_first: "First: {support}",
    result_fits: "What fits your answers: {levels}",
    result_may_fit: "What may fit your answers: {levels}",
    result_open: "Your answers leave open which level of care fits. That is fine. There is still something to do.",
    may_stop: "You skipped a question about danger. If you or someone else could be in danger, call now.",
    read_first: "Read this first",
    do_first: "What to do first",
    level_heading: "The level of care",
    hours_per_week: "{hours} hours a week",
    hours_per_day: "{hours} hours a day",
    with_note: "{text}: {note}",
    how_long: "How long: {lasts}",
    another_choice: "Another choice: {level}",
    not_now: "If you cannot start now: {level}",
    together_with: "Together with: {supports}",
    look_again: "Look at it again {recheck}.",
    more_care: "more care",
    less_care: "less care",
    rung_suggested: "this fits",
    rung_possible: "possible",
    rung_alternative: "another choice",
    rung_fallback: "if you cannot start now",
    next_steps: "Your next steps",
    why_heading: "Why",
    known_heading: "What your answers show",
    scale_line: "{title}: {label}",
    scale_answer: "{title} {label}",
    scale_points: "{title}: {label} ({points})",
    you_said: "You said: {answers}",
    and_more: "and {count} more",
    alongside_heading: "What goes with it",
    after_heading: "What comes after",
    step_down: "The usual next step down: {level}",
    ask_heading: "Ask a program before you choose",
    numbers_heading: "Numbers to call",
    contact_line: "{name}: {reach}",
    cannot_rule_out: "to be safe",
    danger_heading: "If you are in danger",
    about_heading: "About this page",
    about_version: "Questionnaire {id}, version {version}, {hash}.",
}

/// Fills in a word: every `{name}` becomes its value.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}
