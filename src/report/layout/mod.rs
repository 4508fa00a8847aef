//! Lays out the page: what stands where, most urgent first.

mod alert;
mod insight;
mod level;
mod support;
mod why;

use super::page::{Block, Card, Depth, Page, Role, Section};
use super::record::{Outcome, Record, StepNote, Sureness};
use super::trace;
use crate::model::document::Timing;
use crate::model::fixed::Text;
use crate::model::walk::Certainty;
use crate::model::words::{Words, fill};

impl<'r> Page<'r> {
    /// The page of a record, as long as `depth` says.
    pub(crate) fn of(record: &'r Record<'r>, words: &'r Words, depth: Depth) -> Self {
        let layout = Layout {
            record,
            words,
            depth,
        };
        let mut sections = match record.outcome {
            Outcome::Stop => layout.stop(),
            Outcome::Referral => layout.referral(),
            Outcome::Suggestion | Outcome::Set => layout.suggestion(),
        };
        // A stop says what to do now and whom to call, and nothing else.
        if depth == Depth::Traced && record.outcome != Outcome::Stop {
            sections.push(trace::section(record, words));
        }
        sections.retain(|section| !section.blocks.is_empty());
        Page {
            title: record.questionnaire.title,
            lead: layout.lead(),
            sections,
        }
    }

    /// What to remember of the page: the answer, and whom to call.
    pub(crate) fn brief(record: &'r Record<'r>, words: &'r Words) -> Self {
        let layout = Layout {
            record,
            words,
            depth: Depth::Brief,
        };
        Page {
            title: record.questionnaire.title,
            lead: Vec::new(),
            sections: vec![layout.in_short()],
        }
    }
}

/// Puts the sections of a page together. A section without blocks has nothing to say, and is left out.
struct Layout<'r> {
    record: &'r Record<'r>,
    words: &'r Words,
    depth: Depth,
}

impl<'r> Layout<'r> {
    /// What comes first, and the level or levels.
    fn lead(&self) -> Vec<String> {
        if matches!(self.record.outcome, Outcome::Stop | Outcome::Referral) {
            return Vec::new();
        }
        let mut supports = self.record.supports.iter();
        let first = supports.find(|support| {
            support.timing == Timing::First && support.certainty == Certainty::Certain
        });
        let first =
            first.map(|support| fill(&self.words.result_first, &[("support", support.name)]));
        first.into_iter().chain([self.answer()]).collect()
    }

    /// The level or levels in one line.
    fn answer(&self) -> String {
        let words = self.words;
        let ladder = self.record.ladder.iter();
        let possible = ladder.filter(|rung| self.record.levels.contains(&rung.level));
        let names: Vec<&str> = possible.map(|rung| rung.name).collect();
        let between = format!(" {} ", words.or);
        let values = [("levels", &*names.join(&between))];
        match self.record.certainty {
            Some(Sureness::Fits) => fill(&words.result_fits, &values),
            Some(Sureness::MayFit) => fill(&words.result_may_fit, &values),
            Some(Sureness::NotEnoughAnswers) | None => words.result_open.to_string(),
        }
    }

    fn stop(&self) -> Vec<Section<'r>> {
        let mut sections = self.alerts(Role::Urgent);
        if let (Some(last), Some(after)) = (sections.last_mut(), self.record.emergency.after) {
            last.blocks.push(Block::Text(after.to_owned()));
        }
        sections
    }

    fn referral(&self) -> Vec<Section<'r>> {
        let mut sections = self.alerts(Role::Plain);
        sections.extend([self.steps(), self.numbers(), self.about()]);
        sections
    }

    fn suggestion(&self) -> Vec<Section<'r>> {
        let mut sections = vec![
            self.danger(),
            self.read_first(),
            self.supports(Timing::First, &self.words.do_first),
            self.level(),
        ];
        // While the level is open, the answer that would settle it is among the first things to know.
        sections.extend(match self.record.level {
            Some(_) => [self.steps(), self.why(), self.how_sure()],
            None => [self.how_sure(), self.steps(), self.why()],
        });
        sections.push(self.what_if());
        sections.extend(self.why_not());
        sections.extend([
            self.supports(Timing::Alongside, &self.words.alongside_heading),
            self.after(),
            self.ask_them(),
            self.numbers(),
            self.about(),
        ]);
        sections
    }

    fn in_short(&self) -> Section<'r> {
        let mut lines = self.lead();
        let mut contacts = self.record.contacts.clone();
        if lines.is_empty() {
            let messages = self.certain_alerts().map(|alert| alert.message.to_owned());
            lines.extend(messages);
        }
        if self.record.outcome == Outcome::Stop {
            let all = self.certain_alerts().flat_map(|alert| &alert.contacts);
            let named: Vec<&str> = all.map(|contact| contact.id).collect();
            contacts.retain(|contact| named.contains(&contact.id));
        }
        let mut blocks: Vec<Block> = lines.into_iter().map(Block::Strong).collect();
        blocks.push(Block::Contacts(contacts));
        Section::new(Role::Answer, &self.words.in_short, blocks)
    }

    fn steps(&self) -> Section<'r> {
        let step = |step: &'r StepNote<'r>| Card {
            name: step.r#do.to_owned(),
            contacts: step.contacts.clone(),
            ..Card::default()
        };
        let steps: Vec<Card> = self.record.steps.iter().map(step).collect();
        let steps = (!steps.is_empty()).then_some(Block::Steps(steps));
        Section::new(Role::Plain, &self.words.next_steps, steps)
    }

    /// Questions to put to a program, where one level is suggested.
    fn ask_them(&self) -> Section<'r> {
        let questions = self.record.suggested().map(|rung| trimmed(rung.ask_them));
        let points = questions.and_then(Block::points);
        Section::new(Role::Plain, &self.words.ask_heading, points)
    }

    fn numbers(&self) -> Section<'r> {
        let blocks = [
            Block::Text(self.record.emergency.message.to_owned()),
            Block::Contacts(self.record.contacts.clone()),
        ];
        Section::new(Role::Plain, &self.words.numbers_heading, blocks)
    }

    fn about(&self) -> Section<'r> {
        let from = &self.record.questionnaire;
        let hash = &from.sha256[..from.sha256.len().min(12)];
        let values = [("id", from.id), ("version", from.version), ("hash", hash)];
        let version = fill(&self.words.about_version, &values);
        let blocks = [
            Block::Text(self.record.closing.to_owned()),
            Block::Text(format!("{} {version}", from.review)),
        ];
        Section::new(Role::Small, &self.words.about_heading, blocks)
    }
}

fn trimmed(items: &[Text]) -> Vec<String> {
    items.iter().map(|item| item.trim().to_owned()).collect()
}
