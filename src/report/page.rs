//! The page a person reads, as data: text, Markdown and HTML draw the same one.

use super::contacts::ContactNote;
use super::record::Rung;

/// Everything on the page, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page<'r> {
    pub(crate) title: &'r str,
    /// The answer in a line or two; nothing on a page that only says whom to call.
    pub(crate) lead: Vec<String>,
    pub(crate) sections: Vec<Section<'r>>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone)]
pub(crate) struct Section<'r> {
    pub(crate) role: Role,
    pub(crate) heading: String,
    pub(crate) blocks: Vec<Block<'r>>,
}

/// How loud a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Somebody may be in danger.
    Urgent,
    /// The suggested level.
    Answer,
    /// What one does or reads next.
    Plain,
    /// Things with a name each.
    Cards,
    /// Who to turn to in the end, and where this comes from.
    Small,
    /// For those who look closely.
    Trace,
}

/// A piece of a section.
#[derive(Debug, Clone)]
pub(crate) enum Block<'r> {
    /// A paragraph.
    Text(String),
    /// A paragraph that stands out.
    Strong(String),
    /// A heading within the section.
    Heading(String),
    /// A list.
    Points(Vec<String>),
    /// Something with a name.
    Card(Card<'r>),
    /// Numbered things to do.
    Steps(Vec<Card<'r>>),
    /// All levels.
    Ladder(&'r [Rung<'r>]),
    /// Help lines.
    Contacts(Vec<ContactNote<'r>>),
    /// Names and what they have.
    Facts(Vec<(String, String)>),
}

impl<'r> Section<'r> {
    pub(crate) fn new(
        role: Role,
        heading: &str,
        blocks: impl IntoIterator<Item = Block<'r>>,
    ) -> Self {
        Section {
            role,
            heading: heading.to_owned(),
            blocks: blocks.into_iter().collect(),
        }
    }
}

impl Block<'_> {
    /// A list, unless it is empty.
    pub(crate) fn points(points: Vec<String>) -> Option<Self> {
        (!points.is_empty()).then_some(Block::Points(points))
    }

    /// Names and what they have, unless there are none.
    pub(crate) fn facts(facts: Vec<(String, String)>) -> Option<Self> {
        (!facts.is_empty()).then_some(Block::Facts(facts))
    }
}

/// Something with a name, its reason, its details and whom to call.
#[derive(Debug, Clone, Default)]
pub(crate) struct Card<'r> {
    pub(crate) name: String,
    /// A word beside the name.
    pub(crate) mark: Option<String>,
    pub(crate) text: Vec<String>,
    pub(crate) points: Vec<String>,
    pub(crate) contacts: Vec<ContactNote<'r>>,
}

/// How much a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What one can take in at a terminal: fewer quotes, and each number where it is needed first.
    Brief,
    /// Everything a person needs.
    Full,
    /// That, and the full trace for the person who helps.
    Traced,
}
