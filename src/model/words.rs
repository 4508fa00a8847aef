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
}

/// Fills in a word: every `{name}` becomes its value.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}
