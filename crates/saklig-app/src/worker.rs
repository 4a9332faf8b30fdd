//! Work in the world: due timers fire, jobs are leased and carried out through the ports that are connected.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::{SignedDuration, Timestamp};
use saklig_case::{Case, Command, Key, WorkFailure};
use saklig_connect::{
    Archive, BenefitRegister, BusinessSystem, Failure, Mailer, PaymentGateway, PersonRegister,
};
use saklig_store::{Door, Job, JobChange, JobStep, LeaseRequest, NewBlob, Refused, blob_address};

use crate::app::App;
use crate::commit_point::after_commit_point;
use crate::convert::{from_case_key, from_key};
use crate::error::AppError;
use crate::execute::system;

/// How long a lease runs.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// How many jobs are leased at a time.
const BATCH: usize = 64;
/// How many times technique may fail before a person is asked.
const ATTEMPTS: u32 = 5;

/// What of the world is connected. Work for what is not connected waits, named as such.
pub struct Ports {
    /// The population register.
    pub persons: Arc<dyn PersonRegister>,
    /// SSBTEK.
    pub benefits: Arc<dyn BenefitRegister>,
    /// Another system with earlier months.
    pub earlier: Option<Arc<dyn BusinessSystem>>,
    /// Post.
    pub mailer: Option<Arc<dyn Mailer>>,
    /// The bank.
    pub payments: Option<Arc<dyn PaymentGateway>>,
    /// The archive.
    pub archive: Option<Arc<dyn Archive>>,
}

/// How much was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Jobs answered.
    pub jobs: usize,
    /// Timers fired.
    pub timers: usize,
}

/// What came of a job in the world.
pub(crate) enum Done {
    /// It is done.
    Complete(Command, Vec<String>),
    /// It failed in a way the case must know.
    Failed(Command),
    /// It is tried again later.
    Later(Timestamp),
}

impl Ports {
    /// The types of work that can be carried out.
    pub fn kinds(&self) -> Vec<String> {
        let mut kinds = vec!["saklig.fraga".to_owned()];
        let connected = [
            ("saklig.brev.beslut", self.mailer.is_some()),
            ("saklig.betala", self.payments.is_some()),
            ("saklig.arkivera", self.archive.is_some()),
        ];
        kinds.extend(connected.iter().filter(|(_, there)| *there).map(|(kind, _)| (*kind).to_owned()));
        kinds
    }
}

impl App {
    /// Runs everything that has fallen due, and what follows from it, until nothing is left. `threads` work at the
    /// same time; `seen` is told after each job.
    pub fn run_due(
        &self,
        ports: &Ports,
        now: Timestamp,
        threads: usize,
        seen: &(dyn Fn() + Sync),
    ) -> Result<Progress, AppError> {
        let mut progress = Progress::default();
        loop {
            let timers = self.fire_due(now)?;
            let jobs = self.carry_out(ports, now, threads, seen)?;
            progress.timers += timers;
            progress.jobs += jobs;
            if timers == 0 && jobs == 0 {
                return Ok(progress);
            }
        }
    }

    /// Fires every timer that is due; says how many.
    fn fire_due(&self, now: Timestamp) -> Result<usize, AppError> {
        let mut fired = 0;
        for timer in self.store.due_timers(self.tenant, now, 1_000)? {
            let case = from_case_key(timer.key.case())?;
            let command = Command::FireTimer { timer: from_key(timer.key.value())? };
            match self.execute(case, command, &system(), now) {
                Ok(_) => fired += 1,
                // A suspended case fires when it moves again; a timer another program fired is gone.
                Err(AppError::Rejected(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(fired)
    }

    fn carry_out(
        &self,
        ports: &Ports,
        now: Timestamp,
        threads: usize,
        seen: &(dyn Fn() + Sync),
    ) -> Result<usize, AppError> {
        let request = LeaseRequest {
            tenant: self.tenant,
            kinds: ports.kinds(),
            worker: crate::lost::worker_name(),
            now,
            until: now.checked_add(LEASE).unwrap_or(now),
            limit: BATCH,
            doubtful: true,
        };
        let jobs = self.store.lease(request).wait()?;
        let next = AtomicUsize::new(0);
        let results: Vec<Result<(), AppError>> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads.clamp(1, 16))
                .map(|_| {
                    scope.spawn(|| {
                        while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                            self.carry_out_one(ports, job, now)?;
                            seen();
                        }
                        Ok(())
                    })
                })
                .collect();
            workers.into_iter().map(|worker| worker.join().unwrap_or(Err(AppError::NoRandomness))).collect()
        });
        results.into_iter().collect::<Result<Vec<()>, AppError>>()?;
        Ok(jobs.len())
    }

    fn carry_out_one(&self, ports: &Ports, job: &Job, now: Timestamp) -> Result<(), AppError> {
        if !self.may_go_on(job, now)? {
            return Ok(());
        }
        let key = from_key(job.key.value())?;
        let loaded = self.load(from_case_key(job.key.case())?)?;
        let done = self.do_work(ports, job, key, &loaded.case, now)?;
        let step = |step| JobChange { job: job.key, door: Door::Fence(job.fence), step };
        let result = match done {
            Done::Complete(command, raw) => {
                let (command, blobs) = with_evidence(command, &raw, &loaded.salt);
                self.execute_for(
                    loaded.case.key,
                    command,
                    &system(),
                    Some(step(JobStep::Complete)),
                    blobs,
                    now,
                )
            }
            Done::Failed(command) => {
                let business = matches!(&command, Command::FailWork { failure, .. } if failure.business);
                if !business && after_commit_point(&job.kind) {
                    // It may have happened: the receiver is asked again, and nobody starts anew beside it.
                    return self.put_off(job, crate::sending::later(now, job.attempts), now);
                }
                let failing =
                    if business { JobStep::FailBusiness } else { JobStep::FailTechnical { retry_at: None } };
                let change = step(failing);
                self.execute_for(loaded.case.key, command, &system(), Some(change), Vec::new(), now)
            }
            Done::Later(at) => return self.put_off(job, at, now),
        };
        match result {
            // Where somebody else answered, or the work is no longer wanted, the result does not count.
            Ok(_)
            | Err(
                AppError::Rejected(_)
                | AppError::Refused(Refused::StaleFence { .. } | Refused::JobState { .. }),
            ) => Ok(()),
            Err(other) => Err(other),
        }
    }

    fn do_work(
        &self,
        ports: &Ports,
        job: &Job,
        key: Key,
        case: &Case,
        now: Timestamp,
    ) -> Result<Done, AppError> {
        let package = self.package(&case.bundle)?;
        match job.kind.as_str() {
            "saklig.fraga" => {
                let target = case.work.get(&key).map(|work| Arc::clone(&work.target)).unwrap_or_default();
                let said = self.ask(ports, &package, case, &target, now)?;
                if said.again && job.attempts < ATTEMPTS && ports.retries() {
                    return Ok(Done::Later(crate::sending::later(now, job.attempts)));
                }
                let receipt = said.failed.clone().unwrap_or_else(|| Arc::from("besvarad"));
                Ok(Done::Complete(
                    Command::CompleteWork { job: key, receipt, answers: said.answers },
                    said.raw,
                ))
            }
            _ => crate::sending::send(ports, job, key, case, now),
        }
    }
}

impl Ports {
    /// Whether a register that fails is worth asking again: files say the same every time.
    fn retries(&self) -> bool {
        let live = self.persons.state().is_some() || self.benefits.state().is_some();
        live || self.mailer.is_some() || self.payments.is_some()
    }
}

/// Keeps the raw answers of a question as one blob, which every fact from it names.
fn with_evidence(mut command: Command, raw: &[String], salt: &saklig_store::Salt) -> (Command, Vec<NewBlob>) {
    if raw.is_empty() {
        return (command, Vec::new());
    }
    let content = raw.join("\n").into_bytes();
    let address = blob_address(salt, &content);
    if let Command::CompleteWork { answers, .. } = &mut command {
        for answer in answers {
            answer.provenance.evidence = Some(Arc::from(crate::convert::hex(&address.0)));
        }
    }
    let blob = NewBlob {
        address,
        media_type: "application/x-ndjson".to_owned(),
        retention: "registersvar".to_owned(),
        content,
    };
    (command, vec![blob])
}

/// The command that tells a case that its work failed for good.
pub(crate) fn failed(key: Key, failure: &Failure) -> Done {
    let failure =
        WorkFailure { code: Arc::from(failure.code()), business: matches!(failure, Failure::Refused(_)) };
    Done::Failed(Command::FailWork { job: key, failure, answers: Vec::new() })
}
