//! Where the questions pause: an alert, a stop, and the offer to see the result early.

use super::super::Asker;
use super::super::prompt::{Offers, Paragraph, Reply, Tone};
use super::{Interview, Next, Rest, page};
use crate::model::answers::Answer;
use crate::model::document::Stop;
use crate::model::tree::{AlertRef, QuestionRef};
use crate::model::walk::{Certainty, End, Walk};
use std::io;

impl Interview<'_> {
    /// Alerts that hold whatever else is said, in the order of the file; only those of one kind.
    pub(super) fn certain_alerts(&self, walk: &Walk) -> Vec<AlertRef> {
        let kind = match walk.end {
            End::Stopped => Some(Stop::Emergency),
            End::Referred => Some(Stop::Refer),
            _ => None,
        };
        let alerts = walk.outcomes.alerts.iter();
        alerts
            .filter(|(alert, certainty)| {
                *certainty == Certainty::Certain && self.tree[*alert].stop == kind
            })
            .map(|(alert, _)| *alert)
            .collect()
    }

    /// A stop says what to do now; made by mistake, it can be undone.
    pub(super) fn stop(&mut self, asker: &mut dyn Asker, walk: &Walk) -> io::Result<Next> {
        let alerts = self.certain_alerts(walk);
        let pages = alerts
            .iter()
            .flat_map(|alert| page::alert(self.tree, &self.answers, &self.tree[*alert]));
        let after = self.tree.emergency.after.iter();
        let after = after.filter(|_| walk.end == End::Stopped);
        let after = after.map(|after| Paragraph::new(Tone::Plain, &**after));
        let head = pages.chain(after).collect();
        let back = self.back_from(walk, None);
        let offers = Offers {
            back: back.map(|_| self.words.stop_back.to_string()),
            ..Offers::default()
        };
        let prompt = self.pick(head, &[&self.words.stop_end], offers);
        match asker.ask(&prompt)? {
            Reply::Back => self.back(walk, None),
            Reply::Leave => return Ok(Next::Leave),
            _ => return Ok(Next::End),
        }
        Ok(Next::On)
    }

    /// An alert that does not stop is shown once, when it becomes certain.
    pub(super) fn alert(
        &mut self,
        asker: &mut dyn Asker,
        walk: &Walk,
        alert: AlertRef,
    ) -> io::Result<Next> {
        let head = page::alert(self.tree, &self.answers, &self.tree[alert]);
        let offers = Offers {
            back: self.back_from(walk, None),
            ..Offers::default()
        };
        let prompt = self.pick(head, &[&self.words.alert_go_on], offers);
        match asker.ask(&prompt)? {
            Reply::Back => self.back(walk, None),
            Reply::Leave => return Ok(Next::Leave),
            _ => self.alerted.push(alert),
        }
        Ok(Next::On)
    }

    /// Whether the level is settled while there is more to ask, and the person has not yet been told.
    pub(super) fn is_settled(&mut self, walk: &Walk) -> bool {
        let worthwhile = walk.left.1 > 1 && !self.history.is_empty();
        let settled = walk.outcomes.level().is_some() && worthwhile;
        if !settled {
            self.rest = Rest::NotOffered;
        }
        settled && self.rest == Rest::NotOffered
    }

    /// The rest of the questions only shapes what goes with the level: ask it, or show the result.
    pub(super) fn offer_result(
        &mut self,
        asker: &mut dyn Asker,
        walk: &Walk,
        at: QuestionRef,
    ) -> io::Result<Next> {
        let head = vec![
            self.place(&self.position(walk, at)),
            Paragraph::new(Tone::Strong, &*self.words.settled),
        ];
        let labels = [&*self.words.settled_go_on, &*self.words.settled_result];
        let offers = Offers {
            back: self.back_from(walk, Some(at)),
            ..Offers::default()
        };
        match asker.ask(&self.pick(head, &labels, offers))? {
            Reply::Choice(1) => self.rest = Rest::Passed,
            Reply::Back => self.back(walk, Some(at)),
            Reply::Leave => return Ok(Next::Leave),
            _ => self.rest = Rest::Asked,
        }
        Ok(Next::On)
    }

    /// Skips a question that is left, unless it has to be answered.
    pub(super) fn pass(
        &mut self,
        asker: &mut dyn Asker,
        walk: &Walk,
        at: QuestionRef,
    ) -> io::Result<Next> {
        if self.tree[at].required {
            return self.question(asker, walk, at);
        }
        self.answers.set(at, Answer::Unsure);
        self.walk = None;
        self.passed.push(at);
        Ok(Next::On)
    }
}
