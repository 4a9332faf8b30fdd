//! A register that is asked again when it did not answer, and left alone for a while when it goes on so.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use saklig_connect::{
    Agency, BenefitRegister, BenefitReply, Failure, PersonRecord, PersonRegister, Question, Received, Reply,
    SourceState,
};

use crate::breaker::{Breaker, Patience, spread};

/// Time that passes, chance, and waiting: the real ones, or a test's.
pub trait Surroundings: Send + Sync {
    /// Time since any fixed moment.
    fn elapsed(&self) -> Duration;
    /// Any number.
    fn chance(&self) -> u64;
    /// Waits.
    fn wait(&self, while_: Duration);
}

/// The machine's own clock and chance.
#[derive(Debug)]
pub struct Machine(Instant);

impl Default for Machine {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Surroundings for Machine {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn chance(&self) -> u64 {
        getrandom::u64().unwrap_or_default()
    }

    fn wait(&self, while_: Duration) {
        std::thread::sleep(while_);
    }
}

/// How a source is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many times one question is put.
    pub most: u32,
    /// The wait before the second time; it doubles.
    pub first_wait: Duration,
    /// When the source is left alone.
    pub patience: Patience,
}

impl Default for Attempts {
    fn default() -> Self {
        Self { most: 3, first_wait: Duration::from_millis(200), patience: Patience::default() }
    }
}

/// A register with attempts and a breaker of its own.
pub struct Steady<R> {
    inner: R,
    source: &'static str,
    attempts: Attempts,
    breaker: Mutex<Breaker>,
    surroundings: Arc<dyn Surroundings>,
}

impl<R> Steady<R> {
    /// `source` is the service's name: `navet`, `ssbtek`.
    pub fn new(
        inner: R,
        source: &'static str,
        attempts: Attempts,
        surroundings: Arc<dyn Surroundings>,
    ) -> Self {
        let breaker = Mutex::new(Breaker::new(attempts.patience));
        Self { inner, source, attempts, breaker, surroundings }
    }

    fn with<T>(&self, act: impl FnOnce(&mut Breaker) -> T) -> T {
        act(&mut self.breaker.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn source_state(&self) -> SourceState {
        SourceState { source: Arc::from(self.source), stopped: self.with(|breaker| breaker.stopped()) }
    }

    /// Only a source that did not answer is asked again; a no is an answer.
    fn run<T>(
        &self,
        now: Timestamp,
        ask: impl Fn() -> (Result<T, Failure>, Option<Received>),
    ) -> (Result<T, Failure>, Option<Received>) {
        let mut wait = self.attempts.first_wait;
        let mut attempt = 1;
        loop {
            if !self.with(|breaker| breaker.may_ask(self.surroundings.elapsed())) {
                return (Err(Failure::Unreachable(Arc::from("E1030"))), None);
            }
            let (answer, kept) = ask();
            let Err(Failure::Unreachable(code)) = &answer else {
                self.with(Breaker::answered);
                return (answer, kept);
            };
            let (at, chance) = (self.surroundings.elapsed(), self.surroundings.chance());
            let stopped = self.with(|breaker| {
                breaker.failed(at, now, code, chance);
                breaker.stopped()
            });
            if stopped.is_some() {
                tracing::warn!(source = self.source, code = &**code, "A source is stopped for a while");
            }
            if attempt >= self.attempts.most || stopped.is_some() {
                return (answer, kept);
            }
            self.surroundings.wait(spread(wait, self.surroundings.chance()));
            wait = wait.saturating_mul(2);
            attempt += 1;
        }
    }
}

impl<R: PersonRegister> PersonRegister for Steady<R> {
    fn ask(&self, question: &Question, now: Timestamp) -> Result<Reply<PersonRecord>, Failure> {
        self.ask_kept(question, now).0
    }

    fn ask_kept(
        &self,
        question: &Question,
        now: Timestamp,
    ) -> (Result<Reply<PersonRecord>, Failure>, Option<Received>) {
        self.run(now, || self.inner.ask_kept(question, now))
    }

    fn state(&self) -> Option<SourceState> {
        Some(self.source_state())
    }
}

impl<R: BenefitRegister> BenefitRegister for Steady<R> {
    fn ask(&self, question: &Question, agencies: &[Agency], now: Timestamp) -> Result<BenefitReply, Failure> {
        self.ask_kept(question, agencies, now).0
    }

    fn ask_kept(
        &self,
        question: &Question,
        agencies: &[Agency],
        now: Timestamp,
    ) -> (Result<BenefitReply, Failure>, Option<Received>) {
        self.run(now, || self.inner.ask_kept(question, agencies, now))
    }

    fn state(&self) -> Option<SourceState> {
        Some(self.source_state())
    }
}
