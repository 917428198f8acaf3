//! What the map rests on can be read in every language, with keys and without.

use atlas_browser_tests::{Browser, Screen, Site};

#[test]
fn about_tells_the_meaning_the_borders_and_the_licences() {
    let browser = Browser::open(Screen::PHONE);
    for (language, meaning) in [
        ("en", "no legal definition"),
        ("fr", "pas de définition juridique"),
        ("es", "no tiene definición jurídica"),
    ] {
        browser.open_map(&Site::root().page(&format!("?lang={language}")));
        browser.click(".to-about a");
        browser.until(
            "the page with the focus on its title, and the figures",
            "document.activeElement?.id === 'text-title' && document.querySelector('#text .figures')",
        );
        let text = browser.text("#text");
        for part in [
            meaning,
            "ISO 3166",
            "GeoNames",
            "CC BY 4.0",
            "datapackage.json",
        ] {
            assert!(text.contains(part), "expected {part:?} in {text:?}");
        }
        browser.back();
        browser.until("the map", "document.querySelector('#map').offsetWidth > 0");
    }
    browser.assert_no_console_errors();
}
