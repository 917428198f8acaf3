//! The files of `docs/deploy/` on the real servers: headers, compression, deep links, conditions.

use atlas_browser_tests::{Response, Site, get, get_with};

/// A file of the page that carries a hash, with its extension.
#[track_caller]
fn hashed_file(site: &Site, extension: &str) -> String {
    let page = get(&site.page("")).text();
    let found = page
        .split(['"', '\''])
        .find(|part| part.ends_with(extension) && part.contains('-'));
    match found {
        Some(file) => file.trim_start_matches("./").to_owned(),
        None => panic!(
            "expected a file with {extension} in the page of {}",
            site.page("")
        ),
    }
}

#[track_caller]
fn assert_headers(address: &str, response: &Response, embed: bool) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
    ] {
        assert_eq!(response.header(name), Some(value), "{name} of {address}");
    }
    let policies = response
        .headers
        .iter()
        .filter(|(name, _)| name == "content-security-policy")
        .count();
    assert_eq!(policies, 1, "expected one policy on {address}");
    let policy = response
        .header("content-security-policy")
        .unwrap_or_default();
    let ancestors = if embed {
        "frame-ancestors *"
    } else {
        "frame-ancestors 'self'"
    };
    assert!(
        policy.contains("default-src 'self'") && policy.ends_with(ancestors),
        "{address} has the policy {policy:?}"
    );
}

#[test]
fn every_answer_has_the_headers() {
    for site in Site::hosted() {
        let wasm = hashed_file(&site, ".wasm");
        for (path, status, embed) in [
            ("", 200, false),
            ("place/us-il-chicago", 200, false),
            ("place/us-il-chicago/", 200, false),
            ("fr/place/us-il", 200, false),
            ("place/us-il-chicago.geojson", 200, false),
            ("embed", 200, true),
            ("embed/place/gb-sct-glasgow?height=auto", 200, true),
            ("embed/es/card/us-il", 200, true),
            ("compare/us-il-chicago+gb-sct-glasgow", 200, false),
            ("embed/fr/compare/us-il-chicago+gb-sct-glasgow", 200, true),
            ("embed/place/us-zz-nowhere", 404, true),
            ("no/such/page", 404, false),
            ("no-such-file.bin", 404, false),
            (wasm.as_str(), 200, false),
            ("embed.js", 200, false),
        ] {
            let address = site.page(path);
            let response = get(&address);
            assert_eq!(response.status, status, "{address}");
            assert_headers(&address, &response, embed);
            if path.contains("compare/") {
                let (folder, _) = path.rsplit_once('/').unwrap_or_default();
                let shared = get(&site.page(&format!("{folder}/")));
                assert_eq!(response.text(), shared.text(), "{address}");
            }
            if status == 404 {
                assert!(
                    response.text().contains("id=\"app\""),
                    "expected the Atlas's own page for {address}"
                );
            }
        }
        assert_ne!(get(&site.page("..%2f..%2fetc/passwd")).status, 200);
    }
}

#[test]
fn types_and_lifetimes_fit_the_files() {
    for site in Site::hosted() {
        for (extension, kind) in [
            (".wasm", "application/wasm"),
            (".js", "text/javascript"),
            (".css", "text/css"),
            (".bin", "application/octet-stream"),
            (".svg", "image/svg+xml"),
        ] {
            let address = site.page(&hashed_file(&site, extension));
            let response = get(&address);
            let sent = response.header("content-type").unwrap_or_default();
            // Caddy knows no type for .bin: none at all is as good.
            assert!(
                sent.starts_with(kind) || (extension == ".bin" && sent.is_empty()),
                "{address} is {sent:?}"
            );
            assert_eq!(
                response.header("cache-control"),
                Some("public, max-age=31536000, immutable"),
                "{address}"
            );
        }
        for (path, kind) in [
            ("place/us-il/", "text/html"),
            ("embed.js", "text/javascript"),
            ("place/us-il.json", "application/json"),
            ("place/us-il.csv", "text/csv"),
            ("place/us-il.geojson", "application/geo+json"),
        ] {
            let response = get(&site.page(path));
            let sent = response.header("content-type").unwrap_or_default();
            assert!(sent.starts_with(kind), "{path} is {sent:?}");
            assert_eq!(response.header("cache-control"), Some("no-cache"), "{path}");
        }
    }
}

#[test]
fn compressed_files_are_sent_as_they_lie_there() {
    for site in Site::hosted() {
        for path in [
            hashed_file(&site, ".wasm"),
            "place/us-il/".into(),
            "embed.js".into(),
        ] {
            let address = site.page(&path);
            let plain = get(&address);
            assert_eq!(plain.header("content-encoding"), None, "{address}");
            let mut last = plain.body.len();
            for (asked, encoding) in [("gzip", "gzip"), ("gzip, deflate, br", "br")] {
                let response = get_with(&address, &[("Accept-Encoding", asked)]);
                assert_eq!(
                    response.header("content-encoding"),
                    Some(encoding),
                    "{address}"
                );
                assert!(
                    response
                        .header("vary")
                        .is_some_and(|vary| vary.to_ascii_lowercase().contains("accept-encoding")),
                    "{address}"
                );
                assert!(response.body.len() < last, "{address} as {encoding}");
                last = response.body.len();
            }
        }
    }
}

#[test]
fn conditions_and_ranges_are_understood() {
    for site in Site::hosted() {
        let address = site.page("place/us-il.json");
        let response = get(&address);
        let tag = response.header("etag").map(str::to_owned);
        let Some(tag) = tag else {
            panic!("expected a tag on {address}")
        };
        let again = get_with(&address, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{address}");
        let part = get_with(&address, &[("Range", "bytes=2-9")]);
        assert_eq!(part.status, 206, "{address}");
        assert_eq!(part.body, response.body[2..10], "{address}");
    }
}
