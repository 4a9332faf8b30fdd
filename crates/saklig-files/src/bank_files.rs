//! Writer and reader as one port.

use saklig_connect::{FileFault, PaymentFile, PaymentFileWriter, PaymentLine, PaymentReport};

use crate::pain001::{self, BankProfile};
use crate::pain002;

/// Payment files as one bank wants them.
#[derive(Debug, Clone)]
pub struct BankFiles {
    profile: BankProfile,
}

impl BankFiles {
    /// Files by this bank's profile.
    pub fn new(profile: BankProfile) -> Self {
        Self { profile }
    }

    /// The profile.
    pub fn profile(&self) -> &BankProfile {
        &self.profile
    }
}

impl PaymentFileWriter for BankFiles {
    fn write(&self, file: &PaymentFile) -> Result<Vec<u8>, FileFault> {
        pain001::write(file, &self.profile)
    }

    fn check(&self, line: &PaymentLine) -> Result<(), FileFault> {
        pain001::check(line, &self.profile)
    }

    fn read(&self, answer: &[u8]) -> Result<PaymentReport, FileFault> {
        pain002::read(answer)
    }
}
