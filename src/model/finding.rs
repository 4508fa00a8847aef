//! Problems as values: a stable code, a severity, a place, and what was found and expected.

use super::disguise;
use super::place::Place;
use serde::{Serialize, Serializer};

/// More findings than this are not looked for: nobody reads them, and they would take memory without end.
pub const MOST_FINDINGS: usize = 500;

/// Names compared to find the nearest; a comparison is slow.
const MOST_NAMES: usize = 2_000;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The questionnaire cannot be used, or could harm somebody.
    Error,
    /// It works, but its author should look.
    Warning,
}

/// One problem in a questionnaire, or in a file beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which kind of problem.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// The exact value.
    pub place: Place,
    /// What was found and what was expected, in one lower-case sentence.
    pub message: String,
    /// Other places that have to do with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// What to try: the nearest name, the next step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Commands that show the problem: one, or one before and one after a change.
    #[serde(
        rename = "witness",
        serialize_with = "one_after_the_other",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub witnesses: Vec<String>,
}

/// Another place that has to do with a finding, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The exact value.
    pub place: Place,
    /// What it is: `branch`, `value`, `support`, `alert`, `key`.
    pub part: &'static str,
    /// Its id; of a branch, that of the level or node it leads to.
    pub id: String,
    /// What it has to do with the finding, in a few words.
    pub text: String,
}

impl Finding {
    /// A finding with the severity its code has.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Finding {
            code,
            severity: code.severity(),
            place,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            witnesses: Vec::new(),
        }
    }

    /// The same finding with other places that have to do with it.
    #[must_use]
    pub fn labels(mut self, labels: Vec<Label>) -> Self {
        self.labels = labels;
        self
    }

    /// The same finding with advice, if there is any.
    #[must_use]
    pub fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into();
        self
    }

    /// The same finding with one more command that shows it.
    #[must_use]
    pub fn witness(mut self, command: String) -> Self {
        self.witnesses.push(command);
        self
    }
}

/// As a shell takes several commands.
fn one_after_the_other<S: Serializer>(commands: &[String], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&commands.join("; "))
}

macro_rules! codes {
    ($($variant:ident = $name:literal $severity:ident $about:literal,)*) => {
        /// The kinds of problem. Their names are a promise: scripts may match on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $about] $variant,)* }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How bad a finding with this code is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it means, in one sentence.
            pub fn about(self) -> &'static str {
                match self { $(Code::$variant => $about,)* }
            }
        }
    };
}

codes! {
    Syntax = "syntax" Error "The file is not YAML (or JSON) at this place.",
    Empty = "empty" Error "The file has nothing in it.",
    TooLarge = "too-large" Error "The file is larger than any questionnaire needs to be.",
    TooDeep = "too-deep" Error "Values are nested deeper than any questionnaire needs.",
    Alias = "alias" Error "Anchors and aliases can make a small file enormous, so they are not read.",
    ControlCharacter = "control-character" Error "A text holds a character that could drive the reader's terminal.",
    DuplicateKey = "duplicate-key" Error "One key stands twice in the same mapping; one of them would be lost.",
    UnknownKey = "unknown-key" Error "A key that means nothing here; usually a slip of the pen.",
    MissingKey = "missing-key" Error "A key that must be there is not.",
    WrongKind = "wrong-kind" Error "A value is of another kind than its key calls for.",
    UnknownFormat = "unknown-format" Error "The file's `format` is not one this program reads.",
    BadId = "bad-id" Error "An id is not made of lower-case letters, digits and `_`, or it is a reserved word.",
    DuplicateId = "duplicate-id" Error "Two things that share one set of names have the same id.",
    UnknownReference = "unknown-reference" Error "A name refers to nothing that exists.",
    AskedLater = "asked-later" Error "A condition names something that is only known later in the questionnaire.",
    MisplacedName = "misplaced-name" Error "A condition names something that may not be named at this place.",
    WrongValue = "wrong-value" Error "A condition compares something with a value it cannot have.",
    EmptyRange = "empty-range" Error "A range has nothing in it.",
    ImpossibleRange = "impossible-range" Error "A range lies outside what the question or score can be.",
    NoOrder = "no-order" Error "A range is used on something whose values have no order.",
    BadChoices = "bad-choices" Error "A question's choices, bounds or points do not fit its kind.",
    BadScale = "bad-scale" Error "A scale's values are not written as a ladder.",
    BadBranch = "bad-branch" Error "A branch must either suggest a level or go to a node.",
    BranchAfterLast = "branch-after-last" Error "A branch stands after one that takes everything, so it can never be taken.",
    NoLastBranch = "no-last-branch" Error "The last node has no branch that takes the rest, so a walk could end in nothing.",
    Cycle = "cycle" Error "A branch goes to the same node or an earlier one; walks could go round for ever.",
    BadStop = "bad-stop" Error "An emergency alert must name only questions of the first node that everybody is asked.",
    BadGuarantee = "bad-guarantee" Error "A guarantee promises nothing, or things that do not go together.",
    NoWhen = "no-when" Error "Something that needs a condition has none.",
    DeadQuestion = "dead-question" Error "A question is never asked, whatever is answered before it.",
    DeadValue = "dead-value" Error "A value of a scale is never the highest that holds.",
    DeadBranch = "dead-branch" Error "A branch is never taken.",
    ShadowedBranch = "shadowed-branch" Error "A branch is never taken, because the branches above it take all that it would.",
    DeadLevel = "dead-level" Error "A level is never suggested, nor offered as an alternative or a fallback.",
    DeadSupport = "dead-support" Error "A support is never advised.",
    DeadAlert = "dead-alert" Error "An alert is never shown.",
    DeadStep = "dead-step" Error "A next step is never printed: it never holds, or three steps above it always do.",
    NeverTrue = "never-true" Error "A condition, or an entry of one, never holds where it stands.",
    AlwaysTrue = "always-true" Warning "A condition, or an entry of one, always holds where it stands, so it decides nothing.",
    IdleQuestion = "idle-question" Warning "A question is asked, but no answer to it ever changes the result.",
    NamesOneOfOrdered = "names-one-of-ordered" Warning "A rule leaves out a value that is heavier than those it names, and whoever says that gets less.",
    BrokenGuarantee = "broken-guarantee" Error "A guarantee does not hold for some answers.",
    VacuousGuarantee = "vacuous-guarantee" Error "A guarantee is about no walk at all, so it promises nothing.",
    NeedlessException = "needless-exception" Warning "A guarantee holds without one of its exceptions, which may one day hide a mistake.",
    UnknownGap = "unknown-gap" Error "A support that is advised when it cannot be ruled out vanishes while one that covers it is only possible.",
    Unproved = "unproved" Error "The questionnaire is too large or too entangled for its proof.",
    BadCase = "bad-case" Error "A case expects nothing, or things that do not go together.",
    ReadingGrade = "reading-grade" Warning "A text asks for more years of school than many readers have.",
    LongSentence = "long-sentence" Warning "A sentence is longer than a frightened person can hold in mind.",
    LongLabel = "long-label" Warning "A choice's label does not fit on one line.",
    WordToAvoid = "word-to-avoid" Warning "A word hurts the people it is said about.",
    DoubleNegative = "double-negative" Warning "Two words turn one clause around twice.",
    TwoQuestions = "two-questions" Warning "A question asks two things, and one answer cannot serve both.",
    UnevenPoints = "uneven-points" Warning "Points do not follow the order of the choices, so one of them may stand at the wrong choice.",
    NoBecause = "no-because" Warning "A branch suggests a level and does not say why.",
    NoSource = "no-source" Warning "A rule, a level, a support, an alert or a contact does not say where it comes from.",
    StaleContact = "stale-contact" Warning "Nobody has checked a contact for a year, or nobody says when.",
    OtherQuestionnaire = "other-questionnaire" Error "A translation belongs to another questionnaire.",
    UnknownText = "unknown-text" Error "A translation has a text for something that does not exist.",
    LostBlank = "lost-blank" Error "A translated word has other `{names}` to fill in than the original.",
    Untranslated = "untranslated" Warning "A text has no translation, so the original is shown.",
    LostNumber = "lost-number" Warning "A number that one may have to call is in the original text, but not in its translation.",
    OldTranslation = "old-translation" Warning "The translation was made from another version of the questionnaire.",
}

impl Code {
    /// Whether it ends the reading: what else may be wrong is not known.
    pub fn is_fatal(self) -> bool {
        use Code::{Alias, Empty, Syntax, TooDeep, TooLarge};
        matches!(self, Syntax | Empty | TooLarge | TooDeep | Alias)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The name most like `wrong`, if one is near enough to be meant. Letters that only look like others count as those.
pub fn nearest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = &*disguise::plain(wrong);
    let limit = (wrong.chars().count() / 3).clamp(1, 3);
    let likely = |name: &&str| name.len().abs_diff(wrong.len()) <= limit || name.starts_with(wrong);
    names
        .into_iter()
        .filter(likely)
        .take(MOST_NAMES)
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, name)| {
            *distance <= limit || (wrong.len() >= 3 && name.starts_with(wrong))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// The advice that names the nearest name, or lists what there is when that is short; and any character that hides in
/// what was written.
pub fn did_you_mean<'a>(
    wrong: &str,
    names: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    let hidden = hidden_in(wrong);
    let names = match nearest(wrong, names.clone()) {
        Some(name) => Some(format!("did you mean `{name}`?")),
        None => {
            let all: Vec<&str> = names.into_iter().collect();
            let few = !all.is_empty() && all.len() <= 16;
            few.then(|| format!("expected one of {}", list(&all)))
        }
    };
    match (names, hidden) {
        (Some(names), Some(hidden)) if names.ends_with('?') => Some(format!("{names} {hidden}")),
        (Some(names), Some(hidden)) => Some(format!("{hidden}; {names}")),
        (names, hidden) => names.or(hidden),
    }
}

/// What hides in a name, as advice.
pub fn hidden_in(name: &str) -> Option<String> {
    let found = disguise::found_in(name)?;
    Some(format!("what is written holds {found}"))
}

/// Names in backticks, with commas.
pub fn list(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
