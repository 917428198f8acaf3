//! Small screens: nothing sideways, and the map stays in sight beside what lies over it.

use atlas_browser_tests::{Browser, Screen, ShownMap, Site, Spot};

#[test]
fn nothing_is_wider_than_320_pixels() {
    let browser = Browser::open(Screen::NARROW);
    for page in [
        "",
        "place/us-il-chicago",
        "place/gb-sct-glasgow?lang=fr",
        "place/us-il?lang=es",
        "place/us-zz-nowhere?bogus=1",
    ] {
        browser.open_map(&Site::root().page(page));
        browser.until(
            "all of the page",
            "!location.pathname.includes('/place/') || document.querySelector('#panel article.policy, #panel.unknown')",
        );
        browser.assert_no_sideways_scroll();
        let beyond: Vec<String> = browser.run(
            "return [...document.querySelectorAll('button, input, select, #panel *')]
                 .filter(e => e.checkVisibility() && !e.closest('.visually-hidden, .skip'))
                 .filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.right > innerWidth + 0.5 || r.left < -0.5); })
                 .map(e => e.outerHTML.slice(0, 120));",
            &[],
        );
        assert!(
            beyond.is_empty(),
            "expected all controls within 320 px on {page:?}, found outside: {beyond:#?}"
        );
    }
    browser.click("#search");
    browser.keys("san");
    browser.until(
        "matches",
        "document.querySelector('#search-results [role=option]')?.offsetHeight > 0",
    );
    browser.assert_no_sideways_scroll();
}

#[test]
fn on_a_phone_the_panel_is_a_sheet_that_leaves_the_map_in_sight() {
    let browser = Browser::open(Screen::PHONE);
    browser.open_map(&Site::root().page("place/us-il-chicago"));
    browser.until(
        "Chicago's policies",
        "document.querySelector('#panel article.policy')",
    );
    let panel = browser.rect("#panel");
    let (width, height) = (
        f64::from(Screen::PHONE.width),
        f64::from(Screen::PHONE.height),
    );
    assert!(
        panel.width > 0.9 * width,
        "expected a sheet as wide as the phone, found {panel:?}"
    );
    assert!(
        panel.top > 0.2 * height && panel.bottom() <= height + 1.0,
        "expected a sheet over the lower part of the map, found {panel:?}"
    );
    browser.eventually("Chicago marked above the sheet", || {
        let marked = browser.marked().ok_or("nothing is marked")?;
        match marked.bottom() < panel.top && browser.shows_at(marked.centre(), "#map") {
            true => Ok(()),
            false => Err(format!("the mark is at {marked:?}, the sheet at {panel:?}")),
        }
    });
    let scrolls: bool = browser.run(
        "const panel = document.querySelector('#panel');
         const scroller = [panel, ...panel.querySelectorAll('*')].find(e => e.scrollHeight > e.clientHeight + 40 && getComputedStyle(e).overflowY !== 'visible');
         if (!scroller) return false;
         scroller.scrollTop = 200;
         return scroller.scrollTop > 100;",
        &[],
    );
    assert!(
        scrolls,
        "expected the sheet to scroll to the rest of the record"
    );
    browser.assert_no_sideways_scroll();
    browser.click("#panel button.close");
    browser.until("no panel", "!document.querySelector('#panel')");
    browser.assert_no_console_errors();
}

#[test]
fn on_a_phone_most_of_the_screen_is_map() {
    let browser = Browser::open(Screen::PHONE);
    browser.open_map(&Site::root().page(""));
    let map = browser.rect("#map");
    assert!(
        map.height > 0.6 * f64::from(Screen::PHONE.height),
        "expected most of the phone to be map, found {map:?}"
    );
    let positions =
        [Spot::CHICAGO, Spot::GLASGOW].map(|spot| ShownMap::of_address(&browser).position(spot));
    assert!(
        positions[0].1 < positions[1].1,
        "expected Europe below North America on a narrow screen, found {positions:?}"
    );
    for at in positions {
        assert!(
            browser.shows_at(at, "#map"),
            "expected nothing over the map at {at:?}"
        );
    }
}

#[test]
fn targets_are_large_enough_for_fingers() {
    let browser = Browser::open(Screen::PHONE);
    browser.open_map(&Site::root().page("place/us-il"));
    browser.until(
        "Illinois' policies",
        "document.querySelector('#panel article.policy')",
    );
    let small: Vec<String> = browser.run(
        "return [...document.querySelectorAll('button, select, input')]
             .filter(e => e.checkVisibility() && !e.closest('.visually-hidden'))
             .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24; })
             .map(e => e.outerHTML.slice(0, 120));",
        &[],
    );
    assert!(
        small.is_empty(),
        "expected controls of at least 24 px (WCAG 2.5.8), found {small:#?}"
    );
}

#[test]
fn on_a_narrow_screen_a_continent_is_a_press_away() {
    for screen in [Screen::PHONE, Screen::NARROW] {
        let browser = Browser::open(screen);
        browser.open_map(&Site::root().page("?lang=fr"));
        let home = ShownMap::of_address(&browser).view;
        for (action, spots) in [
            ("europe", [Spot::GLASGOW, Spot::ATHENS]),
            ("north-america", [Spot::CHICAGO, Spot::LOS_ANGELES]),
        ] {
            browser.click(&format!("button[data-action={action}]"));
            browser.until_view("a continent", |view| view.zoom > home.zoom() + 0.5);
            std::thread::sleep(std::time::Duration::from_millis(900));
            let map = ShownMap::of_address(&browser);
            for spot in spots {
                let at = map.position(spot);
                assert!(
                    browser.shows_at(at, "#map"),
                    "expected {spot:?} in sight after {action}, it is at {at:?}"
                );
            }
        }
        browser.assert_no_sideways_scroll();
        browser.click("button[data-action=home]");
        browser.eventually("both continents", || match browser.link().view {
            None => Ok(()),
            view => Err(format!("{view:?}")),
        });
        browser.assert_no_console_errors();
    }
}
