//! The first map is painted before the app is there, and the app takes it over unseen.

use atlas_browser_tests::{Alteration, AlteredSite, Browser, OtherOrigin, Screen, ShownMap, Site, Spot};
use sanctuary_atlas::{
    domain::{Finding, Model},
    scene::{Palette, Theme},
};
use serde_json::Value;

/// Keeps the early picture, the app's first one, and all that jumps.
const WATCH: &str = "
    window.jumps = [];
    new PerformanceObserver(list => window.jumps.push(...list.getEntries().map(entry =>
        `${entry.value} ${entry.sources.map(source => source.node?.outerHTML?.slice(0, 120))}`)))
        .observe({ type: 'layout-shift', buffered: true });
    const pixels = canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    new MutationObserver(() => {
        const early = document.querySelector('#map .map-first');
        if (early) window.early ??= pixels(early);
        const map = document.querySelector('#map[data-map-painted]');
        if (map) window.own ??= pixels(map.querySelector('.map-base'));
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-map-painted'] });";

/// Size of the early picture, size of the app's, and how many bytes of them differ by more than 2.
const COMPARE: &str = "
    const { early, own } = window;
    if (!early || !own) return [!!early, !!own, -1];
    const differing = early.data.reduce((sum, value, at) => sum + (Math.abs(value - own.data[at]) > 2), 0);
    return [`${early.width} x ${early.height}`, `${own.width} x ${own.height}`, differing];";

#[test]
fn early_map_is_there_without_the_app() {
    let browser = Browser::open(Screen::DESKTOP);
    let altered = AlteredSite::start();
    altered.alter("sanctuary-atlas-", ".wasm", Alteration::Missing);
    for (link, theme) in [("", Theme::Light), ("embed/?theme=dark", Theme::Dark)] {
        browser.goto(&altered.site.page(link));
        browser.until("an early picture", "document.querySelector('#map .map-first')");
        let palette = Palette::of(theme);
        let mandates = palette.tint(Finding::Model(Model::MandatesCooperation).into());
        let texas = ShownMap::of_address(&browser).position(Spot::WEST_OF_TEXAS);
        browser.until_pixels("Texas in its tint", texas, 8.0, |pixels| {
            pixels.share_of(mandates) > 0.3
        });
        browser.until("a message that the app broke", "!document.querySelector('#fault').hidden");
    }
}

#[test]
fn early_map_may_be_missing() {
    let browser = Browser::open(Screen::DESKTOP);
    for (begins, ends) in [("first-map-", ".wasm"), ("first-map-", ".js")] {
        let altered = AlteredSite::start();
        altered.alter(begins, ends, Alteration::Missing);
        browser.open_map(&altered.site.page("place/us-il-chicago"));
        browser.until(
            "Chicago's policies",
            "document.querySelector('#panel[data-place=us-il-chicago] article.policy')",
        );
        assert!(!browser.exists(".map-first"), "expected no early picture");
    }
}

#[test]
fn early_map_is_taken_over_pixel_by_pixel_and_nothing_jumps() {
    let phone = Screen::PHONE;
    for (screen, links) in [
        (Screen::DESKTOP, &["", "place/us-il-chicago", "place/us-ca", "?view=-1200,300,7.5&theme=dark", "fr/place/gb-sct-glasgow", "embed/", "embed/place/us-tx?hide=panel"][..]),
        (Screen::DESKTOP.with_density(1.5), &["", "es/"][..]),
        (phone, &["", "place/us-ca"][..]),
    ] {
        let browser = Browser::open(screen);
        browser.prepare_pages(WATCH);
        for link in links {
            browser.open_map(&Site::root().page(link));
            let compared: Value = browser.run(COMPARE, &[]);
            assert_eq!(
                compared[0], compared[1],
                "expected pictures of one size at /{link}: {compared}"
            );
            assert_eq!(compared[2], 0, "expected the same picture twice at /{link}: {compared}");
            browser.until("all of the map", "document.querySelector('#map[data-map-still]')");
            let jumps: Vec<String> = browser.run("return window.jumps;", &[]);
            assert!(jumps.is_empty(), "expected nothing to jump at /{link}: {jumps:#?}");
        }
    }
}

#[test]
fn early_map_costs_no_second_request() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    let count = "return performance.getEntriesByType('resource').filter(entry => /\\/(index|land)-[0-9a-f]+\\.bin$/.test(entry.name)).length;";
    let fetched: usize = browser.run(count, &[]);
    assert_eq!(fetched, 2, "expected one request for the index and one for the land");
}

#[test]
fn early_map_is_in_sandboxed_frames_too() {
    let browser = Browser::open(Screen::DESKTOP);
    let source = Site::root().page("embed/");
    browser.goto(&OtherOrigin::framing(&source, Some("allow-scripts")));
    browser.enter_frame();
    browser.until_painted();
    let early: usize = browser.run("return performance.getEntriesByName('atlas:first-map').length;", &[]);
    assert_eq!(early, 1, "expected the early picture in a sandboxed frame");
}

#[test]
fn early_map_is_not_on_pages_of_text() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.goto(&Site::root().page("about/"));
    browser.until("the app", "document.querySelector('#search')");
    let map: usize = browser.run("return performance.getEntriesByType('resource').filter(entry => /first-map/.test(entry.name)).length;", &[]);
    assert_eq!(map, 0, "expected no first map on a page of text");
}

#[test]
fn early_map_keeps_what_was_typed() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.prepare_pages(
        "addEventListener('DOMContentLoaded', () => {
             const search = document.querySelector('#search');
             search.focus();
             search.value = 'chicag';
         });",
    );
    browser.open_map(&Site::root().page(""));
    browser.until(
        "matches for what was typed before the app was there",
        "document.querySelector('#search').value === 'chicag'
             && document.activeElement.id === 'search'
             && document.querySelector('#search-results li')",
    );
}
