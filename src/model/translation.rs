//! A questionnaire in another language: texts by key, laid over a checked tree. Ids, flags and results stay the same.

use super::document::Clause;
use super::finding::{Code, Finding, nearest};
use super::fixed::Text;
use super::place::At;
use super::tree::Tree;
use super::words::Words;
use super::{reader, written};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The `format` that is read.
const FORMAT: i64 = 1;

/// How many of the words that a translation lacks are named.
const NAMED: usize = 5;

/// A translation as written, flat.
#[derive(Debug, Clone, Default)]
pub struct Translation {
    /// The language, as `es`.
    pub language: String,
    translates: At<String>,
    version: Option<At<String>>,
    words: Texts,
    texts: Texts,
}

/// Texts by key, with their places.
type Texts = BTreeMap<String, At<String>>;

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename = "translation")]
struct Document {
    format: At<i64>,
    translates: At<String>,
    version: Option<At<String>>,
    language: At<String>,
    words: Option<At<Clause>>,
    texts: Option<At<Clause>>,
}

fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "translation" => &["format", "translates", "language", "texts"],
        _ => &[],
    }
}

/// Reads a translation, YAML or JSON.
///
/// # Errors
/// Every problem that makes it unreadable.
pub fn read(text: &str) -> Result<Translation, Vec<Finding>> {
    let written = written::read(text)?;
    let mut findings = Vec::new();
    let document: Document = reader::read(&written, required, &mut findings);
    let (format, place) = (document.format.value, document.format.place);
    if format != FORMAT && place.is_known() {
        let message = format!("format `{format}` is unknown; expected `{FORMAT}`");
        findings.push(Finding::new(Code::UnknownFormat, place, message));
    }
    let mut translation = Translation {
        language: document.language.value,
        translates: document.translates,
        version: document.version,
        ..Translation::default()
    };
    let parts = [
        (&document.words, &mut translation.words),
        (&document.texts, &mut translation.texts),
    ];
    for (clause, texts) in parts {
        if let Some(clause) = clause {
            flatten(clause, "", texts, &mut findings);
        }
    }
    if findings.is_empty() {
        Ok(translation)
    } else {
        Err(findings)
    }
}

/// Mappings and lists become keys with dots: `a: { b: [x] }` is `a.b.1: x`.
fn flatten(clause: &At<Clause>, key: &str, texts: &mut Texts, findings: &mut Vec<Finding>) {
    let join = |name: &str| {
        if key.is_empty() {
            name.to_owned()
        } else {
            format!("{key}.{name}")
        }
    };
    match &clause.value {
        Clause::Nothing => {}
        Clause::Text(text) => {
            let text = At::new(text.trim_end().to_owned(), clause.place);
            if texts.insert(key.to_owned(), text).is_some() {
                let message = format!("`{key}` is translated twice; expected it once");
                findings.push(Finding::new(Code::DuplicateKey, clause.place, message));
            }
        }
        Clause::List(items) => {
            for (at, item) in items.iter().enumerate() {
                flatten(item, &join(&(at + 1).to_string()), texts, findings);
            }
        }
        Clause::Map(entries) => {
            for (name, value) in entries {
                flatten(value, &join(name), texts, findings);
            }
        }
    }
}

impl Translation {
    /// Lays the translation over a tree and the program's words. What it lacks stays as it was.
    ///
    /// The findings say what it lacks, and what it has that belongs nowhere.
    pub fn apply(&self, tree: &mut Tree, words: &mut Words) -> Vec<Finding> {
        let mut findings = self.check_target(tree);
        tree.language = self.language.clone().into();
        let mut known = BTreeSet::new();
        tree.each_text(&mut |key, text| {
            self.lay(&self.texts, key, text, &mut findings);
            known.insert(key.to_owned());
        });
        self.unknown(&self.texts, &known, &mut findings);
        self.apply_words(words, &mut findings);
        tree.say_yes_and_no(words);
        findings.sort_by_key(|finding| (finding.place, finding.code));
        findings
    }

    /// Replaces one text, and compares the two.
    fn lay(&self, from: &Texts, key: &str, text: &mut Text, findings: &mut Vec<Finding>) {
        let Some(found) = from.get(key).filter(|found| !found.trim().is_empty()) else {
            let message = format!(
                "`{key}` has no translation; expected one for `{}`",
                start(text)
            );
            findings.push(Finding::new(
                Code::Untranslated,
                self.translates.place,
                message,
            ));
            return;
        };
        for number in numbers(text) {
            if !numbers(found).contains(&number) {
                let message = format!("`{key}` does not have the number `{number}`");
                findings.push(Finding::new(Code::LostNumber, found.place, message));
            }
        }
        *text = found.value.clone().into();
    }

    /// Replaces the program's own words, if there are any; else they stay as the program has them.
    fn apply_words(&self, words: &mut Words, findings: &mut Vec<Finding>) {
        let mut translated = words.clone();
        for (name, english) in words.all() {
            let Some(text) = self.words.get(name) else {
                continue;
            };
            let (found, expected) = (blanks(text), blanks(english));
            if found == expected {
                translated.set(name, text.value.clone());
                continue;
            }
            let (found, expected) = (list_of(&found), list_of(&expected));
            let message = format!("`{name}` has {found}; expected {expected}");
            findings.push(Finding::new(Code::LostBlank, text.place, message));
        }
        if !self.words.is_empty() {
            self.check_words(findings);
        }
        let known = Words::NAMES.iter().map(|name| (*name).to_owned()).collect();
        self.unknown(&self.words, &known, findings);
        *words = translated;
    }

    /// Names the first of the program's words that are not translated.
    fn check_words(&self, findings: &mut Vec<Finding>) {
        let mut lacking = Words::NAMES
            .iter()
            .filter(|name| !self.words.contains_key(**name));
        let few: Vec<String> = (lacking.by_ref().take(NAMED))
            .map(|name| format!("`{name}`"))
            .collect();
        if few.is_empty() {
            return;
        }
        let more = lacking.next().map_or("", |_| " and more");
        let message = format!(
            "`words` lacks {}{more}; expected all of the program's words",
            few.join(", ")
        );
        let place = self.translates.place;
        findings.push(Finding::new(Code::Untranslated, place, message));
    }

    fn unknown(&self, texts: &Texts, known: &BTreeSet<String>, findings: &mut Vec<Finding>) {
        for (key, text) in texts.iter().filter(|(key, _)| !known.contains(*key)) {
            let message = format!("`{key}` translates nothing; expected the key of a text");
            let near = nearest(key, known.iter().map(String::as_str));
            let help = near.map(|name| format!("did you mean `{name}`?"));
            findings.push(Finding::new(Code::UnknownText, text.place, message).help(help));
        }
    }

    fn check_target(&self, tree: &Tree) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.translates.value != tree.id {
            let message = format!(
                "it translates `{}`; expected `{}`",
                self.translates.value, tree.id
            );
            let place = self.translates.place;
            findings.push(Finding::new(Code::OtherQuestionnaire, place, message));
        }
        if let Some(version) = self
            .version
            .as_ref()
            .filter(|version| version.value != tree.version)
        {
            let message = format!(
                "it was made from version `{}`; the questionnaire is version `{}`",
                version.value, tree.version
            );
            findings.push(Finding::new(Code::OldTranslation, version.place, message));
        }
        findings
    }
}

impl Tree {
    /// Yes and no in the words of the language.
    pub fn say_yes_and_no(&mut self, words: &Words) {
        let questions = self.questions.iter_mut();
        let yes_no = questions.filter(|question| question.kind == super::document::Kind::YesNo);
        for choice in yes_no.flat_map(|question| question.choices.iter_mut()) {
            let word = if choice.id == "yes" {
                &words.yes
            } else {
                &words.no
            };
            choice.label = word.clone();
        }
    }
}

/// The first words of a text, to recognise it by.
fn start(text: &str) -> String {
    let mut start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start.replace('\n', " ")
}

/// Numbers that could be dialled or texted; losing one may cost a life.
fn numbers(text: &str) -> BTreeSet<&str> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || c == '-'));
    let digits = |part: &&str| part.bytes().filter(u8::is_ascii_digit).count() >= 3;
    parts
        .map(|part| part.trim_matches('-'))
        .filter(digits)
        .collect()
}

/// The `{names}` in a word.
fn blanks(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('}')?.0))
        .collect()
}

fn list_of(blanks: &BTreeSet<&str>) -> String {
    if blanks.is_empty() {
        return "no blanks".into();
    }
    let blanks: Vec<String> = blanks
        .iter()
        .map(|blank| format!("`{{{blank}}}`"))
        .collect();
    blanks.join(", ")
}
