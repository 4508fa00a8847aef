//! Questions: choices, bounds and points that fit the kind.

use super::super::document::{Choice as WrittenChoice, Kind, Order, Question as WrittenQuestion};
use super::super::finding::Code;
use super::super::fixed::List;
use super::super::place::At;
use super::super::tree::{Choice, NodeRef, Question, QuestionRef, Score, Tree};
use super::Checker;
use super::conditions::Scope;
use super::parts::text;

const MOST_CHOICES: usize = 64;
/// Far beyond anything that is counted in a life, and far from overflow when points are added up.
const LARGEST_NUMBER: i64 = 1_000_000_000_000;

impl Checker<'_, '_> {
    pub(super) fn question(
        &mut self,
        node: NodeRef,
        at: QuestionRef,
        written: &WrittenQuestion,
        tree: &Tree,
    ) -> Question {
        let kind = written.kind.value;
        self.check_kind(written);
        let (natural, choices) = match kind {
            Kind::YesNo => (Order::Heavier, yes_and_no(written)),
            Kind::Many => (Order::Heavier, choices(written)),
            Kind::One | Kind::Number => (Order::None, choices(written)),
        };
        let (min, max) = match kind {
            Kind::Number => self.bounds_of(written),
            _ => (0, 0),
        };
        Question {
            id: written.id.value.clone(),
            node,
            ask: written.ask.value.clone(),
            why: text(&written.why),
            help: text(&written.help),
            kind,
            choices,
            min,
            max,
            unit: text(&written.unit),
            when: self.when(&written.when, Scope::Before(at), tree),
            order: written.order.as_ref().map_or(natural, |order| order.value),
            required: written.required,
            private: written.private,
            what_if: written.what_if.as_ref().is_none_or(|what_if| what_if.value),
            alike: List::default(),
            cuts: List::default(),
            place: written.id.place,
        }
    }

    fn check_kind(&mut self, written: &WrittenQuestion) {
        if self.is_misread(written.kind.place) {
            return;
        }
        match written.kind.value {
            Kind::One | Kind::Many => self.check_choices(written),
            Kind::Number => self.check_bounds(written),
            Kind::YesNo if written.choices.is_empty() => {}
            Kind::YesNo => self.report(
                Code::BadChoices,
                written.id.place,
                format!(
                    "`{}` is a yes-or-no question; expected no choices",
                    written.id.value
                ),
            ),
        }
        if written.kind.value != Kind::Number {
            self.check_no_bounds(written);
        }
        self.check_points(written);
    }

    /// Only a number has bounds and a unit.
    fn check_no_bounds(&mut self, written: &WrittenQuestion) {
        let id = &written.id.value;
        let bounds = [&written.min, &written.max].into_iter().flatten();
        let bounds = bounds.map(|bound| (bound.place, "bounds"));
        let unit = written.unit.iter().map(|unit| (unit.place, "unit"));
        for (place, what) in bounds.chain(unit) {
            let message = format!("`{id}` is not a number; expected no {what}");
            self.report(Code::BadChoices, place, message);
        }
    }

    fn check_points(&mut self, written: &WrittenQuestion) {
        let own = written.points.as_ref();
        if let Some(points) = own.filter(|_| written.kind.value != Kind::YesNo) {
            let message = format!(
                "`{}` is not a yes-or-no question; expected the points at its choices",
                written.id.value
            );
            self.report(Code::BadChoices, points.place, message);
        }
        let choices = written.choices.iter();
        let points = choices.filter_map(|choice| choice.points.as_ref());
        for points in points.chain(own) {
            if points.value.abs() > LARGEST_NUMBER {
                let message = format!(
                    "`{}` points; expected at most {LARGEST_NUMBER}",
                    points.value
                );
                self.report(Code::BadChoices, points.place, message);
            }
        }
    }

    fn check_choices(&mut self, written: &WrittenQuestion) {
        let (id, place) = (&written.id.value, written.id.place);
        if written.choices.is_empty() {
            self.report(
                Code::BadChoices,
                place,
                format!("`{id}` has no choices; expected at least one"),
            );
        }
        if written.choices.len() > MOST_CHOICES {
            let message = format!(
                "`{id}` has {} choices; expected at most {MOST_CHOICES}",
                written.choices.len()
            );
            self.report(Code::BadChoices, place, message);
        }
        for choice in written
            .choices
            .iter()
            .filter(|choice| choice.alone && written.kind.value == Kind::One)
        {
            let message = format!(
                "`{}` is `alone`, but `{id}` takes one choice anyway; expected `kind: many`",
                choice.id.value
            );
            self.report(Code::BadChoices, choice.id.place, message);
        }
    }

    /// Bounds that are missing, or no numbers, are told once; conditions are not blamed for them.
    fn bounds_of(&self, written: &WrittenQuestion) -> (i64, i64) {
        let bound = |bound: &Option<At<i64>>| {
            let known = bound.as_ref().filter(|bound| !self.is_misread(bound.place));
            known.map(|bound| bound.value)
        };
        let (min, max) = (bound(&written.min), bound(&written.max));
        (
            min.unwrap_or(-LARGEST_NUMBER),
            max.unwrap_or(LARGEST_NUMBER),
        )
    }

    fn check_bounds(&mut self, written: &WrittenQuestion) {
        let (id, place) = (&written.id.value, written.id.place);
        if !written.choices.is_empty() {
            let message = format!("`{id}` is a number; expected no choices");
            self.report(Code::BadChoices, place, message);
        }
        let (Some(min), Some(max)) = (&written.min, &written.max) else {
            let message = format!("`{id}` is a number; expected `min` and `max`");
            return self.report(Code::BadChoices, place, message);
        };
        if min.value > max.value && ![min, max].iter().any(|bound| self.is_misread(bound.place)) {
            let message = format!(
                "`{id}` goes from {} to {}; expected the smaller number first",
                min.value, max.value
            );
            self.report(Code::EmptyRange, max.place, message);
        }
        let is_large = |bound: &&&At<i64>| bound.value.abs() > LARGEST_NUMBER;
        for bound in [min, max].iter().filter(is_large) {
            let message = format!(
                "`{}` is too large; expected at most {LARGEST_NUMBER}",
                bound.value
            );
            self.report(Code::BadChoices, bound.place, message);
        }
    }
}

fn value_of(bound: &Option<At<i64>>) -> i64 {
    bound.as_ref().map_or(0, |bound| bound.value)
}

fn choices(written: &WrittenQuestion) -> List<Choice> {
    let choice = |written: &WrittenChoice| Choice {
        id: written.id.value.clone(),
        label: written.label.value.clone(),
        points: value_of(&written.points),
        alone: written.alone,
        place: written.id.place,
    };
    written.choices.iter().map(choice).collect()
}

fn yes_and_no(written: &WrittenQuestion) -> List<Choice> {
    let choice = |id: &'static str, label: &'static str, points| Choice {
        id: id.into(),
        label: label.into(),
        points,
        alone: false,
        place: written.id.place,
    };
    let yes = choice("yes", "Yes", value_of(&written.points));
    List::from(vec![yes, choice("no", "No", 0)])
}

impl Tree {
    /// The fewest and the most points a score can come to.
    pub fn bounds(&self, score: &Score) -> (i64, i64) {
        score
            .add
            .iter()
            .map(|question| self[*question].points())
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

impl Question {
    /// The fewest and the most points its answers can add; none when it is not asked.
    fn points(&self) -> (i64, i64) {
        let points = || self.choices.iter().map(|choice| choice.points);
        match self.kind {
            Kind::Number => (0, 0),
            Kind::One | Kind::YesNo => (
                points().min().unwrap_or(0).min(0),
                points().max().unwrap_or(0).max(0),
            ),
            Kind::Many => {
                let (alone, together): (Vec<_>, Vec<_>) =
                    self.choices.iter().partition(|choice| choice.alone);
                let sum = |sign: i64| {
                    together
                        .iter()
                        .map(|choice| choice.points)
                        .filter(|points| points * sign > 0)
                        .sum::<i64>()
                };
                let alone = || alone.iter().map(|choice| choice.points);
                (
                    alone().min().unwrap_or(0).min(sum(-1)),
                    alone().max().unwrap_or(0).max(sum(1)),
                )
            }
        }
    }
}
