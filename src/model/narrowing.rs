//! How sure a result is: which open question would narrow it most, and what each of its answers would lead to.

use super::answers::Answers;
use super::document::Kind;
use super::domain::Domain;
use super::ends::Ends;
use super::reading::{Holds, Reading};
use super::tree::{LevelRef, Question, QuestionRef, Tree, bits};
use super::walk::Walk;

/// How many passes one part of one question may cost.
const PASSES: usize = 4_000;

/// The question that would narrow a result most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowing {
    /// The question.
    pub question: QuestionRef,
    /// What each of its answers would lead to; answers that lead to the same stand together.
    pub leads: Vec<Lead>,
}

/// What some answers to a question lead to, whatever is said to the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The answers.
    pub answers: Vec<Part>,
    /// Every level that is then possible, least intensive first.
    pub levels: Vec<LevelRef>,
    /// It may, or without a level it does, end in an emergency.
    pub stopped: bool,
    /// It may, or without a level it does, end in a referral.
    pub referred: bool,
}

/// Some answers to a question that nothing tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// One of these choices; of several that may be ticked, at least this.
    Choices(u64),
    /// Nothing is ticked.
    Nothing,
    /// A number from the first to the second.
    Numbers(i64, i64),
}

impl Tree {
    /// The open question that would narrow the levels most: after which the fewest are left on average. Nothing, if
    /// the level is settled, or no single answer narrows it. While none narrows it by a level, the first of them. Private questions are left out.
    pub fn narrowing(&self, answers: &Answers, walk: &Walk) -> Option<Narrowing> {
        let possible = walk.outcomes.levels.len();
        if possible < 2 {
            return None;
        }
        let all = Ends::of(&walk.outcomes);
        let reading = Reading::of(self, answers);
        let open = self.question_refs().filter(|at| {
            let skipped = !matches!(answers.get(*at), Some(answer) if answer != super::answers::Answer::Unsure);
            skipped && !self[*at].private && reading.asked(*at) != Holds::No
        });
        let narrowings = open.map(|question| Narrowing {
            question,
            leads: self.leads(answers, question, all),
        });
        let scored = narrowings.filter_map(|narrowing| Some((left(&narrowing)?, narrowing)));
        let mut narrower: Vec<_> = scored.filter(|(left, _)| *left < possible as f64).collect();
        let gain = |left: f64| possible as f64 - left;
        if narrower.iter().all(|(left, _)| gain(*left) < 1.0) {
            // Too much is open for one answer to tell much. The first of them is what others wait for.
            narrower.truncate(1);
        }
        // Of equals the first: it is asked first.
        let best = narrower
            .into_iter()
            .min_by(|(one, _), (other, _)| one.total_cmp(other));
        best.map(|(_, narrowing)| narrowing)
    }

    fn leads(&self, answers: &Answers, question: QuestionRef, all: Ends) -> Vec<Lead> {
        let mut leads: Vec<Lead> = Vec::new();
        for (part, domain) in parts(&self[question]) {
            let ends = Ends::within(self, answers, (question, domain), all, PASSES);
            let lead = Lead {
                answers: vec![part],
                levels: ends.levels(),
                stopped: ends.stopped,
                referred: ends.referred,
            };
            let same = leads.iter_mut().find(|other| {
                (&other.levels, other.stopped, other.referred)
                    == (&lead.levels, lead.stopped, lead.referred)
            });
            match same {
                Some(other) => other.answers.push(part),
                None => leads.push(lead),
            }
        }
        leads
    }
}

/// How many levels are left on average, over the answers that lead to a level.
fn left(narrowing: &Narrowing) -> Option<f64> {
    let leveled = narrowing
        .leads
        .iter()
        .filter(|lead| !lead.levels.is_empty());
    let (mut sum, mut count) = (0, 0);
    for lead in leveled {
        sum += lead.answers.len() * lead.levels.len();
        count += lead.answers.len();
    }
    (count > 0).then(|| sum as f64 / count as f64)
}

/// The answers to a question in parts; the parts of a list with several ticks may overlap.
fn parts(question: &Question) -> Vec<(Part, Domain)> {
    let choices = 0..question.choices.len() as u32;
    match question.kind {
        Kind::One | Kind::YesNo => {
            let cells = question.alike.iter();
            cells
                .map(|cell| (Part::Choices(*cell), Domain::One(*cell)))
                .collect()
        }
        Kind::Many => {
            let nothing = (question.alone() == 0)
                .then_some((Part::Nothing, Domain::Many { must: 0, may: 0 }));
            let ticked = choices.map(|at| (Part::Choices(1 << at), tick(question, 1 << at)));
            ticked.chain(nothing).collect()
        }
        Kind::Number => {
            let ends = question
                .cuts
                .iter()
                .skip(1)
                .map(|cut| cut - 1)
                .chain([question.max]);
            let stretches = question.cuts.iter().zip(ends);
            let part = |(min, max): (&i64, i64)| {
                (Part::Numbers(*min, max), Domain::Number { min: *min, max })
            };
            stretches.map(part).collect()
        }
    }
}

fn tick(question: &Question, choice: u64) -> Domain {
    let alone = question.alone();
    let may = if choice & alone != 0 {
        choice
    } else {
        bits(question.choices.len()) & !alone
    };
    Domain::Many { must: choice, may }
}
