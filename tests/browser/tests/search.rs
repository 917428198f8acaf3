//! The search box: a WAI-ARIA combobox with list autocomplete and manual selection, by keyboard alone.

use atlas_browser_tests::{Browser, Key, Screen, Site};

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
