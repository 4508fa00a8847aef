//! What leaves nothing of something: the fewest functions that hold, together, wherever another one does.

use super::Prover;
use super::diagram::{Diagram, NEVER};
use crate::model::document::Stop;
use crate::model::finding::Label;
use crate::model::place::Place;
use crate::model::tree::{Alert, BranchRef, To, Tree};

/// Up to so many are searched for; of more, none can be left out, but others might be fewer.
const MOST_SEARCHED: usize = 3;

impl Prover<'_> {
    /// The fewest of these functions that cover another one, by their numbers; nothing, if all of them do not.
    pub(super) fn fewest(&mut self, whole: Diagram, of: &[Diagram]) -> Vec<usize> {
        let near: Vec<usize> = (0..of.len())
            .filter(|at| self.store.meets(of[*at], whole))
            .collect();
        let found = (1..=MOST_SEARCHED).find_map(|most| self.search(whole, of, &near, most));
        let mut found = found.unwrap_or_else(|| self.thin(whole, of, near));
        found.sort_unstable();
        found
    }

    /// Some smallest example has to be covered, so only those that cover it need to be tried.
    fn search(
        &mut self,
        left: Diagram,
        of: &[Diagram],
        near: &[usize],
        most: usize,
    ) -> Option<Vec<usize>> {
        let Some(example) = self.example(left) else {
            return Some(Vec::new());
        };
        if most == 0 {
            return None;
        }
        let covering = near
            .iter()
            .filter(|at| self.store.at(of[**at], &example) == 1);
        let covering: Vec<usize> = covering.copied().collect();
        covering.into_iter().find_map(|at| {
            let left = self.store.without(left, of[at]);
            let mut found = self.search(left, of, near, most - 1)?;
            found.push(at);
            Some(found)
        })
    }

    /// Leaves out what is not needed, from the last on.
    fn thin(&mut self, whole: Diagram, of: &[Diagram], mut kept: Vec<usize>) -> Vec<usize> {
        if self.left_of(whole, of, &kept) != NEVER {
            return Vec::new();
        }
        for at in (0..kept.len()).rev() {
            let one = kept.remove(at);
            if self.left_of(whole, of, &kept) != NEVER {
                kept.insert(at, one);
            }
        }
        kept
    }

    fn left_of(&mut self, whole: Diagram, of: &[Diagram], by: &[usize]) -> Diagram {
        by.iter()
            .fold(whole, |left, at| self.store.without(left, of[*at]))
    }
}

impl Prover<'_> {
    /// Why something never happens that holds here: it never does, or such walks end before.
    pub(super) fn why_never(&mut self, holds: Diagram, stops: &[Stop]) -> (String, Vec<Label>) {
        if holds == NEVER {
            return ("its condition never holds".to_owned(), Vec::new());
        }
        let tree = self.meaning.tree;
        let ends: Vec<&Alert> = (tree.alerts.iter())
            .filter(|alert| alert.stop.is_some_and(|stop| stops.contains(&stop)))
            .collect();
        let when: Vec<Diagram> = (ends.iter())
            .map(|alert| self.meaning.condition(&alert.when, &mut self.store))
            .collect();
        let found = self.fewest(holds, &when);
        let labels: Vec<Label> = (found.iter().map(|at| ends[*at]))
            .map(|alert| label("alert", &alert.id, alert.place, "ends such walks"))
            .collect();
        let ends = named(&labels, "or");
        (
            format!("{ends} ends every walk on which it would be"),
            labels,
        )
    }
}

/// A branch, as a place that has to do with a finding.
pub(super) fn branch(tree: &Tree, branch: BranchRef, text: impl Into<String>) -> Label {
    let branch = &tree[branch];
    let id = match branch.to {
        To::Suggest(level) => &tree[level].id,
        To::Go(node) => &tree[node].id,
    };
    label("branch", id, branch.place, text)
}

pub(super) fn label(part: &'static str, id: &str, place: Place, text: impl Into<String>) -> Label {
    Label {
        place,
        part,
        id: id.to_owned(),
        text: text.into(),
    }
}

/// Places by id and line: "`iop` (line 12)", with a word before the last.
pub(super) fn named(labels: &[Label], word: &str) -> String {
    let names: Vec<String> = labels
        .iter()
        .map(|label| format!("`{}` (line {})", label.id, label.place.line))
        .collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [some @ .., last] => format!("{} {word} {last}", some.join(", ")),
    }
}
