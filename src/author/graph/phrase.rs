//! Conditions as an author writes them, on one line.

use crate::model::condition::{Condition, Test};
use crate::model::document::{Kind, Order};
use crate::model::tree::{Question, Tree};

/// More names than this are said by what they leave out, if that is shorter.
const MANY: usize = 3;

/// A condition in the words of the file: `need: hospital, home: triggers..`.
pub(super) fn phrase(tree: &Tree, condition: &Condition) -> String {
    match condition {
        Condition::All(parts) => joined(tree, parts, ", "),
        Condition::Any(parts) => joined(tree, parts, " or "),
        Condition::Not(part) => format!("not ({})", phrase(tree, part)),
        Condition::Test(test) => said(tree, &test.value),
    }
}

/// ` if …`, or nothing where there is no condition.
pub(super) fn if_phrase(tree: &Tree, when: &Option<Condition>) -> String {
    when.as_ref()
        .map(|when| format!(" if {}", phrase(tree, when)))
        .unwrap_or_default()
}

fn joined(tree: &Tree, parts: &[Condition], with: &str) -> String {
    let parts = parts.iter().map(|part| match part {
        Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => {
            format!("({})", phrase(tree, part))
        }
        _ => phrase(tree, part),
    });
    parts.collect::<Vec<_>>().join(with)
}

fn said(tree: &Tree, test: &Test) -> String {
    match *test {
        Test::Choices { question, any } => {
            let question = &tree[question];
            let ids = question.choices.iter().map(|choice| choice.id.as_ref());
            format!("{}: {}", question.id, set(ids, any, is_ordered(question)))
        }
        Test::Number { question, min, max } => {
            let question = &tree[question];
            let bounds = (question.min, question.max);
            format!("{}: {}", question.id, range(min, max, bounds))
        }
        Test::Score { score, min, max } => {
            let score = &tree[score];
            format!("{}: {}", score.id, range(min, max, tree.bounds(score)))
        }
        Test::Scale { scale, any } => {
            let scale = &tree[scale];
            let ids = scale.values.iter().map(|value| value.id.as_ref());
            format!("{}: {}", scale.id, set(ids, any, Ordered::Yes))
        }
        Test::Level { any } => {
            let ids = tree.levels.iter().map(|level| level.id.as_ref());
            format!("level: {}", set(ids, any, Ordered::Yes))
        }
    }
}

/// Whether values go from lighter to heavier, so that a range means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ordered {
    Yes,
    No,
}

fn is_ordered(question: &Question) -> Ordered {
    if question.kind == Kind::One && question.order != Order::None {
        Ordered::Yes
    } else {
        Ordered::No
    }
}

fn set<'t>(ids: impl Iterator<Item = &'t str>, any: u64, ordered: Ordered) -> String {
    let all: Vec<&str> = ids.collect();
    let (inside, outside): (Vec<_>, Vec<_>) = (0..all.len()).partition(|at| any >> at & 1 == 1);
    let names = |set: &[usize]| set.iter().map(|at| all[*at]).collect::<Vec<_>>().join(", ");
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
        return "nothing".to_owned();
    };
    let gapless = last - first + 1 == inside.len() && inside.len() > 1;
    if ordered == Ordered::Yes && gapless {
        let low = if *first == 0 { "" } else { all[*first] };
        let high = if last + 1 == all.len() {
            ""
        } else {
            all[*last]
        };
        return format!("{low}..{high}");
    }
    match inside.len() {
        1 => names(&inside),
        count if count > MANY && outside.is_empty() => "any".to_owned(),
        count if count > MANY && outside.len() < count => format!("any but {}", names(&outside)),
        _ => format!("[{}]", names(&inside)),
    }
}

fn range(min: i64, max: i64, (least, most): (i64, i64)) -> String {
    match (min <= least, max >= most) {
        _ if min == max => min.to_string(),
        (false, true) => format!("{min}.."),
        (true, false) => format!("..{max}"),
        _ => format!("{min}..{max}"),
    }
}
