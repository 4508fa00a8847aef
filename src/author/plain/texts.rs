//! Every text that a questionnaire shows to people, by the thing it belongs to.

use super::grade::Counts;
use crate::model::document::{Branch, Document, Kind, Level, Node, Question, Scale, Text};
use crate::model::place::Place;

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The words of a question.
    Ask(Kind),
    /// A choice.
    Label,
    /// A name, a title or a reference: it is what it is, and is explained beside it.
    Name,
    /// Anything else.
    Prose,
}

/// A thing of the questionnaire with its texts.
pub(super) struct Item<'d> {
    /// What it is called in a message.
    pub(super) name: String,
    /// Where it stands.
    pub(super) place: Place,
    /// Its texts, in order.
    pub(super) texts: Vec<Shown<'d>>,
}

/// A text, and how long it is.
pub(super) struct Shown<'d> {
    pub(super) role: Role,
    pub(super) text: &'d Text,
    pub(super) counts: Counts,
}

impl<'d> Item<'d> {
    fn new(name: impl Into<String>, place: Place) -> Self {
        Item {
            name: name.into(),
            place,
            texts: Vec::new(),
        }
    }

    fn of(id: &Text) -> Self {
        Self::new(format!("`{}`", id.value), id.place)
    }

    fn with(mut self, role: Role, texts: impl IntoIterator<Item = &'d Text>) -> Self {
        let texts = texts.into_iter().filter(|text| text.place.is_known());
        self.texts.extend(texts.map(|text| Shown {
            role,
            text,
            counts: Counts::of(text),
        }));
        self
    }

    fn name(self, text: &'d Text) -> Self {
        self.with(Role::Name, [text])
    }

    fn prose(self, texts: impl IntoIterator<Item = &'d Text>) -> Self {
        self.with(Role::Prose, texts)
    }
}

/// All things that have texts, in the order of the file. Sources and guarantees are for reviewers, not for people.
pub(super) fn items(document: &Document) -> Vec<Item<'_>> {
    let mut items = vec![
        Item::new("the questionnaire", document.id.place)
            .name(&document.title)
            .prose([&document.intro, &document.closing]),
        Item::new("the emergency page", document.emergency.message.place)
            .prose([&document.emergency.message]),
    ];
    parts(document, &mut items);
    for node in &document.tree {
        in_node(node, &mut items);
    }
    items
}

fn parts<'d>(document: &'d Document, items: &mut Vec<Item<'d>>) {
    for contact in &document.contacts {
        let item = Item::of(&contact.id).name(&contact.name);
        items.push(item.prose(&contact.about));
    }
    items.extend(document.levels.iter().map(level));
    for support in &document.supports {
        let item = Item::of(&support.id).name(&support.name);
        let item = item.prose([&support.because]);
        items.push(item.prose(&support.unknown_because).prose(&support.details));
    }
    for alert in &document.alerts {
        let item = Item::of(&alert.id).name(&alert.title);
        items.push(item.prose([&alert.message]).prose(&alert.r#do));
    }
    for step in &document.steps {
        items.push(Item::of(&step.id).prose([&step.r#do]));
    }
}

fn level(level: &Level) -> Item<'_> {
    let notes = level.hours.iter().filter_map(|hours| hours.note.as_ref());
    let item = Item::of(&level.id).name(&level.name).prose([&level.about]);
    let item = item
        .prose(notes)
        .prose(&level.lasts)
        .prose(&level.then_note);
    let item = item.prose(&level.ask_them);
    item.with(Role::Name, &level.reference)
}

fn in_node<'d>(node: &'d Node, items: &mut Vec<Item<'d>>) {
    items.push(Item::of(&node.id).name(&node.title).prose(&node.about));
    items.extend(node.questions.iter().map(question));
    for score in &node.scores {
        items.push(Item::of(&score.id).name(&score.title));
    }
    items.extend(node.scales.iter().flat_map(scale));
    items.extend(node.next.iter().map(branch));
}

fn question(question: &Question) -> Item<'_> {
    let labels = question.choices.iter().map(|choice| &choice.label);
    Item::of(&question.id)
        .with(Role::Ask(question.kind.value), [&question.ask])
        .prose(&question.why)
        .prose(&question.help)
        .with(Role::Label, labels)
}

fn scale(scale: &Scale) -> Vec<Item<'_>> {
    let values = scale.values.iter();
    let labels = values.flat_map(|value| value.label.iter().chain(&value.r#if));
    let mut items = vec![
        Item::of(&scale.id)
            .name(&scale.title)
            .with(Role::Name, labels),
    ];
    let rules = scale.values.iter().flat_map(|value| &value.rules);
    items
        .extend(rules.map(|rule| Item::new("the rule", rule.because.place).prose([&rule.because])));
    items
}

fn branch(branch: &Branch) -> Item<'_> {
    let target = branch.suggest.as_ref().or(branch.go.as_ref());
    let item = Item::new(
        "the branch",
        target.map(|text| text.place).unwrap_or_default(),
    );
    let other = branch.alternative.iter().map(|other| &other.because);
    let fallback = branch.fallback.iter();
    item.prose(&branch.because)
        .prose(other)
        .prose(fallback.flat_map(|fallback| [&fallback.because, &fallback.recheck]))
}
