//! How sure it is, what would change it, and why not another level.

use super::Layout;
use super::why::quoted;
use crate::model::words::fill;
use crate::report::insight::{ChangeNote, LeadNote, NarrowingNote, Shift, WhyNot};
use crate::report::page::{Block, Card, Depth, Role, Section};
use crate::report::quote::TestNote;
use crate::report::record::Asked;

/// How many changes stand on a short page.
const CHANGES: usize = 4;

impl<'r> Layout<'r> {
    /// How sure it is; while several levels are possible, the answer that would narrow them most.
    pub(super) fn how_sure(&self) -> Section<'r> {
        let words = self.words;
        let mut blocks = vec![Block::Text(self.sureness())];
        if !self.record.exact {
            blocks.push(Block::Text(words.sure_wider.to_string()));
        }
        let insight = self.record.insight.as_ref();
        let narrowing = insight.and_then(|insight| insight.narrowing.as_ref());
        blocks.extend(narrowing.map(|narrowing| self.narrowing(narrowing)));
        Section::new(Role::Plain, &words.sure_heading, blocks)
    }

    fn sureness(&self) -> String {
        let words = self.words;
        let questions = self.record.questions.iter();
        let skipped = questions.filter(|question| question.state == Asked::Skipped);
        match (self.record.level, skipped.count()) {
            (Some(_), 0) => words.sure_one.to_string(),
            (Some(_), 1) => words.sure_skipped_one.to_string(),
            (Some(_), count) => fill(&words.sure_skipped, &[("count", &count.to_string())]),
            (None, _) => words.sure_open.to_string(),
        }
    }

    /// The answer that would narrow it most. What narrows nothing comes last, and is not spelled out.
    fn narrowing(&self, narrowing: &NarrowingNote) -> Block<'r> {
        let words = self.words;
        let leads = narrowing.leads.iter();
        let (idle, telling): (Vec<_>, Vec<_>) = leads.partition(|lead| self.tells_nothing(lead));
        let mut points: Vec<String> = telling.into_iter().map(|lead| self.lead_to(lead)).collect();
        if !idle.is_empty() {
            let values = [("answers", &*words.lead_rest), ("levels", &words.lead_all)];
            points.push(fill(&words.lead_line, &values));
        }
        Block::Card(Card {
            name: fill(&words.narrow_ask, &[("ask", narrowing.ask)]),
            points,
            ..Card::default()
        })
    }

    /// Whether all that is possible stays so, and nothing else becomes so.
    fn tells_nothing(&self, lead: &LeadNote) -> bool {
        lead.names.len() == self.record.levels.len()
            && (self.record.may_stop || !lead.may_stop)
            && (self.record.may_refer || !lead.may_refer)
    }

    /// Answers, and the ends they lead to. What is possible anyhow is said elsewhere.
    fn lead_to(&self, lead: &LeadNote) -> String {
        let words = self.words;
        let mut ends = lead.names.clone();
        let only = lead.names.is_empty();
        if lead.may_stop && (only || !self.record.may_stop) {
            ends.push(&words.lead_stop);
        }
        if lead.may_refer && (only || !self.record.may_refer) {
            ends.push(&words.lead_refer);
        }
        let answers: Vec<String> = lead.answers.iter().map(|answer| quoted(answer)).collect();
        let (answers, ends) = (answers.join(", "), ends.join(", "));
        fill(
            &words.lead_line,
            &[("answers", &answers), ("levels", &ends)],
        )
    }

    /// What would lead to another level: to talk over, never to answer differently.
    pub(super) fn what_if(&self) -> Section<'r> {
        let words = self.words;
        let insight = self.record.insight.iter();
        let changes = insight.flat_map(|insight| &insight.changes);
        let shown = match self.depth {
            Depth::Brief => CHANGES,
            Depth::Full | Depth::Traced => usize::MAX,
        };
        let points: Vec<String> = changes
            .take(shown)
            .map(|change| self.change(change))
            .collect();
        let mut blocks = Vec::new();
        if !points.is_empty() {
            blocks.push(Block::Text(words.change_note.to_string()));
            blocks.push(Block::Points(points));
        }
        Section::new(Role::Plain, &words.change_heading, blocks)
    }

    fn change(&self, change: &ChangeNote) -> String {
        let words = self.words;
        let shifts: Vec<String> = change
            .shifts
            .iter()
            .map(|shift| self.shift(shift))
            .collect();
        let shifts = shifts.join(&format!(", {} ", words.and));
        let values = [("shifts", &*shifts), ("level", change.name)];
        fill(&words.change_line, &values)
    }

    fn shift(&self, shift: &Shift) -> String {
        let words = self.words;
        match shift {
            Shift::Scale {
                supposed: Some(supposed),
                ..
            } => (*supposed).to_owned(),
            Shift::Scale {
                title, from, to, ..
            } => {
                let values = [("title", *title), ("from", from), ("to", to)];
                fill(&words.shift_scale, &values)
            }
            Shift::Answer { ask, to, .. } => fill(&words.shift_answer, &[("ask", ask), ("to", to)]),
        }
    }

    /// Why not the level that was asked about, if one was.
    pub(super) fn why_not(&self) -> Option<Section<'r>> {
        let asked = self.record.insight.as_ref()?.why_not.as_ref()?;
        let heading = fill(&self.words.not_heading, &[("level", asked.name)]);
        let block = if asked.possible {
            Block::Text(self.words.not_possible.to_string())
        } else {
            Block::Points(self.obstacles(asked))
        };
        Some(Section::new(Role::Plain, &heading, [block]))
    }

    /// What came first, what was wanted and not given, and what would lead there.
    fn obstacles(&self, asked: &WhyNot) -> Vec<String> {
        let words = self.words;
        let mut points = Vec::new();
        let before = asked.before.as_ref().and_then(|branch| branch.because);
        if let Some(because) = before {
            points.push(fill(&words.not_before, &[("because", because)]));
        }
        // The rules say more than the scale that sums them up.
        let gaps = if asked.rules.is_empty() {
            std::slice::from_ref(&asked.unmet)
        } else {
            &asked.rules
        };
        let gaps = gaps.iter().filter(|gap| !gap.is_empty());
        points.extend(gaps.map(|gap| self.gap(gap)));
        points.extend(asked.changes.iter().map(|change| self.change(change)));
        if asked.changes.is_empty() {
            points.push(words.not_far.to_string());
        }
        points
    }

    fn gap(&self, tests: &[TestNote]) -> String {
        let tests = tests.iter().map(|test| test.fill(&self.words.not_test));
        let tests = tests.collect::<Vec<_>>().join("; ");
        fill(&self.words.not_unmet, &[("tests", &tests)])
    }
}
