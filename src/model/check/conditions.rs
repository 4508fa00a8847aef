//! Conditions: names resolved, values understood, and nothing named before it is known.

use super::super::condition::{Condition, Test};
use super::super::document::{Clause, Kind, Order, Text};
use super::super::finding::{Code, Finding, did_you_mean, list};
use super::super::fixed::List;
use super::super::place::{At, Place};
use super::super::tree::{NodeRef, QuestionRef, ScaleRef, ScoreRef, Tree, bits};
use super::Checker;
use super::names::{Named, is_told};

/// What a condition at some place of the file may name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope {
    /// Questions before this one.
    Before(QuestionRef),
    /// What is asked up to this node, and scales before this one.
    Scale(NodeRef, ScaleRef),
    /// What is known when this node has been passed.
    After(NodeRef),
    /// Any question, and nothing else.
    AnyQuestion,
    /// Everything.
    Everything,
    /// Everything, and the suggested level.
    WithLevel,
}

impl Checker<'_, '_> {
    /// A condition that may be missing.
    pub(super) fn when(
        &mut self,
        clause: &Option<At<Clause>>,
        scope: Scope,
        tree: &Tree,
    ) -> Option<Condition> {
        clause
            .as_ref()
            .map(|clause| self.condition(clause, scope, tree))
    }

    /// A condition that may not be missing. Where it is empty, the key counts as missing, which was reported.
    pub(super) fn needed_when(
        &mut self,
        clause: &Option<At<Clause>>,
        scope: Scope,
        tree: &Tree,
    ) -> Condition {
        let is_empty =
            |clause: &&At<Clause>| matches!(&clause.value, Clause::Text(text) if text.is_empty());
        match clause.as_ref().filter(|clause| !is_empty(clause)) {
            Some(clause) => self.condition(clause, scope, tree),
            None => Condition::All(List::default()),
        }
    }

    pub(super) fn condition(
        &mut self,
        clause: &At<Clause>,
        scope: Scope,
        tree: &Tree,
    ) -> Condition {
        let Clause::Map(entries) = &clause.value else {
            let message = format!(
                "found {}; expected a mapping of names to values",
                describe(clause)
            );
            let help =
                "write `{ name: value }`, with a `,` between two that must both hold".to_owned();
            self.push(Finding::new(Code::WrongKind, clause.place, message).help(help));
            return Condition::All(List::default());
        };
        if entries.is_empty() {
            self.report(
                Code::NoWhen,
                clause.place,
                "the condition is empty; expected at least one entry",
            );
        }
        let mut parts: Vec<_> = entries
            .iter()
            .filter_map(|(name, value)| self.entry(name, value, scope, tree))
            .collect();
        if parts.len() == 1 {
            parts.remove(0)
        } else {
            Condition::All(parts.into())
        }
    }

    fn entry(
        &mut self,
        name: &Text,
        value: &At<Clause>,
        scope: Scope,
        tree: &Tree,
    ) -> Option<Condition> {
        match name.as_ref() {
            "all" => self.each(value, scope, tree).map(Condition::All),
            "any" => self.each(value, scope, tree).map(Condition::Any),
            "not" => Some(Condition::Not(self.condition(value, scope, tree).into())),
            "level" => self.level_entry(name, value, scope),
            _ => self.named_entry(name, value, scope, tree),
        }
    }

    fn each(&mut self, value: &At<Clause>, scope: Scope, tree: &Tree) -> Option<List<Condition>> {
        match &value.value {
            Clause::List(items) if !items.is_empty() => Some(
                items
                    .iter()
                    .map(|item| self.condition(item, scope, tree))
                    .collect(),
            ),
            _ => {
                self.report(
                    Code::WrongKind,
                    value.place,
                    format!("found {}; expected a list of conditions", describe(value)),
                );
                None
            }
        }
    }

    fn level_entry(&mut self, name: &Text, value: &At<Clause>, scope: Scope) -> Option<Condition> {
        if !matches!(scope, Scope::WithLevel) {
            self.report(
                Code::MisplacedName,
                name.place,
                "`level` may only be named by supports and steps",
            );
            return None;
        }
        let any = self.level_set(value)?;
        Some(Condition::Test(At::new(Test::Level { any }, value.place)))
    }

    /// Levels written as an id, a list or a range.
    pub(super) fn level_set(&mut self, value: &At<Clause>) -> Option<u64> {
        let document = self.document;
        let ids: Vec<&str> = document
            .levels
            .iter()
            .map(|level| level.id.as_ref())
            .collect();
        self.ids("levels", &ids, Some(Order::Heavier), value)
    }

    fn named_entry(
        &mut self,
        name: &Text,
        value: &At<Clause>,
        scope: Scope,
        tree: &Tree,
    ) -> Option<Condition> {
        let Some((named, node)) = self.names.values.get(name.as_ref()).copied() else {
            if is_told(name, self.names.values.keys().copied()) {
                return None;
            }
            let message = format!("`{}` is not a question, score or scale", name.value);
            let help = if name.contains(['=', '<', '>']) {
                Some("write `{ name: value }`; a range is `4..5`, `6..` or `..3`".to_owned())
            } else {
                did_you_mean(name, self.names.values.keys().copied())
            };
            self.push(Finding::new(Code::UnknownReference, name.place, message).help(help));
            return None;
        };
        if self.names.unclear.contains(name.as_ref()) {
            return None;
        }
        self.check_scope(name, named, node, scope)?;
        match named {
            Named::Question(question) => self.question_test(question, value, tree),
            Named::Score(score) => self.score_test(score, value, tree),
            Named::Scale(scale) => {
                let ids = tree.scales.get(scale.index())?.values.iter();
                let ids: Vec<&str> = ids.map(|value| value.id.as_ref()).collect();
                let any = self.ids(name, &ids, Some(Order::Heavier), value)?;
                Some(Condition::Test(At::new(
                    Test::Scale { scale, any },
                    value.place,
                )))
            }
        }
    }

    fn check_scope(
        &mut self,
        name: &Text,
        named: Named,
        node: NodeRef,
        scope: Scope,
    ) -> Option<()> {
        let is_question = matches!(named, Named::Question(_));
        let (allowed, early) = match (scope, named) {
            (Scope::Before(limit), Named::Question(question)) => (true, question < limit),
            (Scope::Before(_) | Scope::AnyQuestion, _) => (is_question, true),
            (Scope::Scale(here, limit), Named::Scale(scale)) => {
                (true, node <= here && scale < limit)
            }
            (Scope::Scale(here, _) | Scope::After(here), _) => (true, node <= here),
            (Scope::Everything | Scope::WithLevel, _) => (true, true),
        };
        let (code, problem) = match (allowed, early) {
            (true, true) => return Some(()),
            (true, false) => (
                Code::AskedLater,
                "is only known later; expected something asked earlier",
            ),
            (false, _) => (
                Code::MisplacedName,
                "is not a question; here only questions may be named",
            ),
        };
        self.report(code, name.place, format!("`{}` {problem}", name.value));
        None
    }

    fn question_test(
        &mut self,
        at: QuestionRef,
        value: &At<Clause>,
        tree: &Tree,
    ) -> Option<Condition> {
        // A question that stands later in the file is not in the tree yet; its scope was refused above, or will be checked then.
        let question = tree.questions.get(at.index())?;
        if question.kind == Kind::Number {
            let ranges = self.numbers(&question.id, (question.min, question.max), value)?;
            let tests = ranges.into_iter().map(|((min, max), place)| {
                At::new(
                    Test::Number {
                        question: at,
                        min,
                        max,
                    },
                    place,
                )
            });
            return Some(any_of(tests.map(Condition::Test).collect()));
        }
        let ids: Vec<&str> = question
            .choices
            .iter()
            .map(|choice| choice.id.as_ref())
            .collect();
        let order =
            (question.kind == Kind::One && question.order != Order::None).then_some(question.order);
        let any = self.ids(&question.id, &ids, order, value)?;
        Some(Condition::Test(At::new(
            Test::Choices { question: at, any },
            value.place,
        )))
    }

    fn score_test(
        &mut self,
        score: ScoreRef,
        value: &At<Clause>,
        tree: &Tree,
    ) -> Option<Condition> {
        let found = tree.scores.get(score.index())?;
        let bounds = *self.bounds.get(score.index())?;
        let ranges = self.numbers(&found.id, bounds, value)?;
        let tests = ranges
            .into_iter()
            .map(|((min, max), place)| At::new(Test::Score { score, min, max }, place));
        Some(any_of(tests.map(Condition::Test).collect()))
    }

    /// Ids written as one, a list, or a range where there is an order.
    fn ids(
        &mut self,
        name: &str,
        ids: &[&str],
        order: Option<Order>,
        value: &At<Clause>,
    ) -> Option<u64> {
        match &value.value {
            Clause::Text(text) if text.is_empty() => {
                let message = format!("found nothing; expected a value of `{name}`");
                let help = did_you_mean("", ids.iter().copied());
                self.push(Finding::new(Code::WrongKind, value.place, message).help(help));
                None
            }
            Clause::Text(text) if text.contains("..") => {
                self.id_range(name, ids, order, text, value.place)
            }
            Clause::Text(text) => self.id(name, ids, text, value.place).map(|at| 1 << at),
            Clause::List(items) if !items.is_empty() => {
                let sets: Vec<_> = items
                    .iter()
                    .map(|item| self.ids(name, ids, order, item))
                    .collect();
                sets.into_iter()
                    .collect::<Option<Vec<_>>>()
                    .map(|sets| sets.into_iter().fold(0, |set, item| set | item))
            }
            _ => {
                self.report(
                    Code::WrongKind,
                    value.place,
                    format!("found {}; expected a value of `{name}`", describe(value)),
                );
                None
            }
        }
    }

    fn id(&mut self, name: &str, ids: &[&str], text: &str, place: Place) -> Option<usize> {
        let found = ids.iter().position(|id| *id == text);
        // One of two values with the same id is likely to be the one that is meant.
        let are_twice = || (1..ids.len()).any(|at| ids[..at].contains(&ids[at]));
        if found.is_none() && !is_told(text, ids.iter().copied()) && !are_twice() {
            let help = did_you_mean(text, ids.iter().copied());
            self.push(
                Finding::new(
                    Code::WrongValue,
                    place,
                    format!("`{text}` is not a value of `{name}`"),
                )
                .help(help),
            );
        }
        found.filter(|at| *at < 64)
    }

    fn id_range(
        &mut self,
        name: &str,
        ids: &[&str],
        order: Option<Order>,
        text: &str,
        place: Place,
    ) -> Option<u64> {
        if order.is_none() {
            let message =
                format!("the range `{text}` needs an order, and the values of `{name}` have none");
            let help = "list the values, or give the question an `order`".to_owned();
            self.push(Finding::new(Code::NoOrder, place, message).help(help));
            return None;
        }
        let (from, to) = text.split_once("..")?;
        let (from, to) = (from.trim(), to.trim());
        let mut bound = |text: &str, open: usize| match text {
            "" => Some(open),
            text => self.id(name, ids, text, place),
        };
        let (low, high) = (bound(from, 0), bound(to, ids.len().saturating_sub(1)));
        let (low, high) = (low?, high?);
        if low > high || (from.is_empty() && to.is_empty()) {
            let message =
                format!("the range `{text}` has nothing in it; expected the lighter value first");
            self.report(Code::EmptyRange, place, message);
            return None;
        }
        Some(bits(high + 1) & !bits(low))
    }

    /// Numbers written as one, a list or a range, within what is possible.
    fn numbers(
        &mut self,
        name: &str,
        bounds: (i64, i64),
        value: &At<Clause>,
    ) -> Option<Vec<((i64, i64), Place)>> {
        match &value.value {
            Clause::Text(text) if !text.is_empty() => Some(vec![(
                self.number_range(name, bounds, text, value.place)?,
                value.place,
            )]),
            Clause::List(items) if !items.is_empty() => {
                let ranges: Vec<_> = items
                    .iter()
                    .map(|item| self.numbers(name, bounds, item))
                    .collect();
                ranges
                    .into_iter()
                    .collect::<Option<Vec<_>>>()
                    .map(|ranges| ranges.concat())
            }
            _ => {
                self.report(
                    Code::WrongKind,
                    value.place,
                    format!("found {}; expected a number or a range", describe(value)),
                );
                None
            }
        }
    }

    fn number_range(
        &mut self,
        name: &str,
        (least, most): (i64, i64),
        text: &str,
        place: Place,
    ) -> Option<(i64, i64)> {
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let (from, to) = (from.trim(), to.trim());
        let bound = |text: &str, open: i64| match text {
            "" => Ok(open),
            text => text.parse(),
        };
        let (Ok(min), Ok(max)) = (bound(from, least), bound(to, most)) else {
            let message = format!("`{text}` is not a number or a range");
            let help = "write `4`, `4..5`, `6..` or `..3`".to_owned();
            self.push(Finding::new(Code::WrongValue, place, message).help(help));
            return None;
        };
        let backwards = min > max && least <= max && min <= most;
        if backwards || (from.is_empty() && to.is_empty()) {
            let message =
                format!("the range `{text}` has nothing in it; expected the smaller number first");
            self.report(Code::EmptyRange, place, message);
            return None;
        }
        if min < least || max > most || min > max {
            let message = format!(
                "`{text}` lies outside what `{name}` can be; expected numbers from {least} to {most}"
            );
            self.report(Code::ImpossibleRange, place, message);
            return None;
        }
        Some((min, max))
    }
}

fn any_of(mut parts: Vec<Condition>) -> Condition {
    if parts.len() == 1 {
        parts.remove(0)
    } else {
        Condition::Any(parts.into())
    }
}

pub(super) fn describe(clause: &At<Clause>) -> String {
    match &clause.value {
        Clause::Nothing => "nothing".into(),
        Clause::Text(text) if text.is_empty() => "nothing".into(),
        Clause::Text(text) => list(&[text]),
        Clause::List(_) => "a list".into(),
        Clause::Map(_) => "a mapping".into(),
    }
}
