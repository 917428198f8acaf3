//! Files that are missing, damaged, cut short or lost on the way: said, with retry; the rest goes on working.

use atlas_browser_tests::{Alteration, AlteredSite, Browser, Screen, ShownMap, Spot};

/// The message about a file, once it is there.
#[track_caller]
fn until_failure(browser: &Browser, file: &str, what: &str) -> String {
    browser.until(
        &format!("a message after {what}"),
        "document.querySelector('.failure button.retry')",
    );
    let text = browser.text(".failure");
    assert!(
        text.contains(file) && text.contains(".bin"),
        "expected the name of the file {file}*.bin in the message after {what}, found {text:?}"
    );
    text
}

#[track_caller]
fn assert_no_panic(browser: &Browser) {
    assert!(
        browser.exists("#fault[hidden]"),
        "expected the app not to break, its last message is shown"
    );
}

#[test]
fn the_first_map_can_be_tried_again_after_any_damage() {
    let browser = Browser::open(Screen::DESKTOP);
    for file in ["index-", "land-"] {
        for alteration in [
            Alteration::NoAnswer,
            Alteration::Missing,
            Alteration::CutShort,
            Alteration::BitFlipped,
        ] {
            let what = format!("{file}*.bin: {alteration:?}");
            // Its own origin, so that nothing is in the browser's cache.
            let altered = AlteredSite::start();
            altered.alter(file, ".bin", alteration);
            browser.goto(&altered.site.page("place/us-il"));
            until_failure(&browser, file, &what);
            assert!(
                !browser.exists("#map[data-map-painted]"),
                "expected no map without {file}*.bin"
            );
            assert_no_panic(&browser);

            // Still broken: the message stays and can be used again.
            browser.click(".failure button.retry");
            until_failure(&browser, file, &what);

            altered.restore();
            browser.click(".failure button.retry");
            browser.until_painted();
            browser.until(
                &format!("no message after a successful retry ({what})"),
                "!document.querySelector('.failure')",
            );
            browser.until(
                "Illinois' panel",
                "document.querySelector('#panel[data-place=us-il] article.policy')",
            );
            assert_no_panic(&browser);
        }
    }
}

#[test]
fn the_map_goes_on_working_without_counties() {
    let browser = Browser::open(Screen::DESKTOP);
    let altered = AlteredSite::start();
    altered.alter("counties-", ".bin", Alteration::CutShort);
    browser.open_map(&altered.site.page(&Spot::WEST_OF_ILLINOIS.link_at(0.2)));
    until_failure(&browser, "counties-", "a damaged county file");
    browser.click_at(ShownMap::of_address(&browser).position(Spot::WEST_OF_ILLINOIS));
    browser.until(
        "Illinois' policies",
        "document.querySelector('#panel[data-place=us-il] article.policy')",
    );
    altered.restore();
    browser.click(".failure button.retry");
    browser.until(
        "no message after a successful retry",
        "!document.querySelector('.failure')",
    );
    browser.open_map(&altered.site.page("place/us-al-autauga-county"));
    assert_no_panic(&browser);
}

#[test]
fn a_panel_without_its_record_says_so_and_can_be_tried_again() {
    let browser = Browser::open(Screen::DESKTOP);
    for alteration in [
        Alteration::NoAnswer,
        Alteration::Missing,
        Alteration::BitFlipped,
    ] {
        let altered = AlteredSite::start();
        altered.alter("records-us-il-", ".bin", alteration);
        browser.open_map(&altered.site.page("place/us-il-chicago"));
        until_failure(&browser, "records-us-il-", &format!("{alteration:?}"));
        assert_eq!(
            browser.text("#panel h2"),
            "Chicago",
            "expected what the index knows of Chicago"
        );
        altered.restore();
        browser.click(".failure button.retry");
        browser.until(
            "Chicago's policies",
            "document.querySelector('#panel article.policy')",
        );
        browser.until(
            "no message after a successful retry",
            "!document.querySelector('.failure')",
        );
        assert_no_panic(&browser);
    }
}

#[test]
fn a_page_without_its_program_says_so() {
    let browser = Browser::open(Screen::DESKTOP);
    for (ends, alteration) in [
        (".wasm", Alteration::NoAnswer),
        (".wasm", Alteration::CutShort),
        (".wasm", Alteration::Missing),
        (".js", Alteration::Missing),
    ] {
        let altered = AlteredSite::start();
        altered.alter("sanctuary-atlas", ends, alteration);
        browser.goto(&altered.site.page("place/us-il"));
        browser.until(
            &format!("a message without {ends} ({alteration:?})"),
            "document.querySelector('#fault:not([hidden]) button')?.offsetHeight > 0",
        );
        altered.restore();
        browser.click("#fault button");
        browser.until_painted();
        browser.until(
            "Illinois' panel after reloading",
            "document.querySelector('#panel[data-place=us-il]')",
        );
    }
}

#[test]
fn a_retry_does_not_get_the_damaged_file_from_the_browsers_cache() {
    let browser = Browser::open(Screen::DESKTOP);
    for file in ["index-", "records-us-il-"] {
        let altered = AlteredSite::start();
        altered.alter_and_let_cache(file, ".bin", Alteration::BitFlipped);
        browser.goto(&altered.site.page("place/us-il"));
        until_failure(&browser, file, "damage that the browser has cached");
        altered.restore();
        browser.click(".failure button.retry");
        browser.until(
            &format!("{file}*.bin asked for again past the browser's cache"),
            "document.querySelector('#panel[data-place=us-il] article.policy')",
        );
    }
}

#[test]
fn reloading_does_not_get_a_damaged_program_from_the_browsers_cache() {
    let browser = Browser::open(Screen::DESKTOP);
    let altered = AlteredSite::start();
    altered.alter_and_let_cache("sanctuary-atlas", ".wasm", Alteration::CutShort);
    browser.goto(&altered.site.page("place/us-il"));
    browser.until(
        "a message",
        "document.querySelector('#fault:not([hidden]) button')?.offsetHeight > 0",
    );
    altered.restore();
    browser.click("#fault button");
    browser.until_painted();
}
