//! How long a walk takes at every step of an interview: afresh, and with a walker that has walked before.

use firststep::embedded;
use firststep::model::answers::{Answer, Answers};
use firststep::model::tree::Question;
use firststep::model::walk::{End, Walker};
use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

const ROUNDS: u32 = 100;

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
    Ok(())
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
