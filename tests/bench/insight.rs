//! How long it takes to find what would change a result: for every case, and for answers by chance with 0 to 15 skips.
//!
//! Each is timed several times and counts with its quickest, as other work on the machine only ever adds.

use firststep::author::cases;
use firststep::embedded;
use firststep::model::answers::{Answer, Answers};
use firststep::model::document::Kind;
use firststep::model::tree::{Question, Tree};
use firststep::model::walk::End;
use firststep::model::words::Words;
use firststep::report::{Depth, Record};
use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

const CASES: &str = include_str!("../cases.yaml");
const PEOPLE: u64 = 2_000;
const ROUNDS: u32 = 3;

fn main() -> io::Result<()> {
    let (tree, words) = (embedded::tree(), Words::default());
    let cases = cases::read(&tree, CASES).unwrap_or_default();
    let cases: Vec<Answers> = cases.iter().map(|case| given(&tree, case)).collect();
    let mut chance = Chance(1);
    let people: Vec<Answers> = (0..PEOPLE)
        .map(|at| person(&tree, at % 16, &mut chance))
        .collect();
    for (name, all) in [("cases", cases), ("by chance", people)] {
        let mut searched: Vec<_> = (all.iter())
            .map(|answers| {
                let walk = tree.walk(answers);
                quickest(|| drop(black_box(tree.what_if(answers, &walk))))
            })
            .collect();
        let mut told: Vec<_> = (all.iter())
            .map(|answers| {
                let walk = tree.walk(answers);
                quickest(|| {
                    drop(black_box(Record::with_insight(
                        &tree,
                        answers,
                        &walk,
                        &words,
                        None,
                        Depth::Traced,
                    )))
                })
            })
            .collect();
        tell(&format!("{name}, the search"), &mut searched)?;
        tell(&format!("{name}, the whole record"), &mut told)?;
    }
    Ok(())
}

fn tell(name: &str, times: &mut [Duration]) -> io::Result<()> {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() - 1) * part / 100];
    let count = times.len();
    let line = format!(
        "{count} {name}: half within {:.1?}, 99 of 100 within {:.1?}, worst {:.1?}",
        at(50),
        at(99),
        at(100)
    );
    writeln!(io::stdout(), "{line}")
}

fn quickest(work: impl Fn()) -> Duration {
    let once = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(|_| once()).min().unwrap_or_default()
}

fn given(tree: &Tree, case: &cases::Case) -> Answers {
    let mut answers = Answers::new();
    for question in tree.question_refs().filter(|_| case.rest_unsure) {
        answers.set(question, Answer::Unsure);
    }
    for given in &case.given {
        answers.set(given.question, given.answer);
    }
    answers
}

/// Somebody in no danger who answers at random and skips about so many questions.
fn person(tree: &Tree, skips: u64, chance: &mut Chance) -> Answers {
    let mut answers = Answers::new();
    while let End::Question(at) = tree.walk(&answers).end {
        let question = &tree[at];
        let skipped = !question.required && chance.below(24) < skips;
        answers.set(
            at,
            if skipped {
                Answer::Unsure
            } else {
                pick(question, chance)
            },
        );
    }
    answers
}

fn pick(question: &Question, chance: &mut Chance) -> Answer {
    if question.kind == Kind::Number {
        let low = 18.clamp(question.min, question.max);
        let numbers = (question.max - low) as u64 + 1;
        return Answer::Number(low + chance.below(numbers) as i64);
    }
    let alone = question.alone();
    if question.node.0 == 0 && alone != 0 {
        return Answer::Choices(alone);
    }
    loop {
        let one = 1 << chance.below(question.choices.len() as u64);
        let ticks = match question.kind {
            Kind::Many => (chance.next() & chance.next() & question.all() & !alone) | one,
            _ => one,
        };
        if let Ok(answer) = question.accept(ticks) {
            return answer;
        }
    }
}

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 ^ self.0 >> 29
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 16) % end
    }
}
