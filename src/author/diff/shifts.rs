//! For which combinations of answers the results differ, and how.

use super::Side;
use super::common::Common;
use crate::author::proof::diagram::{ALWAYS, Diagram, Diagrams, NEVER};
use crate::author::proof::meaning::{Meaning, REFERRAL, STOP};
use crate::author::proof::{BUDGET, Count, MOST_VARIABLES, algebra::Op};
use crate::model::fixed::Text;
use crate::model::tree::{BranchRef, LevelRef, SupportRef, Tree};
use serde::Serialize;

/// What kind of result differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The level, a stop or a referral.
    Outcome,
    /// The alternative to a level that is the same.
    Alternative,
    /// The fallback of a level that is the same.
    Fallback,
    /// A support, where both suggest a level.
    Support,
    /// An alert, where both stop or neither does.
    Alert,
}

/// One way in which results differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shift {
    /// What kind of result.
    pub what: What,
    /// The level, support or alert it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What it was.
    pub old: String,
    /// What it is now.
    pub new: String,
    /// For how many combinations.
    pub combinations: Count,
    /// Their share of all, in percent.
    pub percent: f64,
    /// Their share of those that end in a suggestion before or after, in percent; of an alert, and between a stop and
    /// a referral, there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent_of_suggestions: Option<f64>,
    /// The smallest one.
    pub witness: Witness,
}

/// Answers that show a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Witness {
    /// In words.
    pub words: String,
    /// The command that shows what it was.
    pub old: String,
    /// The command that shows what it is now.
    pub new: String,
}

/// What the comparison found.
pub(super) struct Comparison {
    pub(super) combinations: Count,
    pub(super) suggestions: Count,
    pub(super) differing: Count,
    pub(super) differing_suggestions: Count,
    pub(super) shifts: Vec<Shift>,
}

impl Comparison {
    /// Nothing, if there are too many combinations to look at.
    pub(super) fn of(trees: &Side<&Tree>) -> Option<Self> {
        let common = Common::of(trees);
        if common.space.variables.len() > MOST_VARIABLES {
            return None;
        }
        let mut store = Diagrams::new(common.space.arity(), BUDGET);
        let views = common.views();
        let meaning = Side {
            old: Meaning::of(trees.old, &common.space, views.old, &mut store),
            new: Meaning::of(trees.new, &common.space, views.new, &mut store),
        };
        let domain = common.domain(&mut store);
        let either = store.or(meaning.old.suggested, meaning.new.suggested);
        let either = store.and(either, domain);
        let count = |here| holding(&common, &store, here);
        let [total, suggestions] = [domain, either].map(count);
        let mut comparer = Comparer {
            trees,
            common: &common,
            meaning,
            store,
            domain,
            total,
            suggestions,
            differs: NEVER,
            shifts: Vec::new(),
        };
        comparer.compare();
        comparer.finish()
    }
}

/// What results are called, each numbered; a result may be about something.
type Names = Vec<(Option<String>, String)>;

/// The numbers of a stop and a referral among outcomes, which are named first.
const ENDS: [i64; 2] = [0, 1];

struct Comparer<'c> {
    trees: &'c Side<&'c Tree>,
    common: &'c Common,
    meaning: Side<Meaning<'c>>,
    store: Diagrams,
    domain: Diagram,
    total: Count,
    suggestions: Count,
    differs: Diagram,
    shifts: Vec<Shift>,
}

impl<'c> Comparer<'c> {
    fn compare(&mut self) {
        let (mut names, trees) = (Names::new(), self.trees);
        let stop = number(&mut names, None, "stop".to_owned());
        let referral = number(&mut names, None, "referral".to_owned());
        let levels = trees.map(|tree| {
            let ids = tree.levels.iter().map(|level| level.id.to_string());
            ids.map(|id| number(&mut names, None, id))
                .collect::<Vec<_>>()
        });
        let outcome = |store: &mut Diagrams, meaning: &Meaning<'_>, levels: &[i64]| {
            store.map(meaning.level, &|level| match level {
                STOP => stop,
                REFERRAL => referral,
                rank => levels[rank as usize],
            })
        };
        let outcomes = Side {
            old: outcome(&mut self.store, &self.meaning.old, &levels.old),
            new: outcome(&mut self.store, &self.meaning.new, &levels.new),
        };
        self.shift(What::Outcome, &names, outcomes, ALWAYS);
        let suggested = self.meaning.map(|meaning| meaning.suggested);
        let suggested = self.store.and(suggested.old, suggested.new);
        let moved = self.store.differs(outcomes.old, outcomes.new);
        let same = self.store.without(suggested, moved);
        self.compare_alternatives(same);
        self.compare_fallbacks(same);
        self.compare_supports(suggested);
        self.compare_alerts();
    }

    fn compare_alternatives(&mut self, same: Diagram) {
        let mut names = Names::new();
        let ends = self.trees.map(|tree| {
            let branches = tree.branches.iter().map(|branch| {
                let other = branch.alternative.as_ref();
                let other = other.map(|other| offer(tree, other.level, &other.supports));
                let level = branch.level().map(|level| tree[level].id.to_string());
                number(&mut names, level, other.unwrap_or_else(none))
            });
            branches.collect::<Vec<i64>>()
        });
        let named = |store: &mut Diagrams, meaning: &Meaning<'_>, ends: &[i64]| {
            store.map(meaning.end, &|end| match end {
                STOP | REFERRAL => 0,
                branch => ends[branch as usize],
            })
        };
        let alternatives = Side {
            old: named(&mut self.store, &self.meaning.old, &ends.old),
            new: named(&mut self.store, &self.meaning.new, &ends.new),
        };
        self.shift(What::Alternative, &names, alternatives, same);
    }

    fn compare_fallbacks(&mut self, same: Diagram) {
        let mut names = Names::new();
        let fallbacks = Side {
            old: fallbacks(&mut self.store, &mut self.meaning.old, &mut names),
            new: fallbacks(&mut self.store, &mut self.meaning.new, &mut names),
        };
        self.shift(What::Fallback, &names, fallbacks, same);
    }

    fn compare_supports(&mut self, here: Diagram) {
        let ids = self
            .trees
            .map(|tree| tree.supports.iter().map(|support| &support.id).collect());
        for (id, places) in together(&ids) {
            let shown = Side {
                old: shown(&mut self.store, &self.meaning.old, places.old),
                new: shown(&mut self.store, &self.meaning.new, places.new),
            };
            let names = ["not advised", "advised"];
            let names = names.map(|name| (Some(id.clone()), name.to_owned()));
            self.shift(What::Support, &names, shown, here);
        }
    }

    fn compare_alerts(&mut self) {
        let stopped = self.meaning.map(|meaning| meaning.stopped);
        let moved = self.store.differs(stopped.old, stopped.new);
        let here = self.store.not(moved);
        let ids = self
            .trees
            .map(|tree| tree.alerts.iter().map(|alert| &alert.id).collect());
        for (id, places) in together(&ids) {
            let shown = |meaning: &Meaning<'_>, place: Option<usize>| {
                place.map_or(NEVER, |at| meaning.alerts[at])
            };
            let shown = Side {
                old: shown(&self.meaning.old, places.old),
                new: shown(&self.meaning.new, places.new),
            };
            let names = ["not shown", "shown"];
            let names = names.map(|name| (Some(id.clone()), name.to_owned()));
            self.shift(What::Alert, &names, shown, here);
        }
    }

    /// Notes every way in which two functions to numbered results differ here.
    fn shift(
        &mut self,
        what: What,
        names: &[(Option<String>, String)],
        results: Side<Diagram>,
        here: Diagram,
    ) {
        let moved = self.store.differs(results.old, results.new);
        let here = self.store.and(here, self.domain);
        let moved = self.store.and(moved, here);
        if moved == NEVER {
            return;
        }
        self.differs = self.store.or(self.differs, moved);
        let count = names.len() as i64;
        let old = self.store.map(results.old, &|old| old * count);
        let pair = self.store.apply(Op::Add, old, results.new);
        let nothing = self.store.number(-1);
        let pair = self.store.choose(moved, pair, nothing);
        let counts = self.common.space.count(&self.store, pair);
        for (found, combinations) in counts.into_iter().filter(|(found, _)| *found >= 0) {
            let there = self.store.holds(pair, &|pair| pair == found);
            let results = Side {
                old: found / count,
                new: found % count,
            };
            self.note(what, names, results, combinations, there);
        }
    }

    /// Notes one way, with the smallest of the combinations there.
    fn note(
        &mut self,
        what: What,
        names: &[(Option<String>, String)],
        results: Side<i64>,
        combinations: Count,
        there: Diagram,
    ) {
        let Some(witness) = self.witness(there) else {
            return;
        };
        let (of, old) = names[results.old as usize].clone();
        let (_, new) = names[results.new as usize].clone();
        let ends = ENDS.contains(&results.old) && ENDS.contains(&results.new);
        let suggests = what != What::Alert && !(what == What::Outcome && ends);
        let of_suggestions = suggests.then(|| combinations.percent_of(&self.suggestions));
        self.shifts.push(Shift {
            what,
            of,
            old,
            new,
            percent: combinations.percent_of(&self.total),
            percent_of_suggestions: of_suggestions,
            combinations,
            witness,
        });
    }

    fn witness(&self, differs: Diagram) -> Option<Witness> {
        let values = self.common.space.example(&self.store, differs)?;
        let asked = self
            .meaning
            .map(|meaning| meaning.answers(&self.store, &values));
        let slots = self.common.slots();
        let old = asked.old.iter().map(|(at, _)| slots.old[at.index()]);
        let new = asked.new.iter().map(|(at, _)| slots.new[at.index()]);
        let mut slots: Vec<_> = old.chain(new).collect();
        slots.sort_unstable();
        slots.dedup();
        let questions = &self.common.questions;
        Some(Witness {
            words: self
                .common
                .space
                .words(questions, slots.into_iter(), &values),
            old: self.trees.old.command(&asked.old),
            new: self.trees.new.command(&asked.new),
        })
    }

    fn finish(mut self) -> Option<Comparison> {
        let [old, new] = [self.meaning.old.suggested, self.meaning.new.suggested];
        let suggested = self.store.or(old, new);
        let suggested = self.store.and(suggested, self.differs);
        if self.store.is_full() {
            return None;
        }
        let order = |shift: &Shift| (shift.what, std::cmp::Reverse(shift.combinations.clone()));
        self.shifts.sort_by_key(order);
        Some(Comparison {
            combinations: self.total,
            suggestions: self.suggestions,
            differing: holding(self.common, &self.store, self.differs),
            differing_suggestions: holding(self.common, &self.store, suggested),
            shifts: self.shifts,
        })
    }
}

/// How many combinations a function holds for.
fn holding(common: &Common, store: &Diagrams, holds: Diagram) -> Count {
    let counts = common.space.count(store, holds);
    counts.get(&1).cloned().unwrap_or_default()
}

/// The number of a result, which it gets when it is named first.
fn number(names: &mut Names, of: Option<String>, name: String) -> i64 {
    let name = (of, name);
    let found = names.iter().position(|other| *other == name);
    let at = found.unwrap_or(names.len());
    if found.is_none() {
        names.push(name);
    }
    at as i64
}

fn none() -> String {
    "none".to_owned()
}

/// A level and what must go with it.
fn offer(tree: &Tree, level: LevelRef, supports: &[SupportRef]) -> String {
    let mut words = tree[level].id.to_string();
    for (at, support) in supports.iter().enumerate() {
        words += if at == 0 { " with " } else { ", " };
        words += &tree[*support].id;
    }
    words
}

fn fallbacks(store: &mut Diagrams, meaning: &mut Meaning<'_>, names: &mut Names) -> Diagram {
    let tree = meaning.tree;
    let levels: Vec<_> = tree.branches.iter().map(|branch| branch.level()).collect();
    let plain = levels.iter().map(|level| {
        let level = level.map(|level| tree[level].id.to_string());
        number(names, level, none())
    });
    let plain: Vec<i64> = plain.collect();
    let mut offered = store.map(meaning.end, &|end| match end {
        STOP | REFERRAL => 0,
        branch => plain[branch as usize],
    });
    for (at, branch) in tree.branches.iter().enumerate() {
        if let (Some(fallback), Some(level)) = (&branch.fallback, levels[at]) {
            let when = meaning.may(&fallback.when, store);
            let taken = meaning.taken(BranchRef(at as u32), store);
            let taken = store.and(taken, when);
            let taken = store.and(taken, meaning.suggested);
            let other = offer(tree, fallback.level, &fallback.supports);
            let other = number(names, Some(tree[level].id.to_string()), other);
            let other = store.number(other);
            offered = store.choose(taken, other, offered);
        }
    }
    offered
}

/// Where a support is named to the person: advised, and not covered by another.
fn shown(store: &mut Diagrams, meaning: &Meaning<'_>, at: Option<usize>) -> Diagram {
    let Some(at) = at else { return NEVER };
    let tree = meaning.tree;
    let mut shown = meaning.supports[at];
    for other in tree.support_refs() {
        if tree.outdoes(other, SupportRef(at as u32)) {
            shown = store.without(shown, meaning.supports[other.index()]);
        }
    }
    shown
}

/// Every id with its places, in the old order and then the new one.
fn together(ids: &Side<Vec<&Text>>) -> Vec<(String, Side<Option<usize>>)> {
    let place = |ids: &[&Text], id: &Text| ids.iter().position(|other| *other == id);
    let new = ids.new.iter().filter(|id| !ids.old.contains(id));
    let all = ids.old.iter().chain(new);
    all.map(|id| {
        let places = ids.map(|ids| place(ids, id));
        (id.to_string(), places)
    })
    .collect()
}
