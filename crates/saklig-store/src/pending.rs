//! The answer to a write that is on its way: block on it with [`Pending::wait`], or await it.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use crate::refused::{Failure, Refused};

/// A write on its way to the disk. The answer comes when it is durable, or refused.
#[must_use = "a write is not done until it has been waited for"]
#[derive(Debug)]
pub struct Pending<T> {
    slot: Arc<Slot<T>>,
}

/// The other end of a [`Pending`], held by the store. Dropped without an answer it answers [`Failure::Closed`].
#[derive(Debug)]
pub struct Answer<T> {
    slot: Option<Arc<Slot<T>>>,
}

#[derive(Debug)]
struct Slot<T> {
    state: Mutex<State<T>>,
    answered: Condvar,
}

#[derive(Debug)]
struct State<T> {
    result: Option<Result<T, Refused>>,
    waker: Option<Waker>,
}

impl<T> Slot<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Pending<T> {
    /// A pair: what the asker waits for, and what the store answers through.
    pub fn new() -> (Self, Answer<T>) {
        let state = Mutex::new(State { result: None, waker: None });
        let slot = Arc::new(Slot { state, answered: Condvar::new() });
        (Self { slot: Arc::clone(&slot) }, Answer { slot: Some(slot) })
    }

    /// One that is answered from the start.
    pub fn ready(result: Result<T, Refused>) -> Self {
        let (pending, answer) = Self::new();
        answer.give(result);
        pending
    }

    /// Blocks until the answer is there.
    pub fn wait(self) -> Result<T, Refused> {
        let mut state = self.slot.lock();
        loop {
            if let Some(result) = state.result.take() {
                return result;
            }
            state = self.slot.answered.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// True when [`Pending::wait`] would not block.
    pub fn is_answered(&self) -> bool {
        self.slot.lock().result.is_some()
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T, Refused>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.slot.lock();
        if let Some(result) = state.result.take() {
            return Poll::Ready(result);
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl<T> Answer<T> {
    /// Gives the answer and wakes whoever waits.
    pub fn give(mut self, result: Result<T, Refused>) {
        self.settle(result);
    }

    fn settle(&mut self, result: Result<T, Refused>) {
        let Some(slot) = self.slot.take() else { return };
        let waker = {
            let mut state = slot.lock();
            state.result = Some(result);
            state.waker.take()
        };
        slot.answered.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Drop for Answer<T> {
    fn drop(&mut self) {
        self.settle(Err(Refused::Failed(Failure::Closed)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_from_another_thread_is_waited_for() {
        let (pending, answer) = Pending::new();
        let other = std::thread::spawn(move || answer.give(Ok(7)));
        assert_eq!(pending.wait().unwrap(), 7);
        other.join().unwrap();
    }

    #[test]
    fn a_store_that_goes_away_answers_that_it_is_closed() {
        let (pending, answer) = Pending::<u8>::new();
        drop(answer);
        assert!(matches!(pending.wait(), Err(Refused::Failed(Failure::Closed))));
    }

    #[test]
    fn it_can_be_awaited() {
        let mut pending = Pending::ready(Ok(1));
        let mut cx = Context::from_waker(Waker::noop());
        assert!(matches!(Pin::new(&mut pending).poll(&mut cx), Poll::Ready(Ok(1))));
    }
}
