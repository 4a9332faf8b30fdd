//! Keys and numbers are taken in blocks, so that one commit is enough for a hundred cases. Shared by every store.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::ids::TenantId;

/// How many numbers a program takes at a time.
pub const BLOCK: u64 = 100;

/// The numbers a program has taken and not used yet. What is left when it ends becomes a gap.
#[derive(Debug, Default)]
pub struct Blocks {
    taken: Mutex<BTreeMap<(TenantId, String), std::ops::Range<u64>>>,
}

impl Blocks {
    /// The next number of this name; `take` gets the first of a new block of [`BLOCK`] durably from the store.
    pub fn next<E>(
        &self,
        tenant: TenantId,
        name: &str,
        take: impl FnOnce() -> Result<u64, E>,
    ) -> Result<u64, E> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let block = taken.entry((tenant, name.to_owned())).or_default();
        if let Some(number) = block.next() {
            return Ok(number);
        }
        let first = take()?;
        *block = first + 1..first + BLOCK;
        Ok(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_taken_once_for_its_numbers() {
        let (blocks, mut taken) = (Blocks::default(), 0);
        let mut numbers = Vec::new();
        for _ in 0..150 {
            let number = blocks.next(TenantId(1), "case", || {
                taken += 1;
                Ok::<_, ()>(taken * 1000)
            });
            numbers.push(number.unwrap());
        }
        assert_eq!((taken, numbers[0], numbers[99], numbers[100]), (2, 1000, 1099, 2000));
        assert_eq!(blocks.next(TenantId(1), "other", || Err("no")), Err("no"));
    }
}
