//! The full trace, for the person who helps: what was said, what it came to, each rule and branch with its source.

use super::page::{Block, Role, Section};
use super::quote::Check;
use super::reasons::Reason;
use super::record::{Asked, QuestionNote, Record};
use super::scales::ScaleNote;
use crate::model::reading::Holds;
use crate::model::words::{Words, fill};

/// One page to file.
pub(crate) fn section<'r>(record: &Record, words: &Words) -> Section<'r> {
    let tracer = Tracer { record, words };
    let mut blocks = vec![
        Block::Strong(words.trace_mark.to_string()),
        Block::Facts(tracer.questionnaire()),
    ];
    let skipped = tracer.questions(Asked::Skipped);
    let not_asked = tracer.questions(Asked::NotAsked);
    let parts = [
        (&words.trace_answered, Block::facts(tracer.answered())),
        (&words.trace_skipped, Block::points(skipped)),
        (&words.trace_not_asked, Block::points(not_asked)),
        (&words.trace_scales, Block::facts(tracer.scales())),
        (&words.trace_rules, Block::facts(tracer.rules())),
        (&words.trace_outvoted, Block::points(tracer.outvoted())),
        (&words.trace_branches, Block::facts(tracer.branches())),
        (&words.trace_idle, Block::points(tracer.idle())),
        (&words.trace_sources, Block::facts(tracer.sources())),
    ];
    for (heading, block) in parts {
        if let Some(block) = block {
            blocks.extend([Block::Heading(heading.to_string()), block]);
        }
    }
    Section::new(Role::Trace, &words.trace_heading, blocks)
}

struct Tracer<'r> {
    record: &'r Record<'r>,
    words: &'r Words,
}

impl Tracer<'_> {
    fn questionnaire(&self) -> Vec<(String, String)> {
        let (from, words) = (&self.record.questionnaire, self.words);
        let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        vec![
            fact(
                &words.trace_questionnaire,
                &format!("{} {}", from.id, from.version),
            ),
            fact("SHA-256", from.sha256),
            fact(&words.trace_review, &from.review),
        ]
    }

    fn answered(&self) -> Vec<(String, String)> {
        let answered = self
            .record
            .questions
            .iter()
            .filter(|question| question.state == Asked::Answered);
        let said = |question: &QuestionNote| {
            if question.private {
                self.words.kept_private.to_string()
            } else {
                question.said.join("; ")
            }
        };
        answered
            .map(|question| (question.ask.to_owned(), said(question)))
            .collect()
    }

    fn questions(&self, state: Asked) -> Vec<String> {
        let questions = self
            .record
            .questions
            .iter()
            .filter(|question| question.state == state);
        questions.map(|question| question.ask.to_owned()).collect()
    }

    fn scales(&self) -> Vec<(String, String)> {
        let value = |scale: &ScaleNote| {
            let points = scale
                .scores
                .iter()
                .map(|score| format!("{} {}", score.text, score.title));
            let mut parts: Vec<String> =
                std::iter::once(scale.label.clone()).chain(points).collect();
            if !scale.questions.is_empty() {
                let behind = [("questions", &*scale.questions.join(", "))];
                parts.push(fill(&self.words.trace_behind, &behind));
            }
            parts.join("; ")
        };
        self.record
            .scales
            .iter()
            .map(|scale| (scale.title.to_owned(), value(scale)))
            .collect()
    }

    fn rules(&self) -> Vec<(String, String)> {
        let rules = self.held().filter(|rule| rule.counted);
        rules
            .map(|rule| (self.rule_name(rule), self.grounds(rule)))
            .collect()
    }

    /// Rules of lighter values, and of scales that had no say here.
    fn outvoted(&self) -> Vec<String> {
        let rules = self.held().filter(|rule| !rule.counted);
        let place = |rule: &Reason| fill(&self.words.trace_place, &[("place", &rule.place)]);
        rules
            .map(|rule| format!("{} ({})", self.rule_name(rule), place(rule)))
            .collect()
    }

    fn held(&self) -> impl Iterator<Item = &Reason<'_>> {
        self.record
            .reasons
            .iter()
            .filter(|reason| reason.kind == "rule" && reason.holds == Holds::Yes)
    }

    fn rule_name(&self, rule: &Reason) -> String {
        let name = format!(
            "{} {}",
            rule.scale.unwrap_or_default(),
            rule.value.unwrap_or_default()
        );
        match rule.because {
            Some(because) => format!("{name}: {because}"),
            None => name,
        }
    }

    fn branches(&self) -> Vec<(String, String)> {
        let name = |branch: &Reason| {
            let holds = match branch.holds {
                Holds::Yes => &self.words.trace_taken,
                Holds::No => &self.words.trace_passed,
                Holds::Open => &self.words.trace_open,
            };
            format!("{} {}: {holds}", branch.node, branch.to.unwrap_or_default())
        };
        self.record
            .branches
            .iter()
            .map(|branch| (name(branch), self.grounds(branch)))
            .collect()
    }

    /// What a rule or branch wanted and got, and where it comes from. Of one that did not hold, what it lacked.
    fn grounds(&self, reason: &Reason) -> String {
        let when = match &reason.when {
            Some(when) if reason.holds == Holds::No => self.lacking(when),
            Some(when) => self.check(when),
            None => self.words.trace_always.to_string(),
        };
        let source = reason
            .source
            .map(|source| fill(&self.words.trace_source, &[("source", source)]));
        let place = fill(&self.words.trace_place, &[("place", &reason.place)]);
        [Some(when), source, Some(place)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(". ")
    }

    fn lacking(&self, when: &Check) -> String {
        let lacked: Vec<String> = when
            .lacking()
            .into_iter()
            .map(|test| test.fill(&self.words.trace_test))
            .collect();
        if lacked.is_empty() {
            self.check(when)
        } else {
            lacked.join("; ")
        }
    }

    fn check(&self, check: &Check) -> String {
        let all = |parts: &[Check]| {
            parts
                .iter()
                .map(|part| self.check(part))
                .collect::<Vec<_>>()
                .join("; ")
        };
        match check {
            Check::All(parts) => all(parts),
            Check::Any(parts) => fill(&self.words.trace_any, &[("parts", &all(parts))]),
            Check::Not(part) => fill(&self.words.trace_not, &[("part", &self.check(part))]),
            Check::Test(test) => test.fill(&self.words.trace_test),
        }
    }

    fn idle(&self) -> Vec<String> {
        let idle = self.record.insight.iter().flat_map(|insight| &insight.idle);
        let questions = idle.filter_map(|id| {
            self.record
                .questions
                .iter()
                .find(|question| question.id == *id)
        });
        questions.map(|question| question.ask.to_owned()).collect()
    }

    fn sources(&self) -> Vec<(String, String)> {
        let record = self.record;
        let level = record.suggested().map(|rung| (rung.name, rung.source));
        let alerts = record
            .alerts
            .iter()
            .map(|alert| (alert.title, alert.source));
        let supports = record
            .supports
            .iter()
            .map(|support| (support.name, support.source));
        let all = level.into_iter().chain(alerts).chain(supports);
        all.filter_map(|(name, source)| Some((name.to_owned(), source?.to_owned())))
            .collect()
    }
}
