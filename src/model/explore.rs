//! The search behind a walk: everything that can happen, over all assignments that agree with some answers.
//!
//! One pass settles most things. Whole assignments, drawn or remembered, show at little cost that others can happen.
//! What is left is looked for one by one: domains are divided where the thing in question is open, until a part makes
//! it sure or every part rules it out. So the result is exact, and chance decides only how soon it is known.

use super::answers::{Answer, Answers};
use super::chance::Chance;
use super::condition::Condition;
use super::course::{Arrival, Course, Run};
use super::document::Stop;
use super::domain::Domain;
use super::facts::{Fact, Facts, Layout};
use super::state::{Split, State, Truth};
use super::tree::{AlertRef, BranchRef, QuestionRef, ScaleRef, Tree};

/// How much work a walk may do before it widens: passes times things passed.
const BUDGET: usize = 1 << 22;
/// Assignments drawn at first.
const DRAWS: usize = 8;
/// Assignments that showed something new, kept to be tried first the next time.
const SEEDS: usize = 32;
/// Parts into which the unstopped, unreferred assignments are divided before the search; with more, it does without.
const PARTS: usize = 16;

type Part = Vec<(QuestionRef, Domain)>;

/// A search, and what it found.
pub(crate) struct Search<'t> {
    tree: &'t Tree,
    state: State<'t>,
    layout: Layout,
    /// Supports that depend on the level.
    levelled: Vec<bool>,
    /// What can happen.
    found: Facts,
    /// What may happen, and is not found yet.
    open: Vec<Fact>,
    unanswered: Vec<QuestionRef>,
    /// Whether the walks of the last pass are stopped, and whether they are referred.
    stopped: Truth,
    referred: Truth,
    /// Where walks go on, unstopped and unreferred.
    parts: Vec<Part>,
    seeds: Vec<Answers>,
    course: Option<(Course, Run)>,
    chance: Chance,
    work: usize,
    exact: bool,
}

impl<'t> Search<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        let layout = Layout::of(tree);
        let supports = tree.supports.iter();
        Search {
            tree,
            state: State::new(tree),
            levelled: supports
                .map(|support| support.when.as_ref().is_some_and(Condition::names_level))
                .collect(),
            found: Facts::none(&layout),
            layout,
            open: Vec::new(),
            unanswered: Vec::new(),
            stopped: Truth::No,
            referred: Truth::No,
            parts: Vec::new(),
            seeds: Vec::new(),
            course: None,
            chance: Chance::default(),
            work: 0,
            exact: true,
        }
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

    /// Whether what was found is all there is; if not, there may be less.
    pub(crate) fn is_exact(&self) -> bool {
        self.exact
    }

    /// Finds everything that can happen with these answers.
    pub(crate) fn explore(&mut self, answers: &Answers) {
        self.begin(answers);
        self.pass();
        self.look();
        let bounds = self.bounds();
        if self.open.is_empty() && (bounds.0 == bounds.1 || self.passes() == Truth::No) {
            return;
        }
        let whole = self.state.domains.clone();
        self.try_seeds(answers);
        self.find_parts();
        self.draw(&whole);
        self.find_all(&whole);
        for at in 0..self.parts.len() {
            self.within(at, &whole, |search| search.count());
        }
        self.state.limits.fill(u64::MAX);
        self.ask();
        if !self.exact {
            self.found.widen(bounds.0, bounds.1);
        }
    }

    fn begin(&mut self, answers: &Answers) {
        self.found.clear();
        (self.work, self.exact) = (0, true);
        self.unanswered.clear();
        for (at, question) in self.tree.question_refs().zip(&self.tree.questions) {
            let answer = answers.get(at);
            self.state.domains[at.index()] = answer.map_or_else(
                || Domain::free(question),
                |answer| Domain::of(question, answer),
            );
            if answer.is_none() {
                self.unanswered.push(at);
            }
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
        for at in 0..self.layout.all().len() {
            let fact = self.layout.all()[at];
            match self.truth(fact) {
                Truth::Yes => self.found.add(&self.layout, fact),
                Truth::No => {}
                Truth::Open(_) => self.open.push(fact),
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

    /// Tries assignments that showed something new before, with the answers at hand laid over them.
    fn try_seeds(&mut self, answers: &Answers) {
        for mut seed in std::mem::take(&mut self.seeds) {
            let given = answers
                .iter()
                .filter(|(_, answer)| *answer != Answer::Unsure);
            given.for_each(|(question, answer)| seed.set(question, answer));
            // What shows nothing new for these answers may well do so for the next ones.
            if self.try_out(&seed) || self.chance.one_in(2) {
                self.seeds.push(seed);
            }
        }
    }

    /// Draws one assignment from the domains at hand, and notes what happens in it.
    fn sample(&mut self) {
        let mut drawn = Answers::new();
        let domains = self.state.domains.iter().zip(&self.tree.questions);
        for (at, (domain, question)) in self.tree.question_refs().zip(domains) {
            drawn.set(at, domain.draw(question, &mut self.chance));
        }
        if self.try_out(&drawn) && self.seeds.len() < SEEDS {
            self.seeds.push(drawn);
        }
    }

    /// Goes down with complete answers, and notes what happens; says whether there was anything new.
    fn try_out(&mut self, answers: &Answers) -> bool {
        let tree = self.tree;
        let (course, run) = self.course.get_or_insert_with(|| {
            let course = Course::new(tree);
            let run = course.start();
            (course, run)
        });
        let arrival = course.run(answers, run);
        let before = self.open.len();
        self.open.retain(|fact| {
            let happened = happened(*fact, tree, course, run, arrival);
            if happened {
                self.found.add(&self.layout, *fact);
            }
            !happened
        });
        if let Arrival::Reached(_) = arrival {
            let asked = |at: &&QuestionRef| run.asked.binary_search(at).is_ok();
            let left = self.unanswered.iter().filter(asked).count() as u32;
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

    fn within<T>(&mut self, part: usize, whole: &[Domain], work: impl FnOnce(&mut Self) -> T) -> T {
        for (question, domain) in &self.parts[part] {
            self.state.domains[question.index()] = *domain;
        }
        let done = work(self);
        self.state.domains.copy_from_slice(whole);
        done
    }

    /// Draws some assignments from each part.
    fn draw(&mut self, whole: &[Domain]) {
        for at in 0..self.parts.len() {
            for _ in 0..DRAWS.min(self.open.len()) {
                self.within(at, whole, |search| search.sample());
            }
        }
    }

    /// Looks for everything that is still open.
    fn find_all(&mut self, whole: &[Domain]) {
        while !self.open.is_empty() {
            let fact = self.open.remove(0);
            let found = match fact {
                Fact::Stopped | Fact::Referred | Fact::Alert(..) => self.seek(fact),
                _ => (0..self.parts.len())
                    .any(|at| self.within(at, whole, |search| search.seek(fact))),
            };
            if let (Fact::Scale(at, rank), false) = (fact, found) {
                // From here on, only walks that go on are looked at.
                self.state.limits[at as usize] &= !(1 << rank);
            }
        }
    }

    /// Looks for one assignment with this fact in the domains at hand.
    fn seek(&mut self, fact: Fact) -> bool {
        self.pass_for(fact);
        match self.truth(fact) {
            Truth::No => false,
            Truth::Yes => {
                self.open.push(fact);
                self.sample();
                true
            }
            Truth::Open(_) if self.work > BUDGET => {
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
        for question in &self.unanswered {
            let asked = self.state.asked[question.index()];
            least += u32::from(asked == Truth::Yes);
            most += u32::from(asked != Truth::No);
            split = split.or(asked.split());
        }
        (least, most, split)
    }

    /// Finds the fewest and the most questions still to come in the domains at hand.
    fn count(&mut self) -> bool {
        self.ask();
        let passes = self.passes();
        let (least, most, split) = self.bounds();
        if passes == Truth::No || self.found.spans(least, most) {
            return true;
        }
        if self.work > BUDGET {
            self.exact = false;
            return false;
        }
        match passes.split().or(split) {
            Some(split) => self.divide(split, |search, _, _| search.count()),
            None => {
                self.found.widen(least, most);
                true
            }
        }
    }
}

/// Whether something happens in an assignment that arrived there.
fn happened(fact: Fact, tree: &Tree, course: &Course, run: &Run, arrival: Arrival) -> bool {
    let reached = matches!(arrival, Arrival::Reached(_));
    match fact {
        Fact::Stopped => arrival == Arrival::Stopped,
        Fact::Referred => arrival == Arrival::Referred,
        Fact::Alert(at, holds) => {
            let emergency = tree.alerts[at as usize].stop == Some(Stop::Emergency);
            let counts = emergency == (arrival == Arrival::Stopped);
            counts && run.alerts.binary_search(&AlertRef(at)).is_ok() == holds
        }
        Fact::Scale(at, rank) => reached && course.value(ScaleRef(at), run) >> rank & 1 == 1,
        Fact::Asked(at, holds) => {
            reached && run.asked.binary_search(&QuestionRef(at)).is_ok() == holds
        }
        Fact::Support(at, holds) => reached && run.supported(at) == holds,
        Fact::Branch(at) => arrival == Arrival::Reached(BranchRef(at)),
    }
}
