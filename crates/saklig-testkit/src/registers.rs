//! Registers that answer as the demo's files say, except where they are told to fail.

use std::sync::Arc;

use jiff::Timestamp;
use saklig_connect::{
    Agency, BenefitRegister, BenefitReply, Failure, FileRegisters, PersonRecord, PersonRegister, Question,
    Reply,
};

/// The demo's registers, of which some are down.
pub struct Failing {
    /// The registers that answer.
    pub registers: Arc<FileRegisters>,
    /// Agencies that fail for everybody.
    pub agencies: Vec<Agency>,
    /// Whether the population register fails.
    pub population: bool,
}

impl PersonRegister for Failing {
    fn ask(&self, question: &Question, now: Timestamp) -> Result<Reply<PersonRecord>, Failure> {
        if self.population {
            return Ok(Reply::failed("nere", now));
        }
        PersonRegister::ask(self.registers.as_ref(), question, now)
    }
}

impl BenefitRegister for Failing {
    fn ask(&self, question: &Question, agencies: &[Agency], now: Timestamp) -> Result<BenefitReply, Failure> {
        let mut reply = BenefitRegister::ask(self.registers.as_ref(), question, agencies, now)?;
        for agency in self.agencies.iter().filter(|agency| agencies.contains(agency)) {
            reply.fail(*agency, "nere", now);
        }
        Ok(reply)
    }
}
