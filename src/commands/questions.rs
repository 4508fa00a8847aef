//! `questions`: print the questionnaire in use, the start of one's own; or its texts, the start of a translation.

use super::Questionnaire;
use super::output::print;
use crate::cli::{given, is_on, option, switch};
use crate::exit::{Exit, Failure};
use crate::model::finding::list;
use crate::model::words::Words;
use crate::report::fhir;
use clap::{ArgMatches, Command};
use serde_yaml::{Mapping, Value};
use std::io::Write;

pub(super) fn command() -> Command {
    let texts = switch(
        "texts",
        "Print its texts by their keys: the start of a translation",
    );
    let help = "As its author wrote it, or as a FHIR R4 `Questionnaire`";
    let format = option("format", "FORMAT", help)
        .value_parser(["yaml", "fhir"])
        .conflicts_with("texts");
    Command::new("questions")
        .about("Print the questionnaire in use: the start of one's own")
        .args([texts, format])
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let text = if is_on(matches, "texts") {
        texts(questionnaire).map_err(|error| Failure::new(error.to_string()))?
    } else if given(matches, "format") == Some("fhir") {
        form(questionnaire)
    } else {
        questionnaire.text.to_string()
    };
    print(&text, Exit::Done)
}

/// The form; what it cannot say is noted.
fn form(questionnaire: &Questionnaire) -> String {
    let (form, unsaid) = fhir::questionnaire(&questionnaire.tree, &questionnaire.words);
    if !unsaid.is_empty() {
        let ids = list(&unsaid);
        // A note is worth less than the form; nobody may be reading stderr.
        let _ = writeln!(
            std::io::stderr(),
            "note: FHIR knows no scores and no scales, so these are shown to some who would not be asked: {ids}"
        );
    }
    form
}

/// A translation into the same language, to be written over.
fn texts(questionnaire: &Questionnaire) -> Result<String, serde_yaml::Error> {
    let mut tree = questionnaire.tree.clone();
    let mut root = Mapping::new();
    for (key, value) in [
        ("format", Value::from(1)),
        ("translates", tree.id.clone().into()),
        ("version", tree.version.clone().into()),
        ("language", tree.language.clone().into()),
    ] {
        root.insert(key.into(), value);
    }
    let (mut words, mut texts) = (Mapping::new(), Mapping::new());
    for (name, text) in Words::default().all() {
        words.insert(name.into(), text.into());
    }
    tree.each_text(&mut |key, text| {
        let path: Vec<&str> = key.split('.').collect();
        put(&mut texts, &path, text);
    });
    root.insert("words".into(), words.into());
    root.insert("texts".into(), texts.into());
    serde_yaml::to_string(&root)
}

/// Puts a text where its path leads; a number stands for a place in a list.
fn put(mapping: &mut Mapping, path: &[&str], text: &str) {
    let (Some(first), rest) = (path.first(), path.get(1..).unwrap_or_default()) else {
        return;
    };
    let key = Value::from(*first);
    if rest.is_empty() {
        mapping.insert(key, text.trim_end().into());
        return;
    }
    let below = mapping.entry(key).or_insert_with(|| Mapping::new().into());
    if let Value::Mapping(below) = below {
        put(below, rest, text);
    }
}
