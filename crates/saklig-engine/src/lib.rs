//! Executes a case: [`decide`] turns a command into events, [`apply`] folds an event into the case,
//! [`jobs`] says what work in the world an event orders. No clock, no I/O, no randomness: the same case, packages,
//! register, command and moment always give the same events.
#![deny(
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::iter_over_hash_type,
    clippy::wildcard_enum_match_arm
)]
#![warn(missing_docs)]

mod by_hand;
mod commands;
mod convert;
mod deciding;
mod enter;
mod evaluate;
mod fold;
mod leave;
mod person;
mod run;
mod view;
mod wait;
mod warnings;
mod work;

use saklig_case::{Actor, Authority, Case, CaseEvent, Command, Moment, NewJob, Rejection};

pub use fold::{FOLD_VERSION, apply, begin};
pub use run::{Packages, needs_continue};
pub use view::View;

/// What a command means for a case: the events, or why it changes nothing. `case` is none for a case that is to be
/// opened. The case is run to quiescence: every step that needs nothing from the world happens at once.
pub fn decide(
    case: Option<&Case>,
    packages: &Packages<'_>,
    authority: &Authority,
    command: Command,
    actor: &Actor,
    at: &Moment,
) -> Result<Vec<CaseEvent>, Rejection> {
    decide_owned(case.cloned(), packages, authority, command, actor, at).map(|(_, events)| events)
}

/// The same for a caller that has no further use of the old state: gives the new state beside the events.
pub fn decide_owned(
    case: Option<Case>,
    packages: &Packages<'_>,
    authority: &Authority,
    command: Command,
    actor: &Actor,
    at: &Moment,
) -> Result<(Case, Vec<CaseEvent>), Rejection> {
    commands::handle(case, packages, authority, command, actor, at)
}

/// The work in the world that an event orders; it is saved in the event's own transaction.
pub fn jobs(event: &CaseEvent) -> Vec<NewJob> {
    if let CaseEvent::WorkOrdered { job, .. } = event { vec![(**job).clone()] } else { Vec::new() }
}
