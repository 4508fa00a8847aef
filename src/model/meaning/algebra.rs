//! What can be done with decision diagrams: truth, sums, comparisons, and looking away from a variable.

use super::diagram::{ALWAYS, Diagram, Diagrams, Memo, NEVER};
use std::ops::Range;

/// A number that is not compared with any other.
pub(crate) const LEFT_OUT: i64 = i64::MIN;

/// An operation on two functions, value by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    /// Both hold.
    And = 1,
    /// One of them holds.
    Or,
    /// The first holds, and the second does not.
    Without,
    /// The sum.
    Add,
    /// The smaller number of those that are not left out.
    Least,
    /// The larger number of those that are not left out.
    Most,
    /// The first is smaller, and neither is left out.
    Below,
    /// They are not the same.
    Differ,
}

const CHOOSE: u32 = 16;
const MEETS: u32 = 17;
const ESCAPES: u32 = 18;

impl Op {
    /// The result, where it can be told without going down.
    fn simple(self, a: Diagram, b: Diagram) -> Option<Diagram> {
        match self {
            Op::And if a == NEVER || b == NEVER => Some(NEVER),
            Op::And if a == ALWAYS || a == b => Some(b),
            Op::And if b == ALWAYS => Some(a),
            Op::Or if a == ALWAYS || b == ALWAYS => Some(ALWAYS),
            Op::Or | Op::Add if a == NEVER => Some(b),
            Op::Or | Op::Add | Op::Without if b == NEVER => Some(a),
            Op::Or | Op::Least | Op::Most if a == b => Some(a),
            Op::Without if a == NEVER || b == ALWAYS || a == b => Some(NEVER),
            Op::Below | Op::Differ if a == b => Some(NEVER),
            _ => None,
        }
    }

    fn of(self, a: i64, b: i64) -> i64 {
        match self {
            Op::And => a & b,
            Op::Or => a | b,
            Op::Without => a & !b,
            Op::Add => a + b,
            Op::Least if a == LEFT_OUT || b == LEFT_OUT => a.max(b),
            Op::Least => a.min(b),
            Op::Most => a.max(b),
            Op::Below => i64::from(a < b && a != LEFT_OUT),
            Op::Differ => i64::from(a != b),
        }
    }

    fn commutes(self) -> bool {
        !matches!(self, Op::Without | Op::Below)
    }
}

impl Diagrams {
    /// Applies an operation to two functions.
    pub(crate) fn apply(&mut self, op: Op, a: Diagram, b: Diagram) -> Diagram {
        if let Some(result) = op.simple(a, b) {
            return result;
        }
        let (a, b) = if op.commutes() && b < a {
            (b, a)
        } else {
            (a, b)
        };
        if let (Some(a), Some(b)) = (self.as_number(a), self.as_number(b)) {
            return self.number(op.of(a, b));
        }
        let asked = [op as u32, a.0, b.0, 0];
        if let Some(result) = self.recall(asked) {
            return Diagram(result);
        }
        let variable = self.variable(a).min(self.variable(b));
        let from = self.stack.len();
        for value in 0..self.arity(variable) {
            let (a, b) = (
                self.branch(a, variable, value),
                self.branch(b, variable, value),
            );
            let part = self.apply(op, a, b);
            self.stack.push(part.0);
        }
        let result = self.complete(variable, from);
        self.remember(asked, result.0);
        result
    }

    /// Both hold.
    pub(crate) fn and(&mut self, a: Diagram, b: Diagram) -> Diagram {
        self.apply(Op::And, a, b)
    }

    /// One of them holds.
    pub(crate) fn or(&mut self, a: Diagram, b: Diagram) -> Diagram {
        self.apply(Op::Or, a, b)
    }

    /// The first holds, and the second does not.
    pub(crate) fn without(&mut self, a: Diagram, b: Diagram) -> Diagram {
        self.apply(Op::Without, a, b)
    }

    /// Where two functions have different numbers.
    pub(crate) fn differs(&mut self, a: Diagram, b: Diagram) -> Diagram {
        self.apply(Op::Differ, a, b)
    }

    /// It does not hold.
    pub(crate) fn not(&mut self, a: Diagram) -> Diagram {
        self.apply(Op::Without, ALWAYS, a)
    }

    /// One function where a condition holds, another elsewhere.
    pub(crate) fn choose(&mut self, when: Diagram, yes: Diagram, no: Diagram) -> Diagram {
        if when == ALWAYS || yes == no {
            return yes;
        }
        if when == NEVER {
            return no;
        }
        let asked = [CHOOSE, when.0, yes.0, no.0];
        if let Some(result) = self.recall(asked) {
            return Diagram(result);
        }
        let all = [when, yes, no];
        let variable = all.map(|part| self.variable(part)).into_iter().min();
        let variable = variable.unwrap_or(0);
        let from = self.stack.len();
        for value in 0..self.arity(variable) {
            let [when, yes, no] = all.map(|part| self.branch(part, variable, value));
            let part = self.choose(when, yes, no);
            self.stack.push(part.0);
        }
        let result = self.complete(variable, from);
        self.remember(asked, result.0);
        result
    }

    /// Whether both can hold at once.
    pub(crate) fn meets(&mut self, a: Diagram, b: Diagram) -> bool {
        if a == NEVER || b == NEVER {
            return false;
        }
        if a == ALWAYS || b == ALWAYS || a == b {
            return true;
        }
        let (a, b) = if b < a { (b, a) } else { (a, b) };
        self.any_branch([MEETS, a.0, b.0, 0], Self::meets)
    }

    /// Whether the first can hold without the second.
    pub(crate) fn escapes(&mut self, a: Diagram, b: Diagram) -> bool {
        if a == NEVER || b == ALWAYS || a == b {
            return false;
        }
        if a == ALWAYS || b == NEVER {
            return true;
        }
        self.any_branch([ESCAPES, a.0, b.0, 0], Self::escapes)
    }

    fn any_branch(
        &mut self,
        asked: [u32; 4],
        can: fn(&mut Self, Diagram, Diagram) -> bool,
    ) -> bool {
        if let Some(result) = self.recall(asked) {
            return result == 1;
        }
        let (a, b) = (Diagram(asked[1]), Diagram(asked[2]));
        let variable = self.variable(a).min(self.variable(b));
        let result = (0..self.arity(variable)).any(|value| {
            let (a, b) = (
                self.branch(a, variable, value),
                self.branch(b, variable, value),
            );
            can(self, a, b)
        });
        self.remember(asked, u32::from(result));
        result
    }

    /// The same function with other numbers.
    pub(crate) fn map(&mut self, diagram: Diagram, to: &dyn Fn(i64) -> i64) -> Diagram {
        self.rebuild(diagram, &mut Memo::default(), &mut |store, part| {
            let number = store.as_number(part)?;
            Some(store.number(to(number)))
        })
    }

    /// Where the number is one of these.
    pub(crate) fn holds(&mut self, diagram: Diagram, wanted: &dyn Fn(i64) -> bool) -> Diagram {
        self.map(diagram, &|number| i64::from(wanted(number)))
    }

    /// What is left when a variable has this value.
    pub(crate) fn fix(&mut self, diagram: Diagram, variable: u32, value: u32) -> Diagram {
        self.rebuild(diagram, &mut Memo::default(), &mut |store, part| {
            (store.variable(part) >= variable).then(|| store.branch(part, variable, value))
        })
    }

    /// Puts together what the function can be for any values of some neighbouring variables.
    pub(crate) fn fold(&mut self, diagram: Diagram, op: Op, over: &Range<u32>) -> Diagram {
        let mut memo = Memo::default();
        self.fold_with(diagram, op, over, &mut memo)
    }

    fn fold_with(
        &mut self,
        diagram: Diagram,
        op: Op,
        over: &Range<u32>,
        memo: &mut Memo<Diagram, Diagram>,
    ) -> Diagram {
        let variable = self.variable(diagram);
        if variable >= over.end {
            return diagram;
        }
        if let Some(result) = memo.get(&diagram) {
            return *result;
        }
        let branches: Vec<Diagram> = self.branches(diagram).collect();
        let parts: Vec<Diagram> = branches
            .into_iter()
            .map(|branch| self.fold_with(branch, op, over, memo))
            .collect();
        let result = if variable < over.start {
            self.node(variable, &parts)
        } else {
            parts[1..]
                .iter()
                .fold(parts[0], |all, part| self.apply(op, all, *part))
        };
        memo.insert(diagram, result);
        result
    }

    /// Goes down until `stop` knows what to put there, and builds the function anew.
    fn rebuild(
        &mut self,
        diagram: Diagram,
        memo: &mut Memo<Diagram, Diagram>,
        stop: &mut dyn FnMut(&mut Self, Diagram) -> Option<Diagram>,
    ) -> Diagram {
        if let Some(result) = memo.get(&diagram) {
            return *result;
        }
        let result = match stop(self, diagram) {
            Some(result) => result,
            None => {
                let variable = self.variable(diagram);
                let from = self.stack.len();
                for value in 0..self.arity(variable) {
                    let branch = self.branch(diagram, variable, value);
                    let part = self.rebuild(branch, memo, stop);
                    self.stack.push(part.0);
                }
                self.complete(variable, from)
            }
        };
        memo.insert(diagram, result);
        result
    }
}
