//! The program at a terminal, judged by what is seen.
#![allow(missing_docs)]

#[path = "common/tty.rs"]
mod tty;

use tty::{Start, Tty};

const WALK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/walk.yaml");
const DOWN: &str = "\x1b[B";
const UP: &str = "\x1b[A";
const LEFT: &str = "\x1b[D";
const ESC: &str = "\x1b";
const CTRL_C: &str = "\x03";

/// A terminal on which a whole result can be seen.
fn tall() -> Start<'static> {
    Start {
        rows: 70,
        ..Start::default()
    }
}

/// The small questionnaire, begun.
fn begun(start: Start<'_>) -> Tty {
    let arguments = [&["-q", WALK], start.arguments].concat();
    let mut tty = Start {
        arguments: &arguments,
        ..start
    }
    .tty();
    tty.sees("Which walk?");
    tty.points_at("Begin");
    tty.sends("\r");
    tty.points_at("Somebody is hurt");
    tty
}

/// At the question about the place.
fn at_place(start: Start<'_>) -> Tty {
    let mut tty = begun(start);
    tty.sends("3\r");
    tty.sees("How old are you?");
    tty.sends("40\r");
    tty.points_at("In town");
    tty
}

/// At the long list.
fn at_list(start: Start<'_>) -> Tty {
    let mut tty = at_place(start);
    tty.sends("2");
    tty.points_at("Flat");
    tty.sends("3");
    tty.sees("already settle");
    tty.sends("1");
    tty.sees("How many climbs?");
    tty.sends("2\r");
    tty.points_at("Sun");
    tty.sends("1");
    tty.points_at("A map of the hills");
    tty
}

/// Rows at whose end something was cut or broken, or that are there twice.
#[track_caller]
fn has_whole_rows(tty: &Tty, texts: &[&str]) {
    let words: Vec<String> = tty
        .rows()
        .iter()
        .flat_map(|row| {
            row.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let shown = words.join(" ");
    for text in texts {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            shown.matches(&text).count(),
            1,
            "`{text}` in:\n{}",
            tty.rows().join("\n")
        );
    }
}

#[test]
fn a_whole_interview_by_arrows() {
    let mut tty = begun(tall());
    tty.sends(&format!("{DOWN}{DOWN} \r"));
    tty.sees("How old are you?");
    tty.sends("40\r");
    tty.points_at("In town");
    tty.sends(&format!("{DOWN}\r"));
    tty.points_at("Flat");
    tty.sends("j\r");
    tty.sees("already settle");
    tty.sends("\r");
    tty.sees("How many climbs?");
    tty.sends("2\r");
    tty.points_at("Sun");
    // Up from the first entry comes the last one, which goes back.
    tty.sends(&format!("{UP}{UP}kk\r"));
    tty.points_at("All right");
    tty.sends("\r");
    assert_eq!(tty.ends(), 0);
    assert!(tty.has("A short walk"), "{:?}", tty.rows());
    assert!(!tty.has("All right"), "{:?}", tty.rows());
}

#[test]
fn a_whole_interview_by_digits() {
    let mut tty = at_list(tall());
    tty.sends("13\r");
    tty.sees("Does anybody at home worry?");
    tty.sends("2");
    tty.points_at("All right");
    tty.sends("0");
    assert_eq!(tty.ends(), 0);
    assert!(tty.has("A long walk"), "{:?}", tty.rows());
}

#[test]
fn esc_goes_back_across_a_branch_and_finds_the_earlier_answer() {
    let mut tty = at_place(Start::default());
    tty.sends("2");
    tty.points_at("Flat");
    tty.sends(&format!("{DOWN}{DOWN}\r"));
    tty.sees("already settle");
    tty.sends("1");
    tty.sees("How many climbs?");
    tty.sends("<\r");
    tty.points_at("Steep");
    tty.sees("Your earlier answer: Steep");
    tty.sends(ESC);
    tty.points_at("In the hills");
    tty.sends("1");
    tty.points_at("Sun");
    tty.sends(LEFT);
    tty.points_at("In town");
    tty.sends("2");
    // The branch is back, and so is its answer; but it is asked for.
    tty.points_at("Steep");
    tty.sees("Your earlier answer: Steep");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

#[test]
fn a_change_in_the_review_says_first_what_it_does() {
    let mut tty = at_list(tall());
    tty.sends("1\r");
    tty.sees("Does anybody at home worry?");
    tty.sends("1");
    tty.points_at("All right");
    tty.sends("\x1b[F");
    tty.sees("kept private");
    tty.sends("3");
    tty.points_at("In the hills");
    tty.sends("1");
    tty.sees("It removes 4 later answers:");
    tty.sees("- How steep may it be?");
    tty.sends("2");
    tty.points_at("All right");
    tty.sees("In the hills");
    tty.sends("3");
    tty.points_at("In the hills");
    tty.sends("1");
    tty.sees("It removes 4 later answers:");
    tty.sends("1");
    tty.points_at("All right");
    tty.sees("In town");
    tty.sees_no("How steep may it be?");
    tty.sends("\r");
    assert_eq!(tty.ends(), 0);
    assert!(tty.has("A short walk"), "{:?}", tty.rows());
}

#[test]
fn a_stop_can_be_undone() {
    let mut tty = begun(Start::default());
    tty.sends(" \r");
    tty.sees("Somebody is hurt");
    tty.sees("1. Keep warm.");
    tty.sees("- Rescue: call 555-0112");
    tty.sends(ESC);
    tty.sees("What is going on now?");
    tty.sends(" 3\r");
    tty.sees("How old are you?");
    tty.sends("8\r");
    tty.sees("Go with somebody.");
    tty.sends("<");
    tty.sees("Your earlier answer: 8 years");
    tty.sends("\r");
    tty.sees("Go with somebody.");
    tty.sends("\r");
    assert_eq!(tty.ends(), 0);
}

#[test]
fn an_emergency_ends_with_its_own_status() {
    let mut tty = begun(Start::default());
    tty.sends(" \r");
    tty.points_at("End here");
    tty.sends("\r");
    assert_eq!(tty.ends(), 20);
    assert!(tty.has("Keep warm."), "{:?}", tty.rows());
}

#[test]
fn an_alert_that_does_not_stop_is_shown_once() {
    let mut tty = at_place(tall());
    tty.sends("1");
    tty.points_at("Sun");
    tty.sends("3");
    tty.sees("Mind the ice");
    tty.sees("Paths may be slippery.");
    tty.sends("\r");
    tty.points_at("All right");
    tty.sends("4");
    tty.points_at("Snow");
    tty.sends(ESC);
    tty.points_at("All right");
    tty.sends("\r");
    assert_eq!(tty.ends(), 0);
}

#[test]
fn the_rest_can_be_skipped_once_the_level_is_settled() {
    let mut tty = at_place(tall());
    tty.sends("2");
    tty.points_at("Flat");
    tty.sends("1");
    tty.sees("already settle");
    tty.sees("question 5 · 1 left");
    tty.sends("2");
    tty.points_at("All right");
    tty.sees("Not sure / rather not say");
    tty.sends(ESC);
    tty.sees("already settle");
    tty.sends("2");
    tty.points_at("All right");
    tty.sends("\r");
    assert_eq!(tty.ends(), 0);
    assert!(tty.has("A short walk"), "{:?}", tty.rows());
}

#[test]
fn why_we_ask_and_the_emergency_page_are_one_key_away_everywhere() {
    let mut tty = begun(Start::default());
    tty.sends("?");
    tty.sees("Because help comes first.");
    tty.sends("?");
    tty.sees_no("Because help comes first.");
    tty.sends("!");
    tty.sees("Shout for help.");
    tty.sees("Hut: call 555-0199");
    tty.sends(ESC);
    tty.points_at("Somebody is hurt");
    tty.sends("3\r");
    tty.sees("How old are you?");
    tty.sends("?\r");
    tty.sees("Small legs tire sooner.");
    tty.sends("12!\r");
    tty.sees("Shout for help.");
    tty.sends("\r");
    tty.sees("❯ 12");
    tty.sends("\x7f\x7fn\r");
    tty.points_at("In town");
    tty.sends("!");
    tty.sees("Shout for help.");
    tty.sends("<");
    tty.points_at("In town");
    tty.sends("1");
    tty.points_at("Sun");
    tty.sends("!");
    // A number that does not serve where the person is stays away.
    tty.sees("Rescue: call 555-0112");
    assert!(!tty.has("Hut:"), "{:?}", tty.rows());
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

#[test]
fn ctrl_c_leaves_every_kind_of_prompt_as_if_nothing_had_been() {
    let lists: [fn(Start<'_>) -> Tty; 3] = [begun, at_place, at_list];
    for list in lists {
        let mut tty = list(Start::default());
        tty.sends(CTRL_C);
        assert_eq!(tty.ends(), 130);
        assert_eq!(tty.rows(), ["You left. Nothing was kept.", "[echo]"]);
    }
    let mut tty = begun(Start::default());
    tty.sends("3\r");
    tty.sees("How old are you?");
    tty.sends("4");
    tty.sees("❯ 4");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
    assert_eq!(tty.rows(), ["You left. Nothing was kept.", "[echo]"]);
}

#[test]
fn signals_restore_the_terminal() {
    use rustix::process::{Signal, kill_process};
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 143), (Signal::INT, 130)] {
        for place in [begun, at_age] {
            let mut tty = place(Start::default());
            kill_process(tty.process(), signal).expect("it runs");
            assert_eq!(tty.ends(), status);
        }
    }
}

fn at_age(start: Start<'_>) -> Tty {
    let mut tty = begun(start);
    tty.sends("3\r");
    tty.sees("How old are you?");
    tty
}

#[test]
fn a_closed_terminal_ends_the_program() {
    use portable_pty::native_pty_system;
    use std::io::Read;
    let pair = native_pty_system()
        .openpty(tty::size(24, 80))
        .expect("a terminal");
    let command = Start {
        arguments: &["-q", WALK],
        ..Start::default()
    }
    .command();
    let mut child = pair.slave.spawn_command(command).expect("it starts");
    drop(pair.slave);
    let mut output = pair.master.try_clone_reader().expect("a reader");
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("Begin") {
        let mut byte = [0];
        output.read_exact(&mut byte).expect("it writes");
        seen.extend(byte);
    }
    drop((output, pair.master));
    let status = child.wait().expect("it is our child");
    assert_eq!(status.exit_code(), 143);
}

#[test]
fn a_number_that_does_not_fit_stays_to_be_mended() {
    let mut tty = at_age(Start::default());
    tty.sends("400\r");
    tty.sees("Please type a whole number from 0 to 120.");
    tty.sees("❯ 400");
    tty.sends("\x7f\r");
    tty.points_at("In town");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

#[test]
fn what_has_to_be_ticked_is_said() {
    let mut tty = begun(Start::default());
    tty.sends("\r");
    tty.sees("Nothing is ticked yet.");
    tty.sends("13");
    // "None of these" takes the place of the others.
    tty.wait("one tick", |screen| {
        let rows = tty::rows(screen);
        rows.iter().filter(|row| row.contains("[✓]")).count() == 1
            && rows.iter().any(|row| row.contains("[✓] 3"))
    });
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

#[test]
fn a_key_in_pieces_is_no_esc() {
    let mut tty = at_place(Start::default());
    tty.sends(ESC);
    tty.sends("[B");
    tty.points_at("In the hills");
    tty.sends("\x1b[1;5D");
    tty.sends(UP);
    tty.points_at("In town");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

#[test]
fn a_paste_answers_nothing() {
    let mut tty = at_place(Start::default());
    tty.sends("\x1b[200~2\n1\n1\n\x1b[201~");
    tty.sends(DOWN);
    tty.points_at("In the hills");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

const WORDS_OF_LIST: [&str; 7] = [
    "Which of all the many things that one could ever wish to carry along on such a walk, be it in the summer or in \
     the depth of winter, would you like to bring?",
    "Tick what fits, and mind the weight; the path is long.",
    "A map of the hills and of all the valleys between them",
    "Té con limón y azúcar para el camino de vuelta",
    "Somebody 👨‍👩‍👧 I love, and a flag 🇨🇭 to wave",
    "Größere Söckchen für müde Füße",
    "The twelfth thing",
];

#[test]
fn long_and_wide_texts_are_whole_on_a_small_screen() {
    let small = || Start {
        rows: 20,
        columns: 40,
        ..Start::default()
    };
    let mut tty = at_list(small());
    let mut shown = Vec::new();
    for entry in 1..=12 {
        let key = format!("❯ [ ] {entry:>2}  ");
        tty.wait(&key, |screen| {
            tty::rows(screen).iter().any(|row| row.starts_with(&key))
        });
        shown.extend(tty.rows());
        assert!(tty.rows().len() <= 20);
        has_whole_rows(&tty, &["question 7 · 1 left"]);
        tty.sends(DOWN);
    }
    let shown = shown.join("\n");
    for word in WORDS_OF_LIST
        .iter()
        .flat_map(|text| text.split_whitespace())
    {
        assert!(
            shown.split_whitespace().any(|shown| shown == word),
            "`{word}` in:\n{shown}"
        );
    }
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
    assert_eq!(tty.rows(), ["You left. Nothing was kept.", "[echo]"]);
}

#[test]
fn a_resized_terminal_is_drawn_anew() {
    let mut tty = at_list(Start::default());
    has_whole_rows(&tty, &WORDS_OF_LIST[..2]);
    tty.resizes(30, 50);
    tty.wait("the narrow list", |screen| {
        tty::rows(screen)
            .iter()
            .any(|row| row.contains("between them") && !row.contains("map"))
    });
    has_whole_rows(&tty, &WORDS_OF_LIST[..4]);
    tty.resizes(40, 120);
    tty.wait("the wide list", |screen| {
        tty::rows(screen)
            .iter()
            .any(|row| row.contains("map") && row.contains("between them"))
    });
    has_whole_rows(&tty, &WORDS_OF_LIST);
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
    assert_eq!(tty.rows(), ["You left. Nothing was kept.", "[echo]"]);
}

/// A screen as small as a telephone's.
fn small() -> Start<'static> {
    Start {
        rows: 20,
        columns: 40,
        ..Start::default()
    }
}

/// The own questionnaire, at its first question, which has the longest list.
fn at_danger(start: Start<'_>) -> Tty {
    let mut tty = start.tty();
    tty.sees("❯ 1");
    tty.sends("\r");
    tty.sees("❯ [ ]  1");
    tty
}

fn is_shown(screen: &vt100::Screen, start: &str) -> bool {
    tty::rows(screen).iter().any(|row| row.starts_with(start))
}

#[test]
fn a_question_makes_room_for_its_choices() {
    let mut tty = at_danger(small());
    tty.sees("After stopping, count a");
    tty.sees("↓ 11 more below");
    tty.sends(&DOWN.repeat(4));
    tty.sees("❯ [ ]  5");
    tty.sees_no("After stopping, count a");
    tty.sees("Is any of this going on right now?");
    tty.sees("↓ 8 more below");
    tty.sends(&UP.repeat(4));
    tty.sees("❯ [ ]  1");
    tty.sees("After stopping, count a");
}

#[test]
fn what_is_long_to_read_is_read_to_its_end() {
    let mut tty = at_danger(small());
    tty.sends("13\r");
    tty.sees("This may be an overdose");
    let more = |tty: &Tty, word: &str| tty.sees(word);
    more(&tty, "Enter more · ! emergency · Ctrl-C leave");
    tty.wait("how much there is", |screen| {
        is_shown(screen, "  ↓ lines below: ")
    });
    // A page at a time, by any key that could choose or move on; and back.
    for key in [" ", "\x1b[6~", "\x1b[H", "\r", " "] {
        tty.sends(key);
    }
    tty.points_at("End here");
    tty.sees("↑ lines above: ");
    tty.sends("\x1b[5~");
    tty.sees("↓ lines below: ");
    tty.sends("\x1b[H");
    tty.sees("This may be an overdose");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

#[test]
fn the_keys_that_matter_are_shown_in_longer_languages_too() {
    let tty = at_danger(Start {
        arguments: &["--lang", "es"],
        ..small()
    });
    tty.sees("Espacio marcar  Enter listo");
    tty.sees("! emergencia");
    tty.sees("más abajo");
    let mut tty = at_danger(Start {
        arguments: &["--private"],
        ..small()
    });
    tty.sees("Space tick  Enter done  ! emergency\nq leave");
    tty.sends("q");
    assert_eq!(tty.ends(), 130);
}

#[test]
fn where_we_are_is_not_broken_within_its_parts() {
    let tty = at_danger(small());
    tty.sees("First, your safety · question 1 ·\n7 to 21 left\n");
}

#[test]
fn a_terminal_with_hardly_any_room_gets_no_broken_rows() {
    let mut tty = at_danger(small());
    tty.resizes(6, 10);
    tty.wait("rows that fit", |screen| {
        let rows = tty::rows(screen);
        rows.len() <= 6 && rows.iter().any(|row| row.trim_start().starts_with('↓'))
    });
    assert!(!tty.has("below:"), "{:?}", tty.rows());
    tty.resizes(4, 10);
    tty.sends(&DOWN.repeat(3));
    tty.wait("no more rows than there are", |screen| {
        tty::rows(screen).len() <= 4
    });
    // Wherever the person is by now, they see where that is.
    tty.resizes(20, 40);
    tty.sees("❯ [ ]");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

/// What stands on the screen once it has ended.
fn last_screen(arguments: &[&str], start: Start<'_>, status: u32) -> String {
    let arguments = [&["-q", WALK], arguments].concat();
    let mut tty = Start {
        arguments: &arguments,
        ..start
    }
    .tty();
    assert_eq!(tty.ends(), status);
    tty.rows().join("\n")
}

#[test]
fn a_result_from_flags_ends_with_what_to_remember_where_it_does_not_fit() {
    let flags = [
        "--now",
        "none",
        "--age",
        "40",
        "--place",
        "town",
        "--weather",
        "sun",
    ];
    let short = "\nIn short (all of it is above)\n─────────────────────────────\nWhat fits your answers: A short walk\n› Rescue: call 555-0112\n[echo]";
    let screen = last_screen(&flags, small(), 0);
    assert!(screen.ends_with(short), "{screen}");
    let screen = last_screen(&flags, tall(), 0);
    assert!(!screen.contains("In short"), "{screen}");
}

#[test]
fn only_what_is_wrong_is_named_where_the_rest_can_be_asked() {
    let screen = last_screen(&["--age", "400"], tall(), 2);
    let expected =
        "error: --age: `age` cannot be 400; expected a whole number from 0 to 120 (years)\n[echo]";
    assert_eq!(screen, expected);
}

#[test]
fn a_result_longer_than_the_screen_is_read_page_by_page() {
    let mut tty = at_list(small());
    tty.sends("1\r");
    tty.sees("Does anybody at home worry?");
    tty.sends("2");
    tty.points_at("All right");
    tty.sends("0");
    tty.sees("What fits your answers: A long walk");
    tty.sees("↓ lines below: ");
    tty.sends(ESC);
    tty.points_at("All right");
    tty.sends("0");
    tty.sees("What fits your answers: A long walk");
    tty.sends("\x1b[F");
    tty.points_at("Close this page");
    tty.sends("\r");
    assert_eq!(tty.ends(), 0);
    // What is seen last is what to remember.
    let rows = tty.rows();
    let short = rows.iter().position(|row| row.starts_with("In short"));
    let short = &rows[short.expect("it is summed up")..];
    assert_eq!(short[2], "What fits your answers: A long walk");
    assert_eq!(
        short[3..],
        ["› Rescue: call 555-0112", "› Hut: call 555-0199", "[echo]"]
    );
}

#[test]
fn a_result_can_be_read_and_changed_on_a_private_screen() {
    let mut tty = at_list(Start {
        arguments: &["--private"],
        ..tall()
    });
    tty.sends("\r\r");
    tty.sees("Does anybody at home worry?");
    tty.sends("2");
    tty.points_at("All right");
    tty.sends("0");
    tty.points_at("Close this page");
    tty.sends("<");
    tty.points_at("All right");
    tty.sends("3");
    tty.points_at("In the hills");
    tty.sends("1");
    tty.sees("It removes 4 later answers:");
    tty.sends("1");
    tty.points_at("All right");
    tty.sends("0");
    tty.sees("What fits your answers: A short walk");
    tty.sends("q");
    assert_eq!(tty.ends(), 0);
    assert_eq!(tty.rows(), ["[echo]"]);
}

#[test]
fn a_skipped_question_is_found_skipped() {
    let mut tty = at_age(Start::default());
    tty.sends("n\r");
    tty.points_at("In town");
    tty.sends(ESC);
    tty.sees("Your earlier answer: Not sure / rather not say");
    tty.sees("Enter keep it");
    tty.sends("\r");
    tty.points_at("In town");
    tty.sends("1");
    tty.points_at("Sun");
    tty.sends("4");
    tty.points_at("All right");
    tty.sends(ESC);
    tty.points_at("Not sure / rather not say");
    tty.sends("\r");
    tty.points_at("All right");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

#[test]
fn a_number_half_typed_is_there_after_something_was_read() {
    let mut tty = at_age(Start::default());
    tty.sends("4!\r");
    tty.sees("Shout for help.");
    tty.sends("\r");
    tty.sees("❯ 4");
    tty.sends("0\r");
    tty.points_at("In town");
    tty.sends(ESC);
    tty.sees("Your earlier answer: 40 years");
}

#[test]
fn a_number_of_two_digits_is_never_taken_for_two_choices_unnoticed() {
    // Where one is chosen, it is chosen when it is complete.
    let given = "--right-now none --country us --answering-for myself --age 41 --only-prescribed no \
                 --substances stimulants --signs-control time --signs-harm people --signs-body none --risks none \
                 --body none --mental none --attempts none --housing steady --home-triggers calm --violence no \
                 --duties none --barriers none";
    let arguments: Vec<&str> = given.split_whitespace().collect();
    let mut tty = Start {
        arguments: &arguments,
        ..tall()
    }
    .tty();
    tty.points_at("Begin");
    tty.sends("\r");
    tty.sees("How do you feel about a change right now?");
    tty.sends("r");
    tty.points_at("Go on with the questions");
    tty.sees("12  Which of these fit you in the past month?");
    tty.sends("1");
    tty.points_at("Is any of this going on right now?");
    tty.sends("2");
    tty.points_at("None of these");
    tty.sees("Tick all that fit. You can skip this.");
    tty.sends(ESC);
    tty.points_at("Go on with the questions");
    tty.sends("3");
    tty.points_at("Me");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
    // Where any number can be ticked, each digit counts at once, and that is said.
    let mut tty = at_danger(tall());
    tty.sends("13");
    tty.sees("[✓]  1");
    tty.sees("[✓]  3");
    tty.sees("1 and 3 were taken one by one. The arrows lead to 13.");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}

#[test]
fn lines_stay_readable_on_a_wide_screen() {
    let mut tty = at_list(Start {
        rows: 50,
        columns: 200,
        ..Start::default()
    });
    tty.sees(
        "Which of all the many things that one could ever wish to carry along on such a walk, be",
    );
    tty.sees("1-9 tick · Enter done · Esc back · r review · ! emergency · Ctrl-C leave");
    tty.sends(CTRL_C);
    assert_eq!(tty.ends(), 130);
}
