//! Every text of a questionnaire that a person may read, by a key made of ids: what a translation replaces.
//!
//! Sources, references to rules and notes for authors are not among them.

use super::document::Kind;
use super::fixed::Text;
use super::tree::{Branch, Level, Node, Question, Scale, Tree};

/// What is done with each text.
type Visit<'v> = &'v mut dyn FnMut(&str, &mut Text);

impl Tree {
    /// Hands over every text with its key, in the order of the file.
    pub fn each_text(&mut self, visit: Visit<'_>) {
        visit("title", &mut self.title);
        visit("intro", &mut self.intro);
        visit("closing", &mut self.closing);
        visit("emergency.message", &mut self.emergency.message);
        some(visit, "emergency.after", &mut self.emergency.after);
        for contact in self.contacts.iter_mut() {
            let at = format!("contacts.{}", contact.id);
            visit(&format!("{at}.name"), &mut contact.name);
            visit(&format!("{at}.reach"), &mut contact.reach);
            some(visit, &format!("{at}.about"), &mut contact.about);
        }
        self.levels.iter_mut().for_each(|level| level.texts(visit));
        for support in self.supports.iter_mut() {
            let at = format!("supports.{}", support.id);
            visit(&format!("{at}.name"), &mut support.name);
            let unknown = &mut support.unknown_because;
            some(visit, &format!("{at}.unknown_because"), unknown);
            visit(&format!("{at}.because"), &mut support.because);
            list(visit, &format!("{at}.details"), &mut support.details);
        }
        for alert in self.alerts.iter_mut() {
            let at = format!("alerts.{}", alert.id);
            visit(&format!("{at}.title"), &mut alert.title);
            visit(&format!("{at}.message"), &mut alert.message);
            list(visit, &format!("{at}.do"), &mut alert.steps);
        }
        for step in self.steps.iter_mut() {
            visit(&format!("steps.{}.do", step.id), &mut step.text);
        }
        self.each_text_of_nodes(visit);
    }

    /// The texts of the nodes and what is in them.
    fn each_text_of_nodes(&mut self, visit: Visit<'_>) {
        for node in self.nodes.iter_mut() {
            node.texts(visit);
            let questions = &mut self.questions[as_usize(&node.questions)];
            questions
                .iter_mut()
                .for_each(|question| question.texts(visit));
            for score in &mut self.scores[as_usize(&node.scores)] {
                visit(&format!("scores.{}.title", score.id), &mut score.title);
            }
            let scales = &mut self.scales[as_usize(&node.scales)];
            scales.iter_mut().for_each(|scale| scale.texts(visit));
            let branches = &mut self.branches[as_usize(&node.branches)];
            for (at, branch) in branches.iter_mut().enumerate() {
                branch.texts(&format!("nodes.{}.next.{}", node.id, at + 1), visit);
            }
        }
    }
}

impl Level {
    fn texts(&mut self, visit: Visit<'_>) {
        let at = format!("levels.{}", self.id);
        visit(&format!("{at}.name"), &mut self.name);
        visit(&format!("{at}.about"), &mut self.about);
        for (number, hours) in self.hours.iter_mut().enumerate() {
            let key = format!("{at}.hours.{}.note", number + 1);
            some(visit, &key, &mut hours.note);
        }
        some(visit, &format!("{at}.lasts"), &mut self.lasts);
        some(visit, &format!("{at}.then_note"), &mut self.then_note);
        list(visit, &format!("{at}.ask_them"), &mut self.ask_them);
        some(visit, &format!("{at}.reference"), &mut self.reference);
    }
}

impl Node {
    fn texts(&mut self, visit: Visit<'_>) {
        visit(&format!("nodes.{}.title", self.id), &mut self.title);
        some(visit, &format!("nodes.{}.about", self.id), &mut self.about);
    }
}

impl Question {
    fn texts(&mut self, visit: Visit<'_>) {
        let at = format!("questions.{}", self.id);
        visit(&format!("{at}.ask"), &mut self.ask);
        some(visit, &format!("{at}.why"), &mut self.why);
        some(visit, &format!("{at}.help"), &mut self.help);
        some(visit, &format!("{at}.unit"), &mut self.unit);
        // Yes and no are the program's own words.
        let own = self.kind != Kind::YesNo;
        for choice in self.choices.iter_mut().filter(|_| own) {
            visit(&format!("{at}.choices.{}", choice.id), &mut choice.label);
        }
    }
}

impl Scale {
    fn texts(&mut self, visit: Visit<'_>) {
        let at = format!("scales.{}", self.id);
        visit(&format!("{at}.title"), &mut self.title);
        for value in self.values.iter_mut() {
            let at = format!("{at}.values.{}", value.id);
            some(visit, &format!("{at}.label"), &mut value.label);
            some(visit, &format!("{at}.if"), &mut value.supposed);
            for (number, rule) in value.rules.iter_mut().enumerate() {
                let key = format!("{at}.because.{}", number + 1);
                some(visit, &key, &mut rule.because);
            }
        }
    }
}

impl Branch {
    fn texts(&mut self, at: &str, visit: Visit<'_>) {
        some(visit, &format!("{at}.because"), &mut self.because);
        if let Some(alternative) = &mut self.alternative {
            visit(
                &format!("{at}.alternative.because"),
                &mut alternative.because,
            );
        }
        if let Some(fallback) = &mut self.fallback {
            visit(&format!("{at}.fallback.recheck"), &mut fallback.recheck);
            visit(&format!("{at}.fallback.because"), &mut fallback.because);
        }
    }
}

/// A text that may be missing; one that is empty is missing, too.
fn some(visit: Visit<'_>, key: &str, text: &mut Option<Text>) {
    if let Some(text) = text.as_mut().filter(|text| !text.trim().is_empty()) {
        visit(key, text);
    }
}

fn list(visit: Visit<'_>, key: &str, texts: &mut [Text]) {
    for (number, text) in texts.iter_mut().enumerate() {
        visit(&format!("{key}.{}", number + 1), text);
    }
}

fn as_usize(range: &std::ops::Range<u32>) -> std::ops::Range<usize> {
    range.start as usize..range.end as usize
}
