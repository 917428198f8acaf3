//! axe-core finds nothing serious. It sees nothing in a canvas: keys and names have tests of their own.

use std::fs;

use atlas_browser_tests::{Browser, Screen, Site, Variable};
use serde_json::Value;

/// Serious and critical violations of the page as it is.
#[track_caller]
pub fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    browser.run::<()>(axe, &[]);
    let found = browser
        .promised("axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)");
    let found = found.as_array().expect("axe gives a list").iter();
    let serious = found
        .filter(|violation| matches!(violation["impact"].as_str(), Some("serious" | "critical")));
    serious.map(describe).collect()
}

fn describe(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().into_iter().flatten();
    let places: Vec<String> = nodes
        .map(|node| format!("{} {}", node["target"], node["failureSummary"]))
        .collect();
    format!(
        "{} ({}): {}",
        violation["id"],
        violation["impact"],
        places.join("; ")
    )
}

pub fn axe() -> String {
    let path = Variable::Axe.value();
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[track_caller]
fn assert_accessible(screen: Screen) {
    let axe = axe();
    let browser = Browser::open(screen);
    for theme in ["light", "dark"] {
        for page in [
            "",
            "place/us-il-chicago",
            "embed/place/gb-sct-glasgow",
            "place/us-zz-nowhere",
        ] {
            let address = Site::root().page(&format!("{page}?theme={theme}"));
            browser.open_map(&address);
            if page.contains("us-il") || page.contains("gb-sct") {
                browser.until(
                    "the record",
                    "document.querySelector('#panel article.policy')",
                );
            }
            if page.is_empty() && !screen.has_touch {
                browser.click("#search");
                browser.keys("san");
                browser.until(
                    "matches",
                    "document.querySelector('#search-results [role=option]')?.offsetHeight > 0",
                );
            }
            let found = violations(&browser, &axe);
            assert!(
                found.is_empty(),
                "expected nothing serious on {address}, axe found {found:#?}"
            );
        }
    }
}

#[test]
fn nothing_serious_on_a_desktop() {
    assert_accessible(Screen::DESKTOP);
}

#[test]
fn nothing_serious_on_a_phone() {
    assert_accessible(Screen::PHONE);
}
