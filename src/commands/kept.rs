//! Answers kept in a file: written while a person answers, and taken up again with `-a`.

use super::input::read;
use crate::ask::Keep;
use crate::ask::terminal::undisturbed;
use crate::exit::{Failure, unwritable};
use crate::model::answers::{Answer, Answers};
use crate::model::document::Kind;
use crate::model::finding::{Code, Finding, did_you_mean};
use crate::model::place::Place;
use crate::model::tree::{Question, Tree};
use crate::model::written::{self, Entries, View};
use serde::Serialize;
use serde_yaml::{Mapping, Value};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// What a kept file says of the questionnaire it belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stamp<'w> {
    pub(super) id: &'w str,
    pub(super) hash: &'w str,
}

impl Stamp<'_> {
    /// Refuses answers that were kept for another questionnaire; `place` is where the file begins.
    pub(super) fn check(&self, tree: &Tree, place: Place) -> Result<(), Finding> {
        if self.id.is_empty() || self.id == tree.id {
            return Ok(());
        }
        let message = format!(
            "these answers were kept for `{}`; the questionnaire in use is `{}`",
            self.id, tree.id
        );
        Err(Finding::new(Code::WrongValue, place, message))
    }

    pub(super) fn is_of_another_version(&self, tree: &Tree) -> bool {
        !self.hash.is_empty() && self.hash != tree.hash
    }
}

/// The answers in a kept file, and its stamp; none if the file is a plain mapping of answers.
pub(super) fn open(entries: Entries<'_>) -> Option<(Entries<'_>, Stamp<'_>)> {
    let View::Map(answers) = find(entries, "answers")? else {
        return None;
    };
    let mut stamp = Stamp::default();
    if let Some(View::Map(questionnaire)) = find(entries, "questionnaire") {
        let text = |key| match find(questionnaire, key) {
            Some(View::Scalar(text, _)) => text,
            _ => "",
        };
        (stamp.id, stamp.hash) = (text("id"), text("hash"));
    }
    Some((answers, stamp))
}

/// Keys that mean nothing beside kept answers: an answer there would be lost.
pub(super) fn strange(entries: Entries<'_>) -> impl Iterator<Item = Finding> {
    let known = ["answers", "questionnaire"];
    let strange = entries.filter(move |(key, _)| !known.contains(&key.text()));
    strange.map(move |(key, _)| {
        let message = format!("`{}` means nothing beside `answers`", key.text());
        Finding::new(Code::UnknownKey, key.place(), message).help(did_you_mean(key.text(), known))
    })
}

fn find<'w>(mut entries: Entries<'w>, key: &str) -> Option<View<'w>> {
    let (_, value) = entries.find(|(name, _)| name.text() == key)?;
    Some(value.view())
}

/// A file that always holds the answers so far.
pub(super) struct File<'t> {
    tree: &'t Tree,
    path: PathBuf,
}

#[derive(Serialize)]
struct Kept<'t> {
    questionnaire: Questionnaire<'t>,
    answers: Mapping,
}

#[derive(Serialize)]
struct Questionnaire<'t> {
    id: &'t str,
    version: &'t str,
    hash: &'t str,
}

impl<'t> File<'t> {
    /// A file to keep answers in. One that is there already must hold kept answers.
    ///
    /// # Errors
    /// It is something else, or cannot be read.
    pub(super) fn new(tree: &'t Tree, path: &Path) -> Result<Self, Failure> {
        let name = path.display();
        // A link that leads nowhere is there, too.
        if fs::symlink_metadata(path).is_ok() && !holds_answers(&read(path)?) {
            return Err(Failure::new(format!(
                "`{name}` is there already and holds no kept answers; expected a new name"
            )));
        }
        Ok(File {
            tree,
            path: path.to_owned(),
        })
    }

    /// Writes beside the file and puts that in its place, so that there is always a whole one; for its owner alone.
    fn write(&self, text: &str) -> io::Result<()> {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}", std::process::id()));
        let beside = self.path.with_file_name(name);
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&beside)?;
        let written = file
            .write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&beside, &self.path));
        if written.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(&beside);
        }
        written
    }

    fn text(&self, answers: &Answers) -> Result<String, serde_yaml::Error> {
        let answers = answers.iter().map(|(at, answer)| (&self.tree[at], answer));
        let open = answers.filter(|(question, _)| !question.private);
        let kept = Kept {
            questionnaire: Questionnaire {
                id: &self.tree.id,
                version: &self.tree.version,
                hash: &self.tree.hash,
            },
            answers: open
                .map(|(question, answer)| (question.id.clone().into(), value(question, answer)))
                .collect(),
        };
        let name = self.path.display();
        Ok(format!(
            "# Answers kept by firststep. Go on with: firststep -a {name}\n{}",
            serde_yaml::to_string(&kept)?
        ))
    }
}

impl Keep for File<'_> {
    fn keep(&mut self, answers: &Answers) -> Result<(), String> {
        let text = self.text(answers).map_err(|error| error.to_string())?;
        undisturbed(|| self.write(&text))
            .map_err(|error| format!("`{}`: {}", self.path.display(), unwritable(&error)))
    }
}

fn holds_answers(text: &str) -> bool {
    let Ok(written) = written::read(text) else {
        return false;
    };
    matches!(written.root().view(), View::Map(entries) if open(entries).is_some())
}

fn value(question: &Question, answer: Answer) -> Value {
    let mut words = question.words(answer);
    match (question.kind, answer) {
        (_, Answer::Number(number)) => number.into(),
        (Kind::Many, Answer::Choices(_)) => words.into_iter().map(Value::from).collect(),
        _ => words.pop().unwrap_or_default().into(),
    }
}
