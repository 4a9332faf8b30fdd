//! Never open, over the shipped package: no subset of failed sources raises an amount, removes a protection or turns
//! unclear into met.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use proptest::prelude::*;
use saklig_app::Ports;
use saklig_case::{Case, Protection};
use saklig_connect::{Agency, FileRegisters};
use saklig_testkit::{DemoWorld, Failing, line_of};

/// Applications of different kinds: single, couple, children, shared custody, every source that carries money, capped
/// cost, protected.
const IDS: [&str; 10] =
    ["A-0001", "A-0006", "A-0020", "A-0050", "A-0070", "A-0080", "A-0090", "A-0100", "A-0110", "A-0150"];

fn run(world: &DemoWorld, id: &str, failed: &[Agency], population: bool, history: bool) -> Case {
    let registers = Arc::new(Failing {
        registers: Arc::clone(&world.registers) as Arc<FileRegisters>,
        agencies: failed.to_vec(),
        population,
    });
    let ports = Ports {
        persons: registers.clone(),
        benefits: registers,
        earlier: if history { None } else { world.ports().earlier },
        mailer: None,
        payments: None,
        archive: None,
    };
    world.run(&line_of(id), &ports)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_source_that_fails_never_decides_never_raises_and_never_unprotects(
        id in prop::sample::select(IDS.to_vec()),
        failed in prop::sample::subsequence(Agency::ALL.to_vec(), 0..4),
        population in any::<bool>(),
        history in any::<bool>(),
    ) {
        let whole = run(&DemoWorld::new(), id, &[], false, false);
        let broken = run(&DemoWorld::new(), id, &failed, population, history);
        let nothing_failed = failed.is_empty() && !population && !history;
        if nothing_failed {
            prop_assert_eq!(&whole.decisions.len(), &broken.decisions.len());
        } else {
            prop_assert!(broken.decisions.is_empty(), "decided although {:?} failed", failed);
            prop_assert!(broken.open_tasks().next().is_some(), "nobody was asked");
        }
        let amount = |case: &Case| case.facts.value("beslut.forslag.belopp").and_then(saklig_case::Value::as_number);
        if let (Some(whole), Some(broken)) = (amount(&whole), amount(&broken)) {
            prop_assert!(broken <= whole, "the amount rose from {} to {}", whole, broken);
        }
        for (before, after) in whole.parties.iter().zip(&broken.parties) {
            let unprotected = before.protection.is_masked() && after.protection == Protection::None;
            prop_assert!(!unprotected, "a protection went away");
        }
        for evaluation in whole.evaluations.values().filter(|evaluation| !evaluation.clear) {
            let same = broken.evaluations.get(&evaluation.target);
            prop_assert!(same.is_none_or(|same| !same.clear), "{} was unclear and became met", evaluation.decision);
        }
    }
}
