//! The search box: a WAI-ARIA combobox with list autocomplete and manual selection, by keyboard alone.

use atlas_browser_tests::{Browser, Key, Screen, Site};
use serde_json::json;

/// Presses Tab until an element has the focus; gives the number of stops.
#[track_caller]
fn tab_to(browser: &Browser, wanted: &str) -> usize {
    for stop in 1..=30 {
        browser.keys(Key::Tab);
        if browser.focused() == wanted {
            return stop;
        }
    }
    panic!("expected to come to {wanted} with at most 30 presses of Tab");
}

#[track_caller]
fn until_options(browser: &Browser) {
    browser.until(
        "an open list of matches",
        "document.querySelector('#search').getAttribute('aria-expanded') === 'true'
             && document.querySelector('#search-results [role=option]')?.offsetHeight > 0",
    );
}

/// Empties the box and types.
#[track_caller]
fn search_for(browser: &Browser, query: &str) {
    browser.run::<()>("document.querySelector('#search').select();", &[]);
    browser.keys(Key::Delete + query);
}

#[track_caller]
fn active(browser: &Browser) -> Option<String> {
    browser.attribute("#search", "aria-activedescendant")
}

#[test]
fn chicago_is_found_and_opened_by_keyboard_alone() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    tab_to(&browser, "#search");
    assert_eq!(
        browser.attribute("#search", "role").as_deref(),
        Some("combobox")
    );
    assert_eq!(
        browser.attribute("#search", "aria-controls").as_deref(),
        Some("search-results")
    );
    assert_eq!(
        browser.attribute("#search-results", "role").as_deref(),
        Some("listbox")
    );
    assert_eq!(
        browser.attribute("#search", "aria-expanded").as_deref(),
        Some("false")
    );

    browser.keys("chicago");
    until_options(&browser);
    assert_eq!(
        active(&browser),
        None,
        "expected no match to be chosen before the reader chooses"
    );
    assert!(
        !browser.exists("#search-results [aria-selected=true]"),
        "expected no match to be selected yet"
    );
    let status = browser.text("#search-status");
    assert!(
        status.chars().any(|c| c.is_ascii_digit()),
        "expected the number of matches to be said, found {status:?}"
    );
    let first = browser.text("#search-results [role=option]");
    assert!(
        first.contains("Chicago") && first.contains("Illinois"),
        "expected Chicago, Illinois first, found {first:?}"
    );

    browser.keys(Key::Down + "");
    let chosen = active(&browser).expect("the first match is active after ArrowDown");
    assert_eq!(
        browser
            .attribute(&format!("#{chosen}"), "aria-selected")
            .as_deref(),
        Some("true")
    );
    assert_eq!(browser.text(&format!("#{chosen}")), first);
    assert_eq!(
        browser.focused(),
        "#search",
        "expected the focus to stay in the box"
    );
    browser.keys(Key::Enter + "");
    browser.until(
        "Chicago's panel",
        "document.querySelector('#panel[data-place=us-il-chicago]')",
    );
    assert_eq!(
        browser.attribute("#search", "aria-expanded").as_deref(),
        Some("false")
    );
    browser.until(
        "the focus in the panel",
        "document.activeElement.closest('#panel')",
    );
    browser.assert_no_console_errors();
}

#[test]
fn arrows_go_around_the_matches() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.click("#search");
    search_for(&browser, "san");
    until_options(&browser);
    let options = browser.count("#search-results [role=option]");
    assert!(
        options > 2,
        "expected several places that begin with \"san\", found {options}"
    );
    browser.keys(Key::Up + "");
    let last = active(&browser);
    browser.keys(Key::Down + "");
    let first = active(&browser);
    browser.keys(Key::Down + "");
    let second = active(&browser);
    assert!(
        last.is_some() && first.is_some() && last != first && first != second,
        "expected three matches in turn: {last:?} {first:?} {second:?}"
    );
    assert_eq!(browser.count("#search-results [aria-selected=true]"), 1);
    // Typing on forgets the choice.
    browser.keys("t");
    until_options(&browser);
    assert_eq!(active(&browser), None, "expected no choice after typing on");
}

#[test]
fn accents_case_and_other_names_do_not_matter() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("?lang=fr"));
    browser.click("#search");
    for query in ["munchen", "MÜNCHEN", "  Mün", "munich"] {
        search_for(&browser, query);
        until_options(&browser);
        browser.keys(Key::Down + Key::Enter);
        browser.until(
            &format!("München for {query:?}"),
            "document.querySelector('#panel[data-place=de-by-muenchen]')",
        );
        browser.click("#panel button.close");
        browser.until("no panel", "!document.querySelector('#panel')");
        browser.click("#search");
    }
}

#[test]
fn escape_closes_the_list_then_empties_the_box() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("place/us-il"));
    browser.click("#search");
    search_for(&browser, "chicago");
    until_options(&browser);
    browser.keys(Key::Escape + "");
    browser.until(
        "a closed list",
        "document.querySelector('#search').getAttribute('aria-expanded') === 'false'",
    );
    let value: String = browser.run("return document.querySelector('#search').value;", &[]);
    assert_eq!(
        value, "chicago",
        "expected the query to stay when the list closes"
    );
    browser.keys(Key::Escape + "");
    browser.until(
        "an empty box",
        "document.querySelector('#search').value === ''",
    );
    assert!(
        browser.exists("#panel[data-place=us-il]"),
        "expected Escape in the search to leave the panel alone"
    );
}

#[test]
fn a_match_opens_by_click() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.click("#search");
    search_for(&browser, "glasgow");
    until_options(&browser);
    browser.click("#search-results [role=option]");
    browser.until(
        "Glasgow's panel",
        "document.querySelector('#panel[data-place=gb-sct-glasgow]')",
    );
}

#[test]
fn a_query_without_match_says_so() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.click("#search");
    search_for(&browser, "qqqxyz");
    browser.until(
        "a message with the query",
        "document.querySelector('#search-status').textContent.includes('qqqxyz')",
    );
    assert_eq!(
        browser.attribute("#search", "aria-expanded").as_deref(),
        Some("false")
    );
    browser.keys(Key::Down + Key::Enter);
    assert!(
        !browser.exists("#panel"),
        "expected Enter to open nothing where nothing is found"
    );
    browser.assert_no_console_errors();
}

#[track_caller]
fn until_status(browser: &Browser, part: &str) {
    browser.until(
        &format!("a status with {part:?}"),
        &format!("document.querySelector('#search-status').textContent.includes({part:?})"),
    );
}

/// Lets the page have the browser's position, or not, and says where that is.
#[track_caller]
fn position(browser: &Browser, is_allowed: bool, at: Option<(f64, f64)>) {
    let setting = if is_allowed { "granted" } else { "denied" };
    browser.devtools(
        "Browser.setPermission",
        json!({ "permission": { "name": "geolocation" }, "setting": setting }),
    );
    let position = at.map_or(json!({}), |(longitude, latitude)| {
        json!({ "longitude": longitude, "latitude": latitude, "accuracy": 50 })
    });
    browser.devtools("Emulation.setGeolocationOverride", position);
}

#[test]
fn typing_errors_are_forgiven_and_said() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.click("#search");
    for (query, name, place) in [
        ("glsagow", "Glasgow", "gb-sct-glasgow"),
        ("Philadelpia", "Philadelphia", "us-pa-philadelphia"),
        ("munihc", "Munich", "de-by-muenchen"),
    ] {
        search_for(&browser, query);
        until_status(&browser, "No place of that name.");
        let first = browser.text("#search-results [role=option]");
        assert!(
            first.starts_with(name) && first.contains("similar name"),
            "expected {name} as a similar name for {query:?}, found {first:?}"
        );
        browser.keys(Key::Enter + "");
        assert!(
            !browser.exists("#panel"),
            "expected Enter not to choose for the reader what was not typed"
        );
        browser.keys(Key::Down + Key::Enter);
        browser.until(
            name,
            &format!("document.querySelector('#panel[data-place={place}]')"),
        );
        browser.click("#panel button.close");
        browser.until("no panel", "!document.querySelector('#panel')");
        browser.click("#search");
    }
    browser.assert_no_console_errors();
}

#[test]
fn places_near_the_reader_are_found_on_request_and_told_to_nobody() {
    let browser = Browser::open(Screen::PHONE);
    // Marfa, Texas.
    position(&browser, true, Some((-104.02, 30.31)));
    browser.prepare_pages(
        "window.asked = 0;
         const ask = Geolocation.prototype.getCurrentPosition;
         Geolocation.prototype.getCurrentPosition = function (...all) { window.asked++; return ask.apply(this, all); };",
    );
    browser.open_map(&Site::root().page(""));
    let asked = || browser.run::<u32>("return window.asked;", &[]);
    tab_to(&browser, "#search");
    browser.keys(Key::Tab + "");
    let name: String = browser.run(
        "return document.activeElement.getAttribute('aria-label');",
        &[],
    );
    assert_eq!(name, "Places near me");
    assert_eq!(
        asked(),
        0,
        "expected no question before the reader wants it"
    );

    browser.keys(Key::Enter + "");
    until_status(&browser, "6 places near you");
    assert_eq!(asked(), 1);
    assert_eq!(browser.focused(), "#search");
    let options = browser.texts("#search-results [role=option]");
    assert!(
        options[0].starts_with("Presidio County") && options[0].contains("you are here"),
        "{options:?}"
    );
    assert!(
        options[1].starts_with("Marfa") && options[1].contains("less than 1 km"),
        "{options:?}"
    );
    assert!(options[2].contains("km · "), "{options:?}");
    let before = browser.address();
    assert!(
        !before.contains("30.3") && !before.contains("104"),
        "{before}"
    );

    browser.keys(Key::Down + Key::Down + Key::Enter);
    browser.until(
        "the panel of Marfa",
        "document.querySelector('#panel[data-place=us-tx-marfa]')",
    );
    let sent: Vec<String> = browser.run(
        "return performance.getEntriesByType('resource').map(entry => entry.name);",
        &[],
    );
    assert!(
        sent.iter().all(|address| !address.contains("30.3")),
        "{sent:?}"
    );
    browser.assert_no_console_errors();
}

#[test]
fn a_position_that_is_refused_unknown_or_far_away_is_said_in_words() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    for (is_allowed, at, words) in [
        (false, Some((2.35, 48.86)), "was refused"),
        (true, None, "cannot tell where you are"),
        (
            true,
            Some((139.7, 35.7)),
            "outside North America and Europe",
        ),
        (true, Some((2.35, 48.86)), "places near you"),
    ] {
        position(&browser, is_allowed, at);
        browser.click(".near-me");
        until_status(&browser, words);
        let is_shown: bool = browser.run(
            "return [...document.querySelectorAll('.search-none, #search-results')].some(e => e.offsetHeight > 0);",
            &[],
        );
        assert!(is_shown, "expected the words to be seen too: {words}");
        // What is typed then is searched for as ever.
        search_for(&browser, "chicago");
        until_options(&browser);
        let first = browser.text("#search-results [role=option]");
        assert!(first.contains("Chicago"), "{first:?}");
        browser.keys(Key::Escape + Key::Escape);
    }
    browser.assert_no_console_errors();
}
