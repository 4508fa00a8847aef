//! What was said: the only state there is.

use super::document::Kind;
use super::finding::{did_you_mean, list};
use super::number::whole;
use super::tree::{Question, QuestionRef, Tree};
use std::fmt;

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Choices, as a bit set: one for `one` and `yes_no`, any number for `many`.
    Choices(u64),
    /// A number.
    Number(i64),
    /// Skipped: not sure, or rather not say. Free to be anything.
    Unsure,
}

/// The word for a skipped answer.
pub const UNSURE: &str = "unsure";

/// Answers to some of a tree's questions. Those off the path are kept, and do no harm.
///
/// Whatever is done costs as much as there are answers, not questions.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// For each question its answer, as far as there was one yet.
    given: Vec<Option<Answer>>,
    /// The questions that have one, in order.
    answered: Vec<QuestionRef>,
}

impl Answers {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer to a question, if there is one.
    pub fn get(&self, question: QuestionRef) -> Option<Answer> {
        *self.given.get(question.index())?
    }

    /// Answers a question, or answers it anew.
    pub fn set(&mut self, question: QuestionRef, answer: Answer) {
        self.replace(question, answer);
    }

    /// Does the same, and returns the answer before.
    pub fn replace(&mut self, question: QuestionRef, answer: Answer) -> Option<Answer> {
        if self.given.len() <= question.index() {
            self.given.resize(question.index() + 1, None);
        }
        let before = self.given[question.index()].replace(answer);
        if before.is_none() {
            self.note(question);
        }
        before
    }

    /// Takes an answer back.
    pub fn remove(&mut self, question: QuestionRef) {
        if let Ok(place) = self.answered.binary_search(&question) {
            self.answered.remove(place);
            self.given[question.index()] = None;
        }
    }

    /// Takes all answers back.
    pub fn clear(&mut self) {
        for question in self.answered.drain(..) {
            self.given[question.index()] = None;
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.answered.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.answered.is_empty()
    }

    /// All answers, in the order of the questions.
    pub fn iter(&self) -> impl Iterator<Item = (QuestionRef, Answer)> {
        let answered = self.answered.iter();
        answered.filter_map(|question| Some((*question, self.get(*question)?)))
    }

    fn note(&mut self, question: QuestionRef) {
        // Most are given in order.
        match self.answered.last() {
            Some(last) if *last > question => {
                let place = self.answered.partition_point(|other| *other < question);
                self.answered.insert(place, question);
            }
            _ => self.answered.push(question),
        }
    }
}

impl PartialEq for Answers {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Answers {}

/// Why something does not answer a question. Displayed as one lower-case clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// The nearest name, or what is allowed.
    pub help: Option<String>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.help.iter().try_for_each(|help| write!(f, "; {help}"))
    }
}

impl std::error::Error for Refusal {}

impl Question {
    /// Reads an answer from words: choice ids, a number, or `unsure`.
    ///
    /// # Errors
    /// What is wrong, what is allowed, and the nearest name.
    pub fn read(&self, words: &[&str]) -> Result<Answer, Refusal> {
        if words == [UNSURE] {
            return if self.required {
                Err(self.refuse("has to be answered", None))
            } else {
                Ok(Answer::Unsure)
            };
        }
        if self.kind == Kind::Number {
            return self.read_number(words);
        }
        let mut set = 0;
        for word in words {
            let found = self.choices.iter().position(|choice| choice.id == *word);
            let at = found.ok_or_else(|| self.unknown(word))?;
            set |= 1 << at;
        }
        self.accept(set)
    }

    /// The choices among some words, as a bit set, whatever the others are.
    pub fn named(&self, words: &[&str]) -> u64 {
        self.which(|choice| words.contains(&&*choice.id))
    }

    /// Accepts choices given as a bit set.
    ///
    /// # Errors
    /// Several choices where one fits, `alone` with others, or none where one is needed.
    pub fn accept(&self, set: u64) -> Result<Answer, Refusal> {
        let (count, alone) = (set.count_ones(), self.alone());
        if self.kind != Kind::Many && count > 1 {
            return Err(self.refuse(&format!("takes one answer, not {count}"), None));
        }
        if count == 0 && (self.kind != Kind::Many || alone != 0) {
            return Err(self.refuse("needs an answer", self.allowed()));
        }
        if set & alone != 0 && count > 1 {
            let with = self
                .chosen(set & alone)
                .next()
                .map_or("", |choice| &choice.id);
            return Err(self.refuse(
                &format!("takes `{with}` alone, without other answers"),
                None,
            ));
        }
        Ok(Answer::Choices(set))
    }

    /// Accepts a number.
    ///
    /// # Errors
    /// It is out of range.
    pub fn accept_number(&self, number: i64) -> Result<Answer, Refusal> {
        if (self.min..=self.max).contains(&number) {
            return Ok(Answer::Number(number));
        }
        Err(self.refuse(&format!("cannot be {number}"), self.allowed()))
    }

    fn read_number(&self, words: &[&str]) -> Result<Answer, Refusal> {
        let [word] = words else {
            return Err(self.refuse("takes one number", self.allowed()));
        };
        match whole(word.trim()) {
            Some(number) => self.accept_number(number),
            None => Err(Refusal {
                message: format!("`{word}` does not answer `{}`", self.id),
                help: self.allowed(),
            }),
        }
    }

    /// What would be accepted, in words.
    pub fn allowed(&self) -> Option<String> {
        let unit = self
            .unit
            .as_ref()
            .map(|unit| format!(" ({unit})"))
            .unwrap_or_default();
        let ids: Vec<&str> = self
            .choices
            .iter()
            .map(|choice| choice.id.as_ref())
            .collect();
        Some(match self.kind {
            Kind::Number => format!(
                "expected a whole number from {} to {}{unit}",
                self.min, self.max
            ),
            Kind::Many => format!("expected any of {}", list(&ids)),
            Kind::One | Kind::YesNo => format!("expected one of {}", list(&ids)),
        })
    }

    fn unknown(&self, word: &str) -> Refusal {
        let ids = self
            .choices
            .iter()
            .map(|choice| choice.id.as_ref())
            .chain([UNSURE]);
        let help = did_you_mean(word, ids).or_else(|| self.allowed());
        Refusal {
            message: format!("`{word}` does not answer `{}`", self.id),
            help,
        }
    }

    fn refuse(&self, problem: &str, help: Option<String>) -> Refusal {
        Refusal {
            message: format!("`{}` {problem}", self.id),
            help,
        }
    }

    /// An answer in words: what [`read`](Self::read) accepts.
    pub fn words(&self, answer: Answer) -> Vec<String> {
        match answer {
            Answer::Choices(set) => self
                .chosen(set)
                .map(|choice| choice.id.to_string())
                .collect(),
            Answer::Number(number) => vec![number.to_string()],
            Answer::Unsure => vec![UNSURE.to_owned()],
        }
    }

    /// The flag that gives this answer on a command line, as `--home triggers`; of a list without a tick, `--home ''`.
    pub fn flag(&self, answer: Answer) -> String {
        let words = self.words(answer);
        let value = match words.as_slice() {
            [] => "''".to_owned(),
            words => words.join(","),
        };
        format!("--{} {value}", self.id.replace('_', "-"))
    }
}

impl Tree {
    /// The question with this id, or the nearest name.
    ///
    /// # Errors
    /// There is no such question.
    pub fn find(&self, id: &str) -> Result<QuestionRef, Refusal> {
        self.question(id).ok_or_else(|| Refusal {
            message: format!("`{id}` is not a question"),
            help: did_you_mean(
                id,
                self.questions.iter().map(|question| question.id.as_ref()),
            ),
        })
    }

    /// That a question is answered and not asked, as one clause.
    pub(crate) fn off_path(&self, at: QuestionRef) -> String {
        format!("`{}` is answered but not asked on this path", self[at].id)
    }

    /// What still counts of choices that were refused together: danger that was ticked, whatever was wrong beside it.
    pub fn danger(&self, at: QuestionRef, ticked: u64) -> Option<Answer> {
        let question = &self[at];
        let ticked = ticked & !question.alone();
        let counts = question.kind == Kind::Many && self.emergency_questions().contains(&at);
        (counts && ticked != 0).then_some(Answer::Choices(ticked))
    }

    /// The command that gives these answers, for a person to paste.
    pub fn command(&self, answers: &Answers) -> String {
        let flags = answers
            .iter()
            .map(|(at, answer)| format!(" {}", self[at].flag(answer)));
        format!("firststep --no-input{}", flags.collect::<String>())
    }
}
