//! Which ends are possible, and nothing else: much less work than a whole walk.

use super::answers::Answers;
use super::domain::Domain;
use super::state::{Split, State, Truth};
use super::tree::{LevelRef, QuestionRef, Tree};
use super::walk::Outcomes;

/// The ends that some answers leave possible.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ends {
    /// Levels, as a bit set.
    pub(crate) levels: u64,
    pub(crate) stopped: bool,
    pub(crate) referred: bool,
    /// The work grew too large; then these are ends that were seen, and there may be more.
    pub(crate) cut: bool,
    /// How many passes it took.
    pub(crate) passes: usize,
}

impl Ends {
    /// Every end that agrees with the answers, and with a part of the answers to one question. `all` are those that
    /// agree with the answers: no other is looked for.
    pub(crate) fn within(
        tree: &Tree,
        answers: &Answers,
        (question, part): (QuestionRef, Domain),
        all: Ends,
        passes: usize,
    ) -> Self {
        let mut state = State::of(tree, answers);
        state.domains[question.index()] = part;
        let mut search = Search {
            state: &mut state,
            all,
            most: passes,
            enough: |found: &Ends| found.has(&all),
            found: Ends::default(),
        };
        search.explore();
        search.found
    }

    /// The ends that a walk leaves possible.
    pub(crate) fn of(outcomes: &Outcomes) -> Self {
        let levels = outcomes.levels.iter();
        Ends {
            levels: levels.fold(0, |set, level| set | 1 << level.0),
            stopped: outcomes.stopped,
            referred: outcomes.referred,
            ..Ends::default()
        }
    }

    /// Whether all of the other ends are among these.
    fn has(&self, other: &Ends) -> bool {
        self.levels & other.levels == other.levels
            && self.stopped >= other.stopped
            && self.referred >= other.referred
    }

    /// Searches until every end is found, or those that are found are enough.
    pub(crate) fn search(state: &mut State, passes: usize, enough: impl Fn(&Ends) -> bool) -> Self {
        let mut search = Search {
            state,
            all: ANY,
            most: passes,
            enough,
            found: Ends::default(),
        };
        search.explore();
        search.found
    }

    pub(crate) fn levels(self) -> Vec<LevelRef> {
        (0..u64::BITS)
            .filter(|at| self.levels >> at & 1 == 1)
            .map(LevelRef)
            .collect()
    }

    /// The level, if nothing else can happen.
    pub(crate) fn level(self) -> Option<LevelRef> {
        let single = self.levels.count_ones() == 1 && !self.stopped && !self.referred && !self.cut;
        single.then(|| LevelRef(self.levels.trailing_zeros()))
    }
}

/// Nothing is ruled out.
const ANY: Ends = Ends {
    levels: u64::MAX,
    stopped: true,
    referred: true,
    cut: false,
    passes: 0,
};

struct Search<'s, 't, Enough> {
    state: &'s mut State<'t>,
    /// Ends that are looked for.
    all: Ends,
    most: usize,
    enough: Enough,
    found: Ends,
}

impl<Enough: Fn(&Ends) -> bool> Search<'_, '_, Enough> {
    fn explore(&mut self) {
        if (self.enough)(&self.found) || self.found.cut {
            return;
        }
        if self.found.passes == self.most {
            self.found.cut = true;
            return;
        }
        self.found.passes += 1;
        self.state.pass();
        let Some(split) = self.open() else {
            return;
        };
        let at = split.question.index();
        let whole = self.state.domains[at];
        for part in split.parts(self.state.tree, whole) {
            self.state.domains[at] = part;
            self.explore();
        }
        self.state.domains[at] = whole;
    }

    /// Notes what is sure in this part; a split, if it may lead to something that was not found yet.
    fn open(&mut self) -> Option<Split> {
        let (stopped, referred) = (self.state.stopped(), self.state.referred());
        match (stopped, referred) {
            (Truth::Yes, _) => self.found.stopped = true,
            (Truth::No, Truth::Yes) => self.found.referred = true,
            _ => {}
        }
        if stopped == Truth::Yes || (stopped == Truth::No && referred == Truth::Yes) {
            return None;
        }
        let new_stop = self.all.stopped && !self.found.stopped;
        let new_stop = stopped.split().filter(|_| new_stop);
        let new_refer = referred != Truth::No && self.all.referred && !self.found.referred;
        let new_refer = referred.split().or(stopped.split()).filter(|_| new_refer);
        let gate = new_stop.or(new_refer);
        if referred == Truth::Yes {
            return gate;
        }
        let levels = self.state.levels;
        let new_level = levels.values & self.all.levels & !self.found.levels != 0;
        let closed = stopped == Truth::No && referred == Truth::No;
        match levels.split {
            _ if !new_level => gate,
            None if closed => {
                self.found.levels |= levels.values;
                None
            }
            _ if levels.values.count_ones() == 1 && closed => {
                self.found.levels |= levels.values;
                None
            }
            split => gate.or(stopped.split()).or(referred.split()).or(split),
        }
    }
}
