//! Rules for `sources.json`: what may be linked to.

use std::{collections::HashSet, net::IpAddr};

use super::{Fault, Geodata, PartialDate};

/// Hosts that hold copies of other people's pages, one pattern a line.
const BLOCKED_HOSTS: &str = include_str!("blocked-hosts.txt");

/// First labels of hosts that are not meant for the public.
const STAGING: [&str; 10] = [
    "test",
    "uat",
    "preview",
    "preprod",
    "staging",
    "dev",
    "qa",
    "new-origin",
    "new-test-origin",
    "core-prod",
];

pub(super) fn check(geodata: &Geodata, today: PartialDate, faults: &mut Vec<Fault>) {
    let mut seen = HashSet::new();
    for source in &geodata.sources {
        let mut complain = |field: &str, wrong: String, right: &str| {
            faults.push(Fault::new("sources.json", &source.id, field, wrong, right));
        };
        if !seen.insert(source.id.as_str()) {
            complain(
                "id",
                "this id is used twice".into(),
                "merge the two entries, or give one another id",
            );
        }
        for (field, text) in [("title", &source.title), ("publisher", &source.publisher)] {
            if text.trim().is_empty() {
                complain(
                    field,
                    "empty".into(),
                    "write what the page says of itself; a reader without the link needs it",
                );
            }
        }
        if let Some(url) = &source.url {
            match host(url) {
                None => complain(
                    "url",
                    format!("\"{url}\" is not a web link"),
                    "write the page's address, beginning with https:// or http://",
                ),
                Some(host) => {
                    if let Some(why) = why_not_to_link(host) {
                        complain(
                            "url",
                            format!("\"{host}\" may not be linked to: {why}"),
                            "write the original publisher's address, or leave `url` out and note that it was read in a copy",
                        );
                    }
                }
            }
        }
        if let Some(date) = source.date.filter(|&date| today.is_before(date)) {
            complain(
                "date",
                format!("{date} is after today ({today})"),
                "write the date on the page, or leave it out",
            );
        }
    }
}

/// Host and port of a web link; `None` for what is not one.
fn host(url: &str) -> Option<&str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let has_bad_character =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"');
    let host = rest.split(['/', '?', '#']).next()?;
    let is_plain = !host.is_empty() && !url.chars().any(has_bad_character);
    is_plain.then_some(host)
}

/// Why a host is not one to send readers to; `None` if nothing is known against it.
pub(super) fn why_not_to_link(host: &str) -> Option<&'static str> {
    let host = host.to_ascii_lowercase();
    if host.contains('@') {
        return Some("it carries a user name");
    }
    if host.starts_with('[') || host.split(':').next()?.parse::<IpAddr>().is_ok() {
        return Some("it is a number, not a name");
    }
    if host.contains(':') {
        return Some("it has a port, as proxies do");
    }
    if !host.contains('.') {
        return Some("it is no public name");
    }
    let first = host.split('.').next().unwrap_or_default();
    let is_staging = |label: &str| {
        first == label
            || (label.len() > 3
                && (first.starts_with(&format!("{label}-"))
                    || first.ends_with(&format!("-{label}"))))
    };
    if STAGING.iter().any(|label| is_staging(label)) {
        return Some("it is a publisher's test site");
    }
    let patterns = BLOCKED_HOSTS
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let mut heading = "it is a copy";
    for line in patterns {
        if let Some(title) = line.strip_prefix("# ") {
            heading = title;
        } else if matches(&host, line) {
            return Some(heading);
        }
    }
    None
}

/// Whether a host is one that a pattern means: `a.org` and all below it; `a.*` under any top level.
fn matches(host: &str, pattern: &str) -> bool {
    match pattern.strip_suffix(".*") {
        Some(name) => {
            let labels: Vec<&str> = host.split('.').collect();
            labels.len() >= 2 && labels[..labels.len() - 1].contains(&name)
        }
        None => host
            .strip_suffix(pattern)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.')),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn copies_proxies_and_test_sites_are_told_from_publishers() {
        for bad in [
            "35.242.148.148",
            "[::1]",
            "example.org:8080",
            "user@example.org",
            "docslib.org",
            "www.scribd.com",
            "fdocuments.net",
            "www.fdocuments.in",
            "anything.workers.dev",
            "staging.example.org",
            "www-staging.example.org",
            "test.example.org",
            "intranet",
        ] {
            assert!(why_not_to_link(bad).is_some(), "{bad}");
        }
        for good in [
            "www.theguardian.com",
            "time.com",
            "developer.mozilla.org",
            "devon.gov.uk",
            "notscribd.com",
            "testimony.example.org",
            "c3.vaughan.ca",
        ] {
            assert_eq!(why_not_to_link(good), None, "{good}");
        }
    }

    #[test]
    fn every_line_of_the_list_blocks_something() {
        let lines = BLOCKED_HOSTS
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines {
            let host = line.replace(".*", ".com");
            assert!(why_not_to_link(&host).is_some(), "{line}");
        }
    }
}
