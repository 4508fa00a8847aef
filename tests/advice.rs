//! Which supports are advised: certain ones, possible ones that are safe for anyone, and none that another covers.

use firststep::model::answers::{Answer, Answers};
use firststep::model::check::check;
use firststep::model::walk::Certainty;

const BIKES: &str = "
format: 1
id: bikes
version: '1'
language: en
title: Which bike?
intro: Hello.
closing: Ask a mechanic.
emergency: { message: Call the shop. }
levels: [{ id: city, name: City bike, about: It rolls. }]
supports:
  - { id: bell, name: Bell, timing: first, when: { night: yes }, if_unknown: true, unknown_because: b, because: b }
  - { id: lights, name: Lights, timing: first, when: { night: yes }, because: b, covers: [bell] }
  - { id: taxi, name: Taxi, timing: first, when: { storm: yes }, because: b, covers: [lights] }
  - { id: vest, name: Vest, timing: first, when: { storm: yes }, because: b, covers: [coat] }
  - { id: coat, name: Coat, timing: first, when: { storm: yes }, because: b, covers: [vest] }
  - { id: map, name: Map, timing: after, because: b }
tree:
  - id: start
    title: Start
    questions:
      - { id: night, ask: At night?, kind: yes_no }
      - { id: storm, ask: In a storm?, kind: yes_no }
    next: [{ suggest: city }]
";

#[test]
fn certain_supports_are_advised_but_not_those_they_cover() {
    assert_eq!(advised("yes", "no"), "lights map");
    assert_eq!(advised("no", "no"), "map");
}

#[test]
fn covering_goes_on_through_others_and_of_two_that_cover_each_other_the_first_stays() {
    assert_eq!(advised("no", "yes"), "taxi vest map");
    assert_eq!(advised("unsure", "yes"), "taxi vest map");
}

#[test]
fn a_possible_support_is_advised_only_if_it_says_so() {
    assert_eq!(advised("unsure", "no"), "bell? map");
    assert_eq!(advised("unsure", "unsure"), "bell? map");
}

fn advised(night: &str, storm: &str) -> String {
    let tree = check(BIKES).expect("a good questionnaire");
    let mut answers = Answers::new();
    for (id, word) in [("night", night), ("storm", storm)] {
        let at = tree.find(id).expect("a question");
        let answer: Answer = tree[at].read(&[word]).expect("an answer");
        answers.set(at, answer);
    }
    let names = tree.advice(&tree.walk(&answers).outcomes);
    let name = |advice: &firststep::model::advice::Advice| {
        let mark = if advice.certainty == Certainty::Possible {
            "?"
        } else {
            ""
        };
        format!("{}{mark}", tree[advice.support].id)
    };
    names.iter().map(name).collect::<Vec<_>>().join(" ")
}
