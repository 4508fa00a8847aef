//! Answering: an [`Asker`] puts one prompt after another to a person, and the interview is the same for all of them.
//!
//! ```text
//! interview ─▶ Asker ─┬─▶ Rich:  lists drawn on the terminal, numbers typed
//!                     └─▶ Plain: lines in, lines out
//! ```

mod entry;
mod hints;
mod interview;
mod keys;
mod list;
mod look;
mod paint;
mod plain;
mod prompt;
mod rich;
mod screen;
pub mod terminal;
mod typed;
mod window;
mod wrap;

pub use interview::{Ending, Interview, Keep};
pub use look::{Charset, Look, Paint};
pub use plain::{Plain, Typist};
pub use prompt::{Body, Item, More, Offers, Paragraph, Prompt, Reply, Skip, Tone};
pub use rich::Rich;

use crate::model::words::Words;
use std::io;

/// Shows a text that is laid out already, until the person has read it or wants to go back.
///
/// # Errors
/// The terminal is gone.
pub fn show(asker: &mut dyn Asker, words: &Words, text: &str) -> io::Result<Reply> {
    let close = Item {
        label: words.result_close.to_string(),
        ..Item::default()
    };
    asker.ask(&Prompt {
        head: vec![Paragraph::new(Tone::Plain, text)],
        body: Body::One {
            items: vec![close],
            at: Some(0),
            go: None,
        },
        offers: Offers {
            back: Some(words.result_back.to_string()),
            ..Offers::default()
        },
        ..Prompt::default()
    })
}

/// Whoever puts prompts to a person and brings back what they meant.
pub trait Asker {
    /// Puts one prompt.
    ///
    /// # Errors
    /// The terminal is gone.
    fn ask(&mut self, prompt: &Prompt) -> io::Result<Reply>;
}
