//! The answers so far, numbered and grouped, to change any one; and what a change does before it is taken.

use super::super::Asker;
use super::super::prompt::{Body, Item, More, Offers, Paragraph, Prompt, Reply, Tone};
use super::question::said;
use super::{Interview, Next, Rest};
use crate::model::answers::{Answer, Answers};
use crate::model::tree::QuestionRef;
use crate::model::walk::{End, Walk};
use crate::model::words::fill;
use std::io;

/// What comes after the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Upon {
    Question,
    Result,
}

impl Interview<'_> {
    pub(super) fn review(&mut self, asker: &mut dyn Asker, upon: Upon) -> io::Result<Next> {
        loop {
            let walk = self.walk();
            let goes_on = matches!(walk.end, End::Question(_)) && upon == Upon::Question;
            if !goes_on && walk.end != End::Reached {
                return Ok(Next::On);
            }
            let prompt = self.review_prompt(&walk, upon);
            let change = match asker.ask(&prompt)? {
                Reply::Choice(at) => walk.steps.get(at).map(|(question, _)| *question),
                Reply::Leave => return Ok(Next::Leave),
                Reply::Go if upon == Upon::Result => return Ok(Next::End),
                Reply::Back if upon == Upon::Result => {
                    self.back(&walk, None);
                    return Ok(Next::On);
                }
                _ => return Ok(Next::On),
            };
            let next = change.map(|at| self.change(asker, &walk, at));
            if let Some(Next::Leave) = next.transpose()? {
                return Ok(Next::Leave);
            }
        }
    }

    fn review_prompt(&mut self, walk: &Walk, upon: Upon) -> Prompt {
        let go = match upon {
            Upon::Question => &self.words.review_continue,
            Upon::Result => &self.words.review_go,
        };
        let mut head = vec![Paragraph::new(Tone::Strong, &*self.words.review_title)];
        head.push(Paragraph::new(Tone::Quiet, &*self.words.review_help));
        let notes = self.notes.drain(..);
        head.extend(notes.map(|note| Paragraph::new(Tone::Alert, note)));
        let mut prompt = self.pick(head, &[], Offers::default());
        prompt.more = (upon == Upon::Question).then(|| self.ladder(walk));
        prompt.offers.back = Some(self.words.back_entry.to_string());
        prompt.body = Body::One {
            items: self.review_items(walk),
            at: None,
            go: Some(go.to_string()),
        };
        prompt
    }

    /// All levels, and which of them are still possible: told by words and signs, not by colour.
    fn ladder(&self, walk: &Walk) -> More {
        let possible = &walk.outcomes.levels;
        let levels = self.tree.levels.iter().enumerate().rev();
        let rungs = levels.map(|(at, level)| {
            let open = possible.iter().any(|possible| possible.index() == at);
            let (yes, no) = self.look.open();
            let (sign, word, tone) = if open {
                (yes, &self.words.ladder_possible, Tone::Plain)
            } else {
                (no, &self.words.ladder_ruled_out, Tone::Quiet)
            };
            let text = fill(word, &[("level", &level.name)]);
            Paragraph::new(tone, text).marked(sign)
        });
        More {
            label: self.words.ladder.to_string(),
            text: rungs.collect(),
        }
    }

    fn review_items(&self, walk: &Walk) -> Vec<Item> {
        let mut part = None;
        let items = walk.steps.iter().map(|(at, answer)| {
            let question = &self.tree[*at];
            let group =
                (part != Some(question.node)).then(|| self.tree[question.node].title.to_string());
            part = Some(question.node);
            Item {
                id: question.id.to_string(),
                label: question.ask.to_string(),
                detail: Some(if question.private {
                    self.words.kept_private.to_string()
                } else {
                    said(question, self.words, *answer)
                }),
                group,
            }
        });
        items.collect()
    }

    /// Asks one question again.
    fn change(&mut self, asker: &mut dyn Asker, walk: &Walk, at: QuestionRef) -> io::Result<Next> {
        let title = self.tree[self.tree[at].node].title.to_string();
        let mut prompt = self.prompt(at, vec![title]);
        prompt.offers.back = Some(self.words.back_entry.to_string());
        let reply = asker.ask(&prompt)?;
        match reply {
            Reply::Leave => return Ok(Next::Leave),
            Reply::Back | Reply::Review => {}
            Reply::Save => self.save_now(),
            _ => match self.answer(at, reply) {
                Ok(answer) => return self.take(asker, walk, at, answer),
                Err(problem) => self.note(problem),
            },
        }
        Ok(Next::On)
    }

    /// Takes a changed answer, after saying what that does to others.
    fn take(
        &mut self,
        asker: &mut dyn Asker,
        walk: &Walk,
        at: QuestionRef,
        answer: Answer,
    ) -> io::Result<Next> {
        let mut answers = self.answers.clone();
        answers.set(at, answer);
        let effect = self.effect(walk, &answers);
        if !effect.is_empty() {
            let labels = [&*self.words.change_take, &*self.words.change_keep];
            let offers = Offers {
                back: Some(self.words.back_entry.to_string()),
                ..Offers::default()
            };
            match asker.ask(&self.pick(effect, &labels, offers))? {
                Reply::Choice(0) => {}
                Reply::Leave => return Ok(Next::Leave),
                _ => return Ok(Next::On),
            }
        }
        self.passed.retain(|passed| *passed != at);
        if self.rest == Rest::Asked {
            self.rest = Rest::NotOffered;
        }
        self.set(at, answer);
        Ok(Next::On)
    }

    /// What a change does to the other answers; nothing to read if it does nothing.
    fn effect(&self, before: &Walk, answers: &Answers) -> Vec<Paragraph> {
        let after = self.tree.walk(answers);
        let kept = |at: QuestionRef| after.steps.iter().any(|(step, _)| *step == at);
        let removed = before.steps.iter().map(|(step, _)| *step);
        let removed: Vec<QuestionRef> = removed.filter(|step| !kept(*step)).collect();
        let new = matches!(after.end, End::Question(_))
            && after.needed.iter().any(|at| !before.needed.contains(at));
        let mut page = Vec::new();
        if !removed.is_empty() {
            let count = removed.len().to_string();
            let word = if removed.len() == 1 {
                &self.words.changes_removes_one
            } else {
                &self.words.changes_removes
            };
            page.push(Paragraph::new(
                Tone::Plain,
                fill(word, &[("count", &count)]),
            ));
            let asks = removed.iter().map(|at| &self.tree[*at].ask);
            page.extend(asks.map(|ask| Paragraph::new(Tone::Plain, &**ask).marked("- ")));
        }
        if new {
            page.push(Paragraph::new(Tone::Plain, &*self.words.changes_adds));
        }
        if !page.is_empty() {
            page.insert(0, Paragraph::new(Tone::Strong, &*self.words.changes));
        }
        page
    }
}
