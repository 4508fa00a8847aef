//! Checks the embedded questionnaire and its translations when the program is built, and writes them as
//! constants of the program, so that starting it reads nothing. A mistake stops the build with its place.

#[path = "src/literal.rs"]
mod literal;
#[allow(dead_code, unreachable_pub, missing_docs)]
#[path = "src/model/mod.rs"]
mod model;

use literal::literal;
use model::finding::{Finding, Severity};
use model::tree::Tree;
use model::words::Words;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

const QUESTIONS: &str = "questions.yaml";
/// The languages there are translations for.
const LANGUAGES: &[&str] = &["es"];

fn main() {
    println!("cargo:rerun-if-changed=src/model");
    println!("cargo:rerun-if-changed=src/literal.rs");
    let text = read(QUESTIONS);
    let tree = model::check::check(&text).unwrap_or_else(|findings| stop(QUESTIONS, &findings));
    let mut source = constant("TREE", &tree);
    let mut editions = String::new();
    for language in LANGUAGES {
        let name = format!("questions.{language}.yaml");
        let (tree, words) = edition(&name, &tree);
        let upper = language.to_uppercase();
        let (tree_of, words_of) = (format!("TREE_{upper}"), format!("WORDS_{upper}"));
        source += &constant(&tree_of, &tree);
        source += &words_constant(&words_of, &words);
        let _ = write!(
            editions,
            "Edition {{ language: {language:?}, name: {name:?}, \
             text: include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{name}\")), \
             tree: &{tree_of}, words: &{words_of} }},"
        );
    }
    let _ = writeln!(
        source,
        "/// All translations.\npub const EDITIONS: &[Edition] = &[{editions}];"
    );
    write_out("embedded.rs", &source);
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
fn edition(name: &str, tree: &Tree) -> (Tree, Words) {
    let translation =
        model::translation::read(&read(name)).unwrap_or_else(|findings| stop(name, &findings));
    let (mut tree, mut words) = (tree.clone(), Words::default());
    let findings = translation.apply(&mut tree, &mut words);
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    let errors: Vec<Finding> = findings.into_iter().filter(is_error).collect();
    if !errors.is_empty() {
        stop(name, &errors);
    }
    (tree, words)
}

fn constant(name: &str, tree: &Tree) -> String {
    let tree = literal(tree).unwrap_or_else(|error| fail(&error.to_string()));
    format!("static {name}: Tree = {tree};\n")
}

fn words_constant(name: &str, words: &Words) -> String {
    let words = words.all().into_iter();
    let words = words.map(|(name, text)| format!("{name}: Text::Borrowed({text:?}),\n"));
    format!(
        "static {name}: Words = Words {{ {} }};\n",
        words.collect::<String>()
    )
}

fn read(name: &str) -> String {
    println!("cargo:rerun-if-changed={name}");
    fs::read_to_string(name).unwrap_or_else(|error| fail(&format!("{name}: {error}")))
}

fn write_out(name: &str, source: &str) {
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.unwrap_or_else(|| fail("no OUT_DIR"));
    fs::write(out.join(name), source).unwrap_or_else(|error| fail(&error.to_string()));
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
