//! File names that carry a hash of the content, so that caches may keep the file for ever.

use sha2::{Digest, Sha256};

/// The whole hash, in hexadecimal digits.
pub fn of(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// `boot.js` becomes `boot-1a2b3c4d.js`.
pub fn name_with_hash(name: &str, bytes: &[u8]) -> String {
    let hash = &of(bytes)[..8];
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

/// Whether a file's name carries a hash, as we, the data build and Trunk write it: `-` and at least
/// 8 hexadecimal digits before `.` or `_`.
pub fn is_in_name(name: &str) -> bool {
    name.split(['.', '_'])
        .filter_map(|part| part.rsplit_once('-'))
        .any(|(_, hash)| {
            let is_hex = hash
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
            hash.len() >= 8 && is_hex
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_the_start_of_the_hash() {
        assert_eq!(name_with_hash("boot.js", b""), "boot-e3b0c442.js");
        assert!(is_in_name("boot-e3b0c442.js"));
    }

    #[test]
    fn hashed_names_are_recognised() {
        for name in [
            "sanctuary-atlas-5a8f6b0c9d2e1f34.js",
            "sanctuary-atlas-5a8f6b0c9d2e1f34_bg.wasm",
            "style-5a8f6b0c9d2e1f34.css",
            "records-us-il-1a2b3c4d.bin",
        ] {
            assert!(is_in_name(name), "{name}");
        }
        for name in [
            "index.html",
            "embed.js",
            "records-us-il.bin",
            "a-decade.js",
            "deadbeef.js",
        ] {
            assert!(!is_in_name(name), "{name}");
        }
    }
}
