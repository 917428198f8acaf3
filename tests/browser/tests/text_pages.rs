//! The pages of text: each shows every entry of the record, as the open data give it, with links that
//! lead somewhere.

use std::collections::{BTreeMap, BTreeSet};

use atlas_browser_tests::{Browser, Screen, Site, get};
use serde_json::{Value, json};

use crate::accessibility::{axe, violations};

const PAGES: [&str; 9] = [
    "places",
    "lists",
    "evidence",
    "arguments",
    "law",
    "definitions",
    "timeline",
    "glossary",
    "about",
];

/// The whole record, from the site's open data.
#[track_caller]
fn record(site: &Site) -> Value {
    let answer = get(&site.page("data/atlas.json"));
    assert_eq!(answer.status, 200, "data/atlas.json");
    serde_json::from_slice(&answer.body).expect("atlas.json is JSON")
}

#[track_caller]
fn entries<'a>(value: &'a Value, what: &str) -> &'a Vec<Value> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("expected a list of {what} in atlas.json"))
}

fn ids(value: &Value, what: &str) -> BTreeSet<String> {
    let ids = entries(value, what)
        .iter()
        .filter_map(|entry| entry["id"].as_str());
    ids.map(str::to_owned).collect()
}

/// Ids of the places that each list names.
fn members(record: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for place in entries(&record["jurisdictions"], "jurisdictions") {
        let listings = place["listings"].as_array().into_iter().flatten();
        for listing in listings {
            let list = listing["list"].as_str().expect("a listing names its list");
            let id = place["id"].as_str().expect("a place has an id");
            members
                .entry(list.to_owned())
                .or_default()
                .insert(id.to_owned());
        }
    }
    members
}

/// Last parts of the paths that links lead to, inside an element.
#[track_caller]
fn linked(browser: &Browser, selector: &str) -> Vec<String> {
    browser.run(
        "return [...document.querySelectorAll(arguments[0])].map(a => new URL(a.href).pathname.split('/').pop());",
        &[json!(selector)],
    )
}

#[track_caller]
fn open_text(browser: &Browser, address: &str) {
    browser.goto(address);
    // Written by the app itself, not only by the build.
    browser.until(
        &format!("the text of {address}"),
        "document.querySelector('#text .text-body > *') && document.querySelector('.skip')",
    );
}

#[test]
fn each_page_shows_every_entry_of_the_record() {
    let site = Site::root();
    let record = record(&site);
    let context = &record["context"];
    let browser = Browser::open(Screen::DESKTOP);
    for (page, key) in [
        ("evidence", "studies"),
        ("arguments", "arguments"),
        ("law", "law"),
        ("definitions", "definitions"),
        ("timeline", "timeline"),
        ("glossary", "glossary"),
    ] {
        open_text(&browser, &site.page(page));
        let shown: BTreeSet<String> = browser
            .run::<Vec<String>>(
                "return [...document.querySelectorAll('#text .entry')].map(e => e.id);",
                &[],
            )
            .into_iter()
            .collect();
        assert_eq!(shown, ids(&context[key], key), "{page}");
        let without_source = browser.count("#text .entry:not(:has(.entry-sources li))");
        assert_eq!(without_source, 0, "entries without a source on {page}");
    }
    open_text(&browser, &site.page("evidence"));
    let directions: usize = entries(&context["studies"], "studies")
        .iter()
        .map(|study| study["directions"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(browser.count("#text td .mark"), directions);

    open_text(&browser, &site.page("lists"));
    let lists: BTreeSet<String> = linked(&browser, "#text tbody th a").into_iter().collect();
    assert_eq!(lists, ids(&record["lists"], "lists"));
    browser.assert_no_console_errors();
}

#[test]
fn a_list_names_the_places_that_the_record_says() {
    let site = Site::root();
    let record = record(&site);
    let members = members(&record);
    for id in ids(&record["lists"], "lists") {
        // The pages as the build writes them; one of them in the app, below.
        let page = get(&site.page(&format!("list/{id}/"))).text();
        let named: Vec<&str> = page
            .split("<ul class=\"members\">")
            .skip(1)
            .flat_map(|group| {
                // Up to the next nation, or the end of all.
                let end = group.find("<h4").or_else(|| group.find("</section>"));
                let group = &group[..end.unwrap_or(group.len())];
                let links = group.split("/place/").skip(1);
                links.filter_map(|link| link.split('"').next())
            })
            .collect();
        let of_record = members.get(&id).cloned().unwrap_or_default();
        assert_eq!(named.len(), of_record.len(), "members of {id}");
        let named: BTreeSet<String> = named.into_iter().map(str::to_owned).collect();
        assert_eq!(named, of_record, "{id}");
    }
    let browser = Browser::open(Screen::PHONE);
    open_text(&browser, &site.page("list/doj-2025-08-05"));
    let named: BTreeSet<String> = linked(&browser, "#text .members > li > a")
        .into_iter()
        .collect();
    assert_eq!(named, members["doj-2025-08-05"]);
    browser.assert_no_sideways_scroll();
    browser.goto(&site.page("list/no-such-list"));
    browser.until("a word about it", "document.querySelector('.unknown-list')");
}

#[test]
fn retired_ids_of_lists_lead_to_the_list() {
    let site = Site::root();
    for list in entries(&record(&site)["lists"], "lists") {
        for alias in list["aliases"].as_array().into_iter().flatten() {
            let alias = alias.as_str().expect("an alias is a text");
            let page = get(&site.page(&format!("list/{alias}/")));
            let name = list["means"].as_str().expect("a list says what it means");
            assert_eq!(page.status, 200, "{alias}");
            let plain = page.text().replace("&#x27;", "'").replace("&quot;", "\"");
            assert!(
                plain.contains(name),
                "expected {name} on the page of {alias}"
            );
        }
    }
}

#[test]
fn links_of_the_pages_lead_somewhere() {
    let site = Site::root();
    let browser = Browser::open(Screen::DESKTOP);
    let mut links = BTreeSet::new();
    for page in PAGES.iter().copied().chain(["fr/list/fair-2018"]) {
        open_text(&browser, &site.page(page));
        let found: Vec<String> = browser.run(
            "return [...document.querySelectorAll('.atlas a[href]:not([href^=\"#\"])')].map(a => a.href);",
            &[],
        );
        links.extend(found);
        let broken: Vec<String> = browser.run(
            "return [...document.querySelectorAll('#text a[href*=\"#\"]')].map(a => a.hash.slice(1)).filter(id => !document.getElementById(id));",
            &[],
        );
        assert!(
            broken.is_empty(),
            "anchors on {page} that lead nowhere: {broken:?}"
        );
    }
    let own: BTreeSet<&str> = links
        .iter()
        .filter(|link| link.starts_with(site.origin()))
        .map(|link| link.split('#').next().unwrap_or_default())
        .collect();
    assert!(own.len() > 100, "only {} links within the site", own.len());
    for link in own {
        let status = get(link).status;
        // A folder without its slash is sent to the one with it.
        assert!(matches!(status, 200 | 301 | 308), "{link}: {status}");
        if status != 200 {
            assert_eq!(get(&format!("{link}/")).status, 200, "{link}/");
        }
    }
}

#[test]
fn one_walks_from_the_map_to_a_text_and_back() {
    let browser = Browser::open(Screen::PHONE);
    browser.open_map(&Site::root().page("place/us-il-chicago?lang=es"));
    browser.until("the record", "document.querySelector('#panel .listings a')");
    browser.click(".contents summary");
    browser.click(".contents li a[href$=evidence]");
    browser.until(
        "the studies, with the focus on the title",
        "document.activeElement?.id === 'text-title' && document.querySelector('#text .entry')
         && document.title.startsWith('Estudios') && !document.querySelector('.contents details').open",
    );
    assert!(
        browser.address().ends_with("/es/evidence"),
        "{}",
        browser.address()
    );
    assert!(!browser.run::<bool>("return !!document.querySelector('#map').offsetWidth;", &[]));
    browser.back();
    browser.until(
        "the map with its panel again",
        "document.querySelector('#map').offsetWidth > 0 && document.querySelector('#panel[data-place=us-il-chicago]')",
    );
    browser.forward();
    browser.until(
        "the studies again",
        "document.querySelector('#text .entry')",
    );
    browser.assert_no_sideways_scroll();
    browser.assert_no_console_errors();
}

#[test]
fn a_place_leads_to_its_lists_and_they_lead_back() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("place/us-il-chicago"));
    browser.until(
        "a list that names it",
        "document.querySelector('#panel .listings a')",
    );
    browser.click("#panel .listings a");
    browser.until(
        "Chicago among those it names",
        "document.querySelector('#text .members a[href$=\"us-il-chicago\"]')",
    );
    browser.click("#text .members a[href$=\"us-il-chicago\"]");
    browser.until(
        "Chicago's panel on the map",
        "document.querySelector('#panel[data-place=us-il-chicago]') && document.querySelector('#map').offsetWidth > 0",
    );
    browser.assert_no_console_errors();
}

#[test]
fn without_scripts_the_texts_are_there() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.devtools(
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    );
    let site = Site::below_a_folder();
    for (page, title) in [
        ("fr/evidence/", "Études"),
        ("about/", "About"),
        ("es/list/fair-2018/", "FAIR"),
    ] {
        browser.goto(&site.page(page));
        let text = browser.visible_text("#text");
        assert!(text.contains(title) && text.len() > 500, "{page}: {text}");
    }
}

#[test]
fn nothing_serious_in_the_texts() {
    let axe = axe();
    let browser = Browser::open(Screen::DESKTOP);
    for (screen, theme) in [(Screen::DESKTOP, "light"), (Screen::PHONE, "dark")] {
        browser.resize(screen);
        for page in PAGES.iter().copied().chain(["list/dhs-2025-05-29"]) {
            let address = Site::root().page(&format!("{page}?theme={theme}"));
            open_text(&browser, &address);
            let found = violations(&browser, &axe);
            assert!(
                found.is_empty(),
                "expected nothing serious on {address}, axe found {found:#?}"
            );
            browser.assert_no_sideways_scroll();
        }
    }
}

/// What a choice among the landmarks leaves must be what the record has, or say that there is none.
#[test]
fn the_timeline_shows_the_kind_that_one_chooses() {
    let site = Site::root();
    let browser = Browser::open(Screen::DESKTOP);
    open_text(&browser, &site.page("timeline"));
    let record = record(&site);
    let landmarks = entries(&record["context"]["timeline"], "landmarks");
    let shown = || -> usize {
        browser.run(
            "return [...document.querySelectorAll('.landmarks > li')].filter(e => e.checkVisibility()).length;",
            &[],
        )
    };
    assert_eq!(shown(), landmarks.len());
    let is = |landmark: &Value, field: &str, values: &[&str]| {
        landmark[field]
            .as_str()
            .is_some_and(|value| values.contains(&value))
    };
    let american = ["us", "ca", "mx"];
    let choose = |id: &str| {
        browser.run::<()>(
            "document.getElementById(arguments[0]).click();",
            &[json!(id)],
        );
    };
    for (kind, topics) in [
        ("courts", &["court"][..]),
        ("law", &["state-law", "national-law", "law"]),
        ("local", &["local-policy"]),
    ] {
        choose(&format!("landmark-kind-{kind}"));
        let of_kind: Vec<&Value> = landmarks
            .iter()
            .filter(|one| is(one, "topic", topics))
            .collect();
        assert_eq!(shown(), of_kind.len(), "{kind}");
        choose("landmark-continent-europe");
        let european = of_kind
            .iter()
            .filter(|one| !is(one, "region", &american))
            .count();
        assert_eq!(shown(), european, "{kind} in Europe");
        let says_none: bool = browser.run(
            "return document.querySelector('.text-body > .none').checkVisibility();",
            &[],
        );
        assert_eq!(says_none, european == 0, "{kind} in Europe");
        choose("landmark-continent-all");
    }
}

#[test]
fn without_scripts_the_start_page_leads_to_every_place_on_file() {
    let site = Site::root();
    let on_file = ids(&record(&site)["jurisdictions"], "jurisdictions");
    let browser = Browser::open(Screen::DESKTOP);
    browser.devtools(
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    );
    for (page, title) in [("", "Places"), ("es/", "Lugares")] {
        browser.goto(&site.page(page));
        let language = if page.is_empty() { "en" } else { "es" };
        browser.click(&format!("noscript a[hreflang={language}]"));
        assert_eq!(
            browser.address(),
            site.page(&format!("{page}places/")),
            "expected the list of places"
        );
        assert_eq!(browser.visible_text("#text h2"), title);
        let html = get(&browser.address()).text();
        let link = format!("href=\"{}{page}place/", site.base_path());
        let linked: Vec<&str> = html
            .split(&link)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let different: BTreeSet<String> = linked.iter().map(|&id| id.to_owned()).collect();
        assert_eq!(different.len(), linked.len(), "expected each place once");
        let missing: Vec<&String> = on_file.difference(&different).collect();
        assert!(
            missing.is_empty(),
            "expected all places, missing {missing:?}"
        );
        // Regions and nations without a record head the groups of what is.
        let heads = different.difference(&on_file).count();
        assert!(heads < 250, "{heads}");
    }
}
