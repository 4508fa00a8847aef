//! The proof against trying every combination of answers.

mod common {
    pub(crate) mod trees;
}

use common::trees;
use firststep::model::check::check;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn questionnaires_made_by_chance_pass_the_gate(bytes in trees::bytes()) {
        let text = trees::questionnaire(&bytes);
        if let Err(findings) = check(&text) {
            let told: Vec<_> = findings.iter().map(|finding| format!("{}: {}", finding.place, finding.message)).collect();
            prop_assert!(false, "{}\n{text}", told.join("\n"));
        }
    }
}
