//! What goes with a level: before it, beside it and after it.

use super::{Layout, trimmed};
use crate::model::document::Timing;
use crate::model::walk::Certainty;
use crate::model::words::fill;
use crate::report::page::{Block, Card, Depth, Role, Section};
use crate::report::record::SupportNote;

impl<'r> Layout<'r> {
    pub(super) fn supports(&self, timing: Timing, heading: &str) -> Section<'r> {
        let role = match timing {
            Timing::First => Role::Plain,
            Timing::Alongside | Timing::After => Role::Cards,
        };
        let supports = self.record.supports.iter();
        let supports = supports.filter(|support| support.timing == timing);
        Section::new(role, heading, supports.map(|support| self.support(support)))
    }

    fn support(&self, support: &'r SupportNote<'r>) -> Block<'r> {
        let possible = support.certainty == Certainty::Possible;
        let brief = self.depth == Depth::Brief && support.timing != Timing::First;
        Block::Card(Card {
            name: support.name.to_owned(),
            mark: possible.then(|| self.words.cannot_rule_out.to_string()),
            text: vec![support.because.to_owned()],
            points: trimmed(support.details),
            contacts: if brief {
                Vec::new()
            } else {
                support.contacts.clone()
            },
        })
    }

    /// The usual step down, then the supports that come after the level.
    pub(super) fn after(&self) -> Section<'r> {
        let mut section = self.supports(Timing::After, &self.words.after_heading);
        section.blocks.splice(0..0, self.step_down());
        section
    }

    fn step_down(&self) -> Option<Block<'r>> {
        let rung = self.record.suggested()?;
        let values = [("level", rung.then_name?)];
        Some(Block::Card(Card {
            name: fill(&self.words.step_down, &values),
            text: rung.then_note.map(str::to_owned).into_iter().collect(),
            ..Card::default()
        }))
    }
}
