//! Checks the embedded questionnaire and its translations when the program is built, and stores them in a form that
//! loads in microseconds. A mistake stops the build with its place.

#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "src/model/mod.rs"]
mod model;

use model::finding::{Finding, Severity};
use model::tree::Tree;
use model::words::Words;
use serde::Serialize;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

const QUESTIONS: &str = "questions.yaml";
/// The languages there are translations for.
const LANGUAGES: &[&str] = &["es"];

fn main() {
    println!("cargo:rerun-if-changed=src/model");
    let text = read(QUESTIONS);
    let tree = model::check::check(&text).unwrap_or_else(|findings| stop(QUESTIONS, &findings));
    store("tree.postcard", &tree);
    let mut editions = String::new();
    for language in LANGUAGES {
        let name = format!("questions.{language}.yaml");
        store(&format!("tree.{language}.postcard"), &edition(&name, &tree));
        let _ = write!(
            editions,
            "Edition {{ language: {language:?}, name: {name:?}, \
             text: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{name}\")), \
             loaded: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/tree.{language}.postcard\")) }},"
        );
    }
    write_out("editions.rs", format!("&[{editions}]").as_bytes());
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    let is_static = features.split(',').any(|feature| feature == "crt-static");
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !is_static {
        start_sooner();
    }
}

/// A program that is loaded at one address has nothing to be adjusted; and with its own copy of what follows a panic's
/// trace, one library less is searched for and loaded. Together they take a fifth off the start.
fn start_sooner() {
    println!("cargo:rustc-link-arg-bins=-no-pie");
    let host = env::var("HOST").unwrap_or_default();
    if !is("TARGET", &host) {
        return;
    }
    let found = process::Command::new("cc")
        .arg("-print-file-name=libgcc_eh.a")
        .output();
    let path = found.map(|found| String::from_utf8_lossy(&found.stdout).trim().to_owned());
    // Where there is none, the name comes back as it was.
    if let Ok(path) = path
        && Path::new(&path).is_absolute()
    {
        let whole = format!("-Wl,--whole-archive,{path},--no-whole-archive");
        println!("cargo:rustc-link-arg-bins={whole}");
    }
}

fn is(name: &str, value: &str) -> bool {
    env::var(name).is_ok_and(|found| found == value)
}

/// The translated tree, and the program's words in that language.
fn edition(name: &str, tree: &Tree) -> (Tree, Vec<(&'static str, String)>) {
    let translation =
        model::translation::read(&read(name)).unwrap_or_else(|findings| stop(name, &findings));
    let (mut tree, mut words) = (tree.clone(), Words::default());
    let findings = translation.apply(&mut tree, &mut words);
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    let errors: Vec<Finding> = findings.into_iter().filter(is_error).collect();
    if !errors.is_empty() {
        stop(name, &errors);
    }
    let words = words.all().into_iter();
    (
        tree,
        words.map(|(name, text)| (name, text.to_owned())).collect(),
    )
}

fn read(name: &str) -> String {
    println!("cargo:rerun-if-changed={name}");
    fs::read_to_string(name).unwrap_or_else(|error| fail(&format!("{name}: {error}")))
}

fn store(name: &str, value: &impl Serialize) {
    let bytes = postcard::to_allocvec(value).unwrap_or_else(|error| fail(&error.to_string()));
    write_out(name, &bytes);
}

fn write_out(name: &str, bytes: &[u8]) {
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.unwrap_or_else(|| fail("no OUT_DIR"));
    fs::write(Path::new(&out).join(name), bytes).unwrap_or_else(|error| fail(&error.to_string()));
}

fn stop(name: &str, findings: &[Finding]) -> ! {
    let lines: Vec<String> = findings
        .iter()
        .map(|finding| format!("{name}:{}: {}", finding.place, finding.message))
        .collect();
    fail(&lines.join("\n"))
}

#[expect(clippy::print_stderr)] // Cargo shows what a failed build script wrote there.
fn fail(message: &str) -> ! {
    eprintln!("{message}");
    process::exit(1);
}
