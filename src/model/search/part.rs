//! Parts of all assignments: domains that were divided.

use super::Search;
use crate::model::domain::Domain;
use crate::model::state::{Split, State, Truth};
use crate::model::tree::QuestionRef;

/// Parts into which the unstopped, unreferred assignments are divided before the search; with more, it does without.
const PARTS: usize = 16;

/// Questions that were divided, each with what is left of it.
pub(super) type Part = Vec<(QuestionRef, Domain)>;

impl Search<'_> {
    pub(super) fn find_parts(&mut self) {
        self.parts.clear();
        if !self.part(&mut Vec::new()) {
            self.parts = vec![Vec::new()];
        }
    }

    /// Divides the domains at hand into parts whose walks surely go on; says whether there are few enough.
    fn part(&mut self, path: &mut Part) -> bool {
        self.ask();
        match self.passes() {
            Truth::No => true,
            Truth::Yes => {
                self.parts.push(path.clone());
                self.parts.len() <= PARTS
            }
            Truth::Open(split) => self.divide(split, |search, question, part| {
                path.push((question, part));
                let few = search.part(path);
                path.pop();
                few
            }),
        }
    }

    /// Tries both parts of a division, the more promising one first, until one says no.
    pub(super) fn divide(
        &mut self,
        split: Split,
        mut each: impl FnMut(&mut Self, QuestionRef, Domain) -> bool,
    ) -> bool {
        let at = split.question.index();
        let whole = self.state.domains[at];
        let all = split.parts(self.tree, whole).all(|part| {
            self.state.domains[at] = part;
            each(self, split.question, part)
        });
        self.state.domains[at] = whole;
        all
    }

    /// Does something with the domains of one part.
    pub(super) fn within<T>(&mut self, part: usize, work: impl FnOnce(&mut Self) -> T) -> T {
        let exchange = |state: &mut State, (question, domain): &mut (QuestionRef, Domain)| {
            std::mem::swap(&mut state.domains[question.index()], domain);
        };
        // A question may stand in it more than once, so it is taken back from its end.
        let mut domains = std::mem::take(&mut self.parts[part]);
        let forth = domains.iter_mut();
        forth.for_each(|narrowed| exchange(&mut self.state, narrowed));
        let done = work(self);
        let back = domains.iter_mut().rev();
        back.for_each(|before| exchange(&mut self.state, before));
        self.parts[part] = domains;
        done
    }
}
