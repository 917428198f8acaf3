//! Opening places: by click, by link, back and forward; and what the panel says of them.

use atlas_browser_tests::{Browser, Key, Screen, ShownMap, Site, Spot};
use sanctuary_atlas::state::url::Route;

/// Pixels a kilometre at which a state is large and its counties are not yet drawn.
const STATE_SCALE: f64 = 0.2;

#[track_caller]
fn until_open(browser: &Browser, id: &str) {
    browser.until(
        &format!("the panel of {id}"),
        &format!("document.querySelector('#panel[data-place=\"{id}\"] h2')"),
    );
}

#[track_caller]
fn until_closed(browser: &Browser) {
    browser.until("no panel", "!document.querySelector('#panel')");
}

#[track_caller]
fn assert_route(browser: &Browser, id: &str) {
    assert_eq!(
        browser.link().route,
        Route::Place(id.to_owned()),
        "expected the address of {id}, found {}",
        browser.address()
    );
}

/// The selected place is marked where a reader sees it: on the map, not under the panel.
#[track_caller]
fn assert_in_sight(browser: &Browser, name: &str) {
    browser.eventually(
        &format!("{name} marked on the free part of the map"),
        || {
            let marked = browser.marked().ok_or("nothing is marked on the map")?;
            let (x, y) = marked.centre();
            let map = browser.rect("#map");
            let is_inside = marked.left >= map.left
                && marked.right() <= map.right()
                && marked.top >= map.top
                && marked.bottom() <= map.bottom();
            match is_inside && browser.shows_at((x, y), "#map") {
                true => Ok(()),
                false => Err(format!("the mark is at {marked:?}, the map at {map:?}")),
            }
        },
    );
}

/// What is on file is there, and every source is a link that tells nobody where the reader comes from.
#[track_caller]
fn assert_policies(browser: &Browser, at_least: usize) {
    browser.until(
        "policies in the panel",
        "document.querySelector('#panel article.policy h4')",
    );
    let policies = browser.count("#panel article.policy");
    assert!(
        policies >= at_least,
        "expected at least {at_least} policies, found {policies}"
    );
    let without_status: usize =
        browser.run("return [...document.querySelectorAll('#panel .policies article')].filter(e => !e.querySelector('.status')?.textContent).length;", &[]);
    assert_eq!(without_status, 0, "expected a status with every policy");
    let links: Vec<(String, String)> = browser.run(
        "return [...document.querySelectorAll('#panel .sources a, #panel .listings a.source')].map(a => [a.href, a.rel]);",
        &[],
    );
    assert!(
        links.len() >= at_least,
        "expected sources with links, found {links:?}"
    );
    for (address, rel) in links {
        assert!(
            address.starts_with("https://") || address.starts_with("http://"),
            "expected a web address, found {address}"
        );
        assert!(
            rel.contains("noopener") && rel.contains("noreferrer"),
            "expected rel=\"noopener noreferrer\" on {address}, found {rel:?}"
        );
    }
}

#[test]
fn a_click_on_illinois_opens_its_panel() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(&Spot::WEST_OF_ILLINOIS.link_at(STATE_SCALE)));
    let at = ShownMap::of_address(&browser).position(Spot::WEST_OF_ILLINOIS);
    browser.hover(at);
    browser.until(
        "the name under the pointer",
        "document.querySelector('.hover-name:not([hidden])')?.textContent.includes('Illinois')",
    );
    browser.click_at(at);
    until_open(&browser, "us-il");
    assert_eq!(browser.text("#panel h2"), "Illinois");
    assert_route(&browser, "us-il");
    assert_policies(&browser, 3);
    assert_in_sight(&browser, "Illinois");
    let title: String = browser.run("return document.title;", &[]);
    assert!(
        title.contains("Illinois"),
        "expected Illinois in the page's title, found {title:?}"
    );
    let marks: usize = browser.run(
        "return performance.getEntriesByName('atlas:panel-open').length;",
        &[],
    );
    assert!(marks > 0, "expected the performance mark atlas:panel-open");

    browser.click("#panel button.close");
    until_closed(&browser);
    assert_eq!(
        browser.link().route,
        Route::Map,
        "expected the map's address after closing the panel"
    );
    browser.assert_no_console_errors();
}

#[test]
fn a_click_on_illinois_works_on_the_whole_sheet_too() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.click_at(ShownMap::of_address(&browser).position(Spot::WEST_OF_ILLINOIS));
    until_open(&browser, "us-il");
}

#[test]
fn deep_link_opens_with_chicago_selected_on_every_server() {
    let browser = Browser::open(Screen::DESKTOP);
    for site in Site::all() {
        let address = site.page("place/us-il-chicago");
        browser.open_map(&address);
        until_open(&browser, "us-il-chicago");
        assert_eq!(browser.text("#panel h2"), "Chicago", "{address}");
        let parents = browser.texts("#panel .parents a").join(", ");
        assert!(
            parents.contains("Illinois") && parents.contains("United States"),
            "expected what Chicago lies in, found {parents:?}"
        );
        let finding = browser.attribute("#panel .finding", "data-finding");
        assert_eq!(finding.as_deref(), Some("limits-cooperation"), "{address}");
        assert_policies(&browser, 3);
        assert!(
            browser.exists("#panel .provisions li"),
            "expected provisions of Chicago's policies on {address}"
        );
        assert_in_sight(&browser, "Chicago");
        assert_route(&browser, "us-il-chicago");
    }
    browser.assert_no_console_errors();
}

#[test]
fn deep_link_to_an_area_shows_it_whole() {
    let browser = Browser::open(Screen::DESKTOP);
    for (id, name) in [
        ("us-il", "Illinois"),
        ("gb-sct", "Scotland"),
        ("us-il-cook-county", "Cook County"),
    ] {
        browser.open_map(&Site::root().page(&format!("place/{id}")));
        until_open(&browser, id);
        assert_in_sight(&browser, name);
        browser.eventually(&format!("{name} large on the map"), || {
            let marked = browser.marked().ok_or("nothing is marked")?;
            let side = marked.width.max(marked.height);
            if side > 200.0 {
                Ok(())
            } else {
                Err(format!("it is {side} px large"))
            }
        });
    }
}

#[test]
fn back_and_forward_go_through_what_was_opened() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.run::<()>("window.isTheSamePage = true;", &[]);
    browser.click_at(ShownMap::of_address(&browser).position(Spot::WEST_OF_ILLINOIS));
    until_open(&browser, "us-il");
    browser.click("#search");
    browser.keys("chicago");
    browser.until(
        "Chicago found",
        "document.querySelector('#search-results [role=option]')",
    );
    browser.keys(Key::Down + Key::Enter);
    until_open(&browser, "us-il-chicago");
    browser.click("#panel .parents a:last-of-type");
    until_open(&browser, "us");

    browser.back();
    until_open(&browser, "us-il-chicago");
    assert_route(&browser, "us-il-chicago");
    assert_in_sight(&browser, "Chicago");
    browser.back();
    until_open(&browser, "us-il");
    browser.back();
    until_closed(&browser);
    assert_eq!(browser.link().route, Route::Map);
    browser.forward();
    until_open(&browser, "us-il");
    browser.forward();
    until_open(&browser, "us-il-chicago");
    let is_the_same: bool = browser.run("return window.isTheSamePage === true;", &[]);
    assert!(
        is_the_same,
        "expected all of it without loading the page again"
    );

    browser.reload();
    browser.until_painted();
    until_open(&browser, "us-il-chicago");
    browser.assert_no_console_errors();
}

#[test]
fn escape_closes_the_panel_and_keeps_the_focus() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("place/us-il"));
    until_open(&browser, "us-il");
    browser.run::<()>("document.querySelector('#panel').focus();", &[]);
    browser.keys(Key::Escape);
    until_closed(&browser);
    assert_ne!(
        browser.focused(),
        "body",
        "expected the focus on something after Escape, such as the map"
    );
}

#[test]
fn a_click_on_the_sea_closes_the_panel() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    let map = ShownMap::of_address(&browser);
    browser.click_at(map.position(Spot::WEST_OF_ILLINOIS));
    until_open(&browser, "us-il");
    browser.click_at(map.position(Spot::GULF_OF_MEXICO));
    until_closed(&browser);
}

#[test]
fn a_place_that_is_only_named_by_a_list_says_so() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("place/gb-sct-glasgow"));
    until_open(&browser, "gb-sct-glasgow");
    browser.until(
        "Glasgow's listings",
        "document.querySelector('#panel .listings li')",
    );
    let listings = browser.text("#panel .listings li");
    assert!(
        listings.contains("Sanctuary"),
        "expected the list that names Glasgow, found {listings:?}"
    );
    let text = browser.text("#panel");
    for expected in ["Glasgow", "Scotland", "Asylum dispersal agreement", "1999"] {
        assert!(
            text.contains(expected),
            "expected {expected:?} in Glasgow's panel, found {text:?}"
        );
    }
}

#[test]
fn one_comes_from_the_start_to_a_cited_source_by_keyboard_alone() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    let tab_until = |expected: &str, condition: &str| {
        for _ in 0..60 {
            browser.keys(Key::Tab + "");
            if browser.run::<bool>(&format!("return Boolean({condition});"), &[]) {
                return;
            }
        }
        panic!("expected to come to {expected} with at most 60 presses of Tab");
    };
    tab_until("the search", "document.activeElement.id === 'search'");
    browser.keys("chicgo");
    browser.until(
        "Chicago as a similar name",
        "document.querySelector('#search-results [role=option]')?.textContent.includes('Chicago')",
    );
    browser.keys(Key::Down + Key::Enter);
    until_open(&browser, "us-il-chicago");
    browser.until(
        "the focus in the panel and its record",
        "document.activeElement.closest('#panel') && document.querySelector('#panel article.policy .cites a')",
    );
    let address = browser.address();
    tab_until(
        "a number at a claim",
        "document.activeElement.closest('.cites')",
    );
    let (number, name): (String, String) = browser.run(
        "const at = document.activeElement; return [at.textContent, at.getAttribute('aria-label')];",
        &[],
    );
    assert_eq!(name, format!("Source {number}"));
    browser.keys(Key::Enter + "");
    browser.until(
        "the focus on the source",
        &format!("document.activeElement.id === 'source-{number}'"),
    );
    assert_eq!(browser.address(), address, "expected the address to stay");
    browser.keys(Key::Tab + "");
    let link: String = browser.run(
        "return document.activeElement.matches('a.source') ? document.activeElement.href : '';",
        &[],
    );
    assert!(link.starts_with("http"), "expected a link to the source");
    browser.assert_no_console_errors();
}

#[test]
fn the_panel_tells_history_doubts_sources_and_where_to_go_on() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("place/us-il-chicago?lang=en"));
    until_open(&browser, "us-il-chicago");
    browser.until(
        "similar places",
        "document.querySelectorAll('#panel .similar li a').length > 0",
    );
    // A bar for each policy that held, and every date in words.
    assert!(browser.exists("#panel .history-strip[role=img][aria-label*='1971']"));
    let bars: usize = browser.count("#panel .history-strip rect");
    assert!(
        bars >= browser.count("#panel article.policy") - 1,
        "{bars} bars"
    );
    let dated: usize = browser.count("#panel .history li time");
    assert!(dated >= 3, "{dated} dates");
    // Every number leads to an entry; entries are numbered once, in order.
    let (unknown, entries): (Vec<String>, Vec<u32>) = browser.run(
        "const panel = document.querySelector('#panel');
         const links = [...panel.querySelectorAll('.cites a')].map(a => new URL(a.href).hash);
         const entries = [...panel.querySelectorAll('.sources li')].map(li => Number(li.id.replace('source-', '')));
         return [links.filter(hash => !panel.querySelector(hash)), entries];",
        &[],
    );
    assert!(unknown.is_empty(), "{unknown:?} lead nowhere");
    assert_eq!(entries, (1..=entries.len() as u32).collect::<Vec<_>>());
    let policies_without: usize = browser.run(
        "return [...document.querySelectorAll('#panel article.policy')].filter(e => !e.querySelector('.facts .cites a')).length;",
        &[],
    );
    assert_eq!(policies_without, 0, "expected a source with every policy");
    // Each provision has its meaning.
    browser.click("#panel .meanings summary");
    let (chips, terms): (Vec<String>, Vec<String>) = (
        browser.texts("#panel .provisions li"),
        browser.texts("#panel .meanings dt"),
    );
    assert!(
        chips.iter().all(|chip| terms.contains(chip)),
        "{chips:?} {terms:?}"
    );
    assert_eq!(browser.count("#panel .meanings dd"), terms.len());
    // A correction names the place and asks for a source.
    browser.click("#panel .correct summary");
    let text: String = browser.run(
        "return document.querySelector('#panel .correct textarea').value;",
        &[],
    );
    for part in [
        "Chicago (us-il-chicago)",
        "What is wrong:",
        "Source (publisher, date, link):",
    ] {
        assert!(text.contains(part), "expected {part:?} in {text:?}");
    }
    browser.click("#panel .similar li a");
    browser.until(
        "another place",
        "document.querySelector('#panel') && document.querySelector('#panel').dataset.place !== 'us-il-chicago'",
    );
    browser.assert_no_console_errors();

    // What is not sure is said; an area has neighbours.
    browser.open_map(&Site::root().page("place/us-il?lang=en"));
    until_open(&browser, "us-il");
    let next = browser.texts("#panel .around li a");
    assert!(next.contains(&"Wisconsin".to_owned()), "{next:?}");
    browser.open_map(&Site::root().page("place/gb-sct-glasgow?lang=en"));
    until_open(&browser, "gb-sct-glasgow");
    browser.until(
        "what is uncertain",
        "document.querySelector('#panel .uncertain')?.textContent.includes('Confidence')",
    );
}
