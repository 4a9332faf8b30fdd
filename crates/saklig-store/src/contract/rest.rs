//! Blobs, snapshots, bundles, clock, settings, checkpoints; and that a refused write leaves no trace anywhere.

use super::{Story, Told, appending, at, job, open_case, open_with_jobs, opening, salt};
use crate::blobs::{NewBlob, blob_address};
use crate::clock::ClockRow;
use crate::commit::{Commit, Snapshot};
use crate::ids::{EntrySeq, Hash, TaskKey, TimerKey};
use crate::jobs::{Door, JobChange, JobState, JobStep};
use crate::refused::Refused;
use crate::search::{Claim, SearchRow};
use crate::store::Store;
use crate::tasks::{TaskFilter, TaskRow, TaskState};
use crate::timers::Timer;
use crate::verify::FindingKind;

fn blob(case: crate::CaseKey, content: Vec<u8>) -> NewBlob {
    NewBlob {
        address: blob_address(&salt(case), &content),
        media_type: "application/pdf".to_owned(),
        retention: "beslut".to_owned(),
        content,
    }
}

pub(super) fn blobs_and_snapshots(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let mut commit = opening(store, tenant)?;
    let case = commit.case;
    let (small, large) = (blob(case, b"brev ".repeat(100)), blob(case, b"bilaga ".repeat(50_000)));
    commit.blobs = vec![small.clone(), large.clone()];
    let receipt = store.submit(commit).wait()?;
    for (wanted, statement) in [(&small, "a small blob is read back"), (&large, "a large blob is read back")]
    {
        let found = store.blob(tenant, case, wanted.address)?;
        let same = found.is_some_and(|found| {
            (found.content == wanted.content && found.media_type == wanted.media_type)
                && found.retention == wanted.retention
        });
        told.say(statement, same)?;
    }
    told.say("the blobs of a case are listed", store.blobs(tenant, case)? == [small.address, large.address])?;
    let other = open_case(store, tenant)?;
    told.say("a blob belongs to its case", store.blob(tenant, other.case, small.address)?.is_none())?;
    let mut more = appending(tenant, &receipt, b"x");
    more.blobs = vec![small.clone(), NewBlob { content: b"changed".to_vec(), ..large.clone() }];
    let refused = store.submit(more).wait();
    told.say("an address is that of its content", matches!(refused, Err(Refused::BlobAddress { index: 1 })))?;

    let snapshot =
        |version, bytes: &[u8]| Snapshot { fold_version: version, seq: EntrySeq(1), bytes: bytes.to_vec() };
    let mut commit = Commit::new(tenant, case, at(1));
    commit.snapshot = Some(snapshot(3, b"state"));
    store.submit(commit.clone()).wait()?;
    told.say("a snapshot is read back", store.snapshot(tenant, case, 3)? == commit.snapshot)?;
    told.say("a snapshot of another fold is none", store.snapshot(tenant, case, 4)?.is_none())?;
    commit.snapshot = Some(snapshot(4, b"other state"));
    store.submit(commit.clone()).wait()?;
    told.say(
        "a new snapshot takes the place of the old",
        store.snapshot(tenant, case, 4)? == commit.snapshot,
    )?;
    told.say("blobs are verified", store.verify(tenant, &[])?.is_green())
}

pub(super) fn the_store_itself(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    told.say("a new store has the real time", store.clock()? == ClockRow::Real)?;
    store.set_clock(ClockRow::Demo(at(10)))?;
    store.set_clock(ClockRow::Demo(at(20)))?;
    let back = store.set_clock(ClockRow::Demo(at(19)));
    told.say("a demo's clock only goes forward", matches!(back, Err(Refused::ClockBackwards)))?;
    told.say("the clock stands where it was set", store.clock()? == ClockRow::Demo(at(20)))?;
    told.say("a setting nobody made is none", store.setting("format_level")?.is_none())?;
    store.set_setting("format_level", "1")?;
    store.set_setting("format_level", "2")?;
    told.say("a setting is what it was last set to", store.setting("format_level")?.as_deref() == Some("2"))?;
    let archive = b"archive ".repeat(1000);
    let id = store.put_bundle(tenant, "forsorjningsstod", &archive, at(1))?;
    told.say("a bundle is named by its SHA-256", id == Hash::of(&[&archive]))?;
    let again = store.put_bundle(tenant, "forsorjningsstod", &archive, at(2))?;
    let bundles = store.bundles(tenant)?;
    let once = matches!(bundles.as_slice(), [row] if row.id == id && row.added_at == at(1));
    told.say("the same bundle twice is one", again == id && once)?;
    told.say("a bundle is read back", store.bundle(tenant, id)? == Some(archive))?;
    let other = store.tenant("b")?;
    told.say("a bundle is the tenant's own", store.bundle(other, id)?.is_none())?;
    let before = store.data_version()?;
    told.say("nothing changes by itself", store.data_version()? == before)?;
    open_case(store, tenant)?;
    told.say("a commit is a change", store.data_version()? != before)
}

pub(super) fn checkpoints(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let first_case = open_case(store, tenant)?;
    store.submit(appending(tenant, &first_case, b"more")).wait()?;
    let first = store.make_checkpoint(tenant, at(10))?;
    let covers = first.as_ref().is_some_and(|point| point.entries == 2 && point.cases == 1 && point.seq == 1);
    told.say("a checkpoint covers every entry so far", covers)?;
    told.say(
        "when nothing has happened there is no checkpoint",
        store.make_checkpoint(tenant, at(11))?.is_none(),
    )?;
    open_case(store, tenant)?;
    store.submit_authority(super::authority::entry(tenant, 0)).wait()?;
    let second = store.make_checkpoint(tenant, at(12))?;
    let follows = match (&first, &second) {
        (Some(first), Some(second)) => {
            second.previous == first.hash() && second.after == first.upto && second.entries == 1
        }
        _ => false,
    };
    told.say("the next checkpoint follows the one before", follows)?;
    let points = store.checkpoints(tenant)?;
    told.say("checkpoints are listed", points.iter().eq(first.iter().chain(&second)))?;
    let report = store.verify(tenant, &points)?;
    told.say("an untouched store is green", report.is_green())?;
    let counts = (report.cases, report.entries, report.authority, report.checkpoints);
    told.say("verify counts what it looked at", counts == (2, 3, 1, 2))?;
    let mut forged = points.clone();
    for point in &mut forged {
        point.cases += 1;
    }
    let report = store.verify(tenant, &forged)?;
    let missed =
        report.findings.iter().filter(|finding| finding.kind == FindingKind::CheckpointMissing).count();
    told.say("a checkpoint kept outside that is not inside is missed", missed == 2)
}

pub(super) fn a_refused_write_leaves_no_trace(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let opened = open_with_jobs(store, tenant, |case| Ok(vec![job(case, 1, "brev")?]))?;
    let key = super::key_in(opened.case, 1)?;
    let mut commit = appending(tenant, &opened, b"refused");
    let task = TaskKey::in_case(opened.case, 2).map(|key| TaskRow {
        key,
        kind: "beslut".to_owned(),
        queue: "q".to_owned(),
        reasons: Vec::new(),
        opened_at: at(1),
        deadline: None,
        state: TaskState::Open,
        assignee: None,
    });
    let timer = TimerKey::in_case(opened.case, 3);
    commit.tasks.extend(task);
    commit.timers.extend(timer.map(|key| Timer { key, due_at: at(1), element: "e".to_owned() }));
    commit.take_claims = vec![Claim("c".to_owned())];
    commit.search = Some(vec![SearchRow::new("k", "v")]);
    commit.blobs = vec![blob(opened.case, b"blob".to_vec())];
    commit.job_changes = vec![
        JobChange { job: key, door: Door::Inside, step: JobStep::Cancel },
        JobChange { job: key, door: Door::Inside, step: JobStep::Complete },
    ];
    let neighbour = opening(store, tenant)?;
    let neighbour_case = neighbour.case;
    let (refused, neighbour) = (store.submit(commit), store.submit(neighbour));
    told.say(
        "the last step decides: a commit is whole or not at all",
        matches!(refused.wait(), Err(Refused::JobState { .. })),
    )?;
    told.say(
        "a refusal does not take its neighbour along",
        neighbour.wait().is_ok_and(|ok| ok.case == neighbour_case),
    )?;
    let tasks = store.tasks(tenant, &TaskFilter { limit: 10, ..TaskFilter::default() })?;
    let clean = store.job(tenant, key)?.is_some_and(|job| job.state == JobState::Queued)
        && tasks.is_empty()
        && store.timers(tenant, opened.case)?.is_empty()
        && store.claims(tenant, opened.case)?.is_empty()
        && store.search_rows(tenant, opened.case)?.is_empty()
        && store.blobs(tenant, opened.case)?.is_empty()
        && store.entries(tenant, opened.case, EntrySeq::NONE)?.len() == 1;
    told.say("nothing of a refused commit is left", clean)?;
    told.say("the chain is whole", store.verify(tenant, &[])?.is_green())
}
