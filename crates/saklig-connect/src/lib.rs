//! Ports to the world, a fake of each, and what the registers' answers mean for the facts of a case.
//!
//! An adapter implements a port ([`PersonRegister`], [`BenefitRegister`], [`BusinessSystem`], [`Mailer`],
//! [`PaymentGateway`], [`Archive`]) and passes its story in [`contract`]. What a port answers is neutral and typed;
//! [`facts`] turns it into facts of the case and never lets a source that failed look like one that has nothing.
//! [`read`] reads answers and earlier months from lines of JSON, and [`FileRegisters`] and [`EarlierMonths`] serve
//! them as if they were the registers.
#![warn(missing_docs)]

mod archive;
mod ask;
mod benefit;
pub mod contract;
mod earlier;
pub mod evidence;
pub mod facts;
pub mod fake;
mod files;
mod payment;
mod person;
pub mod read;
mod received;
mod remark;
mod send;
mod source;

pub use archive::{
    AgentRole, Archive, ArchiveContents, ArchivePackage, ArchiveWriter, ArchivedAgent, ArchivedCase,
    ArchivedFile, ArchivedRecord, Deposited, Direction, Unwritable,
};
pub use ask::{
    Answered, BenefitRegister, BusinessSystem, Failure, History, HistoryQuestion, PersonRegister, Question,
    Reply, Unasked,
};
pub use benefit::{
    AfDecision, AfPerson, Agency, BenefitReply, Capital, CsnPayment, FkDetail, FkPayment, MivAnswer,
    SkvAnswer, SoAnswer, SoPayment, Suspension, TaxRefund, Vehicle, VehicleAnswer,
};
pub use earlier::{
    Account, EarlierChild, EarlierCost, EarlierHousing, EarlierIncome, EarlierMonth, EarlierStanding,
    Stimulus,
};
pub use files::{AnswerLine, EarlierMonths, FileRegisters, PERIOD_NOT_COVERED};
pub use payment::{
    FileFault, PaymentFile, PaymentFileWriter, PaymentLine, PaymentReport, PaymentState, ReportedPayment,
};
pub use person::{Address, Coordination, Deregistered, PersonRecord, RegisteredProtection, Relation};
pub use received::Received;
pub use remark::Remark;
pub use send::{Letter, Mailer, Payment, PaymentGateway, PaymentStatus, Receipt};
pub use source::{SourceState, Stopped};
