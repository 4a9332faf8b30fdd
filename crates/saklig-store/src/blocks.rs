//! Keys and numbers are taken in blocks, so that one commit is enough for a hundred cases. Shared by every store.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::ids::TenantId;
use crate::pending::Pending;
use crate::refused::Refused;

/// How many numbers a program takes at a time.
pub const BLOCK: u64 = 100;
/// When so few are left, the next block is asked for, so that nobody has to wait for it.
const FEW: u64 = 50;

/// The numbers a program has taken and not used yet. What is left when it ends becomes a gap.
#[derive(Debug, Default)]
pub struct Blocks {
    taken: Mutex<BTreeMap<(TenantId, String), Block>>,
}

#[derive(Debug, Default)]
struct Block {
    left: Range<u64>,
    ahead: Option<Pending<u64>>,
    /// One block was not enough, so another will be needed.
    is_busy: bool,
}

impl Blocks {
    /// The next number of this name; `take` gets the first of a new block of [`BLOCK`] durably from the store.
    pub fn next(
        &self,
        tenant: TenantId,
        name: &str,
        take: impl Fn() -> Pending<u64>,
    ) -> Result<u64, Refused> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let block = taken.entry((tenant, name.to_owned())).or_default();
        if block.left.is_empty() {
            block.is_busy = block.left.start > 0;
            let first = block.ahead.take().unwrap_or_else(&take).wait()?;
            block.left = first..first + BLOCK;
        }
        if block.is_busy && block.ahead.is_none() && block.left.end - block.left.start <= FEW {
            block.ahead = Some(take());
        }
        let number = block.left.start;
        block.left.start += 1;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::refused::Failure;

    #[test]
    fn a_block_is_taken_once_for_its_numbers_and_ahead_of_need_when_many_are_used() {
        let (blocks, taken) = (Blocks::default(), Cell::new(0));
        let take = || {
            taken.set(taken.get() + 1);
            Pending::ready(Ok(taken.get() * 1000))
        };
        let next = || (blocks.next(TenantId(1), "case", take).unwrap(), taken.get());
        assert_eq!(next(), (1000, 1));
        for _ in 1..99 {
            next();
        }
        assert_eq!(next(), (1099, 1), "the first block may be enough");
        assert_eq!(next(), (2000, 2));
        for _ in 1..50 {
            next();
        }
        assert_eq!(next(), (2050, 3), "the third is asked for before the second is used up");
        for _ in 51..100 {
            next();
        }
        assert_eq!(next(), (3000, 3));
    }

    #[test]
    fn a_store_that_fails_is_asked_again() {
        let blocks = Blocks::default();
        let full = || Pending::ready(Err(Refused::Failed(Failure::Full)));
        assert!(blocks.next(TenantId(1), "case", full).is_err());
        assert_eq!(blocks.next(TenantId(1), "case", || Pending::ready(Ok(1))).unwrap(), 1);
    }
}
