//! A finished month: what was decided and on what.

use std::sync::Arc;

use jiff::civil::Date;
use saklig_case::{Month, Outcome, PersonId};
use saklig_number::Number;

/// One finished decision about one household and month.
#[doc(alias = "tidigare månad")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierMonth {
    /// The other system's name; none for Saklig's own closed cases.
    pub system: Option<Arc<str>>,
    /// The system's id of the decision.
    pub id: Arc<str>,
    /// The month it concerns.
    pub month: Month,
    /// The day it was decided.
    pub decided: Date,
    /// What was decided.
    pub outcome: Outcome,
    /// Kronor.
    pub amount: Number,
    /// Where the household's matter stands.
    pub standing: EarlierStanding,
    /// The applicant of that month.
    pub applicant: PersonId,
    /// The co-applicant of that month.
    pub co_applicant: Option<PersonId>,
    /// `ensamstaende` or `sammanboende`.
    pub civil_status: Arc<str>,
    /// Whether the household was shared with others.
    pub shared_household: bool,
    /// Children.
    pub children: Vec<EarlierChild>,
    /// Housing.
    pub housing: Option<EarlierHousing>,
    /// Incomes that were counted.
    pub incomes: Vec<EarlierIncome>,
    /// Costs, applied for and approved.
    pub costs: Vec<EarlierCost>,
    /// Surplus to be counted next month, kronor.
    pub surplus: Number,
    /// Where the money went.
    pub account: Option<Account>,
    /// Plates of vehicles.
    pub vehicles: Vec<Arc<str>>,
    /// Kinds of assets.
    pub assets: Vec<Arc<str>>,
    /// Months with support in a row, this one included.
    pub months_in_a_row: Number,
    /// Job stimulus that runs.
    pub stimulus: Vec<Stimulus>,
}

/// Where a household's matter stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierStanding {
    /// `pagaende` or `avslutat`.
    pub state: Arc<str>,
    /// When it was closed.
    pub closed: Option<Date>,
}

/// A child of the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierChild {
    /// Number.
    pub number: PersonId,
    /// `hela` or `delar`.
    pub living: Arc<str>,
    /// Days of the month at home.
    pub days: Option<Number>,
}

/// Housing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierHousing {
    /// Form of housing.
    pub form: Arc<str>,
    /// Rooms.
    pub rooms: Option<Number>,
    /// Persons.
    pub persons: Option<Number>,
}

/// An income that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierIncome {
    /// Id in that month's calculation.
    pub id: Arc<str>,
    /// `ansokan`, `FK`, `PM`, `CSN`, `SO` or `SKV`.
    pub source: Arc<str>,
    /// The source's code.
    pub code: Arc<str>,
    /// Role id of that month.
    pub person: Arc<str>,
    /// Kronor.
    pub amount: Number,
}

/// A cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierCost {
    /// Id in that month's calculation.
    pub id: Arc<str>,
    /// Kind.
    pub kind: Arc<str>,
    /// Applied for, kronor.
    pub applied: Number,
    /// Approved, kronor.
    pub approved: Number,
}

/// An account.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Clearing number.
    pub clearing: Arc<str>,
    /// Account number.
    pub number: Arc<str>,
}

/// A person's job stimulus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stimulus {
    /// Role id of that month.
    pub person: Arc<str>,
    /// First month.
    pub start: Month,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Account(…)")
    }
}

impl EarlierMonth {
    /// The number behind a role id of that month.
    pub fn number_of(&self, role: &str) -> Option<&PersonId> {
        match role {
            "sokande" => Some(&self.applicant),
            "medsokande" => self.co_applicant.as_ref(),
            _ => None,
        }
    }

    /// Whether the month is one of this adult.
    pub fn concerns(&self, adult: &PersonId) -> bool {
        self.applicant == *adult || self.co_applicant.as_ref() == Some(adult)
    }
}
