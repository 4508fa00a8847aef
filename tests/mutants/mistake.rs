//! Every small mistake in a questionnaire.

use crate::clause::bend;
use firststep::model::document::{Clause, Document, Node, When};
use firststep::model::place::At;
use firststep::model::tree::Tree;

/// A mistake, and how it is made.
pub(crate) struct Mistake {
    /// What it is, without lines, so that it keeps its name when the file grows.
    pub(crate) name: String,
    make: Box<dyn Fn(&mut Document) + Send + Sync>,
}

impl Mistake {
    fn new(name: String, make: impl Fn(&mut Document) + Send + Sync + 'static) -> Self {
        Mistake {
            name,
            make: Box::new(make),
        }
    }

    /// The questionnaire with this mistake.
    pub(crate) fn made(&self, document: &Document) -> Document {
        let mut document = document.clone();
        (self.make)(&mut document);
        document
    }
}

/// Every small mistake.
pub(crate) fn all(document: &Document, tree: &Tree) -> Vec<Mistake> {
    let mut mistakes = bent(document, tree);
    mistakes.extend(around(document));
    for (at, node) in document.tree.iter().enumerate() {
        mistakes.extend(rules(at, node));
        mistakes.extend(branches(at, node));
        mistakes.extend(points(at, node));
    }
    mistakes
}

/// Conditions that say something else.
fn bent(document: &Document, tree: &Tree) -> Vec<Mistake> {
    let mut copy = document.clone();
    let mut mistakes = Vec::new();
    for (index, (name, when)) in conditions(&mut copy).into_iter().enumerate() {
        let Some(clause) = when.as_ref() else {
            continue;
        };
        for (what, clause) in bend(clause, tree) {
            mistakes.push(Mistake::new(format!("{name}: {what}"), move |document| {
                let mut conditions = conditions(document);
                conditions[index].1.0 = clause.clone().map(at);
            }));
        }
    }
    mistakes
}

fn at(clause: Clause) -> At<Clause> {
    At {
        value: clause,
        place: Default::default(),
    }
}

/// Every condition that a case can tell of, with its name.
fn conditions(document: &mut Document) -> Vec<(String, &mut When)> {
    let mut found: Vec<(String, &mut When)> = Vec::new();
    for support in &mut document.supports {
        found.push((format!("support {}", support.id.value), &mut support.when));
    }
    for alert in &mut document.alerts {
        found.push((format!("alert {}", alert.id.value), &mut alert.when));
    }
    found.extend(document.tree.iter_mut().flat_map(in_node));
    found
}

fn in_node(node: &mut Node) -> Vec<(String, &mut When)> {
    let mut found: Vec<(String, &mut When)> = Vec::new();
    for question in &mut node.questions {
        found.push((
            format!("question {}", question.id.value),
            &mut question.when,
        ));
    }
    for scale in &mut node.scales {
        for value in &mut scale.values {
            let name = format!("{} {}", scale.id.value, value.id.value);
            found.push((format!("scale {name}"), &mut value.when));
            for (at, rule) in value.rules.iter_mut().enumerate() {
                found.push((format!("rule {name} {}", at + 1), &mut rule.when));
            }
        }
    }
    for (at, branch) in node.next.iter_mut().enumerate() {
        let name = format!("{} {}", node.id.value, at + 1);
        found.push((format!("branch {name}"), &mut branch.when));
        if let Some(fallback) = &mut branch.fallback {
            found.push((format!("fallback {name}"), &mut fallback.when));
        }
    }
    found
}

/// Supports and alerts that lose what is not their condition.
fn around(document: &Document) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (at, support) in document.supports.iter().enumerate() {
        let id = &support.id.value;
        if support.if_unknown {
            let name = format!("support {id}: not advised if unknown");
            mistakes.push(Mistake::new(name, move |document| {
                document.supports[at].if_unknown = false;
            }));
        }
        for (index, covered) in support.covers.iter().enumerate() {
            let name = format!("support {id}: no longer covers {}", covered.value);
            mistakes.push(Mistake::new(name, move |document| {
                document.supports[at].covers.remove(index);
            }));
        }
    }
    for (at, alert) in document.alerts.iter().enumerate() {
        if alert.stop.is_some() {
            let name = format!("alert {}: stops nothing", alert.id.value);
            mistakes.push(Mistake::new(name, move |document| {
                document.alerts[at].stop = None;
            }));
        }
    }
    mistakes
}

fn rules(at: usize, node: &Node) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (scale_at, scale) in node.scales.iter().enumerate() {
        for (value_at, value) in scale.values.iter().enumerate() {
            for index in 0..value.rules.len() {
                let (scale, value) = (&scale.id.value, &value.id.value);
                let name = format!("rule {scale} {value} {}: dropped", index + 1);
                mistakes.push(Mistake::new(name, move |document| {
                    let value = &mut document.tree[at].scales[scale_at].values[value_at];
                    value.rules.remove(index);
                }));
            }
        }
    }
    mistakes
}

fn branches(at: usize, node: &Node) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (index, branch) in node.next.iter().enumerate() {
        let name = format!("branch {} {}", node.id.value, index + 1);
        mistakes.push(Mistake::new(format!("{name}: dropped"), move |document| {
            document.tree[at].next.remove(index);
        }));
        if index + 1 < node.next.len() {
            mistakes.push(Mistake::new(
                format!("{name}: swapped with the next"),
                move |document| document.tree[at].next.swap(index, index + 1),
            ));
        }
        if branch.alternative.is_some() {
            mistakes.push(Mistake::new(
                format!("{name}: no alternative"),
                move |document| document.tree[at].next[index].alternative = None,
            ));
        }
        if branch.fallback.is_some() {
            mistakes.push(Mistake::new(
                format!("{name}: no fallback"),
                move |document| document.tree[at].next[index].fallback = None,
            ));
        }
    }
    mistakes
}

/// Choices that no longer count.
fn points(at: usize, node: &Node) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (question_at, question) in node.questions.iter().enumerate() {
        for (index, choice) in question.choices.iter().enumerate() {
            if choice
                .points
                .as_ref()
                .is_none_or(|points| points.value == 0)
            {
                continue;
            }
            let name = format!(
                "choice {} of {}: no points",
                choice.id.value, question.id.value
            );
            mistakes.push(Mistake::new(name, move |document| {
                document.tree[at].questions[question_at].choices[index].points = None;
            }));
        }
    }
    mistakes
}
