//! The level of care: the one that is suggested, those that are possible, and what else would do.

use super::Layout;
use crate::model::document::Per;
use crate::model::words::fill;
use crate::report::page::{Block, Card, Role, Section};
use crate::report::record::{HoursNote, OtherLevel, Rung, Standing, Sureness};

impl<'r> Layout<'r> {
    pub(super) fn level(&self) -> Section<'r> {
        let (record, words) = (self.record, self.words);
        let mut blocks = Vec::new();
        if let Some(rung) = record.suggested() {
            blocks.push(Block::Strong(rung.name.to_owned()));
            blocks.push(Block::Text(rung.about.to_owned()));
            blocks.extend(Block::points(self.facts(rung)));
        }
        blocks.push(Block::Ladder(&record.ladder));
        if record.certainty == Some(Sureness::MayFit) {
            let ladder = record.ladder.iter();
            let possible = ladder.filter(|rung| rung.standing == Standing::Possible);
            blocks.extend(possible.map(|rung| self.possible(rung)));
        }
        if let Some(other) = &record.alternative {
            blocks.push(self.other(other, &words.another_choice));
        }
        if let Some(other) = &record.fallback {
            blocks.push(self.other(other, &words.not_now));
        }
        Section::new(Role::Answer, &words.level_heading, blocks)
    }

    /// One of several levels that are possible.
    fn possible(&self, rung: &'r Rung<'r>) -> Block<'r> {
        Block::Card(Card {
            name: rung.name.to_owned(),
            text: vec![rung.about.to_owned()],
            points: self.facts(rung),
            ..Card::default()
        })
    }

    /// Its usual hours, and how long it lasts.
    fn facts(&self, rung: &Rung) -> Vec<String> {
        let hours = rung.hours.iter().map(|hours| self.hours(hours));
        let lasts = rung
            .lasts
            .map(|lasts| fill(&self.words.how_long, &[("lasts", lasts)]));
        hours.chain(lasts).collect()
    }

    fn hours(&self, hours: &HoursNote) -> String {
        let (min, max) = (hours.min.to_string(), hours.max.map(|max| max.to_string()));
        let count = match &max {
            Some(max) => fill(&self.words.from_to, &[("low", &min), ("high", max)]),
            None => fill(&self.words.at_least, &[("low", &min)]),
        };
        let word = match hours.per {
            Per::Week => &self.words.hours_per_week,
            Per::Day => &self.words.hours_per_day,
        };
        let text = fill(word, &[("hours", &count)]);
        match hours.note {
            Some(note) => fill(&self.words.with_note, &[("text", &text), ("note", note)]),
            None => text,
        }
    }

    /// Another level, introduced by `word`: why, with what, and when to look again.
    fn other(&self, other: &'r OtherLevel<'r>, word: &str) -> Block<'r> {
        let words = self.words;
        let mut text = vec![other.because.to_owned()];
        if !other.with.is_empty() {
            let supports = other.with.join(", ");
            text.push(fill(&words.together_with, &[("supports", &supports)]));
        }
        if let Some(recheck) = other.recheck {
            text.push(fill(&words.look_again, &[("recheck", recheck)]));
        }
        Block::Card(Card {
            name: fill(word, &[("level", other.name)]),
            text,
            ..Card::default()
        })
    }
}
