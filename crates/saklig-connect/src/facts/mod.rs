//! What answers mean for the facts of a case.
//!
//! Pure functions. A list takes the worst state over the persons asked: failed, then partial, then not asked, then
//! known. What did arrive stays readable below a list that is unknown; a list is known, also known to be empty, only
//! when every person's answer was whole.

mod benefits;
mod history;
mod population;
mod write;

pub use benefits::{agency_facts, benefit_facts};
pub use history::{history_facts, history_failed};
pub use population::{household_is_masked, population_facts};
