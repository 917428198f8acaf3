//! Links with nonsense in any part: said, ignored, never an error page, never executed.

use atlas_browser_tests::{Browser, Key, Screen, Site};

#[track_caller]
fn assert_nothing_injected(browser: &Browser, what: &str) {
    let ran: bool = browser.run("return window.injected !== undefined;", &[]);
    assert!(!ran, "expected {what} to run nothing");
    let elements = browser.count("#panel img, #notices img, #search-results img, .search img, #notices b, #panel b, #announcer img");
    assert_eq!(elements, 0, "expected {what} to make no element");
}

#[test]
fn an_unknown_place_is_named_and_the_search_offered() {
    let browser = Browser::open(Screen::DESKTOP);
    for site in [Site::root(), Site::below_a_folder()] {
        browser.open_map(&site.page("place/us-zz-nowhere"));
        browser.until(
            "a panel that says so",
            "document.querySelector('#panel.unknown')",
        );
        let text = browser.text("#panel.unknown");
        assert!(
            text.contains("us-zz-nowhere"),
            "expected the unknown id in the message, found {text:?}"
        );
        assert!(
            text.to_lowercase().contains("search"),
            "expected the message to offer the search, found {text:?}"
        );
        assert!(
            !browser.exists(".failure"),
            "expected no failure, only an unknown place"
        );

        browser.click("#search");
        browser.keys("glasgow");
        browser.until(
            "a match",
            "document.querySelector('#search-results [role=option]')",
        );
        browser.keys(Key::Down + Key::Enter);
        browser.until(
            "Glasgow's panel",
            "document.querySelector('#panel[data-place=gb-sct-glasgow]')",
        );
        assert!(
            !browser.exists("#panel.unknown"),
            "expected the message to be gone"
        );
    }
}

#[test]
fn an_id_with_markup_is_shown_as_text() {
    let browser = Browser::open(Screen::DESKTOP);
    let id = "<img src=x onerror=\"window.injected=1\">";
    let encoded = "%3Cimg%20src%3Dx%20onerror%3D%22window.injected%3D1%22%3E";
    for page in ["place", "embed/place"] {
        browser.open_map(&Site::root().page(&format!("{page}/{encoded}")));
        browser.until(
            "a panel that says that there is no such place",
            "document.querySelector('#panel.unknown')",
        );
        let text = browser.text("#panel.unknown");
        assert!(text.contains(id), "expected the id as text, found {text:?}");
        assert_nothing_injected(&browser, "an id with markup");
    }
}

#[test]
fn nonsense_in_the_query_is_noticed_and_ignored() {
    let browser = Browser::open(Screen::DESKTOP);
    let query = "?lang=%3Cb%3Ebold%3C%2Fb%3E&theme=pink&view=NaN,1,1&bogus=1&%FF%FE=%ZZ&&=&fbclid=x&utm_source=y";
    browser.open_map(&Site::root().page(query));
    browser.until("a notice", "document.querySelector('#notices .notice')");
    let notice = browser.text("#notices .notice");
    for part in ["<b>bold</b>", "pink", "NaN,1,1", "bogus"] {
        assert!(
            notice.contains(part),
            "expected {part:?} in the notice, found {notice:?}"
        );
    }
    for silent in ["fbclid", "utm_source"] {
        assert!(
            !notice.contains(silent),
            "expected nothing about {silent}, found {notice:?}"
        );
    }
    assert_nothing_injected(&browser, "a parameter with markup");
    assert!(!browser.exists(".failure"), "expected no failure");
    let language = browser.attribute("html", "lang");
    assert_eq!(
        language.as_deref(),
        Some("en"),
        "expected the browser's language instead of a nonsensical one"
    );

    browser.click("#notices .notice button");
    browser.until(
        "no notice after it was dismissed",
        "!document.querySelector('#notices .notice')",
    );
    browser.click("button[data-action=zoom-in]");
    browser.until_view("a map that moves", |_| true);
    browser.assert_no_console_errors();
}

#[test]
fn a_view_outside_the_world_is_brought_back() {
    let browser = Browser::open(Screen::DESKTOP);
    for view in ["99999,-99999,20", "-99999,99999,0", "0,0,0.0000001"] {
        browser.open_map(&Site::root().page(&format!("?view={view}")));
        assert!(!browser.exists(".failure"), "expected a map at view={view}");
        browser.click("button[data-action=home]");
        browser.eventually("the whole sheet", || match browser.link().view {
            None => Ok(()),
            view => Err(format!("the address has {view:?}")),
        });
    }
    browser.assert_no_console_errors();
}

#[test]
fn an_unknown_page_shows_the_map_and_a_notice() {
    let browser = Browser::open(Screen::DESKTOP);
    for path in [
        "nowhere/at/all",
        "place",
        "place/us-il/more",
        "place/..%2f..%2fetc",
        &"x".repeat(1500),
    ] {
        browser.open_map(&Site::root().page(path));
        browser.until(
            &format!("a notice about {path}"),
            "document.querySelector('#notices .notice, #panel.unknown')",
        );
        assert!(!browser.exists(".failure"), "expected no failure on {path}");
    }
}

#[test]
fn markup_in_the_search_is_text() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.click("#search");
    browser.keys("<img src=x onerror=window.injected=1>");
    browser.until(
        "a message that nothing is found",
        "document.querySelector('#search-status').textContent.includes('<img')",
    );
    assert_nothing_injected(&browser, "a query with markup");
    browser.assert_no_console_errors();
}
