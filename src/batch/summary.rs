//! What came out of all records, as counts with bars.

use super::sheet::word;
use super::{Job, Tally};
use crate::report::record::Outcome;
use std::fmt::Write;

const BAR: usize = 30;
/// How many of the questions without an answer are named.
const MOST_MISSING: usize = 10;

/// Counts by outcome, level, alert and support, and what was most often missing.
pub fn summary(job: &Job, tally: &Tally) -> String {
    let (records, bad) = (tally.records, tally.bad);
    let mut text = format!("records: {records}, bad: {bad}\n");
    for (title, rows) in sections(job, tally) {
        section(&mut text, title, records, rows);
    }
    text
}

/// Names and how often each was counted.
type Counts<'j> = Vec<(&'j str, u64)>;

fn sections<'j>(job: &'j Job<'_>, tally: &Tally) -> [(&'static str, Counts<'j>); 7] {
    let tree = job.tree;
    let levels = |counts| named(tree.levels.iter().map(|level| &*level.id), counts);
    let supports = tree.supports.iter().map(|support| &*support.id);
    let alerts = tree.alerts.iter().map(|alert| &*alert.id);
    let questions = tree.questions.iter().map(|question| &*question.id);
    let mut missing = sorted(named(questions, &tally.missing));
    missing.truncate(MOST_MISSING);
    let unlisted = tally.unlisted.iter();
    let unlisted = unlisted.filter_map(|(at, count)| Some((job.map.as_ref()?.name(*at), *count)));
    [
        ("outcome", outcomes(tally)),
        ("level, where one fits", levels(&tally.levels)),
        ("level, as one of several", levels(&tally.possible_levels)),
        ("alert", sorted(named(alerts, &tally.alerts))),
        ("support", sorted(named(supports, &tally.supports))),
        ("most often missing", missing),
        (
            "values the map does not list, by column",
            sorted(unlisted.collect()),
        ),
    ]
}

fn outcomes(tally: &Tally) -> Counts<'static> {
    let all = [
        Outcome::Suggestion,
        Outcome::Set,
        Outcome::Referral,
        Outcome::Stop,
    ];
    let counted = all.map(|outcome| (word(outcome), tally.ended(outcome)));
    counted.to_vec()
}

fn named<'j>(names: impl Iterator<Item = &'j str>, counts: &[u64]) -> Counts<'j> {
    names.zip(counts.iter().copied()).collect()
}

fn sorted(mut rows: Counts<'_>) -> Counts<'_> {
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    rows
}

/// Rows that count nothing are left out, and so are sections without rows.
fn section(text: &mut String, title: &str, records: u64, mut rows: Counts<'_>) {
    rows.retain(|(_, count)| *count > 0);
    if rows.is_empty() {
        return;
    }
    let name_width = rows
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or(0);
    let counts = rows.iter().map(|(_, count)| count.to_string().len());
    let count_width = counts.max().unwrap_or(0);
    let _ = writeln!(text, "\n{title}");
    for (name, count) in rows {
        let share = count as f64 / records.max(1) as f64;
        let bar = "#".repeat(((share * BAR as f64).round() as usize).max(1));
        let _ = writeln!(
            text,
            "  {name:<name_width$}  {count:>count_width$}  {:>5.1} %  {bar}",
            share * 100.0
        );
    }
}
