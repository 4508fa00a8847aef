//! Conditions as an *and* of *ors*, which is all that FHIR can say.

use crate::model::tree::QuestionRef;

/// The most tests that one item is given; what would need more is left unsaid.
const MOST: usize = 400;

/// The most clauses of several tests on one item. Each is a group around it, so a question in a part of the rest stands
/// in three times as many, and common readers of JSON stop at 128 objects and lists in one another.
const DEEPEST: usize = 12;

/// One test of an answer. What was not asked, or not answered yet, is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) question: QuestionRef,
    pub(super) wants: Wants,
}

/// What a test wants of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// There is one.
    Something,
    /// There is none.
    Nothing,
    /// This is chosen.
    Code(Code),
    /// This is not chosen.
    Not(Code),
    /// It is this or more.
    AtLeast(i64),
    /// It is this or less.
    AtMost(i64),
}

/// Something that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    /// A choice of the question, by its position.
    Choice(u32),
    /// Not sure, or rather not say.
    Unsure,
}

/// Any of these tests holds; never, if there are none.
pub(super) type Clause = Vec<Literal>;

/// All of these clauses hold; always, if there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clauses(pub(super) Vec<Clause>);

impl Literal {
    pub(super) fn new(question: QuestionRef, wants: Wants) -> Self {
        Literal { question, wants }
    }

    /// The tests of which one holds when this one does not.
    fn negated(self) -> Clause {
        let wants = match self.wants {
            Wants::Something => vec![Wants::Nothing],
            Wants::Nothing => vec![Wants::Something],
            Wants::Code(code) => vec![Wants::Not(code)],
            Wants::Not(code) => vec![Wants::Code(code)],
            Wants::AtLeast(number) => vec![Wants::Nothing, Wants::AtMost(number - 1)],
            Wants::AtMost(number) => vec![Wants::Nothing, Wants::AtLeast(number + 1)],
        };
        let literal = |wants| Literal::new(self.question, wants);
        wants.into_iter().map(literal).collect()
    }
}

impl Clauses {
    pub(super) fn always() -> Self {
        Clauses(Vec::new())
    }

    pub(super) fn never() -> Self {
        Clauses(vec![Vec::new()])
    }

    /// Any of these tests.
    pub(super) fn any(literals: Clause) -> Self {
        Clauses(vec![literals])
    }

    pub(super) fn and(mut self, other: Self) -> Self {
        other.0.into_iter().for_each(|clause| self.add(clause));
        self
    }

    /// Nothing, if that takes too many tests.
    pub(super) fn or(self, other: Self) -> Option<Self> {
        let mut both = Clauses::always();
        for one in &self.0 {
            for another in &other.0 {
                let mut clause = one.clone();
                clause.extend(another.iter().filter(|literal| !one.contains(literal)));
                both.add(clause);
                if both.0.iter().map(Vec::len).sum::<usize>() > MOST {
                    return None;
                }
            }
        }
        Some(both)
    }

    /// What each of these implies, as far as that can be seen: the same tests, or choices of one question put together.
    pub(super) fn common(mut all: impl Iterator<Item = Clauses>) -> Self {
        let Some(first) = all.next() else {
            return Clauses::always();
        };
        all.fold(first, |shared, next| {
            let mut both = Clauses::always();
            for one in &shared.0 {
                let meets = next.0.iter().filter_map(|other| together(one, other));
                meets.for_each(|clause| both.add(clause));
            }
            both
        })
    }

    /// What holds when this does not.
    pub(super) fn negated(&self) -> Option<Self> {
        let clause = |clause: &Clause| {
            let negated = clause.iter().map(|literal| literal.negated());
            Clauses(negated.collect())
        };
        let none = Some(Clauses::never());
        (self.0.iter().map(clause)).fold(none, |all, one| all?.or(one))
    }

    /// Whether every way to fulfil this fulfils the clause, too, as far as that can be seen.
    pub(super) fn implies(&self, clause: &Clause) -> bool {
        let within = |own: &Clause| own.iter().all(|literal| clause.contains(literal));
        self.0.iter().any(within)
    }

    /// As many as an item is given: what is left out shows it to more people.
    pub(super) fn shallow(&self) -> Self {
        let mut ors = 0;
        let mut clauses = self.0.clone();
        clauses.retain(|clause| {
            ors += usize::from(clause.len() > 1);
            clause.len() <= 1 || ors <= DEEPEST
        });
        Clauses(clauses)
    }

    /// Keeps only the weightiest clauses.
    fn add(&mut self, clause: Clause) {
        if self.implies(&clause) {
            return;
        }
        let weaker = |own: &Clause| clause.iter().all(|literal| own.contains(literal));
        self.0.retain(|own| !weaker(own));
        self.0.push(clause);
    }
}

/// A clause that follows from either.
fn together(one: &Clause, other: &Clause) -> Option<Clause> {
    let rest: Clause = (other.iter().filter(|literal| !one.contains(literal)))
        .copied()
        .collect();
    if rest.is_empty() && one.len() == other.len() {
        return Some(one.clone());
    }
    let question = one.first()?.question;
    let choice =
        |literal: &Literal| literal.question == question && matches!(literal.wants, Wants::Code(_));
    let all: Clause = one.iter().chain(&rest).copied().collect();
    all.iter().all(choice).then_some(all)
}
