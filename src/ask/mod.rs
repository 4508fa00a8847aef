//! Answering: an [`Asker`] puts one prompt after another to a person, and the interview is the same for all of them.
//!
//! ```text
//! interview ─▶ Asker ─┬─▶ Rich:  lists drawn on the terminal, numbers typed
//!                     └─▶ Plain: lines in, lines out
//! ```

mod entry;
mod interview;
mod keys;
mod list;
mod look;
mod plain;
mod prompt;
mod rich;
mod screen;
pub mod terminal;
mod typed;
mod wrap;

pub use interview::{Ending, Interview, Keep};
pub use look::{Charset, Look, Paint};
pub use plain::Plain;
pub use prompt::{Body, Item, Paragraph, Prompt, Reply, Tone};
pub use rich::Rich;

use std::io;

/// Whoever puts prompts to a person and brings back what they meant.
pub trait Asker {
    /// Puts one prompt.
    ///
    /// # Errors
    /// The terminal is gone.
    fn ask(&mut self, prompt: &Prompt) -> io::Result<Reply>;
}
