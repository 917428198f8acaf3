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
        browser.click("button.about");
        browser.until(
            "an open dialog with the focus at its beginning",
            "document.querySelector('dialog.sheet-of-text[open]')?.contains(document.activeElement)
             && document.querySelector('dialog.sheet-of-text').scrollTop === 0",
        );
        let text = browser.text("dialog.sheet-of-text");
        for part in [meaning, "ISO 3166", "GeoNames", "CC BY 4.0"] {
            assert!(text.contains(part), "expected {part:?} in {text:?}");
        }
        browser.click("dialog.sheet-of-text button");
        browser.until(
            "a closed dialog",
            "!document.querySelector('dialog.sheet-of-text').open",
        );
    }
    browser.assert_no_console_errors();
}
