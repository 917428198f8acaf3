//! Places side by side.

use atlas_browser_tests::{Browser, Screen, Site, get};
use serde_json::Value;

use crate::accessibility::{axe, violations};

#[track_caller]
fn open(browser: &Browser, path: &str) {
    browser.goto(&Site::root().page(path));
    browser.until(
        "the comparison",
        "document.querySelector('.compared-provisions tbody tr') && document.querySelector('.lives .life rect')",
    );
}

#[test]
fn chicago_and_glasgow_show_that_the_word_means_two_things() {
    let browser = Browser::open(Screen::DESKTOP);
    open(&browser, "compare/us-il-chicago+gb-sct-glasgow");
    assert!(
        browser
            .text(".meaning")
            .contains("does not mean the same thing")
    );
    let heads = browser.texts(".compared-place h3:has(> a)");
    assert_eq!(heads, ["Chicago", "Glasgow"]);
    let findings: Vec<String> = browser.run(
        "return [...document.querySelectorAll('.compared-finding [data-finding]')].map(e => e.dataset.finding);",
        &[],
    );
    assert_eq!(findings, ["limits-cooperation", "welcome"]);
    // Every provision that the record has of the two has a row, and no other has.
    let mut of_record: Vec<String> = Vec::new();
    let mut policies = 0;
    for id in ["us-il-chicago", "gb-sct-glasgow"] {
        let answer = get(&Site::root().page(&format!("place/{id}.json")));
        let facts: Value = serde_json::from_str(&answer.text()).expect("JSON");
        for policy in facts["record"]["policies"].as_array().expect("policies") {
            policies += 1;
            let provisions = policy["provisions"].as_array().expect("provisions");
            of_record.extend(
                provisions
                    .iter()
                    .filter_map(|p| p.as_str().map(str::to_owned)),
            );
        }
    }
    of_record.sort();
    of_record.dedup();
    let mut shown: Vec<String> = browser.run(
        "return [...document.querySelectorAll('.compared-provisions tbody tr')].map(e => e.dataset.provision);",
        &[],
    );
    shown.sort();
    assert_eq!(shown, of_record);
    assert_eq!(browser.count(".lives li.life"), policies);
    // Rows of the cards begin at one height.
    let (one, other): (f64, f64) = browser.run(
        "return [...document.querySelectorAll('.compared-lists')].map(e => e.getBoundingClientRect().top);",
        &[],
    );
    assert!(
        (one - other).abs() < 1.0,
        "lists begin at {one} and {other} px"
    );
    assert!(browser.run::<bool>("return document.title.includes('Chicago, Glasgow');", &[]));
    browser.assert_no_sideways_scroll();
    browser.assert_no_console_errors();
}

#[test]
fn places_are_added_by_the_search_and_removed_by_keyboard() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("place/us-il-chicago"));
    browser.until("the panel", "document.querySelector('#panel .compare')");
    browser.click("#panel .compare");
    browser.until(
        "one place",
        "document.querySelectorAll('.compared-place').length === 1 && document.activeElement?.id === 'text-title'",
    );
    browser.click(".compare-page .add");
    assert_eq!(browser.focused(), "#search");
    browser.keys("Glasgow");
    browser.until(
        "matches",
        "document.querySelector('#search-results [role=option]')?.offsetHeight > 0",
    );
    browser.run::<()>(
        "[...document.querySelectorAll('#search-results [role=option]')].find(e => e.textContent.includes('Scotland')).click();",
        &[],
    );
    browser.until(
        "two places",
        "document.querySelectorAll('.compared-place').length === 2",
    );
    assert!(
        browser
            .address()
            .ends_with("/compare/us-il-chicago+gb-sct-glasgow"),
        "{}",
        browser.address()
    );
    browser.run::<()>(
        "document.querySelector('.compared-place .close').focus();",
        &[],
    );
    browser.keys("\u{e007}");
    browser.until(
        "Glasgow alone",
        "document.querySelectorAll('.compared-place').length === 1 && document.querySelector('.compared-place[data-place=gb-sct-glasgow]')",
    );
    browser.back();
    browser.until(
        "two places again",
        "document.querySelectorAll('.compared-place').length === 2",
    );
    browser.assert_no_console_errors();
}

#[test]
fn strange_links_say_what_they_can() {
    let browser = Browser::open(Screen::DESKTOP);
    let site = Site::root();
    browser.goto(&site.page("compare/us-il-chicago+us-zz-nowhere+%3Cimg%20src%3Dx%3E"));
    browser.until(
        "two places that there are not",
        "document.querySelectorAll('.compared-place .unknown-place').length === 2 && document.querySelector('.lives .life')",
    );
    assert_eq!(browser.count(".compared img"), 0);
    browser.goto(&site.page("compare/us-il-chicago+us-ca+gb-sct-glasgow+us-tx+de-be-berlin"));
    browser.until(
        "four of five",
        "document.querySelectorAll('.compared-place').length === 4 && document.querySelector('.too-many')?.textContent.includes('de-be-berlin')",
    );
    browser.goto(&site.page("es/compare"));
    browser.until(
        "what to do",
        "document.querySelector('.meaning')?.textContent.length > 20",
    );
    assert_eq!(browser.count(".compared-place"), 0);
}

#[test]
fn cards_stand_below_each_other_where_it_is_narrow() {
    let browser = Browser::open(Screen::NARROW);
    open(&browser, "fr/compare/us-il-chicago+gb-sct-glasgow");
    browser.assert_no_sideways_scroll();
    let tops: Vec<f64> = browser.run(
        "return [...document.querySelectorAll('.compared-place')].map(e => e.getBoundingClientRect().top);",
        &[],
    );
    assert!(tops[1] > tops[0] + 100.0, "{tops:?}");
}

#[test]
fn axe_finds_nothing_serious_in_a_comparison() {
    let axe = axe();
    for screen in [Screen::DESKTOP, Screen::PHONE] {
        let browser = Browser::open(screen);
        for theme in ["light", "dark"] {
            open(
                &browser,
                &format!("compare/us-il-chicago+gb-sct-glasgow?theme={theme}"),
            );
            let found = violations(&browser, &axe);
            assert!(found.is_empty(), "{found:#?}");
        }
    }
}
