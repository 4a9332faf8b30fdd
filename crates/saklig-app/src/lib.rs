//! The use cases: load, may you?, decide, write in one transaction. Command line, pages and API call this crate,
//! never a store.
//!
//! Time is an argument here too: the edge reads the clock of the data folder and hands it in.

mod app;
mod asking;
mod attest;
mod authority;
mod cases;
mod change;
mod commit;
mod commit_point;
mod convert;
mod error;
mod execute;
mod explain;
mod history;
mod import;
mod intake;
mod lost;
mod mask;
mod outcome;
mod packages;
pub mod page;
mod register;
mod search;
mod secrets;
mod sending;
mod show_case;
mod show_work;
pub mod shown;
mod spot_checks;
mod tasks;
mod viewer;
mod words;
mod worker;

pub use app::{App, Setup};
pub use authority::ordered_jobs_of;
pub use error::AppError;
pub use execute::Executed;
pub use import::{ImportedMonth, Importing};
pub use intake::{Begun, InFlight, Received, SubmittedText};
pub use lost::worker_name;
pub use outcome::{CaseOutcome, Stage, WaitingWork};
pub use register::HeldJobs;
pub use secrets::{MemorySecrets, Secrets};
pub use tasks::{GroundRuling, Ruling, TaskQuery};
pub use viewer::{Look, Viewer};
pub use worker::{Ports, Progress};
