//! `graph`: the whole drawing of a small questionnaire, and what holds for every drawing.

use firststep::author::graph::{Marks, View, text as text_of};
use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

fn graph(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_firststep"))
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .arg("graph")
        .args(arguments)
        .output()
        .expect("the binary runs")
}

fn course() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/course"
    ))
}

fn drawn(output: &Output) -> String {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// `UPDATE=1 cargo test --test graph` writes the expected drawings, to be looked at before they are committed.
#[track_caller]
fn draws(arguments: &[&str], expected: &str) {
    let drawing = drawn(&graph(course(), &[&["questions.yaml"], arguments].concat()));
    let expected = course().join(expected);
    if env::var_os("UPDATE").is_some() {
        fs::write(&expected, &drawing).expect("the file is written");
    }
    assert_eq!(drawing, fs::read_to_string(expected).unwrap_or_default());
}

#[test]
fn a_small_tree_is_drawn_for_the_terminal() {
    draws(&[], "graph.txt");
}

#[test]
fn one_node_is_drawn_in_full_and_the_others_are_folded() {
    draws(
        &["--node", "decide", "--cases", "cases.yaml"],
        "graph-decide.txt",
    );
}

#[test]
fn a_small_tree_is_drawn_as_mermaid() {
    draws(
        &["--format", "mermaid", "--cases", "cases.yaml"],
        "graph.mmd",
    );
}

#[test]
fn the_way_of_some_answers_is_marked() {
    let folder = tempfile::tempdir().expect("a place for the file");
    let answers = folder.path().join("answers.yaml");
    let text = "age: 30\ncomputer: yes\nhours: 10\ngoal: job\ntried: unsure\n";
    fs::write(&answers, text).expect("the file is written");
    let answers = answers.to_string_lossy();
    draws(&["-a", &answers], "graph-way.txt");
    draws(&["-a", &answers, "--format", "mermaid"], "graph-way.mmd");
}

#[test]
fn the_default_questionnaire_is_drawn_whole_and_fits() {
    let drawing = drawn(&graph(course(), &[]));
    let tree = firststep::embedded::tree();
    let ids = tree.questions.iter().map(|question| &question.id);
    let ids = ids.chain(tree.nodes.iter().map(|node| &node.id));
    let ids = ids.chain(tree.scales.iter().map(|scale| &scale.id));
    for id in ids.chain(tree.levels.iter().map(|level| &level.id)) {
        assert!(drawing.contains(id.as_ref()), "`{id}` is missing");
    }
    let widest = drawing.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?} columns");
    let branches = drawing.matches("──▶").count();
    assert_eq!(branches, tree.branches.len());
}

/// Names of flags and numbers to call have hyphens, and are read and copied as one word.
#[test]
fn no_width_tears_a_word_at_its_hyphen() {
    let text = fs::read_to_string(course().join("questions.yaml")).expect("it is there");
    let title = "Call 1-800-662-4357 or read step-by-step at-home well-being all-day self-help";
    let text = text.replacen("title: ", &format!("title: {title} "), 1);
    let tree = firststep::model::check::check(&text).expect("it is good");
    for width in 24..80 {
        let (node, marks) = (None, Marks::default());
        let tree = &tree;
        let drawing = text_of(&View { tree, node, marks }, width);
        let torn = drawing.lines().find(|line| line.ends_with('-'));
        assert_eq!(torn, None, "{width} columns");
    }
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let output = graph(course(), &["questions.yaml", "--node", "decid"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        said,
        "error: `decid` is not a node; did you mean `decide`?\n"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_terminal_without_drawing_characters_gets_none() {
    let output = Command::new(env!("CARGO_BIN_EXE_firststep"))
        .current_dir(course())
        .env("LC_ALL", "C")
        .args(["graph", "questions.yaml"])
        .output()
        .expect("the binary runs");
    assert!(drawn(&output).is_ascii());
}

/// Titles are their author's; in a chart they must stay text.
#[test]
fn no_text_breaks_out_of_its_box() {
    let folder = tempfile::tempdir().expect("a place for the file");
    let bike = include_str!("fixtures/findings/bike.yaml");
    let evil = r#"'"];click n0 "javascript:alert(1)" <script>&#35;`|'"#;
    let text = bike.replace("title: Your ride", &format!("title: {evil}"));
    fs::write(folder.path().join("q.yaml"), text).expect("the file is written");
    let drawing = drawn(&graph(folder.path(), &["q.yaml", "--format", "mermaid"]));
    let line = drawing
        .lines()
        .find(|line| line.contains("n0["))
        .expect("the node");
    let text = line
        .split_once("<b>")
        .and_then(|(_, rest)| rest.split_once("</b>"));
    let text = text.expect("a title").0.replace("<br/>", " ");
    assert!(!text.contains(['"', '<', '>', '&', '`', '|']), "{line}");
}
