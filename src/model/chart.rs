//! The tree charted for answers that leave something open: everything a walk tells, as functions of all answers.
//!
//! Each function is a decision diagram whose ends are facts. Given answers fix the way at the questions they answer and
//! leave every way open elsewhere; what can happen is what these ways lead to. A part of a diagram is entered once at
//! most, only while it may lead to something new, and only if some answer has a say in it: so a record costs little,
//! whether few or many of its answers are open.

use super::answers::{Answer, Answers};
use super::document::Stop;
use super::facts::{Fact, Facts, Layout};
use super::meaning::algebra::Op;
use super::meaning::diagram::{Diagram, Diagrams, NEVER};
use super::meaning::space::Space;
use super::meaning::view::View;
use super::meaning::{Meaning, REFERRAL, STOP};
use super::tree::{QuestionRef, Tree};

/// Branches of diagrams that are made at most: some ten megabytes, in a tenth of a second.
const BUDGET: usize = 1 << 19;
/// Making a diagram takes some stack for each variable.
const MOST_VARIABLES: usize = 2_000;
/// Parts of diagrams that may be made to tell how many questions are left.
const LEFT: usize = 1 << 14;

/// The end where there is nothing to tell.
const NOTHING: i64 = -1;
/// Marks an end that is a set of groups of questions; any other is the number of a fact.
const ASKED: i64 = 1 << 62;
/// The value of a variable that may have any.
const ANY: u32 = u32::MAX;

/// A tree compiled for answers that leave something open.
pub(crate) struct Chart {
    space: Space,
    sights: Vec<Sight>,
    left: Option<Left>,
    spots: Vec<Spot>,
    branches: Vec<u32>,
    /// How many values each variable has.
    arity: Vec<u32>,
}

/// Facts of which one holds, or none: where their diagram begins, and the bit of the first.
struct Sight {
    start: u32,
    bit: usize,
}

/// Which questions are asked: questions that are always asked together are one group.
struct Left {
    start: u32,
    groups: Vec<Vec<QuestionRef>>,
}

/// A place in a diagram.
#[derive(Clone, Copy)]
struct Spot {
    /// The facts it may lead to, as bits from the first of a sight; or the groups that may be asked.
    ends: u64,
    /// The questions that have a say from here on, as [`bit`]s; none at an end.
    asks: u64,
    variable: u32,
    /// Where its branches begin.
    start: u32,
}

/// Where the answers at hand lead; each walker has one, and many may be on one chart.
#[derive(Default)]
pub(crate) struct Traveler {
    /// The value of each variable, or [`ANY`].
    values: Vec<u32>,
    /// The questions that are answered, as [`bit`]s.
    fixed: u64,
    /// For each spot the round in which it was last entered.
    entered: Vec<u32>,
    round: u32,
}

impl Chart {
    /// Charts a tree; nothing, if it is too entangled.
    pub(crate) fn of(tree: &Tree, layout: &Layout) -> Option<Self> {
        let space = Space::of(&tree.questions);
        if space.variables.len() > MOST_VARIABLES {
            return None;
        }
        let mut store = Diagrams::new(space.arity(), BUDGET);
        let meaning = Meaning::of(tree, &space, View::own(tree), &mut store);
        let told = told(&meaning, layout, &mut store);
        if store.is_full() {
            return None;
        }
        let asked = asked(&meaning, &mut store);
        let mut chart = Chart {
            arity: space.arity(),
            space,
            sights: Vec::new(),
            left: None,
            spots: Vec::new(),
            branches: Vec::new(),
        };
        let starts = told.iter().map(|(start, _)| *start);
        let starts = starts.chain(asked.iter().map(|(start, _)| *start));
        let places = chart.draw(wanted(starts, &store), &store);
        let sights = told.into_iter().map(|(start, bit)| Sight {
            start: places[start.0 as usize],
            bit,
        });
        chart.sights = sights.collect();
        chart.left = asked.map(|(start, groups)| Left {
            start: places[start.0 as usize],
            groups,
        });
        Some(chart)
    }

    /// Takes over the diagrams that are wanted; returns where each is now.
    fn draw(&mut self, mut places: Vec<u32>, store: &Diagrams) -> Vec<u32> {
        for at in 0..places.len() {
            if places[at] == 0 {
                continue;
            }
            let diagram = Diagram(at as u32);
            let spot = match store.as_number(diagram) {
                Some(number) => Spot::end(number),
                None => self.spot(diagram, &places, store),
            };
            places[at] = self.spots.len() as u32;
            self.spots.push(spot);
        }
        places
    }

    /// A spot whose branches have their places already.
    fn spot(&mut self, diagram: Diagram, places: &[u32], store: &Diagrams) -> Spot {
        let variable = store.variable(diagram);
        let mut spot = Spot {
            ends: 0,
            asks: bit(self.space.variables[variable as usize].question),
            variable,
            start: self.branches.len() as u32,
        };
        for branch in store.branches(diagram) {
            let place = places[branch.0 as usize];
            let next = self.spots[place as usize];
            spot.ends |= next.ends;
            spot.asks |= next.asks;
            self.branches.push(place);
        }
        spot
    }

    /// Notes everything that can happen with these answers.
    pub(crate) fn look(&self, traveler: &mut Traveler, answers: &Answers, facts: &mut Facts) {
        traveler.entered.resize(self.spots.len(), 0);
        traveler.values.clear();
        traveler.values.resize(self.arity.len(), ANY);
        traveler.fixed = 0;
        for (question, answer) in answers.iter().filter(|(_, it)| *it != Answer::Unsure) {
            self.space.place(question, answer, &mut traveler.values);
            traveler.fixed |= bit(question);
        }
        for at in 0..self.sights.len() {
            let Sight { start, bit } = self.sights[at];
            traveler.set_out();
            let mut found = 0;
            self.reach(traveler, start, &mut found);
            facts.add_from(bit, found);
        }
    }

    /// Adds the ends that can be reached from a spot.
    fn reach(&self, traveler: &mut Traveler, from: u32, found: &mut u64) {
        let mut at = from;
        loop {
            let spot = self.spots[at as usize];
            if spot.ends & !*found == 0 {
                return;
            }
            if spot.asks & traveler.fixed == 0 {
                *found |= spot.ends;
                return;
            }
            if !traveler.enter(at) {
                return;
            }
            match traveler.values[spot.variable as usize] {
                ANY => {
                    for value in 0..self.arity[spot.variable as usize] {
                        self.reach(
                            traveler,
                            self.branches[(spot.start + value) as usize],
                            found,
                        );
                    }
                    return;
                }
                value => at = self.branches[(spot.start + value) as usize],
            }
        }
    }

    /// Fewest and most questions without an answer that are asked in walks that end in a suggestion, for the answers
    /// that were looked at last; nothing, if the chart does not tell.
    pub(crate) fn left(&self, traveler: &mut Traveler, answers: &Answers) -> Option<(u32, u32)> {
        let left = self.left.as_ref()?;
        let unanswered = |at: &&QuestionRef| answers.get(**at).is_none();
        let open = |group: &Vec<QuestionRef>| group.iter().filter(unanswered).count() as u32;
        let (start, counts) = (
            left.start,
            left.groups.iter().map(open).collect::<Vec<u32>>(),
        );
        traveler.set_out();
        let mut span = (u32::MAX, 0);
        self.count(traveler, start, &counts, &mut span);
        Some(span)
    }

    fn count(&self, traveler: &mut Traveler, at: u32, counts: &[u32], span: &mut (u32, u32)) {
        let spot = self.spots[at as usize];
        if spot.ends == 0 || !traveler.enter(at) {
            return;
        }
        if spot.asks == 0 {
            let groups = (0..).zip(counts).filter(|(at, _)| spot.ends >> at & 1 == 1);
            let count = groups.map(|(_, count)| count).sum();
            *span = (span.0.min(count), span.1.max(count));
            return;
        }
        let values = match traveler.values[spot.variable as usize] {
            ANY => 0..self.arity[spot.variable as usize],
            value => value..value + 1,
        };
        for value in values {
            self.count(
                traveler,
                self.branches[(spot.start + value) as usize],
                counts,
                span,
            );
        }
    }
}

impl Spot {
    fn end(number: i64) -> Self {
        let ends = match number {
            NOTHING => 0,
            ASKED.. => number as u64,
            fact => 1 << fact,
        };
        Spot {
            ends,
            asks: 0,
            variable: 0,
            start: 0,
        }
    }
}

impl Traveler {
    /// From here on, every spot is new.
    fn set_out(&mut self) {
        if self.round == u32::MAX {
            self.entered.fill(0);
            self.round = 0;
        }
        self.round += 1;
    }

    /// Whether a spot is new.
    fn enter(&mut self, at: u32) -> bool {
        std::mem::replace(&mut self.entered[at as usize], self.round) != self.round
    }
}

/// A question in a set of 64; of more, some share their bit, which at worst costs time.
fn bit(question: QuestionRef) -> u64 {
    1 << (question.0 % 64)
}

/// For each diagram that was made 1, if it is a part of these, else 0.
fn wanted(starts: impl Iterator<Item = Diagram>, store: &Diagrams) -> Vec<u32> {
    let mut wanted = vec![0; store.len()];
    starts.for_each(|start| wanted[start.0 as usize] = 1);
    // Each was made after its parts.
    for at in (0..wanted.len()).rev() {
        let diagram = Diagram(at as u32);
        if wanted[at] == 1 && store.as_number(diagram).is_none() {
            store
                .branches(diagram)
                .for_each(|branch| wanted[branch.0 as usize] = 1);
        }
    }
    wanted
}

/// For each group of facts of which at most one holds a diagram that says which one, and the bit of the first.
fn told(meaning: &Meaning, layout: &Layout, store: &mut Diagrams) -> Vec<(Diagram, usize)> {
    let tree = meaning.tree;
    let nothing = store.number(NOTHING);
    let mut told = ends(meaning, layout, store);
    let mut tell = |first: Fact, when: Diagram, what: Diagram, store: &mut Diagrams| {
        told.push((store.choose(when, what, nothing), layout.bit(first)));
    };
    let unstopped = store.not(meaning.stopped);
    for (at, alert) in (0..).zip(&tree.alerts) {
        let when = match alert.stop {
            Some(Stop::Emergency) => meaning.stopped,
            _ => unstopped,
        };
        let shown = meaning.alerts[at as usize];
        tell(Fact::Alert(at, false), when, shown, store);
    }
    for ((at, scale), value) in (0..).zip(&tree.scales).zip(&meaning.scales) {
        let reached = store.and(meaning.suggested, meaning.reached[scale.node.index()]);
        tell(Fact::Scale(at, 0), reached, *value, store);
    }
    for (at, asked) in (0..).zip(&meaning.asked) {
        tell(Fact::Asked(at, false), meaning.suggested, *asked, store);
    }
    for (at, advised) in (0..).zip(&meaning.supports) {
        tell(Fact::Support(at, false), meaning.suggested, *advised, store);
    }
    told
}

/// How walks end: stopped, referred, or with a branch; a diagram for every 64 of them.
fn ends(meaning: &Meaning, layout: &Layout, store: &mut Diagrams) -> Vec<(Diagram, usize)> {
    let early = store.map(meaning.end, &|end| match end {
        STOP => 0,
        REFERRAL => 1,
        _ => NOTHING,
    });
    let mut ends = vec![(early, layout.bit(Fact::Stopped))];
    for first in (0..meaning.tree.branches.len() as i64).step_by(64) {
        let branches = store.map(meaning.end, &|end| {
            let fact = end.checked_sub(first);
            fact.filter(|fact| (0..64).contains(fact))
                .unwrap_or(NOTHING)
        });
        ends.push((branches, layout.bit(Fact::Branch(first as u32))));
    }
    ends
}

/// Which groups of questions are asked in walks that end in a suggestion, as a set; nothing, if that is too much.
fn asked(meaning: &Meaning, store: &mut Diagrams) -> Option<(Diagram, Vec<Vec<QuestionRef>>)> {
    let mut groups: Vec<(Diagram, Vec<QuestionRef>)> = Vec::new();
    for (at, when) in (0..).map(QuestionRef).zip(&meaning.asked) {
        match groups.iter_mut().find(|(other, _)| other == when) {
            Some((_, group)) => group.push(at),
            None => groups.push((*when, vec![at])),
        }
    }
    let (most, mut sum) = (store.len() + LEFT, NEVER);
    for (at, (when, _)) in groups.iter().enumerate() {
        if store.len() > most || at as u32 >= ASKED.trailing_zeros() {
            return None;
        }
        let part = store.map(*when, &|asked| asked << at);
        sum = store.apply(Op::Add, sum, part);
    }
    let nothing = store.number(NOTHING);
    let set = store.map(sum, &|set| set | ASKED);
    let start = store.choose(meaning.suggested, set, nothing);
    let groups = groups.into_iter().map(|(_, group)| group).collect();
    (!store.is_full()).then_some((start, groups))
}
