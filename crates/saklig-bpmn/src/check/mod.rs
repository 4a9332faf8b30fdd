//! What is wrong with a process that could be read.

pub(crate) mod errors;
mod flows;
mod reach;

use crate::model::Process;
use crate::remark::Remark;

/// All remarks on a process, apart from the reserved task types ([`crate::check_gate`]).
pub(crate) fn check(process: &Process) -> Vec<Remark> {
    let mut remarks = Vec::new();
    flows::check(process, &mut remarks);
    reach::check(process, &mut remarks);
    errors::check(process, &mut remarks);
    remarks
}
