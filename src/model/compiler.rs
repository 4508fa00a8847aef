//! Makes a [`Course`] of a tree: words for everything that conditions name, and jumps for the conditions.

use super::condition::{Condition, Test};
use super::course::{Asking, Course, Jump, Leg, NO, Stretches, Sum, YES};
use super::document::Stop;
use super::tree::{Question, ScoreRef, Tree};
use std::collections::BTreeSet;

pub(super) struct Compiler<'t> {
    tree: &'t Tree,
    course: Course,
}

impl<'t> Compiler<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        Compiler {
            tree,
            course: Course::default(),
        }
    }

    pub(super) fn compile(mut self) -> Course {
        self.lay_out();
        self.fill_questions();
        self.fill_scales();
        self.fill_ends();
        self.fill_alerts();
        self.course
    }

    /// Gives everything its words.
    fn lay_out(&mut self) {
        let tree = self.tree;
        self.course.level = self.words(1);
        for question in &tree.questions {
            let stretches = self.stretches(question.cuts.clone());
            let when = YES;
            self.course.questions.push(Asking { when, stretches });
        }
        let cuts = score_cuts(tree);
        for (score, cuts) in tree.scores.iter().zip(cuts) {
            let stretches = self.stretches(cuts.into_iter().collect());
            let parts = score.add.iter().map(|at| {
                let word = self.course.questions[at.index()].stretches.word;
                (word, points(&tree[*at]))
            });
            let parts = parts.collect();
            self.course.scores.push(Sum { parts, stretches });
        }
        for _ in &tree.scales {
            let word = self.words(1);
            self.course.scales.push((word, Vec::new()));
        }
    }

    fn words(&mut self, count: usize) -> u32 {
        let first = self.course.words;
        self.course.words += count;
        first as u32
    }

    fn stretches(&mut self, cuts: Vec<i64>) -> Stretches {
        let mut stretches = Stretches { word: 0, cuts };
        stretches.word = self.words(stretches.words());
        stretches
    }

    fn fill_questions(&mut self) {
        for at in self.tree.question_refs() {
            let when = self.may(&self.tree[at].when);
            self.course.questions[at.index()].when = when;
        }
        let nodes = self.tree.nodes.iter().map(|node| Leg {
            questions: node.questions.clone(),
            scores: node.scores.clone(),
            scales: node.scales.clone(),
            branches: node.branches.clone(),
        });
        self.course.nodes = nodes.collect();
    }

    fn fill_scales(&mut self) {
        for (at, scale) in self.tree.scales.iter().enumerate() {
            let values = scale.values.iter().enumerate().skip(1).rev();
            let values = values.map(|(rank, value)| {
                let rules: Vec<&Condition> = value.rules.iter().map(|rule| &rule.when).collect();
                (1 << rank, self.any(&rules, YES, NO))
            });
            self.course.scales[at].1 = values.collect();
        }
    }

    fn fill_ends(&mut self) {
        let tree = self.tree;
        for branch in &tree.branches {
            let when = self.may(&branch.when);
            let fallback = branch.fallback.as_ref();
            let fallback = fallback.map_or(NO, |fallback| self.may(&fallback.when));
            self.course.branches.push((when, branch.to, fallback));
        }
        let supports = || tree.support_refs();
        for (at, support) in supports().zip(&tree.supports) {
            let when = self.may(&support.when);
            let covering = supports().filter(|other| !tree[*other].covers.is_empty());
            let covering = covering.filter(|other| tree.outdoes(*other, at));
            let covering = covering.map(|other| other.0).collect();
            self.course.supports.push((when, covering));
        }
    }

    fn fill_alerts(&mut self) {
        for (at, alert) in self.tree.alert_refs().zip(&self.tree.alerts) {
            let when = self.condition(&alert.when, YES, NO);
            if alert.stop == Some(Stop::Emergency) {
                self.course.emergencies.push((at, when));
                continue;
            }
            self.course.alerts.push((at, when));
            if alert.stop == Some(Stop::Refer) {
                self.course.referrals.push((at, when));
            }
        }
    }

    fn may(&mut self, condition: &Option<Condition>) -> u32 {
        condition
            .as_ref()
            .map_or(YES, |when| self.condition(when, YES, NO))
    }

    /// Compiles a condition; returns where its tests begin.
    fn condition(&mut self, condition: &Condition, yes: u32, no: u32) -> u32 {
        match condition {
            Condition::All(parts) => parts
                .iter()
                .rev()
                .fold(yes, |yes, part| self.condition(part, yes, no)),
            Condition::Any(parts) => self.any(&parts.iter().collect::<Vec<_>>(), yes, no),
            Condition::Not(part) => self.condition(part, no, yes),
            Condition::Test(test) => self.test(&test.value, yes, no),
        }
    }

    fn any(&mut self, parts: &[&Condition], yes: u32, no: u32) -> u32 {
        parts
            .iter()
            .rev()
            .fold(no, |no, part| self.condition(part, yes, no))
    }

    fn test(&mut self, test: &Test, yes: u32, no: u32) -> u32 {
        let course = &self.course;
        let words: Vec<(u32, u64)> = match *test {
            Test::Choices { question, any } => {
                vec![(course.questions[question.index()].stretches.word, any)]
            }
            Test::Number { question, min, max } => course.questions[question.index()]
                .stretches
                .between(min, max)
                .collect(),
            Test::Score { score, min, max } => course.scores[score.index()]
                .stretches
                .between(min, max)
                .collect(),
            Test::Scale { scale, any } => vec![(course.scales[scale.index()].0, any)],
            Test::Level { any } => vec![(course.level, any)],
        };
        words
            .into_iter()
            .rev()
            .filter(|(_, any)| *any != 0)
            .fold(no, |no, (word, any)| {
                self.course.tests.push(Jump { any, word, yes, no });
                self.course.tests.len() as u32 - 1
            })
    }
}

/// For each score the sums at which a stretch begins that some condition tells apart from the one before.
fn score_cuts(tree: &Tree) -> Vec<BTreeSet<i64>> {
    let mut cuts = vec![BTreeSet::from([i64::MIN]); tree.scores.len()];
    for test in tree.conditions().flat_map(Condition::tests) {
        if let Test::Score {
            score: ScoreRef(at),
            min,
            max,
        } = test.value
        {
            cuts[at as usize].extend([min, max.saturating_add(1)]);
        }
    }
    cuts
}

/// Which choices give how many points.
fn points(question: &Question) -> Vec<(u64, i64)> {
    let given: BTreeSet<i64> = question
        .choices
        .iter()
        .map(|choice| choice.points)
        .collect();
    let given = given.into_iter().filter(|points| *points != 0);
    let with = |points: i64| {
        let choices = question.choices.iter().enumerate();
        choices
            .filter(|(_, choice)| choice.points == points)
            .fold(0, |set, (at, _)| set | 1 << at)
    };
    given.map(|points| (with(points), points)).collect()
}
