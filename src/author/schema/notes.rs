//! What each key of a questionnaire is for: shown by editors beside the key.

/// The note on a key of a mapping.
pub(super) fn note(kind: &str, key: &str) -> Option<&'static str> {
    of_kind(kind, key).or_else(|| of_any(key))
}

#[allow(clippy::too_many_lines)] // A table: one line for each key, in the order of the types.
fn of_kind(kind: &str, key: &str) -> Option<&'static str> {
    Some(match (kind, key) {
        ("questionnaire", "format") => "The number of this format: 1.",
        ("questionnaire", "id") => "What the questionnaire is called in results and records.",
        ("questionnaire", "version") => "Its version; every result names it.",
        ("questionnaire", "language") => "The language of its texts, as `en`.",
        ("questionnaire", "reviewed_by") => {
            "Who reviewed it. While this is empty, every result says that nobody has."
        }
        ("questionnaire", "title") => "What it asks, in one line.",
        ("questionnaire", "intro") => {
            "Shown first: what this is, what it is not, what happens to the answers."
        }
        ("questionnaire", "closing") => "Ends every suggestion and referral: whom to talk to.",
        ("questionnaire", "emergency") => "The page behind `!`, at any question.",
        ("questionnaire", "contacts") => "Help lines, named by their id elsewhere.",
        ("questionnaire", "levels") => {
            "What can be suggested, the least intensive first: this order is the ladder."
        }
        ("questionnaire", "supports") => "What goes with a level.",
        ("questionnaire", "alerts") => "Safety messages; some stop the walk.",
        ("questionnaire", "steps") => "What to do next; the first three that hold are printed.",
        ("questionnaire", "tree") => {
            "The nodes, walked from top to bottom; the first one asks the emergencies."
        }
        ("questionnaire", "guarantees") => {
            "What must hold for every combination of answers; `firststep check` proves it."
        }
        ("emergency page", "message") => "What to do now.",
        ("emergency page", "after") => "Ends every stop: whom to talk to when nobody is in danger.",
        ("contact", "name") => "What it is called.",
        ("contact", "reach") => "How to reach it: a number, a word to text, an address.",
        ("contact", "about") => "Who answers, and when.",
        ("contact", "country") => "The country it serves.",
        ("contact", "when") => "Left out when this certainly does not hold. Names only questions.",
        ("contact", "verified") => "The day somebody last checked it, as 2026-11-01.",
        ("level", "name") => "What it is called.",
        ("level", "about") => "What happens there.",
        ("level", "hours") => "Its usual hours; one entry for each meaning of its name.",
        ("level", "lasts") => "How long it usually lasts.",
        ("level", "then") => "The level that is the usual step down.",
        ("level", "then_note") => "A word about the step down.",
        ("level", "ask_them") => "Questions to put to a program.",
        ("level", "reference") => "How the field numbers it.",
        ("hours", "per") => "What the hours are counted by.",
        ("hours", "min") => "At least so many.",
        ("hours", "max") => "At most so many.",
        ("hours", "note") => "Who means this.",
        ("support", "name") => "What it is called.",
        ("support", "timing") => "Before the level, with it, or after it.",
        ("support", "when") => "When it is advised; always, without a condition. May name `level`.",
        ("support", "if_unknown") => {
            "Advised also when it cannot be ruled out; only for what is safe to say to anyone."
        }
        ("support", "unknown_because") => "Why, in that case.",
        ("support", "covers") => "Supports that need not be named beside this one.",
        ("support", "details") => "What to know or to check.",
        ("alert", "title") => "Its heading.",
        ("alert", "when") => {
            "When it is shown. An emergency names only questions of the first node that everybody is asked."
        }
        ("alert", "stop") => "How it ends the walk: an emergency, or a referral without a level.",
        ("alert", "message") => "What it says.",
        ("alert", "do") => "What to do, step by step.",
        ("step", "do") => "What to do.",
        ("step", "when") => "When it fits; always, without a condition. May name `level`.",
        ("node", "title") => "Its heading.",
        ("node", "about") => "A word before its questions.",
        ("node", "questions") => "What it asks, in this order.",
        ("node", "scores") => "Points added up.",
        ("node", "scales") => "Named, ordered values.",
        ("node", "next") => {
            "Where it leads: the first branch whose condition holds. Without one, to the node below; the last takes the rest."
        }
        ("question", "ask") => "What is asked.",
        ("question", "why") => "Why it is asked; shown on `?`.",
        ("question", "help") => "What a word means, how to count.",
        ("question", "kind") => "How it is answered; `one`, unless said otherwise.",
        ("question", "choices") => "What can be chosen.",
        ("question", "points") => "What a yes adds to a score.",
        ("question", "min") => "The smallest number.",
        ("question", "max") => "The largest number.",
        ("question", "unit") => "What the number counts.",
        ("question", "when") => {
            "When it is asked; always, without a condition. Names only questions above."
        }
        ("question", "order") => {
            "Whether a later choice, a yes, another tick or a larger number is worse (`heavier`) or better (`lighter`)."
        }
        ("question", "required") => "It cannot be skipped.",
        ("question", "private") => "Never quoted in a result, never saved.",
        ("question", "what_if") => {
            "Whether it may be offered as something that would change the result."
        }
        ("choice", "label") => "What a person reads.",
        ("choice", "points") => "What it adds to a score.",
        ("choice", "alone") => "It excludes the other choices, as `none of these` does.",
        ("score", "title") => "What it counts.",
        ("score", "add") => "The questions whose points are added.",
        ("scale", "title") => "What it says.",
        ("scale", "values") => {
            "Its values, the lightest first; the highest that holds is the value."
        }
        ("value", "label") => "What a person reads.",
        ("value", "if") => {
            "How a result says what would change it: `home were calm`, after the word \"If\"."
        }
        ("value", "when") => "When it holds; the first value has no condition and always holds.",
        ("value", "rules") => {
            "It holds if any of these does, and each that holds is a reason. Instead of `when`."
        }
        ("rule", "when") => "When it holds.",
        ("branch", "when") => "When it is taken; always, without a condition.",
        ("branch", "suggest") => "The level it suggests.",
        ("branch", "go") => "The later node it leads to.",
        ("branch", "alternative") => "Another level that would also do.",
        ("branch", "fallback") => "What to do when the level cannot be had now.",
        ("alternative" | "fallback", "level") => "The level.",
        ("alternative" | "fallback", "supports") => "What must go with it.",
        ("fallback", "when") => "When it is offered; always, without a condition.",
        ("fallback", "recheck") => "When to look again.",
        ("guarantee", "because") => "Why it matters.",
        ("guarantee", "when") => "For which answers; all, without a condition.",
        ("guarantee", "level") => "The level lies in this range.",
        ("guarantee", "supports") => "These supports are advised.",
        ("guarantee", "alerts") => "These alerts are shown.",
        ("guarantee", "stops") => "It ends in an emergency stop.",
        ("guarantee", "answers") => "Questions whose answers are changed, in any way.",
        ("guarantee", "never") => "What changing those answers must never do.",
        ("guarantee", "worse") => "Questions whose answers are made worse: `all`, or a list.",
        ("guarantee", "keep") => "Supports that a worse answer must not take away.",
        ("guarantee", "except") => "What is left out, with the reason.",
        ("exception", "question") => "The question.",
        ("exception", "when") => "Only for these answers; for all, without a condition.",
        _ => return None,
    })
}

fn of_any(key: &str) -> Option<&'static str> {
    Some(match key {
        "id" => "A short name: lower-case letters, digits and `_`.",
        "because" => "Why, for the person who reads the result.",
        "source" => "Where it comes from: who says so, and where.",
        "contacts" => "Ids of contacts: whom to call.",
        _ => return None,
    })
}
