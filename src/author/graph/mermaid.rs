//! The tree as a Mermaid flowchart, which many sites and editors draw.

use super::View;
use super::phrase::{if_phrase, phrase};
use crate::model::document::Stop;
use crate::model::reading::Holds;
use crate::model::tree::{
    BranchRef, LevelRef, NodeRef, QuestionRef, Scale, ScaleRef, SupportRef, To, Tree,
};

/// Draws the tree; with a node in view, the questions and rules of that node as well.
pub fn mermaid(view: &View<'_>) -> String {
    let mut chart = Chart::default();
    chart.add(SPACING);
    chart.add("flowchart TD");
    for node in view.nodes() {
        chart.node(view, node);
    }
    chart.classes(view);
    chart.text
}

/// Boxes as wide as their lines, and close together.
const SPACING: &str = "%%{init: {\"flowchart\": {\"wrappingWidth\": 480, \"rankSpacing\": 28, \"nodeSpacing\": 28}}}%%";
/// Columns of a box, in characters.
const WIDTH: usize = 44;
/// Cases that show a branch well.
const WELL: usize = 3;

#[derive(Default)]
struct Chart {
    text: String,
    arrows: usize,
    /// Numbers of the arrows on the way.
    thick: Vec<String>,
}

impl Chart {
    fn add(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    fn arrow(&mut self, from: &str, label: &str, to: &str, holds: Holds) {
        let arrow = if holds == Holds::Open { "-.->" } else { "-->" };
        let label = match label {
            "" => String::new(),
            label => format!("|{label}|"),
        };
        self.add(&format!("  {from} {arrow}{label} {to}"));
        if holds == Holds::Yes {
            self.thick.push(self.arrows.to_string());
        }
        self.arrows += 1;
    }

    fn node(&mut self, view: &View<'_>, at: NodeRef) {
        let node = &view.tree[at];
        let full = view.node == Some(at);
        let mut lines = vec![format!("<b>{}</b>", wrapped(&node.title))];
        if full || view.node.is_none() {
            lines.extend(inside(view, at));
        }
        let class = if view.marks.has_way() && view.marks.reaches(at) == Holds::No {
            "faded"
        } else {
            "node"
        };
        self.add(&format!(
            "  {}[\"{}\"]:::{class}",
            name(at),
            lines.join("<br/>")
        ));
        if view.node.is_some() && !full {
            return self.onward(view, at, &name(at), "");
        }
        if full {
            let scales = node.scales.clone().map(ScaleRef);
            scales.for_each(|scale| self.rules(view, at, &view.tree[scale]));
        }
        // In this order the way on lies in the middle, and goes straight down.
        self.stops(view, at, Stop::Emergency);
        self.branches(view, at);
        self.stops(view, at, Stop::Refer);
    }

    fn stops(&mut self, view: &View<'_>, node: NodeRef, stop: Stop) {
        let (heading, class) = match stop {
            Stop::Emergency => ("Emergency: what to do now", "stop"),
            Stop::Refer => ("Whom to turn to", "refer"),
        };
        let alerts: Vec<_> = view.stops(node, stop).collect();
        if alerts.is_empty() {
            return;
        }
        let titles = alerts.iter().map(|(_, alert)| &alert.title);
        let titles = titles.map(|title| wrapped(&format!("· {title}")));
        let titles = titles.collect::<Vec<_>>().join("<br/>");
        let end = format!("{class}{}", node.0);
        self.add(&format!(
            "  {end}(\"<b>{heading}</b><br/>{titles}\"):::{class}"
        ));
        let label = match alerts.as_slice() {
            [(_, one)] => quoted(&phrase(view.tree, &one.when)),
            _ => quoted("any of these"),
        };
        let holds = alerts.iter().any(|(at, _)| view.marks.ends_with(*at));
        self.arrow(&name(node), &label, &end, when(holds));
    }

    /// The rules of a scale, one box for each value that has any.
    fn rules(&mut self, view: &View<'_>, node: NodeRef, scale: &Scale) {
        let mut below = name(node);
        for (rank, value) in scale.values.iter().enumerate() {
            if value.rules.is_empty() {
                continue;
            }
            let rules: Vec<String> = value
                .rules
                .iter()
                .map(|rule| wrapped(&format!("· {}", phrase(view.tree, &rule.when))))
                .collect();
            let heading = escaped(&format!("{}: {}", scale.id, value.id));
            let here = format!("{}_{rank}", escaped(&scale.id));
            let any = if value.rules.len() > 1 {
                "if any of"
            } else {
                "if"
            };
            let rules = rules.join("<br/>");
            self.add(&format!(
                "  {here}[\"<b>{heading}</b> {any}<br/>{rules}\"]:::rules"
            ));
            self.add(&format!("  {below} -.- {here}"));
            self.arrows += 1;
            below = here;
        }
    }

    /// A ladder: each rung asks one condition and suggests one level, and `no` leads to the next.
    fn branches(&mut self, view: &View<'_>, node: NodeRef) {
        let mut from = name(node);
        let mut label = "";
        for at in view.tree[node].branches.clone().map(BranchRef) {
            let Some(condition) = &view.tree[at].when else {
                let goal = self.goal(view, at);
                self.arrow(&from, label, &goal, view.marks.takes(at));
                return;
            };
            let here = self.rung(view, at, &phrase(view.tree, condition));
            self.arrow(&from, label, &here, passed(view, node, at));
            (from, label) = (here, "no");
        }
        self.onward(view, node, &from, label);
    }

    /// The arrow to the node that follows, if one does.
    fn onward(&mut self, view: &View<'_>, node: NodeRef, from: &str, label: &str) {
        let next = NodeRef(node.0 + 1);
        if next.index() < view.tree.nodes.len() {
            let passes = view.marks.reaches(node) == Holds::Yes;
            let onward = view.marks.reaches(next) == Holds::Yes;
            self.arrow(from, label, &name(next), when(passes && onward));
        }
    }

    /// A condition with its suggestion beside it; what goes on to a node stands without a frame.
    fn rung(&mut self, view: &View<'_>, at: BranchRef, condition: &str) -> String {
        let (here, frame) = (format!("b{}", at.0), format!("r{}", at.0));
        let text = wrapped(condition);
        let class = covered(view, at);
        let suggests = matches!(view.tree[at].to, To::Suggest(_));
        if suggests {
            self.add(&format!("  subgraph {frame}[\" \"]"));
            self.add("  direction LR");
        }
        self.add(&format!("  {here}{{{{\"{text}\"}}}}:::{class}"));
        let goal = self.goal(view, at);
        self.arrow(&here, "yes", &goal, view.marks.takes(at));
        if !suggests {
            return here;
        }
        self.add("  end");
        self.add(&format!("  style {frame} fill:none,stroke:#d0d7de"));
        frame
    }

    /// Where a branch leads: a later node, or a box of its own, so that no arrows cross.
    fn goal(&mut self, view: &View<'_>, at: BranchRef) -> String {
        let branch = &view.tree[at];
        let level = match branch.to {
            To::Go(node) => return name(node),
            To::Suggest(level) => level,
        };
        let tree = view.tree;
        let mut lines = vec![format!("<b>{}</b>", wrapped(&tree[level].name))];
        if let Some(other) = &branch.alternative {
            lines.push(offer("or", tree, other.level, &other.supports));
        }
        if let Some(other) = &branch.fallback {
            lines.push(offer("for now", tree, other.level, &other.supports));
        }
        if let Some(count) = view.marks.cases(at) {
            let plural = if count == 1 { "" } else { "s" };
            lines.push(format!("<i>{count} case{plural}</i>"));
        }
        let id = format!("s{}", at.0);
        let class = match view.marks.takes(at) {
            Holds::No if view.marks.has_way() => "faded".to_owned(),
            _ => format!("level{}", level.0),
        };
        self.add(&format!("  {id}(\"{}\"):::{class}", lines.join("<br/>")));
        id
    }

    fn classes(&mut self, view: &View<'_>) {
        self.add("  classDef node fill:#f6f8fa,stroke:#57606a,color:#1f2328,text-align:left");
        self.add("  classDef rules fill:#ffffff,stroke:#57606a,color:#1f2328,text-align:left");
        self.add("  classDef asks fill:#ffffff,stroke:#57606a,color:#1f2328");
        self.add("  classDef stop fill:#ffebe9,stroke:#cf222e,color:#82071e,text-align:left");
        self.add("  classDef refer fill:#fff8c5,stroke:#9a6700,color:#4d2d00,text-align:left");
        for (class, fill, stroke) in [
            ("never", "#ffebe9", "#cf222e,stroke-dasharray:5 4"),
            ("seldom", "#fff8c5", "#9a6700"),
            ("well", "#dafbe1", "#1a7f37"),
        ] {
            let style = format!("fill:{fill},stroke:{stroke},color:#1f2328");
            self.add(&format!("  classDef {class} {style}"));
        }
        self.add("  classDef faded fill:#ffffff,stroke:#d0d7de,color:#8c959f,text-align:left");
        for rank in 0..view.tree.levels.len() {
            let style = shade(rank, view.tree.levels.len());
            self.add(&format!("  classDef level{rank} {style}"));
        }
        if !self.thick.is_empty() {
            let thick = self.thick.join(",");
            self.add(&format!(
                "  linkStyle {thick} stroke-width:4px,stroke:#0969da"
            ));
        }
    }
}

/// What a node asks and works out; in view, with the conditions of its questions.
fn inside(view: &View<'_>, at: NodeRef) -> Vec<String> {
    let (tree, node) = (view.tree, &view.tree[at]);
    let questions = node.questions.clone().map(QuestionRef);
    let mut lines: Vec<String> = match view.node {
        Some(_) => questions.map(|question| asked(view, question)).collect(),
        None if node.questions.is_empty() => Vec::new(),
        None => {
            let names: Vec<&str> = questions.map(|at| tree[at].id.as_ref()).collect();
            vec![wrapped(&format!("asks {}", names.join(", ")))]
        }
    };
    for scale in node.scales.clone().map(ScaleRef) {
        let scale = &tree[scale];
        let values: Vec<&str> = scale.values.iter().map(|value| value.id.as_ref()).collect();
        lines.push(wrapped(&format!("{}: {}", scale.id, values.join(" < "))));
    }
    lines
}

fn name(node: NodeRef) -> String {
    format!("n{}", node.0)
}

fn when(holds: bool) -> Holds {
    if holds { Holds::Yes } else { Holds::No }
}

/// Whether the way comes by the condition of a branch: no earlier one was surely taken.
fn passed(view: &View<'_>, node: NodeRef, at: BranchRef) -> Holds {
    let mut earlier = (view.tree[node].branches.start..at.0).map(BranchRef);
    let stopped = earlier.any(|branch| view.marks.takes(branch) == Holds::Yes);
    let later = (at.0..view.tree[node].branches.end).map(BranchRef);
    let ends_here = later
        .map(|branch| view.marks.takes(branch))
        .any(|holds| holds != Holds::No);
    when(!stopped && ends_here)
}

fn covered(view: &View<'_>, branch: BranchRef) -> &'static str {
    match view.marks.cases(branch) {
        None => "asks",
        Some(0) => "never",
        Some(count) if count < WELL => "seldom",
        Some(_) => "well",
    }
}

/// A question in the box of its node.
fn asked(view: &View<'_>, at: QuestionRef) -> String {
    let question = &view.tree[at];
    let answer = view.marks.answer(view.tree, at);
    let answer = answer.map(|answer| format!(" = {answer}"));
    let condition = if_phrase(view.tree, &question.when);
    wrapped(&format!(
        "· {}{}{condition}",
        question.id,
        answer.unwrap_or_default()
    ))
}

fn offer(word: &str, tree: &Tree, level: LevelRef, supports: &[SupportRef]) -> String {
    let supports: Vec<&str> = supports.iter().map(|at| tree[*at].name.as_ref()).collect();
    let with = match supports.len() {
        0 => String::new(),
        _ => format!(" with {}", supports.join(", ")),
    };
    wrapped(&format!("{word} {}{with}", tree[level].name))
}

/// From light to dark, the more intensive the darker.
fn shade(rank: usize, count: usize) -> String {
    let part = rank as f64 / (count.max(2) - 1) as f64;
    let mix = |light: u8, dark: u8| {
        (f64::from(light) + part * (f64::from(dark) - f64::from(light))).round() as u8
    };
    let (red, green, blue) = (mix(0xdd, 0x0a), mix(0xf4, 0x30), mix(0xff, 0x69));
    let ink = if part > 0.55 { "#ffffff" } else { "#1f2328" };
    format!("fill:#{red:02x}{green:02x}{blue:02x},stroke:#0a3069,color:{ink}")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", wrapped(text))
}

/// A text in lines of a readable length, with nothing in it that Mermaid or a browser would take for its own.
fn wrapped(text: &str) -> String {
    let lines = textwrap::wrap(text.trim(), WIDTH);
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    lines.join("<br/>")
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '#' | '"' | '&' | '<' | '>' | '`' | '\\' | '|' => {
                safe += &format!("#{};", letter as u32)
            }
            letter => safe.push(letter),
        }
    }
    safe
}
