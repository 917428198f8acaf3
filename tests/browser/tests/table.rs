//! The table of all that the map shows.

use std::collections::{BTreeMap, BTreeSet};

use atlas_browser_tests::{Browser, Screen, Site, get};
use serde_json::{Value, json};

use crate::accessibility::{axe, violations};

/// Keeps what the page saves.
const KEEP: &str = "const make = URL.createObjectURL; URL.createObjectURL = blob => { window.saved = blob; return make.call(URL, blob); };";

#[track_caller]
fn open(browser: &Browser, path: &str) {
    browser.goto(&Site::root().page(path));
    browser.until(
        "the rows, with their dates",
        "document.querySelectorAll('#grid .grid-body [role=row]').length > 5
         && [...document.querySelectorAll('#grid [aria-colindex=\"9\"][role=gridcell]')].some(e => e.textContent)",
    );
}

/// Texts of a column of the rows in sight, from the top.
#[track_caller]
fn column(browser: &Browser, number: usize) -> Vec<String> {
    browser.run(
        "const rows = [...document.querySelectorAll('#grid .grid-body [role=row]')];
         rows.sort((a, b) => a.ariaRowIndex - b.ariaRowIndex);
         return rows.slice(0, 12).map(row => row.querySelector(`[aria-colindex=\"${arguments[0]}\"]`).textContent.trim());",
        &[json!(number)],
    )
}

fn sort_by(browser: &Browser, name: &str) {
    browser.run::<()>(
        "document.querySelector(`#grid [data-column=${arguments[0]}] button`).click();",
        &[json!(name)],
    );
}

#[track_caller]
fn record() -> BTreeMap<String, Value> {
    let answer = get(&Site::root().page("data/atlas.json"));
    let whole: Value = serde_json::from_slice(&answer.body).expect("JSON");
    let places = whole["jurisdictions"].as_array().expect("jurisdictions");
    let with_id = |place: &Value| {
        (
            place["id"].as_str().unwrap_or_default().to_owned(),
            place.clone(),
        )
    };
    places.iter().map(with_id).collect()
}

#[test]
fn columns_sort_both_ways() {
    let browser = Browser::open(Screen::DESKTOP);
    open(&browser, "table");
    let all = browser.attribute("#grid", "aria-rowcount");
    let in_document = browser.count("#grid .grid-body [role=row]");
    assert!(in_document < 60, "{in_document} rows in the document");
    let number = |text: &String| text.replace(',', "").parse::<u32>().ok();
    for (name, at) in [("population", 12), ("listings", 11), ("policies", 10)] {
        sort_by(&browser, name);
        let rising: Vec<u32> = column(&browser, at).iter().filter_map(number).collect();
        assert!(
            rising.is_sorted() && !rising.is_empty(),
            "{name}: {rising:?}"
        );
        sort_by(&browser, name);
        let falling: Vec<u32> = column(&browser, at).iter().filter_map(number).collect();
        assert!(
            falling.is_sorted_by(|a, b| a >= b) && falling.len() > 5,
            "{name}: {falling:?}"
        );
        assert!(falling[0] > rising[0], "{name}");
        let spoken = browser.attribute(&format!("#grid [data-column={name}]"), "aria-sort");
        assert_eq!(spoken.as_deref(), Some("descending"));
    }
    sort_by(&browser, "name");
    let names = column(&browser, 2);
    assert_eq!(names[0], "A Coruña", "{names:?}");
    sort_by(&browser, "name");
    let names = column(&browser, 2);
    assert!(
        names[0].starts_with('Z') || names[0].starts_with('Ż'),
        "{names:?}"
    );
    assert_eq!(browser.attribute("#grid", "aria-rowcount"), all);
    browser.until("the order in the link", "location.search === '?sort=-name'");
    browser.assert_no_console_errors();
}

#[test]
fn links_filter_and_what_is_saved_is_the_record() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.prepare_pages(KEEP);
    open(&browser, "table?nations=de&sort=-population");
    let record = record();
    let of_record: BTreeSet<&str> = record
        .iter()
        .filter(|(id, place)| {
            let nation = id.split('-').next();
            nation == Some("de") && place["finding"] != "no-record"
        })
        .map(|(id, _)| id.as_str())
        .collect();
    assert_eq!(
        browser.attribute("#grid", "aria-rowcount"),
        Some((of_record.len() + 1).to_string())
    );
    browser.click("[data-save=csv]");
    browser.until("the file", "window.saved");
    let text = browser.promised("window.saved.text()");
    let text = text.as_str().expect("text");
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    let header: Vec<&str> = lines[0].trim_start_matches('\u{feff}').split(',').collect();
    assert_eq!(header[0], "id");
    let saved: BTreeSet<&str> = lines[1..]
        .iter()
        .map(|line| line.split(',').next().unwrap_or_default())
        .collect();
    assert_eq!(saved, of_record);
    assert_eq!(saved.len(), lines.len() - 1);

    browser.run::<()>("window.saved = null;", &[]);
    browser.click("[data-save=json]");
    browser.until("the file", "window.saved");
    let text = browser.promised("window.saved.text()");
    let saved: Value = serde_json::from_str(text.as_str().expect("text")).expect("JSON");
    for row in saved["rows"].as_array().expect("rows") {
        let id = row["id"].as_str().expect("an id");
        let place = &record[id];
        assert_eq!(row["population"], place["population"], "{id}");
        assert_eq!(row["finding"], place["finding"], "{id}");
        let policies = place["policies"].as_array().map_or(0, Vec::len);
        assert_eq!(row["policies"], policies, "{id}");
        assert!(
            row["sources"].as_array().is_some_and(|s| !s.is_empty()),
            "{id}"
        );
    }
    assert!(saved["sources"].as_array().is_some_and(|s| s.len() > 10));
    browser.assert_no_console_errors();
}

#[test]
fn one_works_in_it_by_keyboard() {
    let browser = Browser::open(Screen::DESKTOP);
    open(&browser, "table");
    browser.run::<()>(
        "document.querySelector('#grid [tabindex=\"0\"]').focus();",
        &[],
    );
    assert_eq!(browser.focused(), "#cell-0-1");
    // Down and End, far: the last row comes into the document with the focus in it.
    browser.keys("\u{e015}\u{e015}");
    browser.until("the third row", "document.activeElement?.id === 'cell-2-1'");
    browser.run::<()>(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', ctrlKey: true, bubbles: true, cancelable: true }));",
        &[],
    );
    browser.until(
        "the last row",
        "document.activeElement?.id.startsWith(`cell-${document.querySelector('#grid').ariaRowCount - 2}-`)",
    );
    browser.run::<()>(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', ctrlKey: true, bubbles: true, cancelable: true }));",
        &[],
    );
    browser.until(
        "the first cell",
        "document.activeElement?.id === 'cell-0-0'",
    );
    browser.keys(" ");
    browser.keys("\u{e015}");
    browser.until(
        "the second row",
        "document.activeElement?.id === 'cell-1-0'",
    );
    browser.keys(" ");
    browser.until(
        "two chosen",
        "document.querySelector('.chosen .compare').textContent.includes('2')",
    );
    // Scrolled far away, the focus is not lost.
    browser.run::<()>("document.querySelector('#grid').scrollTop = 30000;", &[]);
    browser.until(
        "rows from further down",
        "[...document.querySelectorAll('#grid [role=row]')].some(row => row.ariaRowIndex > 700)",
    );
    assert_eq!(browser.focused(), "#cell-1-0");
    browser.click(".chosen .compare");
    browser.until(
        "the comparison of the two",
        "document.querySelectorAll('.compared-place').length === 2",
    );
    browser.back();
    browser.until("the table", "document.querySelector('#cell-0-1')");
    browser.run::<()>("document.querySelector('#cell-0-1').focus();", &[]);
    browser.keys("\u{e007}");
    browser.until(
        "the first place on the map",
        "document.querySelector('#panel')?.dataset.place === 'es-ga-a-coruna' || location.pathname.includes('/place/')",
    );
    browser.assert_no_console_errors();
}

#[test]
fn policies_are_rows_on_request() {
    let browser = Browser::open(Screen::DESKTOP);
    open(&browser, "table");
    browser.click(".choice-of button:nth-child(2)");
    let policies: usize = record()
        .values()
        .filter(|place| place["finding"] != "no-record")
        .map(|place| place["policies"].as_array().map_or(0, Vec::len))
        .sum();
    browser.until(
        "all policies",
        &format!(
            "document.querySelector('#grid').ariaRowCount === '{}'",
            policies + 1
        ),
    );
    browser.until(
        "it in the link",
        "location.search.includes('rows=policies')",
    );
    browser.assert_no_console_errors();
}

#[test]
fn it_can_be_used_where_it_is_narrow_and_read_without_scripts() {
    let browser = Browser::open(Screen::NARROW);
    open(&browser, "es/table");
    browser.assert_no_sideways_scroll();
    assert!(browser.rect("#grid").height > 250.0);
    let page = get(&Site::root().page("fr/table/")).text();
    let rows = page.matches("<tr><th scope=\"row\"><a href=").count();
    assert!(rows > 1000, "{rows} rows");
    assert!(page.contains("/fr/place/us-il-chicago"));
}

#[test]
fn axe_finds_nothing_serious_in_the_table() {
    let axe = axe();
    for screen in [Screen::DESKTOP, Screen::PHONE] {
        let browser = Browser::open(screen);
        for theme in ["light", "dark"] {
            open(&browser, &format!("table?theme={theme}"));
            let found = violations(&browser, &axe);
            assert!(found.is_empty(), "{found:#?}");
        }
    }
}

/// The filters of the map are those of the table: rows, number and link follow, and a chip takes a choice away.
#[test]
fn filters_are_chosen_over_the_table_too() {
    let browser = Browser::open(Screen::DESKTOP);
    open(&browser, "table");
    let rows = || -> u32 {
        let count = browser.attribute("#grid", "aria-rowcount");
        count.and_then(|count| count.parse().ok()).expect("a count")
    };
    let all = rows();
    browser.click(".table-tools [data-action=filters]");
    browser.run::<()>(
        "document.querySelector('#filters [data-group=levels] input').click();",
        &[],
    );
    browser.until("a chip", "document.querySelector('.table-page .chip')");
    let fewer = rows();
    assert!(0 < fewer && fewer < all, "{fewer} of {all}");
    assert_eq!(violations(&browser, &axe()), Vec::<String>::new());
    browser.run::<()>("document.querySelector('.table-page .chip').click();", &[]);
    browser.until("no chip", "!document.querySelector('.table-page .chip')");
    assert_eq!(rows(), all);
}
