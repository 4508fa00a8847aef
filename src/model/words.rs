//! Everything the program itself says to a person, in one table, so that another language is a file.
//!
//! A translation sets these by name under `words:`. `{name}` stands for something that is filled in.

use super::fixed::Text;

macro_rules! words {
    ($($name:ident: $text:literal,)*) => {
        /// The program's own words, in one language.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs)] // Each word is its own documentation.
        pub struct Words { $(pub $name: Text,)* }

        /// As they stand in the table.
        pub static ENGLISH: Words = Words { $($name: Text::Borrowed($text),)* };

        impl Default for Words {
            fn default() -> Self {
                ENGLISH.clone()
            }
        }

        impl Words {
            /// The name of every word.
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// Sets a word by its name; says whether there is one.
            pub fn set(&mut self, name: &str, text: String) -> bool {
                match name {
                    $(stringify!($name) => self.$name = Text::Owned(text),)*
                    _ => return false,
                }
                true
            }

            /// Every word with its name.
            pub fn all(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($name), &*self.$name),)*]
            }
        }
    };
}

words! {
    // One line for each; grouped by where it is seen.
    yes: "Yes",
    no: "No",
    unsure: "Not sure / rather not say",
    // Answers and conditions, in a result.
    or: "or",
    at_least: "{low} or more",
    at_most: "{high} or fewer",
    from_to: "{low} to {high}",
    skipped: "not sure, or rather not say",
    not_asked: "not asked",
    not_answered: "not answered",
    nothing_ticked: "nothing ticked",
    kept_private: "kept private",
    not_reviewed: "Not yet reviewed by a clinician.",
    reviewed: "Reviewed by {name}.",
    // The result page, from top to bottom.
    result_first: "First: {support}",
    result_fits: "What fits your answers: {levels}",
    result_may_fit: "What may fit your answers: {levels}",
    result_open: "Your answers leave open which level of care fits. That is fine. There is still something to do.",
    may_stop: "You skipped a question about danger. If you or someone else could be in danger, call now.",
    read_first: "Read this first",
    do_first: "What to do first",
    level_heading: "The level of care",
    hours_per_week: "{hours} hours a week",
    hours_per_day: "{hours} hours a day",
    with_note: "{text}: {note}",
    how_long: "How long: {lasts}",
    another_choice: "Another choice: {level}",
    not_now: "If you cannot start now: {level}",
    together_with: "Together with: {supports}",
    look_again: "Look at it again {recheck}.",
    more_care: "more care",
    less_care: "less care",
    ladder_spoken: "All levels, from more care to less: {levels}.",
    rung_suggested: "this fits",
    rung_possible: "possible",
    rung_alternative: "another choice",
    rung_fallback: "if you cannot start now",
    next_steps: "Your next steps",
    why_heading: "Why",
    known_heading: "What your answers show",
    scale_line: "{title}: {label}",
    scale_answer: "{title} {label}",
    scale_points: "{title}: {label} ({points})",
    you_said: "You said: {answers}",
    and_more: "and {count} more",
    sure_heading: "How sure this is",
    sure_one: "Your answers point to one level. A specialist who meets you may see more.",
    sure_skipped_one: "You skipped one question. With any answer to it, the level stays the same.",
    sure_skipped: "You skipped {count} questions. With any answers to them, the level stays the same.",
    sure_open: "Some answers are missing, so more than one level is possible.",
    sure_wider: "Too much is open to name them exactly. Some of these may not be possible.",
    narrow_ask: "This one answer would tell the most: {ask}",
    lead_line: "{answers}: {levels}",
    lead_all: "still all of these",
    lead_rest: "Any other answer",
    lead_stop: "what to do in an emergency",
    lead_refer: "whom to turn to",
    change_heading: "What would change it",
    change_note: "Your answers are right as they are. This shows what weighs most, to talk over with a specialist.",
    change_line: "If {shifts}: {level}",
    shift_scale: "\"{title}\" were \"{to}\" and not \"{from}\"",
    shift_answer: "the answer to \"{ask}\" were \"{to}\"",
    and: "and",
    not_heading: "Why not {level}?",
    not_possible: "It is possible. See above.",
    not_before: "Something else came first: {because}",
    not_unmet: "It would take {tests}",
    not_test: "\"{title}\" as \"{wanted}\" (here: \"{got}\")",
    not_far: "No change of up to three answers would lead there. Some answers are never asked about here, such as your past.",
    alongside_heading: "What goes with it",
    after_heading: "What comes after",
    step_down: "The usual next step down: {level}",
    ask_heading: "Ask a program before you choose",
    numbers_heading: "Numbers to call",
    contact_line: "{name}: {reach}",
    cannot_rule_out: "to be safe",
    danger_heading: "If you are in danger",
    about_heading: "About this page",
    about_version: "Questionnaire {id}, version {version}, {hash}.",
    in_short: "In short (all of it is above)",

    // Where we are.
    question_number: "question {number}",
    left_last: "last question",
    left_one: "1 left",
    left_same: "{most} left",
    left_range: "{least} to {most} left",
    left_up_to: "up to {most} left",

    // Entries of a list, beside the choices.
    begin: "Begin",
    welcome_back: "Welcome back. Your earlier answers are here. You can go back to any of them.",
    welcome_lost: "The questions have changed since then. These answers no longer fit, so they were left out:",
    why_entry: "Why we ask this",
    back_entry: "Go back",
    go_on: "Go on",

    // The line of keys.
    key_enter: "Enter",
    key_space: "Space",
    key_escape: "Esc",
    key_arrows: "arrows",
    keys_move: "move",
    keys_pick: "pick",
    keys_choose: "choose",
    keys_tick: "tick",
    keys_done: "done",
    keys_read: "more",
    keys_take: "take it",
    keys_keep: "keep it",
    keys_back: "back",
    keys_review: "review",
    keys_emergency: "emergency",
    keys_leave: "leave",

    // Lists.
    more_above: "{count} more above",
    more_below: "{count} more below",
    lines_above: "lines above: {count}",
    lines_below: "lines below: {count}",
    tick_first: "Nothing is ticked yet.",
    tick_none: "Nothing is ticked. If none fits, press Enter again.",
    digits_apart: "{first} and {second} were taken one by one. The arrows lead to {number}.",
    earlier: "Your earlier answer: {answer}",

    // Numbers.
    number_range: "A whole number from {min} to {max}.",
    number_range_unit: "A whole number from {min} to {max} ({unit}).",
    number_expected: "Please type a whole number from {min} to {max}.",
    unsure_letter: "n",
    leave_empty: "To skip this, leave it empty.",

    // Plain lines.
    plain_one: "Type a number or the first letters, then Enter.",
    plain_many: "Type the numbers that fit, such as 1 3, then Enter.",
    plain_one_or: "Type a number or the first letters, then Enter. Or just Enter for: {answer}",
    plain_many_or: "Type the numbers that fit, such as 1 3, then Enter. Or just Enter for: {answer}",
    plain_number: "Type your answer, then Enter.",
    plain_number_or: "Type your answer, then Enter. Or just Enter for: {answer}",
    plain_commands: "Also: {commands}",
    plain_unknown: "\"{text}\" is none of these. {hint}",
    plain_unclear: "\"{text}\" could mean {choices}. Please type the number.",
    plain_alone: "\"{choice}\" cannot go with other answers.",
    plain_answer: "Answer: {answer}",
    plain_ended: "The lines ended before the questions did. Still to answer:",
    command_review: "review",
    command_save: "save",
    command_quit: "quit",

    // Pages.
    emergency_title: "Emergency",
    emergency_back: "Back to the questions",
    alert_go_on: "I have read this. Go on",
    stop_end: "End here",
    stop_back: "That was a mistake: go back",

    // The review.
    review_title: "Your answers",
    review_help: "Is everything right? You can change any answer by its number.",
    review_go: "All right: show the result",
    review_continue: "Go on with the questions",
    ladder: "Which levels of care are still possible",
    ladder_possible: "{level}: still possible",
    ladder_ruled_out: "{level}: your answers point elsewhere",
    changes: "What this change does",
    changes_removes: "It removes {count} later answers:",
    changes_removes_one: "It removes 1 later answer:",
    changes_adds: "It brings new questions.",
    change_take: "Change it",
    change_keep: "Keep it as it was",

    // When the level is settled.
    settled: "Your answers already settle the level of care. The questions left shape what goes with it.",
    settled_go_on: "Go on with the questions",
    settled_result: "Show the result now",

    // Leaving.
    result_close: "Close this page",
    result_back: "Back to your answers",
    left: "You left. Nothing was kept.",
    saved: "Your answers are in {file}.",
    resume: "Go on later with: {command}",
    save_off: "To keep your answers, start with --save FILE. Nothing is kept now.",
    save_done: "Your answers so far are kept.",
    save_failed: "Your answers could not be kept: {problem}",
    // The trace of `--explain`, for the person who helps.
    trace_heading: "For your counselor: how this came about",
    trace_mark: "Self-reported answers. Not a diagnosis. Not validated on patients.",
    trace_questionnaire: "Questionnaire",
    trace_review: "Review",
    trace_answered: "Answered",
    trace_skipped: "Skipped",
    trace_not_asked: "Not asked, as it did not apply",
    trace_scales: "Scales",
    trace_behind: "from {questions}",
    trace_rules: "Rules that decided",
    trace_outvoted: "Rules that held, too, and did not decide",
    trace_branches: "Branches looked at, in order",
    trace_taken: "taken",
    trace_passed: "did not hold",
    trace_open: "cannot be told",
    trace_always: "Always",
    trace_any: "any of ({parts})",
    trace_not: "not ({part})",
    trace_test: "{title}: wanted {wanted}, got {got}",
    trace_source: "Source: {source}",
    trace_place: "line {place}",
    trace_sources: "Sources",
    trace_idle: "Answers that, each alone, could not have changed the level",
}

/// Fills in a word: every `{name}` becomes its value.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}
