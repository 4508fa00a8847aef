//! What a finding means: why it matters, an example, and its cure.

use super::wrap::fill;
use crate::model::finding::{Code, Severity};

/// An explanation of a code, beyond the one sentence it has itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Why it matters.
    pub why: &'static str,
    /// How it looks when it is wrong.
    pub wrong: &'static str,
    /// How it looks when it is right.
    pub right: &'static str,
    /// What to do.
    pub cure: &'static str,
}

/// The whole explanation as text, wrapped to `width` columns.
pub fn about(code: Code, width: usize) -> String {
    let explanation = explain(code);
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let wrap = |text: &str| fill(text, width);
    let example = |text: &str| textwrap::indent(text, "    ");
    let parts = [
        wrap(&format!("{severity}[{code}]: {}", code.about())),
        wrap(explanation.why),
        format!("For example:\n\n{}", example(explanation.wrong)),
        wrap(explanation.cure),
        format!("So:\n\n{}", example(explanation.right)),
    ];
    parts.join("\n\n") + "\n"
}

/// The explanation of a code. (`tests/findings.rs` proves the examples: each is wrong as shown, and right when mended.)
#[allow(clippy::too_many_lines)] // A table: one entry for each code, in their order.
pub fn explain(code: Code) -> Explanation {
    match code {
        Code::Syntax => Explanation {
            why: "Nothing can be read until this is mended, so nothing else is reported.",
            wrong: "title: Which bike: yours?",
            right: "title: \"Which bike: yours?\"",
            cure: "Put a text that holds `: ` or ` #`, or that begins with `[`, `{`, `*`, `&`, `!`, `%`, `@`, `>` or `|`, in \
                quotes; indent with spaces, never tabs; close every bracket and quote.",
        },
        Code::Empty => Explanation {
            why: "A file without values is more often a mistake in a path or a pipe than meant.",
            wrong: "# to be written",
            right: "format: 1",
            cure: "Look whether it is the right file. `firststep questions` prints a questionnaire to start from.",
        },
        Code::TooLarge => Explanation {
            why: "Every file is read with a limit, so that none can take all memory or hold up whoever checks it.",
            wrong: "title: Which bike? (and so on, for more than 16 MiB or two million values)",
            right: "title: Which bike?",
            cure: "Look whether it is the right file; divide a questionnaire that has really grown so large.",
        },
        Code::TooDeep => Explanation {
            why: "A file nested without end can exhaust the memory of whatever reads it; no questionnaire needs more than 32 \
                levels.",
            wrong: "title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[Which bike?]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
            right: "title: Which bike?",
            cure: "Look for a bracket that is never closed. Write a deeply nested condition as a scale or two.",
        },
        Code::Alias => Explanation {
            why: "A few lines of aliases of aliases can stand for billions of values. And a reviewer should see every text where \
                it is used.",
            wrong: "intro: &hello A few questions about how you ride.",
            right: "intro: A few questions about how you ride.",
            cure: "Write the value out at each place.",
        },
        Code::ControlCharacter => Explanation {
            why: "The text is printed at a terminal. An escape sequence could clear the screen, hide a warning or type for the \
                reader; a character that turns writing around could show another text than the one that was reviewed.",
            wrong: r#"title: "Which \u001b[31mbike?""#,
            right: "title: Which bike?",
            cure: "Remove the character; it may be invisible in the editor, so retype the words around it. Line breaks and tabs \
                are allowed.",
        },
        Code::DuplicateKey => Explanation {
            why: "Only one of the two values could be used, and nobody can see which.",
            wrong: "- { id: city, name: City bike, name: Town bike, about: For streets., source: our judgement }",
            right: "- { id: city, name: City bike, about: For streets., source: our judgement }",
            cure: "Keep one. If both are needed, say it as a list (`[a, b]`), or as `all: [{ … }, { … }]` in a condition.",
        },
        Code::UnknownKey => Explanation {
            why: "A key with a slip in it would be passed over, and the questionnaire would mean less than its author thinks.",
            wrong: "oder: heavier",
            right: "order: heavier",
            cure: "Write the key as it is called; the message names the nearest one, and `firststep schema questionnaire` \
                describes all of them.",
        },
        Code::MissingKey => Explanation {
            why: "Something that every result, question or message shows would be blank.",
            wrong: "- { id: city, name: City bike, source: our judgement }",
            right: "- { id: city, name: City bike, about: For streets., source: our judgement }",
            cure: "Add the key. (A key with nothing after its colon counts as missing.)",
        },
        Code::WrongKind => Explanation {
            why: "A list where a text belongs, or a word where a number does, has no meaning that could be relied on.",
            wrong: "required: maybe",
            right: "required: true",
            cure: "Write the kind of value the message asks for. In this format only `true` and `false` are truth values; `yes` \
                and `no` are texts.",
        },
        Code::UnknownFormat => Explanation {
            why: "The number says by which rules the file is read; by other rules it could mean something else.",
            wrong: "format: 2",
            right: "format: 1",
            cure: "Write `format: 1`, or use a newer `firststep` for a newer format.",
        },
        Code::BadId => Explanation {
            why: "Ids become flags, keys of answers and columns of tables, so they are plain; and a flag must mean one thing.",
            wrong: "- id: Your Ride",
            right: "- id: ride",
            cure: "Use lower-case letters, digits and `_`, beginning with a letter, and none of the reserved words, which are the \
                names of options, and `all`, `any`, `not`, `level` and `unsure`.",
        },
        Code::DuplicateId => Explanation {
            why: "A condition or an answer that names the id could mean either. Questions, scores and scales share one set of \
                names.",
            wrong: "- { id: street, label: Cycle paths }",
            right: "- { id: path, label: Cycle paths }",
            cure: "Give one of them another id, and look at every condition that names it.",
        },
        Code::UnknownReference => Explanation {
            why: "What it should have pointed to would never happen: a branch not taken, a number not shown.",
            wrong: "suggest: gravle",
            right: "suggest: gravel",
            cure: "Write the id as it stands where the thing is defined; the message names the nearest one.",
        },
        Code::AskedLater => Explanation {
            why: "When the condition is needed, nobody has been asked yet, so it could never hold.",
            wrong: "- { id: luggage, ask: Do you carry luggage?, kind: yes_no, when: { commute: yes } }\n\
                - { id: commute, ask: Do you ride to work?, kind: yes_no }",
            right: "- { id: commute, ask: Do you ride to work?, kind: yes_no }\n\
                - { id: luggage, ask: Do you carry luggage?, kind: yes_no, when: { commute: yes } }",
            cure: "Move the question up, or the condition down. The order of the file is the order of the walk.",
        },
        Code::MisplacedName => Explanation {
            why: "The suggested level is known only at the end, and a question may rest only on other questions; elsewhere such \
                a condition has no answer.",
            wrong: "when: { level: gravel }",
            right: "when: { surface: gravel }",
            cure: "Name questions in a question's or contact's `when`; name `level` only in supports and steps.",
        },
        Code::WrongValue => Explanation {
            why: "A value that cannot occur makes its condition false for ever.",
            wrong: "surface: gravle",
            right: "surface: gravel",
            cure: "Write one of the values the message lists. (`unsure` is not a value: what was skipped may be anything.)",
        },
        Code::EmptyRange => Explanation {
            why: "No value lies in it, so the condition is false for ever.",
            wrong: "distance: 40..20",
            right: "distance: 20..40",
            cure: "Write the smaller number, or the lighter value, first. Both ends belong to the range.",
        },
        Code::ImpossibleRange => Explanation {
            why: "Part of the range cannot occur. Often a bound of the question was changed and the condition was not.",
            wrong: "distance: 20..900",
            right: "distance: 20..",
            cure: "Stay within what the question or score can be; leave an end open (`20..`) for as far as it goes.",
        },
        Code::NoOrder => Explanation {
            why: "From one choice to another means nothing unless the choices go from lighter to heavier.",
            wrong: "surface: gravel..",
            right: "surface: gravel",
            cure: "List the values, or say `order: heavier` (or `lighter`) in the question if its choices have an order.",
        },
        Code::BadChoices => Explanation {
            why: "The question could not be asked, or its answers could not be counted.",
            wrong: "- { id: distance, ask: How many kilometres a day?, kind: number }",
            right: "- { id: distance, ask: How many kilometres a day?, kind: number, min: 0, max: 200 }",
            cure: "Give `one` and `many` at least one choice and at most 64, a `number` its `min` and `max`, and `yes_no` neither; \
                `alone` is for choices of `many`.",
        },
        Code::BadScale => Explanation {
            why: "A scale has the highest value that holds, so the lightest must always hold, and each other must say when.",
            wrong: "values: [{ id: flat }, { id: hilly }]",
            right: "values: [{ id: flat }, { id: hilly, when: { hills: yes } }]",
            cure: "Write the lightest value first, without a condition, and give every other one a `when` or `rules`.",
        },
        Code::BadBranch => Explanation {
            why: "A walk that takes the branch would not know where to go.",
            wrong: "- { when: { surface: gravel }, because: It is rough., source: our judgement }",
            right: "- { when: { surface: gravel }, suggest: gravel, because: It is rough., source: our judgement }",
            cure: "Say either `suggest` with a level or `go` with a node; only a suggestion has an alternative and a fallback.",
        },
        Code::BranchAfterLast => Explanation {
            why: "The first branch that holds is taken. One without a condition always holds, so those after it are dead.",
            wrong: "- { suggest: city, because: It fits., source: our judgement }\n- { when: { surface: gravel }, suggest: gravel, because: It fits., source: our judgement }",
            right: "- { when: { surface: gravel }, suggest: gravel, because: It fits., source: our judgement }\n- { suggest: city, because: It fits., source: our judgement }",
            cure: "Move the branch without a condition to the end.",
        },
        Code::NoLastBranch => Explanation {
            why: "A person could answer everything and get no suggestion.",
            wrong: "- { when: { surface: street }, suggest: city, because: It fits., source: our judgement }",
            right: "- { suggest: city, because: It fits., source: our judgement }",
            cure: "End the last node with a branch that has no `when` and takes the rest.",
        },
        Code::Cycle => Explanation {
            why: "The walk goes down the file, so that it always ends and nobody is asked twice.",
            wrong: "go: ride",
            right: "go: advice",
            cure: "Go to a node that comes later; move the node down if it has to come after this one.",
        },
        Code::BadStop => Explanation {
            why: "An emergency is told at once and comes before everything else. That can only be relied on if everybody is asked \
                first.",
            wrong: "when: { luggage: yes }",
            right: "when: { hurt: yes }",
            cure: "Let it name only questions of the first node that have no `when`; or drop `stop: emergency`.",
        },
        Code::BadGuarantee => Explanation {
            why: "It would always hold and prove nothing, or nobody could say what it means.",
            wrong: "- { id: rough_roads, when: { surface: gravel } }",
            right: "- { id: rough_roads, when: { surface: gravel }, level: gravel }",
            cure: "Promise something about one walk (`level`, `supports`, `alerts`, `stops`), or about a change of answers (`never`, \
                `keep`) with `answers` or `worse` beside it; write two guarantees for two promises.",
        },
        Code::NoWhen => Explanation {
            why: "What always holds needs no condition, and what is advised when something is unknown needs one.",
            wrong: "- { id: lights, name: Lights, timing: first, because: It is dark., if_unknown: true, unknown_because: Better. }",
            right: "- { id: lights, name: Lights, timing: first, because: It is dark., if_unknown: true, unknown_because: Better., \
                when: { night: yes } }",
            cure: "Give it a condition; or leave out an empty `when`, or `if_unknown`.",
        },
        Code::DeadQuestion => Explanation {
            why: "Whatever hangs on its answer never happens, and its author thinks it does.",
            wrong: "when: { all: [{ surface: street }, { surface: gravel }] }",
            right: "when: { surface: gravel }",
            cure: "Look at its `when`, and at the alerts that stop or refer before it is asked.",
        },
        Code::DeadValue => Explanation {
            why: "A scale has the highest value that holds. One that is always topped by a heavier one is a rule that does nothing.",
            wrong: "id: some, when: { hills: steep }",
            right: "id: some, when: { hills: some }",
            cure: "Make the heavier value rarer, or the lighter one more common; or drop it.",
        },
        Code::DeadBranch => Explanation {
            why: "Somebody this branch was written for is sent another way.",
            wrong: "when: { all: [{ surface: street }, { surface: gravel }] }",
            right: "when: { surface: gravel, luggage: yes }",
            cure: "Look at its condition and at who comes by; `never-true` names an entry that cannot hold there.",
        },
        Code::ShadowedBranch => Explanation {
            why: "The first branch that holds is taken, so the people this one was written for are sent another way.",
            wrong: "- { when: { surface: gravel }, suggest: gravel, because: It fits., source: our judgement }\n- { when: { surface: gravel, luggage: yes }, suggest: city, because: It fits., source: our judgement }",
            right: "- { when: { surface: gravel, luggage: yes }, suggest: city, because: It fits., source: our judgement }\n- { when: { surface: gravel }, suggest: gravel, because: It fits., source: our judgement }",
            cure: "Put the special case above the general one.",
        },
        Code::DeadLevel => Explanation {
            why: "It is on the ladder, but nobody is ever sent there.",
            wrong: "- { suggest: city, because: It fits., source: our judgement }",
            right: "- { suggest: city, because: It fits., source: our judgement, alternative: { level: cargo, because: It carries more. } }",
            cure: "Suggest it somewhere, offer it as an alternative or a fallback, or take it off the ladder.",
        },
        Code::DeadSupport => Explanation {
            why: "Advice that never reaches anybody does not help anybody.",
            wrong: "when: { night: yes, surface: street, level: gravel }",
            right: "when: { night: yes, surface: street, level: city }",
            cure: "Look at its `when`: something in it cannot be true at once with the rest, or only in walks that stop.",
        },
        Code::DeadAlert => Explanation {
            why: "A warning that is never shown warns nobody. When an emergency stops the walk, no other alert is shown.",
            wrong: "- { id: helmet, title: Your helmet, when: { hurt: yes },",
            right: "- { id: helmet, title: Your helmet, when: { fell: yes },",
            cure: "Look at its `when`, and at the emergencies that may stop every walk in which it holds.",
        },
        Code::DeadStep => Explanation {
            why: "Only the first three steps that hold are printed, so the order decides.",
            wrong: "- { id: ride, do: Try both bikes. }",
            right: "- { id: ride, do: Try both bikes., when: { surface: gravel } }",
            cure: "Give one of the steps above it a `when`, move it up, or drop it.",
        },
        Code::NeverTrue => Explanation {
            why: "It decides nothing, and its author thinks it does. Often an alert or a branch above has taken everybody for whom it would be true.",
            wrong: "when: { any: [{ age: ..5 }, { surface: gravel }] }",
            right: "when: { surface: gravel }",
            cure: "Drop the entry, or mend what it was meant to say.",
        },
        Code::AlwaysTrue => Explanation {
            why: "It looks like a limit and is none. After an edit elsewhere it may begin to be one.",
            wrong: "when: { age: 12.., surface: gravel }",
            right: "when: { surface: gravel }",
            cure: "Drop the entry, or mend what it was meant to say.",
        },
        Code::IdleQuestion => Explanation {
            why: "Every question costs the person who answers it something, and this one gives nothing back.",
            wrong: "because: Be seen., source: our judgement }",
            right: "because: Be seen., source: our judgement, when: { night: yes } }",
            cure: "Use its answer in a condition, or do not ask it.",
        },
        Code::NamesOneOfOrdered => Explanation {
            why: "A rule written for one value and not for what is worse gives somebody who is worse off less.",
            wrong: "when: { hills: some }",
            right: "when: { hills: some.. }",
            cure: "Name the heavier values, too, mostly as a range with an open end; or write what is to happen with them.",
        },
        Code::BrokenGuarantee => Explanation {
            why: "It is what the author promised of every walk. The command shows one for which it is not so.",
            wrong: "- { when: { surface: gravel, luggage: no }, suggest: gravel, because: It fits., source: our judgement }",
            right: "- { when: { surface: gravel }, suggest: gravel, because: It fits., source: our judgement }",
            cure: "Mend the branch that the excerpt points at, or the rules that lead there. Change the guarantee, or add an exception with its reason, only if it promises what is not meant.",
        },
        Code::VacuousGuarantee => Explanation {
            why: "It holds because it is about nobody: no walk is of its kind, or every one stops or is referred before it could count.",
            wrong: "when: { age: ..11 }, level: city",
            right: "when: { age: 12..15 }, level: city..gravel",
            cure: "Look at its `when`. A promise of a level or of supports needs walks that end in a suggestion; one about a stop says `stops: true`.",
        },
        Code::NeedlessException => Explanation {
            why: "An exception that nothing needs may one day hide a mistake.",
            wrong: "worse: all, never: lower_level, except: [{ question: surface, because: Gravel is fun. }]",
            right: "worse: all, never: lower_level",
            cure: "Drop the exception.",
        },
        Code::UnknownGap => Explanation {
            why: "While it is open whether the stronger advice is needed, only advice that is safe for anyone may be given. Here it does not hold then.",
            wrong: "when: { dark: dusk }",
            right: "when: { dark: dusk.. }",
            cure: "Let the support hold wherever one that covers it does.",
        },
        Code::Unproved => Explanation {
            why: "The proof is exact, and some questionnaires would need more memory for that than a computer has.",
            wrong: "# more than 10,000 questions, or conditions that hang on too many of them at once",
            right: "# fewer questions, summed up in scores and scales where they belong together",
            cure: "Divide it, put questions that belong together side by side, and let later conditions name scales instead of answers.",
        },
        Code::BadCase => Explanation {
            why: "A case that expects nothing always passes, and one that expects two ends never does.",
            wrong: "expect: {}",
            right: "expect: { level: city }",
            cure: "Say how it ends, with one of `level`, `levels`, `stops` and `refers`; or at least what it brings.",
        },
        Code::ReadingGrade => Explanation {
            why: "People read this when they are tired, frightened or unwell, often not in their first language. What they \
                cannot follow they answer wrongly.",
            wrong: "intro: Preliminary considerations regarding individual transportation requirements precede recommendations.",
            right: "intro: First we ask how you ride. Then we name the bike that may suit you best.",
            cure: "Make its sentences shorter, and its words: `use` for `utilize`, `start` for `commence`. The figure is the \
                school year at which most readers can follow.",
        },
        Code::LongSentence => Explanation {
            why: "By the end of a long sentence its beginning is forgotten.",
            wrong: "intro: This asks how far you ride and on what and when and with whom and why you do so and what you would like.",
            right: "intro: This asks how far you ride, and on what. Then it asks what you would like.",
            cure: "Make it two sentences, each with one thought.",
        },
        Code::LongLabel => Explanation {
            why: "Labels are compared at a glance. One that wraps is read in part.",
            wrong: "label: Gravel roads or tracks in the woods or any other kind of rough ground",
            right: "label: Gravel roads or rough ground",
            cure: "Say in the label what tells it from the others, and the details in the question's `help`.",
        },
        Code::WordToAvoid => Explanation {
            why: "Some words blame people for being ill, and who feels blamed stops answering. The words of the field's own style \
                guides are no harder.",
            wrong: "intro: We ask every user how they ride.",
            right: "intro: We ask everyone how they ride.",
            cure: "Name the person first, and the condition as something they have; the message says what to write instead.",
        },
        Code::DoubleNegative => Explanation {
            why: "Readers drop one of two negatives, and then the sentence says the opposite.",
            wrong: "intro: You cannot ride without brakes.",
            right: "intro: You need brakes to ride.",
            cure: "Say what is, not what is not.",
        },
        Code::TwoQuestions => Explanation {
            why: "Somebody for whom one half is true and the other is not has no right answer.",
            wrong: "ask: Do you ride at night and in rain?",
            right: "ask: Do you ride at night?",
            cure: "Ask them one after the other, or make it a list to tick.",
        },
        Code::UnevenPoints => Explanation {
            why: "A score that counts a lighter answer more than a heavier one, or `none of these` like a sign, sends people \
                to the wrong level. Only what is promised in a guarantee is proved, so this may pass unseen.",
            wrong: "- { id: none, label: None of these, alone: true, points: 1 }",
            right: "- { id: none, label: None of these, alone: true }",
            cure: "Move the points to the choice they belong to. Where the choices have no order, write `order: none`.",
        },
        Code::NoBecause => Explanation {
            why: "Whoever reads the result sees a level and no reason for it. A person has to be able to weigh a suggestion, \
                and a clinician to see what it rests on.",
            wrong: "suggest: city, source: our judgement",
            right: "suggest: city, because: It fits., source: our judgement",
            cure: "Write in one or two short sentences, to the person who answered, what in the answers leads there.",
        },
        Code::NoSource => Explanation {
            why: "A reviewer has to know what a rule rests on, and where to look when it is disputed.",
            wrong: "- { id: city, name: City bike, about: For streets. }",
            right: "- { id: city, name: City bike, about: For streets., source: our judgement }",
            cure: "Write who says so and where. Where it is your own rule, write `source: our judgement`, and why.",
        },
        Code::StaleContact => Explanation {
            why: "A number that nobody answers is worse than none.",
            wrong: "verified: 2020-01-01",
            right: "verified: 2026-11-01",
            cure: "Call it, or look it up where it is published; then write the day you did.",
        },
        Code::OtherQuestionnaire => Explanation {
            why: "Keys that happen to be the same would put the texts of one questionnaire into another.",
            wrong: "translates: bikes",
            right: "translates: bike",
            cure: "Write the id of the questionnaire that lies beside it.",
        },
        Code::UnknownText => Explanation {
            why: "The translation would be passed over, and the original shown.",
            wrong: "surfaces: { ask: ¿Por dónde va? }",
            right: "surface: { ask: ¿Por dónde va? }",
            cure: "Write the key as `firststep questions --texts` prints it; the message names the nearest one.",
        },
        Code::LostBlank => Explanation {
            why: "What should be filled in would be missing, or the blank itself would be shown.",
            wrong: "earlier: Su respuesta anterior",
            right: "earlier: \"Su respuesta anterior: {answer}\"",
            cure: "Keep every `{name}` of the original, wherever it belongs in the sentence.",
        },
        Code::Untranslated => Explanation {
            why: "A person who does not read the original language would meet it in the middle of a page.",
            wrong: "emergency: {}",
            right: "emergency: { message: Pare y llame al 555-0100. }",
            cure: "Translate the text; the message names its key and how it begins.",
        },
        Code::LostNumber => Explanation {
            why: "A telephone number that is missing or has a slip in it is missing when it is needed most.",
            wrong: "message: Pare y llame al 555-0199.",
            right: "message: Pare y llame al 555-0100.",
            cure: "Write the number as the original has it. If the translation gives another number on purpose, look twice.",
        },
        Code::OldTranslation => Explanation {
            why: "Texts may have changed their meaning since they were translated.",
            wrong: "version: \"0\"",
            right: "version: \"1\"",
            cure: "Go through the texts that changed (`git diff` shows them), then write the version of the questionnaire.",
        },
    }
}
