//! What a case waits for without a worker or a person: times and messages.

use jiff::Timestamp;

use crate::ids::{SubscriptionKey, TimerKey};

/// A time a case waits for. Its case is [`TimerKey::case`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timer {
    /// Its key.
    pub key: TimerKey,
    /// When it is due.
    pub due_at: Timestamp,
    /// The element of the process that waits.
    pub element: String,
}

/// A message a case waits for. Its case is [`SubscriptionKey::case`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its key.
    pub key: SubscriptionKey,
    /// The name of the message.
    pub name: String,
    /// What it is correlated by; hashed by the caller when it is personal.
    pub correlation: String,
    /// The element of the process that waits.
    pub element: String,
}
