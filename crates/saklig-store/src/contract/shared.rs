//! Two programs on one store.

use std::collections::BTreeSet;
use std::thread;

use super::{Broken, Story, Told, appending, at, entry, job, lease, open_case, open_with_jobs, opening};
use crate::commit::{Commit, Intake};
use crate::ids::{AuthoritySeq, CaseKey, Cursor, EntrySeq, Hash, TenantId};
use crate::refused::Refused;
use crate::search::Claim;
use crate::store::Store;

pub(super) fn two_programs(told: &mut Story, one: &dyn Store, two: &dyn Store) -> Told {
    let tenant = one.tenant("a")?;
    told.say("a tenant is the same for both", two.tenant("a")? == tenant)?;
    let mut keys = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for _ in 0..150 {
        keys.extend([one.new_key(tenant)?, two.new_key(tenant)?]);
        numbers.extend([one.new_number(tenant, "FS", 2025)?, two.new_number(tenant, "FS", 2025)?]);
    }
    told.say(
        "two programs never hand out the same key or number",
        keys.len() == 300 && numbers.len() == 300,
    )?;

    let version = two.data_version()?;
    let opened = open_case(one, tenant)?;
    told.say("one sees what the other wrote", two.entries(tenant, opened.case, EntrySeq::NONE)?.len() == 1)?;
    told.say("a commit of the other is a change", two.data_version()? != version)?;
    one.submit(appending(tenant, &opened, b"one")).wait()?;
    let stale = two.submit(appending(tenant, &opened, b"two")).wait();
    told.say(
        "the other's write makes mine stale",
        matches!(stale, Err(Refused::StaleCase { have: EntrySeq(2), .. })),
    )?;

    let claim = Claim("hushåll 9".to_owned());
    let mut mine = opening(one, tenant)?;
    mine.take_claims = vec![claim.clone()];
    let mut theirs = opening(two, tenant)?;
    theirs.take_claims = vec![claim];
    let (mine, theirs) = (one.submit(mine), two.submit(theirs));
    let winners = [mine.wait(), theirs.wait()].into_iter().flatten().count();
    told.say("at the same instant one program gets the claim", winners == 1)?;

    let intake = Some(Intake {
        channel: "web".to_owned(),
        external_id: "y1".to_owned(),
        content: Hash::of(&[b"text"]),
    });
    let mut mine = opening(one, tenant)?;
    mine.intake.clone_from(&intake);
    let mut theirs = opening(two, tenant)?;
    theirs.intake = intake;
    let (mine, theirs) = (one.submit(mine), two.submit(theirs));
    let cases: BTreeSet<Option<CaseKey>> = [mine.wait(), theirs.wait()].iter().map(case_of).collect();
    told.say("the same application through both is one case", cases.len() == 1 && !cases.contains(&None))?;

    let brake = super::authority::entry(tenant, one.authority_seq(tenant)?.0);
    let mut deciding = appending(tenant, &open_case(one, tenant)?, b"decided");
    deciding.expect_authority_seq = Some(one.authority_seq(tenant)?);
    two.submit_authority(brake).wait()?;
    let stopped = one.submit(deciding).wait();
    told.say(
        "a brake pulled by the other stops a decision under way",
        matches!(stopped, Err(Refused::StaleAuthority { have: AuthoritySeq(1) })),
    )
}

fn case_of(result: &Result<crate::Receipt, Refused>) -> Option<CaseKey> {
    match result {
        Ok(receipt) => Some(receipt.case),
        Err(Refused::AlreadyThere { case }) => Some(*case),
        Err(_) => None,
    }
}

const EACH: usize = 150;

pub(super) fn two_writers(told: &mut Story, one: &dyn Store, two: &dyn Store) -> Told {
    let tenant = one.tenant("writers")?;
    let (leased, seen) = thread::scope(|scope| {
        let writers: Vec<_> =
            [one, two].into_iter().map(|store| scope.spawn(move || write_many(store, tenant))).collect();
        // Read along while both write: each page goes on after the last cursor of the page before.
        let mut seen = Vec::new();
        while writers.iter().any(|writer| !writer.is_finished()) {
            read_on(two, tenant, &mut seen)?;
        }
        let mut leased = Vec::new();
        for writer in writers {
            leased.extend(writer.join().map_err(|_| Broken::Statement("a writer does not panic"))??);
        }
        let mut before = usize::MAX;
        while seen.len() != before {
            before = seen.len();
            read_on(two, tenant, &mut seen)?;
        }
        Ok::<_, Broken>((leased, seen))
    })?;
    told.say("a reader beside two writers skips nothing", seen.len() == 4 * EACH)?;
    let distinct: BTreeSet<_> = leased.iter().collect();
    told.say("no job is leased by both", distinct.len() == leased.len())?;
    let mut rest = leased.len();
    loop {
        let more = lease(one, tenant, "brev", 2, 1000)?;
        if more.is_empty() {
            break;
        }
        rest += more.len();
    }
    told.say("every job is leased once", rest == 2 * EACH)?;
    let report = one.verify(tenant, &[])?;
    told.say("the chains of two writers are green", report.is_green() && report.entries == 4 * EACH as u64)
}

/// Opens cases and appends to them without waiting in between, and leases what there is.
fn write_many(store: &dyn Store, tenant: TenantId) -> Result<Vec<crate::JobKey>, Broken> {
    let mut leased = Vec::new();
    let mut pending = Vec::new();
    for number in 0..EACH {
        let opened = open_with_jobs(store, tenant, |case| Ok(vec![job(case, 1, "brev")?]))?;
        let more = Commit::new(tenant, opened.case, at(1)).with_entry(opened.seq, entry(b"more"));
        pending.push(store.submit(more));
        if number % 10 == 0 {
            leased.extend(lease(store, tenant, "brev", 1, 7)?.iter().map(|job| job.key));
        }
    }
    for answer in pending {
        answer.wait()?;
    }
    Ok(leased)
}

fn read_on(store: &dyn Store, tenant: TenantId, seen: &mut Vec<Cursor>) -> Told {
    let after = seen.last().copied().unwrap_or(Cursor::NONE);
    seen.extend(store.entries_in_order(tenant, after, 64)?.iter().map(|entry| entry.cursor));
    Ok(())
}
