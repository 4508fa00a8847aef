//! The gate: from the document as written to the tree as meant, with every problem found on the way.

mod branches;
mod cells;
mod conditions;
pub(crate) mod names;
mod parts;
mod questions;

use super::document::{Document, required};
use super::finding::{Code, Finding, MOST_FINDINGS};
use super::place::Place;
use super::tree::{Emergency, NodeRef, Tree};
use super::written::View;
use super::{reader, written};
use names::Names;
use sha2::{Digest, Sha256};

/// The `format` that is read.
const FORMAT: i64 = 1;

/// What the gate refuses.
#[derive(Debug)]
pub struct Refused {
    /// Every problem found, in the order of the file.
    pub findings: Vec<Finding>,
    /// The document, with gaps where it could not be understood; nothing, if it could not be read at all.
    pub document: Option<Box<Document>>,
}

impl Refused {
    fn unread(findings: Vec<Finding>) -> Self {
        Refused {
            findings,
            document: None,
        }
    }
}

/// Reads and checks a questionnaire, YAML or JSON.
///
/// # Errors
/// Every problem found, in the order of the file. They make the questionnaire unusable, all of them.
pub fn check(text: &str) -> Result<Tree, Vec<Finding>> {
    let checked = check_whole(text).map_err(|refused| refused.findings);
    checked.map(|(_, tree)| tree)
}

/// The same, with the document as it was written, be it good or not.
///
/// # Errors
/// Those of [`check`].
pub fn check_whole(text: &str) -> Result<(Document, Tree), Refused> {
    let (written, mut findings) = written::read_on(text).map_err(Refused::unread)?;
    let document: Document = reader::read(&written, required, &mut findings);
    if !matches!(written.root().view(), View::Map(_)) {
        return Err(Refused::unread(findings));
    }
    drop(written);
    let meant = match findings.len() {
        MOST_FINDINGS => Err(findings),
        _ => mean(&document, findings),
    };
    match meant {
        Ok(mut tree) => {
            tree.hash = hash(text).into();
            Ok((document, tree))
        }
        Err(findings) => Err(Refused {
            findings,
            document: Some(Box::new(document)),
        }),
    }
}

/// Checks a questionnaire that was read already; its tree has no hash.
///
/// # Errors
/// Every problem found, in the order of the file.
pub fn check_document(document: &Document) -> Result<Tree, Vec<Finding>> {
    mean(document, Vec::new())
}

/// The tree that a document means, unless something was or is found.
fn mean(document: &Document, mut findings: Vec<Finding>) -> Result<Tree, Vec<Finding>> {
    let tree = Checker {
        document,
        names: Names::of(document),
        bounds: Vec::new(),
        findings: &mut findings,
    }
    .tree();
    if findings.is_empty() {
        return Ok(tree);
    }
    findings.sort_by_key(|finding| (finding.place, finding.code));
    findings.dedup();
    Err(findings)
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What the parts of the gate share: the document, its names, and what was found so far.
struct Checker<'d, 'f> {
    document: &'d Document,
    names: Names<'d>,
    /// The fewest and the most points of each score so far.
    bounds: Vec<(i64, i64)>,
    findings: &'f mut Vec<Finding>,
}

impl Checker<'_, '_> {
    fn tree(mut self) -> Tree {
        self.check_start();
        self.check_ids();
        self.set_aside_misread();
        let mut tree = self.start();
        // Later parts look up earlier ones: conditions need the questions, then scores, then scales.
        for (at, node) in self.document.tree.iter().enumerate() {
            self.node(NodeRef(at as u32), node, &mut tree);
        }
        self.parts(&mut tree);
        self.check_stops(&tree);
        cells::divide(&mut tree);
        tree
    }

    fn check_start(&mut self) {
        let document = self.document;
        if document.format.value != FORMAT && document.format.place.is_known() {
            let message = format!(
                "format `{}` is unknown; expected `{FORMAT}`",
                document.format.value
            );
            self.report(Code::UnknownFormat, document.format.place, message);
        }
        if document.tree.is_empty() && !self.was_misread() {
            self.report(
                Code::NoLastBranch,
                document.id.place,
                "the tree has no nodes; expected at least one",
            );
        }
    }

    /// What stands before the lists.
    fn start(&mut self) -> Tree {
        let document = self.document;
        let reviewed_by = document.reviewed_by.as_ref().map(|name| name.trim());
        Tree {
            id: document.id.value.clone(),
            version: document.version.value.clone(),
            language: document.language.value.clone(),
            reviewed_by: reviewed_by
                .filter(|name| !name.is_empty())
                .map(|name| name.to_owned().into()),
            title: document.title.value.clone(),
            intro: document.intro.value.clone(),
            closing: document.closing.value.clone(),
            emergency: Emergency {
                message: document.emergency.message.value.clone(),
                contacts: self.contacts_named(&document.emergency.contacts),
                after: parts::text(&document.emergency.after),
            },
            ..Tree::default()
        }
    }

    /// Whether a list may be empty only because it is missing or something else, which was reported.
    fn was_misread(&self) -> bool {
        let misread =
            |finding: &Finding| matches!(finding.code, Code::MissingKey | Code::WrongKind);
        self.findings.iter().any(misread)
    }

    /// Whether this value is of another kind than it should be, which was reported; another stands in for it.
    fn is_misread(&self, place: Place) -> bool {
        let misread = |finding: &Finding| finding.code == Code::WrongKind && finding.place == place;
        self.findings.iter().any(misread)
    }

    fn report(&mut self, code: Code, place: Place, message: impl Into<String>) {
        self.push(Finding::new(code, place, message));
    }

    fn push(&mut self, finding: Finding) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(finding);
        }
    }
}
