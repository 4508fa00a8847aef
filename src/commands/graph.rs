//! `graph`: draw the tree.

use super::Questionnaire;
use super::answers::from_file;
use super::input::read;
use super::output::print;
use super::style::style;
use crate::author::cases;
use crate::author::graph::{Marks, View, ascii, mermaid, text};
use crate::cli::{given, option};
use crate::exit::{Exit, Failure};
use crate::model::finding::did_you_mean;
use crate::model::tree::{NodeRef, Tree};
use crate::report::findings::Found;
use crate::report::style::Letters;
use clap::{Arg, ArgMatches, Command, ValueHint};
use std::ffi::OsString;
use std::io::stdout;
use std::path::Path;

pub(super) fn command() -> Command {
    let file = Arg::new("file")
        .value_name("FILE")
        .value_parser(clap::value_parser!(OsString))
        .value_hint(ValueHint::FilePath)
        .help("The questionnaire to draw; without it, the questionnaire in use");
    Command::new("graph").about("Draw the tree").args([
        file,
        option("format", "FORMAT", "How to draw it").value_parser(["text", "mermaid"]),
        option("node", "ID", "Draw one node in full, and fold the others"),
        option(
            "cases",
            "FILE",
            "Mark every branch with the cases that take it",
        )
        .value_hint(ValueHint::FilePath),
        option("answers", "FILE", "Mark the way these answers take")
            .short('a')
            .value_hint(ValueHint::FilePath),
    ])
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let loaded = match matches.get_one::<OsString>("file") {
        Some(path) => Some(Questionnaire::load(Some(path.clone()))?),
        None => None,
    };
    let tree = &loaded.as_ref().unwrap_or(questionnaire).tree;
    let view = View {
        tree,
        node: given(matches, "node")
            .map(|id| node(tree, id))
            .transpose()?,
        marks: marks(matches, tree)?,
    };
    let style = style(stdout(), given(matches, "color"));
    let drawing = match given(matches, "format") {
        Some("mermaid") => mermaid(&view),
        _ if style.letters != Letters::Unicode => ascii(&text(&view, style.width)),
        _ => text(&view, style.width),
    };
    print(&drawing, Exit::Done)
}

fn node(tree: &Tree, id: &str) -> Result<NodeRef, Failure> {
    let ids = tree.nodes.iter().map(|node| node.id.as_ref());
    if let Some(at) = ids.clone().position(|known| known == id) {
        return Ok(NodeRef(at as u32));
    }
    let help = did_you_mean(id, ids).map(|help| format!("; {help}"));
    let problem = format!("`{id}` is not a node{}", help.unwrap_or_default());
    Err(Failure::new(problem))
}

fn marks(matches: &ArgMatches, tree: &Tree) -> Result<Marks, Failure> {
    let mut marks = Marks::default();
    if let Some(path) = given(matches, "cases") {
        let text = read(Path::new(path))?;
        let cases = cases::read(tree, &text);
        let cases = cases.map_err(|findings| Found::new(path, text, findings))?;
        marks = marks.with_cases(tree, &cases);
    }
    if let Some(path) = given(matches, "answers") {
        let given = from_file(path, tree)?;
        if !given.found.is_empty() {
            return Err(Failure {
                problems: given.problems,
                found: given.found,
            });
        }
        marks = marks.with_answers(tree, &given.answers);
    }
    Ok(marks)
}
