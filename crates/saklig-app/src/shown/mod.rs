//! What is shown, in text, as JSON and through the API: structures for serde and nothing else. Keys and amounts are
//! texts, names are the packages' (ASCII Swedish). They are built by [`crate::App`], which writes the read log first.

/// Structures whose fields carry the name they have in JSON.
macro_rules! shown {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $word:literal: $kind:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            $($(#[$field_doc])* #[serde(rename = $word)] pub $field: $kind,)+
        }
    )+};
}

mod authority;
mod case;
mod explanation;
mod search;
mod spot_check;
mod task;

pub use authority::{
    Brake, DelegatedDecision, Mandate, Mode, Period, Rate, Register, StoppedSource, TwoPersons,
};
pub use case::{
    Case, Communication, Decision, Event, Fact, Finding, Ground, History, Item, Lagrum, Line, Party,
    Prepared, Proposal, Reason, Ruled, Sheet, Standing, Task, Wait, Warning, Work,
};
pub use explanation::{Change, Explanation, Miss, Named, Parameter, Read, Row, Rule, Table};
pub use search::Found;
pub use spot_check::{Check, Report, Stratum};
pub use task::{Material, TaskLine, TaskView, Unclear};
