//! Collects the trace while an evaluation is under way.

use crate::trace::{Entry, Open, Trace};

/// Most calls of functions that a trace shows.
const CALL_LIMIT: u32 = 10_000;

/// The entries that are open, and those that are done.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    open: Vec<Entry>,
    trace: Trace,
    calls: u32,
    /// Misses are recorded.
    pub(super) explains: bool,
}

impl Recorder {
    pub(super) fn explaining() -> Self {
        Recorder { explains: true, ..Recorder::default() }
    }

    /// With room for so many decisions.
    pub(super) fn with_room(mut self, decisions: usize) -> Self {
        self.trace.decisions.reserve_exact(decisions);
        self
    }

    /// Opens an entry; what is recorded until it is closed belongs to it.
    pub(super) fn begin(&mut self, entry: Entry) {
        self.open.push(entry);
    }

    /// The innermost open entry.
    pub(super) fn top(&mut self) -> Option<&mut Entry> {
        self.open.last_mut()
    }

    /// Notes why the result of the innermost entry is unclear.
    pub(super) fn unclear(&mut self, open: Open) {
        if let Some(entry) = self.open.last_mut() {
            entry.open.get_or_insert(open);
        }
    }

    /// Closes the innermost entry.
    pub(super) fn end(&mut self) {
        let Some(entry) = self.open.pop() else { return };
        match self.open.last_mut() {
            None => self.trace.decisions.push(entry),
            Some(_) if self.calls >= CALL_LIMIT => self.trace.left_out += 1,
            Some(outer) => {
                self.calls += 1;
                outer.calls.push(entry);
            }
        }
    }

    pub(super) fn finish(self) -> Trace {
        self.trace
    }
}
