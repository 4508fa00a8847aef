//! Which language texts should be in.

use super::environment::{locale, variable};
use crate::embedded::{self, Edition};
use crate::exit::Failure;
use crate::model::finding::{Finding, Severity, did_you_mean};
use crate::model::translation;
use crate::model::tree::Tree;
use crate::model::words::{ENGLISH, Words};
use crate::report::findings::Found;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The language somebody wishes for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Asked for by name: another will not do.
    Asked(String),
    /// That of the surroundings, if there is such a translation.
    Preferred(String),
}

impl Wish {
    /// What was asked for with `--lang`, else what the environment says.
    pub fn of(asked: Option<String>) -> Self {
        match asked {
            Some(language) => Wish::Asked(language),
            None => Wish::Preferred(preferred(variable)),
        }
    }

    fn language(&self) -> &str {
        let (Wish::Asked(language) | Wish::Preferred(language)) = self;
        language
    }

    /// Fails if the language was asked for by name, and is not among those there are.
    fn missing(&self, languages: &[&str]) -> Result<(), Failure> {
        match self {
            Wish::Preferred(_) => Ok(()),
            Wish::Asked(asked) => {
                let help = did_you_mean(asked, languages.iter().copied()).unwrap_or_default();
                Err(Failure::new(format!(
                    "`{asked}` is not a language of this questionnaire; {help}"
                )))
            }
        }
    }
}

/// The language of the locale; `C` names none.
fn preferred(environment: impl Fn(&str) -> Option<String>) -> String {
    let locale = locale("LC_MESSAGES", environment);
    let language = locale.split(['_', '.', '@']).next().unwrap_or_default();
    match language {
        "C" | "POSIX" => String::new(),
        language => language.to_owned(),
    }
}

/// A questionnaire and what the program says beside it, in one language.
type Spoken = (Tree, Cow<'static, Words>);

/// The embedded questionnaire in the language wished for.
pub(super) fn embedded(wish: &Wish) -> Result<Spoken, Failure> {
    let language = wish.language();
    if let Some(edition) = embedded::edition(language) {
        return Ok((edition.tree(), Cow::Borrowed(edition.words())));
    }
    let tree = embedded::tree();
    if tree.language != language {
        let others = embedded::EDITIONS.iter().map(|edition| edition.language);
        let all: Vec<&str> = std::iter::once(&*tree.language).chain(others).collect();
        wish.missing(&all)?;
    }
    Ok((tree, Cow::Borrowed(&ENGLISH)))
}

/// A questionnaire from a file in the language wished for, from a translation that lies beside it.
pub(super) fn beside(path: &Path, tree: Tree, wish: &Wish) -> Result<Spoken, Failure> {
    let words = own_words(&tree.language);
    let mut tree = tree;
    tree.say_yes_and_no(&words);
    if tree.language == wish.language() {
        return Ok((tree, words));
    }
    let translations = translations(path);
    let mut files = translations.iter();
    let Some((_, file)) = files.find(|(language, _)| language == wish.language()) else {
        let others = translations.iter().map(|(name, _)| name.as_str());
        let all: Vec<&str> = std::iter::once(&*tree.language).chain(others).collect();
        wish.missing(&all)?;
        return Ok((tree, words));
    };
    translated(tree, words, file)
}

/// What the program says in a language; in its own, if that is all there is.
fn own_words(language: &str) -> Cow<'static, Words> {
    let edition = embedded::edition(language);
    Cow::Borrowed(edition.map_or(&ENGLISH, Edition::words))
}

/// Lays a translation over a questionnaire and the program's words.
fn translated(mut tree: Tree, words: Cow<'static, Words>, file: &Path) -> Result<Spoken, Failure> {
    let text = super::input::read(file)?;
    let wrong = |findings: Vec<Finding>| Found::new(file.display(), &text, findings);
    let translation = translation::read(&text).map_err(wrong)?;
    let mut words = match embedded::edition(&translation.language) {
        Some(edition) => Cow::Borrowed(edition.words()),
        None => words,
    };
    let findings = translation.apply(&mut tree, words.to_mut()).into_iter();
    let errors: Vec<Finding> = findings
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    if errors.is_empty() {
        Ok((tree, words))
    } else {
        Err(wrong(errors).into())
    }
}

/// The translations that lie beside a questionnaire: `questions.es.yaml` beside `questions.yaml`.
pub(super) fn translations(path: &Path) -> Vec<(String, PathBuf)> {
    let name = |path: &Path| Some(path.file_name()?.to_str()?.to_owned());
    let (Some(own), Some(folder)) = (name(path), path.parent()) else {
        return Vec::new();
    };
    let Some((stem, ending)) = own.rsplit_once('.') else {
        return Vec::new();
    };
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let language = |path: PathBuf| {
        let name = name(&path)?;
        let rest = name.strip_prefix(stem)?.strip_prefix('.')?;
        let language = rest.strip_suffix(ending)?.strip_suffix('.')?;
        is_language(language).then(|| (language.to_owned(), path))
    };
    let mut found: Vec<_> = entries
        .filter_map(|entry| language(entry.ok()?.path()))
        .collect();
    found.sort();
    found
}

/// The language a file is a translation into, by its name.
pub(super) fn of_file(path: &Path) -> Option<&str> {
    let (rest, _) = path.file_name()?.to_str()?.rsplit_once('.')?;
    let (_, language) = rest.rsplit_once('.')?;
    is_language(language).then_some(language)
}

/// The questionnaire that a file translates, by its name, if there is one.
pub(super) fn translated_by(path: &Path) -> Option<PathBuf> {
    let language = of_file(path)?;
    let name = path.file_name()?.to_str()?;
    let original = path.with_file_name(name.replacen(&format!(".{language}."), ".", 1));
    original.is_file().then_some(original)
}

fn is_language(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_names_the_language() {
        let language = |set: &[(&str, &str)]| {
            preferred(|name| {
                let found = set.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(language(&[("LANG", "es_MX.UTF-8")]), "es");
        assert_eq!(language(&[("LC_ALL", "C.UTF-8"), ("LANG", "es")]), "");
        assert_eq!(language(&[("LC_ALL", ""), ("LANG", "es@x")]), "es");
        assert_eq!(language(&[]), "");
    }
}
