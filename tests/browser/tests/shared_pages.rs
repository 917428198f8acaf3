//! Pages as readers without JavaScript, crawlers and other sites get them.

use atlas_browser_tests::{Browser, Screen, Site, get};
use serde_json::{Value, json};

/// Every how many-th place is looked at.
const STEP: usize = 31;

/// Ids of places on file, from the sitemap.
#[track_caller]
fn places(site: &Site) -> Vec<String> {
    let sitemap = get(&site.page("sitemap.xml")).text();
    let start = format!("<loc>{}", site.page("place/"));
    let ids = sitemap.split(&start).skip(1);
    let ids: Vec<String> = ids
        .filter_map(|rest| Some(rest.split('<').next()?.to_owned()))
        .collect();
    assert!(
        ids.len() > 1000,
        "found {} places in the sitemap",
        ids.len()
    );
    ids
}

/// The value of an attribute in the first tag that holds a text.
fn attribute<'a>(page: &'a str, tag_with: &str, name: &str) -> Option<&'a str> {
    let at = page.find(tag_with)?;
    let start = page[..=at].rfind('<')?;
    let tag = &page[start..start + page[start..].find('>')?];
    let value = tag.split(&format!(" {name}=\"")).nth(1)?;
    value.split('"').next()
}

/// A picture that messengers show: a PNG file of the size that the tags say, and not a heavy one.
#[track_caller]
fn assert_card(address: &str) {
    let card = get(address);
    assert_eq!(card.status, 200, "{address}");
    assert_eq!(card.header("content-type"), Some("image/png"), "{address}");
    assert!(
        card.body.len() <= 40_000,
        "{address}: {} bytes",
        card.body.len()
    );
    let (start, header) = (&card.body[..8], &card.body[12..24]);
    assert_eq!(start, b"\x89PNG\r\n\x1a\n", "{address}");
    let number = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    assert_eq!(
        (&header[..4], number(4), number(8)),
        (&b"IHDR"[..], 1200, 630),
        "{address}"
    );
}

#[test]
fn fifty_places_have_tags_for_other_sites() {
    let site = Site::below_a_folder();
    let ids = places(&site);
    for (number, id) in ids.iter().step_by(STEP).enumerate().take(50) {
        let (prefix, language) = [("", "en"), ("fr/", "fr"), ("es/", "es")][number % 3];
        let own = site.page(&format!("{prefix}place/{id}"));
        let page = get(&format!("{own}/")).text();
        let found =
            |tag: &str, name: &str| attribute(&page, tag, name).unwrap_or_default().to_owned();
        assert_eq!(found("<html ", "lang"), language, "{own}");
        assert_eq!(found("rel=\"canonical\"", "href"), own);
        assert_eq!(found("og:url", "content"), own);
        let name = page
            .split("<h2>")
            .nth(1)
            .and_then(|rest| rest.split('<').next())
            .unwrap_or_default();
        assert!(!name.is_empty(), "{own} has no heading");
        assert!(found("og:title", "content").starts_with(name), "{own}");
        assert!(found("og:description", "content").len() > 30, "{own}");
        assert!(found("name=\"description\"", "content").len() > 30, "{own}");
        let card = found("property=\"og:image\"", "content");
        assert_card(&card);
        assert_eq!(found("name=\"twitter:image\"", "content"), card, "{own}");
        assert_eq!(
            found("name=\"twitter:card\"", "content"),
            "summary_large_image"
        );
        assert_eq!(found("og:image:width", "content"), "1200");
        assert_eq!(found("og:image:height", "content"), "630");
        assert_eq!(
            found("og:image:alt", "content"),
            found("og:title", "content")
        );
        for (tag, prefix) in [("en", ""), ("fr", "fr/"), ("es", "es/"), ("x-default", "")] {
            assert_eq!(
                found(&format!("hreflang=\"{tag}\""), "href"),
                site.page(&format!("{prefix}place/{id}"))
            );
        }
        for extension in ["json", "csv", "geojson"] {
            assert_eq!(
                get(&site.page(&format!("place/{id}.{extension}"))).status,
                200
            );
        }
        // The head is where WordPress looks: in the first 150 KB.
        let endpoint = found("application/json+oembed", "href");
        assert!(
            page.find("</head>").is_some_and(|end| end < 20_000),
            "{own}"
        );
        let answer: Value = serde_json::from_str(&get(&endpoint).text())
            .unwrap_or_else(|error| panic!("{endpoint}: {error}"));
        assert_eq!(answer["version"], "1.0");
        assert_eq!(answer["type"], "rich");
        assert!(answer["width"].is_u64() && answer["height"].is_u64());
        assert_eq!(answer["thumbnail_url"], card, "{endpoint}");
        assert_eq!(answer["thumbnail_width"], 1200);
        assert_eq!(answer["thumbnail_height"], 630);
        let html = answer["html"].as_str().unwrap_or_default();
        let frame = attribute(html, "<iframe", "src")
            .unwrap_or_default()
            .replace("&amp;", "&");
        assert!(frame.contains(&format!("/place/{id}?")), "{frame}");
        assert_eq!(get(&frame.replace('?', "/?")).status, 200, "{frame}");
        let data = page
            .split("<script type=\"application/ld+json\">")
            .nth(1)
            .and_then(|rest| rest.split("</script>").next())
            .unwrap_or_default();
        let data: Value =
            serde_json::from_str(data).unwrap_or_else(|error| panic!("{own}: {error}"));
        assert_eq!(data["@graph"][0]["@id"], own);
    }
}

/// Where the map's colours are in a card, and its size, as the browser draws it.
const DRAWN: &str = "new Promise((done, failed) => {
    const image = new Image();
    image.crossOrigin = 'anonymous';
    image.onerror = () => failed(new Error('not an image: ' + image.src));
    image.onload = () => {
        const canvas = document.createElement('canvas');
        canvas.width = image.naturalWidth;
        canvas.height = image.naturalHeight;
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set();
        for (let at = 0; at < data.length; at += 4) colours.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
        done({ width: canvas.width, height: canvas.height, colours: colours.size });
    };
    image.src = ADDRESS;
})";

#[test]
fn cards_are_pictures_in_both_forms() {
    let browser = Browser::open(Screen::DESKTOP);
    let site = Site::below_a_folder();
    browser.goto(&site.page("lists/"));
    for (page, cards) in [
        ("place/us-ca/", vec!["place/us-ca"]),
        ("fr/place/ca-qc/", vec!["fr/place/ca-qc", "place/ca-qc"]),
        ("", vec!["card", "es/card"]),
    ] {
        let html = get(&site.page(page)).text();
        for (number, card) in cards.into_iter().enumerate() {
            let address = site.page(&format!("{card}.png"));
            assert_card(&address);
            if number == 0 {
                assert!(html.contains(&format!("content=\"{address}\"")), "{page}");
            }
            for extension in ["svg", "png"] {
                let address = site.page(&format!("{card}.{extension}"));
                let drawn = browser.promised(&DRAWN.replace("ADDRESS", &format!("{address:?}")));
                assert_eq!(
                    (&drawn["width"], &drawn["height"]),
                    (&json!(1200), &json!(630))
                );
                let colours = drawn["colours"].as_u64().unwrap_or_default();
                assert!(colours > 10, "{address} has {colours} colours");
            }
        }
    }
    let page = get(&site.page("place/us-ca/")).text();
    for extension in ["svg", "png"] {
        let link = format!("href=\"place/us-ca.{extension}\"");
        assert!(
            page.contains(&link),
            "the page does not name its .{extension}"
        );
    }
    browser.assert_no_console_errors();
}

#[test]
fn without_scripts_a_page_tells_what_is_on_file() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.devtools(
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    );
    let site = Site::below_a_folder();
    for id in places(&site)
        .iter()
        .step_by(250)
        .chain([&"us-il-chicago".to_owned(), &"gb-sct-glasgow".to_owned()])
    {
        let facts: Value =
            serde_json::from_str(&get(&site.page(&format!("place/{id}.json"))).text())
                .unwrap_or_else(|error| panic!("{id}: {error}"));
        browser.goto(&site.page(&format!("place/{id}/")));
        let text = browser.visible_text("#panel");
        let is_shown = |said: &Value| {
            let said = said.as_str().unwrap_or_default();
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            plain(&text).contains(&plain(said))
        };
        let record = &facts["record"];
        for policy in record["policies"].as_array().into_iter().flatten() {
            assert!(
                is_shown(&policy["title"]),
                "{id}: {} in {text}",
                policy["title"]
            );
            assert!(is_shown(&policy["summary"]), "{id}: {}", policy["summary"]);
        }
        // Those that the record itself names; lists have some of their own.
        let named = record.to_string();
        let sources = facts["sources"].as_array().into_iter().flatten();
        for source in sources.filter(|source| named.contains(&source["id"].to_string())) {
            assert!(
                is_shown(&source["title"]),
                "{id}: {} in {text}",
                source["title"]
            );
            assert!(
                is_shown(&source["publisher"]),
                "{id}: {}",
                source["publisher"]
            );
        }
        for above in facts["above"].as_array().into_iter().flatten() {
            assert!(
                is_shown(&above["name"]) || above["name"].is_null(),
                "{id}: {}",
                above["name"]
            );
        }
    }
}

#[test]
fn the_app_takes_the_page_over_without_a_shift() {
    let browser = Browser::open(Screen::DESKTOP);
    let site = Site::root();
    for path in ["place/us-il-chicago/?lang=en", "fr/place/gb-sct-glasgow/"] {
        browser.goto("about:blank");
        browser.prepare_pages(
            "{ globalThis.shifts = []; globalThis.gaps = 0;
             new PerformanceObserver(list => list.getEntries().forEach(e => shifts.push(e.value))).observe({ type: 'layout-shift', buffered: true });
             const look = () => {
               const panel = document.querySelector('#panel');
               if (document.body && document.readyState !== 'loading' && !panel?.querySelector('h2')) gaps += 1;
               requestAnimationFrame(look);
             };
             look(); }",
        );
        browser.goto(&site.page(path));
        browser.until_painted();
        browser.until(
            "the app's own panel",
            "document.querySelector('#panel .copy-link')",
        );
        let (shift, gaps): (f64, u32) =
            browser.run("return [shifts.reduce((a, b) => a + b, 0), gaps];", &[]);
        assert_eq!(gaps, 0, "expected the heading of {path} in every frame");
        assert!(shift < 0.02, "expected no shift on {path}, found {shift}");
        browser.assert_no_console_errors();
    }
}
