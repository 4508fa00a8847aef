//! Laws of the proof and of the walk, on questionnaires made by chance, against trying every combination of answers.

#[path = "../common/chance.rs"]
mod chance;
mod changes;
mod chart;
mod compiled;
mod difference;
mod labels;
#[allow(dead_code)] // Its way through is for those who measure.
#[path = "../common/large.rs"]
mod large;
mod life;
#[path = "../common/oracle.rs"]
mod oracle;
mod order;
mod promises;
#[path = "../common/trees.rs"]
mod trees;
mod walk;

use firststep::author::proof::prove;
use firststep::model::check::check;
use firststep::model::finding::Code;
use firststep::model::place::Place;
use oracle::{End, Worlds};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What is found, and where.
type Found = BTreeSet<(Code, Place)>;

/// The trees that are tried; each kind of fault must be among them.
const TREES: u32 = 10_000;

#[test]
fn the_proof_finds_what_trying_everything_finds() {
    let seen: RefCell<BTreeMap<Code, usize>> = RefCell::default();
    let agrees = TestRunner::new(chance::cases(TREES)).run(&trees::bytes(), |bytes| {
        let text = trees::questionnaire(&bytes);
        let tree = check(&text)
            .map_err(|findings| TestCaseError::fail(format!("{findings:?}\n{text}")))?;
        let worlds = Worlds::of(&tree);
        let expected = tried(&worlds);
        let proof = prove(&tree);
        let found: Found = (proof.findings.iter())
            .map(|finding| (finding.code, finding.place))
            .collect();
        let missed: Vec<_> = expected.difference(&found).collect();
        let wrong: Vec<_> = found.difference(&expected).collect();
        prop_assert!(
            missed.is_empty() && wrong.is_empty(),
            "missed {missed:?}\nwrong {wrong:?}\n{text}"
        );
        for finding in &proof.findings {
            labels::check(&worlds, finding)
                .map_err(|wrong| TestCaseError::fail(format!("{wrong}\n{text}")))?;
        }
        for (code, _) in found {
            *seen.borrow_mut().entry(code).or_default() += 1;
        }
        Ok(())
    });
    if let Err(error) = agrees {
        panic!("{error}");
    }
    let seen = seen.into_inner();
    for code in PROVED {
        let times = seen.get(code).copied().unwrap_or(0);
        assert!(
            times >= 20,
            "`{code}` was only found {times} times: {seen:?}"
        );
    }
}

/// Every kind of fault that the proof finds.
const PROVED: &[Code] = &[
    Code::DeadQuestion,
    Code::DeadValue,
    Code::DeadBranch,
    Code::ShadowedBranch,
    Code::DeadLevel,
    Code::DeadSupport,
    Code::DeadAlert,
    Code::DeadStep,
    Code::NeverTrue,
    Code::AlwaysTrue,
    Code::IdleQuestion,
    Code::NamesOneOfOrdered,
    Code::BrokenGuarantee,
    Code::VacuousGuarantee,
    Code::NeedlessException,
    Code::UnknownGap,
];

/// What is wrong with a tree, found by trying every combination of answers.
fn tried(worlds: &Worlds<'_>) -> Found {
    let mut found = Found::new();
    life::check(worlds, &mut found);
    life::check_entries(worlds, &mut found);
    order::check(worlds, &mut found);
    promises::check(worlds, &mut found);
    found
}

proptest! {
    #![proptest_config(chance::cases(1_000))]

    #[test]
    fn combinations_are_counted_exactly(bytes in trees::bytes()) {
        let text = trees::questionnaire(&bytes);
        let tree = check(&text).expect("questionnaires made by chance pass the gate");
        let worlds = Worlds::of(&tree);
        let census = prove(&tree).census.expect("it is small enough");
        let count = |end| worlds.all.iter().filter(|world| world.end == end).count().to_string();
        prop_assert_eq!(census.combinations.to_string(), worlds.all.len().to_string());
        prop_assert_eq!(census.stops.to_string(), count(End::Stop));
        prop_assert_eq!(census.referrals.to_string(), count(End::Referral));
        for (level, found) in census.levels.iter().enumerate() {
            prop_assert_eq!(found.to_string(), count(End::Level(level as u32)));
        }
    }
}
