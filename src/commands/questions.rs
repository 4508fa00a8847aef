//! `questions`: print the questionnaire in use, the start of one's own; or its texts, the start of a translation.

use super::Questionnaire;
use crate::cli::{is_on, pipe};
use crate::exit::{Exit, Failure};
use crate::model::words::Words;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_yaml::{Mapping, Value};
use std::io::Write;

pub(super) fn command() -> Command {
    let texts = Arg::new("texts")
        .long("texts")
        .action(ArgAction::SetTrue)
        .help("Print its texts by their keys: the start of a translation");
    Command::new("questions")
        .about("Print the questionnaire in use: the start of one's own")
        .arg(texts)
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let text = if is_on(matches, "texts") {
        texts(questionnaire).map_err(|error| Failure::new(error.to_string()))?
    } else {
        questionnaire.text.to_string()
    };
    let printed = std::io::stdout().write_all(text.as_bytes());
    printed
        .map(|()| Exit::Done)
        .or_else(|error| pipe(&error, Exit::Done))
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
