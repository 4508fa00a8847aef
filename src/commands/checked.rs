//! A questionnaire that went through the gate, the proof and the reading of its texts.

use super::clock::today;
use super::input::read;
use super::shell_word::shell_word;
use super::{Questionnaire, language};
use crate::author::plain;
use crate::author::proof::{Census, Proof, prove};
use crate::embedded;
use crate::exit::Failure;
use crate::model::check::{check, check_whole};
use crate::model::document::Document;
use crate::model::finding::Finding;
use crate::model::translation;
use crate::model::tree::Tree;
use crate::model::words::Words;
use crate::report::findings::Found;
use std::iter;
use std::path::{Path, PathBuf};

/// What was found in a file, and how its walks end.
pub(super) struct Checked {
    pub(super) found: Found,
    /// The ids of the levels, and the census; nothing, if the file could not be proved.
    pub(super) ends: Option<(Vec<String>, Census)>,
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
        // The build has read it already.
        let document = Document::read(embedded::TEXT).unwrap_or_default();
        let own = Self::tree(None, embedded::TEXT, &document, &tree);
        let translations = embedded::EDITIONS
            .iter()
            .map(|edition| Self::translation(edition.name.to_owned(), edition.text, &tree));
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
        if problems.is_empty() {
            return Ok(read.into_iter().filter_map(Result::ok).flatten().collect());
        }
        Err(Failure::from(problems))
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
            Err(findings) => {
                let found = found(path, &text, findings);
                return Ok(vec![Checked { found, ends: None }]);
            }
        };
        let mut reports = vec![Self::tree(Some(path), &text, &document, &tree)];
        for (_, file) in language::translations(path) {
            let name = file.display().to_string();
            reports.push(Self::translation(name, &read(&file)?, &tree));
        }
        Ok(reports)
    }

    /// What is behind the gate already; without a path, it is the questionnaire that comes with the program.
    fn tree(path: Option<&Path>, text: &str, document: &Document, tree: &Tree) -> Self {
        let Proof {
            mut findings,
            census,
        } = prove(tree);
        if let Some(path) = path {
            let all = findings.iter_mut();
            all.for_each(|finding| name_file(finding, path));
        }
        findings.extend(plain::check(document, &today()));
        findings.sort_by_key(|finding| (finding.place, finding.code));
        let levels = tree
            .levels
            .iter()
            .map(|level| level.id.to_string())
            .collect();
        Checked {
            found: found(path.unwrap_or(Path::new(embedded::NAME)), text, findings),
            ends: census.map(|census| (levels, census)),
        }
    }

    fn translation(file: String, text: &str, tree: &Tree) -> Self {
        let findings = match translation::read(text) {
            Err(findings) => findings,
            Ok(translation) => translation.apply(&mut tree.clone(), &mut Words::default()),
        };
        Checked {
            found: Found {
                file,
                text: text.to_owned(),
                findings,
            },
            ends: None,
        }
    }
}

fn found(path: &Path, text: &str, findings: Vec<Finding>) -> Found {
    Found {
        file: path.display().to_string(),
        text: text.to_owned(),
        findings,
    }
}

/// A command that shows a problem has to use the same questionnaire.
fn name_file(finding: &mut Finding, path: &Path) {
    let with = format!("firststep -q {} --no-input", shell_word(path));
    for witness in &mut finding.witnesses {
        *witness = witness.replace("firststep --no-input", &with);
    }
}
