//! A search for everything that can happen, over all assignments that agree with some answers.
//!
//! One pass settles most things. Whole assignments, drawn or remembered, show at little cost that others can happen.
//! What is left is looked for one by one: domains are divided where the thing in question is open, until a part makes
//! it sure or every part rules it out. So the result is exact, and chance decides only how soon it is known. Only what
//! one pass finds on the way is ever looked at.

use super::answers::{Answer, Answers};
use super::atlas::Atlas;
use super::chart::{Chart, Traveler};
use super::condition::Condition;
use super::document::Stop;
use super::domain::Domain;
use super::facts::{Fact, Facts, Layout};
use super::guess::Guesses;
use super::reach::Reach;
use super::state::{Split, State, Truth};
use super::tree::{BranchRef, QuestionRef, ScaleRef, Tree};
use std::collections::VecDeque;
use std::sync::Arc;

/// Assignments drawn at first.
const DRAWS: usize = 8;
/// Parts into which the unstopped, unreferred assignments are divided before the search; with more, it does without.
const PARTS: usize = 16;

type Part = Vec<(QuestionRef, Domain)>;

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

    /// What may come up in any walk; only of this anything was found.
    pub(crate) fn reach(&self) -> &Reach {
        &self.reach
    }

    pub(crate) fn has(&self, fact: Fact) -> bool {
        self.found.has(&self.layout, fact)
    }

    /// Fewest and most questions still to come.
    pub(crate) fn left(&self) -> (u32, u32) {
        match self.found.left {
            (least, most) if least > most => (0, 0),
            left => left,
        }
    }

    /// Whether one pass cannot rule out that a question is asked, in a walk that goes on or is referred on.
    pub(crate) fn may_ask(&self, question: QuestionRef) -> bool {
        self.state.asked[question.index()] != Truth::No
    }

    /// How much work the last search did.
    pub(crate) fn work(&self) -> usize {
        self.work
    }

    /// Whether what was found is all there is; if not, there may be less.
    pub(crate) fn is_exact(&self) -> bool {
        self.exact
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

    /// Finds how many questions are left, and nothing else.
    fn count_all(&mut self, answers: &Answers) {
        self.begin(answers);
        self.ask();
        self.miss(answers, Missing::Open);
        if self.missing.is_empty() || self.passes() == Truth::No {
            return;
        }
        let (least, most, _) = self.bounds();
        self.find_parts();
        self.count();
        if !self.exact {
            self.found.widen(least, most);
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

    /// Whether the walks go on, unstopped and unreferred.
    fn passes(&self) -> Truth {
        self.stopped.or(|| self.referred).not()
    }

    fn pass(&mut self) {
        self.ask();
        self.state.end();
        self.work += self.tree.branches.len();
    }

    /// A pass for things that do not depend on the level.
    fn ask(&mut self) {
        self.state.ask();
        self.stopped = self.state.stopped();
        self.referred = self.state.referred();
        self.work += self.tree.questions.len() + self.tree.alerts.len();
    }

    fn pass_for(&mut self, fact: Fact) {
        match fact {
            Fact::Branch(_) => self.pass(),
            Fact::Support(at, _) if self.levelled[at as usize] => self.pass(),
            _ => self.ask(),
        }
    }

    fn truth(&self, fact: Fact) -> Truth {
        let (state, tree) = (&self.state, self.tree);
        match fact {
            Fact::Stopped => self.stopped,
            Fact::Referred => self.stopped.not().and(|| self.referred),
            Fact::Alert(at, holds) => {
                let alert = &tree.alerts[at as usize];
                // Emergencies count in walks that stop, all other alerts in those that do not.
                let counts = self.stopped.is(alert.stop == Some(Stop::Emergency));
                counts.and(|| state.holds(&alert.when).is(holds))
            }
            Fact::Scale(at, rank) => self.passes().and(|| state.valued(ScaleRef(at), rank)),
            Fact::Asked(at, holds) => self.passes().and(|| state.asked[at as usize].is(holds)),
            Fact::Support(at, holds) => {
                let when = &tree.supports[at as usize].when;
                self.passes().and(|| state.may(when).is(holds))
            }
            Fact::Branch(at) if tree.branches[at as usize].level().is_none() => Truth::No,
            Fact::Branch(at) => self.passes().and(|| state.taken(BranchRef(at))),
        }
    }

    /// Sorts all facts into those that are sure, those that are open, and those that cannot be.
    fn look(&mut self) {
        self.open.clear();
        for fact in self.reach.facts(self.tree) {
            match self.truth(fact) {
                Truth::Yes => self.found.add(&self.layout, fact),
                Truth::No => {}
                Truth::Open(_) => self.open.push_back(fact),
            }
        }
        self.note_left();
    }

    fn note_left(&mut self) {
        let (least, most, _) = self.bounds();
        if self.passes() == Truth::Yes && least == most {
            self.found.widen(least, most);
        }
    }

    /// Tries assignments that showed something new before.
    fn try_seeds(&mut self, answers: &Answers) {
        for seed in self.guesses.seeds() {
            self.guesses.recall(&seed, answers);
            let new = self.learn();
            self.guesses.keep_seed(seed, new);
        }
    }

    /// Draws one assignment from the domains at hand, and notes what happens in it.
    fn sample(&mut self) {
        let questions = &self.reach.questions;
        self.guesses.draw(questions, &self.state.domains);
        if self.learn() {
            self.guesses.keep();
        }
    }

    /// Notes what happens in the assignment that was tried last; says whether there was anything new.
    fn learn(&mut self) -> bool {
        let before = self.open.len();
        self.open.retain(|fact| {
            let shows = self.guesses.shows(*fact);
            if shows {
                self.found.add(&self.layout, *fact);
            }
            !shows
        });
        if let Some(left) = self.guesses.asked(&self.missing) {
            self.found.widen(left, left);
        }
        self.open.len() < before
    }

    fn find_parts(&mut self) {
        self.parts.clear();
        if !self.part(&mut Vec::new()) {
            self.parts = vec![Vec::new()];
        }
    }

    /// Divides the domains at hand into parts whose walks surely go on; says whether there are few enough.
    fn part(&mut self, path: &mut Part) -> bool {
        self.ask();
        match self.passes() {
            Truth::No => true,
            Truth::Yes => {
                self.parts.push(path.clone());
                self.parts.len() <= PARTS
            }
            Truth::Open(split) => self.divide(split, |search, question, part| {
                path.push((question, part));
                let few = search.part(path);
                path.pop();
                few
            }),
        }
    }

    /// Tries both parts of a division, the more promising one first, until one says no.
    fn divide(
        &mut self,
        split: Split,
        mut each: impl FnMut(&mut Self, QuestionRef, Domain) -> bool,
    ) -> bool {
        let at = split.question.index();
        let whole = self.state.domains[at];
        let all = split.parts(self.tree, whole).all(|part| {
            self.state.domains[at] = part;
            each(self, split.question, part)
        });
        self.state.domains[at] = whole;
        all
    }

    /// Does something with the domains of one part.
    fn within<T>(&mut self, part: usize, work: impl FnOnce(&mut Self) -> T) -> T {
        let exchange = |state: &mut State, (question, domain): &mut (QuestionRef, Domain)| {
            std::mem::swap(&mut state.domains[question.index()], domain);
        };
        // A question may stand in it more than once, so it is taken back from its end.
        let mut domains = std::mem::take(&mut self.parts[part]);
        let forth = domains.iter_mut();
        forth.for_each(|narrowed| exchange(&mut self.state, narrowed));
        let done = work(self);
        let back = domains.iter_mut().rev();
        back.for_each(|before| exchange(&mut self.state, before));
        self.parts[part] = domains;
        done
    }

    /// Draws some assignments from each part.
    fn draw(&mut self) {
        for at in 0..self.parts.len() {
            for _ in 0..DRAWS.min(self.open.len()) {
                self.within(at, Self::sample);
            }
        }
    }

    /// Looks for everything that is still open.
    fn find_all(&mut self) {
        let mut limited = Vec::new();
        while let Some(fact) = self.open.pop_front() {
            let found = match fact {
                Fact::Stopped | Fact::Referred | Fact::Alert(..) => self.seek(fact),
                _ => (0..self.parts.len()).any(|at| self.within(at, |search| search.seek(fact))),
            };
            if let (Fact::Scale(at, rank), false) = (fact, found) {
                // From here on, only walks that go on are looked at.
                self.state.limits[at as usize] &= !(1 << rank);
                limited.push(at);
            }
        }
        for at in limited {
            self.state.limits[at as usize] = u64::MAX;
        }
    }

    /// Looks for one assignment with this fact in the domains at hand.
    fn seek(&mut self, fact: Fact) -> bool {
        self.pass_for(fact);
        match self.truth(fact) {
            Truth::No => false,
            Truth::Yes => {
                self.open.push_back(fact);
                self.sample();
                true
            }
            Truth::Open(_) if self.work > self.budget => {
                self.exact = false;
                self.found.add(&self.layout, fact);
                true
            }
            Truth::Open(split) => !self.divide(split, |search, _, _| !search.seek(fact)),
        }
    }

    /// Fewest and most questions still to come, as far as the last pass can tell, and a split that would tell more.
    fn bounds(&self) -> (u32, u32, Option<Split>) {
        let (mut least, mut most, mut split) = (0, 0, None);
        for question in &self.missing {
            let asked = self.state.asked[question.index()];
            least += u32::from(asked == Truth::Yes);
            most += u32::from(asked != Truth::No);
            split = split.or(asked.split());
        }
        (least, most, split)
    }

    /// Finds the fewest and the most questions still to come.
    fn count(&mut self) {
        for at in 0..self.parts.len() {
            self.within(at, Self::count_here);
        }
    }

    /// Finds the fewest and the most questions still to come in the domains at hand.
    fn count_here(&mut self) -> bool {
        self.ask();
        let passes = self.passes();
        let (least, most, split) = self.bounds();
        if passes == Truth::No || self.found.spans(least, most) {
            return true;
        }
        if self.work > self.budget {
            self.exact = false;
            return false;
        }
        match passes.split().or(split) {
            Some(split) => self.divide(split, |search, _, _| search.count_here()),
            None => {
                self.found.widen(least, most);
                true
            }
        }
    }
}
