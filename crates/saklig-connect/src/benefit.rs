//! What the benefit agencies say, in the agencies' own words and codes.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_number::Number;

use crate::{Answered, Reply};

/// An agency behind SSBTEK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agency {
    /// Arbetsförmedlingen.
    Af,
    /// CSN.
    Csn,
    /// Försäkringskassan, with Pensionsmyndigheten.
    Fk,
    /// Skatteverket.
    Skv,
    /// The unemployment funds (Sveriges a-kassor).
    So,
    /// Transportstyrelsen.
    Tns,
    /// Migrationsverket.
    Miv,
}

impl Agency {
    /// All agencies.
    pub const ALL: [Self; 7] = [Self::Af, Self::Csn, Self::Fk, Self::Skv, Self::So, Self::Tns, Self::Miv];

    /// The word in packages, answers and facts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Af => "af",
            Self::Csn => "csn",
            Self::Fk => "fk",
            Self::Skv => "skv",
            Self::So => "so",
            Self::Tns => "tns",
            Self::Miv => "miv",
        }
    }

    /// The agency a [`word`](Self::word) stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|agency| agency.word() == word)
    }
}

/// What the agencies said about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenefitReply {
    /// Arbetsförmedlingen.
    pub af: Reply<AfPerson>,
    /// CSN: payments.
    pub csn: Reply<Vec<CsnPayment>>,
    /// Försäkringskassan and Pensionsmyndigheten: payments.
    pub fk: Reply<Vec<FkPayment>>,
    /// Skatteverket.
    pub skv: Reply<SkvAnswer>,
    /// The unemployment funds, one answer each.
    pub so: Reply<Vec<SoAnswer>>,
    /// Transportstyrelsen.
    pub tns: Reply<VehicleAnswer>,
    /// Migrationsverket: decisions.
    pub miv: Reply<Vec<MivAnswer>>,
}

impl BenefitReply {
    /// No agency asked.
    pub fn not_asked(at: Timestamp) -> Self {
        Self {
            af: Reply::not_asked(at),
            csn: Reply::not_asked(at),
            fk: Reply::not_asked(at),
            skv: Reply::not_asked(at),
            so: Reply::not_asked(at),
            tns: Reply::not_asked(at),
            miv: Reply::not_asked(at),
        }
    }

    /// Every agency in `agencies` failed.
    pub fn failed(agencies: &[Agency], code: &str, at: Timestamp) -> Self {
        let mut reply = Self::not_asked(at);
        for agency in agencies {
            reply.fail(*agency, code, at);
        }
        reply
    }

    /// One agency failed: what it said before is gone.
    pub fn fail(&mut self, agency: Agency, code: &str, at: Timestamp) {
        match agency {
            Agency::Af => self.af = Reply::failed(code, at),
            Agency::Csn => self.csn = Reply::failed(code, at),
            Agency::Fk => self.fk = Reply::failed(code, at),
            Agency::Skv => self.skv = Reply::failed(code, at),
            Agency::So => self.so = Reply::failed(code, at),
            Agency::Tns => self.tns = Reply::failed(code, at),
            Agency::Miv => self.miv = Reply::failed(code, at),
        }
    }

    /// Leaves only the agencies that were asked.
    pub fn keep(&mut self, agencies: &[Agency], at: Timestamp) {
        for agency in Agency::ALL.into_iter().filter(|agency| !agencies.contains(agency)) {
            match agency {
                Agency::Af => self.af = Reply::not_asked(at),
                Agency::Csn => self.csn = Reply::not_asked(at),
                Agency::Fk => self.fk = Reply::not_asked(at),
                Agency::Skv => self.skv = Reply::not_asked(at),
                Agency::So => self.so = Reply::not_asked(at),
                Agency::Tns => self.tns = Reply::not_asked(at),
                Agency::Miv => self.miv = Reply::not_asked(at),
            }
        }
    }

    /// Whether an agency was asked.
    pub fn was_asked(&self, agency: Agency) -> bool {
        fn asked<T>(reply: &Reply<T>) -> bool {
            !matches!(reply.answer, Answered::NotAsked)
        }
        match agency {
            Agency::Af => asked(&self.af),
            Agency::Csn => asked(&self.csn),
            Agency::Fk => asked(&self.fk),
            Agency::Skv => asked(&self.skv),
            Agency::So => asked(&self.so),
            Agency::Tns => asked(&self.tns),
            Agency::Miv => asked(&self.miv),
        }
    }
}

/// A person at Arbetsförmedlingen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AfPerson {
    /// Registered as looking for work.
    pub job_seeker: bool,
    /// The category in words (`skat`).
    pub category: Option<Arc<str>>,
    /// First day registered.
    pub registered: Option<Date>,
    /// Extent in per cent.
    pub extent: Option<Number>,
    /// When the registration ended.
    pub deactivated: Option<Date>,
    /// Latest activity report.
    pub activity_report: Option<Date>,
    /// Secrecy at the agency.
    pub secrecy: bool,
    /// Unemployment fund.
    pub fund: Option<Arc<str>>,
    /// The answer's status code.
    pub status_code: Option<Arc<str>>,
    /// Decisions on programmes.
    pub decisions: Vec<AfDecision>,
}

/// A decision of Arbetsförmedlingen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfDecision {
    /// Kind of benefit.
    pub benefit: Arc<str>,
    /// Extent in per cent.
    pub extent: Option<Number>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// A payment from CSN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsnPayment {
    /// Form of support.
    pub support: Arc<str>,
    /// Kind of amount.
    pub amount_kind: Arc<str>,
    /// Kronor.
    pub amount: Number,
    /// Day of payment; none when it is not booked.
    pub paid_on: Option<Date>,
    /// Status in words.
    pub status: Option<Arc<str>>,
    /// First week, `YYYYWW`.
    pub first_week: Option<Arc<str>>,
    /// Last week, `YYYYWW`.
    pub last_week: Option<Arc<str>>,
    /// Monday of the first week, set by the port: places a payment that is not booked.
    pub from: Option<Date>,
}

/// A payment from Försäkringskassan or Pensionsmyndigheten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FkPayment {
    /// Day of payment.
    pub paid_on: Date,
    /// Kronor after deductions: the truth.
    pub net: Number,
    /// `1001` Försäkringskassan, `1003` Pensionsmyndigheten.
    pub company: Arc<str>,
    /// Family of benefits, e.g. `FK:ABB`.
    pub family: Arc<str>,
    /// Type of payment.
    pub kind: Option<Arc<str>>,
    /// Whether it is preliminary.
    pub preliminary: bool,
    /// First day it concerns.
    pub concerns_from: Option<Date>,
    /// Benefits and deductions.
    pub details: Vec<FkDetail>,
}

/// A part of a payment, or a deduction from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FkDetail {
    /// The benefit in words.
    pub benefit: Arc<str>,
    /// Kind of amount or of deduction.
    pub amount_kind: Arc<str>,
    /// Kronor.
    pub amount: Number,
    /// Whether it is a deduction.
    pub deduction: bool,
}

/// What Skatteverket says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SkvAnswer {
    /// Income of capital per assessment year.
    pub capital: Vec<Capital>,
    /// Refunds.
    pub refunds: Vec<TaxRefund>,
}

/// Income of capital.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capital {
    /// Assessment year.
    pub year: Number,
    /// Income, kronor.
    pub income: Number,
    /// Surplus, kronor.
    pub surplus: Number,
}

/// A refund of tax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxRefund {
    /// Day.
    pub on: Date,
    /// Kronor.
    pub amount: Number,
}

/// What one unemployment fund says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoAnswer {
    /// The fund.
    pub fund: Arc<str>,
    /// The fund's own status text.
    pub status: Arc<str>,
    /// Payments.
    pub payments: Vec<SoPayment>,
    /// Suspensions from benefit.
    pub suspensions: Vec<Suspension>,
    /// Whether benefit was applied for; none when the fund does not say.
    pub applied: Option<bool>,
}

/// A payment from an unemployment fund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoPayment {
    /// Day of payment.
    pub paid_on: Date,
    /// Kronor after tax.
    pub after_tax: Number,
    /// Kronor after tax and deductions.
    pub after_deductions: Number,
    /// Days paid for.
    pub days: Option<Number>,
    /// First day it concerns.
    pub concerns_from: Option<Date>,
    /// Last day it concerns.
    pub concerns_to: Option<Date>,
}

/// A suspension from benefit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
}

/// What Transportstyrelsen says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VehicleAnswer {
    /// The register's result word.
    pub result: Option<Arc<str>>,
    /// Vehicles.
    pub vehicles: Vec<Vehicle>,
}

/// A vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vehicle {
    /// Registration plate.
    pub plate: Arc<str>,
    /// Make.
    pub make: Option<Arc<str>>,
    /// Model year.
    pub year: Option<Number>,
    /// Kind.
    pub kind: Option<Arc<str>>,
    /// Trade name.
    pub model: Option<Arc<str>>,
}

/// A decision of Migrationsverket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MivAnswer {
    /// Kind of case.
    pub matter: Arc<str>,
    /// Code of the decision.
    pub code: Option<Arc<str>>,
    /// Kind of decision.
    pub kind: Option<Arc<str>>,
    /// Day of decision.
    pub decided: Option<Date>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Whether it is limited in time, the agency's word.
    pub duration: Option<Arc<str>>,
}
