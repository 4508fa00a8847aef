//! A search for everything that can happen, over all assignments that agree with some answers.
//!
//! One pass settles most things. Whole assignments, drawn or remembered, show at little cost that others can happen.
//! What is left is looked for one by one: domains are divided where the thing in question is open, until a part makes
//! it sure or every part rules it out. So the result is exact, and chance decides only how soon it is known. Only what
//! one pass finds on the way is ever looked at.

mod count;
mod part;
mod pass;
mod sample;
mod seek;

use self::part::Part;
use super::answers::{Answer, Answers};
use super::atlas::Atlas;
use super::chart::{Chart, Traveler};
use super::condition::Condition;
use super::domain::Domain;
use super::facts::{Fact, Facts, Layout};
use super::guess::Guesses;
use super::reach::Reach;
use super::state::{State, Truth};
use super::tree::{QuestionRef, Tree};
use std::collections::VecDeque;
use std::sync::Arc;

/// What a question without an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Still to be asked.
    Open,
    /// As good as skipped.
    Skipped,
}

/// A search, and what it found.
pub(crate) struct Search<'t> {
    tree: &'t Tree,
    state: State<'t>,
    layout: Layout,
    /// Supports that depend on the level.
    levelled: Vec<bool>,
    /// What may come up at all.
    reach: Reach,
    /// What can happen.
    found: Facts,
    /// What may happen, and is not found yet.
    open: VecDeque<Fact>,
    /// The questions that have an answer.
    answered: Vec<QuestionRef>,
    /// The questions that are still to be asked, if they come up.
    missing: Vec<QuestionRef>,
    /// Whether the walks of the last pass are stopped, and whether they are referred.
    stopped: Truth,
    referred: Truth,
    /// Where walks go on, unstopped and unreferred.
    parts: Vec<Part>,
    guesses: Guesses<'t>,
    /// How much work it did, as passes times things passed, and how much it may do before it widens.
    work: usize,
    budget: usize,
    exact: bool,
}

impl<'t> Search<'t> {
    pub(crate) fn new(atlas: Arc<Atlas<'t>>) -> Self {
        let tree = atlas.tree;
        let layout = Layout::of(tree);
        let supports = tree.supports.iter();
        Search {
            tree,
            state: State::new(tree),
            levelled: supports
                .map(|support| support.when.as_ref().is_some_and(Condition::names_level))
                .collect(),
            reach: Reach::default(),
            found: Facts::none(&layout),
            layout,
            open: VecDeque::new(),
            answered: Vec::new(),
            missing: Vec::new(),
            stopped: Truth::No,
            referred: Truth::No,
            parts: Vec::new(),
            guesses: Guesses::new(atlas),
            work: 0,
            budget: 0,
            exact: true,
        }
    }

    /// Finds everything that can happen with these answers, as far as the budget goes.
    pub(crate) fn search(&mut self, answers: &Answers, missing: Missing, budget: usize) {
        self.budget = budget;
        self.exact = true;
        self.found.clear();
        self.begin(answers);
        self.pass();
        self.reach.note(&self.state);
        self.miss(answers, missing);
        self.look();
        let (least, most, _) = self.bounds();
        if self.open.is_empty() && (least == most || self.passes() == Truth::No) {
            return;
        }
        self.try_seeds(answers);
        self.find_parts();
        self.draw();
        self.find_all();
        self.count();
        self.ask();
        if !self.exact {
            self.found.widen(least, most);
        }
    }

    /// Looks everything up instead.
    pub(crate) fn look_up(
        &mut self,
        chart: &Chart,
        traveler: &mut Traveler,
        answers: &Answers,
        missing: Missing,
        budget: usize,
    ) {
        self.budget = budget;
        self.exact = true;
        self.found.clear();
        chart.look(traveler, answers, &mut self.found);
        self.reach.fill(self.tree);
        let left = match missing {
            Missing::Open => chart.left(traveler, answers),
            Missing::Skipped => Some((0, 0)),
        };
        match left {
            Some((least, most)) => self.found.widen(least, most),
            None => self.count_all(answers),
        }
        if self.has(Fact::Referred) {
            self.begin(answers);
            self.ask();
        }
    }

    fn begin(&mut self, answers: &Answers) {
        self.work = 0;
        for at in self.answered.drain(..) {
            self.state.domains[at.index()] = Domain::free(&self.tree[at]);
        }
        for (at, answer) in answers.iter().filter(|(_, it)| *it != Answer::Unsure) {
            self.state.domains[at.index()] = Domain::of(&self.tree[at], answer);
            self.answered.push(at);
        }
    }

    /// Notes which questions are still to be asked.
    fn miss(&mut self, answers: &Answers, missing: Missing) {
        self.missing.clear();
        if missing == Missing::Open {
            let open = self.reach.questions.iter();
            let open = open.filter(|at| answers.get(**at).is_none());
            self.missing.extend(open);
        }
    }

    /// What may come up in any walk; only of this anything was found.
    pub(crate) fn reach(&self) -> &Reach {
        &self.reach
    }

    pub(crate) fn has(&self, fact: Fact) -> bool {
        self.found.has(&self.layout, fact)
    }

    /// Whether one pass cannot rule out that a question is asked, in a walk that goes on or is referred on.
    pub(crate) fn may_ask(&self, question: QuestionRef) -> bool {
        self.state.asked[question.index()] != Truth::No
    }

    /// Fewest and most questions still to come.
    pub(crate) fn left(&self) -> (u32, u32) {
        match self.found.left {
            (least, most) if least > most => (0, 0),
            left => left,
        }
    }

    /// Whether what was found is all there is; if not, there may be less.
    pub(crate) fn is_exact(&self) -> bool {
        self.exact
    }

    /// How much work the last search did.
    pub(crate) fn work(&self) -> usize {
        self.work
    }
}
