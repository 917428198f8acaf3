//! The map at work: frames while it moves, a box to zoom to, the list of what is in view, pictures, paper.

use std::{thread, time::Duration};

use atlas_browser_tests::{Browser, Pixels, Screen, ShownMap, Site, Spot};
use sanctuary_atlas::scene::{Palette, Theme};
use serde_json::json;

/// A little more than the map must rest before the address follows.
const AT_REST: Duration = Duration::from_millis(700);

#[test]
fn while_the_map_moves_the_picture_follows_and_covers_it() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    thread::sleep(AT_REST);
    browser.run::<()>(
        "const map = document.querySelector('#map'), box = map.getBoundingClientRect();
         window.frames = 0; window.bare = 0; window.longest = 0;
         new PerformanceObserver(list => list.getEntries().forEach(e => { longest = Math.max(longest, e.duration); })).observe({ type: 'longtask' });
         const covers = canvas => { const r = canvas.getBoundingClientRect();
             return getComputedStyle(canvas).visibility === 'visible' && r.left <= box.left + 1 && r.top <= box.top + 1 && r.right >= box.right - 1 && r.bottom >= box.bottom - 1; };
         const look = () => { frames++; if (![...map.querySelectorAll('canvas.map-base, canvas.map-backdrop')].some(covers)) bare++; requestAnimationFrame(look); };
         requestAnimationFrame(look);",
        &[],
    );
    let at = (500.0, 400.0);
    for _ in 0..6 {
        browser.wheel(at, -120.0);
    }
    browser.drag((700.0, 400.0), (500.0, 460.0));
    browser.drag((300.0, 300.0), (600.0, 500.0));
    thread::sleep(AT_REST);
    let (frames, bare, longest): (u32, u32, f64) =
        browser.run("return [frames, bare, longest];", &[]);
    assert!(frames > 20, "expected frames, found {frames}");
    assert_eq!(
        bare, 0,
        "expected a picture over the whole map in each of {frames} frames"
    );
    // On a busy machine a slice may take longer than it should; a whole picture must not.
    assert!(
        longest < 150.0,
        "expected no long task while the map moves, found one of {longest} ms"
    );
    browser.assert_no_console_errors();
}

#[test]
fn nothing_is_drawn_while_nothing_changes() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    thread::sleep(Duration::from_secs(3));
    let asked: u32 = browser
        .promised(
            "new Promise(resolve => {
                 let asked = 0;
                 const [frame, timeout, post] = [requestAnimationFrame, setTimeout, MessagePort.prototype.postMessage];
                 window.requestAnimationFrame = f => { asked++; return frame(f); };
                 MessagePort.prototype.postMessage = function (...rest) { asked++; return post.apply(this, rest); };
                 timeout(() => resolve(asked), 1500);
             })",
        )
        .as_u64()
        .expect("a number") as u32;
    assert_eq!(
        asked, 0,
        "expected neither frame nor slice while nothing changes"
    );
}

#[test]
fn a_box_drawn_with_shift_is_zoomed_to() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    let home = ShownMap::of_address(&browser);
    let (x, y) = home.position(Spot::CHICAGO);
    let mouse = |kind: &str, x: f64, y: f64, buttons: u32| {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1, "modifiers": 8 });
        browser.devtools("Input.dispatchMouseEvent", event);
    };
    mouse("mousePressed", x - 80.0, y - 50.0, 1);
    mouse("mouseMoved", x, y, 1);
    mouse("mouseMoved", x + 80.0, y + 50.0, 1);
    browser.until(
        "the box while it is drawn",
        "document.querySelector('.zoom-box').offsetWidth > 100",
    );
    mouse("mouseReleased", x + 80.0, y + 50.0, 0);
    browser.until_view("a view of the box", |view| {
        view.zoom > home.view.zoom() + 2.0
    });
    let near = ShownMap::of_address(&browser);
    let (nx, ny) = near.position(Spot::CHICAGO);
    let middle = near.middle();
    assert!(
        (nx - middle.0).abs() < 12.0 && (ny - middle.1).abs() < 12.0,
        "expected Chicago in the middle {middle:?}, found it at {nx}, {ny}"
    );
    assert!(
        !browser.exists("#panel"),
        "expected the box to open nothing"
    );
}

#[test]
fn the_list_holds_what_is_in_view_and_opens_it() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(2.0)));
    browser.click("button[data-action=list]");
    browser.until(
        "Chicago in the list",
        "[...document.querySelectorAll('#in-view li')].some(li => li.textContent.includes('Chicago'))",
    );
    let all = browser.count("#in-view li");
    browser.click("button[data-action=zoom-in]");
    browser.click("button[data-action=zoom-in]");
    browser.click("button[data-action=zoom-in]");
    browser.eventually("a shorter list nearer by", || {
        match browser.count("#in-view li") {
            few if few < all => Ok(()),
            few => Err(format!("{few} of {all}")),
        }
    });
    browser.click("#in-view li button");
    browser.until("a panel", "document.querySelector('#panel[data-place] h2')");
    browser.assert_no_console_errors();
}

#[test]
fn the_map_moves_without_dragging() {
    let browser = Browser::open(Screen::DESKTOP);
    let start = Spot::CHICAGO.view_at(0.3);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(0.3)));
    browser.click("button[data-action=pan]");
    browser.click("button[data-action=pan-right]");
    let east = browser.until_view("a view farther east", |view| view.x > start.x + 200.0);
    browser.click("button[data-action=pan-up]");
    browser.until_view("a view farther north", |view| view.y < east.y - 200.0);
    browser.run::<()>(
        "const far = document.querySelector('select[data-action=far]');
         far.value = 'us-hi'; far.dispatchEvent(new Event('change', { bubbles: true }));",
        &[],
    );
    browser.until_view("Hawaii", |view| view.x < -4000.0);
}

#[test]
fn the_map_is_saved_and_printed_as_a_drawing() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page("?lang=fr"));
    browser.run::<()>(
        "window.saved = []; HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href]); };",
        &[],
    );
    for (choice, file, begins) in [
        ("svg", "sanctuary-atlas.svg", "data:image/svg+xml"),
        ("png-2", "sanctuary-atlas-2x.png", "data:image/png"),
    ] {
        browser.click("button[data-action=save]");
        browser.click(&format!("dialog[open] button[data-save={choice}]"));
        browser.until(
            file,
            &format!("saved.some(([name, address]) => name === '{file}' && address.startsWith('{begins}'))"),
        );
    }
    let text: String = browser.run(
        "return decodeURIComponent(saved[0][1].split(',').slice(1).join(','));",
        &[],
    );
    for part in ["ÉTATS-UNIS", "<pattern", "Natural Earth", "</svg>"] {
        assert!(text.contains(part), "expected {part} in the saved SVG");
    }
    let width: f64 = browser
        .promised("new Promise(resolve => { const image = new Image(); image.onload = () => resolve(image.width); image.src = saved[1][1]; })")
        .as_f64()
        .expect("a width");
    assert_eq!(
        width,
        2.0 * browser.rect("#map").width,
        "expected two pixels in one"
    );

    browser.run::<()>("window.dispatchEvent(new Event('beforeprint'));", &[]);
    assert!(
        browser.count(".printed-map svg path") > 20,
        "expected a drawing for paper"
    );
    browser.run::<()>("window.dispatchEvent(new Event('afterprint'));", &[]);
    assert_eq!(browser.count(".printed-map svg"), 0);
    browser.assert_no_console_errors();
}

#[test]
fn meridians_and_parallels_are_drawn_on_request() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(&Spot::GULF_OF_MEXICO.link_at(0.3)));
    let map = ShownMap::of_address(&browser);
    let palette = Palette::of(Theme::Light);
    // The sea around 90 W, 26 N: nothing else is drawn there.
    let crossing = map.position(Spot {
        longitude: -90.0,
        latitude: 26.0,
        ..Spot::GULF_OF_MEXICO
    });
    let is_sea = |pixels: &Pixels| pixels.share_of(palette.sea) == 1.0;
    browser.until_pixels("plain sea", crossing, 6.0, is_sea);
    let pressed = |state: &str| {
        browser.until(
            &format!("the button to be pressed: {state}"),
            &format!(
                "document.querySelector('button[data-action=graticule]').ariaPressed === '{state}'"
            ),
        );
    };
    pressed("false");
    browser.click("button[data-action=graticule]");
    pressed("true");
    browser.until_pixels("lines that cross in the sea", crossing, 6.0, |pixels| {
        let line = pixels.share_between(palette.sea, palette.graticule());
        line == 1.0 && (0.05..0.5).contains(&(1.0 - pixels.share_of(palette.sea)))
    });
    browser.eventually("graticule=1 in the address", || {
        match browser.link().graticule {
            true => Ok(()),
            false => Err(browser.address()),
        }
    });
    browser.reload();
    browser.until_painted();
    pressed("true");
    browser.until_pixels("lines after loading the link", crossing, 6.0, |pixels| {
        pixels.share_of(palette.sea) < 0.95
    });
    // What is printed and saved has them too, with their degrees.
    browser.run::<()>("window.dispatchEvent(new Event('beforeprint'));", &[]);
    let degrees = browser.texts(".printed-map svg text");
    assert!(
        degrees.iter().any(|text| text == "90° W") && degrees.iter().any(|text| text == "26° N"),
        "expected degrees at the edges, found {degrees:?}"
    );
    browser.run::<()>("window.dispatchEvent(new Event('afterprint'));", &[]);
    browser.click("button[data-action=graticule]");
    browser.until_pixels("plain sea again", crossing, 6.0, is_sea);
    browser.eventually("an address without a graticule", || {
        match browser.link().graticule {
            false => Ok(()),
            true => Err(browser.address()),
        }
    });
    browser.assert_no_console_errors();
}
