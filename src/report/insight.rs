//! What is worked out only for those who ask: how sure a result is, what would change it, and why not another level.

use super::page::Depth;
use super::quote::{Quoter, TestNote};
use super::reasons::{Reason, branch_reason};
use crate::model::answers::Answer;
use crate::model::condition::{Condition, Test};
use crate::model::narrowing::{Lead, Narrowing, Part};
use crate::model::reading::Holds;
use crate::model::tree::{LevelRef, QuestionRef, ScaleRef, Tree};
use crate::model::walk::{Outcomes, Walk};
use crate::model::whatif::Change;
use schemars::JsonSchema;
use serde::Serialize;

/// How many rules are named that would lead to another level.
const RULES: usize = 3;

/// How sure a result is, and what would change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Insight<'t> {
    /// The open question that would narrow the result most.
    pub narrowing: Option<NarrowingNote<'t>>,
    /// The smallest changes of answers that lead to another level, fewest questions first.
    pub changes: Vec<ChangeNote<'t>>,
    /// Whether these are all of the smallest ones.
    pub changes_exact: bool,
    /// Questions whose answer alone could not have changed the level.
    pub idle: Vec<&'t str>,
    /// Why not a level that was asked about.
    pub why_not: Option<WhyNot<'t>>,
}

/// An open question, and what its answers would lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NarrowingNote<'t> {
    /// The question.
    pub question: &'t str,
    /// What is asked.
    pub ask: &'t str,
    /// What each of its answers would lead to.
    pub leads: Vec<LeadNote<'t>>,
}

/// Answers and what they would lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeadNote<'t> {
    /// The answers in words.
    pub answers: Vec<String>,
    /// The levels that are then possible.
    pub levels: Vec<&'t str>,
    /// Their names.
    pub names: Vec<&'t str>,
    /// An emergency is possible.
    pub may_stop: bool,
    /// A referral is possible.
    pub may_refer: bool,
}

/// A change of answers that leads to another level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeNote<'t> {
    /// The level.
    pub level: &'t str,
    /// Its name.
    pub name: &'t str,
    /// The questions that would be answered differently.
    pub questions: Vec<&'t str>,
    /// What would be different.
    pub shifts: Vec<Shift<'t>>,
    /// New answers that lead there, in words.
    pub answers: Vec<NewAnswer<'t>>,
}

/// An answer that leads to another level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NewAnswer<'t> {
    /// The question.
    pub question: &'t str,
    /// What is asked.
    pub ask: &'t str,
    /// The answer, as ids or a number.
    pub answer: Vec<String>,
    /// The answer in words.
    pub said: Vec<String>,
}

/// Something that would be different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shift<'t> {
    /// A scale would have another value.
    Scale {
        /// The scale.
        scale: &'t str,
        /// What it says.
        title: &'t str,
        /// Its value now.
        from: String,
        /// Its value then.
        to: String,
        /// How its author says that value, after "if".
        supposed: Option<&'t str>,
    },
    /// An answer would be another.
    Answer {
        /// The question.
        question: &'t str,
        /// What is asked.
        ask: &'t str,
        /// The answer then.
        to: String,
    },
}

/// What stands between the result and a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhyNot<'t> {
    /// The level.
    pub level: &'t str,
    /// Its name.
    pub name: &'t str,
    /// It is suggested, or possible.
    pub possible: bool,
    /// What the nearest branch that suggests it wanted and did not get.
    pub unmet: Vec<TestNote<'t>>,
    /// What the nearest rules for what is unmet wanted and did not get.
    pub rules: Vec<Vec<TestNote<'t>>>,
    /// The branch that came before, where nothing was unmet.
    pub before: Option<Reason<'t>>,
    /// The smallest changes that lead to it.
    pub changes: Vec<ChangeNote<'t>>,
}

/// Works it out.
pub(crate) fn insight<'t>(
    quoter: &Quoter<'t, '_>,
    walk: &Walk,
    why_not: Option<LevelRef>,
    depth: Depth,
) -> Insight<'t> {
    let tree = quoter.tree;
    let found = tree.what_if(quoter.answers, walk);
    let narrowing = tree.narrowing(quoter.answers, walk);
    let idle = match depth {
        Depth::Traced => tree.idle(quoter.answers, walk),
        Depth::Brief | Depth::Full => Vec::new(),
    };
    let idle = idle.into_iter().filter(|at| !tree[*at].private);
    let mut changes: Vec<ChangeNote> = Vec::new();
    for change in &found.changes {
        add(&mut changes, change_note(quoter, walk, change));
    }
    Insight {
        narrowing: narrowing.map(|narrowing| narrowing_note(quoter, &narrowing)),
        idle: idle.map(|at| tree[at].id.as_ref()).collect(),
        why_not: why_not.map(|level| self::why_not(quoter, level, &changes)),
        changes,
        changes_exact: found.exact,
    }
}

/// Changes that come to the same stand together.
fn add<'t>(changes: &mut Vec<ChangeNote<'t>>, change: ChangeNote<'t>) {
    let same = changes
        .iter_mut()
        .find(|other| (other.level, &other.shifts) == (change.level, &change.shifts));
    match same {
        Some(other) => {
            let new = change
                .questions
                .iter()
                .filter(|question| !other.questions.contains(question));
            let new: Vec<_> = new.copied().collect();
            other.questions.extend(new);
        }
        None => changes.push(change),
    }
}

fn change_note<'t>(quoter: &Quoter<'t, '_>, walk: &Walk, change: &Change) -> ChangeNote<'t> {
    let tree = quoter.tree;
    let mut changed = quoter.answers.clone();
    walk.unused
        .iter()
        .for_each(|question| changed.remove(*question));
    change
        .answers
        .iter()
        .for_each(|(question, answer)| changed.set(*question, *answer));
    let then = tree.walk(&changed).outcomes;
    let mut shifts: Vec<Shift> = Vec::new();
    for (question, answer) in &change.answers {
        let shift = shift(quoter, &then, *question, *answer);
        if !shifts.contains(&shift) {
            shifts.push(shift);
        }
    }
    let answer = |(at, answer): &(QuestionRef, Answer)| NewAnswer {
        question: &tree[*at].id,
        ask: tree[*at].ask.trim(),
        answer: tree[*at].words(*answer),
        said: quoter.answer(&tree[*at], *answer),
    };
    ChangeNote {
        level: &tree[change.level].id,
        name: tree[change.level].name.trim(),
        questions: change
            .answers
            .iter()
            .map(|(at, _)| tree[*at].id.as_ref())
            .collect(),
        shifts,
        answers: change.answers.iter().map(answer).collect(),
    }
}

/// The one scale that a new answer moves, if it counts nowhere else; or the answer.
fn shift<'t>(
    quoter: &Quoter<'t, '_>,
    then: &Outcomes,
    question: QuestionRef,
    answer: Answer,
) -> Shift<'t> {
    let (tree, now) = (quoter.tree, quoter.outcomes);
    let moved = |at: &ScaleRef| {
        let (from, to) = (now.scales[at.index()], then.scales[at.index()]);
        from != to && to != 0 && names(tree, *at, question)
    };
    let all: Vec<ScaleRef> = (0..tree.scales.len() as u32)
        .map(ScaleRef)
        .filter(moved)
        .collect();
    if let [scale] = all[..]
        && !counts_elsewhere(tree, scale, question)
    {
        return Shift::Scale {
            scale: &tree[scale].id,
            title: &tree[scale].title,
            from: quoter.values(scale, now.scales[scale.index()]),
            to: quoter.values(scale, then.scales[scale.index()]),
            supposed: supposed(tree, scale, then.scales[scale.index()]),
        };
    }
    Shift::Answer {
        question: &tree[question].id,
        ask: tree[question].ask.trim(),
        to: quoter.answer(&tree[question], answer).join("; "),
    }
}

/// How the author says the value a scale would have, if it is one.
fn supposed(tree: &Tree, scale: ScaleRef, set: u64) -> Option<&str> {
    let mut values = tree.values(scale, set);
    let only = values.next().filter(|_| set.count_ones() == 1)?;
    only.supposed.as_deref().map(str::trim)
}

/// Whether a scale rests on answers alone, and on this one among them. A scale of scales says nothing new.
fn names(tree: &Tree, scale: ScaleRef, question: QuestionRef) -> bool {
    let mut tests = tests(tree, scale);
    let plain = !tests.any(|test| matches!(test, Test::Scale { .. }));
    plain && self::tests(tree, scale).any(|test| is_about(tree, &test, question))
}

/// Whether an answer counts in another scale or for a branch, too. Then the one scale is not all that would change.
fn counts_elsewhere(tree: &Tree, scale: ScaleRef, question: QuestionRef) -> bool {
    let others = (0..tree.scales.len() as u32).map(ScaleRef);
    let scales = others.filter(|other| *other != scale);
    let branches = tree
        .branches
        .iter()
        .filter_map(|branch| branch.when.as_ref());
    let branches = branches
        .flat_map(|when| when.tests())
        .map(|test| test.value);
    (scales.flat_map(|other| tests(tree, other)).chain(branches))
        .any(|test| is_about(tree, &test, question))
}

fn tests(tree: &Tree, scale: ScaleRef) -> impl Iterator<Item = Test> {
    let rules = tree[scale].values.iter().flat_map(|value| &value.rules);
    rules
        .flat_map(|rule| rule.when.tests())
        .map(|test| test.value)
}

fn is_about(tree: &Tree, test: &Test, question: QuestionRef) -> bool {
    match test {
        Test::Choices { question: at, .. } | Test::Number { question: at, .. } => *at == question,
        Test::Score { score, .. } => tree[*score].add.contains(&question),
        Test::Scale { .. } | Test::Level { .. } => false,
    }
}

fn narrowing_note<'t>(quoter: &Quoter<'t, '_>, narrowing: &Narrowing) -> NarrowingNote<'t> {
    let question = &quoter.tree[narrowing.question];
    NarrowingNote {
        question: &question.id,
        ask: question.ask.trim(),
        leads: narrowing
            .leads
            .iter()
            .map(|lead| lead_note(quoter, narrowing.question, lead))
            .collect(),
    }
}

fn lead_note<'t>(quoter: &Quoter<'t, '_>, at: QuestionRef, lead: &Lead) -> LeadNote<'t> {
    let (tree, question) = (quoter.tree, &quoter.tree[at]);
    let words = |part: &Part| match *part {
        Part::Choices(set) => quoter.answer(question, Answer::Choices(set)),
        Part::Nothing => quoter.answer(question, Answer::Choices(0)),
        Part::Numbers(min, max) => {
            vec![quoter.numbers(question, (min, max))]
        }
    };
    LeadNote {
        answers: lead.answers.iter().flat_map(words).collect(),
        levels: lead
            .levels
            .iter()
            .map(|level| tree[*level].id.as_ref())
            .collect(),
        names: lead
            .levels
            .iter()
            .map(|level| tree[*level].name.trim())
            .collect(),
        may_stop: lead.stopped,
        may_refer: lead.referred,
    }
}

fn why_not<'t>(quoter: &Quoter<'t, '_>, level: LevelRef, changes: &[ChangeNote<'t>]) -> WhyNot<'t> {
    let tree = quoter.tree;
    let branches = tree
        .branches
        .iter()
        .filter(|branch| branch.level() == Some(level));
    let nearest = branches
        .filter_map(|branch| branch.when.as_ref())
        .min_by_key(|when| unmet(quoter, when).len());
    let missing = nearest.map(|when| unmet(quoter, when)).unwrap_or_default();
    let last = quoter
        .outcomes
        .branches
        .first()
        .filter(|_| missing.is_empty());
    WhyNot {
        level: &tree[level].id,
        name: tree[level].name.trim(),
        possible: quoter.outcomes.levels.contains(&level),
        before: last.map(|at| branch_reason(quoter, *at, Holds::Yes)),
        unmet: missing,
        rules: nearest
            .map(|when| nearest_rules(quoter, when))
            .unwrap_or_default(),
        changes: changes
            .iter()
            .filter(|change| change.level == tree[level].id)
            .cloned()
            .collect(),
    }
}

/// Of the lightest value that a condition asks a scale for, the rules that come nearest. (Heavier ones lead further.)
fn nearest_rules<'t>(quoter: &Quoter<'t, '_>, when: &Condition) -> Vec<Vec<TestNote<'t>>> {
    let mut gaps = Vec::new();
    for test in when.tests() {
        if let Test::Scale { scale, any } = test.value
            && quoter.outcomes.scales[scale.index()] & any == 0
        {
            let lightest = any & any.wrapping_neg();
            let rules = quoter
                .tree
                .values(scale, lightest)
                .flat_map(|value| &value.rules);
            gaps.extend(
                rules
                    .map(|rule| unmet(quoter, &rule.when))
                    .filter(|gap| !gap.is_empty()),
            );
        }
    }
    gaps.sort_by_key(Vec::len);
    gaps.dedup();
    gaps.truncate(RULES);
    gaps
}

/// The tests for which a condition fails; none, if it does not.
fn unmet<'t>(quoter: &Quoter<'t, '_>, when: &Condition) -> Vec<TestNote<'t>> {
    if quoter.reading.holds(when) != Holds::No {
        return Vec::new();
    }
    quoter.check(when).lacking().into_iter().cloned().collect()
}
