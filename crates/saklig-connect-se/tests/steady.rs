//! A source that does not answer is asked again, then left alone, then tried with one question.
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use proptest::prelude::*;
use saklig_case::{CaseKey, PersonId};
use saklig_connect::{Answered, Failure, PersonRecord, PersonRegister, Question, Reply};
use saklig_connect_se::breaker::{Breaker, Patience};
use saklig_connect_se::steady::{Attempts, Steady, Surroundings};

/// Time that passes only by waiting.
#[derive(Default)]
struct Still(AtomicU64);

impl Surroundings for Still {
    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn chance(&self) -> u64 {
        1000
    }

    fn wait(&self, while_: Duration) {
        self.0.fetch_add(u64::try_from(while_.as_millis()).unwrap(), Ordering::SeqCst);
    }
}

/// Answers in turn; counts.
struct Script(Mutex<Vec<Result<(), Failure>>>, AtomicU64);

impl PersonRegister for &Script {
    fn ask(&self, _: &Question, now: Timestamp) -> Result<Reply<PersonRecord>, Failure> {
        self.1.fetch_add(1, Ordering::SeqCst);
        let next = self.0.lock().unwrap().pop().unwrap_or(Ok(()));
        next.map(|()| Reply { answer: Answered::Nothing, received_at: now })
    }
}

fn down() -> Result<(), Failure> {
    Err(Failure::Unreachable("http-503".into()))
}

fn question() -> Question {
    let day = jiff::civil::date(2025, 11, 24);
    let person = PersonId::parse("199001029827", day).unwrap();
    Question::new(CaseKey::new(7).unwrap(), &"prov".into(), &"lag".into(), person, (day, day)).unwrap()
}

fn script(answers: impl IntoIterator<Item = Result<(), Failure>>) -> Script {
    let mut answers: Vec<_> = answers.into_iter().collect();
    answers.reverse();
    Script(Mutex::new(answers), AtomicU64::new(0))
}

#[test]
fn a_source_that_stumbles_once_is_asked_again() {
    let source = script([down(), down(), Ok(())]);
    let register = Steady::new(&source, "navet", Attempts::default(), Arc::new(Still::default()));
    assert!(register.ask(&question(), Timestamp::UNIX_EPOCH).is_ok());
    assert_eq!(source.1.load(Ordering::SeqCst), 3);
    assert_eq!(register.state().unwrap().stopped, None);
}

#[test]
fn a_no_is_an_answer_and_is_not_asked_again() {
    let source = script([Err(Failure::Refused("E1022".into()))]);
    let register = Steady::new(&source, "navet", Attempts::default(), Arc::new(Still::default()));
    assert_eq!(register.ask(&question(), Timestamp::UNIX_EPOCH), Err(Failure::Refused("E1022".into())));
    assert_eq!(source.1.load(Ordering::SeqCst), 1);
}

#[test]
fn a_source_that_is_down_is_left_alone_and_comes_back() {
    let source = script(std::iter::repeat_with(down).take(6));
    let still = Arc::new(Still::default());
    let register = Steady::new(&source, "navet", Attempts::default(), Arc::clone(&still) as _);
    let ask = || register.ask(&question(), Timestamp::UNIX_EPOCH).map(|_| ());
    assert_eq!(ask(), down());
    assert_eq!(ask(), down());
    let stopped = register.state().unwrap().stopped.unwrap();
    assert_eq!((stopped.failures, &*stopped.code), (5, "http-503"));
    assert_eq!(ask(), Err(Failure::Unreachable("E1030".into())), "not asked while it is stopped");
    assert_eq!(source.1.load(Ordering::SeqCst), 5);
    still.wait(Duration::from_secs(10));
    assert_eq!(ask(), down(), "one question is let through");
    assert_eq!(ask(), Err(Failure::Unreachable("E1030".into())));
    still.wait(Duration::from_secs(20));
    assert_eq!(ask(), Ok(()));
    assert_eq!(register.state().unwrap().stopped, None);
}

proptest! {
    /// Whatever happens: before the failures allowed it is never stopped, an answer always starts it, and a stopped
    /// source gets a question again within twice the longest while.
    #[test]
    fn a_breaker_never_sticks(steps in proptest::collection::vec((any::<bool>(), 0_u64..400_000, any::<u64>()), 1..60)) {
        let patience = Patience::default();
        let mut breaker = Breaker::new(patience);
        let (mut at, mut row) = (Duration::ZERO, 0);
        for (answers, pass, chance) in steps {
            at += Duration::from_millis(pass);
            if breaker.may_ask(at) {
                if answers {
                    breaker.answered();
                    row = 0;
                } else {
                    breaker.failed(at, Timestamp::UNIX_EPOCH, &"x".into(), chance);
                    row += 1;
                }
            }
            prop_assert_eq!(breaker.stopped().is_some(), row >= patience.failures);
            prop_assert!(breaker.clone().may_ask(at + patience.longest * 2));
        }
    }
}
