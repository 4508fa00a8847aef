//! Why: the branches and rules that held, the scales they read, and the answers behind those, in order of weight.

use super::quote::{Check, Quoter};
use crate::model::answers::Answer;
use crate::model::condition::{Condition, Test};
use crate::model::document::Kind;
use crate::model::reading::Holds;
use crate::model::tree::{Branch, BranchRef, NodeRef, QuestionRef, Rule, ScaleRef, To, Tree};
use schemars::JsonSchema;
use serde::Serialize;

/// A branch or rule that holds, or may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reason<'t> {
    /// `branch` or `rule`.
    pub kind: &'static str,
    /// The node it stands in.
    pub node: &'t str,
    /// For a branch, the level it suggests or the node it leads to.
    pub to: Option<&'t str>,
    /// For a rule, its scale.
    pub scale: Option<&'t str>,
    /// For a rule, the value it gives the scale.
    pub value: Option<&'t str>,
    /// Whether it led to this result, or held without having a say.
    pub counted: bool,
    /// Why, for the person.
    pub because: Option<&'t str>,
    /// Where it comes from.
    pub source: Option<&'t str>,
    /// Whether it holds.
    #[schemars(schema_with = "super::schema::holds")]
    pub holds: Holds,
    /// What it wanted and what it got.
    pub when: Option<Check<'t>>,
    /// Where it stands in the file, as `line:column`.
    pub place: String,
}

/// A scale with the answers behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScaleNote<'t> {
    /// Its id.
    pub id: &'t str,
    /// What it says.
    pub title: &'t str,
    /// Its value, if there is only one.
    pub value: Option<&'t str>,
    /// The value in words; or all that are possible.
    pub label: String,
    /// Every value it may have, lightest first.
    pub possible: Vec<&'t str>,
    /// Whether it led to this result.
    pub counted: bool,
    /// The points behind it.
    pub scores: Vec<Points<'t>>,
    /// The questions behind it.
    pub questions: Vec<&'t str>,
    /// What the person said that gives it this value.
    pub quotes: Vec<Quote<'t>>,
}

/// The person's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quote<'t> {
    /// The question.
    pub question: &'t str,
    /// What was asked.
    pub ask: &'t str,
    /// What the person said.
    pub said: Vec<String>,
    /// Whether the words say enough without the question.
    pub clear: bool,
}

/// The points of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Points<'t> {
    /// Its id.
    pub id: &'t str,
    /// What it counts.
    pub title: &'t str,
    /// The fewest there can be.
    pub min: i64,
    /// The most there can be.
    pub max: i64,
    /// Both in words.
    pub text: String,
}

/// What explains a result.
#[derive(Default)]
pub(crate) struct Why<'t> {
    pub(crate) reasons: Vec<Reason<'t>>,
    pub(crate) branches: Vec<Reason<'t>>,
    pub(crate) scales: Vec<ScaleNote<'t>>,
}

/// Explains the outcomes: first what led to them, then what else held.
pub(crate) fn why<'t>(quoter: &Quoter<'t, '_>) -> Why<'t> {
    let tree = quoter.tree;
    let counted = counted_scales(quoter);
    let branches = branches(quoter);
    let held = branches.iter().filter(|branch| branch.holds != Holds::No);
    // The branch that ends the walk comes first: it is the answer.
    let mut reasons: Vec<Reason> = held.rev().cloned().collect();
    let others = scales(tree).filter(|at| !counted.contains(at));
    for at in counted.iter().copied().chain(others) {
        reasons.extend(rules(quoter, at, counted.contains(&at)));
    }
    reasons.sort_by_key(|reason| !reason.counted);
    let scales = counted
        .iter()
        .copied()
        .chain(scales(tree).filter(|at| !counted.contains(at)));
    let scales = scales
        .filter_map(|at| scale(quoter, at, counted.contains(&at)))
        .collect();
    Why {
        reasons,
        branches,
        scales,
    }
}

fn scales(tree: &Tree) -> impl Iterator<Item = ScaleRef> + use<> {
    (0..tree.scales.len() as u32).map(ScaleRef)
}

/// The branches of every node that is passed, up to the one that is surely taken.
fn branches<'t>(quoter: &Quoter<'t, '_>) -> Vec<Reason<'t>> {
    let tree = quoter.tree;
    let taken: Vec<(BranchRef, Holds)> = quoter.reading.taken().collect();
    let mut found = Vec::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        if quoter.reading.reached(NodeRef(at as u32)) == Holds::No {
            continue;
        }
        for branch in node.branches.clone().map(BranchRef) {
            let holds = taken
                .iter()
                .find(|(at, _)| *at == branch)
                .map_or(Holds::No, |(_, holds)| *holds);
            found.push(branch_reason(quoter, branch, holds));
            if holds == Holds::Yes {
                break;
            }
        }
    }
    found
}

/// A branch as a reason.
pub(crate) fn branch_reason<'t>(
    quoter: &Quoter<'t, '_>,
    at: BranchRef,
    holds: Holds,
) -> Reason<'t> {
    let tree = quoter.tree;
    let branch: &Branch = &tree[at];
    Reason {
        kind: "branch",
        node: &tree[branch.node].id,
        to: Some(match branch.to {
            To::Suggest(level) => &tree[level].id,
            To::Go(node) => &tree[node].id,
        }),
        scale: None,
        value: None,
        counted: holds != Holds::No,
        because: branch.because.as_deref().map(str::trim),
        source: branch.source.as_deref(),
        holds,
        when: branch.when.as_ref().map(|when| quoter.check(when)),
        place: branch.place.to_string(),
    }
}

/// The rules of a scale that hold or may hold. Those of the value it has count; lighter ones are outvoted.
fn rules<'t>(quoter: &Quoter<'t, '_>, at: ScaleRef, counted: bool) -> Vec<Reason<'t>> {
    let scale = &quoter.tree[at];
    let found = quoter.outcomes.scales[at.index()];
    let mut reasons = Vec::new();
    if found == 0 {
        return reasons;
    }
    for (rank, value) in scale.values.iter().enumerate().rev() {
        for rule in &value.rules {
            let holds = quoter.reading.holds(&rule.when);
            if holds != Holds::No {
                reasons.push(Reason {
                    kind: "rule",
                    node: &quoter.tree[scale.node].id,
                    to: None,
                    scale: Some(&scale.id),
                    value: Some(&value.id),
                    counted: counted && found >> rank & 1 == 1,
                    because: rule.because.as_deref().map(str::trim),
                    source: rule.source.as_deref(),
                    holds,
                    when: Some(quoter.check(&rule.when)),
                    place: rule.place.to_string(),
                });
            }
        }
    }
    reasons
}

/// The scales that led to the outcomes: those the last branches name, then those that their rules name, and so on.
fn counted_scales(quoter: &Quoter) -> Vec<ScaleRef> {
    let tree = quoter.tree;
    let branches = quoter
        .outcomes
        .branches
        .iter()
        .filter_map(|at| tree[*at].when.as_ref());
    let mut found: Vec<ScaleRef> = Vec::new();
    branches.for_each(|when| add_scales(when, &mut found));
    let mut next = 0;
    while let Some(at) = found.get(next).copied() {
        next += 1;
        for rule in rules_of_values(tree, at, quoter.outcomes.scales[at.index()]) {
            if quoter.reading.holds(&rule.when) != Holds::No {
                add_scales(&rule.when, &mut found);
            }
        }
    }
    found
}

fn add_scales(condition: &Condition, found: &mut Vec<ScaleRef>) {
    for test in condition.tests() {
        if let Test::Scale { scale, .. } = test.value
            && !found.contains(&scale)
        {
            found.push(scale);
        }
    }
}

fn rules_of_values(tree: &Tree, at: ScaleRef, set: u64) -> impl Iterator<Item = &Rule> {
    tree.values(at, set).flat_map(|value| &value.rules)
}

fn scale<'t>(quoter: &Quoter<'t, '_>, at: ScaleRef, counted: bool) -> Option<ScaleNote<'t>> {
    let (tree, set) = (quoter.tree, quoter.outcomes.scales[at.index()]);
    let scale = &tree[at];
    let possible: Vec<&str> = tree
        .values(at, set)
        .map(|value| value.id.as_ref())
        .collect();
    if possible.is_empty() {
        return None;
    }
    let behind = questions_behind(tree, at);
    Some(ScaleNote {
        id: &scale.id,
        title: &scale.title,
        value: (possible.len() == 1).then(|| possible[0]),
        label: quoter.values(at, set),
        possible,
        counted,
        scores: points(quoter, at),
        quotes: quotes(quoter, at, set),
        questions: behind
            .iter()
            .map(|question| tree[*question].id.as_ref())
            .collect(),
    })
}

fn points<'t>(quoter: &Quoter<'t, '_>, at: ScaleRef) -> Vec<Points<'t>> {
    let mut scores = Vec::new();
    for test in all_tests(quoter.tree, at) {
        if let Test::Score { score, .. } = test
            && !scores.contains(&score)
        {
            scores.push(score);
        }
    }
    let note = |score| {
        let (min, max) = quoter.reading.points(score);
        Points {
            id: &quoter.tree[score].id,
            title: &quoter.tree[score].title,
            min,
            max,
            text: quoter.range((min, max), (i64::MIN, i64::MAX)),
        }
    };
    scores.into_iter().map(note).collect()
}

fn all_tests(tree: &Tree, at: ScaleRef) -> Vec<Test> {
    let rules = tree[at].values.iter().flat_map(|value| &value.rules);
    rules
        .flat_map(|rule| rule.when.tests())
        .map(|test| test.value)
        .collect()
}

fn questions_behind(tree: &Tree, at: ScaleRef) -> Vec<QuestionRef> {
    let mut found = Vec::new();
    for test in all_tests(tree, at) {
        match test {
            Test::Choices { question, .. } | Test::Number { question, .. } => found.push(question),
            Test::Score { score, .. } => found.extend(&tree[score].add),
            Test::Scale { .. } | Test::Level { .. } => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The person's own words that give a scale its value: of each rule that holds, the choices it asks for.
fn quotes<'t>(quoter: &Quoter<'t, '_>, at: ScaleRef, set: u64) -> Vec<Quote<'t>> {
    let mut asked: Vec<(QuestionRef, u64)> = Vec::new();
    let rules = rules_of_values(quoter.tree, at, set);
    for rule in rules.filter(|rule| quoter.reading.holds(&rule.when) == Holds::Yes) {
        for test in rule.when.tests() {
            match test.value {
                Test::Choices { question, any } => asked.push((question, any)),
                Test::Number { question, .. } => asked.push((question, 0)),
                Test::Score { score, .. } => {
                    let scored = quoter.tree[score].add.iter();
                    asked.extend(scored.map(|at| (*at, scoring(quoter.tree, *at))));
                }
                Test::Scale { .. } | Test::Level { .. } => {}
            }
        }
    }
    let mut questions: Vec<QuestionRef> = asked.iter().map(|(question, _)| *question).collect();
    questions.sort_unstable();
    questions.dedup();
    let all = |at| {
        asked
            .iter()
            .filter(|(other, _)| *other == at)
            .fold(0, |set, (_, any)| set | any)
    };
    questions
        .into_iter()
        .filter_map(|at| quote(quoter, at, all(at)))
        .collect()
}

fn scoring(tree: &Tree, at: QuestionRef) -> u64 {
    let choices = tree[at].choices.iter().enumerate();
    let scored = choices.filter(|(_, choice)| choice.points != 0);
    scored.fold(0, |set, (at, _)| set | 1 << at)
}

/// What the person said to a question, as far as it is one of these choices.
fn quote<'t>(quoter: &Quoter<'t, '_>, at: QuestionRef, any: u64) -> Option<Quote<'t>> {
    let question = &quoter.tree[at];
    if question.private || quoter.reading.asked(at) == Holds::No {
        return None;
    }
    let answer = match quoter.answers.get(at)? {
        Answer::Choices(set) if set & any != 0 => Answer::Choices(set & any),
        Answer::Number(number) => Answer::Number(number),
        Answer::Choices(_) | Answer::Unsure => return None,
    };
    let said = quoter.answer(question, answer);
    Some(Quote {
        question: &question.id,
        ask: question.ask.trim(),
        // A bare "No" or "Alcohol" says nothing without its question.
        clear: question.kind != Kind::Number && said.iter().all(|word| word.contains(' ')),
        said,
    })
}
