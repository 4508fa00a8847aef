//! What an answer must be for a test of it to hold, and what for it to fail.

use super::clauses::{Clauses, Code, Literal, Wants};
use crate::model::document::Kind;
use crate::model::tree::{Question, QuestionRef};

/// When any of these choices is in the answer.
pub(super) fn any_of(at: QuestionRef, question: &Question, set: u64) -> Clauses {
    let choices = positions(question, set);
    let wants = choices.map(|choice| Wants::Code(Code::Choice(choice)));
    Clauses::any(wants.map(|wants| Literal::new(at, wants)).collect())
}

/// When the answer is there and has none of these choices.
pub(super) fn none_of(at: QuestionRef, question: &Question, set: u64) -> Clauses {
    let (others, alone) = (question.all() & !set, question.alone());
    // Ticking nothing is an answer only where no choice says so.
    if question.kind != Kind::Many || alone != 0 && others & !alone == 0 {
        return any_of(at, question, others);
    }
    let choices = positions(question, set).map(Code::Choice);
    let none = choices.chain((!question.required).then_some(Code::Unsure));
    let wants = none.map(Wants::Not).chain([Wants::Something]);
    Clauses(wants.map(|wants| vec![Literal::new(at, wants)]).collect())
}

/// When there is a number, and it lies in this range.
pub(super) fn within(at: QuestionRef, question: &Question, min: i64, max: i64) -> Clauses {
    let wanted = [
        (min > question.min).then_some(Wants::AtLeast(min)),
        (max < question.max).then_some(Wants::AtMost(max)),
    ];
    let ends = wanted.into_iter().flatten();
    let ends: Vec<_> = ends.map(|wants| vec![Literal::new(at, wants)]).collect();
    if ends.is_empty() {
        return Clauses::any(vec![Literal::new(at, Wants::Something)]);
    }
    Clauses(ends)
}

/// When there is a number, and it lies outside.
pub(super) fn outside(at: QuestionRef, question: &Question, min: i64, max: i64) -> Clauses {
    let wanted = [
        (min > question.min).then(|| Wants::AtMost(min - 1)),
        (max < question.max).then(|| Wants::AtLeast(max + 1)),
    ];
    let ends = wanted.into_iter().flatten();
    Clauses::any(ends.map(|wants| Literal::new(at, wants)).collect())
}

fn positions(question: &Question, set: u64) -> impl Iterator<Item = u32> + use<> {
    (0..question.choices.len() as u32).filter(move |choice| set >> choice & 1 == 1)
}
