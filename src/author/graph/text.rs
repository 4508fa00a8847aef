//! The tree for a terminal: one node below the other, each with what it asks, what it works out and where it leads.

use super::View;
use super::phrase::{if_phrase, phrase};
use crate::model::document::{Kind, Order, Stop};
use crate::model::reading::Holds;
use crate::model::tree::{
    Branch, BranchRef, Choice, NodeRef, Question, QuestionRef, Scale, ScaleRef, ScaleValue,
    ScoreRef, SupportRef, To, Tree,
};
use textwrap::WordSplitter::NoHyphenation;

/// Draws the tree in so many columns.
pub fn text(view: &View<'_>, width: usize) -> String {
    let tree = view.tree;
    let mut page = Page::new(width);
    page.line(
        "",
        "",
        &format!("{} ({} {})", tree.title, tree.id, tree.version),
    );
    for node in view.nodes() {
        page.line("", "", if node.0 == 0 { "" } else { "│" });
        match view.node {
            Some(shown) if shown != node => page.folded(view, node),
            Some(_) => page.node(view, node, Detail::All),
            None => page.node(view, node, Detail::Names),
        }
    }
    page.legend(view);
    page.text
}

/// The same drawing with characters that every terminal has.
pub fn ascii(text: &str) -> String {
    let plain = |drawn: char| match drawn {
        '│' => '|',
        '├' => '+',
        '└' => '`',
        '─' => '-',
        '═' => '=',
        '┄' => '.',
        '▶' => '>',
        '●' => '*',
        '○' => 'o',
        '✓' => 'x',
        '·' | '–' | '—' => '-',
        other => other,
    };
    text.chars().map(plain).collect()
}

/// How much of a node is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Names,
    All,
}

const TRUNK: &str = "│   ";

struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn new(width: usize) -> Self {
        let text = String::new();
        Page { text, width }
    }

    /// Adds a line; what does not fit goes on under `next`.
    fn line(&mut self, first: &str, next: &str, text: &str) {
        let options = textwrap::Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(next)
            .break_words(false)
            .word_splitter(NoHyphenation);
        let filled = textwrap::fill(text, options);
        self.text += filled.trim_end();
        self.text.push('\n');
    }

    /// Adds a line beside the trunk.
    fn beside(&mut self, indent: usize, text: &str) {
        let (first, next) = (" ".repeat(indent), " ".repeat(indent + 4));
        self.line(&format!("{TRUNK}{first}"), &format!("{TRUNK}{next}"), text);
    }

    fn folded(&mut self, view: &View<'_>, node: NodeRef) {
        let count = view.tree[node].questions.len();
        let plural = if count == 1 { "" } else { "s" };
        let heading = heading(view, node);
        self.line(
            "",
            "│     ",
            &format!("{heading} ({count} question{plural})"),
        );
    }

    fn node(&mut self, view: &View<'_>, at: NodeRef, detail: Detail) {
        let node = &view.tree[at];
        self.line("", "│     ", &heading(view, at));
        match detail {
            Detail::Names => self.question_names(view, at),
            Detail::All => {
                let questions = node.questions.clone().map(QuestionRef);
                questions.for_each(|question| self.question(view, question));
            }
        }
        self.stops(view, at);
        for score in node.scores.clone().map(ScoreRef) {
            self.score(view.tree, score);
        }
        for scale in node.scales.clone().map(ScaleRef) {
            match detail {
                Detail::Names => self.scale_names(&view.tree[scale], view.tree),
                Detail::All => self.scale(&view.tree[scale], view.tree),
            }
        }
        for branch in node.branches.clone().map(BranchRef) {
            self.branch(view, branch, detail);
        }
    }

    fn question_names(&mut self, view: &View<'_>, node: NodeRef) {
        let questions = view.tree[node].questions.clone().map(QuestionRef);
        let names = questions.map(|at| {
            let question = &view.tree[at];
            let condition = if_phrase(view.tree, &question.when);
            let answer = view.marks.answer(view.tree, at);
            let answer = answer.map(|answer| format!(" = {answer}"));
            format!("{}{}{condition}", question.id, answer.unwrap_or_default())
        });
        for name in names {
            self.beside(0, &format!("asks {name}"));
        }
    }

    fn question(&mut self, view: &View<'_>, at: QuestionRef) {
        let question = &view.tree[at];
        let condition = if_phrase(view.tree, &question.when);
        self.beside(
            0,
            &format!("asks {} ({}){condition}", question.id, manner(question)),
        );
        self.beside(4, question.ask.trim());
        if let Some(answer) = view.marks.answer(view.tree, at) {
            self.beside(4, &format!("✓ {answer}"));
        }
        if question.kind != Kind::YesNo {
            for choice in &question.choices {
                self.beside(4, &offered(choice));
            }
        }
    }

    fn stops(&mut self, view: &View<'_>, node: NodeRef) {
        for (stop, verb) in [(Stop::Emergency, "stops"), (Stop::Refer, "refers")] {
            for (at, alert) in view.stops(node, stop) {
                let mark = if view.marks.ends_with(at) { "✓ " } else { "" };
                let condition = phrase(view.tree, &alert.when);
                self.beside(0, &format!("{mark}{verb}: {} if {condition}", alert.id));
            }
        }
    }

    fn score(&mut self, tree: &Tree, at: ScoreRef) {
        let score = &tree[at];
        let names: Vec<&str> = score.add.iter().map(|at| tree[*at].id.as_ref()).collect();
        let (least, most) = tree.bounds(score);
        let sum = names.join(" + ");
        self.beside(
            0,
            &format!("{} = points of {sum} ({least} to {most})", score.id),
        );
    }

    fn scale_names(&mut self, scale: &Scale, tree: &Tree) {
        let values: Vec<String> = scale
            .values
            .iter()
            .map(|value| brief(value, tree))
            .collect();
        self.beside(0, &format!("{}: {}", scale.id, values.join(" < ")));
    }

    fn scale(&mut self, scale: &Scale, tree: &Tree) {
        self.beside(0, &format!("{}: {}", scale.id, scale.title));
        for value in &scale.values {
            let label = value.label.as_ref().map(|label| format!(" ({label})"));
            self.beside(4, &format!("{}{}", value.id, label.unwrap_or_default()));
            for rule in &value.rules {
                let because = rule.because.as_ref();
                let because = because.map(|because| format!(" – {}", because.trim()));
                let when = phrase(tree, &rule.when);
                self.beside(8, &format!("if {when}{}", because.unwrap_or_default()));
            }
        }
    }

    fn branch(&mut self, view: &View<'_>, at: BranchRef, detail: Detail) {
        let (tree, branch) = (view.tree, &view.tree[at]);
        let last = at.0 + 1 == tree[branch.node].branches.end && goes_no_further(view, branch);
        let (corner, below) = if last { ("└", " ") } else { ("├", "│") };
        let (dash, arrow) = match view.marks.takes(at) {
            Holds::Yes => ("══", "══▶"),
            Holds::Open => ("┄┄", "┄┄▶"),
            Holds::No => ("──", "──▶"),
        };
        let when = branch.when.as_ref();
        let when = when.map_or("otherwise".to_owned(), |when| phrase(tree, when));
        let count = view.marks.cases(at).map(cases).unwrap_or_default();
        let line = format!("{when} {arrow} {}{count}", target(tree, branch.to));
        let next = format!("{below}       ");
        self.line(&format!("{corner}{dash} "), &next, &line);
        for more in others(tree, branch, detail) {
            self.line(&format!("{below}     "), &format!("{next}  "), &more);
        }
    }

    fn legend(&mut self, view: &View<'_>) {
        if view.marks.has_way() {
            self.line("", "", "");
            self.line(
                "",
                "",
                "══▶ taken with these answers · ┄┄▶ possible · ──▶ not taken",
            );
        }
    }
}

fn heading(view: &View<'_>, at: NodeRef) -> String {
    let node = &view.tree[at];
    let mark = match view.marks.reaches(at) {
        Holds::No if view.marks.has_way() => "○",
        _ => "●",
    };
    format!("{mark} {} — {}", node.id, node.title)
}

/// Whether nothing is drawn below a branch of the last node.
fn goes_no_further(view: &View<'_>, branch: &Branch) -> bool {
    branch.node.index() + 1 == view.tree.nodes.len()
}

fn target(tree: &Tree, to: To) -> String {
    match to {
        To::Suggest(level) => tree[level].id.to_string(),
        To::Go(node) => format!("● {}", tree[node].id),
    }
}

fn cases(count: usize) -> String {
    match count {
        0 => " (no case)".to_owned(),
        1 => " (1 case)".to_owned(),
        count => format!(" ({count} cases)"),
    }
}

/// What a branch offers beside its level; with all detail also why.
fn others(tree: &Tree, branch: &Branch, detail: Detail) -> Vec<String> {
    let with = |supports: &[SupportRef]| {
        let names: Vec<&str> = supports.iter().map(|at| tree[*at].id.as_ref()).collect();
        match names.len() {
            0 => String::new(),
            _ => format!(" with {}", names.join(", ")),
        }
    };
    let because = |because: &str| match detail {
        Detail::Names => String::new(),
        Detail::All => format!(" – {}", because.trim()),
    };
    let why = branch.because.as_ref().filter(|_| detail == Detail::All);
    let why = why.map(|because| because.trim().to_owned());
    let alternative = branch.alternative.as_ref().map(|other| {
        let name = &tree[other.level].id;
        format!(
            "or {name}{}{}",
            with(&other.supports),
            because(&other.because)
        )
    });
    let fallback = branch.fallback.as_ref().map(|other| {
        let (name, when) = (&tree[other.level].id, if_phrase(tree, &other.when));
        let supports = with(&other.supports);
        format!("for now {name}{supports}{when}{}", because(&other.because))
    });
    [why, alternative, fallback].into_iter().flatten().collect()
}

fn manner(question: &Question) -> String {
    let kind = match question.kind {
        Kind::One => "one of".to_owned(),
        Kind::Many => "any of".to_owned(),
        Kind::YesNo => "yes or no".to_owned(),
        Kind::Number => format!("{} to {}", question.min, question.max),
    };
    let order = match (question.kind, question.order) {
        (Kind::One | Kind::Number, Order::Heavier) => ", heavier to the end",
        (_, Order::Lighter) => ", lighter to the end",
        _ => "",
    };
    format!("{kind}{order}")
}

fn offered(choice: &Choice) -> String {
    let points = match choice.points {
        0 => String::new(),
        points => format!(" [{points}]"),
    };
    let alone = if choice.alone { " (alone)" } else { "" };
    format!("· {}{points}: {}{alone}", choice.id, choice.label)
}

/// A value with its one short condition, or how many rules it has.
fn brief(value: &ScaleValue, tree: &Tree) -> String {
    match &value.rules[..] {
        [] => value.id.to_string(),
        [rule] => format!("{} if {}", value.id, phrase(tree, &rule.when)),
        rules => format!("{} ({} rules)", value.id, rules.len()),
    }
}
