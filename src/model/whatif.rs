//! What would change a result: the fewest answers that, given differently, lead to another level. Exact.
//!
//! Sets of questions are tried from the smallest up. All questions of a set are left open at once and divided only
//! where the level depends on them, as the walk does, so that a set costs a few passes and not all its combinations.
//! A level that a smaller set reaches is not looked for again: every set that is found is a smallest one.

use super::answers::{Answer, Answers};
use super::decisive::Decisive;
use super::document::Kind;
use super::domain::Domain;
use super::ends::Ends;
use super::state::{Split, State, Truth};
use super::tree::{LevelRef, Question, QuestionRef, Tree};
use super::walk::{End, Walk};
use std::collections::BTreeMap;

/// How many answers may change together.
const MOST: usize = 3;

/// How many passes may be made.
const PASSES: usize = 40_000;

/// How many passes it may take to see whether one level is settled.
const SETTLING: usize = 2_000;

/// What leads to other levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// The smallest changes, fewest questions first; for each level all sets of questions that are equally small.
    pub changes: Vec<Change>,
    /// Whether all sets were tried; if not, the work grew too large.
    pub exact: bool,
}

/// Answers that, given differently, lead to another level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The level they lead to, whatever is answered to questions that come up then.
    pub level: LevelRef,
    /// The questions with one new answer each, as near to the old one as can be.
    pub answers: Vec<(QuestionRef, Answer)>,
}

impl Tree {
    /// The smallest changes of answers that lead to another level. Only answers that may be asked about are changed:
    /// none that is private, and none whose question says `what_if: false`. Nothing, while the level is not settled.
    pub fn what_if(&self, answers: &Answers, walk: &Walk) -> WhatIf {
        // What is off the path is never used, so it does not fill in for questions that come up.
        let mut used = answers.clone();
        walk.unused
            .iter()
            .for_each(|question| used.remove(*question));
        let mut search = Search {
            tree: self,
            decisive: Decisive::of(self),
            state: State::of(self, &used),
            answers: used,
            set: Vec::new(),
            known: 0,
            found: Vec::new(),
            near: BTreeMap::new(),
            passes: 0,
            cut: false,
        };
        let Some(level) = walk.outcomes.level().filter(|_| walk.end == End::Reached) else {
            return search.result();
        };
        search.known = 1 << level.0;
        let changeable = self.question_refs().filter(|at| {
            self[*at].what_if && !self[*at].private && search.decisive.choices(*at) != 0
        });
        let (answered, open): (Vec<_>, Vec<_>) = changeable.partition(|at| !search.is_open(*at));
        for size in 1..=MOST {
            search.sets(&answered, &open, size);
            let reached = search.found.iter().map(|change| 1 << change.level.0);
            search.known |= reached.fold(0, |set, level| set | level);
        }
        search.result()
    }

    /// The questions whose answer alone could not have changed the level, whatever had been said to them.
    pub fn idle(&self, answers: &Answers, walk: &Walk) -> Vec<QuestionRef> {
        let Some(level) = walk.outcomes.level() else {
            return Vec::new();
        };
        let (decisive, mut state) = (Decisive::of(self), State::of(self, answers));
        let settled = settles(&mut state, level);
        let mut alone = |question: &QuestionRef| {
            // What no condition behind the ends names changes nothing.
            if decisive.choices(*question) == 0 {
                return settled;
            }
            let at = question.index();
            let given = std::mem::replace(&mut state.domains[at], Domain::free(&self[*question]));
            let idle = settles(&mut state, level);
            state.domains[at] = given;
            idle
        };
        let asked = walk.steps.iter().map(|(question, _)| *question);
        asked.filter(|question| alone(question)).collect()
    }
}

/// Whether the walks all end with this level.
fn settles(state: &mut State, level: LevelRef) -> bool {
    let other = |ends: &Ends| ends.stopped || ends.referred || ends.levels & !(1 << level.0) != 0;
    Ends::search(state, SETTLING, other).level() == Some(level)
}

struct Search<'t> {
    tree: &'t Tree,
    decisive: Decisive,
    answers: Answers,
    state: State<'t>,
    /// The questions that are open.
    set: Vec<QuestionRef>,
    /// Levels that need not be looked for, as a bit set.
    known: u64,
    found: Vec<Change>,
    /// For the set at hand: of each level the nearest answers that lead there, and how near they are.
    near: BTreeMap<LevelRef, (u32, Vec<(QuestionRef, Answer)>)>,
    passes: usize,
    /// Some part was left before it was settled.
    cut: bool,
}

/// What part of a search leads to.
enum Found {
    /// One level for sure.
    Level(LevelRef),
    /// Nothing that is looked for.
    Nothing,
    /// It depends on this.
    Depends(Split),
}

impl Search<'_> {
    fn result(mut self) -> WhatIf {
        let questions =
            |change: &Change| -> Vec<_> { change.answers.iter().map(|(at, _)| *at).collect() };
        self.found
            .sort_by_cached_key(|change| (change.answers.len(), questions(change), change.level));
        WhatIf {
            exact: self.passes <= PASSES && !self.cut,
            changes: self.found,
        }
    }

    /// Whether anything may be answered to a question, so that to open it changes nothing.
    fn is_open(&self, question: QuestionRef) -> bool {
        self.state.domains[question.index()] == Domain::free(&self.tree[question])
    }

    /// Tries every set of this size, made of the set at hand and questions from these lists.
    fn sets(&mut self, answered: &[QuestionRef], open: &[QuestionRef], size: usize) {
        if size == 0 {
            return self.try_set();
        }
        for (at, question) in answered.iter().enumerate() {
            let fixed = self.state.domains[question.index()];
            self.state.domains[question.index()] = Domain::free(&self.tree[*question]);
            self.with(*question, |search| {
                search.sets(&answered[at + 1..], open, size - 1);
            });
            self.state.domains[question.index()] = fixed;
        }
        // What is not possible now does not become so by questions that are open already, and one that is not asked
        // would make no difference to a smaller set.
        if matches!(self.look(), Found::Nothing) {
            return;
        }
        let asked = |at: &QuestionRef| self.state.asked[at.index()] != Truth::No;
        let asked: Vec<_> = open.iter().copied().filter(asked).collect();
        self.open_sets(&asked, size);
    }

    /// The same for questions that are open already.
    fn open_sets(&mut self, open: &[QuestionRef], size: usize) {
        if size == 0 {
            return self.try_set();
        }
        for (at, question) in open.iter().enumerate() {
            self.with(*question, |search| {
                search.open_sets(&open[at + 1..], size - 1);
            });
        }
    }

    /// Does something with another question in the set, which stays in the order of the walk.
    fn with(&mut self, question: QuestionRef, work: impl FnOnce(&mut Self)) {
        let at = self.set.partition_point(|other| *other < question);
        self.set.insert(at, question);
        work(self);
        self.set.remove(at);
    }

    fn try_set(&mut self) {
        self.explore();
        let near = std::mem::take(&mut self.near);
        let change = |(level, (_, answers))| Change { level, answers };
        self.found.extend(near.into_iter().map(change));
    }

    fn explore(&mut self) {
        if self.passes > PASSES {
            return;
        }
        match self.look() {
            Found::Nothing => {}
            Found::Level(level) => self.note(level),
            Found::Depends(split) if self.set.contains(&split.question) => self.divide(split),
            Found::Depends(_) if self.is_hopeless() => {}
            Found::Depends(_) => match self.undecided() {
                Some(split) => self.divide(split),
                None => self.settle(),
            },
        }
    }

    fn divide(&mut self, split: Split) {
        let at = split.question.index();
        let whole = self.state.domains[at];
        for part in split.parts(self.tree, whole) {
            self.state.domains[at] = part;
            self.explore();
        }
        self.state.domains[at] = whole;
    }

    /// One pass: what this part leads to.
    fn look(&mut self) -> Found {
        self.passes += 1;
        self.state.pass();
        for end in [self.state.stopped(), self.state.referred()] {
            match end {
                Truth::Yes => return Found::Nothing,
                Truth::Open(split) => return Found::Depends(split),
                Truth::No => {}
            }
        }
        let levels = self.state.levels;
        match levels.split {
            _ if levels.values & !self.known == 0 || self.is_farther() => Found::Nothing,
            Some(split) if levels.values.count_ones() > 1 => Found::Depends(split),
            _ => Found::Level(LevelRef(levels.values.trailing_zeros())),
        }
    }

    /// A question of the set that is not down to answers that nothing tells apart.
    fn undecided(&self) -> Option<Split> {
        let split = |at: &QuestionRef| {
            let cut = self.state.domains[at.index()]
                .cut_cells(&self.tree[*at], self.decisive.choices(*at))?;
            Some(Split::new(*at, cut))
        };
        self.set.iter().find_map(split)
    }

    /// Every question of the set has its answer; whether that settles the level, whatever else is open.
    fn settle(&mut self) {
        let several = |ends: &Ends| ends.stopped || ends.referred || ends.levels.count_ones() > 1;
        let ends = Ends::search(&mut self.state, SETTLING, several);
        self.passes += ends.passes;
        self.cut |= ends.cut;
        if let Some(level) = ends.level()
            && self.known >> level.0 & 1 == 0
        {
            self.note(level);
        }
    }

    /// Whether no level that is looked for is possible both if all else were light and if all else were heavy: then
    /// none is settled, whatever the set's answers are.
    fn is_hopeless(&mut self) -> bool {
        let mut levels = !self.known;
        for end in [light, heavy] {
            let domains = self.state.domains.clone();
            for at in self
                .tree
                .question_refs()
                .filter(|at| !self.set.contains(at))
            {
                let domain = &mut self.state.domains[at.index()];
                *domain = end(*domain, &self.tree[at]);
            }
            self.passes += 1;
            self.state.pass();
            levels &= self.state.levels.values;
            self.state.domains = domains;
        }
        levels == 0
    }

    /// Keeps a change, unless the same questions lead there with answers nearer to the old ones.
    fn note(&mut self, level: LevelRef) {
        let (distance, answers) = (self.distance(), self.nearest());
        let near = self.near.entry(level).or_insert((u32::MAX, Vec::new()));
        if distance < near.0 {
            *near = (distance, answers);
        }
    }

    /// Whether every level that is looked for and possible here was found nearer to the old answers.
    fn is_farther(&self) -> bool {
        let distance = self.distance();
        let wanted = self.state.levels.values & !self.known;
        let near = self
            .near
            .iter()
            .filter(|(_, (other, _))| *other <= distance);
        wanted & !near.fold(0, |set, (level, _)| set | 1 << level.0) == 0
    }

    fn nearest(&self) -> Vec<(QuestionRef, Answer)> {
        let answer = |at: &QuestionRef| {
            let domain = self.state.domains[at.index()];
            (*at, nearest(&self.tree[*at], domain, self.answers.get(*at)))
        };
        self.set.iter().map(answer).collect()
    }

    /// How far the nearest answers of this part are from the old ones.
    fn distance(&self) -> u32 {
        let one =
            |(at, new): (QuestionRef, Answer)| distance(&self.tree[at], self.answers.get(at), new);
        self.nearest().into_iter().map(one).sum()
    }
}

/// How far an answer is from another: choices on the way, ticks that differ, stretches of numbers between.
fn distance(question: &Question, old: Option<Answer>, new: Answer) -> u32 {
    match (old, new) {
        (Some(Answer::Choices(old)), Answer::Choices(new)) if question.kind == Kind::Many => {
            (old ^ new).count_ones()
        }
        (Some(Answer::Choices(old)), Answer::Choices(new)) if old != 0 && new != 0 => {
            old.ilog2().abs_diff(new.ilog2())
        }
        (Some(Answer::Number(old)), Answer::Number(new)) => {
            let between = |cut: &&i64| old.min(new) < **cut && **cut <= old.max(new);
            question.cuts.iter().filter(between).count() as u32
        }
        _ => 1,
    }
}

/// The first answer of a domain, where it is open.
fn light(domain: Domain, question: &Question) -> Domain {
    match domain {
        Domain::One(set) => Domain::One(lowest(set, 1)),
        Domain::Number { min, .. } => Domain::Number { min, max: min },
        Domain::Many { must, may } if must == may => domain,
        Domain::Many { .. } => {
            let none = lowest(question.alone(), 1);
            Domain::Many {
                must: none,
                may: none,
            }
        }
    }
}

/// The last answer of a domain, where it is open.
fn heavy(domain: Domain, question: &Question) -> Domain {
    match domain {
        Domain::One(set) => Domain::One(1 << set.ilog2()),
        Domain::Number { max, .. } => Domain::Number { min: max, max },
        Domain::Many { must, may } if must == may => domain,
        Domain::Many { .. } => {
            let all = question.all() & !question.alone();
            Domain::Many {
                must: all,
                may: all,
            }
        }
    }
}

/// The answer in a domain that keeps most of the old one.
fn nearest(question: &Question, domain: Domain, old: Option<Answer>) -> Answer {
    match domain {
        Domain::One(set) => Answer::Choices(set & set.wrapping_neg()),
        Domain::Number { min, max } => {
            let old = match old {
                Some(Answer::Number(number)) => number,
                _ => min,
            };
            Answer::Number(old.clamp(min, max))
        }
        Domain::Many { must, may } => {
            let old = match old {
                Some(Answer::Choices(set)) => set,
                _ => 0,
            };
            Answer::Choices(ticks(question, must, may, old))
        }
    }
}

/// Of choices that nothing tells apart only the number counts, so the old ticks among them are kept.
fn ticks(question: &Question, must: u64, may: u64, old: u64) -> u64 {
    let mut ticked = 0;
    for cell in &question.alike {
        let kept = lowest(old & cell, (may & cell).count_ones());
        let missing = (must & cell).count_ones().saturating_sub(kept.count_ones());
        ticked |= kept | lowest(cell & !kept, missing);
    }
    if ticked & question.alone() != 0 && must & question.alone() == 0 {
        ticked &= !question.alone();
    }
    match ticked {
        0 if question.alone() != 0 => lowest(
            if may & question.alone() != 0 {
                may & question.alone()
            } else {
                may
            },
            1,
        ),
        ticked => ticked,
    }
}

/// The lowest `count` bits of a set.
fn lowest(set: u64, count: u32) -> u64 {
    let mut rest = set;
    for _ in 0..count {
        rest &= rest.wrapping_sub(1);
    }
    set & !rest
}
