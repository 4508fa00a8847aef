//! Sets the page: what stands where, most urgent first.

use super::page::{Block, Card, Depth, Page, Role, Section};
use super::reasons::{Quote, ScaleNote};
use super::record::{AlertNote, HoursNote, OtherLevel, Outcome, Record, SupportNote, Sureness};
use super::trace;
use crate::model::document::{Per, Timing};
use crate::model::reading::Holds;
use crate::model::walk::Certainty;
use crate::model::words::{Words, fill};

/// How many quotes of the person's own words stand behind one scale.
const QUOTES: usize = 3;

impl<'r> Page<'r> {
    pub(crate) fn of(record: &'r Record<'r>, words: &'r Words, depth: Depth) -> Self {
        let setter = Setter {
            record,
            words,
            depth,
        };
        let sections = match record.outcome {
            Outcome::Stop => setter.stop(),
            Outcome::Referral => setter.referral(),
            Outcome::Suggestion | Outcome::Set => setter.suggestion(),
        };
        let trace = (depth == Depth::Traced).then(|| trace::section(record, words));
        let filled = sections
            .into_iter()
            .chain(trace)
            .filter(|section| !section.blocks.is_empty());
        Page {
            title: record.questionnaire.title,
            lead: setter.lead(),
            sections: filled.collect(),
        }
    }
}

/// Puts the sections of a page together.
struct Setter<'r> {
    record: &'r Record<'r>,
    words: &'r Words,
    depth: Depth,
}

impl<'r> Setter<'r> {
    fn lead(&self) -> Vec<String> {
        let first = self.record.supports.iter().find(|support| {
            support.timing == Timing::First && support.certainty == Certainty::Certain
        });
        let first =
            first.map(|support| fill(&self.words.result_first, &[("support", support.name)]));
        match self.record.outcome {
            Outcome::Suggestion | Outcome::Set => {
                first.into_iter().chain([self.answer()]).collect()
            }
            Outcome::Stop | Outcome::Referral => Vec::new(),
        }
    }

    /// The level or levels in one line.
    fn answer(&self) -> String {
        let words = self.words;
        let possible = self
            .record
            .ladder
            .iter()
            .filter(|rung| self.record.levels.contains(&rung.level));
        let names: Vec<&str> = possible.map(|rung| rung.name).collect();
        let between = format!(" {} ", words.or);
        let names = [("levels", &*names.join(&between))];
        match self.record.certainty {
            Some(Sureness::Fits) => fill(&words.result_fits, &names),
            Some(Sureness::MayFit) => fill(&words.result_may_fit, &names),
            _ => words.result_open.to_string(),
        }
    }

    /// What to do now and whom to call; nothing else.
    fn stop(&self) -> Vec<Section<'r>> {
        self.alerts(Role::Urgent)
    }

    fn referral(&self) -> Vec<Section<'r>> {
        let mut sections = self.alerts(Role::Plain);
        sections.extend([self.steps(), self.numbers(), self.about()]);
        sections
    }

    fn suggestion(&self) -> Vec<Section<'r>> {
        vec![
            self.doubt(),
            self.read_first(),
            self.first(),
            self.level(),
            self.steps(),
            self.why(),
            self.supports(Timing::Alongside, &self.words.alongside_heading),
            self.after(),
            self.ask_them(),
            self.numbers(),
            self.about(),
        ]
    }

    fn section(&self, role: Role, heading: &str, blocks: Vec<Block<'r>>) -> Section<'r> {
        Section {
            role,
            heading: heading.to_owned(),
            blocks,
        }
    }

    /// One section for each alert; a line that was named once is not named again.
    fn alerts(&self, role: Role) -> Vec<Section<'r>> {
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
            if !alert.r#do.is_empty() {
                blocks.push(Block::Points(trimmed(alert.r#do)));
            }
            sections.push(self.section(role, alert.title, blocks));
        }
        sections
    }

    fn certain_alerts(&self) -> impl Iterator<Item = &'r AlertNote<'r>> {
        self.record
            .alerts
            .iter()
            .filter(|alert| alert.certainty == Certainty::Certain)
    }

    /// A question about danger was skipped.
    fn doubt(&self) -> Section<'r> {
        let blocks = if self.record.may_stop {
            vec![
                Block::Strong(self.words.may_stop.to_string()),
                Block::Contacts(self.record.emergency.contacts.clone()),
            ]
        } else {
            Vec::new()
        };
        self.section(Role::Urgent, &self.words.danger_heading, blocks)
    }

    fn read_first(&self) -> Section<'r> {
        let card = |alert: &'r AlertNote<'r>| {
            Block::Card(Card {
                name: alert.title.to_owned(),
                mark: None,
                text: vec![alert.message.to_owned()],
                points: trimmed(alert.r#do),
                contacts: alert.contacts.clone(),
            })
        };
        self.section(
            Role::Urgent,
            &self.words.read_first,
            self.certain_alerts().map(card).collect(),
        )
    }

    fn first(&self) -> Section<'r> {
        self.supports(Timing::First, &self.words.do_first)
    }

    fn supports(&self, timing: Timing, heading: &str) -> Section<'r> {
        let role = match timing {
            Timing::First => Role::Plain,
            Timing::Alongside | Timing::After => Role::Cards,
        };
        let supports = self
            .record
            .supports
            .iter()
            .filter(|support| support.timing == timing);
        self.section(
            role,
            heading,
            supports.map(|support| self.support(support)).collect(),
        )
    }

    fn support(&self, support: &'r SupportNote<'r>) -> Block<'r> {
        let possible = support.certainty == Certainty::Possible;
        let brief = self.depth == Depth::Brief && support.timing != Timing::First;
        Block::Card(Card {
            name: support.name.to_owned(),
            mark: possible.then(|| self.words.cannot_rule_out.to_string()),
            text: vec![support.because.to_owned()],
            points: if brief {
                Vec::new()
            } else {
                trimmed(support.details)
            },
            contacts: if brief {
                Vec::new()
            } else {
                support.contacts.clone()
            },
        })
    }

    fn level(&self) -> Section<'r> {
        let mut blocks = Vec::new();
        if let Some(rung) = self.record.suggested() {
            blocks.push(Block::Strong(rung.name.to_owned()));
            blocks.push(Block::Text(rung.about.to_owned()));
            let lasts = rung
                .lasts
                .map(|lasts| fill(&self.words.how_long, &[("lasts", lasts)]));
            let facts: Vec<_> = rung
                .hours
                .iter()
                .map(|hours| self.hours(hours))
                .chain(lasts)
                .collect();
            if !facts.is_empty() {
                blocks.push(Block::Points(facts));
            }
        }
        blocks.push(Block::Ladder(&self.record.ladder));
        let other = |other: &'r Option<OtherLevel<'r>>, word: &str| {
            other.as_ref().map(|other| self.other(other, word))
        };
        blocks.extend(other(&self.record.alternative, &self.words.another_choice));
        blocks.extend(other(&self.record.fallback, &self.words.not_now));
        self.section(Role::Answer, &self.words.level_heading, blocks)
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

    fn other(&self, other: &'r OtherLevel<'r>, word: &str) -> Block<'r> {
        let mut text = vec![other.because.to_owned()];
        if !other.with.is_empty() {
            text.push(fill(
                &self.words.together_with,
                &[("supports", &other.with.join(", "))],
            ));
        }
        text.extend(
            other
                .recheck
                .map(|recheck| fill(&self.words.look_again, &[("recheck", recheck)])),
        );
        Block::Card(Card {
            name: fill(word, &[("level", other.name)]),
            text,
            ..Card::default()
        })
    }

    fn steps(&self) -> Section<'r> {
        let step = |step: &'r super::record::StepNote<'r>| Card {
            name: step.r#do.to_owned(),
            contacts: step.contacts.clone(),
            ..Card::default()
        };
        let steps: Vec<Card> = self.record.steps.iter().map(step).collect();
        let blocks = if steps.is_empty() {
            Vec::new()
        } else {
            vec![Block::Steps(steps)]
        };
        self.section(Role::Plain, &self.words.next_steps, blocks)
    }

    fn why(&self) -> Section<'r> {
        let mut becauses: Vec<String> = Vec::new();
        for reason in self
            .record
            .reasons
            .iter()
            .filter(|reason| reason.counted && reason.holds == Holds::Yes)
        {
            if let Some(because) = reason.because
                && !becauses.iter().any(|other| other == because)
            {
                becauses.push(because.to_owned());
            }
        }
        let mut blocks = Vec::new();
        if !becauses.is_empty() {
            blocks.push(Block::Points(becauses));
        }
        blocks.extend(self.scales());
        let settled = self.record.level.is_some();
        let heading = if settled {
            &self.words.why_heading
        } else {
            &self.words.known_heading
        };
        self.section(Role::Plain, heading, blocks)
    }

    /// The scales that counted and rest on something the person said.
    fn scales(&self) -> Vec<Block<'r>> {
        let quoted = self
            .record
            .scales
            .iter()
            .filter(|scale| scale.counted && !scale.quotes.is_empty());
        quoted.map(|scale| self.scale(scale)).collect()
    }

    fn scale(&self, scale: &ScaleNote) -> Block<'r> {
        let points: Vec<String> = scale
            .scores
            .iter()
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
        let said = fill(
            &self.words.you_said,
            &[("answers", &self.quotes(&scale.quotes))],
        );
        Block::Card(Card {
            name: fill(word, &values),
            text: vec![said],
            ..Card::default()
        })
    }

    fn quotes(&self, quotes: &[Quote]) -> String {
        let words = quotes.iter().flat_map(|quote| {
            let said = quote.said.iter().map(|said| format!("\"{said}\""));
            let ask = (!quote.clear).then(|| format!("{} ", quote.ask));
            said.enumerate().map(move |(at, said)| match &ask {
                Some(ask) if at == 0 => format!("{ask}{said}"),
                _ => said,
            })
        });
        let mut shown: Vec<String> = words.collect();
        let more = shown.len().saturating_sub(QUOTES);
        if self.depth == Depth::Brief && more > 0 {
            shown.truncate(QUOTES);
            shown.push(fill(&self.words.and_more, &[("count", &more.to_string())]));
        }
        shown.join(", ")
    }

    fn after(&self) -> Section<'r> {
        let mut section = self.supports(Timing::After, &self.words.after_heading);
        let rung = self.record.suggested();
        if let Some((rung, then)) = rung.and_then(|rung| Some((rung, rung.then_name?))) {
            let name = fill(&self.words.step_down, &[("level", then)]);
            let text = rung.then_note.map(str::to_owned).into_iter().collect();
            section.blocks.insert(
                0,
                Block::Card(Card {
                    name,
                    text,
                    ..Card::default()
                }),
            );
        }
        section
    }

    fn ask_them(&self) -> Section<'r> {
        let questions = self
            .record
            .suggested()
            .map(|rung| trimmed(rung.ask_them))
            .unwrap_or_default();
        let blocks = if questions.is_empty() {
            Vec::new()
        } else {
            vec![Block::Points(questions)]
        };
        self.section(Role::Plain, &self.words.ask_heading, blocks)
    }

    fn numbers(&self) -> Section<'r> {
        let blocks = vec![
            Block::Text(self.record.emergency.message.to_owned()),
            Block::Contacts(self.record.contacts.clone()),
        ];
        self.section(Role::Plain, &self.words.numbers_heading, blocks)
    }

    fn about(&self) -> Section<'r> {
        let from = &self.record.questionnaire;
        let hash = &from.sha256[..from.sha256.len().min(12)];
        let values = [("id", from.id), ("version", from.version), ("hash", hash)];
        let blocks = vec![
            Block::Text(self.record.closing.to_owned()),
            Block::Text(format!(
                "{} {}",
                from.review,
                fill(&self.words.about_version, &values)
            )),
        ];
        self.section(Role::Small, &self.words.about_heading, blocks)
    }
}

fn trimmed(items: &[String]) -> Vec<String> {
    items.iter().map(|item| item.trim().to_owned()).collect()
}
