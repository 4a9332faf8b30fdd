//! The log: what is written is read, a stale write is a conflict, the order of commits skips nothing.

use super::{Story, Told, appending, at, entry, open_case, opening, salt};
use crate::chain::{Envelope, body_hash, chain_hash};
use crate::commit::Commit;
use crate::ids::{AuthoritySeq, CaseKey, Cursor, EntrySeq, Hash};
use crate::refused::Refused;
use crate::store::Store;

pub(super) fn the_log_of_a_case(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let first = open_case(store, tenant)?;
    let mut more = appending(tenant, &first, &b"long text ".repeat(2000));
    if let Some(entry) = &mut more.entry {
        entry.kinds = vec!["asked@1".to_owned(), "answered@2".to_owned()];
        entry.on_behalf = Some("p1".to_owned());
        entry.authority_seq = Some(AuthoritySeq(4));
        entry.job = super::key_in(first.case, 9).ok();
        entry.bundle = Some(Hash::of(&[b"bundle"]));
        entry.trace_id = Some("t".to_owned());
    }
    let wanted = more.entry.clone();
    let second = store.submit(more).wait()?;
    let entries = store.entries(tenant, first.case, EntrySeq::NONE)?;
    let [one, two] = entries.as_slice() else {
        return told.say("both entries of a case are read back", false);
    };
    let salt = salt(first.case);
    told.say("a body is read back as it was written", one.body.as_deref() == Some(b"opened"))?;
    let envelope = wanted.as_ref().map(|entry| Envelope::of(tenant, first.case, EntrySeq(2), at(1), entry));
    told.say("an envelope is read back as it was written", Some(&two.envelope) == envelope.as_ref())?;
    told.say("a long body is read back as it was written", two.body == wanted.map(|entry| entry.body))?;
    told.say("a body is hashed with the salt of its case", one.body_hash == body_hash(&salt, b"opened"))?;
    let expected = chain_hash(Hash::ZERO, &one.envelope.encode(), one.body_hash);
    told.say("the first entry follows the zero hash", one.hash == expected && first.hash == expected)?;
    let expected = chain_hash(one.hash, &two.envelope.encode(), two.body_hash);
    told.say("the second entry follows the first", two.hash == expected && second.hash == expected)?;
    told.say(
        "the receipt says where it was written",
        second.seq == EntrySeq(2) && second.cursor == Some(two.cursor),
    )?;
    told.say(
        "reading goes on after an entry",
        store.entries(tenant, first.case, EntrySeq(1))? == [two.clone()],
    )?;
    let row = store.case(tenant, first.case)?;
    told.say(
        "the row of the case stands at its last entry",
        row.is_some_and(|row| row.seq == EntrySeq(2) && row.head == two.hash && row.changed_at == at(1)),
    )?;
    let other = store.tenant("b")?;
    told.say(
        "another tenant sees nothing of it",
        store.entries(other, first.case, EntrySeq::NONE)?.is_empty(),
    )
}

pub(super) fn a_stale_write(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let first = open_case(store, tenant)?;
    store.submit(appending(tenant, &first, b"two")).wait()?;
    let stale = store.submit(appending(tenant, &first, b"other two")).wait();
    let is_conflict =
        matches!(stale, Err(Refused::StaleCase { case, have }) if case == first.case && have == EntrySeq(2));
    told.say("a stale write is a conflict", is_conflict)?;
    told.say(
        "a refused write leaves no trace",
        store.entries(tenant, first.case, EntrySeq::NONE)?.len() == 2,
    )?;
    let mut only_checked = Commit::new(tenant, first.case, at(2));
    only_checked.expect_seq = Some(EntrySeq(1));
    let stale = store.submit(only_checked).wait();
    told.say(
        "the sequence is checked also without an entry",
        matches!(stale, Err(Refused::StaleCase { .. })),
    )?;
    let Some(nowhere) = CaseKey::of_number((1 << 41) - 1) else { return Ok(()) };
    let lost =
        store.submit(Commit::new(tenant, nowhere, at(2)).with_entry(EntrySeq::NONE, entry(b""))).wait();
    told.say("a case that was never opened takes no entry", matches!(lost, Err(Refused::NoSuchCase { .. })))?;
    let mut again = opening(store, tenant)?;
    again.case = first.case;
    let twice = store.submit(again).wait();
    told.say("a case is opened once", matches!(twice, Err(Refused::CaseExists { .. })))?;
    let mut malformed = Commit::new(tenant, first.case, at(2));
    malformed.entry = Some(entry(b""));
    let malformed = store.submit(malformed).wait();
    told.say("an entry must say what it follows", matches!(malformed, Err(Refused::Malformed { .. })))
}

pub(super) fn the_order_of_commits(told: &mut Story, store: &dyn Store) -> Told {
    let (one, two) = (store.tenant("a")?, store.tenant("b")?);
    let mut pending = Vec::new();
    for number in 0..10 {
        let tenant = if number % 2 == 0 { one } else { two };
        pending.push(store.submit(opening(store, tenant)?));
    }
    for answer in pending {
        answer.wait()?;
    }
    let all = store.entries_in_order(one, Cursor::NONE, 100)?;
    told.say("the order of commits holds every entry of the tenant and no other", all.len() == 5)?;
    let rising = all.windows(2).all(|pair| matches!(pair, [a, b] if a.cursor < b.cursor));
    told.say("cursors rise", rising && all.iter().all(|entry| entry.envelope.tenant == one))?;
    let mut paged = Vec::new();
    let mut after = Cursor::NONE;
    loop {
        let page = store.entries_in_order(one, after, 2)?;
        let Some(last) = page.last() else { break };
        after = last.cursor;
        paged.extend(page);
    }
    told.say("pages together hold the same", paged == all)
}
