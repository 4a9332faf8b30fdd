//! Work in the world, what a case waits for, and its timeline.

use saklig_case::{Instance, Key, TaskKind, TaskState, Waiting, Work, WorkState};
use saklig_store::{EntrySeq, Job, JobFilter, JobState};
use saklig_text::Args;

use crate::app::App;
use crate::convert::case_key;
use crate::error::AppError;
use crate::show_case::Desk;
use crate::shown;
use crate::words::{instant, word};

impl App {
    /// Work as the store has it beside what the case knows, and what the case waits for.
    pub(crate) fn add_work(&self, desk: &Desk<'_>, shown: &mut shown::Case) -> Result<(), AppError> {
        let filter =
            JobFilter { case: Some(case_key(desk.case.key)?), limit: 10_000, ..JobFilter::default() };
        let jobs = self.store.jobs(self.tenant, &filter)?;
        let of = |key: Key| jobs.iter().find(|job| job.key.value() == key.get());
        shown.work = desk.case.work.values().map(|work| desk.work(work, of(work.key))).collect();
        let waits = desk.case.waits();
        shown.waits = waits.map(|(key, instance)| desk.wait(*key, instance, &of)).collect();
        Ok(())
    }

    /// One line per log entry.
    pub(crate) fn timeline(&self, desk: &Desk<'_>) -> Result<Vec<shown::Event>, AppError> {
        let entries = self.store.entries(self.tenant, case_key(desk.case.key)?, EntrySeq::NONE)?;
        let texts = desk.look.texts;
        Ok(entries
            .into_iter()
            .map(|entry| {
                let envelope = entry.envelope;
                let mut told: Vec<String> = Vec::new();
                for kind in &envelope.kinds {
                    let words = word(texts, "handelse", kind);
                    if !words.is_empty() && !told.contains(&words) {
                        told.push(words);
                    }
                }
                if told.is_empty() {
                    told.push(texts.get("handelse-ovrigt", ()));
                }
                shown::Event {
                    entry: envelope.seq.to_string(),
                    at: instant(envelope.recorded_at),
                    actor_kind: envelope.actor.kind,
                    actor: envelope.actor.key,
                    kinds: envelope.kinds,
                    text: told.join("; "),
                }
            })
            .collect())
    }
}

impl Desk<'_> {
    fn work(&self, work: &Work, job: Option<&Job>) -> shown::Work {
        let (state, text) = self.work_state(work, job);
        shown::Work {
            key: work.key.to_string(),
            kind: work.kind.to_string(),
            target: work.target.to_string(),
            state: state.to_owned(),
            text,
            at: instant(work.ordered_at),
        }
    }

    /// Where work stands: a word and a sentence.
    fn work_state(&self, work: &Work, job: Option<&Job>) -> (&'static str, String) {
        let texts = self.look.texts;
        let about = |code: &str| Args::new().with("vad", self.receiver(work)).with("kod", code.to_owned());
        match &work.state {
            WorkState::Done(receipt) => {
                ("klart", texts.get("uppdrag-klart", about(&self.mask.text(receipt))))
            }
            WorkState::Failed(code) => ("misslyckat", texts.get("uppdrag-misslyckat", about(code))),
            WorkState::Cancelled => ("avbrutet", texts.get("uppdrag-avbrutet", about(""))),
            WorkState::Ordered => self.ordered(work, job),
        }
    }

    fn ordered(&self, work: &Work, job: Option<&Job>) -> (&'static str, String) {
        let texts = self.look.texts;
        let about = || Args::new().with("vad", self.receiver(work));
        let connected = self.look.connected.is_none_or(|kinds| kinds.iter().any(|kind| *kind == *work.kind));
        match job.map(|job| (job.state, job)) {
            Some((JobState::Held, _)) if work.kind.as_ref() == "saklig.fraga" => {
                ("hallet", texts.get("uppdrag-kalla-stoppad", about()))
            }
            Some((JobState::Held, _)) => ("hallet", texts.get("uppdrag-hallet", about())),
            Some((JobState::InDoubt, _)) => ("ovisst", texts.get("uppdrag-ovisst", about())),
            Some((JobState::Leased, _)) => ("pagar", texts.get("uppdrag-pagar", about())),
            _ if !connected => ("vantar", texts.get("uppdrag-ej-anslutet", about())),
            Some((_, job)) if job.attempts > 0 => ("vantar", texts.get("uppdrag-forsoks-igen", about())),
            _ => ("vantar", texts.get("uppdrag-vantar", about())),
        }
    }

    /// The receiver in words: the register's question, or what the task type stands for.
    fn receiver(&self, work: &Work) -> String {
        if work.target.is_empty() {
            self.word("mottagare", &work.kind)
        } else {
            self.word("kalla", &work.target)
        }
    }

    fn wait<'j>(&self, key: Key, instance: &Instance, job: &impl Fn(Key) -> Option<&'j Job>) -> shown::Wait {
        shown::Wait {
            element: instance.element.to_string(),
            name: self.element(&instance.element),
            what: self.waiting(key, instance, job),
            since: instant(instance.since),
        }
    }

    fn waiting<'j>(&self, key: Key, instance: &Instance, job: &impl Fn(Key) -> Option<&'j Job>) -> String {
        let texts = self.look.texts;
        let what = match &instance.waiting {
            Waiting::Work(work) => match self.case.work.get(work) {
                Some(ordered) => self.work_state(ordered, job(*work)).1,
                None => texts.get("vantar-arbete", ()),
            },
            Waiting::Task(task) | Waiting::Incident(task) => self.task_words(*task),
            Waiting::Timer(timer) => self.timer_words(*timer),
            Waiting::Message(name, _) => {
                texts.get("vantar-meddelande", [("namn", self.word("meddelande", name))])
            }
            Waiting::Condition(_) => texts.get("vantar-villkor", ()),
            Waiting::Inside => texts.get("vantar-inuti", ()),
        };
        let due = self.case.timers.values().filter(|(owner, _)| *owner == key).map(|(_, due)| *due).min();
        match (due, &instance.waiting) {
            (Some(due), waiting) if !matches!(waiting, Waiting::Timer(_)) => {
                let args = Args::new().with("vad", what).with("tid", texts.instant(due));
                texts.get("vantar-hogst-till", args)
            }
            _ => what,
        }
    }

    fn task_words(&self, key: Key) -> String {
        let texts = self.look.texts;
        let Some(task) = self.case.tasks.get(&key) else { return texts.get("vantar-person", ()) };
        let kind = self.word("uppgiftsslag", task.kind.word());
        match (&task.state, task.kind) {
            (TaskState::Taken(by), _) => {
                texts.get("vantar-handlaggare", Args::new().with("slag", kind).with("konto", by.to_string()))
            }
            (_, TaskKind::Incident) => texts.get("vantar-driftstopp", ()),
            _ => texts.get("vantar-ko", Args::new().with("slag", kind).with("ko", task.queue.to_string())),
        }
    }

    fn timer_words(&self, timer: Key) -> String {
        let texts = self.look.texts;
        match self.case.timers.get(&timer) {
            Some((_, due)) => texts.get("vantar-tid", [("tid", texts.instant(*due))]),
            None => texts.get("vantar-villkor", ()),
        }
    }
}
