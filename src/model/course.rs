//! The tree compiled for answers that leave nothing open: one way down, nothing looked up, nothing allocated.
//!
//! Everything a condition can name becomes a word of bits: the choices taken, the stretch a number or a score lies in,
//! the value of a scale, the level. A condition becomes tests on these words that say where to go on, so what cannot
//! matter is never looked at. The results are those of [`Tree::walk`], only sooner.
//!
//! For many records, compile once, keep one `Run` for each thread, and walk only what is left open:
//!
//! ```
//! use firststep::model::{answers::Answers, course::{Arrival, Course}, walk::Walker};
//!
//! let tree = firststep::embedded::tree();
//! let course = Course::new(&tree);
//! let (mut run, mut walker) = (course.start(), Walker::new(&tree));
//! # let records = [Answers::new()];
//! for answers in &records {
//!     match course.run(answers, &mut run) {
//!         // `tree[branch].level()`, its alternative, `run.supports`, `run.alerts`, `run.fallback`.
//!         Arrival::Reached(branch) => drop((branch, &run.supports)),
//!         // Only `run.alerts`.
//!         Arrival::Stopped | Arrival::Referred => {}
//!         // Something is missing or was skipped.
//!         Arrival::Open => drop(walker.walk(answers)),
//!     }
//! }
//! ```

use super::answers::{Answer, Answers};
use super::compiler::Compiler;
use super::tree::{AlertRef, BranchRef, LevelRef, QuestionRef, ScaleRef, SupportRef, To, Tree};
use std::ops::Range;

/// A tree compiled for complete answers.
#[derive(Debug, Default)]
pub struct Course {
    pub(super) jumps: Vec<Jump>,
    pub(super) hits: Vec<Hit>,
    pub(super) nodes: Vec<Leg>,
    pub(super) questions: Vec<Asking>,
    pub(super) scores: Vec<Sum>,
    /// For each scale its word, and the tests of its values but the first, heaviest first.
    pub(super) scales: Vec<(u32, Vec<(u64, When)>)>,
    /// Each with where it leads, and when its fallback is offered.
    pub(super) branches: Vec<(When, To, When)>,
    /// For each level the supports that may go with it, each with its tests as far as they do not ask for the level.
    pub(super) supports: Vec<Vec<(u32, When)>>,
    /// For each support those that make it needless.
    pub(super) covering: Vec<Vec<u32>>,
    /// Whether any emergency stops the walk, and whether it is referred.
    pub(super) stopped: When,
    pub(super) referred: When,
    pub(super) emergencies: Vec<(AlertRef, When)>,
    /// All that do not stop at once.
    pub(super) alerts: Vec<(AlertRef, When)>,
    pub(super) words: usize,
}

/// A compiled condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// The word has any of these bits.
    Hit {
        /// The bits.
        any: u64,
        /// The word.
        word: u32,
    },
    /// Of these hits all up to a last one are there, or all up to the next last one, and so on. Most conditions are
    /// like that, and all of it is looked at, for the processor guesses badly where people differ.
    Hits {
        /// The first of them.
        from: u32,
        /// Behind the last of them.
        to: u32,
    },
    /// The jumps from here on lead to yes.
    Jumps(u32),
}

impl Default for When {
    fn default() -> Self {
        When::Jumps(NO)
    }
}

/// Whether the word has any of these bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) any: u64,
    pub(super) word: u32,
    /// The last of those that must hold together.
    pub(super) last: bool,
}

/// One test: where to go on if the word has any of these bits, and where if not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Jump {
    pub(super) any: u64,
    pub(super) word: u32,
    pub(super) yes: u32,
    pub(super) no: u32,
}

pub(super) const YES: u32 = u32::MAX;
pub(super) const NO: u32 = u32::MAX - 1;

#[derive(Debug)]
pub(super) struct Leg {
    pub(super) questions: Range<u32>,
    pub(super) scores: Range<u32>,
    pub(super) scales: Range<u32>,
    pub(super) branches: Range<u32>,
}

#[derive(Debug)]
pub(super) struct Asking {
    pub(super) when: When,
    pub(super) stretches: Stretches,
}

/// A number is told apart only by the stretch it lies in; each stretch is a bit, from `word` on.
#[derive(Debug)]
pub(super) struct Stretches {
    pub(super) word: u32,
    pub(super) cuts: Vec<i64>,
}

#[derive(Debug)]
pub(super) struct Sum {
    /// For each question its place, and which choices give how many points.
    pub(super) parts: Vec<(u32, Vec<(u64, i64)>)>,
    pub(super) stretches: Stretches,
}

/// What answers lead to, if they leave nothing open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// A question that is asked has no answer, or was skipped.
    Open,
    /// An emergency.
    Stopped,
    /// Somebody to turn to.
    Referred,
    /// A suggestion.
    Reached(BranchRef),
}

/// What one run leaves behind; made once, used for many.
#[derive(Debug, Default)]
pub struct Run {
    words: Vec<u64>,
    used: Vec<u32>,
    /// The questions that were asked.
    pub asked: Vec<QuestionRef>,
    /// The supports that are advised, in order.
    pub supports: Vec<SupportRef>,
    /// The alerts that hold, in order.
    pub alerts: Vec<AlertRef>,
    /// Whether the fallback of the branch is offered.
    pub fallback: bool,
    /// The supports whose conditions hold, as bits.
    holds: Vec<u64>,
}

impl Course {
    /// Compiles a tree.
    pub fn new(tree: &Tree) -> Self {
        Compiler::new(tree).compile()
    }

    /// Something for runs to write to.
    pub fn start(&self) -> Run {
        Run {
            words: vec![0; self.words],
            holds: vec![0; self.covering.len().div_ceil(64)],
            ..Run::default()
        }
    }

    /// Goes down the tree.
    pub fn run(&self, answers: &Answers, run: &mut Run) -> Arrival {
        run.clear();
        let mut node = 0;
        loop {
            let leg = &self.nodes[node];
            if !self.ask(leg, answers, run) {
                return Arrival::Open;
            }
            if node == 0 && self.holds(self.stopped, run) {
                return self.arrive(Arrival::Stopped, run);
            }
            self.sum_up(leg, run);
            let mut branches = leg.branches.clone();
            let taken = branches.find(|at| self.holds(self.branches[*at as usize].0, run));
            match taken.map(|at| (at, self.branches[at as usize].1)) {
                None => node += 1,
                Some((_, To::Go(on))) => node = on.index(),
                Some((at, To::Suggest(level))) => return self.suggest(BranchRef(at), level, run),
            }
        }
    }

    /// The value a scale had in this run, as a bit set; empty when it was not reached.
    pub fn value(&self, scale: ScaleRef, run: &Run) -> u64 {
        run.words[self.scales[scale.index()].0 as usize]
    }

    fn ask(&self, leg: &Leg, answers: &Answers, run: &mut Run) -> bool {
        for at in leg.questions.clone() {
            let question = &self.questions[at as usize];
            if !self.holds(question.when, run) {
                continue;
            }
            match answers.get(QuestionRef(at)) {
                Some(Answer::Choices(set)) => run.put(question.stretches.word, set),
                Some(Answer::Number(number)) => question.stretches.put(number, run),
                Some(Answer::Unsure) | None => return false,
            }
            run.asked.push(QuestionRef(at));
        }
        true
    }

    fn sum_up(&self, leg: &Leg, run: &mut Run) {
        for score in &self.scores[leg.scores.start as usize..leg.scores.end as usize] {
            let mut sum = 0;
            for (word, points) in &score.parts {
                let taken = run.words[*word as usize];
                for (set, each) in points {
                    sum += i64::from((taken & set).count_ones()) * each;
                }
            }
            score.stretches.put(sum, run);
        }
        for (word, values) in &self.scales[leg.scales.start as usize..leg.scales.end as usize] {
            let value = values.iter().find(|(_, when)| self.holds(*when, run));
            run.put(*word, value.map_or(1, |(bit, _)| *bit));
        }
    }

    fn suggest(&self, branch: BranchRef, level: LevelRef, run: &mut Run) -> Arrival {
        if self.holds(self.referred, run) {
            return self.arrive(Arrival::Referred, run);
        }
        run.fallback = self.holds(self.branches[branch.index()].2, run);
        run.holds.fill(0);
        for (support, when) in &self.supports[level.index()] {
            let holds = u64::from(self.holds(*when, run));
            run.holds[*support as usize / 64] |= holds << (support % 64);
        }
        self.advise(run);
        self.arrive(Arrival::Reached(branch), run)
    }

    /// Names the supports that hold, but for those that another one makes needless.
    fn advise(&self, run: &mut Run) {
        for word in 0..run.holds.len() {
            let mut rest = run.holds[word];
            while rest != 0 {
                let at = word as u32 * 64 + rest.trailing_zeros();
                rest &= rest - 1;
                let covering = &self.covering[at as usize];
                if !covering.iter().any(|other| run.supported(*other)) {
                    run.supports.push(SupportRef(at));
                }
            }
        }
    }

    fn arrive(&self, arrival: Arrival, run: &mut Run) -> Arrival {
        let alerts = match arrival {
            Arrival::Stopped => &self.emergencies,
            _ => &self.alerts,
        };
        for (alert, when) in alerts {
            if self.holds(*when, run) {
                run.alerts.push(*alert);
            }
        }
        arrival
    }

    fn holds(&self, when: When, run: &Run) -> bool {
        match when {
            When::Hit { any, word } => run.words[word as usize] & any != 0,
            When::Hits { from, to } => {
                let (mut any, mut all) = (false, true);
                for hit in &self.hits[from as usize..to as usize] {
                    all &= run.words[hit.word as usize] & hit.any != 0;
                    any |= all & hit.last;
                    all |= hit.last;
                }
                any
            }
            When::Jumps(at) => self.leads_to_yes(at, run),
        }
    }

    fn leads_to_yes(&self, from: u32, run: &Run) -> bool {
        let mut at = from;
        while at < NO {
            let jump = self.jumps[at as usize];
            at = if run.words[jump.word as usize] & jump.any != 0 {
                jump.yes
            } else {
                jump.no
            };
        }
        at == YES
    }
}

impl Run {
    fn clear(&mut self) {
        for word in self.used.drain(..) {
            self.words[word as usize] = 0;
        }
        self.asked.clear();
        self.supports.clear();
        self.alerts.clear();
    }

    /// Whether the condition of a support holds.
    pub(crate) fn supported(&self, support: u32) -> bool {
        self.holds[support as usize / 64] >> (support % 64) & 1 == 1
    }

    fn put(&mut self, word: u32, bits: u64) {
        self.words[word as usize] = bits;
        self.used.push(word);
    }
}

impl Stretches {
    pub(super) fn words(&self) -> usize {
        self.cuts.len().div_ceil(64).max(1)
    }

    fn put(&self, number: i64, run: &mut Run) {
        let stretch = self
            .cuts
            .partition_point(|cut| *cut <= number)
            .saturating_sub(1);
        run.put(self.word + stretch as u32 / 64, 1 << (stretch % 64));
    }

    /// The stretches that lie between two numbers, word by word.
    pub(super) fn between(&self, min: i64, max: i64) -> impl Iterator<Item = (u32, u64)> {
        (0..self.words()).map(move |word| {
            let cuts = self.cuts.iter().enumerate().skip(word * 64).take(64);
            let inside = cuts.filter(|(_, cut)| (min..=max).contains(*cut));
            let bits = inside.fold(0, |bits, (at, _)| bits | 1 << (at % 64));
            (self.word + word as u32, bits)
        })
    }
}
