//! Writing a commit: inside the group's transaction, in its own savepoint.

use rusqlite::{Connection, OptionalExtension as _, params};
use saklig_store::chain::{body_hash, chain_hash};
use saklig_store::commit::check_form;
use saklig_store::{
    AuthoritySeq, CaseKey, CaseState, Commit, Cursor, EntrySeq, Envelope, Hash, Intake, NewCase, Receipt,
    Refused, Salt, TenantId,
};

use crate::failure::Stop;
use crate::pack::{Packed, pack};
use crate::rows::{Columns, int, micros};
use crate::{authority, blobs, jobs, search, tasks, timers};

/// A commit with what can be computed before the writer's turn.
pub(crate) struct Prepared {
    pub(crate) commit: Commit,
    pub(crate) body: Option<Packed>,
    pub(crate) snapshot: Option<Packed>,
    pub(crate) blobs: Vec<blobs::Ready>,
    pub(crate) salted: Option<Salted>,
}

/// What needs the salt of the case.
pub(crate) struct Salted {
    pub(crate) body_hash: Option<Hash>,
}

impl Prepared {
    /// Checks the form and compresses; `salt` is that of the case when it is known already.
    pub(crate) fn of(commit: Commit, salt: Option<Salt>) -> Result<Self, Refused> {
        check_form(&commit)?;
        let body = commit.entry.as_ref().map(|entry| pack(&entry.body));
        let snapshot = commit.snapshot.as_ref().map(|snapshot| pack(&snapshot.bytes));
        let blobs = commit.blobs.iter().map(blobs::Ready::of).collect();
        let salted = salt.map(|salt| Salted::of(&commit, &salt)).transpose()?;
        Ok(Self { commit, body, snapshot, blobs, salted })
    }
}

impl Salted {
    fn of(commit: &Commit, salt: &Salt) -> Result<Self, Refused> {
        for (index, blob) in commit.blobs.iter().enumerate() {
            if saklig_store::blob_address(salt, &blob.content) != blob.address {
                return Err(Refused::BlobAddress { index });
            }
        }
        Ok(Self { body_hash: commit.entry.as_ref().map(|entry| body_hash(salt, &entry.body)) })
    }
}

/// How the case stands before the commit.
struct Standing {
    seq: EntrySeq,
    head: Hash,
    salt: Option<Salt>,
    case_type: String,
}

/// Writes it, or says why not; then the savepoint is rolled back.
pub(crate) fn write(conn: &Connection, prepared: &Prepared) -> Result<Receipt, Stop> {
    let commit = &prepared.commit;
    let (tenant, case) = (commit.tenant, commit.case);
    let standing = stand(conn, commit)?;
    if commit.expect_seq.is_some_and(|expected| expected != standing.seq) {
        return Err(Refused::StaleCase { case, have: standing.seq }.into());
    }
    if let Some(expected) = commit.expect_authority_seq {
        require_authority(conn, tenant, expected)?;
    }
    if let Some(intake) = &commit.intake {
        take_in(conn, tenant, case, intake)?;
    }
    search::take_claims(conn, commit)?;
    search::release_claims(conn, commit)?;

    let mut receipt = Receipt { case, seq: standing.seq, hash: standing.head, cursor: None };
    let sealed = seal(prepared, &standing)?;
    if let Some(sealed) = &sealed {
        (receipt.seq, receipt.hash) = (sealed.envelope.seq, sealed.hash);
    }
    // The row of a new case comes before its entry: it shows whether key and number are free.
    match &commit.new_case {
        Some(new) => insert_case(conn, commit, new, &receipt)?,
        None => update_case(conn, commit, &receipt)?,
    }
    if let (Some(sealed), Some(body)) = (sealed, &prepared.body) {
        receipt.cursor = append(conn, sealed, body)?;
    }
    // Steps first: a job that is called off frees its business key for a new one.
    for change in &commit.job_changes {
        jobs::change(conn, tenant, change, commit.now)?;
    }
    for new in &commit.jobs {
        jobs::insert(conn, tenant, &standing.case_type, receipt.seq, new)?;
    }
    tasks::put(conn, tenant, &commit.tasks)?;
    timers::write(conn, commit)?;
    if let Some(rows) = &commit.search {
        search::replace(conn, commit, rows)?;
    }
    blobs::put(conn, tenant, case, &prepared.blobs)?;
    if let (Some(snapshot), Some(packed)) = (&commit.snapshot, &prepared.snapshot) {
        conn.prepare_cached(
            "INSERT INTO snapshot (tenant, case_key, fold_version, seq, coding, size, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (tenant, case_key) DO UPDATE SET fold_version = excluded.fold_version, seq = excluded.seq,
             coding = excluded.coding, size = excluded.size, bytes = excluded.bytes",
        )?
        .execute(params![
            tenant.0,
            int(case.value()),
            snapshot.fold_version,
            int(snapshot.seq.0),
            packed.coding,
            int(packed.size as u64),
            packed.bytes
        ])?;
    }
    Ok(receipt)
}

fn stand(conn: &Connection, commit: &Commit) -> Result<Standing, Stop> {
    if let Some(new) = &commit.new_case {
        // That the key is taken shows when the row is inserted.
        let (seq, head, salt) = (EntrySeq::NONE, Hash::ZERO, Some(new.salt));
        return Ok(Standing { seq, head, salt, case_type: new.case_type.clone() });
    }
    let found = conn
        .prepare_cached("SELECT seq, head, salt, case_type FROM case_row WHERE tenant = ? AND key = ?")?
        .query_row(params![commit.tenant.0, int(commit.case.value())], |row| {
            let mut row = Columns::of(row);
            Ok(Standing {
                seq: EntrySeq(row.number()?),
                head: row.hash()?,
                salt: row.optional_salt()?,
                case_type: row.get()?,
            })
        })
        .optional()?;
    let is_whole = |standing: &Standing| standing.salt.is_some();
    found.filter(is_whole).ok_or_else(|| Refused::NoSuchCase { case: commit.case }.into())
}

fn require_authority(conn: &Connection, tenant: TenantId, expected: AuthoritySeq) -> Result<(), Stop> {
    let have = authority::last(conn, tenant)?.0;
    if have == expected { Ok(()) } else { Err(Refused::StaleAuthority { have }.into()) }
}

fn take_in(conn: &Connection, tenant: TenantId, case: CaseKey, intake: &Intake) -> Result<(), Stop> {
    let written = conn
        .prepare_cached(
            "INSERT INTO intake (tenant, channel, external_id, case_key, content) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            tenant.0,
            intake.channel,
            intake.external_id,
            int(case.value()),
            intake.content.0
        ])?;
    if written == 1 {
        return Ok(());
    }
    match search::intake(conn, tenant, &intake.channel, &intake.external_id)? {
        Some((case, content)) if content == intake.content => Err(Refused::AlreadyThere { case }.into()),
        Some((case, _)) => Err(Refused::OtherContent { case }.into()),
        None => Ok(()),
    }
}

/// An entry with its place in the chain.
struct Sealed {
    envelope: Envelope,
    body_hash: Hash,
    hash: Hash,
}

/// Puts the entry in the chain of its case, when there is one.
fn seal(prepared: &Prepared, standing: &Standing) -> Result<Option<Sealed>, Refused> {
    let commit = &prepared.commit;
    let body_hash = match (&prepared.salted, &standing.salt) {
        (Some(salted), _) => salted.body_hash,
        (None, Some(salt)) => Salted::of(commit, salt)?.body_hash,
        (None, None) => None,
    };
    let (Some(entry), Some(body_hash)) = (&commit.entry, body_hash) else { return Ok(None) };
    let envelope = Envelope::of(commit.tenant, commit.case, standing.seq.next(), commit.now, entry);
    let hash = chain_hash(standing.head, &envelope.encode(), body_hash);
    Ok(Some(Sealed { envelope, body_hash, hash }))
}

/// Appends the entry to the log and says where.
fn append(conn: &Connection, sealed: Sealed, body: &Packed) -> Result<Option<Cursor>, Stop> {
    let envelope = sealed.envelope;
    conn.prepare_cached(
        "INSERT INTO entry (tenant, case_key, seq, kinds, recorded_at, actor_kind, actor_key, on_behalf, authority_seq,
         command_id, job, bundle, trace_id, body_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        envelope.tenant.0,
        int(envelope.case.value()),
        int(envelope.seq.0),
        envelope.kinds.join("\n"),
        micros(envelope.recorded_at),
        envelope.actor.kind,
        envelope.actor.key,
        envelope.on_behalf,
        envelope.authority_seq.map(|seq| int(seq.0)),
        envelope.command_id,
        envelope.job.map(|job| int(job.value())),
        envelope.bundle.map(|bundle| bundle.0),
        envelope.trace_id,
        sealed.body_hash.0,
        sealed.hash.0
    ])?;
    let cursor = conn.last_insert_rowid();
    conn.prepare_cached("INSERT INTO entry_body (cursor, coding, size, body) VALUES (?, ?, ?, ?)")?
        .execute(params![cursor, body.coding, int(body.size as u64), body.bytes])?;
    Ok(u64::try_from(cursor).ok().map(Cursor))
}

fn insert_case(conn: &Connection, commit: &Commit, new: &NewCase, receipt: &Receipt) -> Result<(), Stop> {
    let (state, outcome) = match &commit.state {
        Some(change) => (change.state, change.outcome.as_deref()),
        None => (CaseState::Open, None),
    };
    let written = conn
        .prepare_cached(
            "INSERT INTO case_row (tenant, key, number, case_type, opened_at, state, outcome, changed_at, seq, head, salt)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            commit.tenant.0,
            int(commit.case.value()),
            new.number.as_str(),
            new.case_type,
            micros(new.opened_at),
            state.as_str(),
            outcome,
            micros(commit.now),
            int(receipt.seq.0),
            receipt.hash.0,
            new.salt.0
        ])?;
    if written == 1 { Ok(()) } else { Err(Refused::CaseExists { case: commit.case }.into()) }
}

fn update_case(conn: &Connection, commit: &Commit, receipt: &Receipt) -> Result<(), Stop> {
    if commit.entry.is_some() {
        conn.prepare_cached(
            "UPDATE case_row SET seq = ?, head = ?, changed_at = ? WHERE tenant = ? AND key = ?",
        )?
        .execute(params![
            int(receipt.seq.0),
            receipt.hash.0,
            micros(commit.now),
            commit.tenant.0,
            int(commit.case.value())
        ])?;
    }
    if let Some(change) = &commit.state {
        conn.prepare_cached("UPDATE case_row SET state = ?, outcome = ? WHERE tenant = ? AND key = ?")?
            .execute(params![
                change.state.as_str(),
                change.outcome,
                commit.tenant.0,
                int(commit.case.value())
            ])?;
    }
    Ok(())
}
