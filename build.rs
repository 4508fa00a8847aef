//! Checks the embedded questionnaire when the program is built, and stores it in a form that loads in microseconds.
//! A mistake in `questions.yaml` stops the build with its place.

#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "src/model/mod.rs"]
mod model;

use std::path::Path;
use std::{env, fs, process};

const QUESTIONS: &str = "questions.yaml";

fn main() {
    println!("cargo:rerun-if-changed={QUESTIONS}");
    println!("cargo:rerun-if-changed=src/model");
    let text = fs::read_to_string(QUESTIONS)
        .unwrap_or_else(|error| fail(&format!("{QUESTIONS}: {error}")));
    let tree = model::check::check(&text).unwrap_or_else(|findings| {
        let lines: Vec<String> = findings
            .iter()
            .map(|finding| format!("{QUESTIONS}:{}: {}", finding.place, finding.message))
            .collect();
        fail(&lines.join("\n"))
    });
    let bytes = postcard::to_allocvec(&tree).unwrap_or_else(|error| fail(&error.to_string()));
    let out = env::var_os("OUT_DIR").unwrap_or_else(|| fail("no OUT_DIR"));
    fs::write(Path::new(&out).join("tree.postcard"), bytes)
        .unwrap_or_else(|error| fail(&error.to_string()));
}

#[expect(clippy::print_stderr)] // Cargo shows what a failed build script wrote there.
fn fail(message: &str) -> ! {
    eprintln!("{message}");
    process::exit(1);
}
