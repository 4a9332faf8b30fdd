//! Files that leave the authority and the answers to them.
//!
//! [`pain001`] writes payment files (ISO 20022 pain.001.001.09) with Swedish addressing, [`pain002`] reads the bank's
//! answers (pain.002). [`BankFiles`] is both, behind the port [`saklig_connect::PaymentFileWriter`].
//! [`eark`] writes and checks archive packages, behind [`saklig_connect::ArchiveWriter`].
#![warn(missing_docs)]

mod bank_files;
pub mod eark;
pub mod pain001;
pub mod pain002;

pub use bank_files::BankFiles;
