//! Every small mistake in one condition.

use firststep::model::document::{Clause, Text};
use firststep::model::place::At;
use firststep::model::tree::Tree;

/// A mistake: what it is, and the condition that it leaves, if it leaves one.
pub(crate) type Bent = (String, Option<Clause>);

/// Every small mistake in a condition.
pub(crate) fn bend(clause: &Clause, tree: &Tree) -> Vec<Bent> {
    let mut bent = vec![
        ("always holds".to_owned(), None),
        ("negated".to_owned(), Some(not(clause))),
    ];
    bent.extend(
        parts(clause, tree)
            .into_iter()
            .map(|(name, clause)| (name, Some(clause))),
    );
    bent
}

fn not(clause: &Clause) -> Clause {
    Clause::Map(vec![(text("not"), at(clause.clone()))])
}

/// Each entry left out, turned around or bent.
fn parts(clause: &Clause, tree: &Tree) -> Vec<(String, Clause)> {
    let Clause::Map(entries) = clause else {
        return Vec::new();
    };
    let mut bent = Vec::new();
    for (index, (name, value)) in entries.iter().enumerate() {
        if entries.len() > 1 {
            let mut rest = entries.clone();
            rest.remove(index);
            bent.push((format!("without {}", shown(name, value)), Clause::Map(rest)));
        }
        bent.extend(entry(name, value, tree).into_iter().map(|(what, new)| {
            let mut entries = entries.clone();
            entries[index] = new;
            (what, Clause::Map(entries))
        }));
    }
    bent
}

/// Everything that could stand in place of one entry.
fn entry(name: &Text, value: &Clause, tree: &Tree) -> Vec<(String, (Text, At<Clause>))> {
    let turned = |by: &str, value: Clause| (text(by), at(value));
    let bent = match name.as_ref() {
        "all" | "any" => items(value, tree),
        "not" => parts(value, tree),
        _ => values(name, value, tree),
    };
    let bent = bent.into_iter().map(|(what, value)| {
        let what = match name.as_ref() {
            "all" | "any" => what,
            _ => format!("{} {what}", name.value),
        };
        (what, turned(name, value))
    });
    let other = match name.as_ref() {
        "all" => Some(("any", value.clone())),
        "any" => Some(("all", value.clone())),
        "not" => Some(("all", Clause::List(vec![at(value.clone())]))),
        _ => None,
    };
    let other = other.map(|(by, value)| {
        let what = format!("{by} for {}", shown(name, &value));
        (what, turned(by, value))
    });
    bent.chain(other).collect()
}

/// A list of conditions: each left out, each bent.
fn items(list: &Clause, tree: &Tree) -> Vec<(String, Clause)> {
    let Clause::List(items) = list else {
        return Vec::new();
    };
    let mut bent = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if items.len() > 1 {
            let mut rest = items.clone();
            rest.remove(index);
            bent.push((format!("without {}", written(item)), Clause::List(rest)));
        }
        for (what, clause) in parts(item, tree) {
            let mut items = items.clone();
            items[index] = at(clause);
            bent.push((what, Clause::List(items)));
        }
    }
    bent
}

/// What a name is compared with: each item left out, each bound moved, each value taken for its neighbour.
fn values(name: &str, value: &Clause, tree: &Tree) -> Vec<(String, Clause)> {
    match value {
        Clause::List(items) if items.len() > 1 => (0..items.len())
            .map(|index| {
                let mut rest = items.clone();
                let gone = rest.remove(index);
                (format!("without {}", written(&gone)), Clause::List(rest))
            })
            .collect(),
        Clause::Text(old) => texts(name, old, tree)
            .into_iter()
            .map(|new| (format!("{old} -> {new}"), Clause::Text(new)))
            .collect(),
        _ => Vec::new(),
    }
}

fn texts(name: &str, old: &str, tree: &Tree) -> Vec<String> {
    let ladder = ladder(name, tree);
    let moved = |value: &str| neighbours(value, &ladder);
    let Some((low, high)) = old.split_once("..") else {
        return moved(old);
    };
    let lows = moved(low).into_iter().map(|low| format!("{low}..{high}"));
    let highs = moved(high).into_iter().map(|high| format!("{low}..{high}"));
    lows.chain(highs).collect()
}

/// The values before and after this one, of a number or of named values.
fn neighbours(value: &str, ladder: &[String]) -> Vec<String> {
    if let Ok(number) = value.parse::<i64>() {
        return vec![(number - 1).to_string(), (number + 1).to_string()];
    }
    let Some(place) = ladder.iter().position(|other| other == value) else {
        return Vec::new();
    };
    let before = place.checked_sub(1).and_then(|place| ladder.get(place));
    let after = ladder.get(place + 1);
    before.into_iter().chain(after).cloned().collect()
}

/// The named values that something can have.
fn ladder(name: &str, tree: &Tree) -> Vec<String> {
    if name == "level" {
        return tree
            .levels
            .iter()
            .map(|level| level.id.to_string())
            .collect();
    }
    if let Some(question) = tree.question(name) {
        let choices = tree[question].choices.iter();
        return choices.map(|choice| choice.id.to_string()).collect();
    }
    let scale = tree.scales.iter().find(|scale| scale.id == name);
    let values = scale.into_iter().flat_map(|scale| &scale.values);
    values.map(|value| value.id.to_string()).collect()
}

fn shown(name: &Text, value: &Clause) -> String {
    format!("{} {}", name.value, written(value))
}

/// A condition on one line.
fn written(clause: &Clause) -> String {
    match clause {
        Clause::Nothing => String::new(),
        Clause::Text(text) => text.clone(),
        Clause::List(items) => {
            let items: Vec<String> = items.iter().map(|item| written(item)).collect();
            format!("[{}]", items.join(", "))
        }
        Clause::Map(entries) => {
            let entries = entries.iter().map(|(name, value)| shown(name, value));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn at<T>(value: T) -> At<T> {
    At {
        value,
        place: Default::default(),
    }
}

fn text(text: &str) -> Text {
    at(text.to_owned().into())
}
