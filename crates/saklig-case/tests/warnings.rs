//! Warnings open and close themselves when the facts change; a person's acknowledgement holds for what was seen.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::Arc;

use expect_test::{Expect, expect};
use saklig_case::{Severity, WarningKey, WarningState, Warnings};

fn key(kind: &str, subject: &str) -> WarningKey {
    WarningKey { kind: kind.into(), subject: subject.into() }
}

/// `kind/subject`, text, whether it blocks.
type Seen = (&'static str, &'static str, &'static str, Severity);

fn now(seen: &[Seen]) -> BTreeMap<WarningKey, (Severity, Arc<str>)> {
    seen.iter()
        .map(|(kind, subject, text, severity)| (key(kind, subject), (*severity, Arc::from(*text))))
        .collect()
}

/// One open, one acknowledged, one closed warning of the rules, and one of other rules.
fn warnings() -> Warnings {
    let mut warnings = Warnings::default();
    for (kind, subject) in
        [("okand_inkomst", "i1"), ("andrat_konto", ""), ("fritext", ""), ("kalla_saknas", "fk")]
    {
        warnings.raise(key(kind, subject), Severity::Blocks, "text".into());
    }
    let (by, reason, at) =
        ("handlaggare1".into(), "kontrollerat".into(), "2025-11-24T08:00:00Z".parse().unwrap());
    warnings.set(&key("andrat_konto", ""), WarningState::Acknowledged { by, reason, at });
    warnings.set(&key("fritext", ""), WarningState::Closed);
    warnings
}

fn check(seen: &[Seen], expected: &Expect) {
    let kinds: Vec<Arc<str>> = ["okand_inkomst", "andrat_konto", "fritext"].map(Arc::from).to_vec();
    let (open, close) = warnings().difference(&kinds, &now(seen));
    let names =
        |keys: Vec<WarningKey>| keys.iter().map(|k| format!("{}/{}", k.kind, k.subject)).collect::<Vec<_>>();
    expected.assert_eq(&format!("öppna {:?} stäng {:?}", names(open), names(close)));
}

const SAME: [Seen; 2] =
    [("okand_inkomst", "i1", "text", Severity::Blocks), ("andrat_konto", "", "text", Severity::Blocks)];

#[test]
fn the_same_warnings_again_change_nothing() {
    check(&SAME, &expect!["öppna [] stäng []"]);
}

#[test]
fn what_the_rules_no_longer_see_closes_and_other_rules_warnings_stay() {
    check(&[], &expect![[r#"öppna [] stäng ["andrat_konto/", "okand_inkomst/i1"]"#]]);
}

#[test]
fn another_subject_is_another_warning() {
    check(
        &[("okand_inkomst", "i2", "text", Severity::Blocks), SAME[0], SAME[1]],
        &expect![[r#"öppna ["okand_inkomst/i2"] stäng []"#]],
    );
}

#[test]
fn an_acknowledged_warning_opens_again_when_it_says_something_else() {
    check(
        &[SAME[0], ("andrat_konto", "", "ett annat konto", Severity::Blocks)],
        &expect![[r#"öppna ["andrat_konto/"] stäng []"#]],
    );
    check(
        &[SAME[0], ("andrat_konto", "", "text", Severity::Notice)],
        &expect![[r#"öppna ["andrat_konto/"] stäng []"#]],
    );
}

#[test]
fn a_closed_warning_opens_again() {
    check(
        &[SAME[0], SAME[1], ("fritext", "", "text", Severity::Blocks)],
        &expect![[r#"öppna ["fritext/"] stäng []"#]],
    );
}

#[test]
fn only_open_warnings_are_open() {
    let open: Vec<String> = warnings().open().map(|(key, _)| key.kind.to_string()).collect();
    assert_eq!(open, ["kalla_saknas", "okand_inkomst"]);
}
