//! A questionnaire that went through the gate, the proof and the reading of its texts.

use super::clock::today;
use super::input::read;
use super::shell_word::shell_word;
use super::{Questionnaire, language};
use crate::author::plain;
use crate::author::proof::{Census, Proof, prove};
use crate::embedded;
use crate::exit::Failure;
use crate::model::check::{Refused, check, check_whole};
use crate::model::document::Document;
use crate::model::finding::Finding;
use crate::model::translation;
use crate::model::tree::Tree;
use crate::model::words::Words;
use crate::report::findings::Found;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::{fmt, iter, panic, thread};

/// As much as a main thread has: a proof goes down one call for each variable.
const STACK: usize = 8 << 20;

/// What was found in a file, and how its walks end.
pub(super) struct Checked {
    pub(super) found: Found,
    pub(super) ends: Ends,
}

/// How the walks of a file end.
pub(super) enum Ends {
    /// Counted: the ids of the levels, and the census.
    Counted(Vec<String>, Census),
    /// Not known yet.
    Wait(Wait),
    /// Nothing is to be said: it has no walks, or too many of them.
    Unknown,
}

/// What has to wait, and for what.
#[derive(Serialize)]
pub(super) struct Wait {
    what: Vec<&'static str>,
    until: &'static str,
}

impl fmt::Display for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.what.join(" and ");
        let verb = if self.what.len() == 1 {
            "waits"
        } else {
            "wait"
        };
        write!(f, "{what} {verb} until {}", self.until)
    }
}

impl Checked {
    /// Checks the questionnaire in use, and its translations.
    ///
    /// # Errors
    /// A translation cannot be read.
    pub(super) fn in_use(questionnaire: &Questionnaire) -> Result<Vec<Self>, Failure> {
        if let Some(path) = &questionnaire.path {
            return Self::file(path, questionnaire);
        }
        let tree = embedded::tree();
        let reading = || {
            // The build has read it already.
            let document = Document::read(embedded::TEXT).unwrap_or_default();
            let editions = embedded::EDITIONS.iter();
            let translations = editions
                .map(|edition| Self::translation(edition.name.to_owned(), edition.text, &tree));
            let translations: Vec<Self> = translations.collect();
            (plain::check(&document, &today()), translations)
        };
        let (proof, (texts, translations)) = both(|| prove(&tree), reading);
        let own = Self::tree(None, embedded::TEXT, &tree, proof, texts);
        Ok(iter::once(own).chain(translations).collect())
    }

    /// Checks files, and the translations beside them.
    ///
    /// # Errors
    /// Some cannot be read: all of those.
    pub(super) fn files<'p>(
        paths: impl Iterator<Item = &'p PathBuf>,
        in_use: &Questionnaire,
    ) -> Result<Vec<Self>, Failure> {
        let (read, failed): (Vec<_>, Vec<_>) = paths
            .map(|path| Self::file(path, in_use))
            .partition(Result::is_ok);
        let problems: Vec<_> = failed
            .into_iter()
            .filter_map(Result::err)
            .flat_map(|failure: Failure| failure.problems)
            .collect();
        Failure::if_any(problems)?;
        Ok(read.into_iter().filter_map(Result::ok).flatten().collect())
    }

    /// A questionnaire and the translations beside it; or a translation, held against the questionnaire it is named
    /// after, else against the one in use.
    fn file(path: &Path, in_use: &Questionnaire) -> Result<Vec<Self>, Failure> {
        let text = read(path)?;
        if language::of_file(path).is_some() {
            let original = match language::translated_by(path) {
                Some(original) => check(&read(&original)?).ok(),
                None => Some(in_use.tree.clone()),
            };
            if let Some(tree) = original {
                let name = path.display().to_string();
                return Ok(vec![Self::translation(name, &text, &tree)]);
            }
        }
        let (document, tree) = match check_whole(&text) {
            Ok(whole) => whole,
            Err(refused) => return Ok(vec![Self::refused(path, text, refused)]),
        };
        let translation = |(_, file): (_, PathBuf)| {
            let name = file.display().to_string();
            Ok(Self::translation(name, &read(&file)?, &tree))
        };
        let reading = || {
            let translations = language::translations(path).into_iter().map(translation);
            let translations: Result<Vec<Self>, Failure> = translations.collect();
            (plain::check(&document, &today()), translations)
        };
        let (proof, (texts, translations)) = both(|| prove(&tree), reading);
        let own = Self::tree(Some(path), &text, &tree, proof, texts);
        Ok(iter::once(own).chain(translations?).collect())
    }

    /// What the gate found, and what can be said of the texts all the same.
    fn refused(path: &Path, text: String, refused: Refused) -> Self {
        let mut findings = refused.findings;
        let mut what = vec!["the proof"];
        let until = match &refused.document {
            Some(document) => {
                let texts = plain::check_refused(document, &today(), &findings);
                findings.extend(texts);
                findings.sort_by_key(|finding| (finding.place, finding.code));
                "the errors are mended"
            }
            None => {
                what = vec!["everything else"];
                "the file can be read"
            }
        };
        if !language::translations(path).is_empty() {
            what.push("the translations");
        }
        Checked {
            found: Found::new(path.display(), text, findings),
            ends: Ends::Wait(Wait { what, until }),
        }
    }

    /// What was found in a questionnaire by its proof, and in its texts; without a path, it is the one that comes with
    /// the program.
    fn tree(
        path: Option<&Path>,
        text: &str,
        tree: &Tree,
        proof: Proof,
        texts: Vec<Finding>,
    ) -> Self {
        let Proof {
            mut findings,
            census,
        } = proof;
        if let Some(path) = path {
            let all = findings.iter_mut();
            all.for_each(|finding| name_file(finding, path));
        }
        findings.extend(texts);
        findings.sort_by_key(|finding| (finding.place, finding.code));
        let levels = tree
            .levels
            .iter()
            .map(|level| level.id.to_string())
            .collect();
        let name = path.unwrap_or(Path::new(embedded::NAME));
        Checked {
            found: Found::new(name.display(), text, findings),
            ends: census.map_or(Ends::Unknown, |census| Ends::Counted(levels, census)),
        }
    }

    fn translation(file: String, text: &str, tree: &Tree) -> Self {
        let findings = match translation::read(text) {
            Err(findings) => findings,
            Ok(translation) => translation.apply(&mut tree.clone(), &mut Words::default()),
        };
        Checked {
            found: Found::new(file, text, findings),
            ends: Ends::Unknown,
        }
    }
}

/// Does the first on a thread of its own and the second on this one. Where no thread is to be had, one comes after the
/// other.
fn both<A: Send, B>(first: impl Fn() -> A + Sync, second: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let beside = thread::Builder::new().stack_size(STACK);
        let beside = beside.spawn_scoped(scope, &first);
        let second = second();
        let first = match beside {
            Ok(beside) => beside
                .join()
                .unwrap_or_else(|panic| panic::resume_unwind(panic)),
            Err(_) => first(),
        };
        (first, second)
    })
}

/// A command that shows a problem has to use the same questionnaire.
fn name_file(finding: &mut Finding, path: &Path) {
    let with = format!("firststep -q {} --no-input", shell_word(path.display()));
    for witness in &mut finding.witnesses {
        *witness = witness.replace("firststep --no-input", &with);
    }
}
