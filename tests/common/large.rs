//! A questionnaire of any size, as JSON: questions of every kind in nodes of 25, each node with a score, a scale and
//! branches, and conditions on what was asked before.

use serde_json::{Value, json};

/// How many questions a node has.
const NODE: usize = 25;

/// The questions of the shortest way through: answered with their first choice, they lead from the first node to the
/// last one.
pub(crate) const SHORT: [&str; 2] = ["way", "end"];

/// A questionnaire with at least this many questions.
pub(crate) fn questionnaire(questions: usize) -> String {
    let nodes = questions.div_ceil(NODE);
    let mut tree = vec![json!({
        "id": "start",
        "title": "The start",
        "questions": [question("way", "Which way do you want to go?", &["short", "long"])],
        "next": [{ "when": { "way": "short" }, "go": "finish" }],
    })];
    tree.extend((0..nodes).map(node));
    tree.push(json!({
        "id": "finish",
        "title": "The end",
        "questions": [question("end", "How did it go?", &["well", "badly"])],
        "next": [
            { "when": { "end": "well" }, "suggest": "low", "because": "It went well." },
            { "suggest": "high", "because": "It did not go well." },
        ],
    }));
    let document = json!({
        "format": 1,
        "id": "large",
        "version": "1",
        "language": "en",
        "title": "A large questionnaire",
        "intro": "Many questions.",
        "closing": "Talk with somebody.",
        "emergency": { "message": "Call for help." },
        "levels": [
            { "id": "low", "name": "Low", "about": "A little help." },
            { "id": "high", "name": "High", "about": "Much help." },
        ],
        "supports": [{
            "id": "friend", "name": "A friend", "timing": "alongside", "because": "Two see more than one.",
            "when": { "s0": "much" },
        }],
        "tree": tree,
    });
    document.to_string()
}

fn node(at: usize) -> Value {
    let questions: Vec<Value> = (0..NODE)
        .map(|number| numbered(at * NODE + number))
        .collect();
    let id = |number: usize| format!("q{}", at * NODE + number);
    json!({
        "id": format!("n{at}"),
        "title": format!("Part {at}"),
        "questions": questions,
        "scores": [{ "id": format!("p{at}"), "title": "points", "add": [id(1), id(3)] }],
        "scales": [{
            "id": format!("s{at}"),
            "title": "How much it is",
            "values": [
                { "id": "little", "label": "a little" },
                { "id": "much", "label": "much", "rules": [
                    { "when": { format!("p{at}"): "2.." }, "because": "Many points." },
                    { "when": { id(0): "c", id(2): "5.." }, "because": "Two signs." },
                ] },
            ],
        }],
        "next": [{
            "when": { format!("s{at}"): "much", id(4): "yes" }, "go": "finish", "because": "Enough is known.",
        }],
    })
}

/// Questions of every kind in turn; some are asked only after some answer.
fn numbered(number: usize) -> Value {
    let id = format!("q{number}");
    let ask = format!("What about thing number {number}, as far as you can tell?");
    let mut asked = match number % 5 {
        0 => question(&id, &ask, &["a", "b", "c", "d"]),
        2 => json!({ "id": id, "ask": ask, "kind": "number", "min": 0, "max": 30, "unit": "days" }),
        4 => json!({ "id": id, "ask": ask, "kind": "yes_no", "why": "It may change what helps." }),
        _ => json!({ "id": id, "ask": ask, "kind": "many", "choices": [
            { "id": "x", "label": "The first \u{2013} often", "points": 1 },
            { "id": "y", "label": "The \"second\"", "points": 1 },
            { "id": "none", "label": "None of these", "alone": true },
        ] }),
    };
    if number % 5 == 4 {
        asked["when"] = json!({ format!("q{}", number - 4): ["b", "c"] });
    }
    asked
}

fn question(id: &str, ask: &str, choices: &[&str]) -> Value {
    let choice = |id: &&str| json!({ "id": id, "label": format!("The answer {id}") });
    let choices: Vec<Value> = choices.iter().map(choice).collect();
    json!({ "id": id, "ask": ask, "choices": choices })
}
