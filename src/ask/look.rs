//! How prompts look: one dialoguer theme for lists and typed answers, in colour or not, in Unicode or ASCII.

use super::prompt::Tone;
use console::Style;
use dialoguer::theme::Theme;
use std::fmt;

/// Whether colour may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// It may.
    Colour,
    /// It may not.
    None,
}

/// Which characters the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// All of them.
    Unicode,
    /// Only these of a typewriter.
    Ascii,
    /// Only those that are pleasant to hear: a screen reader says the name of every sign.
    Spoken,
}

/// The look of every prompt.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether it is coloured.
    pub paint: Paint,
    /// The characters it is made of.
    pub charset: Charset,
}

impl Look {
    fn pick(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        match self.charset {
            Charset::Unicode => unicode,
            Charset::Ascii | Charset::Spoken => ascii,
        }
    }

    fn is_spoken(self) -> bool {
        self.charset == Charset::Spoken
    }

    /// Points at the entry the person is at.
    pub(super) fn pointer(self) -> &'static str {
        self.pick("❯", ">")
    }

    /// A box with a tick in it.
    pub(super) fn ticked(self) -> &'static str {
        self.pick("[✓]", "[x]")
    }

    /// A box without.
    pub(super) fn unticked(self) -> &'static str {
        "[ ]"
    }

    /// Before a thing that is still possible, and before one that is not.
    pub(super) fn open(self) -> (&'static str, &'static str) {
        if self.is_spoken() {
            ("- ", "- ")
        } else {
            (self.pick("[✓] ", "[x] "), "[ ] ")
        }
    }

    /// Between things on one line.
    pub(super) fn dot(self) -> &'static str {
        if self.is_spoken() {
            ", "
        } else {
            self.pick(" · ", " - ")
        }
    }

    /// Before an answer.
    pub(super) fn arrow(self) -> &'static str {
        self.pick("→ ", "-> ")
    }

    /// The keys that move, if they have a sign.
    pub(super) fn arrows(self) -> Option<&'static str> {
        (self.charset == Charset::Unicode).then_some("↑↓")
    }

    /// More above, more below.
    pub(super) fn more(self) -> (&'static str, &'static str) {
        (self.pick("↑ ", "^ "), self.pick("↓ ", "v "))
    }

    /// Text in a tone.
    pub(super) fn say(self, tone: Tone, text: &str) -> String {
        if self.paint == Paint::None || text.is_empty() {
            return text.to_owned();
        }
        let style = Style::new().force_styling(true);
        match tone {
            Tone::Plain => return text.to_owned(),
            Tone::Strong => style.bold(),
            Tone::Quiet => style.dim(),
            Tone::Alert => style.bold().red(),
            Tone::Active => style.bold().cyan(),
        }
        .apply_to(text)
        .to_string()
    }
}

impl Theme for Look {
    fn format_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        f.write_str(&self.say(Tone::Strong, prompt))
    }

    fn format_error(&self, f: &mut dyn fmt::Write, error: &str) -> fmt::Result {
        f.write_str(&self.say(Tone::Alert, error))
    }

    fn format_input_prompt(&self, f: &mut dyn fmt::Write, _: &str, _: Option<&str>) -> fmt::Result {
        let pointer = self.say(Tone::Active, self.pointer());
        write!(f, "{pointer} ")
    }

    fn format_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        active: bool,
    ) -> fmt::Result {
        if active {
            let line = format!("{} {text}", self.pointer());
            f.write_str(&self.say(Tone::Active, &line))
        } else {
            write!(f, "  {text}")
        }
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let tick = if checked {
            self.ticked()
        } else {
            self.unticked()
        };
        self.format_select_prompt_item(f, &format!("{tick} {text}"), active)
    }
}
