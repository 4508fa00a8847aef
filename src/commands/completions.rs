//! `completions`: what a shell needs to complete flags and values of the questionnaire in use.

use super::Questionnaire;
use super::answers::flag_name;
use super::output::print;
use crate::cli;
use crate::exit::{Exit, Failure};
use crate::model::document::Kind;
use crate::model::tree::Tree;
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::{Shell, generate};

const ABOUT: &str = "\
Print what a shell needs to complete the flags and the choices of the questionnaire in use.

    bash        firststep completions bash > ~/.local/share/bash-completion/completions/firststep
    zsh         firststep completions zsh > a folder of $fpath, as _firststep
    fish        firststep completions fish > ~/.config/fish/completions/firststep.fish
    powershell  firststep completions powershell >> $PROFILE

For a questionnaire of your own, add `-q FILE`.";

/// Bash takes `--flag=value` apart, and knows nothing of choices with commas between them.
const BASH: &str = r#"
_firststep_word() {
    local cur="$2" prev="$3" before=""
    if [[ "$prev" == "=" ]]; then
        prev="${COMP_WORDS[COMP_CWORD - 2]}"
    elif [[ "${COMP_WORDS[COMP_CWORD]}" == "=" ]]; then
        cur=""
    fi
    case "$prev" in
        MANY)
            before="${cur%"${cur##*,}"}"
            cur="${cur##*,}"
            ;;
    esac
    _firststep "$1" "$cur" "$prev"
    COMPREPLY=("${COMPREPLY[@]/#/$before}")
}
"#;

pub(super) fn command() -> Command {
    let shell = Arg::new("shell")
        .value_name("SHELL")
        .required(true)
        .value_parser(value_parser!(Shell))
        .help("The shell that is to read it");
    Command::new("completions")
        .about("Print completions for a shell")
        .long_about(ABOUT)
        .arg(shell)
}

pub(super) fn run(matches: &ArgMatches, questionnaire: &Questionnaire) -> Result<Exit, Failure> {
    let Some(shell) = matches.get_one::<Shell>("shell") else {
        return Err(Failure::new("a shell is missing; expected its name"));
    };
    let tree = &questionnaire.tree;
    let mut script = Vec::new();
    generate(*shell, &mut cli::completed(tree), "firststep", &mut script);
    let script = String::from_utf8_lossy(&script);
    let script = match shell {
        Shell::Bash => bash(&script, tree),
        Shell::Fish => fish(&script),
        _ => script.into_owned(),
    };
    print(&script, Exit::Done)
}

fn bash(script: &str, tree: &Tree) -> String {
    let many = tree.questions.iter();
    let many = many.filter(|question| question.kind == Kind::Many);
    let mut many: Vec<String> = many.map(flag_name).collect();
    // A pattern must match something; this is no flag.
    many.push("-".into());
    let word = BASH.replace("MANY", &many.join("|"));
    let (functions, calls) = script.split_at(script.rfind("\nif ").unwrap_or(script.len()));
    let calls = calls.replace("complete -F _firststep ", "complete -F _firststep_word ");
    format!("{functions}{word}{calls}")
}

/// While the value of the last flag is being typed, that flag stands there without one; then Fish is told that there
/// is one, and so finds that no command was named yet.
fn fish(script: &str) -> String {
    let parse = "argparse -s (__fish_firststep_global_optspecs) -- $cmd";
    script.replace(
        &format!("    {parse} 2>/dev/null\n"),
        &format!("    {parse} 2>/dev/null\n    or {parse} value 2>/dev/null\n"),
    )
}
