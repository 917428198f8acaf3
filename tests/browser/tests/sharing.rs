//! The dialog for links, citations and embeds.

use std::fs;

use atlas_browser_tests::{Browser, Screen, Site, Variable, get};

/// The frame's address and whether there is a script, from the code that is offered.
#[track_caller]
fn offered(browser: &Browser) -> (String, bool) {
    let (source, scripts, title): (String, u32, String) = browser.run(
        "const page = new DOMParser().parseFromString(document.getElementById('share-code').value, 'text/html');
         const frame = page.querySelector('iframe');
         return [frame.src, page.querySelectorAll('script[src$=\"/embed.js\"]').length, frame.title];",
        &[],
    );
    assert!(title.contains("Glasgow"), "{title}");
    (source, scripts == 1)
}

fn choose(browser: &Browser, name: &str, value: &str) {
    browser.run::<()>(
        "const list = document.querySelector(`#share select[name=${arguments[0]}]`);
         list.value = arguments[1]; list.dispatchEvent(new Event('change', { bubbles: true }));",
        &[name.into(), value.into()],
    );
}

#[test]
fn the_builder_offers_code_that_works() {
    let browser = Browser::open(Screen::DESKTOP);
    let site = Site::root();
    browser.open_map(&site.page("place/gb-sct-glasgow?lang=en"));
    browser.until("the record", "document.querySelector('#panel .policy')");
    browser.click("#panel .share");
    browser.until(
        "the dialog",
        "document.querySelector('#share[open] #share-code')?.value",
    );
    assert_eq!(browser.focused(), "#share-title");
    assert_eq!(
        offered(&browser),
        (
            site.page("embed/place/gb-sct-glasgow?lang=en&height=auto"),
            true
        )
    );
    let (link, citation): (String, String) = browser.run(
        "return [document.getElementById('share-link').value, document.getElementById('share-citation').value];",
        &[],
    );
    assert_eq!(link, site.page("place/gb-sct-glasgow?lang=en"));
    assert!(
        citation.starts_with("Glasgow · Sanctuary Atlas. Data of "),
        "{citation}"
    );
    assert!(citation.ends_with(&link), "{citation}");
    let bibtex: String = browser.run("return document.getElementById('share-bibtex').value;", &[]);
    for part in [
        "@misc{sanctuary-atlas-gb-sct-glasgow-20",
        "author = {{Sanctuary Atlas}}",
        "title = {Glasgow · Sanctuary Atlas}",
        "note = {Data of ",
        &format!("url = {{{link}}}"),
    ] {
        assert!(bibtex.contains(part), "expected {part:?} in {bibtex:?}");
    }
    assert_eq!(bibtex.matches('{').count(), bibtex.matches('}').count());
    let files: Vec<String> = browser.run(
        "return [...document.querySelectorAll('#share .files a')].map(a => a.href);",
        &[],
    );
    for extension in ["json", "csv", "geojson"] {
        let file = site.page(&format!("place/gb-sct-glasgow.{extension}"));
        assert!(files.contains(&file), "{files:?}");
    }
    for file in files {
        assert_eq!(get(&file).status, 200, "{file}");
    }

    choose(&browser, "theme", "dark");
    choose(&browser, "language", "fr");
    choose(&browser, "height", "fixed");
    browser.run::<()>(
        "document.querySelector('#share [name=hide][value=legend]').click();",
        &[],
    );
    let wanted = site.page("embed/fr/place/gb-sct-glasgow?theme=dark&hide=legend");
    assert_eq!(offered(&browser), (wanted.clone(), false));
    browser.until(
        "the preview of it",
        &format!("document.querySelector('#share iframe').src === {wanted:?}"),
    );
    browser.enter("#share iframe");
    browser.until(
        "Glasgow in French",
        "document.documentElement.lang === 'fr' && document.querySelector('#panel .policy')",
    );
    assert!(!browser.exists("#legend") && !browser.exists("#panel .share"));
    browser.leave_frame();

    choose(&browser, "what", "card");
    assert_eq!(
        offered(&browser),
        (site.page("embed/fr/card/gb-sct-glasgow?theme=dark"), false)
    );
    browser.click("#share .copy");
    browser.until(
        "a word on whether it was copied",
        "document.querySelector('#share .copied [role=status]').textContent.length > 3",
    );
    browser.click("#share .done");
    browser.until("no dialog", "!document.querySelector('#share[open]')");
    browser.assert_no_console_errors();
}

#[test]
fn the_embed_keeps_of_the_page_what_one_chooses() {
    let browser = Browser::open(Screen::DESKTOP);
    let site = Site::root();
    browser.open_map(&site.page("?lang=en&lens=basis&date=2018&view=2180,-300,6"));
    browser.click(".credits .share");
    browser.until(
        "the dialog",
        "document.querySelector('#share[open] #share-frame')?.value",
    );
    let frame =
        || -> String { browser.run("return document.getElementById('share-frame').value;", &[]) };
    for kept in ["lens=basis", "date=2018", "view="] {
        assert!(frame().contains(kept), "{} without {kept}", frame());
    }
    let drop = |what: &str| {
        browser.run::<()>(
            "document.querySelector(`#share [name=keep][value=${arguments[0]}]`).click();",
            &[what.into()],
        );
    };
    drop("date");
    drop("view");
    assert!(frame().contains("lens=basis"), "{}", frame());
    assert!(
        !frame().contains("date=") && !frame().contains("view="),
        "{}",
        frame()
    );
    let are_filters_hidden: bool = browser.run(
        "return document.querySelector('#share [value=filters]').closest('label').hidden;",
        &[],
    );
    assert!(
        are_filters_hidden,
        "nothing is filtered, but filters can be kept"
    );

    browser.click("#share .save-picture");
    browser.until(
        "the dialog of pictures",
        "document.querySelector('dialog.save[open]')",
    );
    assert!(!browser.exists("#share[open]"));
    browser.assert_no_console_errors();
}

#[test]
fn the_dialog_fits_a_phone_and_is_accessible() {
    let browser = Browser::open(Screen::mouse(320, 640));
    let path = Variable::Axe.value();
    let axe = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    browser.open_map(&Site::root().page("?lang=es"));
    browser.click(".credits .share");
    browser.until(
        "the dialog",
        "document.querySelector('#share[open] #share-code')?.value",
    );
    browser.assert_no_sideways_scroll();
    let widest: f64 = browser.run(
        "return Math.max(...[...document.querySelectorAll('#share *')].map(e => e.getBoundingClientRect().right));",
        &[],
    );
    assert!(widest <= 320.0, "the dialog reaches {widest} px");
    browser.run::<()>(&axe, &[]);
    let found = browser.promised(
        "axe.run('#share', { iframes: false }).then(({ violations }) => violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes.map(n => n.html).join()))",
    );
    assert_eq!(found, serde_json::json!([]));
}
