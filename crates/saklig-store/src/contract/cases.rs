//! Cases: keys, numbers, rows, intake, claims, search.

use std::collections::BTreeSet;

use super::{Story, Told, appending, at, open_case, opening};
use crate::cases::{CaseFilter, CaseState, StateChange};
use crate::commit::{Commit, Intake};
use crate::ids::Hash;
use crate::refused::Refused;
use crate::search::{Claim, SearchRow};
use crate::store::Store;

pub(super) fn keys_and_numbers(told: &mut Story, store: &dyn Store) -> Told {
    let (one, two) = (store.tenant("a")?, store.tenant("b")?);
    told.say("a tenant is the same the second time", store.tenant("a")? == one && one != two)?;
    told.say("tenants are listed", store.tenants()? == [(one, "a".to_owned()), (two, "b".to_owned())])?;
    let (mut keys, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..250 {
        keys.insert(store.new_key(one)?);
        numbers.insert(store.new_number(one, "FS", 2025)?);
    }
    told.say("a key is never handed out twice", keys.len() == 250)?;
    told.say("a number is never handed out twice", numbers.len() == 250)?;
    told.say("a key of a case has counter 0", keys.iter().all(|key| key.counter() == 0))?;
    let first = store.new_number(one, "BO", 2026)?;
    told.say("every series and year counts from 1", first.as_str() == "BO-2026-000001")?;
    told.say("a series has its form", store.new_number(one, "bo", 2026).is_err())
}

pub(super) fn rows_and_lists(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let mut receipts = Vec::new();
    for _ in 0..5 {
        receipts.push(open_case(store, tenant)?);
    }
    let [first, second, ..] = receipts.as_slice() else { return Ok(()) };
    let mut closing = appending(tenant, second, b"closed");
    closing.state = Some(StateChange { state: CaseState::Closed, outcome: Some("bifall".to_owned()) });
    store.submit(closing).wait()?;
    let row = store.case(tenant, second.case)?;
    let is_closed =
        |row: &crate::CaseRow| row.state == CaseState::Closed && row.outcome.as_deref() == Some("bifall");
    told.say("the row tells state and outcome", row.as_ref().is_some_and(is_closed))?;
    let by_number = row.as_ref().map(|row| store.case_by_number(tenant, &row.number)).transpose()?;
    told.say("a case is found by its number", by_number.flatten() == row)?;
    let open = CaseFilter { state: Some(CaseState::Open), limit: 100, ..CaseFilter::default() };
    let cases = store.cases(tenant, &open)?;
    told.say(
        "a list keeps to its state",
        cases.len() == 4 && cases.iter().all(|row| row.state == CaseState::Open),
    )?;
    let page =
        store.cases(tenant, &CaseFilter { after: Some(first.case), limit: 2, ..CaseFilter::default() })?;
    let next = receipts.iter().skip(1).take(2).map(|receipt| receipt.case);
    told.say("a list goes on after a key", page.iter().map(|row| row.key).eq(next))?;
    let other_type = CaseFilter { case_type: Some("annan".to_owned()), limit: 100, ..CaseFilter::default() };
    told.say("a list keeps to its case type", store.cases(tenant, &other_type)?.is_empty())?;
    told.say(
        "cases are counted by state",
        store.case_counts(tenant)? == [(CaseState::Open, 4), (CaseState::Closed, 1)],
    )
}

pub(super) fn the_same_application_twice(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let intake = |channel: &str, content: &[u8]| {
        Some(Intake {
            channel: channel.to_owned(),
            external_id: "x1".to_owned(),
            content: Hash::of(&[content]),
        })
    };
    let mut commit = opening(store, tenant)?;
    commit.intake = intake("web", b"text");
    let first = store.submit(commit).wait()?;
    let mut again = opening(store, tenant)?;
    again.intake = intake("web", b"text");
    let unopened = again.case;
    let same = store.submit(again).wait();
    told.say(
        "the same application is the same case",
        matches!(same, Err(Refused::AlreadyThere { case }) if case == first.case),
    )?;
    told.say("the second one opened nothing", store.case(tenant, unopened)?.is_none())?;
    let mut other = opening(store, tenant)?;
    other.intake = intake("web", b"other text");
    let other = store.submit(other).wait();
    told.say(
        "the same id with other content is refused",
        matches!(other, Err(Refused::OtherContent { case }) if case == first.case),
    )?;
    let mut channel = opening(store, tenant)?;
    channel.intake = intake("file", b"text");
    told.say("another channel is another application", store.submit(channel).wait().is_ok())?;
    let found = store.case_by_intake(tenant, "web", "x1")?;
    told.say("a case is found by its application", found == Some((first.case, Hash::of(&[b"text"]))))
}

pub(super) fn claims(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let claim = Claim("hushåll 1 2025-11".to_owned());
    let free = Claim("hushåll 2 2025-11".to_owned());
    let mut commit = opening(store, tenant)?;
    commit.take_claims = vec![claim.clone()];
    let holder = store.submit(commit).wait()?;
    let mut second = opening(store, tenant)?;
    second.take_claims = vec![free.clone(), claim.clone()];
    let held = store.submit(second).wait();
    told.say(
        "a claim is held by one case",
        matches!(held, Err(Refused::ClaimHeld { by, index: 1 }) if by == holder.case),
    )?;
    told.say("a refused commit keeps no claim", store.claim_holder(tenant, &free)?.is_none())?;
    let mut again = Commit::new(tenant, holder.case, at(1));
    again.take_claims = vec![claim.clone()];
    told.say("a case may take its own claim again", store.submit(again).wait().is_ok())?;
    let loser = open_case(store, tenant)?;
    let mut not_mine = Commit::new(tenant, loser.case, at(1));
    not_mine.release_claims = vec![claim.clone()];
    store.submit(not_mine).wait()?;
    told.say("only the holder gives a claim back", store.claim_holder(tenant, &claim)? == Some(holder.case))?;
    told.say("a case knows its claims", store.claims(tenant, holder.case)? == [claim.clone()])?;
    let mut giving = Commit::new(tenant, holder.case, at(1));
    giving.release_claims = vec![claim.clone()];
    store.submit(giving).wait()?;
    let mut taking = Commit::new(tenant, loser.case, at(1));
    taking.take_claims = vec![claim.clone()];
    store.submit(taking).wait()?;
    told.say("a claim given back is free", store.claim_holder(tenant, &claim)? == Some(loser.case))?;
    let other = store.tenant("b")?;
    told.say("claims are the tenant's own", store.claim_holder(other, &claim)?.is_none())
}

pub(super) fn search(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let rows = |name: &str| Some(vec![SearchRow::new("person", "p1"), SearchRow::new("namn", name)]);
    let mut commit = opening(store, tenant)?;
    commit.search = rows("andersson åsa");
    let first = store.submit(commit).wait()?;
    let mut commit = opening(store, tenant)?;
    commit.search = rows("andersson bo");
    let second = store.submit(commit).wait()?;
    let hits = store.search(tenant, "person", "p1", false, 10)?;
    told.say(
        "cases are found by what they have in common",
        hits.iter().map(|hit| hit.case).eq([first.case, second.case]),
    )?;
    let hits = store.search(tenant, "namn", "andersson", true, 10)?;
    told.say("a beginning finds whole words", hits.len() == 2)?;
    told.say(
        "without prefix the value is whole",
        store.search(tenant, "namn", "andersson", false, 10)?.is_empty(),
    )?;
    let mut protected = Commit::new(tenant, first.case, at(1));
    protected.search = Some(vec![SearchRow::new("person", "p1"), SearchRow::new("person", "p1")]);
    store.submit(protected).wait()?;
    let hits = store.search(tenant, "namn", "andersson å", true, 10)?;
    told.say("a row that was replaced finds nothing", hits.is_empty())?;
    told.say(
        "a row that stays still finds",
        store.search_rows(tenant, first.case)? == [SearchRow::new("person", "p1")],
    )?;
    told.say("search keeps to its limit", store.search(tenant, "person", "p1", false, 1)?.len() == 1)
}
