//! Why: the reasons that counted, and the person's own words behind the scales.

use super::Layout;
use crate::model::reading::Holds;
use crate::model::words::fill;
use crate::report::page::{Block, Card, Depth, Role, Section};
use crate::report::scales::{Quote, ScaleNote};

/// How many quotes of the person's own words stand behind one scale on a short page.
const QUOTES: usize = 3;

impl<'r> Layout<'r> {
    pub(super) fn why(&self) -> Section<'r> {
        let heading = match self.record.level {
            Some(_) => &self.words.why_heading,
            None => &self.words.known_heading,
        };
        let points = Block::points(self.becauses());
        let blocks = points.into_iter().chain(self.scales());
        Section::new(Role::Plain, heading, blocks)
    }

    /// Why each reason counted; what several have in common is said once.
    fn becauses(&self) -> Vec<String> {
        let mut becauses: Vec<String> = Vec::new();
        let reasons = self.record.reasons.iter();
        let counted = reasons.filter(|reason| reason.counted && reason.holds == Holds::Yes);
        for because in counted.filter_map(|reason| reason.because) {
            if !becauses.iter().any(|other| other == because) {
                becauses.push(because.to_owned());
            }
        }
        becauses
    }

    /// The scales that counted and rest on something the person said.
    fn scales(&self) -> impl Iterator<Item = Block<'r>> {
        let scales = self.record.scales.iter();
        let quoted = scales.filter(|scale| scale.counted && !scale.quotes.is_empty());
        quoted.map(|scale| self.scale(scale))
    }

    fn scale(&self, scale: &ScaleNote) -> Block<'r> {
        let points = scale.scores.iter();
        let points: Vec<String> = points
            .map(|score| format!("{} {}", score.text, score.title))
            .collect();
        let word = match (points.is_empty(), scale.title.ends_with(['?', '.', ':'])) {
            (false, _) => &self.words.scale_points,
            (true, false) => &self.words.scale_line,
            (true, true) => &self.words.scale_answer,
        };
        let values = [
            ("title", scale.title),
            ("label", &scale.label),
            ("points", &points.join(", ")),
        ];
        let said = [("answers", &*self.quotes(&scale.quotes))];
        Block::Card(Card {
            name: fill(word, &values),
            text: vec![fill(&self.words.you_said, &said)],
            ..Card::default()
        })
    }

    /// What was said, in quotes; before words that say too little alone, the question.
    fn quotes(&self, quotes: &[Quote]) -> String {
        let mut shown: Vec<String> = Vec::new();
        for quote in quotes {
            let mut said: Vec<String> = quote.said.iter().map(|said| quoted(said)).collect();
            if let Some(first) = said.first_mut().filter(|_| !quote.clear) {
                *first = format!("{} {first}", quote.ask);
            }
            shown.append(&mut said);
        }
        let more = shown.len().saturating_sub(QUOTES);
        if self.depth == Depth::Brief && more > 0 {
            shown.truncate(QUOTES);
            shown.push(fill(&self.words.and_more, &[("count", &more.to_string())]));
        }
        shown.join(", ")
    }
}

/// Words of the person's own, or of a choice, between quotation marks.
pub(super) fn quoted(said: &str) -> String {
    format!("\"{said}\"")
}
