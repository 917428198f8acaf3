//! No request to anybody else, nothing stored, and a policy on every route that would forbid both.

use atlas_browser_tests::{Browser, Response, Screen, Site, get};

const ROUTES: [&str; 6] = [
    "",
    "place/us-il-chicago",
    "place/us-il-chicago/",
    "embed",
    "embed/place/gb-sct-glasgow/",
    "place/us-zz-nowhere",
];

/// Files that a page names in attributes, relative to the site.
fn files_of(page: &str) -> Vec<String> {
    let attributes = ["href=\"", "src=\"", "data-js=\"", "data-wasm=\""];
    let mut files = Vec::new();
    for attribute in attributes {
        for rest in page.split(attribute).skip(1) {
            let value = rest
                .split('"')
                .next()
                .unwrap_or_default()
                .trim_start_matches("./");
            if value.contains('.') && !value.contains("://") {
                files.push(value.to_owned());
            }
        }
    }
    files.sort();
    files.dedup();
    files
}

#[track_caller]
fn assert_policy(address: &str, response: &Response) {
    let policy = response
        .header("content-security-policy")
        .unwrap_or_default();
    for part in [
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "object-src 'none'",
        "base-uri 'self'",
    ] {
        assert!(
            policy.contains(part),
            "expected {part:?} in the policy of {address}, found {policy:?}"
        );
    }
    for hole in [
        "unsafe-inline",
        "'unsafe-eval'",
        "http:",
        "https:",
        "script-src *",
    ] {
        assert!(
            !policy.contains(hole),
            "expected no {hole} in the policy of {address}, found {policy:?}"
        );
    }
    for (name, value) in [
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("access-control-allow-origin", "*"),
    ] {
        assert_eq!(
            response.header(name),
            Some(value),
            "expected {name}: {value} on {address}"
        );
    }
}

#[test]
fn the_policy_is_on_every_route_and_file() {
    for site in [Site::root(), Site::below_a_folder()] {
        let page = get(&site.page(""));
        assert_eq!(page.status, 200);
        let mut paths: Vec<String> = ROUTES.map(str::to_owned).to_vec();
        paths.extend(files_of(&page.text()));
        for kind in [".wasm", ".js", ".css", ".bin", ".svg"] {
            assert!(
                paths.iter().any(|path| path.ends_with(kind)),
                "expected a {kind} file among those of the page, found {paths:?}"
            );
        }
        paths.extend([
            "no/such/page".to_owned(),
            "no-such-file.bin".to_owned(),
            "place/".to_owned(),
            "..%2fetc".to_owned(),
        ]);
        for path in paths {
            let address = site.page(&path);
            let response = get(&address);
            assert!(
                [200, 301, 400, 404].contains(&response.status),
                "expected an orderly answer from {address}, found {}",
                response.status
            );
            assert_policy(&address, &response);
        }
        assert_eq!(
            get(&site.page("place/us-zz-nowhere")).status,
            404,
            "expected an unknown place to be unknown to crawlers too"
        );
    }
}

#[test]
fn pages_have_nothing_inline() {
    for site in [Site::root(), Site::below_a_folder()] {
        for path in ["", "place/us-il-chicago/", "embed/", "place/us-zz-nowhere"] {
            let page = get(&site.page(path)).text();
            let scripts = page.split("<script").skip(1);
            for script in scripts {
                let tag = script.split('>').next().unwrap_or_default();
                // Data, which no browser runs.
                let is_data = tag.trim() == "type=\"application/ld+json\"";
                assert!(
                    is_data || tag.contains("src="),
                    "expected every script of {path:?} in a file, found <script{tag}>"
                );
            }
            for inline in [
                "<style",
                " style=\"",
                " onclick=",
                " onload=",
                " onerror=",
                "javascript:",
            ] {
                assert!(
                    !page.contains(inline),
                    "expected no {inline} in the page {path:?}"
                );
            }
        }
    }
}

#[test]
fn the_policy_is_in_force() {
    let browser = Browser::open(Screen::DESKTOP);
    // The plain server sends no headers: there the page's own policy counts.
    for site in Site::all() {
        browser.open_map(&site.page(""));
        let ran: bool = browser.run(
            "const script = document.createElement('script');
             script.textContent = 'window.injected = true';
             document.body.append(script);
             return window.injected === true;",
            &[],
        );
        assert!(
            !ran,
            "expected an inline script not to run on {}",
            site.page("")
        );
        let fetched = browser
            .promised("fetch('http://127.0.0.1:9/').then(() => 'done', error => error.name)");
        assert_eq!(fetched, "TypeError");
        let errors = browser.new_console_errors().join("\n");
        assert!(
            errors.contains("Content Security Policy"),
            "expected the policy to have refused both, the console has {errors:?}"
        );
    }
}

#[test]
fn nobody_else_is_asked_and_nothing_goes_wrong() {
    let browser = Browser::open(Screen::DESKTOP);
    for site in [Site::root(), Site::below_a_folder()] {
        for page in ["", "place/us-il-chicago", "embed/place/gb-sct-glasgow"] {
            for language in ["en", "fr", "es"] {
                let address = site.page(&format!("{page}?lang={language}"));
                browser.new_requests();
                browser.open_map(&address);
                if !page.is_empty() {
                    browser.until(
                        "the record",
                        "document.querySelector('#panel article.policy')",
                    );
                }
                let requests = browser.new_requests();
                assert!(
                    requests
                        .iter()
                        .any(|request| request.contains("/data/index-")),
                    "expected the log to tell of the index, found {requests:?}"
                );
                for request in requests {
                    let is_own = request.starts_with(site.origin())
                        || request.starts_with("data:")
                        || request.starts_with("blob:");
                    assert!(
                        is_own,
                        "expected requests to {} only, {address} asked for {request}",
                        site.origin()
                    );
                }
                browser.assert_no_console_errors();
            }
        }
    }
}

#[test]
fn nothing_is_stored() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("place/us-il-chicago?lang=fr"));
    browser.until(
        "the record",
        "document.querySelector('#panel article.policy')",
    );
    browser.click("button[data-action=zoom-in]");
    browser.until_view("a nearer view", |_| true);
    let stored = browser.promised(
        "(async () => ({
             local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
             databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
             workers: (await navigator.serviceWorker.getRegistrations()).length,
         }))()",
    );
    let expected = serde_json::json!({ "local": 0, "session": 0, "cookie": "", "databases": 0, "caches": 0, "workers": 0 });
    assert_eq!(stored, expected, "expected nothing stored in the browser");
}
