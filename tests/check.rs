//! `firststep check`, through the binary.

use serde_json::json;
use std::process::{Command, Output};

fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_firststep"))
        .arg("check")
        .args(arguments)
        .output()
        .expect("the binary runs")
}

/// What is said of a questionnaire called `boats.yaml`.
fn check_text(text: &str) -> Output {
    let folder = tempfile::tempdir().expect("a place for the file");
    std::fs::write(folder.path().join("boats.yaml"), text).expect("the file is written");
    Command::new(env!("CARGO_BIN_EXE_firststep"))
        .current_dir(folder.path())
        .args(["check", "boats.yaml"])
        .output()
        .expect("the binary runs")
}

#[test]
fn a_file_that_is_not_there_is_wrong_usage() {
    let output = check(&["/nowhere/questions.yaml", "/nowhere/else.yaml"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        said,
        "error: `/nowhere/questions.yaml`: no such file\n\
         error: `/nowhere/else.yaml`: no such file\n"
    );
}

#[test]
fn a_file_with_a_slip_in_its_name_is_guessed() {
    let folder = tempfile::tempdir().expect("a place for the file");
    std::fs::write(folder.path().join("boats.yaml"), BOATS).expect("the file is written");
    let wrong = folder.path().join("boat.yaml");
    let output = check(&[&wrong.to_string_lossy()]);
    let said = String::from_utf8_lossy(&output.stderr);
    let (wrong, right) = (wrong.display(), folder.path().join("boats.yaml"));
    let right = right.display();
    assert_eq!(
        said,
        format!("error: `{wrong}`: no such file; did you mean `{right}`?\n")
    );
}

#[test]
fn a_broken_questionnaire_is_told_with_its_place() {
    let directory = tempfile::tempdir().expect("a place for the file");
    let path = directory.path().join("broken.yaml");
    std::fs::write(&path, "format: 1\ncolour: blue\n").expect("the file is written");
    let output = check(&[&path.to_string_lossy(), "--format", "json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = said["files"][0]["findings"].as_array().expect("a list");
    let unknown = findings
        .iter()
        .find(|finding| finding["code"] == "unknown-key")
        .expect("the key is told");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(unknown["place"]["line"], 2);
    assert_eq!(unknown["place"]["column"], 1);
    assert_eq!(unknown["severity"], "error");
}

/// One run tells all that can be told: the errors, what is hard to read, and what has to wait for the errors.
#[test]
fn texts_are_read_although_there_are_errors() {
    let text = BOATS
        .replace("suggest: coast", "suggest: cost")
        .replace("Two questions.", "What the alcoholic has drunk.")
        .replace("    title: You\n", "    titel: You\n");
    let output = check_text(&text);
    let said = String::from_utf8_lossy(&output.stdout);
    let told = [
        "[word-to-avoid]",
        "[unknown-key]",
        "[unknown-reference]",
        "[no-source]",
    ];
    for code in told {
        assert!(said.contains(code), "{code}: {said}");
    }
    let end = "boats.yaml: the proof waits until the errors are mended\n";
    assert!(said.ends_with(end), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

/// What follows from an error is not said again as a warning.
#[test]
fn an_error_is_no_warning_as_well() {
    let contacts =
        "contacts:\n  - { id: ranger, name: Ranger, reach: call, verified: soon }\n  - ranger\n";
    let text = BOATS.replace("levels:\n", &format!("{contacts}levels:\n"));
    let output = check_text(&text);
    let said = String::from_utf8_lossy(&output.stdout);
    let about_contacts = said
        .lines()
        .filter(|line| line.contains("contact") && line.contains("]: "));
    let about_contacts: Vec<&str> = about_contacts.collect();
    assert_eq!(
        about_contacts,
        [
            "error[missing-key]: a contact needs `source`",
            "error[wrong-kind]: found `ranger`; expected a mapping (contact)",
        ],
        "{said}"
    );
    assert!(!said.contains("[stale-contact]"), "{said}");
}

#[test]
fn a_file_that_cannot_be_read_is_not_proved() {
    let output = check_text("title: Which: boat?\n");
    let said = String::from_utf8_lossy(&output.stdout);
    let end = "boats.yaml: everything else waits until the file can be read\n";
    assert!(said.ends_with(end), "{said}");
    assert_eq!(output.status.code(), Some(2));
}

/// A program learns as well as a reader what was not looked at, and why.
#[test]
fn what_has_to_wait_is_told_to_programs() {
    let folder = tempfile::tempdir().expect("a place for the files");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let wrong = BOATS.replace("suggest: coast", "suggest: cost");
    let files = [
        (path("boats.yaml"), BOATS),
        (path("wrong.yaml"), &wrong),
        (path("none.yaml"), "title: Which: boat?"),
    ];
    for (file, text) in &files {
        std::fs::write(file, text).expect("the file is written");
    }
    std::fs::write(path("wrong.es.yaml"), "language: es\n").expect("the file is written");
    let names = files.each_ref().map(|(file, _)| file.as_str());
    let output = check(&[&names[..], &["--format", "json"]].concat());
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let files = said["files"].as_array().expect("a list").iter();
    let waiting: Vec<_> = files.map(|file| file["waiting"].clone()).collect();
    assert_eq!(
        waiting,
        [
            json!(null),
            json!({ "what": ["the proof", "the translations"], "until": "the errors are mended" }),
            json!({ "what": ["everything else"], "until": "the file can be read" }),
        ]
    );
}

/// Where more is found than is shown, no warning takes the place of an error.
#[test]
fn errors_are_shown_before_warnings() {
    let steps: String = (0..150)
        .map(|at| format!("  - {{ id: s{at}, do: Ask an alcoholic. }}\n"))
        .collect();
    let text = BOATS.replace("tree:\n", &format!("steps:\n{steps}tree:\n"));
    let output = check_text(&text.replace("suggest: coast", "suggest: cost"));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("`cost` is not a level"), "{said}");
    assert!(said.contains(" more not shown; "), "{said}");
}

/// The line of each error, what it says, and its advice.
fn errors_of(text: &str) -> Vec<(u32, String)> {
    let found = firststep::model::check::check(text).expect_err("it is wrong");
    let told = found.into_iter().map(|one| {
        let help = one.help.map(|help| format!("; {help}"));
        (one.place.line, one.message + &help.unwrap_or_default())
    });
    told.collect()
}

/// Nobody sees why such a name is wrong, so it is said.
#[test]
fn a_character_that_hides_in_a_name_is_told() {
    let meant = "what is written holds";
    let hidden = [
        (
            "title: You",
            "ti\u{200b}tle: You",
            "`ti\u{200b}tle` is not a key of a node",
            Some(format!(
                "did you mean `title`? {meant} `U+200B`, a zero-width space"
            )),
        ),
        (
            "suggest: lake",
            "suggest: l\u{0430}ke",
            "`l\u{0430}ke` is not a level",
            Some(format!(
                "did you mean `lake`? {meant} `U+0430`, a Cyrillic letter"
            )),
        ),
        (
            "when: { boats: raft }",
            "when: { boats\u{00a0}: raft }",
            "`boats\u{00a0}` is not a question, score or scale",
            Some(format!(
                "did you mean `boats`? {meant} `U+00A0`, a no-break space"
            )),
        ),
        (
            "boats: raft",
            "boats: \u{201c}raft\u{201d}",
            "`\u{201c}raft\u{201d}` is not a value of `boats`",
            Some(format!(
                "did you mean `raft`? {meant} `U+201C`, a curly quote"
            )),
        ),
        (
            "kind: many",
            "kind: m\u{ff41}ny",
            "`m\u{ff41}ny` is not a kind",
            Some(format!(
                "did you mean `many`? {meant} `U+FF41`, a wide letter"
            )),
        ),
        (
            "id: raft",
            "id: ra\u{00ad}ft",
            "`ra\u{00ad}ft` is not an id; expected lower-case letters, digits and `_`, a letter first",
            Some(format!("{meant} `U+00AD`, a soft hyphen")),
        ),
    ];
    for (right, wrong, message, help) in hidden {
        let errors = errors_of(&BOATS.replacen(right, wrong, 1));
        let help = help.map(|help| format!("; {help}")).unwrap_or_default();
        let expected = format!("{message}{help}");
        let told: Vec<&String> = errors.iter().map(|(_, said)| said).collect();
        assert_eq!(told, [&expected]);
    }
}

/// A key with a slip in it is read as it is meant: nothing else is told because of it.
#[test]
fn one_slip_is_told_once() {
    let text = BOATS.replace(
        "guarantees:",
        "alerts:\n  - { id: cold, title: Cold, when: { swims: yes }, message: Dress. }\nguarantees:",
    );
    assert!(firststep::model::check::check(&text).is_ok());
    let slips = [
        (
            "when: { boats",
            "wehn: { boats",
            "`wehn` is not a key of a branch; did you mean `when`?",
        ),
        (
            "when: { swims: yes",
            "whn: { swims: yes",
            "`whn` is not a key of an alert; did you mean `when`?",
        ),
        (
            "choices: [",
            "chioces: [",
            "`chioces` is not a key of a question; did you mean `choices`?",
        ),
        (
            "questions:",
            "question:",
            "`question` is not a key of a node; did you mean `questions`?",
        ),
        (
            "levels:",
            "level:",
            "`level` is not a key of a questionnaire; did you mean `levels`?",
        ),
        (
            "tree:",
            "treee:",
            "`treee` is not a key of a questionnaire; did you mean `tree`?",
        ),
        (
            "next:",
            "nxet:",
            "`nxet` is not a key of a node; did you mean `next`?",
        ),
        (
            "  - id: you",
            "  - di: you",
            "`di` is not a key of a node; did you mean `id`?",
        ),
        (
            "suggest: coast",
            "sugest: coast",
            "`sugest` is not a key of a branch; did you mean `suggest`?",
        ),
        (
            "kind: many",
            "kinds: many",
            "`kinds` is not a key of a question; did you mean `kind`?",
        ),
        (
            "kind: yes_no",
            "kind: yesno",
            "`yesno` is not a kind; did you mean `yes_no`?",
        ),
        (
            "format: 1",
            "fromat: 1",
            "`fromat` is not a key of a questionnaire; did you mean `format`?",
        ),
        (
            "id: raft",
            "id: Raft",
            "`Raft` is not an id; expected lower-case letters, digits and `_`, a letter first",
        ),
    ];
    for (right, wrong, message) in slips {
        let errors = errors_of(&text.replacen(right, wrong, 1));
        let told: Vec<&str> = errors.iter().map(|(_, said)| said.as_str()).collect();
        assert_eq!(told, [message]);
    }
}

/// Where the right key is there, too, the one with a slip says nothing more.
#[test]
fn a_slip_beside_the_right_key_is_left_out() {
    let text = BOATS.replace(
        "    title: You\n",
        "    title: You\n    titel: [You]\n    tilte: 1\n",
    );
    let errors = errors_of(&text);
    let lines: Vec<u32> = errors.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [15, 16], "{errors:?}");
}

/// A key with nothing after it would else say less than its author believes.
#[test]
fn a_condition_with_nothing_in_it_is_refused() {
    let worse = "  - { id: more, worse: all, never: lower_level }\n";
    let boats = format!("{BOATS}{worse}");
    let empty = [
        (
            "worse: all",
            "worse:",
            "found nothing; expected `all` or a list of questions",
        ),
        (
            "worse: all",
            "worse: \"\"",
            "found nothing; expected `all` or a list of questions",
        ),
        (
            "when: { boats: raft }",
            "when: ",
            "found nothing; expected a mapping of names to values; write `{ name: value }`, with a `,` between two that must both hold",
        ),
        (
            "level: lake }",
            "level: }",
            "found nothing; expected a value of `levels`; expected one of `lake`, `coast`",
        ),
        (
            "swims: no }",
            "swims: }",
            "found nothing; expected a value of `swims`; expected one of `yes`, `no`",
        ),
    ];
    for (right, wrong, message) in empty {
        let text = boats.replacen(right, wrong, 1);
        assert_ne!(text, boats, "{right}");
        let errors = errors_of(&text);
        assert!(
            errors.iter().any(|(_, said)| said.starts_with(message)),
            "{wrong}: {errors:?}"
        );
    }
    let alert = "alerts:\n  - { id: cold, title: Cold, when: , message: Dress. }\ntree:\n";
    let errors = errors_of(&BOATS.replace("tree:\n", alert));
    assert_eq!(errors, [(13, "an alert needs `when`".to_owned())]);
}

/// Piped, prose is as wide as a terminal usually is, however many combinations there are.
#[test]
fn what_was_proved_is_told_within_the_width() {
    let output = check(&[]);
    let said = String::from_utf8_lossy(&output.stdout);
    let mut lines = said.lines();
    assert!(lines.all(|line| line.chars().count() <= 80), "{said}");
}

/// A list of which nothing is ticked is an answer, too, and the shell must hand it over.
#[test]
fn an_example_without_a_tick_can_be_pasted() {
    let directory = tempfile::tempdir().expect("a place for the file");
    let path = directory.path().join("boats.yaml");
    std::fs::write(&path, BOATS).expect("the file is written");
    let output = check(&[&path.to_string_lossy(), "--format", "json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = said["files"][0]["findings"].as_array().expect("a list");
    let mut commands = findings
        .iter()
        .filter_map(|finding| finding["witness"].as_str());
    let command = commands.next().expect("the guarantee does not hold");
    assert!(command.ends_with("--boats '' --swims no"), "{command}");
    let command = command.replacen("firststep", env!("CARGO_BIN_EXE_firststep"), 1);
    let shown = Command::new("sh")
        .args(["-c", &format!("{command} --format json")])
        .output()
        .expect("a shell runs");
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).expect("a result");
    assert_eq!(shown["level"], "coast");
}

/// What is to blame for a finding is said, pointed at, and told to programs.
#[test]
fn branches_that_leave_nothing_for_another_are_named() {
    let directory = tempfile::tempdir().expect("a place for the file");
    let path = directory.path().join("boats.yaml");
    let above = "      - { when: { boats: kayak }, suggest: coast }\n      - { when: { swims: yes, boats: raft }, suggest: coast }\n";
    let text = BOATS.replace("      - { when: { boats: raft }, suggest: lake }\n", &format!("{above}      - {{ when: {{ swims: no }}, suggest: lake }}\n      - {{ when: {{ boats: [kayak, raft] }}, suggest: lake }}\n"));
    std::fs::write(&path, text).expect("the file is written");
    let output = check(&[&path.to_string_lossy(), "--format", "json"]);
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = said["files"][0]["findings"].as_array().expect("a list");
    let of = |code: &str| findings.iter().find(|finding| finding["code"] == code);
    let shadowed = of("shadowed-branch").expect("the branch is dead");
    let line = |line: u64, id: &str, column: u64| {
        json!({
            "place": { "line": line, "column": column, "end_line": line, "end_column": column + id.len() as u64 },
            "part": "branch",
            "id": id,
            "text": "takes some",
        })
    };
    assert_eq!(
        shadowed["labels"],
        json!([
            line(22, "coast", 44),
            line(23, "coast", 55),
            line(24, "lake", 41)
        ])
    );
    assert_eq!(
        shadowed["message"],
        "this branch to `lake` is never taken: the branches to `coast` (line 22), `coast` (line 23) and `lake` (line 24) take all that it would"
    );
}

/// However rare a level is, two digits of its share are told, and what is not everything is not called 100 %.
#[test]
fn the_share_of_a_rare_level_is_not_nothing() {
    let directory = tempfile::tempdir().expect("a place for the file");
    let path = directory.path().join("boats.yaml");
    let number = "id: swims, ask: How many metres do you swim?, kind: number, min: 1, max: 8000000";
    let text = BOATS
        .replace("id: swims, ask: Do you swim?, kind: yes_no", number)
        .replace(
            "- { when: { boats: raft }",
            "- { when: { swims: 7999996.. }",
        )
        .replace("swims: no", "boats: raft");
    std::fs::write(&path, text).expect("the file is written");
    let output = check(&[&path.to_string_lossy()]);
    let said = String::from_utf8_lossy(&output.stdout);
    let census = said.split("boats.yaml: ").last().unwrap_or_default();
    let expected = "\
every combination of answers
  stop               0          0 %
  referral           0          0 %
  lake              20   0.000063 %   0.000063 %
  coast     31,999,980  99.999938 %  99.999938 %
  all       32,000,000      100.0 %
Last column: the share of those that end in a suggestion.
";
    assert_eq!(census, expected);
}

/// A parser says where it gave up; the author is told where the slip is, and what to do.
#[test]
fn slips_in_yaml_are_told_with_what_to_do() {
    let quotes = "put a text that holds `: ` in quotes";
    let line_up = "begin it under the first letter of the keys it belongs with, and put a space after each `-`";
    let brackets = "look for a `[` or `{` that is not closed, or closed twice; put a text that holds `: ` in quotes";
    let open_quote = "look for a quote that is not closed; a text that holds ' goes between two \"";
    let inner_quote = "the text ends at that quote; one that holds \" goes between two ', one that holds ' between two \"";
    let no_colon = "this line has no `: ` after a key; is one missing, or a space? If it goes on with a text, indent it like the rest of it";
    let no_dash = "begin it with `- `, as the entries beside it";
    let no_break = "type a plain character in its place; this is `U+00A0`, a no-break space";
    let en_dash = "begin each entry of a list with a plain `-`; this is `–`";
    let merge = "a merge left its marks here: keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`";
    let spaces = "indent with spaces; a tab has no fixed width";
    let beginning = "put a text that begins with such a character in quotes";
    let slips = [
        ("Where to paddle?", "Where: to paddle?", "5:13", quotes),
        ("    title: You", "     title: You", "14:6", line_up),
        ("    title: You", "   title: You", "14:4", line_up),
        ("  - id: you", "  -id: you", "14:5", line_up),
        ("    title: You", "\ttitle: You", "14:1", spaces),
        ("    title: You", "    title You", "14:5", no_colon),
        ("intro: Two", "intro:Two", "6:1", no_colon),
        ("about: Calm. }", "about: Calm.", "10:5", brackets),
        ("about: Calm. }", "about: Calm: flat. }", "10:42", quotes),
        ("closing: Ask", "closing: { who: Ask", "7:10", brackets),
        ("Two questions.", "\"Two questions.", "6:8", open_quote),
        ("Two questions.", "'It's short.'", "6:12", inner_quote),
        ("Two questions.", "\"So\" few.", "6:13", inner_quote),
        (
            "about: Calm. }",
            "about: \"Calm. }\n  - { id: sea, name: \"Sea\" }",
            "10:38",
            open_quote,
        ),
        ("  - { id: lake", "  { id: lake", "10:3", no_dash),
        ("  - { id: lake", "  – { id: lake", "10:3", en_dash),
        ("    title: You", "   \u{a0}title: You", "14:4", no_break),
        ("    title: You", "    title:\u{a0}You", "14:11", no_break),
        (
            "Two questions.",
            ">-\n  Two\nor three\n  questions.",
            "8:1",
            no_colon,
        ),
        (
            "    title: You",
            "<<<<<<< HEAD\n    title: You\n=======\n",
            "14:1",
            merge,
        ),
        ("Two questions.", "@home", "6:8", beginning),
        ("Two questions.", "> 2", "6:8", beginning),
    ];
    for (right, wrong, place, help) in slips {
        let text = BOATS.replacen(right, wrong, 1);
        let found = firststep::model::check::check(&text).expect_err("it is not YAML");
        assert_eq!(found.len(), 1, "{wrong}: {found:?}");
        assert_eq!(found[0].place.to_string(), place, "{wrong}: {found:?}");
        assert_eq!(found[0].help.as_deref(), Some(help), "{wrong}: {found:?}");
    }
}

/// A key that stands twice hides nothing else that is wrong, in it or after it.
#[test]
fn keys_that_stand_twice_are_told_with_all_else() {
    let text = BOATS
        .replace(
            "    title: You\n",
            "    title: You\n    title: { a: [b, c], a: d }\n",
        )
        .replace(
            "about: Waves. }",
            "name: { x: y }, about: Waves., abuot: Deep. }",
        )
        .replace("swims: no }, level: lake", "swim: no }, level: lake");
    let found = firststep::model::check::check(&text).expect_err("four mistakes");
    let told: Vec<(String, &str)> = (found.iter())
        .map(|one| (one.place.to_string(), one.code.name()))
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(place, code)| (&**place, *code)).collect();
    let expected = [
        ("11:35", "duplicate-key"),
        ("11:66", "unknown-key"),
        ("15:5", "duplicate-key"),
        ("15:25", "duplicate-key"),
        ("26:25", "unknown-reference"),
    ];
    assert_eq!(told, expected);
}

/// Only an entry of a list can lack its hyphen: what stands at the first column is two files in one.
#[test]
fn two_questionnaires_in_one_file_lack_no_hyphen() {
    let found = firststep::model::check::check(&BOATS.repeat(2)).expect_err("all stands twice");
    let twice = found
        .iter()
        .filter(|one| one.code.name() == "duplicate-key");
    let twice: Vec<_> = twice.collect();
    assert_eq!(twice.len(), 11);
    assert!(twice.iter().all(|one| one.help.is_none()), "{twice:?}");
}

/// What follows from a mistake is not told as another one.
#[test]
fn a_number_without_bounds_is_one_mistake() {
    let text = BOATS
        .replace(
            "ask: Do you swim?, kind: yes_no",
            "ask: How far?, kind: number",
        )
        .replace("swims: no", "swims: 5..20");
    let found = firststep::model::check::check(&text).expect_err("the bounds are missing");
    let told: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(told, ["`swims` is a number; expected `min` and `max`"]);
}

/// The same mistake at several places is told once, with the lines of all.
#[test]
fn what_is_wrong_at_many_places_is_told_once() {
    let text = BOATS
        .replace(
            "      - { when: { boats: raft }, suggest: lake }\n",
            "      - { when: { boats: raft }, suggest: pond, because: Calm. }\n      - { when: { swims: no }, suggest: pond }\n",
        )
        .replace("level: lake", "level: lake, supports: [coast]");
    let output = check_text(&text);
    let said = String::from_utf8_lossy(&output.stdout);
    let expected = "\
error[unknown-reference]: `pond` is not a level
  --> boats.yaml:22:43
   |
22 |       - { when: { boats: raft }, suggest: pond, because: Calm. }
   |                                           ^^^^
   |
   = help: expected one of `coast`, `lake`
   = note: the same in line 23

error[unknown-reference]: `coast` is not a support
  --> boats.yaml:26:62
";
    let errors = said.split("\n\n").filter(|part| part.starts_with("error"));
    let errors: Vec<&str> = errors.collect();
    assert!((errors.join("\n\n") + "\n").starts_with(expected), "{said}");
    assert!(said.contains("help: it is the name of a level\n"), "{said}");
    assert!(said.contains("boats.yaml: 3 errors, "), "{said}");
}

/// One mistake is not told as those that follow from it.
#[test]
fn a_mistake_hides_what_follows_from_it() {
    let number = "ask: How far?, kind: number, min: 0, max: 90";
    let text = BOATS
        .replace("ask: Do you swim?, kind: yes_no", number)
        .replace("swims: no", "swims: 5..20");
    assert!(firststep::model::check::check(&text).is_ok());
    let slips = [
        (
            "max: 90",
            "max: \"90\"",
            "found `90`; expected a whole number",
        ),
        (
            "kind: number",
            "kind: digits",
            "`digits` is not a kind; expected one of `one`, `many`, `yes_no`, `number`",
        ),
        (
            "id: raft",
            "id: kayak",
            "the choice `kayak` stands already in line 19; expected another id",
        ),
        (
            "    title: You\n",
            "    title: You\n    scores: [{ id: swims, title: Points, add: [boats] }]\n",
            "the question, score or scale `swims` stands already in line 21; expected another id",
        ),
        (
            "id: swims",
            "id: swims-far",
            "`swims-far` is not an id; expected lower-case letters, digits and `_`, a letter first",
        ),
        (
            "when: { boats: raft }",
            "when: { boats = raft }",
            "`boats = raft` is not a question, score or scale; write `{ name: value }`; a range is `4..5`, `6..` or `..3`",
        ),
        (
            "label: A raft",
            "label: A raft, old and grey",
            "`old and grey` is not a key of a choice; is it part of a text that holds a `,`? Put all of the text in quotes; expected one of `id`, `label`, `points`, `alone`",
        ),
        (
            "  - { id: coast",
            "  - id: sea\n    name: Sea\n    about: Deep.\n    id: bay\n    name: Bay\n    about: Calm.\n  - { id: coast",
            "`id` stands twice in one mapping; expected it once; is a `- ` missing before it?",
        ),
    ];
    for (right, wrong, message) in slips {
        let wrong = text.replacen(right, wrong, 1);
        let wrong = match right {
            "id: swims" => wrong.replace("{ swims: 5", "{ swims_far: 5"),
            _ => wrong,
        };
        let errors = errors_of(&wrong);
        let told: Vec<&str> = errors.iter().map(|(_, said)| said.as_str()).collect();
        assert_eq!(told, [message]);
    }
}

const BOATS: &str = "\
format: 1
id: boats
version: \"1\"
language: en
title: Where to paddle?
intro: Two questions.
closing: Ask somebody who knows the water.
emergency: { message: Call for help. }
levels:
  - { id: lake, name: A lake, about: Calm. }
  - { id: coast, name: The coast, about: Waves. }
tree:
  - id: you
    title: You
    questions:
      - id: boats
        ask: Which boats do you have?
        kind: many
        choices: [{ id: kayak, label: A kayak }, { id: raft, label: A raft }]
      - { id: swims, ask: Do you swim?, kind: yes_no }
    next:
      - { when: { boats: raft }, suggest: lake }
      - { suggest: coast }
guarantees:
  - { id: calm, when: { swims: no }, level: lake }
";
