//! Every kind of page on every kind of screen; with `ATLAS_SHOTS` set, kept as pictures for a person's eye.

use std::fs;

use atlas_browser_tests::{Browser, Screen, Site, folder};

const PAGES: [(&str, &str); 7] = [
    ("map", ""),
    ("chicago", "place/us-il-chicago"),
    ("scotland", "place/gb-sct"),
    ("texas", "place/us-tx"),
    ("unknown", "place/us-zz-nowhere"),
    ("embed", "embed"),
    ("embed-glasgow", "embed/place/gb-sct-glasgow"),
];

const SCREENS: [(&str, Screen); 4] = [
    ("desktop", Screen::DESKTOP),
    ("phone", Screen::PHONE),
    ("frame", Screen::FRAME),
    ("narrow", Screen::NARROW),
];

/// Without pictures to keep, only what other tests do not look at.
const SCREENS_WITHOUT_PICTURES: [(&str, Screen); 2] =
    [("phone", Screen::PHONE), ("frame", Screen::FRAME)];

#[test]
fn every_page_is_whole_on_every_screen() {
    let pictures = folder("ATLAS_SHOTS");
    let (screens, themes): (&[_], &[_]) = match &pictures {
        Some(_) => (&SCREENS, &["light", "dark"]),
        None => (&SCREENS_WITHOUT_PICTURES, &["light"]),
    };
    if let Some(folder) = &pictures {
        fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }
    let browser = Browser::open(Screen::DESKTOP);
    for (size, screen) in screens {
        browser.resize(*screen);
        for theme in themes {
            for (name, path) in PAGES {
                browser.open_map(&Site::root().page(&format!("{path}?theme={theme}")));
                browser.until(
                    "no longer loading",
                    "!document.querySelector('.loading, .map-loading')",
                );
                assert!(
                    browser.exists("#fault[hidden]") && !browser.exists(".failure"),
                    "expected {name} whole on {size}, {theme}"
                );
                if let Some(folder) = &pictures {
                    browser.screenshot(&folder.join(format!("{name}-{size}-{theme}.png")));
                }
            }
        }
    }
}
