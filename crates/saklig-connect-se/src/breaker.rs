//! Whether a source that does not answer is asked again: a pure state machine. Time and chance are given to it.
//!
//! After some failures in a row the source is stopped and left alone for a while. Then one question is let through: an
//! answer starts the source again, a failure doubles the while. How long is drawn between half of it and the whole, so
//! that several programs do not come back at the same instant.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use saklig_connect::Stopped;

/// When a source is stopped, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Failures in a row before the source is stopped.
    pub failures: u32,
    /// The first while.
    pub first: Duration,
    /// The longest while.
    pub longest: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { failures: 5, first: Duration::from_secs(10), longest: Duration::from_mins(5) }
    }
}

/// The state of one source.
#[derive(Debug, Clone)]
pub struct Breaker {
    patience: Patience,
    failures: u32,
    open: Option<Open>,
}

#[derive(Debug, Clone)]
struct Open {
    since: Timestamp,
    code: Arc<str>,
    until: Duration,
    pause: Duration,
}

impl Breaker {
    /// A source that answers.
    pub fn new(patience: Patience) -> Self {
        Self { patience, failures: 0, open: None }
    }

    /// Whether a question may be put at `at`, counted from any fixed moment. Of a stopped source one question may, when the
    /// while has passed; until it is answered no other.
    pub fn may_ask(&mut self, at: Duration) -> bool {
        match &mut self.open {
            None => true,
            Some(open) if at >= open.until => {
                open.until = at.saturating_add(open.pause);
                true
            }
            Some(_) => false,
        }
    }

    /// The source answered, whatever it said.
    pub fn answered(&mut self) {
        self.failures = 0;
        self.open = None;
    }

    /// The source did not answer. `chance` is any number drawn for this call.
    pub fn failed(&mut self, at: Duration, now: Timestamp, code: &Arc<str>, chance: u64) {
        self.failures = self.failures.saturating_add(1);
        if self.failures < self.patience.failures {
            return;
        }
        let pause = match &self.open {
            Some(open) => open.pause.saturating_mul(2).min(self.patience.longest),
            None => self.patience.first,
        };
        let since = self.open.as_ref().map_or(now, |open| open.since);
        let until = at.saturating_add(spread(pause, chance));
        self.open = Some(Open { since, code: Arc::clone(code), until, pause });
    }

    /// That the source is stopped.
    pub fn stopped(&self) -> Option<Stopped> {
        let open = self.open.as_ref()?;
        Some(Stopped { since: open.since, failures: self.failures, code: Arc::clone(&open.code) })
    }
}

/// Between half of a while and the whole.
pub(crate) fn spread(pause: Duration, chance: u64) -> Duration {
    let half = pause / 2;
    let parts = u32::try_from(chance % 1001).unwrap_or(0);
    half + half * parts / 1000
}
