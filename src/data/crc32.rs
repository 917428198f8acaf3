//! CRC-32 as in zlib and PNG (ISO 3309, reflected polynomial `0xedb88320`), eight bytes at a time
//! (Kounavis and Berry, "A systematic approach to building high performance software-based CRC
//! generators", 2005).
//!
//! The tables are made when they are first needed. Crates carry theirs in the program: 16 KB that do
//! not compress, in what the browser loads before the first map.

use std::sync::OnceLock;

const POLYNOMIAL: u32 = 0xedb8_8320;

/// The remainders of each byte, followed by 0 to 7 zero bytes.
type Tables = [[u32; 256]; 8];

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = [[0; 256]; 8];
        for (byte, entry) in (0u32..).zip(&mut tables[0]) {
            *entry = (0..8).fold(byte, |remainder, _| {
                let is_odd = remainder & 1 == 1;
                (remainder >> 1) ^ if is_odd { POLYNOMIAL } else { 0 }
            });
        }
        let of_bytes = tables[0];
        for zeros in 1..8 {
            tables[zeros] =
                tables[zeros - 1].map(|before| (before >> 8) ^ of_bytes[(before & 0xff) as usize]);
        }
        tables
    })
}

/// The checksum of bytes.
///
/// ```
/// assert_eq!(sanctuary_atlas::data::crc32(b"123456789"), 0xcbf4_3926);
/// ```
pub fn crc32(bytes: &[u8]) -> u32 {
    let tables = tables();
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut crc = !0u32;
    for eight in eights {
        let mut mixed = *eight;
        for (byte, old) in mixed.iter_mut().zip(crc.to_le_bytes()) {
            *byte ^= old;
        }
        crc = mixed
            .iter()
            .zip(tables.iter().rev())
            .fold(0, |sum, (&byte, table)| sum ^ table[usize::from(byte)]);
    }
    for &byte in rest {
        crc = (crc >> 8) ^ tables[0][((crc ^ u32::from(byte)) & 0xff) as usize];
    }
    !crc
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn is_what_others_compute(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(crc32(&bytes), crc32fast::hash(&bytes));
        }
    }
}
