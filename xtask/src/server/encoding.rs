//! Which of the compressed files beside a file the browser takes.

/// A content coding, with the extension of the files that the build writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    pub name: &'static str,
    pub extension: &'static str,
}

/// Best first.
const KNOWN: [Encoding; 2] = [
    Encoding {
        name: "br",
        extension: "br",
    },
    Encoding {
        name: "gzip",
        extension: "gz",
    },
];

/// The known codings that an `Accept-Encoding` header accepts, best first.
pub fn accepted(header: &str) -> impl Iterator<Item = Encoding> + '_ {
    KNOWN
        .into_iter()
        .filter(move |encoding| weight(header, encoding.name) > 0.0)
}

/// The quality value of a coding (RFC 9110, section 12.5.3).
fn weight(header: &str, coding: &str) -> f32 {
    let named = |wanted: &str| {
        header.split(',').find_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let is_wanted = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(wanted));
            let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
            is_wanted.then(|| quality.unwrap_or(1.0))
        })
    };
    named(coding).or_else(|| named("*")).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(header: &str) -> Vec<&'static str> {
        accepted(header).map(|encoding| encoding.name).collect()
    }

    #[test]
    fn brotli_is_preferred() {
        assert_eq!(names("gzip, deflate, br, zstd"), ["br", "gzip"]);
    }

    #[test]
    fn what_is_not_accepted_is_not_used() {
        assert!(names("").is_empty());
        assert!(names("identity").is_empty());
        assert_eq!(names("br;q=0, gzip;q=0.5"), ["gzip"]);
        assert_eq!(names("br ; q=0.000, *"), ["gzip"]);
    }
}
