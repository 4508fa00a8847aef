//! Words and sentences that hurt or confuse, and what to say instead.

use super::grade::{sentences, words};
use super::texts::{Role, Shown};
use crate::model::document::Kind;
use crate::model::finding::{Code, Finding};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest label, in characters.
const LONGEST_LABEL: usize = 60;
/// The longest sentence, in words.
const LONGEST_SENTENCE: usize = 20;

/// What to avoid, whole words in any case, and what to say instead.
const AVOID: &[(&[&str], &str)] = &[
    (
        &[
            "addict",
            "addicts",
            "abuser",
            "abusers",
            "junkie",
            "junkies",
            "alcoholic",
            "alcoholics",
            "drunk",
            "drunks",
            "user",
            "users",
        ],
        "a person who uses, a person with a use disorder",
    ),
    (
        &[
            "substance abuse",
            "drug abuse",
            "alcohol abuse",
            "abuse",
            "abuses",
            "abused",
            "drug habit",
            "drug problem",
            "drinking problem",
        ],
        "use, misuse, use disorder; hurt, for people",
    ),
    (
        &[
            "clean",
            "clean and sober",
            "dirty",
            "former addict",
            "reformed",
        ],
        "in recovery, not using; tested negative or positive",
    ),
    (
        &[
            "opioid replacement",
            "opioid substitution",
            "replacement therapy",
            "substitution therapy",
            "medication-assisted treatment",
            "mat",
        ],
        "medication for opioid use disorder",
    ),
    (
        &[
            "relapse",
            "relapses",
            "relapsed",
            "relapsing",
            "lapse",
            "lapses",
            "lapsed",
            "failed treatment",
            "treatment failed",
            "treatment failure",
        ],
        "return to use; it did not work well enough",
    ),
    (
        &[
            "non-compliant",
            "noncompliant",
            "in denial",
            "unmotivated",
            "refuses",
            "refused",
            "refuse",
        ],
        "not ready yet, has concerns, prefers not to",
    ),
    (
        &["committed suicide", "commit suicide", "commits suicide"],
        "died by suicide; ended their life",
    ),
    (
        &["addicted baby", "addicted babies"],
        "a baby with withdrawal signs",
    ),
    (
        &[
            "suffer",
            "suffers",
            "suffering from",
            "suffers from",
            "battling",
            "battles",
        ],
        "lives with, has",
    ),
    (
        &["homeless", "homeless person", "the homeless"],
        "a person without housing",
    ),
    (&["and/or"], "one of the two, or two texts"),
];

/// Words that turn a sentence around.
const NEGATIVE: &[&str] = &[
    "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without",
    "cannot",
];

/// Everything about the words of one text.
pub(super) fn check(shown: &Shown<'_>, findings: &mut Vec<Finding>) {
    let text = shown.text;
    let mut report = |code, message: String, help: String| {
        findings.push(Finding::new(code, text.place, message).help(help));
    };
    for (found, instead) in avoided(text) {
        let message = format!("`{found}` is a word to avoid");
        report(Code::WordToAvoid, message, format!("say: {instead}"));
    }
    if text.contains('!') {
        let message = "an exclamation mark shouts; expected a calm sentence";
        let help = "end it with a full stop";
        report(Code::WordToAvoid, message.into(), help.into());
    }
    if let Some([one, two]) = double_negative(text) {
        let message = format!("`{one}` and `{two}` turn one clause around twice");
        let help = "say what is, not what is not";
        report(Code::DoubleNegative, message, help.into());
    }
    if let Some(joined) = two_questions(shown.role, text) {
        let message = format!("`{joined}` joins two questions; one answer cannot serve both");
        let help = "ask them one after the other";
        report(Code::TwoQuestions, message, help.into());
    }
}

/// Everything about the length of one text; it holds in any language.
pub(super) fn check_length(shown: &Shown<'_>, findings: &mut Vec<Finding>) {
    let text = shown.text;
    let length = text.trim().chars().count();
    if shown.role == Role::Label && length > LONGEST_LABEL {
        let message =
            format!("the label has {length} characters; expected {LONGEST_LABEL} or fewer");
        findings.push(
            Finding::new(Code::LongLabel, text.place, message)
                .help("move the details to the question's `help`".to_owned()),
        );
    }
    for sentence in sentences(text) {
        let count = words(sentence).count();
        if count > LONGEST_SENTENCE {
            let start: Vec<&str> = words(sentence).take(4).collect();
            let message = format!(
                "the sentence `{} …` has {count} words; expected {LONGEST_SENTENCE} or fewer",
                start.join(" ")
            );
            findings.push(
                Finding::new(Code::LongSentence, text.place, message)
                    .help("make it two sentences".to_owned()),
            );
        }
    }
}

/// The words to avoid in a text; of those that lie within each other the longest.
fn avoided(text: &str) -> Vec<(&'static str, &'static str)> {
    let spaced = spaced(text);
    let spaces = spaced.match_indices(' ');
    let mut found: Vec<&Avoided> = spaces
        .flat_map(|(at, _)| starting(&spaced[at + 1..]))
        .collect();
    found.sort_by_key(|avoided| avoided.rank);
    found.dedup_by_key(|avoided| avoided.rank);
    let within = |form: &str| {
        let mut others = found.iter().filter(|other| other.form != form);
        others.any(|other| format!(" {} ", other.form).contains(&format!(" {form} ")))
    };
    let longest = found.iter().filter(|avoided| !within(avoided.form));
    longest
        .map(|avoided| (avoided.form, avoided.instead))
        .collect()
}

/// Words to avoid.
struct Avoided {
    /// Where they stand in the table.
    rank: usize,
    form: &'static str,
    instead: &'static str,
}

/// All words to avoid, by the first of each.
static BY_FIRST: LazyLock<HashMap<&str, Vec<Avoided>>> = LazyLock::new(|| {
    let all = AVOID.iter();
    let all = all.flat_map(|(forms, instead)| forms.iter().map(move |form| (*form, *instead)));
    let mut by_first: HashMap<&str, Vec<Avoided>> = HashMap::new();
    for (rank, (form, instead)) in all.enumerate() {
        let avoided = Avoided {
            rank,
            form,
            instead,
        };
        by_first.entry(first(form)).or_default().push(avoided);
    }
    by_first
});

fn first(words: &str) -> &str {
    words.split_once(' ').map_or(words, |(first, _)| first)
}

/// The words to avoid with which this begins.
fn starting(words: &str) -> impl Iterator<Item = &'static Avoided> {
    let like = BY_FIRST.get(first(words)).into_iter().flatten();
    like.filter(move |avoided| {
        let after = words.strip_prefix(avoided.form);
        after.is_some_and(|after| after.starts_with(' '))
    })
}

/// The words in lower case with one space around each.
fn spaced(text: &str) -> String {
    let kept = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '-' | '/');
    let words = text.split(|letter: char| !kept(letter));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" ").to_lowercase())
}

/// Two words that turn one clause around twice.
fn double_negative(text: &str) -> Option<[String; 2]> {
    if words(text).filter(|word| negative(word)).count() < 2 {
        return None;
    }
    clauses(text).into_iter().find_map(|clause| {
        let words = words(&clause).filter(|word| negative(word));
        let found: Vec<String> = words.map(str::to_owned).collect();
        match found.as_slice() {
            [one, two, ..] => Some([one.clone(), two.clone()]),
            _ => None,
        }
    })
}

fn negative(word: &str) -> bool {
    let ends_in = |tail: &str| {
        let end = word.len().checked_sub(tail.len());
        let end = end.and_then(|at| word.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(tail))
    };
    let mut whole = NEGATIVE.iter();
    whole.any(|negative| word.eq_ignore_ascii_case(negative)) || ends_in("n't") || ends_in("n’t")
}

/// Stretches that are understood on their own.
fn clauses(text: &str) -> Vec<String> {
    let sentences = sentences(text);
    let stretches = sentences
        .iter()
        .flat_map(|sentence| sentence.split([',', '(', ')']));
    let parts = stretches.flat_map(|part| {
        let joined = part
            .replace(" and ", "\n")
            .replace(" or ", "\n")
            .replace(" but ", "\n");
        joined.split('\n').map(str::to_owned).collect::<Vec<_>>()
    });
    parts.collect()
}

/// What joins two questions in one. A list may be asked about many things at once; one answer may not.
fn two_questions(role: Role, text: &str) -> Option<&'static str> {
    let Role::Ask(kind) = role else {
        return None;
    };
    if text.matches('?').count() > 1 {
        return Some("? … ?");
    }
    let spaced = spaced(text);
    let joins = [" and ", " as well as ", " and/or "];
    let mut joins = joins.iter().filter(|_| kind != Kind::Many);
    joins
        .find(|join| spaced.trim_start().contains(**join))
        .map(|join| join.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_to_avoid_is_named_once() {
        let found = |text| {
            avoided(text)
                .iter()
                .map(|(form, _)| *form)
                .collect::<Vec<_>>()
        };
        assert_eq!(found("Substance abuse is no crime."), ["substance abuse"]);
        assert_eq!(found("A clean, calm place."), ["clean"]);
        assert_eq!(found("A cleaner usher, the material, abused"), ["abused"]);
        assert_eq!(found("The USER's wish"), Vec::<&str>::new());
    }

    #[test]
    fn only_one_clause_is_turned_around_twice() {
        assert_eq!(
            double_negative("You cannot go without it."),
            Some(["cannot".into(), "without".into()])
        );
        assert_eq!(double_negative("It is not a diagnosis, and no test."), None);
        assert_eq!(double_negative("Don’t go. Never stop."), None);
    }

    #[test]
    fn a_question_asks_one_thing() {
        assert_eq!(
            two_questions(Role::Ask(Kind::YesNo), "Do you smoke and drink?"),
            Some("and")
        );
        assert_eq!(
            two_questions(Role::Ask(Kind::Many), "Which pills and powders?"),
            None
        );
        assert_eq!(
            two_questions(Role::Ask(Kind::One), "And which of these?"),
            None
        );
        assert_eq!(
            two_questions(Role::Ask(Kind::Many), "What? When?"),
            Some("? … ?")
        );
    }
}
