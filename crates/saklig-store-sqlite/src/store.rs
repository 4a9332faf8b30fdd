//! The store: what is asked goes to the readers, what is written to the writer.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rusqlite::Connection;
use saklig_store::blocks::Blocks;
use saklig_store::{
    AuthorityCommit, AuthorityEntry, AuthorityReceipt, AuthoritySeq, Blob, BlobStore, BundleRow, CaseFilter,
    CaseKey, CaseNumber, CaseRow, CaseState, Checkpoint, Claim, ClockRow, Commit, Cursor, Entry, EntrySeq,
    Failure, Hash, Job, JobFilter, JobKey, LeaseRequest, NewRead, Pending, ReadEntry, ReadSeq, Receipt,
    Refused, Salt, SearchHit, SearchRow, Secrets, Signer, Snapshot, Stats, Store, Subscription, TaskFilter,
    TaskKey, TaskRow, TenantId, Timer, VerifyReport,
};

use crate::commit::Prepared;
use crate::failure::{OrFail as _, Stop};
use crate::files::{BlobFiles, io_failure};
use crate::open::{self, Options};
use crate::pack::pack;
use crate::readers::Readers;
use crate::writer::Writer;
use crate::{
    authority, blobs, cases, checkpoint, commit, jobs, log, reads, search, settings, stats, tasks, timers,
    verify,
};

/// A store in one `SQLite` file, with large blobs as files beside it.
pub struct SqliteStore {
    // The first field is dropped first: what was submitted is answered before anything else goes.
    writer: Writer,
    readers: Readers,
    files: Arc<BlobFiles>,
    signer: Arc<dyn Signer>,
    blocks: Blocks,
    watch: Mutex<Connection>,
    folder: PathBuf,
    checkpoint_file: Option<PathBuf>,
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl SqliteStore {
    /// Opens the store; makes it when it is not there.
    ///
    /// Refused on a file system without working locks, when a newer release has written it, and when others may read
    /// the secrets.
    pub fn open(options: &Options) -> Result<Self, Failure> {
        let signer = Arc::new(Secrets::open(&options.secrets)?.signer()?);
        let conn = open::writer(options)?;
        let files = Arc::new(BlobFiles::new(options.folder.join("blobs")));
        let writer = Writer::start(conn, Arc::clone(&files) as Arc<dyn BlobStore>)?;
        Ok(Self {
            writer,
            readers: Readers::new(options.folder.clone()),
            files,
            signer,
            blocks: Blocks::default(),
            watch: Mutex::new(open::reader(&options.folder)?),
            folder: options.folder.clone(),
            checkpoint_file: options.checkpoint_file.clone(),
        })
    }

    /// Compresses, hashes and writes large blobs to their files on the caller's thread, so that the writer has less to
    /// do.
    fn prepare(&self, commit: Commit) -> Result<Prepared, Refused> {
        let salt = self.salt(&commit)?;
        let prepared = Prepared::of(commit, salt)?;
        let commit = &prepared.commit;
        for blob in commit.blobs.iter().filter(|blob| blobs::is_large(blob)) {
            self.files.put(commit.tenant, commit.case, blob.address, &blob.content)?;
        }
        Ok(prepared)
    }

    /// The salt of the commit's case. One that is on its way to the disk is not seen; the writer then does the work.
    fn salt(&self, commit: &Commit) -> Result<Option<Salt>, Failure> {
        if let Some(new) = &commit.new_case {
            return Ok(Some(new.salt));
        }
        if commit.entry.is_none() && commit.blobs.is_empty() {
            return Ok(None);
        }
        Ok(self.case(commit.tenant, commit.case)?.and_then(|row| row.salt))
    }

    fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&Connection) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Refused> {
        self.writer.submit(None, work).wait()
    }

    fn take_block(&self, tenant: TenantId, name: &str) -> Result<u64, Failure> {
        let taken = self.blocks.next(tenant, name, || {
            let name = name.to_owned();
            self.writer.submit(None, move |conn| settings::take_block(conn, tenant, &name))
        });
        taken.map_err(only_failure)
    }
}

/// Work that is never rejected only fails.
fn only_failure(refused: Refused) -> Failure {
    match refused {
        Refused::Failed(failure) => failure,
        other => Failure::io("write", other),
    }
}

impl Store for SqliteStore {
    fn submit(&self, commit: Commit) -> Pending<Receipt> {
        let case = Some((commit.tenant, commit.case));
        match self.prepare(commit) {
            Ok(prepared) => self.writer.submit(case, move |conn| commit::write(conn, &prepared)),
            Err(refused) => Pending::ready(Err(refused)),
        }
    }

    fn submit_authority(&self, commit: AuthorityCommit) -> Pending<AuthorityReceipt> {
        self.writer.submit(None, move |conn| authority::write(conn, &commit))
    }

    fn lease(&self, request: LeaseRequest) -> Pending<Vec<Job>> {
        self.writer.submit(None, move |conn| jobs::lease(conn, &request))
    }

    fn log_read(&self, read: NewRead) -> Pending<ReadSeq> {
        self.writer.submit(None, move |conn| reads::write(conn, &read))
    }

    fn tenant(&self, name: &str) -> Result<TenantId, Failure> {
        if let Some(found) = self.readers.ask("find a tenant", |conn| settings::tenant(conn, name))? {
            return Ok(found);
        }
        let name = name.to_owned();
        self.write(move |conn| settings::add_tenant(conn, &name)).map_err(only_failure)
    }

    fn tenants(&self) -> Result<Vec<(TenantId, String)>, Failure> {
        self.readers.ask("list the tenants", settings::tenants)
    }

    fn new_key(&self, tenant: TenantId) -> Result<CaseKey, Failure> {
        let number = self.take_block(tenant, "case")?;
        CaseKey::of_number(number).ok_or(Failure::Damaged { what: "the keys have run out" })
    }

    fn new_number(&self, tenant: TenantId, series: &str, year: u16) -> Result<CaseNumber, Refused> {
        // Checked before a block is taken.
        CaseNumber::new(series, year, 1)?;
        let serial = self.take_block(tenant, &format!("{series}-{year}"))?;
        CaseNumber::new(series, year, serial)
    }

    fn case(&self, tenant: TenantId, key: CaseKey) -> Result<Option<CaseRow>, Failure> {
        self.readers.ask("read a case", |conn| cases::get(conn, tenant, key))
    }

    fn case_by_number(&self, tenant: TenantId, number: &CaseNumber) -> Result<Option<CaseRow>, Failure> {
        self.readers.ask("read a case", |conn| cases::by_number(conn, tenant, number))
    }

    fn case_by_intake(
        &self,
        tenant: TenantId,
        channel: &str,
        external_id: &str,
    ) -> Result<Option<(CaseKey, Hash)>, Failure> {
        self.readers.ask("find an application", |conn| search::intake(conn, tenant, channel, external_id))
    }

    fn cases(&self, tenant: TenantId, filter: &CaseFilter) -> Result<Vec<CaseRow>, Failure> {
        self.readers.ask("list cases", |conn| cases::list(conn, tenant, filter))
    }

    fn case_counts(&self, tenant: TenantId) -> Result<Vec<(CaseState, u64)>, Failure> {
        self.readers.ask("count cases", |conn| cases::counts(conn, tenant))
    }

    fn stuck(&self, tenant: TenantId, limit: usize) -> Result<Vec<CaseRow>, Failure> {
        self.readers.ask("look for cases that are stuck", |conn| cases::stuck(conn, tenant, limit))
    }

    fn search(
        &self,
        tenant: TenantId,
        kind: &str,
        value: &str,
        prefix: bool,
        limit: usize,
    ) -> Result<Vec<SearchHit>, Failure> {
        let row = SearchRow::new(kind, value);
        self.readers.ask("search", |conn| search::find(conn, tenant, &row, prefix, limit))
    }

    fn search_rows(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<SearchRow>, Failure> {
        self.readers.ask("read search rows", |conn| search::of_case(conn, tenant, case))
    }

    fn claims(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Claim>, Failure> {
        self.readers.ask("read claims", |conn| search::claims(conn, tenant, case))
    }

    fn claim_holder(&self, tenant: TenantId, claim: &Claim) -> Result<Option<CaseKey>, Failure> {
        self.readers.ask("find a claim", |conn| search::holder(conn, tenant, claim))
    }

    fn entries(&self, tenant: TenantId, case: CaseKey, after: EntrySeq) -> Result<Vec<Entry>, Failure> {
        self.readers.ask("read the log of a case", |conn| log::of_case(conn, tenant, case, after))
    }

    fn entries_in_order(&self, tenant: TenantId, after: Cursor, limit: usize) -> Result<Vec<Entry>, Failure> {
        self.readers.ask("read the log", |conn| log::in_order(conn, tenant, after, limit))
    }

    fn snapshot(
        &self,
        tenant: TenantId,
        case: CaseKey,
        fold_version: u32,
    ) -> Result<Option<Snapshot>, Failure> {
        self.readers.ask("read a snapshot", |conn| log::snapshot(conn, tenant, case, fold_version))
    }

    fn blob(&self, tenant: TenantId, case: CaseKey, address: Hash) -> Result<Option<Blob>, Failure> {
        let Some(found) = self.readers.ask("read a blob", |conn| blobs::get(conn, tenant, case, address))?
        else {
            return Ok(None);
        };
        let content = match found.content {
            Some(content) => content,
            None => match self.files.get(tenant, case, address)? {
                Some(content) => content,
                None => return Ok(None),
            },
        };
        Ok(Some(Blob { address, media_type: found.media_type, retention: found.retention, content }))
    }

    fn blobs(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Hash>, Failure> {
        let found = self.readers.ask("list blobs", |conn| blobs::of_case(conn, tenant, case))?;
        Ok(found.into_iter().map(|blob| blob.address).collect())
    }

    fn sweep_blobs(&self, before: Timestamp) -> Result<usize, Failure> {
        let mut removed = 0;
        for (tenant, case, address) in self.files.older_than(before)? {
            let named =
                self.readers.ask("look for a blob", |conn| blobs::get(conn, tenant, case, address))?;
            if named.is_none() {
                self.files.remove(tenant, case, address)?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    fn job(&self, tenant: TenantId, key: JobKey) -> Result<Option<Job>, Failure> {
        self.readers.ask("read a job", |conn| jobs::get(conn, tenant, key))
    }

    fn jobs(&self, tenant: TenantId, filter: &JobFilter) -> Result<Vec<Job>, Failure> {
        self.readers.ask("list jobs", |conn| jobs::list(conn, tenant, filter))
    }

    fn task(&self, tenant: TenantId, key: TaskKey) -> Result<Option<TaskRow>, Failure> {
        self.readers.ask("read a task", |conn| tasks::get(conn, tenant, key))
    }

    fn tasks(&self, tenant: TenantId, filter: &TaskFilter) -> Result<Vec<TaskRow>, Failure> {
        self.readers.ask("list tasks", |conn| tasks::list(conn, tenant, filter))
    }

    fn due_timers(&self, tenant: TenantId, now: Timestamp, limit: usize) -> Result<Vec<Timer>, Failure> {
        self.readers.ask("list due timers", |conn| timers::due(conn, tenant, now, limit))
    }

    fn next_due(&self, tenant: TenantId) -> Result<Option<Timestamp>, Failure> {
        self.readers.ask("find what is due next", |conn| timers::next_due(conn, tenant))
    }

    fn timers(&self, tenant: TenantId, case: CaseKey) -> Result<Vec<Timer>, Failure> {
        self.readers.ask("list timers", |conn| timers::of_case(conn, tenant, case))
    }

    fn subscriptions(
        &self,
        tenant: TenantId,
        name: &str,
        correlation: &str,
    ) -> Result<Vec<Subscription>, Failure> {
        self.readers.ask("list subscriptions", |conn| timers::subscriptions(conn, tenant, name, correlation))
    }

    fn authority_seq(&self, tenant: TenantId) -> Result<AuthoritySeq, Failure> {
        self.readers.ask("read the authority log", |conn| authority::last(conn, tenant)).map(|last| last.0)
    }

    fn authority_entries(
        &self,
        tenant: TenantId,
        after: AuthoritySeq,
    ) -> Result<Vec<AuthorityEntry>, Failure> {
        self.readers.ask("read the authority log", |conn| authority::entries(conn, tenant, after))
    }

    fn reads(&self, tenant: TenantId, after: ReadSeq, limit: usize) -> Result<Vec<ReadEntry>, Failure> {
        self.readers.ask("read the read log", |conn| reads::entries(conn, tenant, after, limit))
    }

    fn put_bundle(
        &self,
        tenant: TenantId,
        case_type: &str,
        archive: &[u8],
        now: Timestamp,
    ) -> Result<Hash, Refused> {
        let row = BundleRow { id: Hash::of(&[archive]), case_type: case_type.to_owned(), added_at: now };
        let (id, packed) = (row.id, pack(archive));
        self.write(move |conn| Ok(settings::put_bundle(conn, tenant, &row, &packed)?))?;
        Ok(id)
    }

    fn bundle(&self, tenant: TenantId, id: Hash) -> Result<Option<Vec<u8>>, Failure> {
        self.readers.ask("read a bundle", |conn| settings::bundle(conn, tenant, id))
    }

    fn bundles(&self, tenant: TenantId) -> Result<Vec<BundleRow>, Failure> {
        self.readers.ask("list bundles", |conn| settings::bundles(conn, tenant))
    }

    fn clock(&self) -> Result<ClockRow, Failure> {
        self.readers.ask("read the clock", settings::clock)
    }

    fn set_clock(&self, clock: ClockRow) -> Result<(), Refused> {
        self.write(move |conn| settings::set_clock(conn, clock))
    }

    fn setting(&self, name: &str) -> Result<Option<String>, Failure> {
        self.readers.ask("read a setting", |conn| settings::get(conn, name))
    }

    fn set_setting(&self, name: &str, value: &str) -> Result<(), Refused> {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.write(move |conn| Ok(settings::set(conn, &name, &value)?))
    }

    fn data_version(&self) -> Result<u64, Failure> {
        let watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let version: i64 =
            watch.pragma_query_value(None, "data_version", |row| row.get(0)).or_fail("ask for changes")?;
        Ok(version.unsigned_abs())
    }

    fn make_checkpoint(&self, tenant: TenantId, now: Timestamp) -> Result<Option<Checkpoint>, Refused> {
        let signer = Arc::clone(&self.signer);
        let made = self.write(move |conn| checkpoint::make(conn, tenant, now, signer.as_ref()))?;
        if let Some(path) = &self.checkpoint_file {
            checkpoint::give_away(path, &self.checkpoints(tenant)?)?;
        }
        Ok(made)
    }

    fn checkpoints(&self, tenant: TenantId) -> Result<Vec<Checkpoint>, Failure> {
        self.readers.ask("read the checkpoints", |conn| checkpoint::list(conn, tenant))
    }

    fn verify(&self, tenant: TenantId, outside: &[Checkpoint]) -> Result<VerifyReport, Failure> {
        verify::verify(&self.readers, self.files.as_ref(), tenant, outside, self.signer.as_ref())
    }

    fn stats(&self) -> Result<Stats, Failure> {
        let tables = self.readers.ask("measure the database", stats::tables)?;
        let mut bytes = 0;
        for suffix in ["", "-wal", "-shm"] {
            let mut path = open::file(&self.folder).into_os_string();
            path.push(suffix);
            match std::fs::metadata(&path) {
                Ok(found) => bytes += found.len(),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(io_failure("measure the database", error)),
            }
        }
        Ok(Stats { bytes, blob_bytes: self.files.bytes()?, tables })
    }
}
