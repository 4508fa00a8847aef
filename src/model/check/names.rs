//! Ids: what they look like, which are taken, and what they refer to.

use super::super::disguise;
use super::super::document::{Document, Text};
use super::super::finding::{Code, Finding, did_you_mean, hidden_in};
use super::super::fixed::List;
use super::super::tree::{
    AlertRef, ContactRef, LevelRef, NodeRef, QuestionRef, ScaleRef, ScoreRef, SupportRef,
};
use super::Checker;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words that a question may not be called, because its flag would mean two things.
pub(crate) const RESERVED: &[&str] = &[
    "all",
    "answers",
    "any",
    "color",
    "explain",
    "format",
    "help",
    "lang",
    "level",
    "no_input",
    "not",
    "output",
    "plain",
    "private",
    "questions",
    "save",
    "strict",
    "unsure",
    "version",
    "why_not",
];

/// What a name in a condition stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Question(QuestionRef),
    Score(ScoreRef),
    Scale(ScaleRef),
}

/// Every id of the document, by the set of names it belongs to.
pub(super) struct Names<'d> {
    pub(super) values: BTreeMap<&'d str, (Named, NodeRef)>,
    /// Names that two things have, or a question whose kind is not known: what a condition says of them is not judged.
    pub(super) unclear: BTreeSet<&'d str>,
    contacts: BTreeMap<&'d str, u32>,
    levels: BTreeMap<&'d str, u32>,
    supports: BTreeMap<&'d str, u32>,
    alerts: BTreeMap<&'d str, u32>,
    nodes: BTreeMap<&'d str, u32>,
}

impl<'d> Names<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let (mut values, mut unclear) = (BTreeMap::new(), BTreeSet::new());
        let (mut questions, mut scores, mut scales) = (0.., 0.., 0..);
        for (at, node) in document.tree.iter().enumerate() {
            let node_ref = NodeRef(at as u32);
            let named = (node.questions.iter().zip(&mut questions))
                .map(|(question, at)| (&question.id, Named::Question(QuestionRef(at))))
                .chain(
                    node.scores
                        .iter()
                        .zip(&mut scores)
                        .map(|(score, at)| (&score.id, Named::Score(ScoreRef(at)))),
                )
                .chain(
                    node.scales
                        .iter()
                        .zip(&mut scales)
                        .map(|(scale, at)| (&scale.id, Named::Scale(ScaleRef(at)))),
                );
            for (id, named) in named {
                if values.contains_key(id.as_ref()) {
                    unclear.insert(id.as_ref());
                }
                values.entry(id.as_ref()).or_insert((named, node_ref));
            }
        }
        Names {
            values,
            unclear,
            contacts: number(document.contacts.iter().map(|contact| &contact.id)),
            levels: number(document.levels.iter().map(|level| &level.id)),
            supports: number(document.supports.iter().map(|support| &support.id)),
            alerts: number(document.alerts.iter().map(|alert| &alert.id)),
            nodes: number(document.tree.iter().map(|node| &node.id)),
        }
    }
}

fn number<'d>(ids: impl Iterator<Item = &'d Text>) -> BTreeMap<&'d str, u32> {
    let mut numbers = BTreeMap::new();
    for (at, id) in ids.enumerate() {
        numbers.entry(id.as_ref()).or_insert(at as u32);
    }
    numbers
}

impl Checker<'_, '_> {
    pub(super) fn check_ids(&mut self) {
        let document = self.document;
        let nodes = &document.tree;
        let values = nodes.iter().flat_map(|node| {
            let questions = node.questions.iter().map(|question| &question.id);
            questions
                .chain(node.scores.iter().map(|score| &score.id))
                .chain(node.scales.iter().map(|scale| &scale.id))
        });
        self.check_set("question, score or scale", values.clone());
        for id in values.filter(|id| RESERVED.contains(&id.as_ref())) {
            let message = format!("`{}` is a reserved word; expected another id", id.value);
            self.report(Code::BadId, id.place, message);
        }
        self.check_set(
            "contact",
            document.contacts.iter().map(|contact| &contact.id),
        );
        self.check_set("level", document.levels.iter().map(|level| &level.id));
        self.check_set(
            "support",
            document.supports.iter().map(|support| &support.id),
        );
        self.check_set("alert", document.alerts.iter().map(|alert| &alert.id));
        self.check_set("step", document.steps.iter().map(|step| &step.id));
        self.check_set("node", nodes.iter().map(|node| &node.id));
        self.check_set(
            "guarantee",
            document.guarantees.iter().map(|guarantee| &guarantee.id),
        );
        for question in nodes.iter().flat_map(|node| &node.questions) {
            self.check_set("choice", question.choices.iter().map(|choice| &choice.id));
        }
        for scale in nodes.iter().flat_map(|node| &node.scales) {
            self.check_set("value", scale.values.iter().map(|value| &value.id));
        }
    }

    /// Conditions are not blamed for a question whose kind was misread.
    pub(super) fn set_aside_misread(&mut self) {
        let document = self.document;
        let questions = document.tree.iter().flat_map(|node| &node.questions);
        for question in questions {
            if self.is_misread(question.kind.place) {
                self.names.unclear.insert(question.id.as_ref());
            }
        }
    }

    fn check_set<'t>(&mut self, kind: &str, ids: impl Iterator<Item = &'t Text>) {
        let mut first: HashMap<&str, u32> = HashMap::new();
        for id in ids.filter(|id| id.place.is_known()) {
            if !is_id(id) {
                let message = format!(
                    "`{}` is not an id; expected lower-case letters, digits and `_`, a letter first",
                    id.value
                );
                let help = hidden_in(id);
                self.push(Finding::new(Code::BadId, id.place, message).help(help));
            } else if kind != "question, score or scale" && id.as_ref() == "unsure" {
                self.report(
                    Code::BadId,
                    id.place,
                    "`unsure` is a reserved word; expected another id",
                );
            }
            if let Some(line) = first.get(id.as_ref()) {
                let message = format!(
                    "the {kind} `{}` stands already in line {line}; expected another id",
                    id.value
                );
                self.report(Code::DuplicateId, id.place, message);
            }
            first.entry(id.as_ref()).or_insert(id.place.line);
        }
    }

    pub(super) fn contacts_named(&mut self, names: &[Text]) -> List<ContactRef> {
        names
            .iter()
            .filter_map(|name| {
                self.known(
                    "contact",
                    self.names.contacts.get(name.as_ref()).copied(),
                    name,
                )
            })
            .map(ContactRef)
            .collect()
    }

    pub(super) fn supports_named(&mut self, names: &[Text]) -> List<SupportRef> {
        names
            .iter()
            .filter_map(|name| {
                self.known(
                    "support",
                    self.names.supports.get(name.as_ref()).copied(),
                    name,
                )
            })
            .map(SupportRef)
            .collect()
    }

    pub(super) fn level_named(&mut self, name: &Text) -> Option<LevelRef> {
        self.known("level", self.names.levels.get(name.as_ref()).copied(), name)
            .map(LevelRef)
    }

    pub(super) fn alert_named(&mut self, name: &Text) -> Option<AlertRef> {
        self.known("alert", self.names.alerts.get(name.as_ref()).copied(), name)
            .map(AlertRef)
    }

    pub(super) fn node_named(&mut self, name: &Text) -> Option<NodeRef> {
        self.known("node", self.names.nodes.get(name.as_ref()).copied(), name)
            .map(NodeRef)
    }

    pub(super) fn question_named(&mut self, name: &Text) -> Option<QuestionRef> {
        let found = match self.names.values.get(name.as_ref()) {
            Some((Named::Question(question), _)) => Some(question.0),
            _ => None,
        };
        self.known("question", found, name).map(QuestionRef)
    }

    fn known(&mut self, kind: &str, found: Option<u32>, name: &Text) -> Option<u32> {
        if found.is_none() && name.place.is_known() {
            let names = self.all_of(kind);
            if is_told(name, names.iter().copied()) {
                return None;
            }
            let help = did_you_mean(name, names);
            let help = match (self.other_kind(name), help) {
                (Some(other), Some(help)) => Some(format!("it is the name of {other}; {help}")),
                (Some(other), None) => Some(format!("it is the name of {other}")),
                (None, help) => help,
            };
            let message = format!("`{}` is not a {kind}", name.value);
            self.push(Finding::new(Code::UnknownReference, name.place, message).help(help));
        }
        found
    }

    /// What has this name, where something else belongs.
    fn other_kind(&self, name: &str) -> Option<&'static str> {
        let names = &self.names;
        let kinds = [
            (&names.levels, "a level"),
            (&names.supports, "a support"),
            (&names.alerts, "an alert"),
            (&names.contacts, "a contact"),
            (&names.nodes, "a node"),
        ];
        let mut kinds = kinds.into_iter();
        kinds.find_map(|(known, kind)| known.contains_key(name).then_some(kind))
    }

    fn all_of(&self, kind: &str) -> Vec<&str> {
        let questions = || {
            let named = self
                .names
                .values
                .iter()
                .filter(|(_, (named, _))| matches!(named, Named::Question(_)));
            named.map(|(name, _)| *name).collect()
        };
        match kind {
            "contact" => self.names.contacts.keys().copied().collect(),
            "level" => self.names.levels.keys().copied().collect(),
            "support" => self.names.supports.keys().copied().collect(),
            "alert" => self.names.alerts.keys().copied().collect(),
            "node" => self.names.nodes.keys().copied().collect(),
            _ => questions(),
        }
    }
}

/// Whether a name is not known only because of what is wrong with the id that it looks like, which was reported.
pub(super) fn is_told<'n>(name: &str, mut ids: impl Iterator<Item = &'n str>) -> bool {
    let plain = |name: &str| disguise::plain(name).replace([' ', '-'], "_");
    let name = plain(name);
    ids.any(|id| !is_id(id) && plain(id).eq_ignore_ascii_case(&name))
}

fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
