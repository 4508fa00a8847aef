//! Keeping answers in a file while a person is asked.

use super::farewell::Farewell;
use super::shell_word::shell_word;
use super::{Questionnaire, kept};
use crate::ask::Keep;
use crate::cli::given;
use crate::exit::Failure;
use crate::model::answers::Answers;
use crate::model::words::fill;
use clap::ArgMatches;
use std::path::Path;

/// Keeps answers in a file, and from then on says so at the end.
pub(super) struct Keeper<'t> {
    file: kept::File<'t>,
    farewell: Farewell,
    saved: String,
}

impl<'t> Keeper<'t> {
    /// Somebody who keeps answers in the file of `--save`, if there is one.
    ///
    /// # Errors
    /// The file holds something else.
    pub(super) fn new(
        matches: &ArgMatches,
        questionnaire: &'t Questionnaire,
        farewell: &Farewell,
    ) -> Result<Option<Self>, Failure> {
        let Some(name) = given(matches, "save") else {
            return Ok(None);
        };
        let words = &questionnaire.words;
        let saved = fill(&words.saved, &[("file", &shell_word(name))]);
        let command = resume(matches, questionnaire, name);
        let resume = fill(&words.resume, &[("command", &command)]);
        Ok(Some(Keeper {
            file: kept::File::new(&questionnaire.tree, Path::new(name))?,
            farewell: farewell.clone(),
            saved: format!("{saved}\n{resume}"),
        }))
    }
}

/// The command that goes on with the answers in a file.
fn resume(matches: &ArgMatches, questionnaire: &Questionnaire, file: &str) -> String {
    let mut command = "firststep".to_owned();
    if let Some(questions) = &questionnaire.path {
        command += &format!(" -q {}", shell_word(questions.display()));
    }
    if let Some(language) = given(matches, "lang") {
        command += &format!(" --lang {}", shell_word(language));
    }
    let file = shell_word(file);
    command + &format!(" -a {file} --save {file}")
}

impl Keep for Keeper<'_> {
    fn keep(&mut self, answers: &Answers) -> Result<(), String> {
        self.file.keep(answers)?;
        self.farewell.keep(&self.saved);
        Ok(())
    }
}
