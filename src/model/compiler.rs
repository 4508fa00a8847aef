//! Makes a [`Course`] of a tree: words for everything that conditions name, and jumps for the conditions.

use super::condition::{Condition, Test};
use super::course::{Asking, Course, Hit, Jump, Leg, NO, Stretches, Sum, When, YES};
use super::document::Stop;
use super::tree::{LevelRef, Question, ScoreRef, Tree};
use std::collections::BTreeSet;

/// Hits that must all be there: words, and bits of which each has to have any.
type Set = Vec<(u32, u64)>;
/// With more hits than these a condition becomes jumps.
const FEW: usize = 64;

pub(super) struct Compiler<'t> {
    tree: &'t Tree,
    course: Course,
    /// The level, where it is known which one it is.
    level: Option<LevelRef>,
}

impl<'t> Compiler<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        Compiler {
            tree,
            course: Course::default(),
            level: None,
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
        for question in &tree.questions {
            let stretches = self.stretches(question.cuts.to_vec());
            let when = When::default();
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
                (1 << rank, self.any_when(&rules))
            });
            self.course.scales[at].1 = values.collect();
        }
    }

    fn fill_ends(&mut self) {
        let tree = self.tree;
        for branch in &tree.branches {
            let when = self.may(&branch.when);
            let fallback = branch.fallback.as_ref();
            let fallback = fallback.map_or(When::default(), |fallback| {
                self.at(branch.level(), |compiler| compiler.may(&fallback.when))
            });
            self.course.branches.push((when, branch.to, fallback));
        }
        for level in (0..tree.levels.len() as u32).map(LevelRef) {
            let supports = self.at(Some(level), Self::supports);
            self.course.supports.push(supports);
        }
        for at in tree.support_refs() {
            let covering = tree.support_refs();
            let covering = covering.filter(|other| !tree[*other].covers.is_empty());
            let covering = covering.filter(|other| tree.outdoes(*other, at));
            let covering = covering.map(|other| other.0).collect();
            self.course.covering.push(covering);
        }
    }

    /// The supports that are not ruled out, and their tests.
    fn supports(&mut self) -> Vec<(u32, When)> {
        let tree = self.tree;
        let supports = tree.support_refs().zip(&tree.supports);
        let tested = supports.map(|(at, support)| (at.0, self.may(&support.when)));
        tested
            .filter(|(_, when)| *when != When::Jumps(NO))
            .collect()
    }

    /// Compiles something for when this is the level.
    fn at<T>(&mut self, level: Option<LevelRef>, compile: impl FnOnce(&mut Self) -> T) -> T {
        self.level = level;
        let compiled = compile(self);
        self.level = None;
        compiled
    }

    fn fill_alerts(&mut self) {
        self.course.stopped = self.ends(Stop::Emergency);
        self.course.referred = self.ends(Stop::Refer);
        for (at, alert) in self.tree.alert_refs().zip(&self.tree.alerts) {
            let when = self.when(&alert.when);
            if alert.stop == Some(Stop::Emergency) {
                self.course.emergencies.push((at, when));
                continue;
            }
            self.course.alerts.push((at, when));
        }
    }

    /// When any alert ends a walk in this way.
    fn ends(&mut self, stop: Stop) -> When {
        let alerts = self.tree.alerts.iter();
        let ending = alerts.filter(|alert| alert.stop == Some(stop));
        let conditions: Vec<&Condition> = ending.map(|alert| &alert.when).collect();
        self.any_when(&conditions)
    }

    fn may(&mut self, condition: &Option<Condition>) -> When {
        let when = condition.as_ref().map(|when| self.when(when));
        when.unwrap_or(When::Jumps(YES))
    }

    fn when(&mut self, condition: &Condition) -> When {
        self.any_when(&[condition])
    }

    /// Compiles conditions of which any has to hold.
    fn any_when(&mut self, conditions: &[&Condition]) -> When {
        let parts = conditions.iter().copied();
        match self.any_sets(parts) {
            Some(sets) if !sets.is_empty() && sets.iter().all(|set| !set.is_empty()) => {
                self.hits(&sets)
            }
            _ => When::Jumps(self.any(conditions, YES, NO)),
        }
    }

    fn hits(&mut self, sets: &[Set]) -> When {
        if let [set] = sets
            && let [(word, any)] = set[..]
        {
            return When::Hit { any, word };
        }
        let from = self.course.hits.len() as u32;
        for set in sets {
            let hits = set.iter().map(|(word, any)| Hit {
                any: *any,
                word: *word,
                last: false,
            });
            self.course.hits.extend(hits);
            self.course
                .hits
                .last_mut()
                .into_iter()
                .for_each(|hit| hit.last = true);
        }
        let to = self.course.hits.len() as u32;
        When::Hits { from, to }
    }

    /// A condition as sets of hits, of which any has to be there as a whole; nothing, if it cannot be said in few.
    fn sets(&self, condition: &Condition) -> Option<Vec<Set>> {
        match condition {
            Condition::Any(parts) => self.any_sets(parts.iter()),
            Condition::All(parts) => parts.iter().try_fold(vec![Set::new()], |sets, part| {
                let others = self.sets(part)?;
                let both = |set: &Set| {
                    others
                        .iter()
                        .map(|other| [&set[..], other].concat())
                        .collect::<Vec<_>>()
                };
                few(sets.iter().flat_map(both).collect())
            }),
            Condition::Not(_) => None,
            Condition::Test(test) => Some(match self.words_of(&test.value) {
                Ok(words) => words.into_iter().map(|hit| vec![hit]).collect(),
                Err(true) => vec![Set::new()],
                Err(false) => Vec::new(),
            }),
        }
    }

    fn any_sets<'c>(&self, mut parts: impl Iterator<Item = &'c Condition>) -> Option<Vec<Set>> {
        parts.try_fold(Vec::new(), |mut sets, part| {
            for set in self.sets(part)? {
                // What asks one word only, like the one before, is one with it.
                match (sets.last_mut().map(Vec::as_mut_slice), &set[..]) {
                    (Some([(word, any)]), [(other, more)]) if word == other => *any |= more,
                    _ => sets.push(set),
                }
            }
            few(sets)
        })
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
        match self.words_of(test) {
            Err(true) => yes,
            Err(false) => no,
            Ok(words) => words
                .into_iter()
                .rev()
                .fold(no, |no, (word, any)| self.jump(Jump { any, word, yes, no })),
        }
    }

    /// The words of which any has to have any of some bits; or whether it holds, if that is known.
    fn words_of(&self, test: &Test) -> Result<Vec<(u32, u64)>, bool> {
        let course = &self.course;
        let mut words: Vec<(u32, u64)> = match *test {
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
            Test::Level { any } => {
                return Err(self.level.is_some_and(|level| any >> level.0 & 1 == 1));
            }
        };
        words.retain(|(_, any)| *any != 0);
        Ok(words)
    }

    /// Adds a test; it is one with the next, if that asks the same word and leads to the same.
    fn jump(&mut self, mut jump: Jump) -> u32 {
        if let Some(next) = self.course.jumps.get(jump.no as usize)
            && (next.word, next.yes) == (jump.word, jump.yes)
        {
            jump.any |= next.any;
            jump.no = next.no;
        }
        self.course.jumps.push(jump);
        self.course.jumps.len() as u32 - 1
    }
}

fn few(sets: Vec<Set>) -> Option<Vec<Set>> {
    let hits: usize = sets.iter().map(Vec::len).sum();
    (hits <= FEW).then_some(sets)
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
