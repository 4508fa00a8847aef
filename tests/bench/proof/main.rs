//! How long the proof of a large questionnaire takes, and how much memory: sizes that double, to see what grows how.
//!
//! `cargo bench --bench proof`; `-- --print 1000` prints the questionnaire of that size.

mod made;

use firststep::author::proof::prove;
use firststep::model::check::check;
use std::io::{self, Write};
use std::time::{Duration, Instant};

const SIZES: &[usize] = &[125, 250, 500, 1_000];

fn main() -> io::Result<()> {
    let mut out = io::stdout();
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--print") {
        let size = arguments.get(at + 1).and_then(|size| size.parse().ok());
        return out.write_all(large(size.unwrap_or(1_000)).as_bytes());
    }
    writeln!(
        out,
        "questions branches  seconds  of cpu  peak MiB  findings  combinations"
    )?;
    for size in SIZES {
        let tree =
            check(&large(*size)).map_err(|findings| io::Error::other(format!("{findings:?}")))?;
        let (start, before) = (Instant::now(), cpu());
        let proof = prove(&tree);
        let took = start.elapsed().as_secs_f64();
        let cpu = (cpu() - before).as_secs_f64();
        let (questions, branches) = (tree.questions.len(), tree.branches.len());
        let (peak, findings) = (peak(), proof.findings.len());
        let count = proof.census.map(|census| census.combinations.to_string());
        let count = count.map_or("not proved".to_owned(), |count| {
            format!("10^{}", count.len() - 1)
        });
        writeln!(
            out,
            "{questions:9} {branches:8} {took:8.3} {cpu:7.3} {peak:9} {findings:9}  {count}"
        )?;
    }
    Ok(())
}

/// Three branches for ten questions.
fn large(questions: usize) -> String {
    made::questionnaire(questions, questions * 3 / 10)
}

/// The most memory this process has used so far, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

/// How long this process has run on a core: on a busy machine that says more than a clock.
fn cpu() -> Duration {
    let status = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let first = status.split_whitespace().next();
    Duration::from_nanos(first.and_then(|nanos| nanos.parse().ok()).unwrap_or(0))
}
