//! Towns without a record: found by search, opened, and found again by their link, which has no page of its own.

use atlas_browser_tests::{Alteration, AlteredSite, Browser, Key, Screen, Site};
use sanctuary_atlas::state::url::Route;

#[track_caller]
fn search_for(browser: &Browser, query: &str, expected: &str) {
    browser.click("#search");
    browser.run::<()>("document.querySelector('#search').select();", &[]);
    browser.keys(Key::Delete + query);
    browser.until(
        &format!("{expected} among the matches of {query:?}"),
        &format!(
            "[...document.querySelectorAll('#search-results [role=option]')].some(o => o.textContent.includes({expected:?}))"
        ),
    );
}

#[track_caller]
fn until_marfa(browser: &Browser) {
    browser.until(
        "the panel of Marfa",
        "document.querySelector('#panel[data-place=us-tx-marfa] .nothing')",
    );
    let nothing = browser.text("#panel .nothing");
    assert_eq!(nothing, "Nothing on file for Marfa.");
}

#[track_caller]
fn is_loaded(browser: &Browser, file: &str) -> bool {
    browser.run(
        "return performance.getEntriesByType('resource').some(e => e.name.includes(arguments[0]));",
        &[file.into()],
    )
}

#[test]
fn a_town_without_record_is_found_and_shows_the_law_above_it() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.until(
        "the counties",
        "performance.getEntriesByType('resource').some(e => e.name.includes('data/counties-'))",
    );
    assert!(
        !is_loaded(&browser, "data/towns-"),
        "expected no towns before anybody searches"
    );

    search_for(&browser, "marfa", "Presidio");
    let option = browser.text("#search-results [role=option]");
    for part in ["Marfa", "Town", "Presidio", "Texas", "No record"] {
        assert!(option.contains(part), "expected {part} in {option:?}");
    }
    browser.keys(Key::Down + Key::Enter);
    until_marfa(&browser);
    assert_eq!(browser.link().route, Route::Place("us-tx-marfa".into()));
    assert!(browser.text("#panel .kind").contains("Town"));
    assert!(
        browser.text("#panel .kind").contains("1,"),
        "the population"
    );
    let above = browser.texts("#panel .above a");
    assert_eq!(above, ["Presidio County", "Texas", "United States"]);
    let title: String = browser.run("return document.title;", &[]);
    assert!(title.starts_with("Marfa"), "{title:?}");
    browser.eventually("Marfa marked on the map", || {
        browser.marked().ok_or("nothing is marked".to_owned())
    });

    browser.click("#panel .above a");
    browser.until(
        "the county's panel",
        "document.querySelector('#panel[data-place=us-tx-presidio-county] h2')",
    );
    browser.back();
    until_marfa(&browser);
    browser.assert_no_console_errors();

    browser.reload();
    until_marfa(&browser);
}

#[test]
fn a_link_to_a_town_works_below_a_folder_and_in_an_embed() {
    let browser = Browser::open(Screen::PHONE);
    // A server that knows no page for what it does not have cannot open such links: docs/deploy.md.
    for site in [Site::root(), Site::below_a_folder()] {
        for page in ["place", "embed/place"] {
            browser.open_map(&site.page(&format!("{page}/us-tx-marfa?lang=en")));
            until_marfa(&browser);
            assert!(!browser.exists(".failure, #panel.unknown"));
        }
    }
}

#[test]
fn a_town_that_came_on_file_leads_to_its_record() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("place/de-by-munich"));
    browser.until(
        "the record of München",
        "document.querySelector('#panel[data-place=de-by-muenchen] article.policy')",
    );
}

#[test]
fn search_goes_on_without_the_towns_and_they_can_be_tried_again() {
    let browser = Browser::open(Screen::DESKTOP);
    let altered = AlteredSite::start();
    altered.alter("towns-", ".bin", Alteration::CutShort);
    browser.open_map(&altered.site.page(""));
    search_for(&browser, "chicago", "Chicago");
    browser.until(
        "a message about the towns",
        "document.querySelector('.failure')?.textContent.includes('towns-')",
    );
    altered.restore();
    browser.click(".failure button.retry");
    browser.until(
        "no message after a successful retry",
        "!document.querySelector('.failure')",
    );
    search_for(&browser, "marfa", "Presidio");
    assert!(
        browser.exists("#fault[hidden]"),
        "expected the app not to break"
    );
}
