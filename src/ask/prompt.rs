//! What is put to a person, and what they can mean: the same for every asker.

/// One prompt: something to read, and something to answer.
#[derive(Debug, Clone, Default)]
pub struct Prompt {
    /// What to read first.
    pub head: Vec<Paragraph>,
    /// Why it is asked, or something else to know; behind `?`.
    pub more: Option<More>,
    /// What can be answered.
    pub body: Body,
    /// What else can be meant.
    pub offers: Offers,
    /// The page behind `!`.
    pub emergency: Vec<Paragraph>,
}

/// Something that is read on request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    /// The entry it stands behind.
    pub label: String,
    /// What it says.
    pub text: Vec<Paragraph>,
}

/// What can be meant besides an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offers {
    /// Not sure, or rather not say.
    pub unsure: Skip,
    /// Back to what was before, in these words.
    pub back: Option<String>,
    /// The list of answers so far, and keeping them.
    pub review: bool,
}

/// Whether a question can be skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Skip {
    /// It cannot.
    #[default]
    Never,
    /// It can.
    Offered,
    /// It can, and was.
    Chosen,
}

/// What can be answered.
#[derive(Debug, Clone)]
pub enum Body {
    /// One of these.
    One {
        /// The choices.
        items: Vec<Item>,
        /// The one to begin with: an earlier answer, or the usual one.
        at: Option<usize>,
        /// An entry numbered 0 that stands before them.
        go: Option<String>,
    },
    /// Any number of these.
    Many {
        /// The choices.
        items: Vec<Item>,
        /// Those ticked earlier, as a bit set.
        ticked: u64,
        /// Those that exclude the others, as a bit set.
        alone: u64,
    },
    /// A number.
    Number {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
        /// An earlier answer.
        given: Option<i64>,
    },
}

impl Default for Body {
    fn default() -> Self {
        Body::One {
            items: Vec::new(),
            at: None,
            go: None,
        }
    }
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Its id, which can be typed.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// A line below it.
    pub detail: Option<String>,
    /// A heading above it.
    pub group: Option<String>,
}

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The words; a line break starts a new line.
    pub text: String,
    /// What stands before its first line; the others are indented as far.
    pub mark: String,
    /// How it is said.
    pub tone: Tone,
}

/// How something is said. Never the only carrier of meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// A heading, a question.
    Strong,
    /// A hint, an aside.
    Quiet,
    /// A warning.
    Alert,
    /// The entry the person is at.
    Active,
}

impl Paragraph {
    /// A paragraph in some tone.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Paragraph {
            text: text.into(),
            mark: String::new(),
            tone,
        }
    }

    /// The same paragraph with a mark before it.
    #[must_use]
    pub fn marked(mut self, mark: impl Into<String>) -> Self {
        self.mark = mark.into();
        self
    }
}

/// What a person meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// One choice.
    Choice(usize),
    /// Some choices, as a bit set.
    Choices(u64),
    /// A number within the bounds.
    Number(i64),
    /// Not sure, or rather not say.
    Unsure,
    /// The entry numbered 0.
    Go,
    /// Back to what was before.
    Back,
    /// Show the answers so far.
    Review,
    /// Keep the answers so far.
    Save,
    /// Leave.
    Leave,
}
