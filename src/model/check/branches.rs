//! Nodes: their questions, scores and scales in order, and where they lead.

use super::super::document::{
    Branch as WrittenBranch, Kind, Node as WrittenNode, Scale as WrittenScale,
    Score as WrittenScore, Value, When,
};
use super::super::finding::{Code, Finding};
use super::super::place::Place;
use super::super::tree::{
    Alternative, Branch, Fallback, LevelRef, Node, NodeRef, QuestionRef, Rule, Scale, ScaleRef,
    ScaleValue, Score, To, Tree,
};
use super::Checker;
use super::conditions::Scope;
use super::parts::text;
use std::collections::HashSet;

const MOST_VALUES: usize = 64;

impl Checker<'_, '_> {
    pub(super) fn node(&mut self, at: NodeRef, written: &WrittenNode, tree: &mut Tree) {
        let count = |list: usize| list as u32;
        let (questions, scores) = (count(tree.questions.len()), count(tree.scores.len()));
        let (scales, branches) = (count(tree.scales.len()), count(tree.branches.len()));
        for question in &written.questions {
            let question =
                self.question(at, QuestionRef(count(tree.questions.len())), question, tree);
            tree.questions.to_mut().push(question);
        }
        for score in &written.scores {
            let score = self.score(at, score, tree);
            self.bounds.push(tree.bounds(&score));
            tree.scores.to_mut().push(score);
        }
        for scale in &written.scales {
            let scale = self.scale(at, ScaleRef(count(tree.scales.len())), scale, tree);
            tree.scales.to_mut().push(scale);
        }
        for branch in &written.next {
            let branch = self.branch(at, branch, tree);
            tree.branches.to_mut().push(branch);
        }
        self.check_last(at, written);
        tree.nodes.to_mut().push(Node {
            id: written.id.value.clone(),
            title: written.title.value.clone(),
            about: text(&written.about),
            questions: questions..count(tree.questions.len()),
            scores: scores..count(tree.scores.len()),
            scales: scales..count(tree.scales.len()),
            branches: branches..count(tree.branches.len()),
            place: written.id.place,
        });
    }

    fn score(&mut self, node: NodeRef, written: &WrittenScore, tree: &Tree) -> Score {
        let (mut add, mut added) = (Vec::new(), HashSet::new());
        for name in &written.add {
            let Some(question) = self.question_named(name) else {
                continue;
            };
            match tree.questions.get(question.index()) {
                None => self.report(
                    Code::AskedLater,
                    name.place,
                    format!(
                        "`{}` is only asked later; expected an earlier question",
                        name.value
                    ),
                ),
                Some(found) if found.kind == Kind::Number => {
                    self.report(
                        Code::BadChoices,
                        name.place,
                        format!("`{}` is a number and has no points", name.value),
                    );
                }
                Some(_) if !added.insert(question) => {
                    self.report(
                        Code::DuplicateId,
                        name.place,
                        format!("`{}` is added twice; expected it once", name.value),
                    );
                }
                Some(_) => add.push(question),
            }
        }
        Score {
            id: written.id.value.clone(),
            node,
            title: written.title.value.clone(),
            add: add.into(),
            place: written.id.place,
        }
    }

    fn scale(&mut self, node: NodeRef, at: ScaleRef, written: &WrittenScale, tree: &Tree) -> Scale {
        if written.values.len() > MOST_VALUES || written.values.is_empty() {
            let message = format!(
                "`{}` has {} values; expected 1 to {MOST_VALUES}",
                written.id.value,
                written.values.len()
            );
            self.report(Code::BadScale, written.id.place, message);
        }
        let values = written.values.iter().enumerate();
        Scale {
            id: written.id.value.clone(),
            node,
            title: written.title.value.clone(),
            values: values
                .map(|(rank, value)| self.scale_value(rank, value, Scope::Scale(node, at), tree))
                .collect(),
            place: written.id.place,
        }
    }

    fn scale_value(
        &mut self,
        rank: usize,
        written: &Value,
        scope: Scope,
        tree: &Tree,
    ) -> ScaleValue {
        self.check_scale_value(rank, written);
        let place = written.id.place;
        let plain = self.when(&written.when, scope, tree).map(|when| Rule {
            when,
            because: None,
            source: text(&written.source),
            place,
        });
        let rules = written.rules.iter().map(|rule| Rule {
            when: self.needed_when(&rule.when, scope, tree),
            because: Some(rule.because.value.clone()),
            source: text(&rule.source),
            place: rule.because.place,
        });
        let rules = rules.collect::<Vec<_>>();
        ScaleValue {
            id: written.id.value.clone(),
            label: text(&written.label),
            supposed: text(&written.r#if),
            rules: plain.into_iter().chain(rules).collect(),
            place,
        }
    }

    /// Only the lightest value holds without a condition.
    fn check_scale_value(&mut self, rank: usize, written: &Value) {
        let id = &written.id.value;
        let bare = written.when.is_none() && written.rules.is_empty();
        let problem = if rank == 0 && !bare {
            "is the lightest value and always holds; expected no condition"
        } else if rank > 0 && bare {
            "has no condition; expected `when` or `rules`, else it always holds"
        } else if written.when.is_some() && !written.rules.is_empty() {
            "has both `when` and `rules`; expected one of them"
        } else {
            ""
        };
        if !problem.is_empty() {
            self.report(
                Code::BadScale,
                written.id.place,
                format!("`{id}` {problem}"),
            );
        }
        if let Some(source) = written.source.as_ref().filter(|_| written.when.is_none()) {
            let message = format!("`{id}` has a `source` but no `when`; rules have their own");
            self.report(Code::BadScale, source.place, message);
        }
    }

    fn branch(&mut self, node: NodeRef, written: &WrittenBranch, tree: &Tree) -> Branch {
        let scope = Scope::After(node);
        Branch {
            node,
            when: self.when(&written.when, scope, tree),
            to: self.target(node, written),
            because: text(&written.because),
            source: text(&written.source),
            alternative: written.alternative.as_ref().map(|other| Alternative {
                level: self.level_named(&other.level).unwrap_or(LevelRef(0)),
                supports: self.supports_named(&other.supports),
                because: other.because.value.clone(),
            }),
            fallback: written.fallback.as_ref().map(|other| Fallback {
                when: self.when(&other.when, scope, tree),
                level: self.level_named(&other.level).unwrap_or(LevelRef(0)),
                supports: self.supports_named(&other.supports),
                recheck: other.recheck.value.clone(),
                because: other.because.value.clone(),
            }),
            place: place_of(written),
        }
    }

    fn target(&mut self, node: NodeRef, written: &WrittenBranch) -> To {
        match (&written.suggest, &written.go) {
            (Some(level), None) => To::Suggest(self.level_named(level).unwrap_or(LevelRef(0))),
            (None, Some(name)) => {
                let target = self.node_named(name).unwrap_or(NodeRef(u32::MAX));
                if target <= node {
                    self.report(
                        Code::Cycle,
                        name.place,
                        format!(
                            "`{}` is not a later node; expected one that comes after",
                            name.value
                        ),
                    );
                }
                if written.alternative.is_some() || written.fallback.is_some() {
                    self.report(
                        Code::BadBranch,
                        name.place,
                        "a branch that goes on has no alternative and no fallback",
                    );
                }
                To::Go(target)
            }
            _ => {
                self.report(
                    Code::BadBranch,
                    place_of(written),
                    "a branch needs either `suggest` or `go`, and not both",
                );
                To::Suggest(LevelRef(0))
            }
        }
    }

    fn check_last(&mut self, at: NodeRef, written: &WrittenNode) {
        let all = written.next.iter().position(|branch| branch.when.is_none());
        if let Some(first) = all {
            let line = place_of(&written.next[first]).line;
            for branch in &written.next[first + 1..] {
                let message =
                    "this branch can never be taken; expected the branch without `when` last";
                let help = format!("the branch in line {line} has none: move it to the end");
                let finding = Finding::new(Code::BranchAfterLast, place_of(branch), message);
                self.push(finding.help(help));
            }
        }
        if at.index() + 1 == self.document.tree.len() && all.is_none() {
            let place = written.next.last().map_or(written.id.place, place_of);
            let message = format!(
                "`{}` is the last node; expected its last branch to take the rest, without `when`",
                written.id.value
            );
            self.report(Code::NoLastBranch, place, message);
        }
    }
}

/// A branch has no id; its target stands for it.
fn place_of(branch: &WrittenBranch) -> Place {
    let target = branch
        .suggest
        .as_ref()
        .or(branch.go.as_ref())
        .map(|text| text.place);
    let condition = |when: &When| when.as_ref().map(|when| when.place);
    target
        .or_else(|| condition(&branch.when))
        .unwrap_or_default()
}
