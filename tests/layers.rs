//! The layers: what each part of the program may mention, and what may stand at the top of the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// Names that end in `::` when they are used; a layer may not use them anywhere but in comments.
struct Layer {
    path: &'static str,
    never: &'static [&'static str],
}

const TERMINAL: &[&str] = &["dialoguer", "console", "rustix", "signal_hook"];
const NETWORK: &[&str] = &["std::net", "tokio", "reqwest", "ureq", "hyper"];

const LAYERS: &[Layer] = &[
    Layer {
        path: "model",
        never: &[
            "clap",
            "std::fs",
            "std::env",
            "std::io",
            "crate::ask",
            "crate::report",
            "crate::batch",
            "crate::author",
            "crate::commands",
            "crate::cli",
            "crate::exit",
        ],
    },
    Layer {
        path: "ask",
        never: &[
            "clap",
            "std::fs",
            "crate::report",
            "crate::batch",
            "crate::author",
            "crate::commands",
            "crate::cli",
        ],
    },
    Layer {
        path: "report",
        never: &[
            "clap",
            "std::fs",
            "std::env",
            "std::io",
            "crate::ask",
            "crate::batch",
            "crate::author",
            "crate::commands",
            "crate::cli",
            "crate::exit",
        ],
    },
    Layer {
        path: "batch",
        never: &[
            "clap",
            "std::fs",
            "std::env",
            "crate::ask",
            "crate::author",
            "crate::commands",
            "crate::cli",
        ],
    },
    Layer {
        path: "author",
        never: &[
            "clap",
            "std::fs",
            "std::env",
            "std::io",
            "crate::ask",
            "crate::batch",
            "crate::report",
            "crate::commands",
            "crate::cli",
            "crate::exit",
        ],
    },
];

#[test]
fn no_layer_mentions_what_it_must_not_know() {
    let mut broken = Vec::new();
    for layer in LAYERS {
        for file in sources(layer.path) {
            broken.extend(mentions(&file, layer.never));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The terminal belongs to `ask`; commands may ask what a stream is, and never draw.
#[test]
fn only_ask_knows_the_terminal() {
    let mut broken = Vec::new();
    for file in sources("") {
        let within = |layer: &str| file.starts_with(source().join(layer));
        let never: &[&str] = if within("ask") {
            &[]
        } else if within("commands") {
            &["dialoguer", "console"]
        } else {
            TERMINAL
        };
        broken.extend(mentions(&file, never));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn nothing_knows_the_network_and_nothing_prints_past_its_writer() {
    let mut broken = Vec::new();
    for file in sources("") {
        broken.extend(mentions(&file, NETWORK));
        broken.extend(
            lines(&file)
                .filter(|(_, line)| line.contains("println!("))
                .map(|(at, _)| at),
        );
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_top_of_the_repository_holds_only_what_has_a_reason() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "questions.yaml",
        "questions.es.yaml",
        "tests",
        "README.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        ".gitignore",
        ".ci",
        "build.rs",
    ];
    // What git and cargo make for themselves.
    let made = [".git", "target"];
    for entry in fs::read_dir(root()).expect("the repository is there") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy();
        assert!(
            allowed.contains(&&*name) || made.contains(&&*name),
            "`{name}` stands at the top; expected one of {allowed:?}"
        );
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn source() -> PathBuf {
    root().join("src")
}

/// Every source file below a folder of `src`.
fn sources(folder: &str) -> Vec<PathBuf> {
    let mut open = vec![source().join(folder)];
    let mut files = Vec::new();
    while let Some(path) = open.pop() {
        let Ok(entries) = fs::read_dir(&path) else {
            continue;
        };
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files
}

/// Lines of code with their places; comments may say anything, and tests inside may do anything.
fn lines(file: &Path) -> impl Iterator<Item = (String, String)> + use<> {
    let text = fs::read_to_string(file).expect("a source file");
    let code = text
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned();
    let name = file
        .strip_prefix(root())
        .expect("in the repository")
        .display()
        .to_string();
    let lines: Vec<_> = (1..)
        .zip(code.lines())
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (format!("{name}:{at}: {}", line.trim()), line.to_owned()))
        .collect();
    lines.into_iter()
}

fn mentions(file: &Path, never: &[&str]) -> Vec<String> {
    let found = lines(file).filter(|(_, line)| never.iter().any(|name| uses(line, name)));
    found.map(|(at, _)| at).collect()
}

/// Whether a line uses a name as the start of a path, as `clap::Arg` or `use crate::ask;`.
fn uses(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + name.len()..];
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
        begins && (after.starts_with("::") || after.starts_with(';') || after.starts_with(" as "))
    })
}

#[test]
fn a_use_is_told_from_a_word() {
    assert!(uses("use clap::Arg;", "clap"));
    assert!(uses("    let x = crate::ask::Asker;", "crate::ask"));
    assert!(uses("use crate::ask;", "crate::ask"));
    assert!(!uses("use crate::asking::x;", "crate::ask"));
    assert!(!uses("let console = 3;", "console"));
    assert!(!uses("collapse::x", "lap"));
}
