//! The map is painted, in the right colours at known places.

use std::{fs, path::Path};

use atlas_browser_tests::{Browser, Screen, ShownMap, Site, Spot};
use sanctuary_atlas::{
    domain::{Finding, Model},
    scene::{Palette, Theme},
};
use serde_json::{Value, json};

const LIMITS: Finding = Finding::Model(Model::LimitsCooperation);
const WELCOME: Finding = Finding::Model(Model::Welcome);
const MANDATES: Finding = Finding::Model(Model::MandatesCooperation);

/// Pixels a kilometre at which the symbol of Chicago stands alone among its suburbs.
const CLOSE_TO_CHICAGO: f64 = 4.0;
/// Pixels a kilometre at which Glasgow, whose council area is on file, is too small for an area.
const CLOSE_TO_GLASGOW: f64 = 0.25;

/// Texas requires cooperation: its west has that tint, and the pattern in the full colour; the Gulf is plain sea.
fn assert_texas_and_sea(browser: &Browser, theme: Theme) {
    let palette = Palette::of(theme);
    let (tint, line) = (palette.tint(MANDATES), palette.finding(MANDATES));
    let map = ShownMap::of_address(browser);
    let expected = format!("Texas ({theme:?}) in {tint:?}, with a pattern of {line:?}");
    browser.until_pixels(
        &expected,
        map.position(Spot::WEST_OF_TEXAS),
        8.0,
        |pixels| {
            let (plain, patterned) = (pixels.share_of(tint), pixels.share_between(tint, line));
            plain > 0.3 && patterned > 0.95 && patterned - plain > 0.05
        },
    );
    let expected = format!("the Gulf of Mexico ({theme:?}) in {:?}", palette.sea);
    browser.until_pixels(
        &expected,
        map.position(Spot::GULF_OF_MEXICO),
        4.0,
        |pixels| pixels.share_of(palette.sea) == 1.0,
    );
}

#[test]
fn first_map_is_painted_and_marked() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    assert_texas_and_sea(&browser, Theme::Light);
    let marks: usize = browser.run(
        "return performance.getEntriesByName('atlas:map-painted').length;",
        &[],
    );
    assert_eq!(
        marks, 1,
        "expected the performance mark atlas:map-painted once"
    );
    let opened: usize = browser.run(
        "return performance.getEntriesByName('atlas:panel-open').length;",
        &[],
    );
    assert_eq!(
        opened, 0,
        "expected no mark atlas:panel-open while no place is open"
    );
    let map = browser.rect("#map");
    assert!(
        map.width * map.height > 0.5 * 1280.0 * 800.0,
        "expected the map on most of the screen, found {map:?}"
    );
}

#[test]
fn towns_have_symbols_in_the_colours_of_their_models() {
    let browser = Browser::open(Screen::DESKTOP);
    let palette = Palette::of(Theme::Light);
    for density in [1.0, 2.0] {
        browser.resize(Screen::DESKTOP.with_density(density));
        for (name, spot, scale, finding) in [
            ("Chicago", Spot::CHICAGO, CLOSE_TO_CHICAGO, LIMITS),
            ("Glasgow", Spot::GLASGOW, CLOSE_TO_GLASGOW, WELCOME),
        ] {
            browser.open_map(&Site::root().page(&spot.link_at(scale)));
            let colour = palette.finding(finding);
            let at = ShownMap::of_address(&browser).position(spot);
            let expected =
                format!("the symbol of {name} in {colour:?} at {density} device pixels a pixel");
            browser.until_pixels(&expected, at, 1.5, |pixels| pixels.share_of(colour) > 0.95);
        }
    }
}

#[test]
fn the_map_follows_the_colour_scheme() {
    let browser = Browser::open(Screen::DESKTOP);
    let prefer = |scheme: &str| {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        browser.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        );
    };
    browser.open_map(&Site::root().page("?theme=dark"));
    assert_texas_and_sea(&browser, Theme::Dark);

    browser.open_map(&Site::root().page(""));
    assert_texas_and_sea(&browser, Theme::Light);
    prefer("dark");
    assert_texas_and_sea(&browser, Theme::Dark);

    // A link pins its scheme against the reader's.
    browser.open_map(&Site::root().page("?theme=light"));
    assert_texas_and_sea(&browser, Theme::Light);
}

#[test]
fn the_map_follows_the_window() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    for screen in [
        Screen::mouse(760, 1000),
        Screen::mouse(1500, 700),
        Screen::DESKTOP.with_density(1.5),
    ] {
        browser.resize(screen);
        browser.until(
            "canvases as fine as the screen that cover the map",
            "[...document.querySelectorAll('#map canvas.map-base')].every(canvas => {
                 const box = canvas.getBoundingClientRect(), map = document.querySelector('#map').getBoundingClientRect();
                 return Math.abs(canvas.width - box.width * devicePixelRatio) <= 1
                     && Math.abs(canvas.height - box.height * devicePixelRatio) <= 1
                     && box.left <= map.left + 1 && box.top <= map.top + 1
                     && box.right >= map.right - 1 && box.bottom >= map.bottom - 1;
             })",
        );
        assert_texas_and_sea(&browser, Theme::Light);
    }
}

#[test]
fn the_legend_counts_every_record() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    browser.until(
        "numbers in the legend",
        "document.querySelector('#legend li .count')?.textContent",
    );
    let on_file = findings_on_file();
    for finding in Finding::ALL
        .into_iter()
        .filter(|&finding| finding != Finding::NoRecord)
    {
        let code = finding.code();
        let shown = browser.text(&format!("#legend li[data-finding={code}] .count"));
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        let expected = on_file.iter().filter(|&&other| other == finding).count();
        assert_eq!(
            digits.parse(),
            Ok(expected),
            "expected the number of records that are {code}, the legend says {shown:?}"
        );
    }
}

/// The finding of each record in `geodata/`.
fn findings_on_file() -> Vec<Finding> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../geodata/jurisdictions");
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a folder can be read to its end").path());
    paths
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "geojson")
        })
        .flat_map(|path| findings_in(&path))
        .collect()
}

fn findings_in(path: &Path) -> Vec<Finding> {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let collection: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let features = collection["features"]
        .as_array()
        .expect("a collection has features");
    let finding = |feature: &Value| {
        let record = &feature["properties"];
        let listings = record["listings"].as_array().map_or(0, Vec::len);
        Finding::of(
            record["model"].as_str().and_then(Model::from_code),
            listings,
        )
    };
    features.iter().map(finding).collect()
}
