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
    let tree = job.tree;
    let (records, bad) = (tally.records, tally.bad);
    let mut text = format!("records: {records}, bad: {bad}\n");
    let all = [
        Outcome::Suggestion,
        Outcome::Set,
        Outcome::Referral,
        Outcome::Stop,
    ];
    let outcomes = all.map(|outcome| (word(outcome), tally.ended(outcome)));
    let named = |counts: &'_ [u64], ids: Vec<_>| {
        ids.into_iter()
            .zip(counts.iter().copied())
            .collect::<Vec<_>>()
    };
    let levels = || tree.levels.iter().map(|level| level.id.as_ref()).collect();
    let supports = tree.supports.iter().map(|support| support.id.as_ref());
    let alerts = tree.alerts.iter().map(|alert| alert.id.as_ref());
    let questions = tree.questions.iter().map(|question| question.id.as_ref());
    section(&mut text, "outcome", records, outcomes.to_vec());
    section(
        &mut text,
        "level, where one fits",
        records,
        named(&tally.levels, levels()),
    );
    section(
        &mut text,
        "level, as one of several",
        records,
        named(&tally.possible_levels, levels()),
    );
    section(
        &mut text,
        "alert",
        records,
        sorted(named(&tally.alerts, alerts.collect())),
    );
    section(
        &mut text,
        "support",
        records,
        sorted(named(&tally.supports, supports.collect())),
    );
    let mut missing = sorted(named(&tally.missing, questions.collect()));
    missing.truncate(MOST_MISSING);
    section(&mut text, "most often missing", records, missing);
    let unlisted = tally.unlisted.iter();
    let unlisted = unlisted.filter_map(|(at, count)| Some((job.map.as_ref()?.name(*at), *count)));
    section(
        &mut text,
        "values the map does not list, by column",
        records,
        sorted(unlisted.collect()),
    );
    text
}

fn sorted(mut rows: Vec<(&str, u64)>) -> Vec<(&str, u64)> {
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    rows
}

/// Rows that count nothing are left out, and so are sections without rows.
fn section(text: &mut String, title: &str, records: u64, mut rows: Vec<(&str, u64)>) {
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
