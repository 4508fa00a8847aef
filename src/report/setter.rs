//! Sets the page: what stands where, most urgent first.

use super::insight::{ChangeNote, LeadNote, NarrowingNote, Shift};
use super::page::{Block, Card, Depth, Page, Role, Section};
use super::quote::TestNote;
use super::reasons::{Quote, ScaleNote};
use super::record::{
    AlertNote, Asked, HoursNote, OtherLevel, Outcome, Record, Rung, Standing, SupportNote, Sureness,
};
use super::trace;
use crate::model::document::{Per, Timing};
use crate::model::fixed::Text;
use crate::model::reading::Holds;
use crate::model::walk::Certainty;
use crate::model::words::{Words, fill};

/// How many changes stand on a short page.
const CHANGES: usize = 4;

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
        // A stop says what to do now and whom to call, and nothing else.
        let traced = depth == Depth::Traced && record.outcome != Outcome::Stop;
        let trace = traced.then(|| trace::section(record, words));
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

    /// What to remember of the page: the answer, and whom to call.
    pub(crate) fn brief(record: &'r Record<'r>, words: &'r Words) -> Self {
        let setter = Setter {
            record,
            words,
            depth: Depth::Brief,
        };
        Page {
            title: record.questionnaire.title,
            lead: Vec::new(),
            sections: vec![setter.in_short()],
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
        // While the level is open, the answer that would settle it is among the first things to know.
        let settled = self.record.level.is_some();
        let none = || self.section(Role::Plain, "", Vec::new());
        vec![
            self.doubt(),
            self.read_first(),
            self.first(),
            self.level(),
            if settled { none() } else { self.how_sure() },
            self.steps(),
            self.why(),
            if settled { self.how_sure() } else { none() },
            self.what_if(),
            self.why_not(),
            self.supports(Timing::Alongside, &self.words.alongside_heading),
            self.after(),
            self.ask_them(),
            self.numbers(),
            self.about(),
        ]
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
        self.section(Role::Answer, &self.words.in_short, blocks)
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
            points: trimmed(support.details),
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
            let facts = self.facts(rung);
            if !facts.is_empty() {
                blocks.push(Block::Points(facts));
            }
        }
        blocks.push(Block::Ladder(&self.record.ladder));
        if self.record.certainty == Some(Sureness::MayFit) {
            let possible = self
                .record
                .ladder
                .iter()
                .filter(|rung| rung.standing == Standing::Possible);
            blocks.extend(possible.map(|rung| self.possible(rung)));
        }
        let other = |other: &'r Option<OtherLevel<'r>>, word: &str| {
            other.as_ref().map(|other| self.other(other, word))
        };
        blocks.extend(other(&self.record.alternative, &self.words.another_choice));
        blocks.extend(other(&self.record.fallback, &self.words.not_now));
        self.section(Role::Answer, &self.words.level_heading, blocks)
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
        let lasts = rung
            .lasts
            .map(|lasts| fill(&self.words.how_long, &[("lasts", lasts)]));
        rung.hours
            .iter()
            .map(|hours| self.hours(hours))
            .chain(lasts)
            .collect()
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

    /// How sure it is; while several levels are possible, the answer that would narrow them most.
    fn how_sure(&self) -> Section<'r> {
        let words = self.words;
        let questions = self.record.questions.iter();
        let skipped = questions.filter(|question| question.state == Asked::Skipped);
        let skipped = skipped.count();
        let count = skipped.to_string();
        let sentence = match (self.record.level.is_some(), skipped) {
            (true, 0) => words.sure_one.to_string(),
            (true, 1) => words.sure_skipped_one.to_string(),
            (true, _) => fill(&words.sure_skipped, &[("count", &count)]),
            (false, _) => words.sure_open.to_string(),
        };
        let mut blocks = vec![Block::Text(sentence)];
        if !self.record.exact {
            blocks.push(Block::Text(words.sure_wider.to_string()));
        }
        let insight = self.record.insight.as_ref();
        let narrowing = insight.and_then(|insight| insight.narrowing.as_ref());
        blocks.extend(narrowing.map(|narrowing| self.narrowing(narrowing)));
        self.section(Role::Plain, &words.sure_heading, blocks)
    }

    /// The answer that would narrow it most. What narrows nothing comes last, and is not spelled out.
    fn narrowing(&self, narrowing: &NarrowingNote) -> Block<'r> {
        let words = self.words;
        let (rest, told): (Vec<_>, Vec<_>) =
            (narrowing.leads.iter()).partition(|lead| self.tells_nothing(lead));
        let points = told.into_iter().map(|lead| self.lead_to(lead));
        let rest = (!rest.is_empty()).then(|| {
            let values = [("answers", &*words.lead_rest), ("levels", &words.lead_all)];
            fill(&words.lead_line, &values)
        });
        Block::Card(Card {
            name: fill(&words.narrow_ask, &[("ask", narrowing.ask)]),
            points: points.chain(rest).collect(),
            ..Card::default()
        })
    }

    /// Whether all that is possible stays so, and nothing else becomes so.
    fn tells_nothing(&self, lead: &LeadNote) -> bool {
        lead.names.len() == self.record.levels.len()
            && (self.record.may_stop || !lead.may_stop)
            && (self.record.may_refer || !lead.may_refer)
    }

    fn lead_to(&self, lead: &LeadNote) -> String {
        let words = self.words;
        // What is possible anyhow is said elsewhere.
        let only = lead.names.is_empty();
        let stop = (lead.may_stop && (only || !self.record.may_stop)).then_some(&*words.lead_stop);
        let refer =
            (lead.may_refer && (only || !self.record.may_refer)).then_some(&*words.lead_refer);
        let ends: Vec<&str> = lead
            .names
            .iter()
            .copied()
            .chain(stop)
            .chain(refer)
            .collect();
        let levels = ends.join(", ");
        let answers = lead
            .answers
            .iter()
            .map(|answer| format!("\"{answer}\""))
            .collect::<Vec<_>>();
        fill(
            &words.lead_line,
            &[("answers", &answers.join(", ")), ("levels", &levels)],
        )
    }

    /// What would lead to another level: to talk over, never to answer differently.
    fn what_if(&self) -> Section<'r> {
        let changes = self
            .record
            .insight
            .iter()
            .flat_map(|insight| &insight.changes);
        let shown = if self.depth == Depth::Brief {
            CHANGES
        } else {
            usize::MAX
        };
        let points: Vec<String> = changes
            .take(shown)
            .map(|change| self.change(change))
            .collect();
        let blocks = match points.is_empty() {
            true => Vec::new(),
            false => vec![
                Block::Text(self.words.change_note.to_string()),
                Block::Points(points),
            ],
        };
        self.section(Role::Plain, &self.words.change_heading, blocks)
    }

    fn change(&self, change: &ChangeNote) -> String {
        let words = self.words;
        let shift = |shift: &Shift| match shift {
            Shift::Scale {
                supposed: Some(supposed),
                ..
            } => (*supposed).to_owned(),
            Shift::Scale {
                title, from, to, ..
            } => fill(
                &words.shift_scale,
                &[("title", title), ("from", from), ("to", to)],
            ),
            Shift::Answer { ask, to, .. } => fill(&words.shift_answer, &[("ask", ask), ("to", to)]),
        };
        let shifts: Vec<String> = change.shifts.iter().map(shift).collect();
        let shifts = shifts.join(&format!(", {} ", words.and));
        fill(
            &words.change_line,
            &[("shifts", &shifts), ("level", change.name)],
        )
    }

    fn why_not(&self) -> Section<'r> {
        let words = self.words;
        let insight = self.record.insight.as_ref();
        let Some(asked) = insight.and_then(|insight| insight.why_not.as_ref()) else {
            return self.section(Role::Plain, "", Vec::new());
        };
        let heading = fill(&words.not_heading, &[("level", asked.name)]);
        if asked.possible {
            let blocks = vec![Block::Text(words.not_possible.to_string())];
            return self.section(Role::Plain, &heading, blocks);
        }
        let before = asked.before.as_ref().and_then(|branch| branch.because);
        let before = before.map(|because| fill(&words.not_before, &[("because", because)]));
        // The rules say more than the scale that sums them up.
        let gaps = if asked.rules.is_empty() {
            std::slice::from_ref(&asked.unmet)
        } else {
            &asked.rules[..]
        };
        let gaps = gaps.iter().filter(|gap| !gap.is_empty());
        let gaps = gaps.map(|gap| self.gap(gap));
        let mut points: Vec<String> = before.into_iter().chain(gaps).collect();
        points.extend(asked.changes.iter().map(|change| self.change(change)));
        if asked.changes.is_empty() {
            points.push(words.not_far.to_string());
        }
        self.section(Role::Plain, &heading, vec![Block::Points(points)])
    }

    fn gap(&self, tests: &[TestNote]) -> String {
        let test = |test: &TestNote| {
            let values = [
                ("title", test.title),
                ("wanted", &*test.wanted),
                ("got", &*test.got),
            ];
            fill(&self.words.not_test, &values)
        };
        let tests: Vec<String> = tests.iter().map(test).collect();
        fill(&self.words.not_unmet, &[("tests", &tests.join("; "))])
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

fn trimmed(items: &[Text]) -> Vec<String> {
    items.iter().map(|item| item.trim().to_owned()).collect()
}
