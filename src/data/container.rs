//! The frame around every runtime file: magic, kind, version, length, checksum.
//!
//! ```text
//! 0  "SATL"            4 bytes
//! 4  kind              1 byte
//! 5  version           1 byte
//! 6  payload length    4 bytes, little-endian
//! 10 CRC-32 of payload 4 bytes, little-endian
//! 14 payload           postcard
//! ```

use serde::{Serialize, de::DeserializeOwned};

use super::crc32;

const MAGIC: &[u8; 4] = b"SATL";
const VERSION: u8 = 1;
const HEADER: usize = 14;

/// What a runtime file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    Index = 1,
    Land = 2,
    Counties = 3,
    Records = 4,
    Tenures = 5,
    Lists = 6,
    Background = 7,
    Figures = 8,
    Towns = 9,
    Landmarks = 10,
}

/// Why a runtime file can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    #[error("not a file of the Atlas")]
    NotOurs,
    #[error("of another kind or version than this page reads")]
    WrongKind,
    #[error("cut short or too long")]
    WrongLength,
    #[error("damaged (checksum)")]
    Damaged,
    #[error("inconsistent: {0}")]
    Inconsistent(&'static str),
}

/// Writes a value as a runtime file.
pub fn pack<T: Serialize>(kind: Kind, value: &T) -> Vec<u8> {
    // Serialising plain structs into memory cannot fail.
    let payload = postcard::to_allocvec(value).expect("plain data serialises");
    let mut bytes = Vec::with_capacity(HEADER + payload.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&[kind as u8, VERSION]);
    bytes.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&crc32(&payload).to_le_bytes());
    bytes.extend_from_slice(&payload);
    bytes
}

/// Reads a runtime file of the expected kind.
///
/// # Errors
/// Any difference in magic, kind, version, length or checksum, and any payload that does not
/// decode to exactly one value.
pub fn unpack<T: DeserializeOwned>(kind: Kind, bytes: &[u8]) -> Result<T, DecodeError> {
    let Some((header, payload)) = bytes.split_at_checked(HEADER) else {
        let ours = bytes.starts_with(MAGIC);
        return Err(if ours {
            DecodeError::WrongLength
        } else {
            DecodeError::NotOurs
        });
    };
    let word = |at: usize| {
        u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    if &header[..4] != MAGIC {
        return Err(DecodeError::NotOurs);
    }
    if header[4] != kind as u8 || header[5] != VERSION {
        return Err(DecodeError::WrongKind);
    }
    if word(6) as usize != payload.len() {
        return Err(DecodeError::WrongLength);
    }
    if word(10) != crc32(payload) {
        return Err(DecodeError::Damaged);
    }
    match postcard::take_from_bytes(payload) {
        Ok((value, [])) => Ok(value),
        _ => Err(DecodeError::Inconsistent("payload")),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn round_trips(value in prop::collection::vec(any::<i32>(), 0..50)) {
            let bytes = pack(Kind::Land, &value);
            prop_assert_eq!(unpack::<Vec<i32>>(Kind::Land, &bytes), Ok(value));
        }

        #[test]
        fn every_cut_and_every_flipped_bit_is_noticed(value in prop::collection::vec(any::<u8>(), 1..50), at in any::<prop::sample::Index>(), bit in 0u8..8) {
            let bytes = pack(Kind::Records, &value);
            let cut = at.index(bytes.len());
            prop_assert!(unpack::<Vec<u8>>(Kind::Records, &bytes[..cut]).is_err());
            let mut flipped = bytes.clone();
            flipped[cut] ^= 1 << bit;
            prop_assert!(unpack::<Vec<u8>>(Kind::Records, &flipped).is_err());
        }

        #[test]
        fn garbage_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(unpack::<Vec<String>>(Kind::Index, &bytes).is_err());
        }
    }
}
