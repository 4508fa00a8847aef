//! What cannot wait: alerts, and danger that cannot be ruled out.

use super::{Layout, trimmed};
use crate::model::walk::Certainty;
use crate::report::page::{Block, Card, Role, Section};
use crate::report::record::AlertNote;

impl<'r> Layout<'r> {
    pub(super) fn certain_alerts(&self) -> impl Iterator<Item = &'r AlertNote<'r>> {
        let alerts = self.record.alerts.iter();
        alerts.filter(|alert| alert.certainty == Certainty::Certain)
    }

    /// One section for each alert; a line that was named once is not named again.
    pub(super) fn alerts(&self, role: Role) -> Vec<Section<'r>> {
        let mut named: Vec<&str> = Vec::new();
        let mut sections = Vec::new();
        for alert in self.certain_alerts() {
            let mut contacts = alert.contacts.clone();
            contacts.retain(|contact| !named.contains(&contact.id));
            named.extend(contacts.iter().map(|contact| contact.id));
            let mut blocks = vec![Block::Strong(alert.message.to_owned())];
            if !contacts.is_empty() {
                blocks.push(Block::Contacts(contacts));
            }
            blocks.extend(Block::points(trimmed(alert.r#do)));
            sections.push(Section::new(role, alert.title, blocks));
        }
        sections
    }

    /// Alerts beside a level, one card each.
    pub(super) fn read_first(&self) -> Section<'r> {
        let card = |alert: &'r AlertNote<'r>| {
            Block::Card(Card {
                name: alert.title.to_owned(),
                mark: None,
                text: vec![alert.message.to_owned()],
                points: trimmed(alert.r#do),
                contacts: alert.contacts.clone(),
            })
        };
        let cards = self.certain_alerts().map(card);
        Section::new(Role::Urgent, &self.words.read_first, cards)
    }

    /// Whom to call, if a question about danger was skipped.
    pub(super) fn danger(&self) -> Section<'r> {
        let mut blocks = Vec::new();
        if self.record.may_stop {
            blocks.push(Block::Strong(self.words.may_stop.to_string()));
            blocks.push(Block::Contacts(self.record.emergency.contacts.clone()));
        }
        Section::new(Role::Urgent, &self.words.danger_heading, blocks)
    }
}
