//! A version of the data that is kept: it needs nothing of today's site, and stays when that changes.

use atlas_browser_tests::{Browser, OtherOrigin, Screen, Site, get};
use serde_json::json;

/// The folder of the version that the site keeps, as its dialog to share tells it: `v/<edition>/`.
fn kept_folder(site: &Site) -> String {
    let dialog = get(&site.page("share/en.html")).text();
    let (_, rest) = dialog
        .split_once("data-version=\"")
        .expect("the dialog names the version that is kept");
    let folder = rest.split('"').next().unwrap_or_default().to_owned();
    assert!(
        folder.starts_with("v/") && folder.ends_with('/') && folder.len() > 8,
        "{folder}"
    );
    folder
}

/// Asserts that all that was asked of the site's origin lies in the version's folder.
#[track_caller]
fn assert_only_from(browser: &Browser, site: &Site, folder: &str) {
    let kept = site.page(folder);
    let requests = browser.new_requests();
    let of_site: Vec<&String> = requests
        .iter()
        .filter(|request| request.starts_with(site.origin()))
        .collect();
    assert!(of_site.len() > 4, "expected requests, found {requests:?}");
    for request in of_site {
        assert!(
            request.starts_with(&kept),
            "expected files of {kept} only, found {request}"
        );
    }
}

#[test]
fn a_kept_version_loads_its_own_files_only() {
    let site = Site::below_a_folder();
    let folder = kept_folder(&site);
    let browser = Browser::open(Screen::DESKTOP);
    for page in ["", "place/us-il-chicago", "fr/place/gb-sct-glasgow"] {
        browser.new_requests();
        browser.open_map(&site.page(&format!("{folder}{page}")));
        if !page.is_empty() {
            browser.until(
                "its policies",
                "document.querySelector('#panel article.policy')",
            );
            browser.until(
                "what is loaded last",
                "performance.getEntriesByType('resource').some(e => e.name.includes('land-full'))",
            );
        }
        assert_only_from(&browser, &site, &folder);
        // It says that it is not today's, and leads there.
        let live: String = browser.run(
            "return document.querySelector('meta[name=atlas-live]').content;",
            &[],
        );
        assert_eq!(live, site.base_path());
    }
    browser.assert_no_console_errors();
}

#[test]
fn a_pinned_embed_goes_on_when_the_live_site_is_another() {
    let site = Site::below_a_folder();
    let folder = kept_folder(&site);
    let browser = Browser::open(Screen::DESKTOP);
    // The live site as it may be in years: nothing of today's is there any more.
    let base = site.page("");
    let gone = [
        "data/*",
        "place/*",
        "embed/*",
        "share/*",
        "sanctuary-atlas-*",
        "boot-*",
        "early-*",
        "style-*",
        "embed.js",
    ]
    .map(|file| format!("{base}{file}"));
    browser.devtools("Network.enable", json!({}));
    browser.devtools("Network.setBlockedURLs", json!({ "urls": gone }));
    let embed = site.page(&format!("{folder}embed/place/us-il-chicago?height=auto"));
    browser.goto(&OtherOrigin::framing(&embed, Some("allow-scripts")));
    browser.until("a frame", "document.querySelector('iframe')");
    browser.enter_frame();
    browser.until_painted();
    browser.until(
        "Chicago's policies",
        "document.querySelector('#panel[data-place=us-il-chicago] article.policy')",
    );
    assert!(
        !browser.exists(".failure"),
        "expected nothing to be missing"
    );
    // Another place of the same version opens too.
    browser.click("#panel .parents a");
    browser.until(
        "what lies above Chicago, with its policies",
        "document.querySelector('#panel[data-place]:not([data-place=us-il-chicago]) article.policy')",
    );
    assert!(
        !browser.exists(".failure"),
        "expected nothing to be missing"
    );
    browser.leave_frame();
    assert_only_from(&browser, &site, &folder);
    browser.assert_no_console_errors();
    // The blockade is one: the live page has nothing to show.
    browser.goto(&site.page("embed"));
    let loads: bool = browser
        .promised(&format!(
            "fetch('{base}embed.js').then(() => true, () => false)"
        ))
        .as_bool()
        .expect("a truth");
    assert!(!loads, "expected the live site's files to be gone");
}
