//! What is in a decision diagram: its values, the variables it rests on, and the cheapest way to make it hold.

use super::diagram::{ALWAYS, Diagram, Diagrams, Memo, NEVER, Set};

/// A value for each variable that matters, none for the others.
pub(crate) type Path = Vec<Option<u32>>;

/// A walk over functions that remembers where it has been.
#[derive(Default)]
pub(crate) struct Search {
    /// The round in which each function was last looked through; before the first it is 0.
    seen: Vec<u32>,
    rounds: u32,
    /// The variables that any of the functions rests on.
    pub(crate) variables: Set<u32>,
    /// The numbers that any of the functions can be.
    pub(crate) numbers: Set<i64>,
}

impl Search {
    /// Looks through one more function.
    pub(crate) fn add(&mut self, store: &Diagrams, diagram: Diagram) {
        let mut open = vec![diagram];
        while let Some(next) = open.pop() {
            if !self.first_time(next) {
                continue;
            }
            if let Some(number) = store.as_number(next) {
                self.numbers.insert(number);
                continue;
            }
            self.variables.insert(store.variable(next));
            open.extend(store.branches(next));
        }
    }

    /// Forgets what was found, and keeps the memory.
    pub(crate) fn again(&mut self) {
        self.rounds += 1;
        self.variables.clear();
        self.numbers.clear();
    }

    fn first_time(&mut self, diagram: Diagram) -> bool {
        let (at, now) = (diagram.0 as usize, self.rounds + 1);
        if self.seen.len() <= at {
            self.seen.resize(at + 1, 0);
        }
        std::mem::replace(&mut self.seen[at], now) < now
    }
}

impl Diagrams {
    /// The number for these values of the variables.
    pub(crate) fn at(&self, diagram: Diagram, values: &[u32]) -> i64 {
        let mut here = diagram;
        loop {
            if let Some(number) = self.as_number(here) {
                return number;
            }
            let variable = self.variable(here);
            here = self.branch(here, variable, values[variable as usize]);
        }
    }

    /// The cheapest values with which a function holds, if it can; variables that do not matter have none.
    pub(crate) fn cheapest(
        &self,
        diagram: Diagram,
        cost: &dyn Fn(u32, u32) -> u64,
    ) -> Option<Path> {
        let mut memo = Memo::default();
        self.price(diagram, cost, &mut memo)?;
        let mut path = vec![None; self.variables() as usize];
        let mut here = diagram;
        while let Some((_, value)) = memo.get(&here) {
            let variable = self.variable(here);
            path[variable as usize] = Some(*value);
            here = self.branch(here, variable, *value);
        }
        Some(path)
    }

    /// What it costs to make a function hold, and remembers the first step.
    fn price(
        &self,
        diagram: Diagram,
        cost: &dyn Fn(u32, u32) -> u64,
        memo: &mut Memo<Diagram, (u64, u32)>,
    ) -> Option<u64> {
        match diagram {
            NEVER => return None,
            ALWAYS => return Some(0),
            _ => {}
        }
        if let Some((price, _)) = memo.get(&diagram) {
            return Some(*price);
        }
        let variable = self.variable(diagram);
        let prices = self
            .branches(diagram)
            .zip(0..)
            .filter_map(|(branch, value)| {
                let rest = self.price(branch, cost, memo)?;
                Some((rest + cost(variable, value), value))
            });
        let best = prices.min()?;
        memo.insert(diagram, best);
        Some(best.0)
    }
}
