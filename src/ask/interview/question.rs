//! A question as a prompt, and a reply as an answer.

use super::super::prompt::{Body, Item, More, Offers, Paragraph, Prompt, Reply, Skip, Tone};
use super::super::wrap::whole;
use super::{Interview, page};
use crate::model::answers::Answer;
use crate::model::document::Kind;
use crate::model::tree::{Question, QuestionRef};
use crate::model::walk::Walk;
use crate::model::words::{Words, fill};

impl Interview<'_> {
    pub(super) fn prompt(&mut self, at: QuestionRef, position: Vec<String>) -> Prompt {
        let question = &self.tree[at];
        let earlier = self.aside.get(at);
        Prompt {
            head: self.head(at, &position),
            more: question.why.as_ref().map(|why| self.why(why)),
            body: body(question, earlier),
            offers: Offers {
                unsure: match earlier {
                    _ if question.required => Skip::Never,
                    Some(Answer::Unsure) => Skip::Chosen,
                    _ => Skip::Offered,
                },
                ..Offers::default()
            },
            emergency: page::emergency(self.tree, self.words, &self.answers),
        }
    }

    /// Where we are, what there is to say, the question, and how it is answered.
    fn head(&mut self, at: QuestionRef, position: &[String]) -> Vec<Paragraph> {
        let (question, words) = (&self.tree[at], self.words);
        let mut head = vec![self.place(position)];
        let notes = self.notes.drain(..);
        head.extend(notes.map(|note| Paragraph::new(Tone::Alert, note)));
        let about = self.tree[question.node].about.iter();
        let about = about.filter(|_| self.begins(question));
        head.extend(about.map(|about| Paragraph::new(Tone::Plain, &**about)));
        head.push(Paragraph::new(Tone::Strong, &*question.ask));
        let mut quiet = |text: &str| head.push(Paragraph::new(Tone::Quiet, text));
        question.help.iter().for_each(|help| quiet(help));
        if question.kind == Kind::Number {
            quiet(&question.range(words));
        }
        if let Some(earlier) = self.aside.get(at) {
            let said = said(question, words, earlier);
            quiet(&fill(&words.earlier, &[("answer", &said)]));
        }
        head
    }

    /// Whether nothing of its part was answered yet.
    fn begins(&mut self, question: &Question) -> bool {
        let walk = self.walk();
        let mut steps = walk.steps.iter();
        steps.all(|(step, _)| self.tree[*step].node != question.node)
    }

    fn why(&self, why: &str) -> More {
        More {
            label: self.words.why_entry.to_string(),
            text: vec![Paragraph::new(Tone::Plain, why)],
        }
    }

    /// The part, the question's number, and how many are left after it.
    pub(super) fn position(&self, walk: &Walk, at: QuestionRef) -> Vec<String> {
        let words = self.words;
        let before = walk.steps.iter().filter(|(step, _)| *step < at).count();
        let number = (before + 1).to_string();
        let (least, most) = (walk.left.0.saturating_sub(1), walk.left.1.saturating_sub(1));
        let left = match (least, most) {
            (_, 0) => &words.left_last,
            (1, 1) => &words.left_one,
            (least, most) if least == most => &words.left_same,
            (0, _) => &words.left_up_to,
            _ => &words.left_range,
        };
        let (least, most) = (least.to_string(), most.to_string());
        vec![
            self.tree[self.tree[at].node].title.to_string(),
            fill(&words.question_number, &[("number", &number)]),
            fill(left, &[("least", &least), ("most", &most)]),
        ]
    }

    /// Where we are, in one line that is not broken within its parts.
    pub(super) fn place(&self, position: &[String]) -> Paragraph {
        let (part, rest) = position.split_at(position.len().min(1));
        let parts = part
            .iter()
            .cloned()
            .chain(rest.iter().map(|part| whole(part)));
        // What stands between belongs to what stands before.
        let between = self.look.dot().replacen(' ', &whole(" "), 1);
        let between = between.trim_end().to_owned() + " ";
        Paragraph::new(Tone::Quiet, parts.collect::<Vec<_>>().join(&between))
    }

    pub(super) fn answer(&self, at: QuestionRef, reply: Reply) -> Result<Answer, String> {
        let question = &self.tree[at];
        let answer = match reply {
            Reply::Choice(choice) => question.accept(1 << choice),
            Reply::Choices(set) => question.accept(set),
            Reply::Number(number) => question.accept_number(number),
            _ => return Ok(Answer::Unsure),
        };
        answer.map_err(|refusal| refusal.to_string())
    }
}

/// What can be answered, starting from an earlier answer.
fn body(question: &Question, earlier: Option<Answer>) -> Body {
    let chosen = match earlier {
        Some(Answer::Choices(set)) => set,
        _ => 0,
    };
    match question.kind {
        Kind::Number => Body::Number {
            min: question.min,
            max: question.max,
            given: match earlier {
                Some(Answer::Number(number)) => Some(number),
                _ => None,
            },
        },
        Kind::Many => Body::Many {
            items: items(question),
            ticked: chosen,
            alone: question.alone(),
        },
        Kind::One | Kind::YesNo => Body::One {
            items: items(question),
            at: (chosen != 0).then(|| chosen.trailing_zeros() as usize),
            go: None,
        },
    }
}

fn items(question: &Question) -> Vec<Item> {
    let choices = question.choices.iter();
    choices
        .map(|choice| Item {
            id: choice.id.to_string(),
            label: choice.label.to_string(),
            ..Item::default()
        })
        .collect()
}

/// An answer as a person would say it.
pub(super) fn said(question: &Question, words: &Words, answer: Answer) -> String {
    match answer {
        Answer::Unsure => words.unsure.to_string(),
        answer => question.say(words, answer).join("; "),
    }
}
