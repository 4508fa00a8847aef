//! How long a walk takes at every step of an interview: afresh, and with a walker that has walked before. And how long
//! a record takes that leaves some of its answers open, beside the same record complete.

use firststep::embedded;
use firststep::model::answers::{Answer, Answers};
use firststep::model::course::{Arrival, Course};
use firststep::model::tree::{Question, Tree};
use firststep::model::walk::{End, Walker};
use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

const ROUNDS: u32 = 100;
const PEOPLE: usize = 10_000;

fn main() -> io::Result<()> {
    let mut out = io::stdout();
    let tree = embedded::tree();
    for (name, answer) in [
        ("first choice", first as fn(&Question) -> Answer),
        ("all unsure", unsure),
    ] {
        writeln!(out, "{name}: step, afresh, again, left, levels")?;
        let (mut answers, mut walker) = (Answers::new(), Walker::new(&tree));
        for step in 0.. {
            let walk = tree.walk(&answers);
            let afresh = time(|| drop(black_box(tree.walk(&answers))));
            let again = time(|| drop(black_box(walker.walk(&answers))));
            writeln!(
                out,
                "{step:3} {afresh:>10.1?} {again:>10.1?} {:?} {}",
                walk.left,
                walk.outcomes.levels.len()
            )?;
            let End::Question(at) = walk.end else { break };
            answers.set(at, answer(&tree[at]));
        }
    }
    records(&tree, &mut out)
}

/// Records of people who answer at random, complete and with so many of a hundred answers left out.
fn records(tree: &Tree, out: &mut impl Write) -> io::Result<()> {
    let mut chance = Chance(2026);
    let people: Vec<Answers> = (0..PEOPLE).map(|_| person(tree, &mut chance)).collect();
    let course = Course::new(tree);
    let mut run = course.start();
    let complete = each(&people, |answers| {
        assert_ne!(course.run(answers, &mut run), Arrival::Open);
    });
    let mut walker = Walker::new(tree);
    let chart = Instant::now();
    assert!(walker.prepare(), "the questionnaire can be charted");
    let chart = chart.elapsed();
    writeln!(
        out,
        "a complete record {complete:.1?}; the chart {chart:.1?}"
    )?;
    for rate in [10, 30, 50, 70, 90] {
        let gaps: Vec<Answers> = people
            .iter()
            .map(|all| leave_out(all, rate, &mut chance))
            .collect();
        let open = each(&gaps, |answers| drop(black_box(walker.skip(answers))));
        let ratio = open.as_secs_f64() / complete.as_secs_f64();
        writeln!(
            out,
            "{rate} of 100 answers left out {open:>10.1?} ratio {ratio:.1}"
        )?;
    }
    Ok(())
}

fn each(people: &[Answers], mut work: impl FnMut(&Answers)) -> Duration {
    let start = Instant::now();
    people.iter().for_each(&mut work);
    start.elapsed() / people.len() as u32
}

/// An answer to every question. Nobody is stopped, and most are grown: else there would be little to work out.
fn person(tree: &Tree, chance: &mut Chance) -> Answers {
    let mut answers = Answers::new();
    for at in tree.question_refs() {
        let question = &tree[at];
        let answer = match () {
            () if question.node.0 == 0 => first(question),
            () if question.choices.is_empty() => {
                Answer::Number(question.min + chance.below(question.max - question.min + 1))
            }
            () => {
                let ticks = chance.bits() & chance.bits() & question.all() & !question.alone();
                let choice = 1 << chance.below(question.choices.len() as i64);
                let answer = question.accept(ticks).or_else(|_| question.accept(choice));
                answer.unwrap_or_else(|refusal| panic!("{refusal}"))
            }
        };
        answers.set(at, answer);
    }
    answers
}

fn leave_out(all: &Answers, rate: i64, chance: &mut Chance) -> Answers {
    let mut answers = Answers::new();
    for (at, answer) in all.iter().filter(|_| chance.below(100) >= rate) {
        answers.set(at, answer);
    }
    answers
}

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: i64) -> i64 {
        (self.bits() % limit.max(1) as u64) as i64
    }
}

fn time(work: impl FnMut()) -> Duration {
    let mut work = work;
    let start = Instant::now();
    (0..ROUNDS).for_each(|_| work());
    start.elapsed() / ROUNDS
}

/// The first choice, but nothing that ends the walk at once.
fn first(question: &Question) -> Answer {
    if question.choices.is_empty() {
        return Answer::Number(40.clamp(question.min, question.max));
    }
    let alone = question.alone();
    Answer::Choices(if question.node.0 == 0 && alone != 0 {
        alone
    } else {
        1
    })
}

fn unsure(question: &Question) -> Answer {
    if question.required {
        first(question)
    } else {
        Answer::Unsure
    }
}
