//! Jobs: rows, steps, leases. What a step does is the port's; here it is read, taken and written back.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use saklig_store::{
    AuthoritySeq, EntrySeq, Fence, HoldJobs, Job, JobChange, JobFilter, JobKey, JobState, LeaseRequest,
    NewJob, Refused, TenantId,
};

use crate::failure::Stop;
use crate::rows::{Columns, Question, int, limit, micros, optional_micros};

const COLUMNS: &str =
    "tenant, key, kind, case_type, entry, business_key, payload_hash, priority, not_before, attempts,
     lease_owner, lease_until, fence, past_commit_point, state, hold, held_by";

fn read(row: &Row<'_>) -> rusqlite::Result<Job> {
    let mut row = Columns::of(row);
    Ok(Job {
        tenant: row.tenant()?,
        key: row.key(JobKey::new)?,
        kind: row.get()?,
        case_type: row.get()?,
        entry: EntrySeq(row.number()?),
        business_key: row.get()?,
        payload_hash: row.hash()?,
        priority: row.get()?,
        not_before: row.optional_time()?,
        attempts: row.get()?,
        lease_owner: row.get()?,
        lease_until: row.optional_time()?,
        fence: Fence(row.number()?),
        past_commit_point: row.get()?,
        state: row.word(JobState::from_word)?,
        hold: row.get()?,
        held_by: row.optional_number()?.map(AuthoritySeq),
    })
}

/// Writes a new job.
pub(crate) fn insert(
    conn: &Connection,
    tenant: TenantId,
    case_type: &str,
    entry: EntrySeq,
    new: &NewJob,
) -> Result<(), Stop> {
    let job = Job::of(tenant, case_type, entry, new);
    let written = conn
        .prepare_cached(
            "INSERT INTO job (tenant, key, kind, case_type, entry, business_key, payload_hash, priority, not_before,
             attempts, fence, past_commit_point, state, hold) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            tenant.0,
            int(job.key.value()),
            job.kind,
            job.case_type,
            int(entry.0),
            job.business_key,
            job.payload_hash.0,
            job.priority,
            optional_micros(job.not_before),
            job.state.as_str(),
            job.hold
        ])?;
    if written == 1 {
        return Ok(());
    }
    Err(Refused::JobExists { job: same_business_key(conn, &job)?.unwrap_or(job.key) }.into())
}

/// Another job that has the type and business key.
fn same_business_key(conn: &Connection, job: &Job) -> Result<Option<JobKey>, Stop> {
    let found: Option<i64> = conn
        .prepare_cached(
            "SELECT key FROM job WHERE tenant = ? AND kind = ? AND business_key = ?
             AND state NOT IN ('dead', 'failed_business')",
        )?
        .query_row(params![job.tenant.0, job.kind, job.business_key], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|key| u64::try_from(key).ok()).and_then(JobKey::new))
}

/// Takes a step of a job.
pub(crate) fn change(
    conn: &Connection,
    tenant: TenantId,
    change: &JobChange,
    now: Timestamp,
) -> Result<(), Stop> {
    let job = get(conn, tenant, change.job)?.ok_or(Refused::NoSuchJob { job: change.job })?;
    let next = job.step(change.door, &change.step, now)?;
    if next.state.keeps_key() && !job.state.keeps_key() {
        // It gave its business key back and wants it again: only when nobody else has taken it.
        if let Some(there) = same_business_key(conn, &job)? {
            return Err(Refused::JobExists { job: there }.into());
        }
    }
    Ok(write(conn, &next)?)
}

/// Holds the jobs a brake reaches, and says how many.
pub(crate) fn hold(
    conn: &Connection,
    tenant: TenantId,
    brake: &HoldJobs,
    by: AuthoritySeq,
) -> rusqlite::Result<u64> {
    let mut held = 0;
    for kind in &brake.kinds {
        for state in [JobState::Queued, JobState::Leased] {
            // The state is written out, so that the partial index is used.
            let sql = format!(
                "SELECT {COLUMNS} FROM job WHERE tenant = ? AND kind = ? AND state = '{}'",
                state.as_str()
            );
            let jobs: Vec<Job> = conn
                .prepare_cached(&sql)?
                .query_map(params![tenant.0, kind], read)?
                .collect::<rusqlite::Result<_>>()?;
            for job in jobs {
                let meant = brake.case_type.as_ref().is_none_or(|case_type| *case_type == job.case_type);
                if let Some(braked) = meant.then(|| job.braked(&brake.reason, by)).flatten() {
                    write(conn, &braked)?;
                    held += 1;
                }
            }
        }
    }
    Ok(held)
}

/// Leases what is free.
pub(crate) fn lease(conn: &Connection, request: &LeaseRequest) -> Result<Vec<Job>, Stop> {
    let mut free = Vec::new();
    for kind in &request.kinds {
        take_back(conn, request, kind, &mut free)?;
        let sql = format!(
            "SELECT {COLUMNS} FROM job WHERE tenant = ? AND kind = ? AND state = 'queued'
             AND (not_before IS NULL OR not_before <= ?) ORDER BY priority DESC, key LIMIT ?"
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let queued = statement
            .query_map(params![request.tenant.0, kind, micros(request.now), limit(request.limit)], read)?;
        for job in queued {
            free.push(job?);
        }
        if request.doubtful {
            let sql = format!(
                "SELECT {COLUMNS} FROM job WHERE tenant = ? AND state = 'in_doubt' AND kind = ?
                 AND (not_before IS NULL OR not_before <= ?) ORDER BY key LIMIT ?"
            );
            let mut statement = conn.prepare_cached(&sql)?;
            let doubtful = statement.query_map(
                params![request.tenant.0, kind, micros(request.now), limit(request.limit)],
                read,
            )?;
            for job in doubtful {
                free.push(job?);
            }
        }
    }
    free.sort_by(|a, b| b.priority.cmp(&a.priority).then(a.key.cmp(&b.key)));
    free.truncate(request.limit);
    let mut leased = Vec::with_capacity(free.len());
    for job in free {
        let job = job.leased(&request.worker, request.until);
        write(conn, &job)?;
        leased.push(job);
    }
    Ok(leased)
}

/// Jobs whose lease has ended: free again, or in doubt when they were past their commit point.
fn take_back(
    conn: &Connection,
    request: &LeaseRequest,
    kind: &str,
    free: &mut Vec<Job>,
) -> rusqlite::Result<()> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job WHERE tenant = ? AND kind = ? AND state = 'leased' AND lease_until <= ?
         ORDER BY lease_until"
    );
    let ended: Vec<Job> = conn
        .prepare_cached(&sql)?
        .query_map(params![request.tenant.0, kind, micros(request.now)], read)?
        .collect::<rusqlite::Result<_>>()?;
    for mut job in ended {
        if job.is_lost(request.now) {
            job.state = JobState::InDoubt;
            write(conn, &job)?;
        } else {
            free.push(job);
        }
    }
    Ok(())
}

/// Writes what a step can change.
fn write(conn: &Connection, job: &Job) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "UPDATE job SET not_before = ?, attempts = ?, lease_owner = ?, lease_until = ?, fence = ?, past_commit_point = ?,
         state = ?, hold = ?, held_by = ? WHERE tenant = ? AND key = ?",
    )?
    .execute(params![
        optional_micros(job.not_before),
        job.attempts,
        job.lease_owner,
        optional_micros(job.lease_until),
        int(job.fence.0),
        job.past_commit_point,
        job.state.as_str(),
        job.hold,
        job.held_by.map(|seq| int(seq.0)),
        job.tenant.0,
        int(job.key.value())
    ])
    .map(|_| ())
}

/// A job.
pub(crate) fn get(conn: &Connection, tenant: TenantId, key: JobKey) -> rusqlite::Result<Option<Job>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM job WHERE tenant = ? AND key = ?"))?
        .query_row(params![tenant.0, int(key.value())], read)
        .optional()
}

/// Jobs by rising key.
pub(crate) fn list(conn: &Connection, tenant: TenantId, filter: &JobFilter) -> rusqlite::Result<Vec<Job>> {
    let mut question = Question::of(COLUMNS, "job", tenant);
    question.and("key > ?", int(filter.after.map_or(0, JobKey::value)));
    if let Some(case) = filter.case {
        question.and_of_case(case);
    }
    if let Some(kind) = &filter.kind {
        question.and("kind = ?", kind.clone());
    }
    question.and_one_of("state", filter.states.iter().map(|state| state.as_str()));
    question.ask(conn, "key", filter.limit, read)
}
