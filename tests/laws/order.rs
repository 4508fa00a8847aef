//! Rules that leave out a heavier value, with which somebody gets less: by trying everything.

use super::Found;
use super::oracle::{End, World, Worlds};
use super::promises::advised;
use firststep::model::condition::{Condition, Test};
use firststep::model::document::{Kind, Order, Stop};
use firststep::model::finding::Code;
use firststep::model::place::At;
use firststep::model::tree::Tree;

pub(crate) fn check(worlds: &Worlds<'_>, found: &mut Found) {
    let tree = worlds.tree;
    let mut slips = |when: &Condition, others: &[&Condition], less: &dyn Fn(&World) -> bool| {
        for test in positive(when) {
            let slip = heavier(tree, test.value).into_iter().any(|instead| {
                let named = others.iter().any(|other| overlaps(other, instead));
                let mut worlds = worlds.all.iter();
                !named
                    && worlds.any(|world| {
                        less(world) && world.holds_with(tree, when, Some((test, instead)))
                    })
            });
            if slip {
                found.insert((Code::NamesOneOfOrdered, test.place));
            }
        }
    };
    for (at, scale) in tree.scales.iter().enumerate() {
        for (rank, value) in scale.values.iter().enumerate() {
            let less = |world: &World| {
                let reached = world.reached[scale.node.index()];
                reached && world.end != End::Stop && world.scales[at] < rank
            };
            value
                .rules
                .iter()
                .for_each(|rule| slips(&rule.when, &[], &less));
        }
    }
    for (at, branch) in tree.branches.iter().enumerate() {
        if let (Some(when), Some(level)) = (&branch.when, branch.level()) {
            let less = |world: &World| {
                let lower = matches!(world.end, End::Level(other) if other < level.0);
                lower && world.looked[at].is_some()
            };
            slips(when, &[], &less);
        }
    }
    for (at, support) in tree.supports.iter().enumerate() {
        let Some(when) = &support.when else { continue };
        let others = tree.supports.iter().enumerate();
        let others = others.filter(|(other, _)| *other != at);
        let others: Vec<&Condition> = others
            .filter_map(|(_, other)| other.when.as_ref())
            .collect();
        let less = |world: &World| world.is_suggestion() && !advised(tree, world, at);
        slips(when, &others, &less);
    }
    for (at, alert) in tree.alerts.iter().enumerate() {
        if alert.stop == Some(Stop::Refer) {
            continue;
        }
        let others = tree.alerts.iter().enumerate();
        let others = others.filter(|(other, _)| *other != at);
        let others: Vec<&Condition> = others.map(|(_, other)| &other.when).collect();
        let less = |world: &World| world.end != End::Stop && !world.alert(tree, at);
        slips(&alert.when, &others, &less);
    }
}

fn positive(condition: &Condition) -> Vec<&At<Test>> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(positive).collect(),
        Condition::Test(test) => vec![test],
        Condition::Not(_) => Vec::new(),
    }
}

/// Tests for each value heavier than the heaviest that is named, unless the lightest is named.
fn heavier(tree: &Tree, test: Test) -> Vec<Test> {
    match test {
        Test::Scale { scale, any } => {
            let ladder: Vec<u32> = (0..tree[scale].values.len() as u32).collect();
            let heavier = beyond(&ladder, any).into_iter();
            heavier
                .map(|at| Test::Scale {
                    scale,
                    any: 1 << at,
                })
                .collect()
        }
        Test::Choices { question, any } => {
            let asked = &tree[question];
            let mut ladder: Vec<u32> = (0..asked.choices.len() as u32).collect();
            let backwards = (asked.kind == Kind::YesNo) == (asked.order == Order::Heavier);
            match asked.kind {
                Kind::Many | Kind::Number => return Vec::new(),
                _ if asked.order == Order::None => return Vec::new(),
                _ if backwards => ladder.reverse(),
                _ => {}
            }
            let heavier = beyond(&ladder, any).into_iter();
            heavier
                .map(|at| Test::Choices {
                    question,
                    any: 1 << at,
                })
                .collect()
        }
        Test::Number { question, min, max } => {
            let asked = &tree[question];
            let inside = min > asked.min && max < asked.max;
            let range = match asked.order {
                Order::Heavier if inside => (max + 1, asked.max),
                Order::Lighter if inside => (asked.min, min - 1),
                _ => return Vec::new(),
            };
            vec![Test::Number {
                question,
                min: range.0,
                max: range.1,
            }]
        }
        Test::Score { score, min, max } => {
            let (least, most) = tree.bounds(&tree[score]);
            if min > least && max < most {
                return vec![Test::Score {
                    score,
                    min: max + 1,
                    max: most,
                }];
            }
            Vec::new()
        }
        Test::Level { .. } => Vec::new(),
    }
}

/// Values on the ladder above all that are named, lightest first.
fn beyond(ladder: &[u32], named: u64) -> Vec<u32> {
    let is_named = |at: &u32| named >> at & 1 == 1;
    if is_named(&ladder[0]) {
        return Vec::new();
    }
    let top = ladder.iter().rposition(is_named);
    ladder[top.map_or(ladder.len(), |top| top + 1)..].to_vec()
}

fn overlaps(condition: &Condition, wanted: Test) -> bool {
    let tests = condition.tests();
    tests.iter().any(|test| match (test.value, wanted) {
        (Test::Scale { scale: a, any: x }, Test::Scale { scale: b, any: y }) => {
            a == b && x & y != 0
        }
        (
            Test::Choices {
                question: a,
                any: x,
            },
            Test::Choices {
                question: b,
                any: y,
            },
        ) => a == b && x & y != 0,
        (
            Test::Number {
                question: a,
                min,
                max,
            },
            Test::Number {
                question: b,
                min: low,
                max: high,
            },
        ) => a == b && min <= high && low <= max,
        (
            Test::Score { score: a, min, max },
            Test::Score {
                score: b,
                min: low,
                max: high,
            },
        ) => a == b && min <= high && low <= max,
        _ => false,
    })
}
