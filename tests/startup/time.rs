//! Runs commands in turn, so that whatever else the machine does falls on all of them alike, and prints the medians of
//! the whole processes' times and their ratios to the first.
//!
//! `time RUNS -- NAME COMMAND… -- NAME COMMAND…`

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut parts = arguments.split(|word| word == "--");
    let runs: usize = parts.next().and_then(|part| part[0].parse().ok()).expect("how many runs");
    let commands: Vec<&[String]> = parts.collect();
    let mut times = vec![Vec::with_capacity(runs); commands.len()];
    for _ in 0..runs {
        for (command, times) in commands.iter().zip(&mut times) {
            times.push(run(&command[1..]));
        }
    }
    let medians: Vec<Duration> = times.iter_mut().map(median).collect();
    for ((command, median), times) in commands.iter().zip(&medians).zip(&times) {
        println!(
            "{:32} median {:7.3} ms  fastest {:7.3} ms  ratio of medians {:.2}",
            command[0],
            median.as_secs_f64() * 1e3,
            times[0].as_secs_f64() * 1e3,
            median.as_secs_f64() / medians[0].as_secs_f64(),
        );
    }
}

fn run(command: &[String]) -> Duration {
    let begin = Instant::now();
    let child = Command::new(&command[0])
        .args(&command[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    child.expect("it runs");
    begin.elapsed()
}

fn median(times: &mut Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
