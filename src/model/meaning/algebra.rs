//! What can be done with decision diagrams: truth, sums, comparisons, and looking away from a variable.

use super::diagram::{ALWAYS, Diagram, Diagrams, LEFT_OUT, Memo, NEVER, NOWHERE};
use std::ops::Range;

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
const REBUILD: u32 = 19;

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
            Op::Below if a == NOWHERE || b == NOWHERE => Some(NEVER),
            Op::Least | Op::Most if a == NOWHERE => Some(b),
            Op::Least | Op::Most if b == NOWHERE => Some(a),
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
        let (a, b) = (self.parts(a, variable), self.parts(b, variable));
        let from = self.stack.len();
        for value in 0..self.arity(variable) {
            let part = self.apply(op, self.part(a, value), self.part(b, value));
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
        let variable = self.variable(yes).min(self.variable(no));
        let variable = self.variable(when).min(variable);
        let [when, yes, no] = [when, yes, no].map(|part| self.parts(part, variable));
        let from = self.stack.len();
        for value in 0..self.arity(variable) {
            let (yes, no) = (self.part(yes, value), self.part(no, value));
            let part = self.choose(self.part(when, value), yes, no);
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
        let (a, b) = (self.parts(a, variable), self.parts(b, variable));
        let result = (0..self.arity(variable))
            .any(|value| can(self, self.part(a, value), self.part(b, value)));
        self.remember(asked, u32::from(result));
        result
    }

    /// The same function with other numbers.
    pub(crate) fn map(&mut self, diagram: Diagram, to: &dyn Fn(i64) -> i64) -> Diagram {
        let operation = self.operation();
        self.rebuild(diagram, operation, &mut |store, part| {
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
        let operation = self.operation();
        self.rebuild(diagram, operation, &mut |store, part| {
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
        operation: u32,
        stop: &mut dyn FnMut(&mut Self, Diagram) -> Option<Diagram>,
    ) -> Diagram {
        if let Some(result) = stop(self, diagram) {
            return result;
        }
        let asked = [REBUILD, diagram.0, operation, 0];
        if let Some(result) = self.recall(asked) {
            return Diagram(result);
        }
        let variable = self.variable(diagram);
        let parts = self.parts(diagram, variable);
        let from = self.stack.len();
        for value in 0..self.arity(variable) {
            let part = self.rebuild(self.part(parts, value), operation, stop);
            self.stack.push(part.0);
        }
        let result = self.complete(variable, from);
        self.remember(asked, result.0);
        result
    }
}
