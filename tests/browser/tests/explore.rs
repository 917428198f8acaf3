//! Lenses, filters and dates: the map, its legend and its links follow each other.

use std::{thread, time::Duration};

use atlas_browser_tests::{Browser, Key, Screen, ShownMap, Site, Spot, get};
use sanctuary_atlas::{
    domain::Finding,
    explore::{Class, Lens},
    scene::{Look, Palette, Theme},
    state::url,
};

use serde_json::Value;

use crate::accessibility::{axe, violations};

/// Pixels a kilometre at which the symbol of Chicago stands alone among its suburbs.
const CLOSE_TO_CHICAGO: f64 = 4.0;

/// Number beside a class of the legend.
#[track_caller]
fn count(browser: &Browser, class: &str) -> u32 {
    let shown = browser.text(&format!("#legend li[data-class={class}] .count"));
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    digits
        .parse()
        .unwrap_or_else(|_| panic!("{class}: {shown:?} is no number"))
}

/// Waits until the legend is that of a lens and what it needs has arrived.
#[track_caller]
fn until_lens(browser: &Browser, kind: &str) {
    browser.until(
        &format!("the legend of the lens {kind}"),
        &format!(
            "document.querySelector('#legend[data-lens={kind}] li .count')?.textContent && \
             !document.querySelector('#legend .waiting')"
        ),
    );
}

/// How many places the record says that a list names or has named.
#[track_caller]
fn members(list: &str) -> u32 {
    let answer = get(&Site::root().page("data/atlas.json"));
    let record: Value = serde_json::from_slice(&answer.body).expect("atlas.json is JSON");
    let places = record["jurisdictions"].as_array().expect("jurisdictions");
    let is_named = |place: &&Value| {
        let listings = place["listings"].as_array();
        listings.is_some_and(|listings| listings.iter().any(|listing| listing["list"] == list))
    };
    places.iter().filter(is_named).count() as u32
}

/// How many places the line over the map says are shown.
#[track_caller]
fn shown(browser: &Browser) -> u32 {
    let words = browser.text(".explore-bar .shown");
    let after_date = words.rsplit(" · ").next().unwrap_or_default();
    let first = after_date.split(' ').next().unwrap_or_default();
    first
        .replace(',', "")
        .parse()
        .unwrap_or_else(|_| panic!("no number in {words:?}"))
}

#[test]
fn every_lens_colours_the_map_and_has_its_legend() {
    let browser = Browser::open(Screen::DESKTOP);
    let palette = Palette::of(Theme::Light);
    for (lens, class) in [
        ("basis", "de-jure"),
        ("list:doj-2025-08-05", "named"),
        ("provision:detainer-limits", "provided"),
        ("carried-out", "not-known"),
        ("since", "since-2000"),
        ("provisions", "provisions-6"),
        ("agreement", "bodies-3"),
    ] {
        let view = Spot::CHICAGO.link_at(CLOSE_TO_CHICAGO);
        let (path, query) = view.split_once('?').expect("a view in the link");
        browser.open_map(&Site::root().page(&format!("{path}?lens={lens}&{query}")));
        let kind = lens.split(':').next().unwrap_or_default();
        until_lens(&browser, kind);
        assert!(
            !browser.exists("#notices .notice"),
            "{lens} opens without a notice"
        );
        let codes: Vec<String> = browser.run(
            "return [...document.querySelectorAll('#legend li')].map(li => li.dataset.class);",
            &[],
        );
        let expected = Lens::read(lens).expect("a lens").classes();
        let expected: Vec<&str> = expected.iter().map(|class| class.code()).collect();
        assert_eq!(codes, expected, "{lens}");
        let total: u32 = codes.iter().map(|class| count(&browser, class)).sum();
        assert_eq!(
            total,
            shown(&browser),
            "{lens}: every place is in one class"
        );
        // The symbol of Chicago is filled with the colour of its class; a hollow one has it as its edge.
        let spoken = browser.text(&format!("#legend li[data-class={class}] .name"));
        let class = Lens::read(lens)
            .and_then(|lens| lens.class(class))
            .expect("a class");
        let colour = palette.full(Look::of(class));
        let at = ShownMap::of_address(&browser).position(Spot::CHICAGO);
        let is_hollow = class == Class::CarriedOut(sanctuary_atlas::domain::CarriedOut::Unknown);
        let (reach, share) = if is_hollow { (12.0, 0.02) } else { (1.5, 0.9) };
        browser.until_pixels(
            &format!("Chicago as “{spoken}” under {lens}, in {colour:?}"),
            at,
            reach,
            |pixels| pixels.share_of(colour) >= share,
        );
    }
}

#[test]
fn a_lens_is_chosen_with_the_keyboard_and_the_link_follows() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.run::<()>("document.querySelector('#lens').focus();", &[]);
    browser.keys("L"); // "Law or practice", as typing in a select does
    until_lens(&browser, "basis");
    browser.until(
        "the lens in the address",
        "location.search === '?lens=basis'",
    );
    // Two lenses ask for a second choice and change nothing before it. A select forgets what was typed within a second.
    thread::sleep(Duration::from_millis(1_200));
    browser.keys("According");
    browser.until(
        "the choice of a list",
        "document.querySelectorAll('#lens-list option').length > 50",
    );
    assert!(browser.exists("#legend[data-lens=basis]"));
    browser.run::<()>("document.querySelector('#lens-list').focus();", &[]);
    browser.keys("US Department of Justice");
    until_lens(&browser, "list");
    browser.until(
        "the list in the address",
        "location.search === '?lens=list:doj-2025-08-05'",
    );
    assert_eq!(
        count(&browser, "named") + count(&browser, "disputed") + count(&browser, "dropped"),
        members("doj-2025-08-05")
    );
    browser.assert_no_console_errors();
}

#[test]
fn entries_of_the_legend_are_filters() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    until_lens(&browser, "model");
    let all = shown(&browser);
    let welcome = count(&browser, "welcome");
    let limits = count(&browser, "limits-cooperation");
    browser.click("#legend li[data-class=welcome] button");
    browser.until(
        "only places that welcome",
        &format!(
            "document.querySelector('#legend li[data-class=welcome] [aria-pressed=true]') && \
         document.querySelector('.explore-bar .shown').textContent.startsWith('{welcome} of')"
        ),
    );
    assert_eq!(
        count(&browser, "limits-cooperation"),
        limits,
        "choosing does not change the legend"
    );
    let palette = Palette::of(Theme::Light);
    let map = ShownMap::of_address(&browser);
    browser.until_pixels(
        "Texas, left out, as plain ground",
        map.position(Spot::WEST_OF_TEXAS),
        6.0,
        |pixels| pixels.share_of(palette.ground) == 1.0,
    );
    browser.until(
        "the filter in the address",
        "location.search === '?models=welcome'",
    );
    browser.click("#legend li[data-class=safe-harbour] button");
    browser.until(
        "two choices in the address",
        "location.search === '?models=welcome,safe-harbour'",
    );
    assert_eq!(shown(&browser), welcome + count(&browser, "safe-harbour"));
    assert_eq!(browser.count(".chips .chip:not(.all)"), 2);
    browser.click(".chips [data-action=show-all]");
    browser.until(
        "everything again",
        "location.search === '' && !document.querySelector('.chips')",
    );
    assert_eq!(shown(&browser), all);
    browser.assert_no_console_errors();
}

#[test]
fn filters_are_chosen_removed_and_undone() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    until_lens(&browser, "model");
    let all = shown(&browser);
    browser.click("[data-action=filters]");
    browser.until(
        "the focus on the title",
        "document.activeElement.id === 'filters-title'",
    );
    let mut before = all;
    for (group, choice) in [
        ("levels", "Municipality"),
        ("nations", "United States"),
        ("provisions", "Limits on immigration detainers"),
        ("confidence", "high"),
    ] {
        browser.run::<()>(
            "const group = document.querySelector(`#filters [data-group=${arguments[0]}]`);
             group.open = true;
             [...group.querySelectorAll('label')].find(l => l.textContent.trim() === arguments[1]).querySelector('input').focus();",
            &[group.into(), choice.into()],
        );
        browser.keys(Key::Space + "");
        browser.until(
            &format!("{group} in the address"),
            &format!("new URLSearchParams(location.search).has('{group}')"),
        );
        let now = browser.eventually("fewer places", || {
            let now = shown(&browser);
            if now < before {
                Ok(now)
            } else {
                Err(format!("{now} of {before}"))
            }
        });
        assert!(now > 0, "{group}");
        before = now;
    }
    assert_eq!(browser.count(".chips .chip:not(.all)"), 4);
    // Words that nothing has: it is said why, and each way back leads back.
    browser.run::<()>("document.querySelector('#filter-words').focus();", &[]);
    browser.keys("zzzz");
    browser.until(
        "a word about nothing",
        "document.querySelector('.nothing-shown[role=alert] .chip')",
    );
    let ways = browser.texts(".nothing-shown .chip");
    assert!(
        ways.iter()
            .any(|way| way.contains("zzzz") && way.contains(&before.to_string())),
        "{ways:?}"
    );
    browser.keys(Key::Escape + "");
    browser.until(
        "the focus back on the button",
        "document.activeElement.dataset.action === 'filters'",
    );
    browser.click(".nothing-shown .chip");
    browser.until("places again", "!document.querySelector('.nothing-shown')");
    assert_eq!(shown(&browser), before);
    browser.click(".chips [data-action=show-all]");
    browser.until("all places", "location.search === ''");
    assert_eq!(shown(&browser), all);
    browser.assert_no_console_errors();
}

#[test]
fn the_map_of_a_date_follows_slider_steps_and_link() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    let today = shown(&browser);
    browser.click("[data-action=time]");
    browser.until(
        "what began and ended",
        "document.querySelector('.time-histogram .begun')?.getAttribute('d')",
    );
    browser.until(
        "landmarks",
        "document.querySelectorAll('.time-histogram .landmark').length > 50",
    );
    browser.run::<()>("document.querySelector('#time-slider').focus();", &[]);
    browser.keys(Key::Home + "");
    browser.until(
        "1971 in the address",
        "location.search === '?date=1971-12-31'",
    );
    // What no source dates may have been there already: it is drawn paler, and still counts.
    assert!(shown(&browser) >= 1 && shown(&browser) < today / 2);
    assert!(browser.text(".time-landmarks").contains("Berkeley"));
    assert_eq!(
        browser
            .attribute("#time-slider", "aria-valuetext")
            .as_deref(),
        Some("31 December 1971")
    );
    browser.keys(Key::Right + "");
    browser.until("a year on", "location.search === '?date=1972-12-31'");
    browser.run::<()>(
        "const key = { key: 'ArrowLeft', shiftKey: true, bubbles: true, cancelable: true };
         document.querySelector('#time-slider').dispatchEvent(new KeyboardEvent('keydown', key));",
        &[],
    );
    browser.until("a month back", "location.search === '?date=1972-11-30'");
    browser.click("[data-action=month-on]");
    browser.click("[data-action=year-back]");
    browser.until(
        "back at the beginning",
        "location.search === '?date=1971-12-31'",
    );
    let palette = Palette::of(Theme::Light);
    let map = ShownMap::of_address(&browser);
    browser.until_pixels(
        "Texas before its law, as plain ground",
        map.position(Spot::WEST_OF_TEXAS),
        6.0,
        |pixels| pixels.share_of(palette.ground) == 1.0,
    );
    browser.click("[data-action=today]");
    browser.until("today", "location.search === ''");
    assert_eq!(shown(&browser), today);
    browser.keys(Key::Escape + "");
    // A link to a date brings the bar along, and the panel tells of that day.
    browser.open_map(&Site::root().page("place/us-tx?date=2016-12-31"));
    browser.until("the time bar", "document.querySelector('#time')");
    browser.until(
        "the panel as of that day",
        "document.querySelector('#panel .as-of')?.textContent.includes('2016')",
    );
    browser.until(
        "Texas without its law of 2017",
        "document.querySelector('#panel .finding')?.dataset.finding !== 'mandates-cooperation'",
    );
    browser.assert_no_console_errors();
}

#[test]
fn ten_seconds_of_play_make_few_history_calls() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.prepare_pages(
        "window.historyCalls = 0;
         for (const name of ['pushState', 'replaceState']) {
             const original = History.prototype[name];
             History.prototype[name] = function (...values) {
                 window.historyCalls += 1;
                 return original.apply(this, values);
             };
         }",
    );
    browser.open_map(&Site::root().page("?date=1971-12-31"));
    browser.until(
        "what began and ended",
        "document.querySelector('.time-histogram .begun')?.getAttribute('d')",
    );
    browser.click("[data-action=play]");
    thread::sleep(Duration::from_secs(10));
    let (calls, words): (u32, String) = browser.run(
        "return [window.historyCalls, document.querySelector('.time-date').textContent];",
        &[],
    );
    let year: u32 = words
        .rsplit(' ')
        .next()
        .and_then(|year| year.parse().ok())
        .unwrap_or(0);
    assert!(year > 1990, "the years go by: {words}");
    assert!(calls <= 5, "{calls} history calls in ten seconds");
    browser.click("[data-action=play]");
    browser.until(
        "the date where it ended",
        "location.search.startsWith('?date=')",
    );
    let stopped = browser.text(".time-date");
    thread::sleep(Duration::from_millis(800));
    assert_eq!(browser.text(".time-date"), stopped, "pause holds");
    browser.assert_no_console_errors();
}

#[test]
fn links_that_were_given_out_open_without_a_notice() {
    let browser = Browser::open(Screen::DESKTOP);
    let links = include_str!("../../golden-links.txt");
    let links = links
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            line.split(" -> ")
                .next()
                .unwrap_or(line)
                .trim_start_matches('/')
        });
    for link in links {
        let (path, query) = link.split_once('?').unwrap_or((link, ""));
        let (address, _) = url::read(path, query);
        browser.goto(&Site::root().page(link));
        let has_begun = "document.querySelector('#map[data-map-painted], #text, .text-page, .table-page, .compare-page, .card')";
        browser.until(&format!("the page of {link}"), has_begun);
        if address.route.is_page() || address.frame.card {
            continue;
        }
        assert!(
            !browser.exists("#notices .notice"),
            "{link}: {}",
            browser.text("#notices")
        );
    }
}

#[test]
fn a_date_that_has_not_come_is_refused_with_a_word() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("?date=2199-01-01"));
    browser.until("a notice", "document.querySelector('#notices .notice')");
    assert!(browser.text("#notices .notice").contains("2199-01-01"));
    assert!(!browser.exists("#time"));
    browser.assert_no_console_errors();
}

#[test]
fn open_filters_and_time_bar_are_accessible() {
    let axe = axe();
    for screen in [Screen::DESKTOP, Screen::PHONE] {
        let browser = Browser::open(screen);
        for theme in ["light", "dark"] {
            browser.open_map(&Site::root().page(&format!(
                "?theme={theme}&lens=since&date=2016-12-31&levels=county&nations=us"
            )));
            until_lens(&browser, "since");
            browser.until("landmarks", "document.querySelector('.time-landmarks li')");
            let found = violations(&browser, &axe);
            assert!(
                found.is_empty(),
                "time bar, {theme}, {screen:?}: {found:#?}"
            );
            browser.assert_no_sideways_scroll();
            browser.click("[data-action=filters]");
            browser.run::<()>(
                "document.querySelectorAll('#filters details').forEach(d => d.open = true);",
                &[],
            );
            let found = violations(&browser, &axe);
            assert!(found.is_empty(), "filters, {theme}, {screen:?}: {found:#?}");
            browser.assert_no_sideways_scroll();
        }
    }
}

#[test]
fn what_a_lens_needs_is_retried() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.prepare_pages(
        "const original = window.fetch;
         window.failing = true;
         window.fetch = (request, ...more) => {
             const url = String(request.url ?? request);
             return window.failing && url.includes('/tenures-')
                 ? Promise.reject(new TypeError('Failed to fetch'))
                 : original(request, ...more);
         };",
    );
    browser.open_map(&Site::root().page("?lens=since"));
    browser.until(
        "a word about the file",
        "document.querySelector('.failure .retry')",
    );
    assert!(
        browser.exists("#legend[data-lens=model]"),
        "the usual map stays"
    );
    let all = count(&browser, Finding::ListedOnly.code());
    assert!(all > 0);
    browser.run::<()>("window.failing = false;", &[]);
    browser.click(".failure .retry");
    until_lens(&browser, "since");
}
