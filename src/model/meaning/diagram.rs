//! Decision diagrams over finite variables: functions from answers to numbers, each stored once.
//!
//! Reduced, ordered and shared: equal functions have equal handles, so "the same everywhere" is `==`. Truth is 1 and
//! falsehood 0. Past a budget every operation gives falsehood at once, and [`Diagrams::is_full`] says so.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A function from answers to numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Diagram(pub(crate) u32);

/// Holds for no answers.
pub(crate) const NEVER: Diagram = Diagram(0);
/// Holds for all answers.
pub(crate) const ALWAYS: Diagram = Diagram(1);
/// The number [`LEFT_OUT`] for all answers.
pub(crate) const NOWHERE: Diagram = Diagram(2);

/// A number that is not compared with any other.
pub(crate) const LEFT_OUT: i64 = i64::MIN;

/// The variable of a number: it comes after all others.
const NUMBER: u32 = u32::MAX;
const EMPTY: u32 = u32::MAX;
/// Places in the tables at first. They grow with what is stored: memory that is never looked at costs time, too.
const SMALLEST: usize = 1 << 12;

#[derive(Clone, Copy)]
struct Node {
    variable: u32,
    /// Where its branches begin; for a number, where it stands.
    start: u32,
}

/// What a function is for each value of one variable.
#[derive(Clone, Copy)]
pub(super) enum Parts {
    /// It does not ask that variable.
    Same(Diagram),
    /// Where its branches begin.
    From(u32),
}

/// A result that was computed before.
#[derive(Clone, Copy, Default, PartialEq)]
struct Known {
    /// The operation and what it was applied to; no operation is 0.
    asked: [u32; 4],
    result: u32,
}

/// The store of all functions.
pub(crate) struct Diagrams {
    arity: Vec<u32>,
    nodes: Vec<Node>,
    branches: Vec<u32>,
    numbers: Vec<i64>,
    places: Memo<i64, Diagram>,
    /// Nodes by what they are: open addressing.
    table: Vec<u32>,
    /// A later result may take the place of an earlier one.
    known: Vec<Known>,
    /// Branches of nodes that are not complete yet.
    pub(crate) stack: Vec<u32>,
    /// How many operations have been numbered.
    operations: u32,
    budget: usize,
}

impl Diagrams {
    /// No functions yet over variables with so many values each; at most `budget` branches are stored.
    pub(crate) fn new(arity: Vec<u32>, budget: usize) -> Self {
        let mut store = Diagrams {
            arity,
            nodes: Vec::new(),
            branches: Vec::new(),
            numbers: Vec::new(),
            places: Memo::default(),
            table: vec![EMPTY; SMALLEST],
            known: vec![Known::default(); SMALLEST],
            stack: Vec::new(),
            operations: 0,
            budget,
        };
        for number in [0, 1, LEFT_OUT] {
            store.number(number);
        }
        store
    }

    /// Whether the budget ran out; then nothing that was computed means anything.
    pub(crate) fn is_full(&self) -> bool {
        self.branches.len() >= self.budget
    }

    /// How many functions there are; each has a larger handle than its parts.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// How many values a variable has.
    pub(crate) fn arity(&self, variable: u32) -> u32 {
        self.arity[variable as usize]
    }

    /// How many variables there are.
    pub(crate) fn variables(&self) -> u32 {
        self.arity.len() as u32
    }

    /// The function that always has this value.
    pub(crate) fn number(&mut self, number: i64) -> Diagram {
        if let Some(found) = self.places.get(&number) {
            return *found;
        }
        let at = Diagram(self.nodes.len() as u32);
        self.nodes.push(Node {
            variable: NUMBER,
            start: self.numbers.len() as u32,
        });
        self.numbers.push(number);
        self.places.insert(number, at);
        at
    }

    /// The number, if the function always has the same.
    pub(crate) fn as_number(&self, diagram: Diagram) -> Option<i64> {
        let node = self.nodes[diagram.0 as usize];
        (node.variable == NUMBER).then(|| self.numbers[node.start as usize])
    }

    /// The variable that is asked first; numbers come after all others.
    pub(crate) fn variable(&self, diagram: Diagram) -> u32 {
        self.nodes[diagram.0 as usize].variable
    }

    /// What is left when `variable`, which is not after the first one, has this value.
    pub(crate) fn branch(&self, diagram: Diagram, variable: u32, value: u32) -> Diagram {
        self.part(self.parts(diagram, variable), value)
    }

    /// What a function is for each value of `variable`, which is not after its first one.
    pub(super) fn parts(&self, diagram: Diagram, variable: u32) -> Parts {
        let node = self.nodes[diagram.0 as usize];
        if node.variable == variable {
            Parts::From(node.start)
        } else {
            Parts::Same(diagram)
        }
    }

    /// The part for one value.
    pub(super) fn part(&self, parts: Parts, value: u32) -> Diagram {
        match parts {
            Parts::Same(diagram) => diagram,
            Parts::From(start) => Diagram(self.branches[(start + value) as usize]),
        }
    }

    /// All branches of a function that is not a number.
    pub(crate) fn branches(&self, diagram: Diagram) -> impl Iterator<Item = Diagram> + '_ {
        let node = self.nodes[diagram.0 as usize];
        let start = node.start as usize;
        let end = start + self.arity(node.variable) as usize;
        self.branches[start..end]
            .iter()
            .map(|branch| Diagram(*branch))
    }

    /// The function that asks a variable and goes on as `branches` say.
    pub(crate) fn node(&mut self, variable: u32, branches: &[Diagram]) -> Diagram {
        let from = self.stack.len();
        self.stack.extend(branches.iter().map(|branch| branch.0));
        self.complete(variable, from)
    }

    /// Makes a node of the branches that were put on the stack.
    pub(crate) fn complete(&mut self, variable: u32, from: usize) -> Diagram {
        let first = self.stack[from];
        let found = if self.stack[from..].iter().all(|branch| *branch == first) {
            first
        } else {
            self.shared(variable, from)
        };
        self.stack.truncate(from);
        Diagram(found)
    }

    fn shared(&mut self, variable: u32, from: usize) -> u32 {
        let wanted = &self.stack[from..];
        let mask = self.table.len() - 1;
        let mut slot = hash(variable, wanted) as usize & mask;
        while self.table[slot] != EMPTY {
            let node = self.nodes[self.table[slot] as usize];
            let start = node.start as usize;
            if node.variable == variable && self.branches[start..start + wanted.len()] == *wanted {
                return self.table[slot];
            }
            slot = (slot + 1) & mask;
        }
        if self.is_full() {
            return NEVER.0;
        }
        let at = self.nodes.len() as u32;
        self.table[slot] = at;
        self.nodes.push(Node {
            variable,
            start: self.branches.len() as u32,
        });
        self.branches.extend_from_slice(&self.stack[from..]);
        if self.nodes.len() * 4 > self.table.len() * 3 {
            self.grow();
        }
        at
    }

    fn grow(&mut self) {
        let size = self.table.len() * 2;
        self.table = vec![EMPTY; size];
        for (at, node) in self.nodes.iter().enumerate() {
            if node.variable == NUMBER {
                continue;
            }
            let start = node.start as usize;
            let end = start + self.arity[node.variable as usize] as usize;
            let mut slot = hash(node.variable, &self.branches[start..end]) as usize & (size - 1);
            while self.table[slot] != EMPTY {
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = at as u32;
        }
        let known = std::mem::replace(&mut self.known, vec![Known::default(); size / 2]);
        for entry in known.into_iter().filter(|entry| entry.asked[0] != 0) {
            let slot = self.slot(entry.asked);
            self.known[slot] = entry;
        }
    }

    fn slot(&self, asked: [u32; 4]) -> usize {
        hash(asked[0], &asked[1..]) as usize & (self.known.len() - 1)
    }

    /// What was computed before.
    pub(crate) fn recall(&self, asked: [u32; 4]) -> Option<u32> {
        let entry = self.known[self.slot(asked)];
        (entry.asked == asked).then_some(entry.result)
    }

    /// A number that no other operation has, to remember its results by.
    pub(super) fn operation(&mut self) -> u32 {
        self.operations += 1;
        self.operations
    }

    /// Remembers what was computed.
    pub(crate) fn remember(&mut self, asked: [u32; 4], result: u32) {
        let slot = self.slot(asked);
        self.known[slot] = Known { asked, result };
    }
}

/// What is remembered of functions during one operation.
pub(crate) type Memo<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;

/// What was found in functions.
pub(crate) type Set<K> = HashSet<K, BuildHasherDefault<Mixer>>;

/// Hashes handles of functions as [`hash`] does.
#[derive(Default)]
pub(crate) struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        bytes
            .iter()
            .for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(word.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(ODD);
    }

    fn finish(&self) -> u64 {
        // A table looks at the lowest bits and at the highest ones.
        self.0 ^ self.0 >> 32
    }
}

const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads well enough, and is much faster than hashing that withstands an enemy: a full table only costs time.
fn hash(seed: u32, words: &[u32]) -> u64 {
    let mixed = words.iter().fold(u64::from(seed) + 1, |mixed, word| {
        (mixed.rotate_left(5) ^ u64::from(*word)).wrapping_mul(ODD)
    });
    mixed ^ mixed >> 32
}
