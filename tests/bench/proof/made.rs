//! Large questionnaires, made by rule: always the same for the same size.
//!
//! They grow as the default one does, by more parts of the same kind. Each part asks ten questions of every kind, some
//! only after others; adds up points, and cuts them into a scale. The last node puts all of it together: whatever is
//! most serious decides. Supports, alerts and guarantees name every part.

use std::fmt::Write;

/// Questions of one part.
const PART: usize = 10;
/// The branches that take whatever no part decides.
const REST: usize = 2;

/// A questionnaire with so many questions and branches, as YAML.
pub(crate) fn questionnaire(questions: usize, branches: usize) -> String {
    let parts = questions / PART;
    let mut text = String::from(HEAD);
    supports(parts, &mut text);
    alerts(parts, &mut text);
    text.push_str("tree:\n");
    for part in 0..parts {
        let extra = if part == 0 { questions % PART } else { 0 };
        node(part, extra, &mut text);
    }
    decide(parts, branches, &mut text);
    guarantees(parts, &mut text);
    text
}

const HEAD: &str = "format: 1
id: large
version: '1'
language: en
title: Large
intro: Many questions.
closing: The end.
emergency: { message: Get help. }
levels:
  - { id: l0, name: L, about: a }
  - { id: l1, name: L, about: a }
  - { id: l2, name: L, about: a }
  - { id: l3, name: L, about: a }
  - { id: l4, name: L, about: a }
";

/// Writing to a string cannot fail.
macro_rules! put {
    ($text:expr, $($words:tt)*) => { let _ = writeln!($text, $($words)*); };
}

fn supports(parts: usize, text: &mut String) {
    text.push_str("supports:\n");
    put!(
        text,
        "  - {{ id: first, name: S, timing: first, when: {{ severity_0: severe }}, because: b }}"
    );
    put!(
        text,
        "  - {{ id: home, name: S, timing: alongside, when: {{ level: l2.., bad_0: yes }}, because: b }}"
    );
    for part in 0..parts {
        put!(
            text,
            "  - {{ id: s_{part}, name: S, timing: after, when: {{ severity_{part}: moderate.., form_{part}: [b, c] }}, because: b }}"
        );
    }
}

fn alerts(parts: usize, text: &mut String) {
    text.push_str("alerts:\n");
    put!(
        text,
        "  - {{ id: now, title: A, when: {{ signs_0: e }}, stop: emergency, message: m }}"
    );
    put!(
        text,
        "  - {{ id: refer, title: A, when: {{ amount_0: ..9 }}, stop: refer, message: m }}"
    );
    for part in (1..parts).step_by(5) {
        put!(
            text,
            "  - {{ id: a_{part}, title: A, when: {{ amount_{part}: 70.., bad_{part}: yes }}, message: m }}"
        );
    }
}

fn node(part: usize, extra: usize, text: &mut String) {
    put!(text, "  - id: n_{part}\n    title: N\n    questions:");
    put!(
        text,
        "      - {{ id: often_{part}, ask: Q, order: heavier, choices: [{{ id: a, label: C }}, {{ id: b, label: C, points: 1 }}, {{ id: c, label: C, points: 2 }}, {{ id: d, label: C, points: 3 }}] }}"
    );
    put!(
        text,
        "      - {{ id: bad_{part}, ask: Q, kind: yes_no, points: 1 }}"
    );
    put!(
        text,
        "      - {{ id: signs_{part}, ask: Q, kind: many, choices: [{{ id: a, label: C, points: 1 }}, {{ id: b, label: C, points: 1 }}, {{ id: c, label: C, points: 2 }}, {{ id: d, label: C, points: 2 }}, {{ id: e, label: C, points: 1 }}, {{ id: none, label: C, alone: true }}] }}"
    );
    let order = if part == 0 { "none" } else { "heavier" };
    put!(
        text,
        "      - {{ id: amount_{part}, ask: Q, kind: number, min: 0, max: 100, order: {order} }}"
    );
    put!(
        text,
        "      - {{ id: long_{part}, ask: Q, order: heavier, when: {{ often_{part}: b.. }}, choices: [{{ id: a, label: C }}, {{ id: b, label: C, points: 1 }}, {{ id: c, label: C, points: 2 }}] }}"
    );
    put!(
        text,
        "      - {{ id: tried_{part}, ask: Q, kind: yes_no, when: {{ bad_{part}: yes }}, points: 1 }}"
    );
    put!(
        text,
        "      - {{ id: hard_{part}, ask: Q, kind: yes_no, points: 2 }}"
    );
    put!(
        text,
        "      - {{ id: alone_{part}, ask: Q, kind: yes_no, points: 1 }}"
    );
    put!(
        text,
        "      - {{ id: rest_{part}, ask: Q, kind: number, min: 0, max: 24, order: lighter, when: {{ hard_{part}: yes }} }}"
    );
    put!(
        text,
        "      - {{ id: form_{part}, ask: Q, order: none, choices: [{{ id: a, label: C }}, {{ id: b, label: C }}, {{ id: c, label: C }}] }}"
    );
    for more in 0..extra {
        put!(
            text,
            "      - {{ id: more_{more}, ask: Q, kind: yes_no, points: 1 }}"
        );
    }
    let more: String = (0..extra).map(|more| format!(", more_{more}")).collect();
    put!(
        text,
        "    scores:\n      - {{ id: points_{part}, title: T, add: [often_{part}, bad_{part}, signs_{part}, long_{part}, tried_{part}, hard_{part}, alone_{part}{more}] }}"
    );
    put!(text, "    scales:");
    put!(
        text,
        "      - {{ id: severity_{part}, title: K, values: [{{ id: none }}, {{ id: mild, when: {{ points_{part}: 4.. }} }}, {{ id: moderate, when: {{ points_{part}: 8.. }} }}, {{ id: severe, when: {{ points_{part}: 12.. }} }}] }}"
    );
}

/// The highest level first, so that what is worse is never less.
fn decide(parts: usize, branches: usize, text: &mut String) {
    put!(
        text,
        "  - id: last\n    title: N\n    scales:\n      - id: need\n        title: K\n        values: [{{ id: v0 }}, {{ id: v1, rules: ["
    );
    for part in (0..parts).step_by(5) {
        put!(
            text,
            "          {{ when: {{ severity_{part}: mild.. }}, because: b }},"
        );
    }
    put!(text, "        ] }}]\n    next:");
    let rows = [
        ("l4", "severity_P: severe, alone_P: yes, amount_P: 90.."),
        ("l3", "severity_P: severe, rest_P: ..6"),
        ("l2", "severity_P: moderate.., bad_P: yes"),
    ];
    let rows = rows
        .iter()
        .flat_map(|row| (0..parts).map(move |part| (row, part)));
    for ((level, when), part) in rows.skip((3 * parts + REST).saturating_sub(branches)) {
        let when = when.replace('P', &part.to_string());
        put!(
            text,
            "      - {{ when: {{ {when} }}, suggest: {level}, because: b }}"
        );
    }
    put!(
        text,
        "      - {{ when: {{ need: v1 }}, suggest: l1, because: b, fallback: {{ when: {{ bad_0: yes }}, level: l0, recheck: soon, because: b }} }}"
    );
    put!(text, "      - {{ suggest: l0, because: b }}");
}

fn guarantees(parts: usize, text: &mut String) {
    let every = |name: &str| {
        let all = (0..parts).map(|part| format!("{name}_{part}"));
        all.collect::<Vec<_>>().join(", ")
    };
    text.push_str("guarantees:\n");
    put!(
        text,
        "  - {{ id: stops, when: {{ signs_0: e }}, stops: true }}"
    );
    put!(
        text,
        "  - {{ id: severe_first, when: {{ severity_0: severe }}, supports: [first] }}"
    );
    put!(
        text,
        "  - {{ id: worse_is_never_less, worse: all, never: lower_level, keep: [first] }}"
    );
    put!(
        text,
        "  - {{ id: form_never_counts, answers: [{}], never: change_level }}",
        every("form")
    );
    put!(
        text,
        "  - {{ id: rest_never_lowers, worse: [{}], never: lower_level }}",
        every("rest")
    );
    for part in 0..parts {
        put!(
            text,
            "  - {{ id: severe_{part}, when: {{ severity_{part}: severe, bad_{part}: yes }}, level: l2.. }}"
        );
    }
}
