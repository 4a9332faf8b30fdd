//! Every scenario of the shipped package gives what it says, and together they show every row of every rule table.

mod common;

use saklig_scenario::{Options, Report, run};
use saklig_text::{Lang, Texts};

/// All that is wrong, in words.
fn told(report: &Report) -> Vec<String> {
    let texts = Texts::of(Lang::Sv);
    let remarks = report.remarks.iter().map(ToString::to_string);
    let failed = report.failed.iter().map(|difference| {
        let lines = difference.lines(texts).join("\n    ");
        format!("{}:{} {}: {lines}", difference.file, difference.line, difference.case)
    });
    let uncovered = report.uncovered.iter().map(|row| row.remark().to_string());
    remarks.chain(failed).chain(uncovered).collect()
}

#[test]
fn every_scenario_of_the_shipped_package_passes() {
    let report = run(&common::processes(), common::SHIPPED, &Options::default());
    let wrong = told(&report);
    assert!(wrong.is_empty(), "{} passed\n{}", report.passed, wrong.join("\n"));
    assert!(report.is_good(false));
    assert!(report.passed >= 260, "{} scenarios", report.passed);
}
