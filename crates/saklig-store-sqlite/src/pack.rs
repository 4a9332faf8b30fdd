//! Compressed bytes in a row: coding 0 plain, 1 zstd, 2 zstd with dictionary 1.

use std::cell::RefCell;
use std::thread::LocalKey;

use rusqlite::types::Type;
use zstd::bulk::{Compressor, Decompressor};

/// Below this nothing is gained.
const WORTH_IT_BYTES: usize = 128;
const LEVEL: i32 = 1;
/// What entries have in common. Rows are read with it for ever: it never changes.
const DICTIONARY: &[u8] = include_bytes!("../ordbok/1.zstd-dict");

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
    static READER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// Bytes as they lie in a row.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    pub(crate) coding: u8,
    pub(crate) size: usize,
    pub(crate) bytes: Vec<u8>,
}

/// Compresses what gains by it.
pub(crate) fn pack(plain: &[u8]) -> Packed {
    let size = plain.len();
    let packed = if size < WORTH_IT_BYTES { None } else { zstd(plain) };
    match packed {
        Some(bytes) if bytes.len() < size => Packed { coding: 2, size, bytes },
        _ => Packed { coding: 0, size, bytes: plain.to_vec() },
    }
}

fn zstd(plain: &[u8]) -> Option<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| {
        if packer.is_none() {
            *packer = Compressor::with_dictionary(LEVEL, DICTIONARY).ok();
        }
        packer.as_mut().and_then(|packer| packer.compress(plain).ok())
    })
}

/// The plain bytes of a row whose column number `column` holds the packed ones.
pub(crate) fn unpack(column: usize, coding: u8, size: usize, bytes: Vec<u8>) -> rusqlite::Result<Vec<u8>> {
    let bad = || rusqlite::Error::FromSqlConversionFailure(column, Type::Blob, "not what was packed".into());
    let plain = match coding {
        0 => bytes,
        1 => unzstd(&UNPACKER, &[], &bytes, size).ok_or_else(bad)?,
        2 => unzstd(&READER, DICTIONARY, &bytes, size).ok_or_else(bad)?,
        _ => return Err(bad()),
    };
    if plain.len() == size { Ok(plain) } else { Err(bad()) }
}

fn unzstd(
    unpacker: &'static LocalKey<RefCell<Option<Decompressor<'static>>>>,
    dictionary: &[u8],
    bytes: &[u8],
    size: usize,
) -> Option<Vec<u8>> {
    unpacker.with_borrow_mut(|unpacker| {
        if unpacker.is_none() {
            *unpacker = Decompressor::with_dictionary(dictionary).ok();
        }
        unpacker.as_mut().and_then(|unpacker| unpacker.decompress(bytes, size).ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        for plain in [vec![], vec![7; 100], vec![7; 5000], (0..=255).collect::<Vec<u8>>()] {
            let packed = pack(&plain);
            assert_eq!(unpack(0, packed.coding, packed.size, packed.bytes).unwrap(), plain);
        }
        assert!(pack(&[7; 5000]).bytes.len() < 100);
        assert!(unpack(0, 1, 10, vec![1, 2, 3]).is_err());
        assert!(unpack(0, 2, 10, vec![1, 2, 3]).is_err());
    }

    #[test]
    fn what_was_packed_without_a_dictionary_can_still_be_read() {
        let plain = vec![7; 5000];
        let packed = Compressor::new(LEVEL).unwrap().compress(&plain).unwrap();
        assert_eq!(unpack(0, 1, plain.len(), packed).unwrap(), plain);
    }
}
