//! Which mistakes in `questions.yaml` would nobody notice? Each branch, rule and condition is dropped, swapped or
//! bent in turn, and each bound moved by one; `check` or a case must object. What survives must be accepted, with a
//! reason, in `accepted.yaml`; what is accepted there must survive.
//!
//! The conditions of contacts and steps are left out: cases say nothing of them.

mod clause;
mod mistake;
mod trial;

use std::collections::BTreeSet;
use std::io::Write;
use std::time::Instant;
use trial::{Trial, Verdict};

#[test]
fn no_mistake_in_the_questionnaire_goes_unnoticed() {
    let start = Instant::now();
    let trial = Trial::new();
    let verdicts = trial.run(&mistake::all(&trial.document, &trial.tree));
    let survivors = verdicts
        .iter()
        .filter(|(_, verdict)| *verdict == Verdict::Unnoticed);
    let survivors: BTreeSet<String> = survivors.map(|(name, _)| name.clone()).collect();
    let accepted = accepted();
    let unknown: Vec<&String> = survivors.difference(&accepted).collect();
    let stale: Vec<&String> = accepted.difference(&survivors).collect();
    let summary = summary(&verdicts, unknown.len(), start);
    // Nobody is left to be told when stderr is gone.
    let _ = std::io::stderr().write_all(summary.as_bytes());
    assert!(
        unknown.is_empty() && stale.is_empty(),
        "{summary}nobody would notice: {unknown:#?}\naccepted, but noticed or gone: {stale:#?}"
    );
}

fn summary(verdicts: &[(String, Verdict)], unnoticed: usize, start: Instant) -> String {
    let count = |wanted: Verdict| verdicts.iter().filter(|(_, is)| *is == wanted).count();
    format!(
        "{} mistakes: {} noticed by check, {} by a case, {} accepted, {unnoticed} unnoticed; {:.1} s\n",
        verdicts.len(),
        count(Verdict::ByCheck),
        count(Verdict::ByCase),
        count(Verdict::Unnoticed) - unnoticed,
        start.elapsed().as_secs_f64()
    )
}

/// Mistakes that are none, or that nobody can tell, under one reason.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    reason: String,
    mistakes: Vec<String>,
}

fn accepted() -> BTreeSet<String> {
    let text = include_str!("accepted.yaml");
    let groups: Vec<Accepted> = serde_yaml::from_str(text).expect("a list of reasons");
    assert!(
        groups.iter().all(|group| !group.reason.trim().is_empty()),
        "a reason for each"
    );
    groups
        .into_iter()
        .flat_map(|group| group.mistakes)
        .collect()
}
