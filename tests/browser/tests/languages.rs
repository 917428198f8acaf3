//! The interface in English, French and Spanish.

use std::{collections::BTreeSet, fs, path::Path};

use atlas_browser_tests::{Browser, Screen, Site};
use serde_json::Value;

/// All strings of a language file, by their path in it.
fn strings(language: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../../src/state/locales/{language}.json"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut strings = Vec::new();
    flatten("", &file, &mut strings);
    strings
}

fn flatten(path: &str, value: &Value, strings: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => strings.push((path.to_owned(), text.clone())),
        Value::Object(entries) => entries
            .iter()
            .for_each(|(key, value)| flatten(&format!("{path}.{key}"), value, strings)),
        other => panic!("expected a string at {path}, found {other}"),
    }
}

/// English strings that read differently in another language.
fn translated(language: &str) -> BTreeSet<String> {
    let other: std::collections::BTreeMap<_, _> = strings(language).into_iter().collect();
    let theirs: BTreeSet<&String> = other.values().collect();
    let english = strings("en").into_iter();
    english
        .filter(|(path, text)| {
            other
                .get(path)
                .is_some_and(|translation| translation != text)
                && !theirs.contains(text)
        })
        .map(|(_, text)| text)
        .collect()
}

/// All that the page says: texts, names, titles, placeholders; not what is marked as being in a language of its own.
#[track_caller]
fn said(browser: &Browser) -> Vec<String> {
    browser.run(
        "const said = [document.title];
         const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
         for (let node = walker.nextNode(); node; node = walker.nextNode()) {
             if ((node.parentElement ?? node).closest('script, style, noscript, body [lang], #fault')) continue;
             if (node.nodeType === Node.TEXT_NODE) said.push(node.data);
             else for (const name of ['aria-label', 'aria-roledescription', 'title', 'placeholder', 'alt'])
                 if (node.hasAttribute(name)) said.push(node.getAttribute(name));
         }
         return said.map(text => text.replace(/\\s+/g, ' ').trim()).filter(text => text);",
        &[],
    )
}

#[test]
fn no_english_remains_in_french_and_spanish() {
    let browser = Browser::open(Screen::DESKTOP);
    for (language, sample) in [("fr", "Amérique du Nord"), ("es", "América del Norte")] {
        let english = translated(language);
        assert!(
            english.len() > 60,
            "expected {language}.json to be translated"
        );
        for page in [
            "",
            "place/us-il-chicago",
            "place/gb-sct-glasgow",
            "place/us-zz-nowhere",
            "embed/place/gb-sct-glasgow",
        ] {
            let address = Site::root().page(&format!("{page}?lang={language}&bogus=1"));
            browser.open_map(&address);
            if page.contains("place/us-il") || page.contains("glasgow") {
                browser.until(
                    "the record",
                    "document.querySelector('#panel article.policy')",
                );
            }
            assert_eq!(
                browser.attribute("html", "lang").as_deref(),
                Some(language),
                "{address}"
            );
            let said = said(&browser);
            let remains: Vec<&String> =
                said.iter().filter(|text| english.contains(*text)).collect();
            assert!(
                remains.is_empty(),
                "expected no English on {address}, found {remains:?}"
            );
            assert!(
                said.iter().any(|text| text == sample),
                "expected {sample:?} on {address}, found {said:?}"
            );
        }
    }
}

#[test]
fn records_are_marked_as_english() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("place/us-il-chicago?lang=fr"));
    browser.until(
        "the record",
        "document.querySelector('#panel article.policy .summary')",
    );
    let language: String = browser.run(
        "return document.querySelector('#panel article.policy .summary').closest('[lang]').getAttribute('lang');",
        &[],
    );
    assert_eq!(
        language, "en",
        "expected an English summary to be marked as English on a French page (WCAG 3.1.2)"
    );
}

#[test]
fn the_browsers_language_is_spoken_and_another_can_be_chosen() {
    let browser = Browser::open_for_reader_of(Screen::DESKTOP, "fr-FR");
    browser.open_map(&Site::root().page(""));
    browser.until("French", "document.documentElement.lang === 'fr'");
    assert!(
        browser.text("#legend").contains("Limite la coopération")
            || browser.text("#legend").contains("oopération"),
        "expected a French legend, found {:?}",
        browser.text("#legend")
    );
    browser.run::<()>("window.isTheSamePage = true;", &[]);
    browser.run::<()>(
        "const choice = document.querySelector('select#language');
         choice.value = 'es'; choice.dispatchEvent(new Event('change', { bubbles: true }));",
        &[],
    );
    browser.until("Spanish", "document.documentElement.lang === 'es'");
    browser.eventually("Spanish in the address", || match browser.address() {
        address if address == Site::root().page("es") => Ok(()),
        address => Err(format!("it is {address}")),
    });
    assert!(browser.text("#legend h2").len() > 3);
    let is_the_same: bool = browser.run("return window.isTheSamePage === true;", &[]);
    assert!(
        is_the_same,
        "expected the language to change without loading the page again"
    );

    browser.reload();
    browser.until_painted();
    assert_eq!(
        browser.attribute("html", "lang").as_deref(),
        Some("es"),
        "expected the chosen language after a reload"
    );
    let nothing_stored: bool = browser.run(
        "return document.cookie === '' && localStorage.length === 0;",
        &[],
    );
    assert!(nothing_stored, "expected the choice in the address only");
    browser.assert_no_console_errors();
}
