//! How long one step of a conversation takes, beside `cat`, which only sends back the same number of bytes.
//!
//! Both stand at the other end of two pipes, and are asked in turn.

use serde_json::{Map, Value, json};
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How many interviews.
const ROUNDS: usize = 200;

fn main() -> io::Result<()> {
    let mut firststep =
        Partner::start(Command::new(env!("CARGO_BIN_EXE_firststep")).args(["next", "--lines"]))?;
    let mut echo = Partner::start(&mut Command::new("cat"))?;
    let (mut steps, mut echoes) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let mut answers = Map::new();
        loop {
            let line = json!({ "answers": answers }).to_string();
            let (reply, time) = firststep.ask(&line)?;
            steps.push(time);
            echoes.push(echo.ask(reply.trim_end())?.1);
            let reply: Value = serde_json::from_str(&reply)?;
            let Some(question) = reply.get("question") else {
                break;
            };
            let id = question["id"].as_str().unwrap_or_default();
            answers.insert(id.to_owned(), answer(question, round + answers.len()));
        }
    }
    let (step, echo) = (median(&mut steps), median(&mut echoes));
    let ratio = step.as_secs_f64() / echo.as_secs_f64();
    let worst = steps[steps.len() * 99 / 100];
    writeln!(
        io::stdout(),
        "{} steps: median {step:.1?}, 99 of 100 under {worst:.1?}; an echo {echo:.1?}; ratio {ratio:.1}",
        steps.len()
    )
}

/// A program at the other end of two pipes.
struct Partner {
    _child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Partner {
    fn start(command: &mut Command) -> io::Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let closed = || io::Error::other("no pipe");
        Ok(Partner {
            _child: child,
            input: input.ok_or_else(closed)?,
            output: BufReader::new(output.ok_or_else(closed)?),
        })
    }

    fn ask(&mut self, line: &str) -> io::Result<(String, Duration)> {
        let line = format!("{line}\n");
        let mut reply = String::new();
        let start = Instant::now();
        self.input.write_all(line.as_bytes())?;
        self.output.read_line(&mut reply)?;
        Ok((reply, start.elapsed()))
    }
}

/// Another answer each round, but on the first page, which may end it at once, the harmless one.
fn answer(question: &Value, round: usize) -> Value {
    if question["kind"] == "number" {
        return json!(40.clamp(
            question["number"]["min"].as_i64().unwrap_or(0),
            question["number"]["max"].as_i64().unwrap_or(40)
        ));
    }
    let choices = question["choices"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let alone = choices.iter().find(|choice| choice["alone"] == true);
    let any = choices.get(round % choices.len().max(1));
    let chosen = alone.filter(|_| !round.is_multiple_of(3)).or(any);
    chosen.map_or(Value::Null, |choice| choice["id"].clone())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
