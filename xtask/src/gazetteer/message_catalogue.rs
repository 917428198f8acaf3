//! Compiled gettext catalogues (`.mo`), in which a package keeps GeoNames' names by language:
//! <https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html>.

use std::collections::HashMap;

const MAGIC: u32 = 0x9504_12de;

/// The texts of a little-endian catalogue by their keys; `None` for anything else.
pub fn read(bytes: &[u8]) -> Option<HashMap<&str, &str>> {
    let word = |at: usize| {
        let four = bytes.get(at..at + 4)?;
        Some(u32::from_le_bytes(four.try_into().ok()?))
    };
    let text = |table: u32, number: u32| {
        let entry = (table as usize).checked_add(number as usize * 8)?;
        let (length, at) = (word(entry)? as usize, word(entry + 4)? as usize);
        std::str::from_utf8(bytes.get(at..at.checked_add(length)?)?).ok()
    };
    if word(0)? != MAGIC {
        return None;
    }
    let (count, keys, texts) = (word(8)?, word(12)?, word(16)?);
    (0..count)
        .map(|number| Some((text(keys, number)?, text(texts, number)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Vec<u8> {
        let mut bytes = Vec::new();
        // magic, revision, count, keys, texts, hash table (none)
        for word in [MAGIC, 0, 1, 28, 36, 0, 0, 7, 44, 7, 52] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.extend(b"2643743\0Londres\0");
        bytes
    }

    #[test]
    fn a_name_is_found_by_its_id() {
        let bytes = catalogue();
        assert_eq!(read(&bytes).unwrap()["2643743"], "Londres");
    }

    #[test]
    fn a_damaged_catalogue_is_refused() {
        let bytes = catalogue();
        assert!(read(&bytes[..50]).is_none());
        assert!(read(b"not one").is_none());
    }
}
