//! What a shell and a reader are told: completions, the manual page, the help.

#[path = "common/command.rs"]
mod command;

use command::{compare, run};
use std::process::{Command, Stdio};

const COURSE: [&str; 2] = ["-q", "questions.yaml"];

/// What bash offers at the end of each of these lines.
fn offered(lines: &[&str]) -> Vec<String> {
    let completions = run("course", &["-q", "questions.yaml", "completions", "bash"]);
    assert_eq!((completions.exit, completions.stderr.as_str()), (0, ""));
    let mut script = completions.stdout;
    script += r#"
        at_end() {
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
            _firststep_word "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[*]}"
        }
    "#;
    for line in lines {
        script += &format!("at_end firststep {line}\n");
    }
    let output = Command::new("bash")
        .args(["-c", &script])
        .stdin(Stdio::null())
        .output()
        .expect("bash runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn bash_offers_the_flags_and_choices_of_the_questionnaire_in_use() {
    let lines = [
        "--go",
        "--goal ''",
        "--goal h",
        "--computer ''",
        "--goal = h",
        "--goal =",
        "--tried b",
        "--tried videos,b",
        "--tried = videos,b",
        "--age ''",
        "--format ma",
        "comp",
        "next --l",
        "completions z",
    ];
    let expected = [
        "--goal",
        "hobby tool job unsure",
        "hobby",
        "yes no unsure",
        "hobby",
        "hobby tool job unsure",
        "book",
        "videos,book",
        "videos,book",
        "unsure",
        "markdown",
        "completions",
        "--lines --lang",
        "zsh",
    ];
    assert_eq!(offered(&lines), expected);
}

/// What fish offers at the end of a line, where there is a fish.
fn offered_by_fish(script: &str, line: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a place for the script");
    let file = folder.path().join("firststep.fish");
    std::fs::write(&file, script).expect("the script is written");
    let lines = format!("source {}; complete -C '{line}'", file.display());
    let fish = Command::new("fish").args(["-N", "-c", &lines]).output();
    let said = fish.ok()?.stdout;
    Some(String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn fish_offers_choices_after_a_flag() {
    let completions = run("course", &["-q", "questions.yaml", "completions", "fish"]);
    for line in ["firststep --goal h", "firststep --age 30 --goal h"] {
        let Some(said) = offered_by_fish(&completions.stdout, line) else {
            return;
        };
        assert_eq!(said, "hobby\tFor fun\n", "{line}");
    }
}

#[test]
fn other_shells_are_told_the_same() {
    for (shell, goal) in [
        (
            "zsh",
            "'--goal=[What do you want it for?]:CHOICE:((hobby\\:",
        ),
        (
            "fish",
            "-l goal -d 'What do you want it for?' -r -f -a \"hobby\\t",
        ),
        ("powershell", "[CompletionResult]::new('--goal', '--goal'"),
    ] {
        let arguments = [&COURSE[..], &["completions", shell]].concat();
        let completions = run("course", &arguments);
        assert!(
            completions.stdout.contains(goal),
            "{shell}: {}",
            completions.stdout
        );
        assert_eq!((completions.exit, completions.stderr.as_str()), (0, ""));
    }
}

#[test]
fn the_short_help_asks_and_the_long_one_offers_choices() {
    let short = "\
What you want:
      --goal <CHOICE>    What do you want it for?
      --tried <CHOICES>  What have you tried before?
      --alone <CHOICE>   Did you try it on your own?
";
    let long = "\
What you want:
      --goal <CHOICE>
          What do you want it for?

          Possible values:
          - hobby: For fun
          - tool:  To do my work faster
          - job:   To get a new job
";
    for (flag, part) in [("-h", short), ("--help", long)] {
        let help = run("course", &[&COURSE[..], &[flag]].concat());
        assert!(help.stdout.contains(part), "{}", help.stdout);
        assert_eq!(help.stdout.matches("Options:").count(), 1);
        assert_eq!((help.exit, help.stderr.as_str()), (0, ""));
    }
}

#[test]
fn a_command_says_how_it_is_used() {
    compare("course", "next-help", &["next", "--help"], 0);
    compare("course", "completions-help", &["help", "completions"], 0);
}

#[test]
fn the_manual_page_has_the_questions_under_their_headings() {
    let page = run("course", &[&COURSE[..], &["man"]].concat());
    assert_eq!((page.exit, page.stderr.as_str()), (0, ""));
    let headings = page
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix(".SH "));
    let expected = [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "\"ABOUT YOU\"",
        "\"WHAT YOU WANT\"",
        "SUBCOMMANDS",
        "EXTRA",
        "VERSION",
    ];
    assert_eq!(headings.collect::<Vec<_>>(), expected);
    assert!(page.stdout.contains("\nfirststep next\n"));
    assert!(!page.stdout.contains("\\-next(1)"));
    assert!(
        page.stdout
            .contains("\\fB\\-\\-goal\\fR \\fI<CHOICE>\\fR\nWhat do you want it for?")
    );
}

#[test]
fn options_of_every_command_may_stand_before_it_and_no_others() {
    let said = run("course", &[&COURSE[..], &["questions"]].concat());
    let text = include_str!("fixtures/course/questions.yaml");
    assert_eq!((said.stdout.as_str(), said.exit), (text, 0));
    let arguments = [&COURSE[..], &["--goal=job", "--strict", "questions"]].concat();
    let said = run("course", &arguments);
    let expected = "error: `--strict` does not go with `questions`; expected it without a command\n\
        error: `--goal` does not go with `questions`; expected it without a command\n";
    assert_eq!(
        (said.stdout.as_str(), said.stderr.as_str(), said.exit),
        ("", expected, 2)
    );
}

#[test]
fn every_flag_that_is_misspelt_is_told_at_once() {
    let arguments = [
        "--gaol",
        "job",
        "--strikt",
        "--computer=yse",
        "--zzz=1",
        "--age",
        "30",
        "--hours",
        "3",
    ];
    let said = run("course", &[&COURSE[..], &arguments].concat());
    let expected = "error: `--gaol` is not a flag; did you mean `--goal`?\n\
        error: `--strikt` is not a flag; did you mean `--strict`?\n\
        error: `--zzz` is not a flag; `firststep -h` lists all flags\n\
        error: --computer: `yse` does not answer `computer`; did you mean `yes`?\n\
        error: --tried is missing: What have you tried before?; expected any of `book`, `videos`, `nothing`\n";
    assert_eq!(
        (said.stdout.as_str(), said.stderr.as_str(), said.exit),
        ("", expected, 2)
    );
}

#[test]
fn a_flag_counts_more_than_the_file_and_the_file_more_than_nothing() {
    let folder = tempfile::tempdir().expect("a place for the file");
    let file = folder.path().join("answers.yaml");
    std::fs::write(&file, "goal: hobby\nage: 30\n").expect("the file is written");
    let file = file.to_string_lossy().into_owned();
    let asked = |arguments: &[&str]| {
        let options = ["--no-input", "--format", "json"];
        let said = run("course", &[&COURSE[..], &options, arguments].concat());
        (answered(&said.stdout), said.exit)
    };
    let flags = [
        "--goal",
        "job",
        "--computer=yes",
        "--hours=10",
        "--tried=nothing",
    ];
    let (answers, exit) = asked(&[&["-a", &file], &flags[..]].concat());
    assert_eq!(exit, 0);
    assert_eq!(answers["goal"], "job");
    assert_eq!(answers["age"], "30");
    let (answers, exit) = asked(&[&["-a", &file], &flags[2..]].concat());
    assert_eq!((answers["goal"].as_str(), exit), ("hobby", 0));
    assert_eq!(asked(&flags[2..]).1, 2);
}

/// The first answer to every question of a result.
fn answered(json: &str) -> std::collections::BTreeMap<String, String> {
    let result: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let questions = result["questions"].as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let answer =
        |question: &serde_json::Value| (text(&question["id"]), text(&question["answer"][0]));
    questions.iter().map(answer).collect()
}
