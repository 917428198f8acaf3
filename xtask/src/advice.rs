//! Turns a failure into a message that says what to do.

use std::fmt::Write;

/// The error and what led to it, one cause a line.
pub fn failure(error: &anyhow::Error) -> String {
    let mut text = format!("error: {error}");
    for cause in error.chain().skip(1) {
        let _ = write!(text, "\n  {cause}"); // writing to a String cannot fail
    }
    text
}

/// What to do about a failed installation, as far as its output tells.
pub fn for_output(output: &str) -> Option<&'static str> {
    const KNOWN: [(&[&str], &str); 5] = [
        (
            &[
                "Could not resolve host",
                "Couldn't resolve host",
                "failed to download",
                "ENOTFOUND",
                "EAI_AGAIN",
                "ECONNREFUSED",
                "network failure",
                "error sending request",
                "Temporary failure resolving",
            ],
            "The network, or the server it asked, cannot be reached. Check the connection (and proxy settings) \
             and run the same command again; what is already installed is kept.",
        ),
        (
            &[
                "linker `cc` not found",
                "linker `gcc` not found",
                "failed to find tool \"cc\"",
            ],
            "There is no C compiler, which cargo needs to link. Debian and Ubuntu: `apt-get install gcc libc6-dev`; \
             Fedora: `dnf install gcc`; macOS: `xcode-select --install`.",
        ),
        (
            &["No space left on device", "os error 28"],
            "The disk is full. `cargo clean` frees what was built.",
        ),
        (
            &["Unable to locate package", "has no installation candidate"],
            "apt-get does not know the package. Run `apt-get update`, or install it by hand (see `cargo xtask help` \
             for telling where Chromium is).",
        ),
        (
            &["Permission denied", "EACCES", "are you root?"],
            "Something may not be written. Run as the user who owns the folder; for apt-get, as root or with sudo.",
        ),
    ];
    KNOWN
        .iter()
        .find(|(signs, _)| signs.iter().any(|sign| output.contains(sign)))
        .map(|(_, advice)| *advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_network_is_recognised() {
        let output = "error: failed to download `x`\n  Could not resolve host: example.org";
        assert!(for_output(output).unwrap().contains("network"));
        assert_eq!(for_output("error: something else"), None);
    }

    #[test]
    fn a_failure_lists_its_causes() {
        let error = anyhow::anyhow!("inner").context("outer");
        assert_eq!(failure(&error), "error: outer\n  inner");
    }
}
