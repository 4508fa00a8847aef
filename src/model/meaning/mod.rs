//! What a questionnaire means: what is asked, scored, reached, advised and shown, each as a function of all answers.
//!
//! This says the same as the walk's one pass, but of every assignment at once.

pub(crate) mod algebra;
pub(crate) mod diagram;
pub(crate) mod space;
pub(crate) mod view;

use crate::model::condition::{Condition, Test};
use crate::model::document::Stop;
use crate::model::tree::{
    Alert, BranchRef, NodeRef, QuestionRef, ScaleRef, ScoreRef, SupportRef, To, Tree,
};
use algebra::Op;
use diagram::{ALWAYS, Diagram, Diagrams, LEFT_OUT, NEVER, NOWHERE};
use space::Space;
use std::collections::HashMap;
use view::View;

/// The end of a walk that an emergency stops; others are branches by their number.
pub(crate) const STOP: i64 = i64::MAX;
/// The end of a walk that is referred on.
pub(crate) const REFERRAL: i64 = LEFT_OUT;

/// A questionnaire as functions of all answers.
pub(crate) struct Meaning<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) space: &'t Space,
    pub(crate) view: View,
    tests: HashMap<Test, Diagram>,
    pub(crate) asked: Vec<Diagram>,
    pub(crate) reached: Vec<Diagram>,
    scores: Vec<Diagram>,
    pub(crate) scales: Vec<Diagram>,
    /// Where each branch is looked at: its node is reached, and no earlier branch was taken.
    pub(crate) open: Vec<Diagram>,
    /// Where the condition of each branch holds.
    pub(crate) whens: Vec<Diagram>,
    pub(crate) stopped: Diagram,
    /// No emergency, but somebody to turn to.
    pub(crate) referred: Diagram,
    /// Neither: it ends in a suggestion.
    pub(crate) suggested: Diagram,
    /// The branch that ends the walk, [`STOP`] or [`REFERRAL`].
    pub(crate) end: Diagram,
    /// The level by rank, [`STOP`] above them all, or [`REFERRAL`], which is not compared.
    pub(crate) level: Diagram,
    /// Where each support is advised.
    pub(crate) supports: Vec<Diagram>,
    /// Where each alert is shown.
    pub(crate) alerts: Vec<Diagram>,
}

impl<'t> Meaning<'t> {
    /// Compiles a tree.
    pub(crate) fn of(tree: &'t Tree, space: &'t Space, view: View, store: &mut Diagrams) -> Self {
        let mut meaning = Meaning {
            tree,
            space,
            view,
            tests: HashMap::new(),
            asked: vec![NEVER; tree.questions.len()],
            reached: vec![NEVER; tree.nodes.len()],
            scores: vec![NEVER; tree.scores.len()],
            scales: vec![NEVER; tree.scales.len()],
            open: Vec::with_capacity(tree.branches.len()),
            whens: Vec::with_capacity(tree.branches.len()),
            stopped: NEVER,
            referred: NEVER,
            suggested: NEVER,
            end: NEVER,
            level: NEVER,
            supports: Vec::new(),
            alerts: Vec::new(),
        };
        meaning.reached[0] = ALWAYS;
        for node in (0..tree.nodes.len() as u32).map(NodeRef) {
            meaning.pass(node, store);
        }
        meaning.finish(store);
        meaning
    }

    fn pass(&mut self, here: NodeRef, store: &mut Diagrams) {
        let tree = self.tree;
        let node = &tree[here];
        let reached = self.reached[here.index()];
        for question in node.questions.clone().map(QuestionRef) {
            let when = self.may(&tree[question].when, store);
            self.asked[question.index()] = store.and(reached, when);
        }
        for score in node.scores.clone().map(ScoreRef) {
            self.scores[score.index()] = self.score(score, store);
        }
        for scale in node.scales.clone().map(ScaleRef) {
            self.scales[scale.index()] = self.scale(scale, store);
        }
        let mut left = ALWAYS;
        for branch in node.branches.clone().map(BranchRef) {
            let when = self.may(&tree[branch].when, store);
            self.open.push(store.and(reached, left));
            self.whens.push(when);
            if let To::Go(node) = tree[branch].to {
                let taken = self.taken(branch, store);
                self.arrive(node.index(), taken, store);
            }
            left = store.without(left, when);
        }
        let left = store.and(reached, left);
        self.arrive(here.index() + 1, left, store);
    }

    fn arrive(&mut self, node: usize, how: Diagram, store: &mut Diagrams) {
        if let Some(reached) = self.reached.get_mut(node) {
            *reached = store.or(*reached, how);
        }
    }

    fn score(&mut self, score: ScoreRef, store: &mut Diagrams) -> Diagram {
        let tree = self.tree;
        let mut sum = NEVER;
        for question in &tree[score].add {
            let choices = &tree[*question].choices;
            let points = self.view.points(*question, choices);
            let slot = self.view.slot(*question);
            let points = self
                .space
                .points(store, slot, &|choice| points[choice as usize]);
            let points = store.choose(self.asked[question.index()], points, NEVER);
            sum = store.apply(Op::Add, sum, points);
        }
        sum
    }

    /// The highest value that holds, by rank.
    fn scale(&mut self, scale: ScaleRef, store: &mut Diagrams) -> Diagram {
        let mut value = NEVER;
        for (rank, written) in self.tree[scale].values.iter().enumerate().skip(1) {
            let mut holds = NEVER;
            for rule in &written.rules {
                let rule = self.condition(&rule.when, store);
                holds = store.or(holds, rule);
            }
            let rank = store.number(rank as i64);
            value = store.choose(holds, rank, value);
        }
        value
    }

    fn finish(&mut self, store: &mut Diagrams) {
        self.stopped = self.stops(Stop::Emergency, store);
        let referred = self.stops(Stop::Refer, store);
        self.referred = store.without(referred, self.stopped);
        let ended = store.or(referred, self.stopped);
        self.suggested = store.not(ended);
        self.end = self.ending(store);
        let tree = self.tree;
        self.level = store.map(self.end, &|end| match end {
            STOP | REFERRAL => end,
            branch => rank(tree, branch),
        });
        self.supports = (0..tree.supports.len())
            .map(|at| {
                let when = self.may(&tree.supports[at].when, store);
                store.and(self.suggested, when)
            })
            .collect();
        self.alerts = (tree.alerts.iter())
            .map(|alert| self.alert(alert, store))
            .collect();
    }

    fn stops(&mut self, stop: Stop, store: &mut Diagrams) -> Diagram {
        let tree = self.tree;
        let mut stops = NEVER;
        for alert in tree.alerts.iter().filter(|alert| alert.stop == Some(stop)) {
            let when = self.condition(&alert.when, store);
            stops = store.or(stops, when);
        }
        stops
    }

    /// Where a branch is looked at, none before it has ended the walk: so the last one that is looked at does.
    fn ending(&self, store: &mut Diagrams) -> Diagram {
        let mut end = NOWHERE;
        for (at, branch) in self.tree.branches.iter().enumerate() {
            let there = match branch.to {
                To::Suggest(_) => store.number(at as i64),
                To::Go(_) => NOWHERE,
            };
            end = store.choose(self.open[at], there, end);
        }
        let end = store.choose(self.suggested, end, NOWHERE);
        let stop = store.number(STOP);
        store.choose(self.stopped, stop, end)
    }

    /// Where a branch is taken.
    pub(crate) fn taken(&self, branch: BranchRef, store: &mut Diagrams) -> Diagram {
        store.and(self.open[branch.index()], self.whens[branch.index()])
    }

    /// Emergencies are shown when they stop the walk, and then nothing else is.
    fn alert(&mut self, alert: &Alert, store: &mut Diagrams) -> Diagram {
        let when = self.condition(&alert.when, store);
        match alert.stop {
            Some(Stop::Emergency) => when,
            _ => store.without(when, self.stopped),
        }
    }

    /// Where a support is advised, or another one that covers it.
    pub(crate) fn covered(&self, support: SupportRef, store: &mut Diagrams) -> Diagram {
        let mut covering = vec![support];
        let mut next = 0;
        while let Some(wanted) = covering.get(next).copied() {
            let all = (0..self.tree.supports.len() as u32).map(SupportRef);
            for other in all {
                if self.tree[other].covers.contains(&wanted) && !covering.contains(&other) {
                    covering.push(other);
                }
            }
            next += 1;
        }
        covering.into_iter().fold(NEVER, |any, support| {
            store.or(any, self.supports[support.index()])
        })
    }

    /// Where a condition holds that may be missing; then it always does.
    pub(crate) fn may(&mut self, condition: &Option<Condition>, store: &mut Diagrams) -> Diagram {
        condition
            .as_ref()
            .map_or(ALWAYS, |condition| self.condition(condition, store))
    }

    /// Where a condition holds.
    pub(crate) fn condition(&mut self, condition: &Condition, store: &mut Diagrams) -> Diagram {
        match condition {
            Condition::All(parts) => parts.iter().fold(ALWAYS, |all, part| {
                let part = self.condition(part, store);
                store.and(all, part)
            }),
            Condition::Any(parts) => parts.iter().fold(NEVER, |any, part| {
                let part = self.condition(part, store);
                store.or(any, part)
            }),
            Condition::Not(part) => {
                let part = self.condition(part, store);
                store.not(part)
            }
            Condition::Test(test) => self.test(test.value, store),
        }
    }

    /// Where one test holds. What was not asked makes it false.
    pub(crate) fn test(&mut self, test: Test, store: &mut Diagrams) -> Diagram {
        if let Some(known) = self.tests.get(&test) {
            return *known;
        }
        let holds = self.compile(test, store);
        self.tests.insert(test, holds);
        holds
    }

    fn compile(&mut self, test: Test, store: &mut Diagrams) -> Diagram {
        let (known, holds) = match test {
            Test::Choices { question, any } => {
                let (slot, set) = (self.view.slot(question), self.view.set(question, any));
                let holds = self.space.choices(store, slot, set);
                (self.asked[question.index()], holds)
            }
            Test::Number { question, min, max } => {
                let holds = self.space.number(store, self.view.slot(question), min, max);
                (self.asked[question.index()], holds)
            }
            Test::Score { score, min, max } => {
                let sum = self.scores[score.index()];
                let holds = store.holds(sum, &|points| (min..=max).contains(&points));
                (self.reached[self.tree[score].node.index()], holds)
            }
            Test::Scale { scale, any } => {
                let rank = self.scales[scale.index()];
                let holds = store.holds(rank, &|rank| any >> rank & 1 == 1);
                (self.reached[self.tree[scale].node.index()], holds)
            }
            Test::Level { any } => {
                let holds = store.holds(self.level, &|rank| {
                    (0..64).contains(&rank) && any >> rank & 1 == 1
                });
                (ALWAYS, holds)
            }
        };
        store.and(known, holds)
    }
}

fn rank(tree: &Tree, branch: i64) -> i64 {
    let level = usize::try_from(branch)
        .ok()
        .and_then(|at| tree.branches[at].level());
    level.map_or(REFERRAL, |level| level.0.into())
}
