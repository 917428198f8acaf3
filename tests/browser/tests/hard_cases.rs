//! Screens, devices and settings that are not the usual ones: the map stays right, and stays where it is.

use std::{thread, time::Duration};

use atlas_browser_tests::{Browser, OtherOrigin, Screen, ShownMap, Site, Spot};
use sanctuary_atlas::{
    domain::{Finding, Model},
    scene::{Palette, Theme},
};
use serde_json::{Value, json};

/// A little more than the map must rest before the address follows.
const AT_REST: Duration = Duration::from_millis(700);
const LIMITS: Finding = Finding::Model(Model::LimitsCooperation);
/// Pixels a kilometre at which the symbol of Chicago stands alone among its suburbs.
const CLOSE: f64 = 4.0;

fn limits() -> sanctuary_atlas::scene::Colour {
    Palette::of(Theme::Light).finding(LIMITS)
}

/// Waits until the symbol of Chicago is drawn where the address says, and returns where that is.
#[track_caller]
fn until_chicago(browser: &Browser, case: &str) -> (f64, f64) {
    let at = ShownMap::of_address(browser).position(Spot::CHICAGO);
    browser.until_pixels(&format!("Chicago's symbol {case}"), at, 1.5, |pixels| {
        pixels.share_of(limits()) > 0.9
    });
    at
}

#[track_caller]
fn prefer(browser: &Browser, feature: &str, value: &str) {
    let features = json!([{ "name": feature, "value": value }]);
    browser.devtools(
        "Emulation.setEmulatedMedia",
        json!({ "features": features }),
    );
}

/// The canvas that is shown has a pixel for each of the screen's.
const IS_CRISP: &str = "(() => {
    const canvas = document.querySelector('#map canvas.map-base'), box = canvas.getBoundingClientRect();
    return Math.abs(canvas.width - box.width * devicePixelRatio) <= 1
        && Math.abs(canvas.height - box.height * devicePixelRatio) <= 1;
})()";

#[test]
fn every_density_of_pixels_is_drawn_in_its_own() {
    let browser = Browser::open(Screen::DESKTOP);
    for density in [1.0, 1.5, 2.0, 3.0] {
        browser.resize(Screen::DESKTOP.with_density(density));
        browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(CLOSE)));
        browser.until(&format!("a crisp canvas at {density}"), IS_CRISP);
        until_chicago(&browser, &format!("at {density} device pixels a pixel"));
    }
    browser.assert_no_console_errors();
}

#[test]
fn zooming_the_browser_keeps_the_place_and_the_crispness() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(CLOSE)));
    let start = browser.link();
    // What a browser does at 125, 200, 400 and 100 per cent: fewer and larger CSS pixels.
    for (width, height, density) in [
        (1024, 640, 1.25),
        (640, 400, 2.0),
        (320, 200, 4.0),
        (1280, 800, 1.0),
    ] {
        browser.resize(Screen::mouse(width, height).with_density(density));
        browser.until(&format!("a crisp canvas at {density}"), IS_CRISP);
        let at = until_chicago(&browser, &format!("at {density} device pixels a pixel"));
        let middle = ShownMap::of_address(&browser).middle();
        assert!(
            (at.0 - middle.0).hypot(at.1 - middle.1) < 3.0,
            "expected Chicago in the middle {middle:?}, found it at {at:?}"
        );
        browser.assert_no_sideways_scroll();
    }
    assert_eq!(browser.link(), start, "expected the address to stay");
    browser.assert_no_console_errors();
}

#[test]
fn turning_a_phone_keeps_the_place() {
    let browser = Browser::open(Screen::PHONE);
    for spot in [Spot::CHICAGO, Spot::GLASGOW] {
        browser.open_map(&Site::root().page(&spot.link_at(CLOSE)));
        let start = browser.link();
        for (width, height) in [(844, 390), (390, 844)] {
            browser.resize(Screen {
                width,
                height,
                ..Screen::PHONE
            });
            browser.until(
                "a map as wide as the phone",
                &format!("Math.abs(document.querySelector('#map').clientWidth - {width}) < 2"),
            );
            browser.until("a crisp canvas", IS_CRISP);
            let map = ShownMap::of_address(&browser);
            let (at, middle) = (map.position(spot), map.middle());
            assert!(
                (at.0 - middle.0).hypot(at.1 - middle.1) < 3.0,
                "expected {spot:?} in the middle {middle:?} at {width} x {height}, found it at {at:?}"
            );
            if spot == Spot::CHICAGO {
                until_chicago(&browser, &format!("at {width} x {height}"));
            }
        }
        assert_eq!(browser.link(), start, "expected the address to stay");
    }
    browser.assert_no_console_errors();
}

#[test]
fn a_hidden_tab_draws_nothing_and_is_right_when_it_is_seen_again() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(CLOSE)));
    until_chicago(&browser, "before");
    thread::sleep(AT_REST);
    browser.run::<()>(
        "window.drawn = 0; window.seen = [];
         const read = CanvasRenderingContext2D.prototype.getImageData;
         CanvasRenderingContext2D.prototype.getImageData = function (...rest) {
             if (this.canvas.closest('#map')) drawn++;
             return read.apply(this, rest);
         };
         document.addEventListener('visibilitychange', () => seen.push(document.visibilityState));
         // While nobody looks, the map is moved far away.
         setTimeout(() => {
             seen.push(`moved while ${document.visibilityState}`);
             const map = document.querySelector('#map'), box = map.getBoundingClientRect();
             for (let turn = 0; turn < 6; turn++) map.dispatchEvent(new WheelEvent('wheel', {
                 deltaY: 240, clientX: box.left + box.width / 2, clientY: box.top + box.height / 2, cancelable: true, bubbles: true }));
             window.before = drawn;
             setTimeout(() => { window.after = drawn; }, 1000);
         }, 1000);",
        &[],
    );
    browser.in_another_tab(|| thread::sleep(Duration::from_millis(2800)));
    let (seen, before, after): (Vec<String>, u32, u32) =
        browser.run("return [seen, before, after];", &[]);
    assert!(
        seen.iter().any(|step| step == "moved while hidden"),
        "expected the map to be moved while hidden, found {seen:?}"
    );
    assert_eq!(
        before, after,
        "expected no picture to be painted while nobody sees it"
    );
    browser.until_view("the farther view", |view| view.zoom < 9.0);
    thread::sleep(AT_REST);
    browser.until("a crisp canvas", IS_CRISP);
    let painted: u32 = browser.run("return drawn;", &[]);
    assert!(painted > after, "expected a new picture once it is seen");
    until_chicago(&browser, "after the tab is seen again");
    browser.assert_no_console_errors();
}

#[test]
fn a_canvas_that_was_taken_away_is_painted_again() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(CLOSE)));
    let at = until_chicago(&browser, "before");
    thread::sleep(AT_REST);
    // What a browser that runs out of memory does: the pixels are gone, then a context is there again.
    browser.run::<()>(
        "for (const canvas of document.querySelectorAll('#map canvas')) {
             canvas.dispatchEvent(new Event('contextlost', { cancelable: true }));
             canvas.getContext('2d').reset();
         }",
        &[],
    );
    assert!(
        browser.map_pixels(at, 1.5).share_of(limits()) < 0.1,
        "expected the pixels to be gone"
    );
    browser.run::<()>(
        "for (const canvas of document.querySelectorAll('#map canvas')) canvas.dispatchEvent(new Event('contextrestored'));",
        &[],
    );
    until_chicago(&browser, "after the context came back");
    // The picture behind, too: what shows while one drags far.
    browser.until(
        "no canvas that is empty",
        "[...document.querySelectorAll('#map canvas.map-base, #map canvas.map-backdrop')].every(canvas => {
             const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, 1);
             return data.some((value, at) => at % 4 < 3 && value > 0);
         })",
    );
    browser.assert_no_console_errors();
}

#[test]
fn a_finger_and_a_mouse_at_once_do_no_harm() {
    let browser = Browser::open(Screen {
        has_touch: true,
        ..Screen::DESKTOP
    });
    browser.open_map(&Site::root().page(&Spot::WEST_OF_ILLINOIS.link_at(0.5)));
    let map = ShownMap::of_address(&browser);
    let (x, y) = map.middle();
    // A finger holds the map while the mouse moves over it, turns its wheel and clicks.
    browser.touch("touchStart", &[(x - 100.0, y)]);
    browser.hover((x + 150.0, y + 40.0));
    browser.wheel((x, y), -120.0);
    browser.touch("touchMove", &[(x - 140.0, y - 20.0)]);
    browser.click_at((x + 150.0, y + 40.0));
    browser.touch("touchEnd", &[]);
    thread::sleep(AT_REST);
    let view = browser.until_view("a nearer view that is still one", |view| {
        view.x.is_finite() && view.y.is_finite()
    });
    assert!(
        (view.zoom - map.view.zoom()).abs() < 2.0,
        "expected no jump, {:?} became {view:?}",
        map.view
    );
    assert!(!browser.exists("#panel"), "expected nothing to be opened");
    // Afterwards each works alone: a drag by mouse, a click, a tap.
    let before = ShownMap::of_address(&browser).position(Spot::WEST_OF_ILLINOIS);
    browser.drag((x, y), (x + 60.0, y + 30.0));
    thread::sleep(AT_REST);
    let after = ShownMap::of_address(&browser).position(Spot::WEST_OF_ILLINOIS);
    assert!(
        (after.0 - before.0 - 60.0).abs() < 6.0 && (after.1 - before.1 - 30.0).abs() < 6.0,
        "expected the map to follow the mouse from {before:?}, it went to {after:?}"
    );
    browser.tap(after);
    browser.until(
        "a panel by a tap",
        "document.querySelector('#panel[data-place] h2')",
    );
    browser.assert_no_console_errors();
}

#[test]
fn a_pinch_on_a_trackpad_zooms_the_map_and_not_the_page() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(1.0)));
    let before = ShownMap::of_address(&browser);
    let at = before.position(Spot::CHICAGO);
    let at = (at.0.floor(), at.1.floor());
    // Browsers tell a pinch as a wheel with Ctrl, in many small turns.
    for _ in 0..20 {
        browser.wheel_with_ctrl(at, -6.0);
    }
    browser.until_view("a nearer view", |view| view.zoom > before.view.zoom() + 0.8);
    thread::sleep(AT_REST);
    let after = ShownMap::of_address(&browser);
    let factor = after.view.scale / before.view.scale;
    assert!(
        (1.8..4.0).contains(&factor),
        "expected a pinch of this size to zoom two to three times, found {factor}"
    );
    let now = after.position(Spot::CHICAGO);
    assert!(
        (now.0 - at.0).hypot(now.1 - at.1) < 4.0,
        "expected Chicago to stay under the fingers at {at:?}, it went to {now:?}"
    );
    let page: (f64, f64) = browser.run("return [visualViewport.scale, devicePixelRatio];", &[]);
    assert_eq!(
        page,
        (1.0, 1.0),
        "expected the page to stay as large as it was"
    );
    until_chicago(&browser, "after the pinch");
}

#[test]
fn in_a_page_that_runs_from_right_to_left_nothing_is_turned_round() {
    for screen in [Screen::DESKTOP, Screen::PHONE] {
        let browser = Browser::open(screen);
        browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(CLOSE)));
        // What a translator of pages does.
        browser.run::<()>(
            "document.documentElement.dir = document.body.dir = 'rtl'; document.querySelector('#app').dir = 'rtl';",
            &[],
        );
        assert_eq!(browser.attribute("html", "dir").as_deref(), Some("rtl"));
        let at = until_chicago(&browser, "in a page from right to left");
        browser.assert_no_sideways_scroll();
        let controls = browser.rect(".controls");
        assert!(
            controls.right() < f64::from(screen.width) / 2.0,
            "expected the tools where they always are, found {controls:?}"
        );
        if screen.has_touch {
            browser.tap(at);
        } else {
            browser.click_at(at);
        }
        browser.until(
            "Chicago opened where it is drawn",
            "document.querySelector('#panel[data-place=us-il-chicago] article.policy')",
        );
        let panel = browser.rect("#panel");
        assert!(
            screen.has_touch || panel.left > f64::from(screen.width) / 2.0,
            "expected the panel beside the map, found {panel:?}"
        );
        browser.assert_no_sideways_scroll();
        let scrolled: f64 = browser.run("return scrollX;", &[]);
        assert_eq!(scrolled, 0.0);
        browser.click("#panel button.close");
        let press = |action: &str| browser.click(&format!("button[data-action={action}]"));
        press("pan");
        let (left, right) = (
            browser.rect("[data-action=pan-left]"),
            browser.rect("[data-action=pan-right]"),
        );
        assert!(
            left.left < right.left,
            "expected the arrow to the left on the left, found {left:?} and {right:?}"
        );
        let before = Spot::CHICAGO.view_at(CLOSE);
        press("pan-right");
        browser.until_view("a view farther east", |view| view.x > before.x + 10.0);
        browser.assert_no_console_errors();
    }
}

/// The parts of a PDF that say what it is made of, its streams left out.
fn pdf_of(browser: &Browser) -> String {
    use std::fmt::Write;
    let printed = browser.devtools(
        "Page.printToPDF",
        json!({ "printBackground": true, "landscape": true }),
    );
    let text: String = browser.run(
        "return atob(arguments[0]).replace(/stream\\r?\\n[^]*?endstream/g, found => `stream of ${found.length}`);",
        &[printed["data"].clone()],
    );
    let mut plain = String::new();
    for c in text.chars().filter(char::is_ascii) {
        let _ = plain.write_char(c);
    }
    plain
}

#[test]
fn paper_gets_a_drawing_with_letters_and_no_picture_of_pixels() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("?theme=dark"));
    browser.until(
        "no more to load",
        "performance.getEntriesByType('resource').some(e => e.name.includes('land-full'))",
    );
    thread::sleep(AT_REST);
    // Paper is light, whatever the screen is.
    browser.run::<()>("window.dispatchEvent(new Event('beforeprint'));", &[]);
    browser.until(
        "light colours",
        "document.documentElement.dataset.theme === 'light'",
    );
    browser.run::<()>("window.dispatchEvent(new Event('afterprint'));", &[]);
    browser.until(
        "the screen's colours again",
        "document.documentElement.dataset.theme === 'dark'",
    );
    let pdf = pdf_of(&browser);
    assert!(pdf.starts_with("%PDF"), "{}", &pdf[..20.min(pdf.len())]);
    // A picture of the map would have a thousand pixels a side; tiles of patterns may be pictures.
    let largest = sizes_of_images(&pdf).into_iter().fold(0, u32::max);
    assert!(
        largest <= 200,
        "expected no large picture in the PDF, found one of {largest} pixels"
    );
    let fonts = pdf.matches("/Type0").count() + pdf.matches("/TrueType").count();
    assert!(fonts > 0, "expected letters as letters, found no font");
    let streams: usize = pdf
        .split("stream of ")
        .skip(1)
        .filter_map(|rest| {
            rest.split(|c: char| !c.is_ascii_digit())
                .next()?
                .parse::<usize>()
                .ok()
        })
        .sum();
    assert!(
        streams > 60_000,
        "expected the lines of two continents, found {streams} bytes of drawing"
    );
    // Afterwards the page is as it was.
    browser.until(
        "no drawing for paper",
        "!document.querySelector('.printed-map svg')",
    );
    browser.assert_no_console_errors();
}

/// The longer side of each picture in a PDF, pixels.
fn sizes_of_images(pdf: &str) -> Vec<u32> {
    let number = |object: &str, key: &str| -> Option<u32> {
        let rest = object.split(key).nth(1)?.trim_start();
        rest.split(|c: char| !c.is_ascii_digit())
            .next()?
            .parse()
            .ok()
    };
    pdf.split("endobj")
        .filter(|object| object.contains("/Subtype /Image"))
        .filter_map(|object| Some(number(object, "/Width")?.max(number(object, "/Height")?)))
        .collect()
}

/// Scales that the picture is shown in, in the frames after a press of the button to zoom in.
#[track_caller]
fn scales_while_zooming(browser: &Browser) -> usize {
    let scales = browser.promised(
        "new Promise(resolve => {
             const scales = new Set(), begun = performance.now();
             const look = () => {
                 scales.add(new DOMMatrix(getComputedStyle(document.querySelector('#map canvas.map-base')).transform).a.toFixed(4));
                 performance.now() - begun < 900 ? requestAnimationFrame(look) : resolve(scales.size);
             };
             requestAnimationFrame(look);
             document.querySelector('button[data-action=zoom-in]').click();
         })",
    );
    scales.as_u64().expect("a number") as usize
}

#[test]
fn who_wants_no_motion_sees_none() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(0.3)));
    thread::sleep(AT_REST);
    let eased = scales_while_zooming(&browser);
    assert!(eased > 4, "expected the map to ease, found {eased} scales");
    prefer(&browser, "prefers-reduced-motion", "reduce");
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(0.3)));
    thread::sleep(AT_REST);
    let calm = scales_while_zooming(&browser);
    assert!(
        calm <= 2,
        "expected the map to go there at once, found {calm} scales on the way"
    );
    browser.click("button[data-action=europe]");
    thread::sleep(AT_REST);
    browser.until_view("Europe", |view| view.x > 5000.0);
    let animated: u32 = browser.run("return document.getAnimations().length;", &[]);
    assert_eq!(animated, 0, "expected no animation of the page");
}

#[test]
fn in_forced_colours_what_is_chosen_still_shows() {
    let browser = Browser::open(Screen::DESKTOP);
    prefer(&browser, "forced-colors", "active");
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(CLOSE)));
    let is_forced: bool = browser.run("return matchMedia('(forced-colors: active)').matches;", &[]);
    assert!(is_forced);
    until_chicago(&browser, "in its own colour");
    browser.click("#search");
    browser.keys("san");
    browser.until(
        "matches",
        "document.querySelectorAll('#search-results [role=option]').length > 1",
    );
    browser.keys(atlas_browser_tests::Key::Down + "");
    browser.until(
        "the match one stands on, on another ground than its neighbours",
        "(() => {
             const ground = e => getComputedStyle(e).backgroundColor;
             const chosen = document.querySelector('#search-results [aria-selected=true]');
             const other = document.querySelector('#search-results [aria-selected=false], #search-results [role=option]:not([aria-selected])');
             return chosen && other && ground(chosen) !== ground(other);
         })()",
    );
    // Buttons have an edge, and signs that are seen.
    let bare: Vec<String> = browser.run(
        "return [...document.querySelectorAll('.cluster')].filter(e => e.checkVisibility())
             .filter(e => getComputedStyle(e).borderTopStyle === 'none').map(e => e.outerHTML.slice(0, 80));",
        &[],
    );
    assert!(bare.is_empty(), "expected an edge around {bare:?}");
    let (sign, ground): (String, String) = browser.run(
        "const svg = document.querySelector('.cluster svg');
         return [getComputedStyle(svg).stroke, getComputedStyle(svg.closest('button')).backgroundColor];",
        &[],
    );
    assert_ne!(sign, ground, "expected signs on buttons to be seen");
}

#[test]
fn a_finger_need_not_be_exact() {
    let browser = Browser::open(Screen::PHONE);
    // A town alone on the water: nothing else is within reach.
    for (dx, dy) in [(11.0, 0.0), (-11.0, 0.0), (0.0, 11.0), (0.0, -11.0)] {
        browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(CLOSE)));
        let at = until_chicago(&browser, "before the tap");
        browser.tap((at.0 + dx, at.1 + dy));
        browser.until(
            &format!("Chicago by a tap {dx}, {dy} beside its middle"),
            "document.querySelector('#panel[data-place=us-il-chicago]')",
        );
    }
}

#[test]
fn in_a_frame_one_finger_scrolls_the_page_and_two_move_the_map() {
    let browser = Browser::open(Screen::PHONE);
    let source = Site::root().page(&Spot::CHICAGO.embed_link_at(0.5));
    browser.goto(&OtherOrigin::framing(&source, Some("allow-scripts")));
    browser.until("a frame", "document.querySelector('iframe')");
    browser.enter_frame();
    browser.until_painted();
    browser.leave_frame();
    let frame = browser.rect("iframe");
    let at = frame.centre();
    browser.swipe(at, (at.0, at.1 - 120.0));
    browser.until("the host page scrolled by one finger", "scrollY > 40");
    browser.enter_frame();
    let hint = browser.text(".gesture-hint");
    assert!(
        !hint.is_empty(),
        "expected words that say how to move the map"
    );
    let view = |browser: &Browser| {
        browser.run::<Value>(
            "return new URLSearchParams(location.search).get('view');",
            &[],
        )
    };
    let start = view(&browser);
    thread::sleep(AT_REST);
    assert_eq!(
        view(&browser),
        start,
        "expected one finger to leave the map alone"
    );
    browser.leave_frame();
    browser.run::<()>("scrollTo(0, 0);", &[]);
    browser.until("the host page at its top again", "scrollY === 0");

    // Two fingers side by side, moved together; then apart.
    let both = |dx: f64, apart: f64| {
        [
            (at.0 - apart + dx, at.1 + dx),
            (at.0 + apart + dx, at.1 + dx),
        ]
    };
    browser.touch("touchStart", &both(0.0, 40.0));
    for step in 1..=6 {
        browser.touch("touchMove", &both(f64::from(step) * 8.0, 40.0));
    }
    browser.touch("touchEnd", &[]);
    browser.enter_frame();
    browser.eventually("a map moved by two fingers", || match view(&browser) {
        now if now != start => Ok(()),
        now => Err(format!("the view is {now}")),
    });
    browser.leave_frame();
    let scrolled: f64 = browser.run("return scrollY;", &[]);
    assert_eq!(
        scrolled, 0.0,
        "expected two fingers to leave the page alone"
    );
    let zoom = |value: &Value| -> f64 {
        let text = value.as_str().unwrap_or_default();
        text.rsplit(',')
            .next()
            .and_then(|zoom| zoom.parse().ok())
            .unwrap_or(0.0)
    };
    browser.enter_frame();
    let before = zoom(&view(&browser));
    browser.leave_frame();
    browser.pinch(at, 60.0, 140.0);
    browser.enter_frame();
    browser.eventually("a nearer map", || match zoom(&view(&browser)) {
        now if now > before + 0.4 => Ok(()),
        now => Err(format!("the zoom is {now}, it was {before}")),
    });
    browser.leave_frame();
    let page: f64 = browser.run("return visualViewport.scale;", &[]);
    assert_eq!(
        page, 1.0,
        "expected the page around to stay as large as it was"
    );
}
