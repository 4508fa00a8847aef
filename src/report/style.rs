//! How text may look; the command that prints it decides.

/// Where text is printed: how wide, with colour or without, with which characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// Colour; it never carries meaning alone.
    pub colour: Colour,
    /// Characters.
    pub letters: Letters,
}

/// Whether text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    Off,
    /// With the terminal's colours.
    On,
}

/// Which characters may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// Only ASCII.
    Ascii,
    /// Anything.
    Unicode,
    /// Only what is pleasant to hear: nothing is drawn.
    Spoken,
}

impl Style {
    /// Eighty plain columns.
    pub const PLAIN: Style = Style {
        width: 80,
        colour: Colour::Off,
        letters: Letters::Ascii,
    };

    /// Text in bold.
    pub fn bold(self, text: &str) -> String {
        self.wrapped("1", text)
    }

    /// Text that matters less.
    pub fn faint(self, text: &str) -> String {
        self.wrapped("2", text)
    }

    /// Text that must not be missed.
    pub fn urgent(self, text: &str) -> String {
        self.wrapped("1;31", text)
    }

    /// Text that marks the answer.
    pub fn chosen(self, text: &str) -> String {
        self.wrapped("1;32", text)
    }

    fn wrapped(self, code: &str, text: &str) -> String {
        if self.colour == Colour::Off || text.is_empty() {
            return text.to_owned();
        }
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
