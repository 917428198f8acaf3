//! Moving the map: keys, wheel, mouse, buttons and fingers. The address follows at rest.

use std::{thread, time::Duration};

use atlas_browser_tests::{Browser, Key, Screen, ShownMap, Site, Spot};

/// A little more than the map must rest before the address follows.
const AT_REST: Duration = Duration::from_millis(700);
/// A little more than the map must rest before it is said what is in view.
const UNTIL_SAID: Duration = Duration::from_millis(1200);

fn far(a: f64, b: f64) -> bool {
    (a - b).abs() > 20.0
}

#[track_caller]
fn focus_map(browser: &Browser) {
    browser.run::<()>("document.querySelector('#map').focus();", &[]);
    assert_eq!(
        browser.focused(),
        "#map",
        "expected the map to take the focus"
    );
}

#[track_caller]
fn until_home(browser: &Browser) {
    browser.eventually("an address without a view", || match browser.link().view {
        None => Ok(()),
        view => Err(format!("the address has {view:?}")),
    });
}

#[test]
fn the_map_is_one_named_tab_stop() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    let mut stops = Vec::new();
    for _ in 0..40 {
        browser.keys(Key::Tab + "");
        let focused = browser.focused();
        if focused == "body" || stops.len() > 1 && stops.first() == Some(&focused) {
            break;
        }
        stops.push(focused);
    }
    assert_eq!(
        stops.iter().filter(|stop| *stop == "#map").count(),
        1,
        "expected the map once among the tab stops {stops:?}"
    );
    assert!(
        stops.len() <= 16,
        "expected a short way through the page, found {stops:?}"
    );
    assert_eq!(
        browser.attribute("#map", "role").as_deref(),
        Some("application")
    );
    let name = browser.attribute("#map", "aria-label").unwrap_or_default();
    assert!(
        name.len() > 10,
        "expected a name of the map, found {name:?}"
    );
}

#[test]
fn keys_move_and_zoom_the_map() {
    let browser = Browser::open(Screen::DESKTOP);
    let start = Spot::CHICAGO.view_at(0.3);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(0.3)));
    focus_map(&browser);
    browser.keys(Key::Right + "");
    let east = browser.until_view("a view farther east", |view| view.x > start.x + 20.0);
    assert!(
        !far(east.y, start.y),
        "expected ArrowRight to keep the latitude, {start:?} became {east:?}"
    );
    browser.keys(Key::Down + "");
    let south = browser.until_view("a view farther south", |view| view.y > start.y + 20.0);
    browser.keys(Key::Left + Key::Up);
    browser.until_view("the view one came from", |view| {
        !far(view.x, start.x) && !far(view.y, start.y)
    });
    browser.keys("+");
    let near = browser.until_view("a nearer view", |view| view.zoom > south.zoom + 0.2);
    browser.keys("-");
    browser.until_view("a farther view", |view| view.zoom < near.zoom - 0.2);
    browser.until(
        "what is in view said once at rest",
        "document.querySelector('#announcer').textContent.trim()",
    );
    browser.keys(Key::Home + "");
    until_home(&browser);

    // What is typed elsewhere is no command to the map.
    browser.click("#search");
    browser.keys("+-=");
    browser.keys(Key::Home + "");
    thread::sleep(AT_REST);
    assert_eq!(
        browser.link().view,
        None,
        "expected keys typed in the search to leave the map alone"
    );
    browser.assert_no_console_errors();
}

#[test]
fn keys_walk_the_places_in_view_and_open_one() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(&Spot::CHICAGO.link_at(0.3)));
    focus_map(&browser);
    // At once after a move, which is itself about to be said.
    browser.keys(Key::Right + Key::Enter);
    thread::sleep(UNTIL_SAID);
    let spoken = "document.querySelector('#announcer').textContent.includes('·')";
    browser.until(
        "the place under the keyboard said, with its kind and finding",
        spoken,
    );
    browser.eventually("a mark on the map", || {
        browser
            .marked()
            .ok_or_else(|| "nothing is marked".to_owned())
    });
    let first = browser.text("#announcer");
    let mut walked = first.clone();
    for arrow in [Key::Right, Key::Left, Key::Down, Key::Up] {
        browser.keys(arrow + "");
        thread::sleep(Duration::from_millis(60));
        walked = browser.text("#announcer");
        if walked != first {
            break;
        }
    }
    assert_ne!(
        walked, first,
        "expected an arrow key to walk to another place"
    );
    assert_eq!(
        browser.focused(),
        "#map",
        "expected the focus to stay on the map"
    );
    browser.keys(Key::Enter + "");
    browser.until("a panel", "document.querySelector('#panel[data-place] h2')");
    let name = browser.text("#panel h2");
    assert!(
        walked.starts_with(&name),
        "expected the place that was said ({walked:?}), found {name:?}"
    );

    for _ in 0..3 {
        browser.keys(Key::Escape + "");
    }
    browser.until("no panel after Escape", "!document.querySelector('#panel')");
    assert_eq!(
        browser.focused(),
        "#map",
        "expected the focus on the map after Escape"
    );
    browser.assert_no_console_errors();
}

#[test]
fn the_wheel_zooms_about_the_pointer_and_dragging_moves() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    let home = ShownMap::of_address(&browser);
    let before = home.position(Spot::CHICAGO);
    // Pages hear of whole pixels.
    let at = (before.0.floor(), before.1.floor());
    for _ in 0..4 {
        browser.wheel(at, -240.0);
    }
    browser.until_view("a nearer view", |view| view.zoom > home.view.zoom() + 1.0);
    thread::sleep(AT_REST);
    let near = ShownMap::of_address(&browser);
    let (x, y) = near.position(Spot::CHICAGO);
    let factor = near.view.scale / home.view.scale;
    let (ex, ey) = (
        at.0 + (before.0 - at.0) * factor,
        at.1 + (before.1 - at.1) * factor,
    );
    assert!(
        (x - ex).hypot(y - ey) < 3.0,
        "expected the zoom to be about the pointer at {at:?}, so Chicago at {ex}, {ey}; it went to {x}, {y}"
    );

    let from = near.middle();
    browser.drag(from, (from.0 + 180.0, from.1 - 90.0));
    thread::sleep(AT_REST);
    let (mx, my) = ShownMap::of_address(&browser).position(Spot::CHICAGO);
    assert!(
        (mx - x - 180.0).abs() < 6.0 && (my - y + 90.0).abs() < 6.0,
        "expected Chicago 180 px right and 90 px up of {x}, {y}, it went to {mx}, {my}"
    );
    assert!(
        !browser.exists("#panel"),
        "expected dragging to open nothing"
    );

    // The address leads to the same map.
    let address = browser.address();
    browser.open_map(&address);
    let (rx, ry) = ShownMap::of_address(&browser).position(Spot::CHICAGO);
    assert!(
        (rx - mx).hypot(ry - my) < 1.0,
        "expected the same view after loading {address}"
    );
    browser.assert_no_console_errors();
}

#[test]
fn buttons_do_what_gestures_do() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.open_map(&Site::root().page(""));
    let home = ShownMap::of_address(&browser).view.zoom();
    let press = |action: &str| browser.click(&format!("button[data-action={action}]"));
    press("zoom-in");
    let near = browser.until_view("a nearer view", |view| view.zoom > home + 0.2);
    press("zoom-out");
    browser.until_view("a farther view", |view| view.zoom < near.zoom - 0.2);
    press("europe");
    let europe = browser.until_view("Europe", |view| view.x > 5000.0);
    press("north-america");
    browser.until_view("North America", |view| {
        view.x < 1500.0 && view.x != europe.x
    });
    press("home");
    until_home(&browser);
    press("keys");
    browser.until(
        "a dialog with the keys",
        "document.querySelector('dialog[open]')?.textContent.includes('Home')",
    );
    browser.keys(Key::Escape + "");
    browser.until(
        "the dialog closed by Escape",
        "!document.querySelector('dialog[open]')",
    );
    let nameless: Vec<String> = browser.run(
        "return [...document.querySelectorAll('button[data-action]')]
             .filter(b => !(b.getAttribute('aria-label') || b.textContent.trim())).map(b => b.dataset.action);",
        &[],
    );
    assert!(
        nameless.is_empty(),
        "expected a name for every button, found none for {nameless:?}"
    );
}

#[test]
fn fingers_tap_drag_and_pinch() {
    let browser = Browser::open(Screen::PHONE);
    browser.open_map(&Site::root().page(&Spot::WEST_OF_ILLINOIS.link_at(0.2)));
    let map = ShownMap::of_address(&browser);
    let at = map.position(Spot::WEST_OF_ILLINOIS);
    browser.swipe(at, (at.0 + 60.0, at.1 + 40.0));
    thread::sleep(AT_REST);
    let moved = ShownMap::of_address(&browser);
    let (x, y) = moved.position(Spot::WEST_OF_ILLINOIS);
    assert!(
        (x - at.0 - 60.0).abs() < 12.0 && (y - at.1 - 40.0).abs() < 12.0,
        "expected the map to follow the finger from {at:?}, it went to {x}, {y}"
    );
    assert!(
        !browser.exists("#panel"),
        "expected dragging to open nothing"
    );

    browser.pinch(map.middle(), 80.0, 160.0);
    let zoom = moved.view.zoom();
    browser.until_view("a nearer view after spreading two fingers", |view| {
        view.zoom > zoom + 0.5
    });
    browser.pinch(map.middle(), 160.0, 80.0);
    browser.until_view("about the view before after pinching", |view| {
        (view.zoom - zoom).abs() < 0.35
    });
    assert!(
        !browser.exists("#panel"),
        "expected pinching to open nothing"
    );

    browser.tap(ShownMap::of_address(&browser).position(Spot::WEST_OF_ILLINOIS));
    browser.until(
        "Illinois opened by a tap",
        "document.querySelector('#panel[data-place=us-il]')",
    );
    browser.assert_no_console_errors();
}
