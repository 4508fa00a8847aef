//! The ladder of levels as an inline picture, with the same words as everywhere.

use super::html::escape;
use super::record::{Rung, Standing};
use crate::model::words::{Words, fill};
use std::fmt::Write;

/// How many letters of a name fit beside the ladder.
const LETTERS: usize = 28;
const WIDTH: usize = 384;
const STEP: usize = 44;
const LINE: usize = 18;
const TOP: usize = 30;

/// The ladder, the most intensive level on top.
pub(crate) fn svg(rungs: &[Rung], words: &Words) -> String {
    let mut drawing = String::new();
    let mut y = TOP;
    for rung in rungs.iter().rev() {
        y += draw(&mut drawing, rung, words, y);
    }
    let height = y + TOP;
    let (more, less) = (escape(&words.more_care), escape(&words.less_care));
    format!(
        "<svg class=\"ladder\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"ladder\">\n\
         <title id=\"ladder\">{}</title>\n\
         <path class=\"rail\" d=\"M18 {TOP}V{y}M62 {TOP}V{y}\"/>\n\
         <text class=\"end\" x=\"8\" y=\"18\">{more}</text>\n\
         {drawing}<text class=\"end\" x=\"8\" y=\"{}\">{less}</text>\n</svg>\n",
        escape(&spoken(rungs, words)),
        y + 20
    )
}

/// Draws one rung; returns how high it is.
fn draw(drawing: &mut String, rung: &Rung, words: &Words, y: usize) -> usize {
    let class = match rung.standing {
        Standing::Suggested => "suggested",
        Standing::Possible => "possible",
        Standing::Alternative | Standing::Fallback => "also",
        Standing::Other => "other",
    };
    let names = textwrap::wrap(rung.name, LETTERS);
    let note = rung.standing.word(words);
    let lines = names.len() + usize::from(note.is_some());
    let height = STEP.max(lines * LINE + 12);
    let middle = y + height / 2;
    let _ = writeln!(
        drawing,
        "<g class=\"{class}\"><rect x=\"18\" y=\"{}\" width=\"44\" height=\"14\" rx=\"3\"/>",
        middle - 7
    );
    // The first base line, so that all lines together are centred on the rung.
    let mut base = middle + 5 - (lines - 1) * LINE / 2;
    let names = names.iter().map(|name| ("", &**name));
    for (class, line) in names.chain(note.map(|note| (" class=\"note\"", note))) {
        let line = escape(line);
        let _ = writeln!(drawing, "<text{class} x=\"76\" y=\"{base}\">{line}</text>");
        base += LINE;
    }
    drawing.push_str("</g>\n");
    height
}

/// The picture in words, for those who hear it.
pub(super) fn spoken(rungs: &[Rung], words: &Words) -> String {
    let levels: Vec<String> = rungs.iter().rev().map(|rung| rung.named(words)).collect();
    fill(&words.ladder_spoken, &[("levels", &levels.join(", "))])
}
