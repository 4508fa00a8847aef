//! The form that both documents are drawn from: groups, questions and notes, and when each is shown.

use super::clauses::{Clause, Clauses};
use super::when::{Asking, alerted};
use crate::model::answers::UNSURE;
use crate::model::document::Kind;
use crate::model::tree::{Alert, Node, Question, QuestionRef, Tree};
use crate::model::words::Words;
use crate::report::contacts::ContactNote;
use std::ops::Range;

/// The code for ticking nothing where no choice says so. A choice's id has no `-`.
pub(super) const NOTHING: &str = "no-choice";

/// A questionnaire as FHIR sees it.
pub(super) struct Form {
    pub(super) items: Vec<Item>,
    /// Questions that are shown to more people than are asked.
    pub(super) unsaid: Vec<QuestionRef>,
}

/// Something on the form, with what stands in it or under it.
pub(super) struct Item {
    pub(super) link: String,
    pub(super) text: String,
    pub(super) kind: Shape,
    pub(super) when: Shown,
    pub(super) items: Vec<Item>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Group,
    Question(QuestionRef),
    /// Something to read.
    Note,
    /// Something to read for those who ask for it.
    Hint,
}

/// When an item is shown, given that what it stands in is.
pub(super) enum Shown {
    Always,
    All(Clause),
    Any(Clause),
}

/// Something to pick.
pub(super) struct Offer<'t> {
    pub(super) code: &'t str,
    pub(super) text: &'t str,
    pub(super) alone: bool,
}

impl Form {
    pub(super) fn of(tree: &Tree, words: &Words) -> Self {
        let asking = Asking::of(tree);
        let filler = Filler {
            tree,
            words,
            asking: &asking,
        };
        let first = tree.nodes.first().map_or(0, |node| node.questions.end);
        let later = filler.shared(first..tree.questions.len() as u32);
        let [root, rest] = [0..1, 1..tree.nodes.len()].map(|part| &tree.nodes[part]);
        let root = root.iter();
        let root = root.flat_map(|node| filler.node(node, &Clauses::always()));
        let rest = rest.iter().flat_map(|node| filler.node(node, &later));
        let rest = Item::new("node.rest.all", "", Shape::Group, rest.collect());
        let rest = rest.shown(&later, &Clauses::always());
        let rest = rest.into_iter().flat_map(Item::unpacked);
        let mark = Item::note("text.mark", &words.trace_mark);
        let closing = Item::note("text.closing", &tree.closing);
        let items = [mark].into_iter().chain(root).chain(rest);
        Form {
            items: items.chain([closing]).collect(),
            unsaid: asking.unsaid,
        }
    }
}

/// Everything that can be picked; to leave a question open is one of them.
pub(super) fn offers<'t>(question: &'t Question, words: &'t Words) -> Vec<Offer<'t>> {
    let offer = |code, text, alone| Offer { code, text, alone };
    let choices = question.choices.iter();
    let choices = choices.map(|choice| offer(&*choice.id, choice.label.trim(), choice.alone));
    let nothing = question.kind == Kind::Many && question.alone() == 0;
    let nothing = nothing.then(|| offer(NOTHING, &words.nothing_ticked, true));
    let unsure = (!question.required).then(|| offer(UNSURE, &words.unsure, true));
    choices.chain(nothing).chain(unsure).collect()
}

struct Filler<'t, 'a> {
    tree: &'t Tree,
    words: &'a Words,
    asking: &'a Asking,
}

impl Filler<'_, '_> {
    /// What some questions have in common.
    fn shared(&self, questions: Range<u32>) -> Clauses {
        let known = &self.asking.known[questions.start as usize..questions.end as usize];
        Clauses::common(known.iter().cloned()).shallow()
    }

    /// A node with what its questions have in common said once.
    fn node(&self, node: &Node, given: &Clauses) -> Option<Item> {
        if node.questions.is_empty() {
            return None;
        }
        let shared = self.shared(node.questions.clone());
        let link = format!("node.{}", node.id);
        let about = node.about.iter();
        let about = about.map(|about| Item::note(&format!("{link}.about"), about));
        let questions = node.questions.clone().map(QuestionRef);
        let asked = questions.flat_map(|at| self.question(at, &shared));
        let items = about.chain(asked).collect();
        Item::new(&link, &node.title, Shape::Group, items).shown(&shared, given)
    }

    /// A question, and below it what it may lead to at once.
    fn question(&self, at: QuestionRef, given: &Clauses) -> Vec<Item> {
        let question = &self.tree[at];
        let link = &question.id;
        // What is said about a private answer is a promise of this program, and not of who else shows the form.
        let why = question.why.as_ref().filter(|_| !question.private);
        let hint = why.map(|why| Item {
            kind: Shape::Hint,
            ..Item::note(&format!("{link}.why"), why)
        });
        let note = self.note(question);
        let note = note.map(|note| Item::note(&format!("{link}.help"), &note));
        let below = note.into_iter().chain(hint).collect();
        let item = Item::new(link, &question.ask, Shape::Question(at), below);
        let item = item.shown(&self.asking.shown[at.index()], given);
        let alerts = self.tree.alerts.iter();
        let alerts = alerts.filter(|alert| alert.stop.is_some() && last_named(alert) == Some(at));
        let alerts = alerts.flat_map(|alert| self.alert(alert));
        item.into_iter().chain(alerts).collect()
    }

    /// How to answer; a number is skipped by leaving it empty.
    fn note(&self, question: &Question) -> Option<String> {
        let help = question.help.as_ref().map(|help| help.trim().to_owned());
        if question.kind != Kind::Number {
            return help;
        }
        let skip = (!question.required).then(|| self.words.leave_empty.to_string());
        let lines: Vec<_> = help
            .into_iter()
            .chain([question.range(self.words)])
            .chain(skip)
            .collect();
        Some(lines.join(" "))
    }

    /// What ends the questions, where the form can tell: a heading, and a line for each thing to do.
    fn alert(&self, alert: &Alert) -> Option<Item> {
        let contacts = alert.contacts.iter();
        let contacts = contacts.map(|at| ContactNote::of(self.tree, *at).line(self.words));
        let lines = [&alert.message].into_iter().chain(&alert.steps);
        let lines = lines.map(|line| line.to_string());
        let link = format!("alert.{}", alert.id);
        let notes = (1..).zip(lines.chain(contacts));
        let notes = notes.map(|(at, line)| Item::note(&format!("{link}.{at}"), &line));
        let clauses = alerted(self.tree, alert)?;
        let alert = Item::new(&link, &alert.title, Shape::Group, notes.collect());
        alert.shown(&clauses, &Clauses::always())
    }
}

fn last_named(alert: &Alert) -> Option<QuestionRef> {
    let tests = alert.when.tests();
    tests.iter().filter_map(|test| test.value.question()).max()
}

impl Item {
    fn new(link: &str, text: &str, kind: Shape, items: Vec<Item>) -> Self {
        Item {
            link: link.to_owned(),
            text: text.trim().to_owned(),
            kind,
            when: Shown::Always,
            items,
        }
    }

    fn note(link: &str, text: &str) -> Self {
        Item::new(link, text, Shape::Note, Vec::new())
    }

    /// What stands in a group that says nothing itself.
    fn unpacked(self) -> Vec<Self> {
        match self.when {
            Shown::Always => self.items,
            _ => vec![self],
        }
    }

    /// The item with its conditions, those left out that hold anyway; nothing, if it is never shown. One item takes
    /// either single tests or one *or*; each *or* more is a group around it.
    fn shown(mut self, clauses: &Clauses, given: &Clauses) -> Option<Self> {
        let open = clauses.0.iter().filter(|clause| !given.implies(clause));
        let (single, mut several): (Vec<_>, Vec<_>) =
            open.cloned().partition(|clause: &Clause| clause.len() == 1);
        if several.iter().any(Vec::is_empty) {
            return None;
        }
        self.when = match several.len() {
            _ if !single.is_empty() => Shown::All(single.concat()),
            0 => Shown::Always,
            _ => Shown::Any(several.remove(0)),
        };
        let link = self.link.clone();
        let around = |item, (at, clause): (usize, Clause)| Item {
            when: Shown::Any(clause),
            ..Item::new(
                &format!("{link}.if{}", at + 1),
                "",
                Shape::Group,
                vec![item],
            )
        };
        Some(several.into_iter().enumerate().fold(self, around))
    }
}
