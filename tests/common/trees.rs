//! Small questionnaires made by chance, as YAML: every kind of question, score, scale, branch, alert, support and
//! guarantee, with so few combinations of answers that all of them can be tried.
//!
//! They are made from bytes, so that a failing one shrinks: fewer and smaller bytes make a smaller questionnaire.

use proptest::collection::vec;
use proptest::prelude::*;
use std::fmt::Write;

/// Most combinations of answers.
const MOST: u64 = 160;

/// Bytes that questionnaires are made from.
pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..260)
}

/// A questionnaire that passes the gate.
pub(crate) fn questionnaire(bytes: &[u8]) -> String {
    Writer::new(bytes).questionnaire()
}

/// Chance, read from bytes; when they run out, the first of every choice.
pub(crate) struct Dice<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl<'b> Dice<'b> {
    /// Reads these bytes.
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Dice {
            bytes: bytes.iter(),
        }
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.bytes.next().map_or(0, |byte| usize::from(*byte)) % sides.max(1)
    }

    /// Whether something happens that happens once in `times`; with no bytes left it does not.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == times - 1
    }

    fn pick<'x, T>(&mut self, from: &'x [T]) -> &'x T {
        &from[self.roll(from.len())]
    }
}

/// Something that a condition may name.
#[derive(Clone)]
struct Name {
    id: String,
    is_question: bool,
    is_emergency: bool,
    values: Values,
}

#[derive(Clone)]
enum Values {
    Ids { ids: Vec<String>, ordered: bool },
    Numbers(i64, i64),
}

/// A kind of question with its choices, and how many answers it takes.
struct Kind {
    text: String,
    size: u64,
    values: Values,
    /// The fewest and the most points, and none when it is not asked.
    points: Option<(i64, i64)>,
}

struct Writer<'b> {
    dice: Dice<'b>,
    names: Vec<Name>,
    /// The fewest and most points of each question that has points.
    points: Vec<(String, i64, i64)>,
    combinations: u64,
    levels: usize,
    supports: usize,
    alerts: Vec<String>,
}

impl<'b> Writer<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Writer {
            dice: Dice::new(bytes),
            names: Vec::new(),
            points: Vec::new(),
            combinations: 1,
            levels: 1,
            supports: 0,
            alerts: Vec::new(),
        }
    }

    fn questionnaire(mut self) -> String {
        self.levels = 1 + self.dice.roll(4);
        self.supports = self.dice.roll(4);
        let nodes = 1 + self.dice.roll(4);
        let mut tree = String::from("tree:\n");
        for node in 0..nodes {
            self.node(node, nodes, &mut tree);
        }
        let mut text = String::from(HEAD);
        self.parts(&mut text);
        text += &tree;
        self.guarantees(&mut text);
        text
    }

    fn parts(&mut self, text: &mut String) {
        text.push_str("levels:\n");
        for level in 0..self.levels {
            let _ = writeln!(text, "  - {{ id: l{level}, name: L, about: a }}");
        }
        if self.supports > 0 {
            text.push_str("supports:\n");
        }
        for support in 0..self.supports {
            self.support(support, text);
        }
        let alerts = self.dice.roll(4);
        if alerts > 0 && !self.names.is_empty() {
            text.push_str("alerts:\n");
            (0..alerts).for_each(|alert| self.alert(alert, text));
        }
        self.steps(text);
        self.contact(text);
    }

    fn steps(&mut self, text: &mut String) {
        let mut names = self.names.clone();
        names.push(self.level_name());
        for step in 0..self.dice.roll(6) {
            if step == 0 {
                text.push_str("steps:\n");
            }
            let when = self.sometimes(&names, 3);
            let _ = writeln!(text, "  - {{ id: s{step}, do: a{when} }}");
        }
    }

    fn contact(&mut self, text: &mut String) {
        let questions: Vec<Name> = (self.names.iter())
            .filter(|name| name.is_question)
            .cloned()
            .collect();
        if self.dice.once_in(4) {
            let when = self.sometimes(&questions, 3);
            let _ = writeln!(
                text,
                "contacts: [{{ id: c, name: C, reach: r, source: s{when} }}]"
            );
        }
    }

    fn support(&mut self, support: usize, text: &mut String) {
        let mut names = self.names.clone();
        if self.dice.once_in(2) {
            names.push(self.level_name());
        }
        let when = self.sometimes(&names, 5);
        let unknown = if !when.is_empty() && self.dice.once_in(2) {
            ", if_unknown: true, unknown_because: b"
        } else {
            ""
        };
        let other = self.dice.roll(self.supports);
        let covers = if other != support && self.dice.once_in(3) {
            format!(", covers: [p{other}]")
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "  - {{ id: p{support}, name: P, timing: first, because: b{when}{unknown}{covers} }}"
        );
    }

    fn alert(&mut self, alert: usize, text: &mut String) {
        let mut names = self.names.clone();
        let stop = match self.dice.roll(4) {
            2 => ", stop: refer",
            3 => {
                names.retain(|name| name.is_emergency);
                ", stop: emergency"
            }
            _ => "",
        };
        let Some(when) = self.condition(&names, 1) else {
            return;
        };
        self.alerts.push(format!("a{alert}"));
        let _ = writeln!(
            text,
            "  - {{ id: a{alert}, title: A, message: m, when: {when}{stop} }}"
        );
    }

    fn node(&mut self, node: usize, nodes: usize, text: &mut String) {
        let _ = writeln!(text, "  - id: n{node}\n    title: N");
        let questions = self.dice.roll(4) + usize::from(node == 0);
        let mut written = String::new();
        for _ in 0..questions {
            self.question(node, &mut written);
        }
        list("questions", &written, text);
        written.clear();
        if !self.points.is_empty() && self.dice.once_in(3) {
            self.score(node, &mut written);
        }
        list("scores", &written, text);
        written.clear();
        for scale in 0..self.dice.roll(3) {
            self.scale(node, scale, &mut written);
        }
        list("scales", &written, text);
        written.clear();
        self.branches(node, nodes, &mut written);
        list("next", &written, text);
    }

    fn question(&mut self, node: usize, text: &mut String) {
        let id = format!(
            "q{}",
            self.names.iter().filter(|name| name.is_question).count()
        );
        let questions = self.names.iter().filter(|name| name.is_question);
        let earlier: Vec<Name> = questions.cloned().collect();
        let when = if self.dice.once_in(3) {
            self.sometimes(&earlier, 8)
        } else {
            String::new()
        };
        let order = ["", ", order: heavier", ", order: lighter", ", order: none"];
        let order = order[self.dice.roll(4)];
        let Kind {
            text: kind,
            size,
            values,
            points,
        } = self.kind(order);
        if self.combinations * size > MOST {
            return;
        }
        self.combinations *= size;
        if let Some((least, most)) = points {
            self.points.push((id.clone(), least, most));
        }
        self.names.push(Name {
            is_emergency: node == 0 && when.is_empty(),
            id: id.clone(),
            is_question: true,
            values,
        });
        let _ = writeln!(text, "      - {{ id: {id}, ask: Q, {kind}{order}{when} }}");
    }

    fn kind(&mut self, order: &str) -> Kind {
        match self.dice.roll(4) {
            0 => {
                let points = self.dice.roll(4) as i64 - 1;
                Kind {
                    text: format!("kind: yes_no, points: {points}"),
                    size: 2,
                    values: Values::Ids {
                        ids: vec!["yes".to_owned(), "no".to_owned()],
                        ordered: false,
                    },
                    points: Some((points.min(0), points.max(0))),
                }
            }
            1 => {
                let (min, size) = (self.dice.roll(3) as i64, 2 + self.dice.roll(4) as i64);
                Kind {
                    text: format!("kind: number, min: {min}, max: {}", min + size - 1),
                    size: size as u64,
                    values: Values::Numbers(min, min + size - 1),
                    points: None,
                }
            }
            2 => self.one(order),
            _ => self.many(),
        }
    }

    fn one(&mut self, order: &str) -> Kind {
        let points: Vec<i64> = (0..2 + self.dice.roll(3))
            .map(|_| self.dice.roll(4) as i64 - 1)
            .collect();
        Kind {
            text: format!("kind: one, choices: [{}]", choices(&points, points.len())),
            size: points.len() as u64,
            values: Values::Ids {
                ids: ids(points.len()),
                ordered: order.ends_with("heavier") || order.ends_with("lighter"),
            },
            points: Some(spread(points.iter().copied())),
        }
    }

    fn many(&mut self) -> Kind {
        let (together, alone) = (1 + self.dice.roll(3), self.dice.roll(3));
        let points: Vec<i64> = (0..together + alone)
            .map(|_| self.dice.roll(4) as i64 - 1)
            .collect();
        let sums = |sign: i64| {
            points[..together]
                .iter()
                .filter(move |points| **points * sign > 0)
        };
        let sums = [sums(-1).sum(), sums(1).sum()];
        Kind {
            text: format!("kind: many, choices: [{}]", choices(&points, together)),
            size: (1 << together) - u64::from(alone > 0) + alone as u64,
            values: Values::Ids {
                ids: ids(points.len()),
                ordered: false,
            },
            points: Some(spread(points[together..].iter().copied().chain(sums))),
        }
    }

    fn score(&mut self, node: usize, text: &mut String) {
        let from = self.dice.roll(self.points.len());
        let added = &self.points[from..];
        let ids: Vec<&str> = added.iter().map(|(id, ..)| id.as_str()).collect();
        let _ = writeln!(
            text,
            "      - {{ id: t{node}, title: T, add: [{}] }}",
            ids.join(", ")
        );
        let least = added.iter().map(|(_, least, _)| least).sum();
        let most = added.iter().map(|(.., most)| most).sum();
        self.names.push(Name {
            id: format!("t{node}"),
            is_question: false,
            is_emergency: false,
            values: Values::Numbers(least, most),
        });
    }

    fn scale(&mut self, node: usize, scale: usize, text: &mut String) {
        let names = self.names.clone();
        let mut values = String::from("{ id: v0 }, ");
        let mut ids = vec!["v0".to_owned()];
        for rank in 1..2 + self.dice.roll(3) {
            let Some(when) = self.condition(&names, 1) else {
                return;
            };
            let value = match self.dice.roll(3) {
                2 => match self.condition(&names, 0) {
                    Some(other) => format!(
                        "rules: [{{ when: {when}, because: b }}, {{ when: {other}, because: b }}]"
                    ),
                    None => format!("when: {when}"),
                },
                _ => format!("when: {when}"),
            };
            let _ = write!(values, "{{ id: v{rank}, {value} }}, ");
            ids.push(format!("v{rank}"));
        }
        let id = format!("k{node}{scale}");
        let _ = writeln!(text, "      - {{ id: {id}, title: K, values: [{values}] }}");
        self.names.push(Name {
            id,
            is_question: false,
            is_emergency: false,
            values: Values::Ids { ids, ordered: true },
        });
    }

    fn branches(&mut self, node: usize, nodes: usize, text: &mut String) {
        let is_last = node + 1 == nodes;
        for _ in 0..self.dice.roll(4) {
            let names = self.names.clone();
            let when = self.sometimes(&names, 1);
            if when.is_empty() {
                break;
            }
            let target = self.target(node, nodes);
            let _ = writeln!(text, "      - {{ {target}{when} }}");
        }
        if is_last || self.dice.once_in(5) {
            let target = self.target(node, nodes);
            let _ = writeln!(text, "      - {{ {target} }}");
        }
    }

    fn target(&mut self, node: usize, nodes: usize) -> String {
        if node + 1 < nodes && self.dice.once_in(2) {
            let ahead = node + 1 + self.dice.roll(nodes - node - 1);
            return format!("go: n{ahead}");
        }
        let level = self.dice.roll(self.levels);
        let other = self.dice.roll(self.levels);
        let more = match self.dice.roll(5) {
            3 => format!(", alternative: {{ level: l{other}, because: b }}"),
            4 => {
                let when = self.sometimes(&self.names.clone(), 2);
                format!(", fallback: {{ level: l{other}, recheck: soon, because: b{when} }}")
            }
            _ => String::new(),
        };
        format!("suggest: l{level}, because: b{more}")
    }

    fn guarantees(&mut self, text: &mut String) {
        let mut written = String::new();
        for guarantee in 0..self.dice.roll(4) {
            let Some(promise) = self.promise() else {
                continue;
            };
            let names = self.names.clone();
            let when = if self.dice.once_in(2) {
                self.sometimes(&names, 9)
            } else {
                String::new()
            };
            let _ = writeln!(written, "  - {{ id: g{guarantee}{promise}{when} }}");
        }
        if !written.is_empty() {
            let _ = write!(text, "guarantees:\n{written}");
        }
    }

    fn promise(&mut self) -> Option<String> {
        Some(match self.dice.roll(6) {
            0 => {
                let level = self.level_name();
                format!(", level: {}", self.value(&level.values))
            }
            1 if self.supports > 0 => format!(", supports: [p{}]", self.dice.roll(self.supports)),
            2 if !self.alerts.is_empty() => {
                format!(", alerts: [{}]", self.dice.pick(&self.alerts.clone()))
            }
            3 => ", stops: true".to_owned(),
            4 | 5 => self.promise_of_change()?,
            _ => return None,
        })
    }

    fn promise_of_change(&mut self) -> Option<String> {
        let questions: Vec<String> = (self.names.iter())
            .filter(|name| name.is_question)
            .map(|name| name.id.clone())
            .collect();
        if questions.is_empty() {
            return None;
        }
        let some = questions[self.dice.roll(questions.len())..].join(", ");
        let change = match self.dice.roll(3) {
            0 => "worse: all".to_owned(),
            1 => format!("worse: [{some}]"),
            _ => format!("answers: [{some}]"),
        };
        let never = ["change_level", "raise_level", "lower_level"][self.dice.roll(3)];
        let keep = if self.supports > 0 && self.dice.once_in(2) {
            format!(", keep: [p{}]", self.dice.roll(self.supports))
        } else {
            String::new()
        };
        let never = if keep.is_empty() || !self.dice.once_in(2) {
            format!(", never: {never}")
        } else {
            String::new()
        };
        let question = self.dice.pick(&questions).clone();
        let except = if self.dice.once_in(2) {
            let when = self.sometimes(&self.names.clone(), 2);
            format!(", except: [{{ question: {question}, because: b{when} }}]")
        } else {
            String::new()
        };
        Some(format!(", {change}{never}{keep}{except}"))
    }

    fn level_name(&self) -> Name {
        let ids = (0..self.levels).map(|level| format!("l{level}"));
        Name {
            id: "level".into(),
            is_question: false,
            is_emergency: false,
            values: Values::Ids {
                ids: ids.collect(),
                ordered: true,
            },
        }
    }

    /// `, when: …`, or nothing once in `times` and when there is nothing to name.
    fn sometimes(&mut self, names: &[Name], times: usize) -> String {
        if times > 1 && self.dice.once_in(times) {
            return String::new();
        }
        self.condition(names, 1)
            .map_or(String::new(), |when| format!(", when: {when}"))
    }

    fn condition(&mut self, names: &[Name], depth: usize) -> Option<String> {
        if names.is_empty() {
            return None;
        }
        let form = if depth > 0 { self.dice.roll(8) } else { 0 };
        Some(match form {
            5 => format!("{{ not: {} }}", self.condition(names, depth - 1)?),
            6 => format!(
                "{{ any: [{}, {}] }}",
                self.condition(names, depth - 1)?,
                self.condition(names, depth - 1)?
            ),
            7 => format!(
                "{{ all: [{}, {}] }}",
                self.condition(names, depth - 1)?,
                self.condition(names, depth - 1)?
            ),
            _ => {
                let first = self.dice.roll(names.len());
                let second = self.dice.roll(names.len());
                let mut entries = self.entry(&names[first]);
                if first != second && self.dice.once_in(2) {
                    entries = format!("{entries}, {}", self.entry(&names[second]));
                }
                format!("{{ {entries} }}")
            }
        })
    }

    fn entry(&mut self, name: &Name) -> String {
        let value = self.value(&name.values);
        format!("{}: {value}", name.id)
    }

    fn value(&mut self, values: &Values) -> String {
        match values {
            Values::Numbers(min, max) => {
                let span = (max - min + 1) as usize;
                let low = min + self.dice.roll(span) as i64;
                let high = low + self.dice.roll((max - low + 1) as usize) as i64;
                match self.dice.roll(4) {
                    0 => format!("{low}.."),
                    1 => format!("..{high}"),
                    2 => format!("{low}"),
                    _ => format!("{low}..{high}"),
                }
            }
            Values::Ids { ids, ordered } => {
                let low = self.dice.roll(ids.len());
                let high = low + self.dice.roll(ids.len() - low);
                match self.dice.roll(4) {
                    1 if *ordered => format!("{}..", ids[low]),
                    2 if *ordered => format!("..{}", ids[high]),
                    3 => format!("[{}]", ids[low..=high].join(", ")),
                    _ => ids[low].clone(),
                }
            }
        }
    }
}

const HEAD: &str = "format: 1\nid: chance\nversion: '1'\nlanguage: en\ntitle: T\nintro: I\nclosing: C\n\
    emergency: { message: M }\n";

fn list(key: &str, written: &str, text: &mut String) {
    if !written.is_empty() {
        let _ = write!(text, "    {key}:\n{written}");
    }
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|choice| format!("c{choice}")).collect()
}

/// Choices with their points; from the one at `alone` on they exclude the others.
fn choices(points: &[i64], alone: usize) -> String {
    let choices = points.iter().enumerate().map(|(at, points)| {
        let note = if at >= alone { ", alone: true" } else { "" };
        format!("{{ id: c{at}, label: C, points: {points}{note} }}")
    });
    choices.collect::<Vec<_>>().join(", ")
}

fn spread(points: impl Iterator<Item = i64>) -> (i64, i64) {
    points.fold((0, 0), |(least, most), points| {
        (least.min(points), most.max(points))
    })
}
