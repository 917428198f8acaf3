//! The browser's history is written sparingly, and never needed.

use std::{thread, time::Duration};

use atlas_browser_tests::{Browser, Key, Screen, ShownMap, Site, Spot};

/// Counts all writes.
const COUNTING: &str = "
    window.historyCalls = 0;
    for (const name of ['pushState', 'replaceState']) {
        const original = History.prototype[name];
        History.prototype[name] = function (...values) {
            window.historyCalls += 1;
            return original.apply(this, values);
        };
    }";

/// Refuses all writes, as Safari does after too many.
const REFUSING: &str = "
    window.refusals = 0;
    for (const name of ['pushState', 'replaceState'])
        History.prototype[name] = function () {
            window.refusals += 1;
            throw new DOMException('Attempt to use history.' + name + '() more than 100 times per 30 seconds', 'SecurityError');
        };";

#[test]
fn two_hundred_pans_make_at_most_sixty_calls() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.prepare_pages(COUNTING);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(0.3)));
    browser.run::<()>("document.querySelector('#map').focus();", &[]);
    let middle = ShownMap::of_address(&browser).middle();
    // Twenty bursts of ten, in three manners, with rests between them in which the address follows.
    for burst in 0..20 {
        for pan in 0..10 {
            let way = if pan % 2 == 0 { 40.0 } else { -30.0 };
            match burst % 4 {
                0 => browser.drag_quickly(middle, (middle.0 + way, middle.1 + way)),
                1 => browser.wheel(middle, way),
                _ => browser.keys(if pan % 2 == 0 {
                    Key::Right + ""
                } else {
                    Key::Left + ""
                }),
            }
        }
        browser.keys(Key::Right + "");
        thread::sleep(Duration::from_millis(600));
    }
    let calls: u32 = browser.run("return window.historyCalls;", &[]);
    assert!(
        (1..=60).contains(&calls),
        "expected 200 pans to write the address at least once and at most 60 times, found {calls}"
    );
    assert!(
        browser.link().view.is_some(),
        "expected the view in the address at the end"
    );
}

#[test]
fn a_browser_that_refuses_changes_nothing_visible() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.prepare_pages(REFUSING);
    browser.open_map(&Site::root().page(""));
    let before = browser.address();
    browser.click_at(ShownMap::of_address(&browser).position(Spot::WEST_OF_ILLINOIS));
    browser.until(
        "Illinois' panel",
        "document.querySelector('#panel[data-place=us-il] article.policy')",
    );
    browser.click("#panel .parents a");
    browser.until(
        "the panel of the United States",
        "document.querySelector('#panel[data-place=us]')",
    );
    browser.click("#panel button.close");
    browser.until("no panel", "!document.querySelector('#panel')");
    browser.click("button[data-action=zoom-in]");
    thread::sleep(Duration::from_millis(800));
    let refusals: u32 = browser.run("return window.refusals;", &[]);
    assert!(
        refusals >= 3,
        "expected the app to try and be refused, found {refusals} refusals"
    );
    assert_eq!(
        browser.address(),
        before,
        "expected the address to stay, as the browser refused to change it"
    );
    assert!(!browser.exists(".failure"), "expected no message about it");
    browser.assert_no_console_errors();
}
