//! How long it takes to load a questionnaire of many questions, beside the parsers alone on the same text; and how long
//! a record takes whose path comes by a few of them.

#[path = "../common/large.rs"]
mod large;

use firststep::model::answers::{Answer, Answers};
use firststep::model::check::check;
use firststep::model::course::{Arrival, Course};
use firststep::model::tree::Tree;
use firststep::model::walk::{End, Walker};
use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

const FEW: usize = 100;
const MANY: usize = 25_000;
/// Times are the fastest of so many.
const ROUNDS: usize = 7;

fn main() -> io::Result<()> {
    let mut out = io::stdout();
    let json = large::questionnaire(MANY);
    let value: serde_json::Value = serde_json::from_str(&json)?;
    let yaml = serde_yaml::to_string(&value).map_err(io::Error::other)?;
    writeln!(
        out,
        "{MANY} questions: JSON {} bytes, YAML {} bytes",
        json.len(),
        yaml.len()
    )?;
    let value = fastest(1, || {
        drop(black_box(serde_json::from_str::<serde_json::Value>(&json)))
    });
    let load = fastest(1, || drop(black_box(check(&json))));
    line(&mut out, "JSON", value, load)?;
    let events = fastest(1, || {
        let events = saphyr_parser::Parser::new_from_str(&yaml);
        black_box(events.count());
    });
    let load = fastest(1, || drop(black_box(check(&yaml))));
    line(&mut out, "YAML", events, load)?;

    let few = check(&large::questionnaire(FEW)).map_err(|_| io::ErrorKind::InvalidData)?;
    let many = check(&json).map_err(|_| io::ErrorKind::InvalidData)?;
    line(
        &mut out,
        "complete record, few and many",
        run(&few),
        run(&many),
    )?;
    line(
        &mut out,
        "open record, few and many",
        walk(&few, Ahead::Nothing),
        walk(&many, Ahead::Nothing),
    )?;
    line(
        &mut out,
        "open and charted, few; many",
        walk(&few, Ahead::Chart),
        walk(&many, Ahead::Nothing),
    )
}

fn line(out: &mut impl Write, name: &str, base: Duration, other: Duration) -> io::Result<()> {
    let ratio = other.as_secs_f64() / base.as_secs_f64();
    writeln!(
        out,
        "{name:32} {base:>10.1?} {other:>10.1?} ratio {ratio:.2}"
    )
}

/// The time of one of `times` rounds of work, done as often as it takes to be fast.
fn fastest(times: u32, mut work: impl FnMut()) -> Duration {
    let one = |_| {
        let start = Instant::now();
        (0..times).for_each(|_| work());
        start.elapsed() / times
    };
    (0..ROUNDS).map(one).min().unwrap_or_default()
}

/// A record that leaves nothing open, on the short way through the tree.
fn run(tree: &Tree) -> Duration {
    let course = Course::new(tree);
    let (answers, mut run) = (short(tree), course.start());
    assert!(matches!(
        course.run(&answers, &mut run),
        Arrival::Reached(_)
    ));
    fastest(10_000, || {
        black_box(course.run(black_box(&answers), &mut run));
    })
}

/// What is done before the first record.
#[derive(PartialEq)]
enum Ahead {
    Nothing,
    Chart,
}

/// The same with one answer skipped.
fn walk(tree: &Tree, ahead: Ahead) -> Duration {
    let mut answers = short(tree);
    let last = answers.iter().last().map(|(at, _)| at);
    last.into_iter()
        .for_each(|at| answers.set(at, Answer::Unsure));
    let mut walker = Walker::new(tree);
    assert!(ahead == Ahead::Nothing || walker.prepare());
    assert_eq!(walker.walk(&answers).end, End::Reached);
    fastest(20, || drop(black_box(walker.walk(&answers))))
}

fn short(tree: &Tree) -> Answers {
    let mut answers = Answers::new();
    for id in large::SHORT {
        let at = tree
            .question(id)
            .unwrap_or_else(|| panic!("`{id}` is a question"));
        answers.set(at, Answer::Choices(1));
    }
    answers
}
