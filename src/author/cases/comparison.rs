//! What a case expects, against what came out.

use super::meaning::flat;
use super::{Case, Expect, ExpectedEnd, From};
use crate::model::advice::Advice;
use crate::model::answers::Answers;
use crate::model::document::Stop;
use crate::model::fixed::Text;
use crate::model::reading::{Holds, Reading};
use crate::model::tree::{AlertRef, Branch, LevelRef, QuestionRef, SupportRef, Tree};
use crate::model::walk::{Certainty, End, Outcomes, Walk};
use serde::Serialize;

/// A difference between what was expected and what came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What was expected.
    pub expected: String,
    /// What came out.
    pub got: String,
}

/// Everything that differs from what the case expects.
pub(super) fn problems(tree: &Tree, case: &Case, answers: &Answers, walk: &Walk) -> Vec<Problem> {
    let mut comparison = Comparison {
        tree,
        walk,
        answers,
        advice: tree.advice(&walk.outcomes),
        problems: Vec::new(),
    };
    comparison.check_answers(case);
    if !matches!(walk.end, End::Question(_)) {
        comparison.check(&case.expect);
    }
    comparison.problems
}

struct Comparison<'t> {
    tree: &'t Tree,
    walk: &'t Walk,
    answers: &'t Answers,
    advice: Vec<Advice>,
    problems: Vec<Problem>,
}

impl Comparison<'_> {
    fn differ(&mut self, expected: impl Into<String>, got: impl Into<String>) {
        self.problems.push(Problem {
            expected: expected.into(),
            got: got.into(),
        });
    }

    fn check_answers(&mut self, case: &Case) {
        let (tree, walk) = (self.tree, self.walk);
        if let End::Question(_) = walk.end {
            let ids = ids(walk.needed.iter().map(|at| &tree[*at].id));
            self.differ(
                "an answer to every question that is asked",
                format!("none to {ids}"),
            );
        }
        let own = |at: &QuestionRef| {
            let mut given = case.given.iter();
            given.any(|given| given.question == *at && given.from == From::Case)
        };
        let unused = walk.unused.iter().filter(|at| own(at));
        let unused: Vec<_> = unused.map(|at| &tree[*at].id).collect();
        if !unused.is_empty() {
            let message = format!("an answer to {}, which is not asked", ids(unused));
            self.differ("only answers to questions that are asked", message);
        }
    }

    fn check(&mut self, expect: &Expect) {
        if let Some(end) = &expect.end {
            self.check_end(end);
        }
        self.check_because(expect.because.as_deref());
        self.check_other("alternative", expect.alternative, |branch, _| {
            branch.alternative.as_ref().map(|other| other.level)
        });
        self.check_other("fallback", expect.fallback, |branch, reading| {
            let fallback = branch.fallback.as_ref();
            let offered = fallback.filter(|fallback| reading.applies(&fallback.when) == Holds::Yes);
            offered.map(|fallback| fallback.level)
        });
        self.check_supports(expect);
        self.check_alerts(expect);
        for level in &expect.no_levels {
            if self.walk.outcomes.levels.contains(level) {
                let got = ending(self.tree, self.walk);
                self.differ(format!("level not `{}`", self.tree[*level].id), got);
            }
        }
    }

    fn check_end(&mut self, expected: &ExpectedEnd) {
        let outcomes = &self.walk.outcomes;
        let holds = match expected {
            ExpectedEnd::Level(level) => outcomes.level() == Some(*level),
            ExpectedEnd::Levels(levels) => outcomes.levels == *levels,
            ExpectedEnd::Stops(alerts) => {
                self.walk.end == End::Stopped && emergencies(self.tree, outcomes) == *alerts
            }
            ExpectedEnd::Refers(alert) => {
                self.walk.end == End::Referred && outcomes.alert(*alert) == Some(Certainty::Certain)
            }
        };
        if !holds {
            let expected = expected_end(self.tree, expected);
            self.differ(expected, ending(self.tree, self.walk));
        }
    }

    fn check_because(&mut self, expected: Option<&str>) {
        let Some(expected) = expected else {
            return;
        };
        let branches = self.walk.outcomes.branches.iter();
        let reasons: Vec<String> = branches
            .map(|at| flat(self.tree[*at].because.as_deref().unwrap_or("nothing")))
            .collect();
        if reasons.is_empty() || reasons.iter().any(|reason| !reason.contains(expected)) {
            let got = match reasons.is_empty() {
                true => "no level at all".to_owned(),
                false => format!("`{}`", reasons.join("` or `")),
            };
            self.differ(format!("a reason with `{expected}`"), got);
        }
    }

    /// Compares what the branch taken offers beside its level; while several may be taken, all of them must offer it.
    fn check_other(
        &mut self,
        what: &str,
        expected: Option<Option<LevelRef>>,
        offers: impl Fn(&Branch, &Reading<'_>) -> Option<LevelRef>,
    ) {
        let Some(expected) = expected else {
            return;
        };
        let reading = Reading::of(self.tree, self.answers);
        let branches = self.walk.outcomes.branches.iter();
        let got: Vec<_> = branches
            .map(|branch| offers(&self.tree[*branch], &reading))
            .collect();
        if got.is_empty() || got.iter().any(|level| *level != expected) {
            let name = |level: &Option<LevelRef>| {
                let id = level.map(|level| format!("`{}`", self.tree[level].id));
                id.unwrap_or("none".to_owned())
            };
            let found = if got.is_empty() {
                "no level at all".to_owned()
            } else {
                let names: Vec<_> = got.iter().map(name).collect();
                format!("{what} {}", names.join(" or "))
            };
            self.differ(format!("{what} {}", name(&expected)), found);
        }
    }

    fn check_supports(&mut self, expect: &Expect) {
        let tree = self.tree;
        let wanted = expect.supports.iter().map(|at| (at, Certainty::Certain));
        let possible = expect.possible.iter().map(|at| (at, Certainty::Possible));
        for (at, certainty) in wanted.chain(possible) {
            let got = self.advised(*at);
            if got != Some(certainty) {
                let expected = format!("support `{}` {}", tree[*at].id, word(Some(certainty)));
                self.differ(expected, self.support_words(*at, got));
            }
        }
        for at in &expect.no_supports {
            let got = self.advised(*at);
            if got.is_some() {
                let expected = format!("support `{}` not advised", tree[*at].id);
                self.differ(expected, word(got));
            }
        }
    }

    fn advised(&self, support: SupportRef) -> Option<Certainty> {
        let mut advice = self.advice.iter();
        let found = advice.find(|advice| advice.support == support);
        found.map(|advice| advice.certainty)
    }

    /// What became of a support, and who covers it if that is why.
    fn support_words(&self, support: SupportRef, got: Option<Certainty>) -> String {
        let holds = self.walk.outcomes.support(support);
        let mut above = self.advice.iter().map(|advice| advice.support);
        let covering = above.find(|other| self.tree.covers(*other, support));
        match (got, holds, covering) {
            (None, Some(_), Some(other)) => format!("covered by `{}`", self.tree[other].id),
            (None, Some(Certainty::Possible), None) => {
                "possible, but not advised while unknown".to_owned()
            }
            _ => word(got).to_owned(),
        }
    }

    fn check_alerts(&mut self, expect: &Expect) {
        let (tree, outcomes) = (self.tree, &self.walk.outcomes);
        for at in &expect.alerts {
            let got = outcomes.alert(*at);
            if got != Some(Certainty::Certain) {
                let expected = format!("alert `{}` certain", tree[*at].id);
                self.differ(expected, alert_word(got));
            }
        }
        for at in &expect.no_alerts {
            let got = outcomes.alert(*at);
            if got.is_some() {
                let expected = format!("alert `{}` not shown", tree[*at].id);
                self.differ(expected, alert_word(got));
            }
        }
    }
}

fn word(certainty: Option<Certainty>) -> &'static str {
    match certainty {
        Some(Certainty::Certain) => "certain",
        Some(Certainty::Possible) => "possible",
        None => "not advised",
    }
}

fn alert_word(certainty: Option<Certainty>) -> &'static str {
    certainty.map_or("not shown", |certainty| word(Some(certainty)))
}

fn emergencies(tree: &Tree, outcomes: &Outcomes) -> Vec<AlertRef> {
    let alerts = outcomes.alerts.iter().map(|(at, _)| *at);
    alerts
        .filter(|at| tree[*at].stop == Some(Stop::Emergency))
        .collect()
}

fn expected_end(tree: &Tree, end: &ExpectedEnd) -> String {
    match end {
        ExpectedEnd::Level(level) => format!("level `{}`", tree[*level].id),
        ExpectedEnd::Levels(levels) => {
            format!("levels {}", ids(levels.iter().map(|at| &tree[*at].id)))
        }
        ExpectedEnd::Stops(alerts) => {
            format!(
                "an emergency stop by {}",
                ids(alerts.iter().map(|at| &tree[*at].id))
            )
        }
        ExpectedEnd::Refers(alert) => format!("a referral by `{}`", tree[*alert].id),
    }
}

/// How a walk ended, in words.
fn ending(tree: &Tree, walk: &Walk) -> String {
    let outcomes = &walk.outcomes;
    let levels = ids(outcomes.levels.iter().map(|at| &tree[*at].id));
    match walk.end {
        End::Stopped => {
            let alerts = emergencies(tree, outcomes);
            expected_end(tree, &ExpectedEnd::Stops(alerts))
        }
        End::Referred => {
            let alerts = outcomes.alerts.iter().map(|(at, _)| *at);
            let referring = alerts.filter(|at| tree[*at].stop == Some(Stop::Refer));
            format!("a referral by {}", ids(referring.map(|at| &tree[at].id)))
        }
        End::Reached | End::Question(_) => {
            let mut words = match outcomes.levels.len() {
                1 => format!("level {levels}"),
                _ => format!("levels {levels}"),
            };
            if outcomes.stopped {
                words += ", or an emergency stop";
            }
            if outcomes.referred {
                words += ", or a referral";
            }
            words
        }
    }
}

fn ids<'i>(ids: impl IntoIterator<Item = &'i Text>) -> String {
    let ids: Vec<String> = ids.into_iter().map(|id| format!("`{id}`")).collect();
    ids.join(", ")
}
