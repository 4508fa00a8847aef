//! Points that do not follow the order of what they are given for: most likely one of them stands at the wrong choice.

use crate::model::document::{Choice, Document, Kind, Order, Question};
use crate::model::finding::{Code, Finding};

pub(super) fn check(document: &Document, findings: &mut Vec<Finding>) {
    let questions = document.tree.iter().flat_map(|node| &node.questions);
    findings.extend(questions.filter_map(uneven));
}

fn uneven(question: &Question) -> Option<Finding> {
    let order = question.order.as_ref().map(|order| order.value);
    let (choice, other) = match (question.kind.value, order) {
        (Kind::One, Some(Order::Heavier | Order::Lighter)) => turn(&question.choices)?,
        (Kind::Many, None | Some(Order::Heavier | Order::Lighter)) => alone(&question.choices)?,
        _ => return None,
    };
    let message = format!(
        "the points of `{}` do not follow its order: `{}` adds {}, `{}` adds {}",
        question.id.value,
        other.id.value,
        points(other),
        choice.id.value,
        points(choice)
    );
    let place = (choice.points.as_ref()).map_or(choice.id.place, |points| points.place);
    let help = "is one of them at the wrong choice? If there is no order, write `order: none`";
    Some(Finding::new(Code::UnevenPoints, place, message).help(help.to_owned()))
}

/// The choice at which points that went up go down, or the other way, and the one before it.
fn turn(choices: &[Choice]) -> Option<(&Choice, &Choice)> {
    let step = |pair: &&[Choice]| (points(&pair[1]) - points(&pair[0])).signum();
    let mut pairs = choices.windows(2).filter(|pair| step(pair) != 0);
    let first = step(&pairs.next()?);
    let turn = pairs.find(|pair| step(pair) != first)?;
    Some((&turn[1], &turn[0]))
}

/// The choice that excludes the others, if it counts as one of them does, and that one.
fn alone(choices: &[Choice]) -> Option<(&Choice, &Choice)> {
    let counts = |choice: &&Choice| points(choice) != 0;
    let alone = choices.iter().filter(counts).find(|choice| choice.alone)?;
    let as_alone = |choice: &&Choice| points(choice).signum() == points(alone).signum();
    let other = choices
        .iter()
        .find(|choice| !choice.alone && as_alone(choice))?;
    Some((alone, other))
}

fn points(choice: &Choice) -> i64 {
    choice.points.as_ref().map_or(0, |points| points.value)
}
