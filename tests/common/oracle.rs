//! A questionnaire read in the plainest way: one combination of answers at a time, and all of them tried.
//!
//! It shares nothing with the walk or the proof but the tree itself.

use firststep::model::answers::{Answer, Answers};
use firststep::model::condition::{Condition, Test};
use firststep::model::document::{Kind, Stop};
use firststep::model::place::At;
use firststep::model::tree::{NodeRef, QuestionRef, To, Tree};
use std::collections::HashMap;

/// What follows from one complete set of answers.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) answers: Vec<Answer>,
    pub(crate) asked: Vec<bool>,
    pub(crate) reached: Vec<bool>,
    pub(crate) scores: Vec<i64>,
    pub(crate) scales: Vec<usize>,
    /// Branches that were looked at, and whether they were taken.
    pub(crate) looked: Vec<Option<bool>>,
    /// The branch that suggests something, whether or not something stops.
    pub(crate) branch: usize,
    pub(crate) end: End,
}

/// How a walk ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum End {
    Referral,
    Level(u32),
    Stop,
}

/// Every complete set of answers, and where each is found.
pub(crate) struct Worlds<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) all: Vec<World>,
    places: HashMap<Vec<Answer>, usize>,
}

impl<'t> Worlds<'t> {
    /// Tries every combination of answers.
    pub(crate) fn of(tree: &'t Tree) -> Self {
        let mut combinations: Vec<Vec<Answer>> = vec![Vec::new()];
        for question in tree.question_refs() {
            let values = values(tree, question);
            let longer = combinations.iter().flat_map(|answers| {
                values.iter().map(|value| {
                    let mut longer = answers.clone();
                    longer.push(*value);
                    longer
                })
            });
            combinations = longer.collect();
        }
        let all: Vec<World> = combinations
            .into_iter()
            .map(|answers| World::of(tree, answers))
            .collect();
        let places = all.iter().enumerate();
        let places = places.map(|(at, world)| (world.answers.clone(), at));
        Worlds {
            tree,
            places: places.collect(),
            all,
        }
    }

    /// The world in which one answer is another.
    pub(crate) fn with(&self, world: &World, question: QuestionRef, answer: Answer) -> &World {
        let mut answers = world.answers.clone();
        answers[question.index()] = answer;
        &self.all[self.places[&answers]]
    }

    /// The world of a complete set of answers.
    pub(crate) fn find(&self, answers: &[Answer]) -> &World {
        &self.all[self.places[answers]]
    }

    /// Worlds that agree with some answers.
    pub(crate) fn agreeing<'w>(&'w self, answers: &'w Answers) -> impl Iterator<Item = &'w World> {
        self.all.iter().filter(|world| {
            answers.iter().all(|(question, answer)| {
                answer == Answer::Unsure || world.answers[question.index()] == answer
            })
        })
    }
}

/// Everything a question accepts.
pub(crate) fn values(tree: &Tree, question: QuestionRef) -> Vec<Answer> {
    let question = &tree[question];
    if question.kind == Kind::Number {
        return (question.min..=question.max).map(Answer::Number).collect();
    }
    (0..1 << question.choices.len())
        .filter_map(|set| question.accept(set).ok())
        .collect()
}

impl World {
    fn of(tree: &Tree, answers: Vec<Answer>) -> Self {
        let mut world = World {
            answers,
            asked: vec![false; tree.questions.len()],
            reached: vec![false; tree.nodes.len()],
            scores: vec![0; tree.scores.len()],
            scales: vec![0; tree.scales.len()],
            looked: vec![None; tree.branches.len()],
            branch: usize::MAX,
            end: End::Stop,
        };
        let mut here = Some(NodeRef(0));
        while let Some(node) = here {
            here = world.visit(tree, node);
        }
        world.end = world.ending(tree);
        world
    }

    fn visit(&mut self, tree: &Tree, here: NodeRef) -> Option<NodeRef> {
        let node = &tree[here];
        self.reached[here.index()] = true;
        for at in node.questions.clone().map(|at| at as usize) {
            self.asked[at] = self.may(tree, &tree.questions[at].when);
        }
        for at in node.scores.clone().map(|at| at as usize) {
            let asked = tree.scores[at].add.iter();
            let asked = asked.filter(|question| self.asked[question.index()]);
            self.scores[at] = asked.map(|question| self.points(tree, *question)).sum();
        }
        for at in node.scales.clone().map(|at| at as usize) {
            let values = tree.scales[at].values.iter().enumerate().skip(1);
            let holds = values
                .filter(|(_, value)| value.rules.iter().any(|rule| self.holds(tree, &rule.when)));
            self.scales[at] = holds.map(|(rank, _)| rank).next_back().unwrap_or(0);
        }
        for at in node.branches.clone().map(|at| at as usize) {
            let taken = self.may(tree, &tree.branches[at].when);
            self.looked[at] = Some(taken);
            match tree.branches[at].to {
                To::Suggest(_) if taken => {
                    self.branch = at;
                    return None;
                }
                To::Go(node) if taken => return Some(node),
                _ => {}
            }
        }
        Some(NodeRef(here.0 + 1))
    }

    fn points(&self, tree: &Tree, question: QuestionRef) -> i64 {
        let Answer::Choices(set) = self.answers[question.index()] else {
            return 0;
        };
        tree[question].chosen(set).map(|choice| choice.points).sum()
    }

    fn ending(&self, tree: &Tree) -> End {
        let holds = |stop| {
            let mut alerts = tree.alerts.iter().filter(|alert| alert.stop == Some(stop));
            alerts.any(|alert| self.holds(tree, &alert.when))
        };
        if holds(Stop::Emergency) {
            return End::Stop;
        }
        if holds(Stop::Refer) {
            return End::Referral;
        }
        let level = tree.branches[self.branch].level();
        End::Level(level.expect("a walk ends in a suggestion").0)
    }

    pub(crate) fn is_suggestion(&self) -> bool {
        matches!(self.end, End::Level(_))
    }

    pub(crate) fn may(&self, tree: &Tree, condition: &Option<Condition>) -> bool {
        condition.as_ref().is_none_or(|when| self.holds(tree, when))
    }

    pub(crate) fn holds(&self, tree: &Tree, condition: &Condition) -> bool {
        self.holds_with(tree, condition, None)
    }

    /// Whether a condition holds, with another test in the place of one of its own.
    pub(crate) fn holds_with(
        &self,
        tree: &Tree,
        condition: &Condition,
        other: Option<(&At<Test>, Test)>,
    ) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds_with(tree, part, other)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds_with(tree, part, other)),
            Condition::Not(part) => !self.holds_with(tree, part, other),
            Condition::Test(test) => match other {
                Some((place, instead)) if std::ptr::eq(place, test) => self.test(tree, instead),
                _ => self.test(tree, test.value),
            },
        }
    }

    pub(crate) fn test(&self, tree: &Tree, test: Test) -> bool {
        match test {
            Test::Choices { question, any } => match self.answers[question.index()] {
                Answer::Choices(set) => self.asked[question.index()] && set & any != 0,
                _ => false,
            },
            Test::Number { question, min, max } => match self.answers[question.index()] {
                Answer::Number(number) => {
                    self.asked[question.index()] && (min..=max).contains(&number)
                }
                _ => false,
            },
            Test::Score { score, min, max } => {
                let reached = self.reached[tree[score].node.index()];
                reached && (min..=max).contains(&self.scores[score.index()])
            }
            Test::Scale { scale, any } => {
                let reached = self.reached[tree[scale].node.index()];
                reached && any >> self.scales[scale.index()] & 1 == 1
            }
            Test::Level { any } => match self.end {
                End::Level(level) => any >> level & 1 == 1,
                _ => false,
            },
        }
    }

    /// Whether a support is advised.
    pub(crate) fn support(&self, tree: &Tree, at: usize) -> bool {
        self.is_suggestion() && self.may(tree, &tree.supports[at].when)
    }

    /// Whether an alert is shown: in a stop only emergencies are.
    pub(crate) fn alert(&self, tree: &Tree, at: usize) -> bool {
        let alert = &tree.alerts[at];
        let counts = self.end != End::Stop || alert.stop == Some(Stop::Emergency);
        counts && self.holds(tree, &alert.when)
    }
}
