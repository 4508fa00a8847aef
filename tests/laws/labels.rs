//! What findings point at beside their own place is to blame, and nothing less is: by trying everything.

use super::oracle::{End, World, Worlds};
use firststep::model::answers::Answers;
use firststep::model::document::Stop;
use firststep::model::finding::{Code, Finding, Label};
use firststep::model::place::Place;
use firststep::model::tree::{Branch, Tree};
use std::collections::BTreeSet;

/// What is wrong with the labels of a finding.
pub(crate) fn check(worlds: &Worlds<'_>, finding: &Finding) -> Result<(), String> {
    let right = match finding.code {
        Code::ShadowedBranch => are_the_fewest(worlds, finding),
        Code::BrokenGuarantee => are_the_ends(worlds, finding),
        _ => true,
    };
    right.then_some(()).ok_or_else(|| format!("{finding:?}"))
}

/// The branches that are named leave nothing for the dead one, and no fewer do.
fn are_the_fewest(worlds: &Worlds<'_>, finding: &Finding) -> bool {
    let tree = worlds.tree;
    let is = |branch: &Branch, place: Place| branch.place == place;
    let mut branches = tree.branches.iter();
    let dead = branches.position(|branch| is(branch, finding.place));
    let dead = &tree.branches[dead.expect("the finding is about a branch")];
    let above: Vec<&Branch> = (tree.branches.iter())
        .take_while(|branch| branch.place != dead.place)
        .filter(|branch| branch.node == dead.node)
        .collect();
    let would: Vec<&World> = (worlds.all.iter())
        .filter(|world| world.is_suggestion() && world.reached[dead.node.index()])
        .filter(|world| world.may(tree, &dead.when))
        .collect();
    let cover = |set: &[&Branch]| {
        let taken = |world: &&World| set.iter().any(|branch| world.may(tree, &branch.when));
        would.iter().all(taken)
    };
    let named = |branch: &&&Branch| finding.labels.iter().any(|label| is(branch, label.place));
    let named: Vec<&Branch> = above.iter().filter(named).copied().collect();
    let fewer = (0_u32..1 << above.len()).filter(|set| (set.count_ones() as usize) < named.len());
    let mut fewer = fewer.map(|set| {
        let chosen = (above.iter().enumerate()).filter(|(at, _)| set >> at & 1 == 1);
        chosen.map(|(_, branch)| *branch).collect::<Vec<_>>()
    });
    named.len() == finding.labels.len() && cover(&named) && !fewer.any(|set| cover(&set))
}

/// Where the walks of the commands end: at every place that is named, and at no other.
fn are_the_ends(worlds: &Worlds<'_>, finding: &Finding) -> bool {
    let ends: BTreeSet<Place> = (finding.witnesses.iter())
        .flat_map(|command| {
            let answers = answers(worlds.tree, command);
            let mut shown = worlds.agreeing(&answers);
            ends(worlds.tree, shown.next().expect("the answers can be given"))
        })
        .collect();
    let here = |label: &&Label| label.text.ends_with("here");
    let told: Vec<Place> = (finding.labels.iter())
        .filter(here)
        .map(|label| label.place)
        .collect();
    told.len() == ends.len() && told.iter().all(|place| ends.contains(place))
}

fn ends(tree: &Tree, world: &World) -> Vec<Place> {
    let alerts = |stop: Stop| {
        let all = tree.alerts.iter().enumerate();
        let hold = all.filter(|(at, alert)| alert.stop == Some(stop) && world.alert(tree, *at));
        hold.map(|(_, alert)| alert.place).collect()
    };
    match world.end {
        End::Stop => alerts(Stop::Emergency),
        End::Referral => alerts(Stop::Refer),
        End::Level(_) => vec![tree.branches[world.branch].place],
    }
}

/// The answers that a command gives.
fn answers(tree: &Tree, command: &str) -> Answers {
    let words: Vec<&str> = command.split(' ').collect();
    let mut answers = Answers::new();
    for flag in words[2..].chunks(2) {
        let id = flag[0].trim_start_matches("--").replace('-', "_");
        let question = tree.question(&id).expect("the flag of a question");
        let values: Vec<&str> = match flag[1] {
            "''" => Vec::new(),
            words => words.split(',').collect(),
        };
        let answer = tree[question].read(&values).expect("it takes this answer");
        answers.set(question, answer);
    }
    answers
}
