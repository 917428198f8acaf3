//! What an embed costs the page that it stands in: nothing until it is near, then no more than the full map.

use std::{thread, time::Duration};

use atlas_browser_tests::{Browser, OtherOrigin, Screen, Site};
use serde_json::json;

/// What was asked of the Atlas since the last call, without the loader itself.
#[track_caller]
fn asked_of(browser: &Browser, site: &Site) -> Vec<String> {
    let mut requests = browser.new_requests();
    requests
        .retain(|request| request.starts_with(site.origin()) && !request.ends_with("/embed.js"));
    requests
}

#[test]
fn an_embed_far_below_loads_nothing_until_one_comes_near() {
    let site = Site::root();
    for by in ["frame", "link"] {
        let browser = Browser::open(Screen::DESKTOP);
        browser.goto(&OtherOrigin::page(
            "long_article.html",
            &[("atlas", &site.page("")), ("by", by)],
        ));
        browser.until(
            "a frame",
            "document.querySelector('#column iframe')?.loading === 'lazy'",
        );
        thread::sleep(Duration::from_millis(1500));
        assert_eq!(
            asked_of(&browser, &site),
            Vec::<String>::new(),
            "expected nothing to be loaded for a {by} that nobody sees"
        );
        browser.run::<()>("scrollTo(0, 4000);", &[]);
        thread::sleep(Duration::from_millis(500));
        assert_eq!(
            asked_of(&browser, &site),
            Vec::<String>::new(),
            "expected nothing to be loaded for a {by} that is still far"
        );
        browser.run::<()>(
            "document.querySelector('#column iframe').scrollIntoView();",
            &[],
        );
        browser.enter("#column iframe");
        browser.until(
            "Chicago in the frame",
            "document.querySelector('#panel[data-place=us-il-chicago] .policy')",
        );
        browser.leave_frame();
        let asked = asked_of(&browser, &site);
        assert!(
            asked.iter().any(|request| request.contains("/data/index-")),
            "expected the frame to load once it is seen, found {asked:?}"
        );
        browser.assert_no_console_errors();
    }
}

/// Bytes on the wire until the first map, and when it was painted, in milliseconds.
#[track_caller]
fn first_paint(browser: &Browser, page: &str) -> (f64, f64) {
    browser.goto("about:blank");
    browser.open_map(&Site::root().page(page));
    browser.run(
        "const painted = performance.getEntriesByName('atlas:map-painted')[0].startTime;
         const [page] = performance.getEntriesByType('navigation');
         const before = performance.getEntriesByType('resource').filter(e => e.startTime < painted);
         return [before.reduce((sum, e) => sum + e.encodedBodySize, page.encodedBodySize), painted];",
        &[],
    )
}

/// By so much may two paintings of the same map differ on a machine that does other things as well.
const BUSY: f64 = 1.5;

#[test]
fn an_embed_starts_no_heavier_and_no_later_than_the_full_map() {
    let browser = Browser::open(Screen::FRAME);
    browser.devtools("Network.enable", json!({}));
    browser.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
    for (full, embed) in [
        ("", "embed"),
        ("place/us-il-chicago", "embed/place/us-il-chicago"),
    ] {
        let (mut of_full, mut of_embed) = (Vec::new(), Vec::new());
        // In turns, so that what else the machine does hits both.
        for _ in 0..5 {
            of_full.push(first_paint(&browser, full));
            of_embed.push(first_paint(&browser, embed));
        }
        let median = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        let of = |runs: &[(f64, f64)]| {
            (
                median(runs.iter().map(|run| run.0).collect()),
                median(runs.iter().map(|run| run.1).collect()),
            )
        };
        let ((full_bytes, full_time), (bytes, time)) = (of(&of_full), of(&of_embed));
        println!(
            "{embed}: {:.0} KB, {time:.0} ms; the full page {:.0} KB, {full_time:.0} ms",
            bytes / 1e3,
            full_bytes / 1e3
        );
        assert!(
            bytes <= full_bytes * 1.01,
            "expected {embed} ({bytes} bytes) to be no heavier than the full page ({full_bytes})"
        );
        assert!(
            time <= full_time * BUSY,
            "expected {embed} ({time} ms) to be painted as soon as the full page ({full_time})"
        );
    }
}
