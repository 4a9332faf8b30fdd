//! Robot and human rows side by side: what a rerun may and may not do.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use saklig_case::{HumanRow, RobotRow, RowChange, RowId, RowSheet};

/// Something that happens to a calculation.
#[derive(Debug, Clone)]
enum Step {
    Rerun(BTreeMap<u8, i64>),
    Set(u8, Option<i64>),
    Undo(u8),
}

fn id(row: u8) -> RowId {
    Arc::from(format!("rad{row}"))
}

fn robot(amount: i64) -> RobotRow {
    RobotRow {
        kind: "kostnad".into(),
        text: "Hyra".into(),
        amount: amount.into(),
        applied: Some(6100.into()),
    }
}

fn human(amount: Option<i64>) -> HumanRow {
    HumanRow {
        amount: amount.map(Into::into),
        added: None,
        by: "handlaggare1".into(),
        reason: "Se hyresavi".into(),
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let rerun = proptest::collection::btree_map(0_u8..5, 0_i64..4, 0..5).prop_map(Step::Rerun);
    let set = (0_u8..6, proptest::option::of(0_i64..4)).prop_map(|(row, amount)| Step::Set(row, amount));
    let undo = (0_u8..6).prop_map(Step::Undo);
    proptest::collection::vec(prop_oneof![3 => rerun, 2 => set, 1 => undo], 1..20)
}

fn rerun(sheet: &mut RowSheet, rows: &BTreeMap<u8, i64>) -> saklig_case::Reconciled {
    let rows: Vec<(RowId, RobotRow)> = rows.iter().map(|(row, amount)| (id(*row), robot(*amount))).collect();
    let change = sheet.reconcile(&rows);
    sheet.apply(&change);
    change
}

fn humans(sheet: &RowSheet) -> BTreeMap<RowId, (Option<saklig_number::Number>, Arc<str>)> {
    let said = |row: &saklig_case::Row| row.human.as_ref().map(|human| (human.amount, human.reason.clone()));
    sheet.iter().filter_map(|(id, row)| said(row).map(|said| (id.clone(), said))).collect()
}

proptest! {
    #[test]
    fn a_rerun_refreshes_only_the_robots_side_and_removes_nothing_silently(steps in steps()) {
        let mut sheet = RowSheet::default();
        let mut said: BTreeMap<RowId, Option<i64>> = BTreeMap::new();
        for step in steps {
            match step {
                Step::Rerun(rows) => {
                    let (before, there): (_, BTreeSet<RowId>) =
                        (humans(&sheet), sheet.iter().map(|(id, _)| id.clone()).collect());
                    let change = rerun(&mut sheet, &rows);
                    prop_assert_eq!(&humans(&sheet), &before, "a rerun never touches what a person said");
                    for (row, amount) in &rows {
                        let robot = sheet.get(&id(*row)).and_then(|row| row.robot.clone());
                        prop_assert_eq!(robot.map(|robot| robot.amount), Some((*amount).into()));
                    }
                    let gone = there.iter().filter(|id| sheet.get(id).is_none());
                    for id in gone {
                        prop_assert!(change.withdrawn.contains(id), "what goes away is told: {}", id);
                    }
                    let again: Vec<(RowId, RobotRow)> =
                        rows.iter().map(|(row, amount)| (id(*row), robot(*amount))).collect();
                    prop_assert_eq!(sheet.reconcile(&again), saklig_case::Reconciled::default(), "the same again is nothing");
                }
                Step::Set(row, amount) => {
                    sheet.change(&id(row), &RowChange::Set(human(amount)));
                    said.insert(id(row), amount);
                }
                Step::Undo(row) => {
                    sheet.change(&id(row), &RowChange::Undo);
                    said.remove(&id(row));
                }
            }
            for (id, amount) in &said {
                let row = sheet.get(id).unwrap();
                prop_assert_eq!(row.amount(), amount.map(Into::into), "the person's word counts, a removal too");
            }
            prop_assert_eq!(sheet.touched_by_hand(), !said.is_empty());
            for (id, row) in sheet.iter().filter(|(id, _)| !said.contains_key(*id)) {
                prop_assert!(row.robot.is_some(), "a line that nobody speaks for is not there: {}", id);
                prop_assert_eq!(row.amount(), row.robot.as_ref().map(|robot| robot.amount));
            }
        }
    }
}

#[test]
fn a_removed_line_is_not_revived_by_the_rules() {
    let mut sheet = RowSheet::default();
    rerun(&mut sheet, &BTreeMap::from([(1, 100)]));
    sheet.change(&id(1), &RowChange::Set(human(None)));
    rerun(&mut sheet, &BTreeMap::new());
    rerun(&mut sheet, &BTreeMap::from([(1, 250)]));
    let row = sheet.get("rad1").unwrap();
    assert_eq!((row.amount(), row.robot.as_ref().unwrap().amount), (None, 250.into()));
    sheet.change(&id(1), &RowChange::Undo);
    assert_eq!(sheet.get("rad1").unwrap().amount(), Some(250.into()), "only the person takes it back");
}

#[test]
fn a_persons_value_outlives_the_robots_line_with_kind_and_text() {
    let mut sheet = RowSheet::default();
    rerun(&mut sheet, &BTreeMap::from([(1, 100)]));
    sheet.change(&id(1), &RowChange::Set(human(Some(90))));
    let change = rerun(&mut sheet, &BTreeMap::new());
    assert_eq!(change.withdrawn, [id(1)]);
    let row = sheet.get("rad1").unwrap();
    assert_eq!(row.amount(), Some(90.into()));
    assert_eq!(
        row.label(),
        ("kostnad".into(), "Hyra".into()),
        "the sum still knows which group it belongs to"
    );
}

#[test]
fn a_line_that_a_person_adds_has_a_label_of_its_own() {
    let mut sheet = RowSheet::default();
    let added = HumanRow { added: Some(("kostnad".into(), "Glasögon".into())), ..human(Some(1200)) };
    sheet.change(&id(9), &RowChange::Set(added));
    assert_eq!(sheet.get("rad9").unwrap().label(), ("kostnad".into(), "Glasögon".into()));
    sheet.change(&id(9), &RowChange::Undo);
    assert!(sheet.get("rad9").is_none());
}
