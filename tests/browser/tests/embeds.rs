//! The Atlas in other sites' pages: without chrome, in a frame that may do nothing but run scripts.

use atlas_browser_tests::{Browser, OtherOrigin, Screen, ShownMap, Site, Spot};
use sanctuary_atlas::{
    domain::{Finding, Model},
    scene::{Palette, Theme},
};

const GLASGOW: &str = "embed/place/gb-sct-glasgow";
const SANDBOX: Option<&str> = Some("allow-scripts");

/// Opens a page of another site that frames the Atlas, and waits for the frame's map.
#[track_caller]
fn open_framed(browser: &Browser, source: &str, sandbox: Option<&str>) {
    browser.goto(&OtherOrigin::framing(source, sandbox));
    browser.until("a frame", "document.querySelector('iframe')");
    browser.enter_frame();
    browser.until_painted();
}

#[track_caller]
fn history_length(browser: &Browser) -> u32 {
    browser.run("return history.length;", &[])
}

#[test]
fn a_sandboxed_frame_shows_glasgow() {
    let browser = Browser::open(Screen::DESKTOP);
    for site in [Site::root(), Site::below_a_folder()] {
        open_framed(&browser, &site.page(GLASGOW), SANDBOX);
        let is_sandboxed: bool =
            browser.run("try { return localStorage.length < 0; } catch (error) { return error.name === 'SecurityError'; }", &[]);
        assert!(
            is_sandboxed,
            "expected the frame to be a sandbox, in which storage throws"
        );
        assert!(
            browser.exists(".atlas[data-embed]"),
            "expected the root to be marked as an embed"
        );
        assert!(
            !browser.exists("#search") && !browser.exists("#language"),
            "expected no search and no language choice in an embed"
        );
        browser.until(
            "Glasgow's policies in the frame",
            "document.querySelector('#panel[data-place=gb-sct-glasgow] article.policy')",
        );
        assert_eq!(browser.text("#panel h2"), "Glasgow");
        let link: String = browser.run(
            "return document.querySelector('a.full-map')?.href ?? '';",
            &[],
        );
        assert_eq!(
            link,
            site.page("place/gb-sct-glasgow"),
            "expected the Atlas's name to link to the full page"
        );
        assert!(browser.text("a.full-map").contains("Sanctuary Atlas"));
        assert!(
            !browser.exists(".failure"),
            "expected no failure in the frame"
        );
        browser.leave_frame();
        browser.assert_no_console_errors();
        let requests = browser.new_requests();
        assert!(
            requests
                .iter()
                .any(|request| request.contains("/data/index-")),
            "expected the log to tell of the frame's requests, found {requests:?}"
        );
        for request in requests {
            let is_known = [site.origin(), &OtherOrigin::origin(), "data:"]
                .iter()
                .any(|known| request.starts_with(known));
            assert!(
                is_known,
                "expected requests to the Atlas and the page around it only, found {request}"
            );
        }
    }
}

#[test]
fn a_sandboxed_frame_is_painted_in_colour() {
    let browser = Browser::open(Screen::DESKTOP);
    open_framed(
        &browser,
        &Site::root().page(&Spot::CHICAGO.embed_link_at(4.0)),
        SANDBOX,
    );
    let colour = Palette::of(Theme::Light).finding(Finding::Model(Model::LimitsCooperation));
    let at = ShownMap::of_address(&browser).position(Spot::CHICAGO);
    browser.until_pixels("the symbol of Chicago in the frame", at, 3.0, |pixels| {
        pixels.share_of(colour) > 0.95
    });
    browser.assert_no_console_errors();
}

#[test]
fn a_frame_never_writes_the_hosts_history() {
    let browser = Browser::open(Screen::DESKTOP);
    for sandbox in [None, SANDBOX] {
        open_framed(&browser, &Site::root().page(GLASGOW), sandbox);
        let before = history_length(&browser);
        browser.until(
            "what lies above Glasgow",
            "document.querySelector('#panel .parents a')",
        );
        browser.click("#panel .parents a");
        browser.until(
            "Scotland's panel",
            "document.querySelector('#panel[data-place=gb-sct]')",
        );
        browser.click("#panel button.close");
        browser.until("no panel", "!document.querySelector('#panel')");
        assert_eq!(
            history_length(&browser),
            before,
            "expected the host's Back button to stay as it was (sandbox: {sandbox:?})"
        );
        browser.leave_frame();
    }
    browser.assert_no_console_errors();
}

#[test]
fn the_page_around_a_frame_keeps_its_scroll() {
    let browser = Browser::open(Screen::DESKTOP);
    open_framed(&browser, &Site::root().page("embed"), SANDBOX);
    browser.leave_frame();
    let frame = browser.rect("iframe");
    browser.wheel(frame.centre(), 120.0);
    browser.until(
        "the host page scrolled by the wheel over the frame",
        "scrollY > 20",
    );
    browser.run::<()>("scrollTo(0, 0);", &[]);
    browser.until("the host page at its top again", "scrollY === 0");

    browser.wheel_with_ctrl(frame.centre(), -240.0);
    browser.enter_frame();
    browser.until_view("a nearer view after Ctrl and wheel", |_| true);
    browser.leave_frame();
    let scrolled: f64 = browser.run("return scrollY;", &[]);
    assert_eq!(
        scrolled, 0.0,
        "expected Ctrl and wheel to zoom the map instead of scrolling"
    );
}

#[test]
fn only_embeds_may_be_framed_by_other_sites() {
    let browser = Browser::open(Screen::DESKTOP);
    browser.goto(&OtherOrigin::framing(
        &Site::root().page("place/us-il"),
        None,
    ));
    browser.until("a frame", "document.querySelector('iframe')");
    browser.eventually("the browser to refuse the frame", || {
        let errors = browser.new_console_errors();
        match errors.iter().any(|error| error.contains("frame-ancestors")) {
            true => Ok(()),
            false => Err(format!("the console has {errors:?}")),
        }
    });
}

#[test]
fn embeds_fit_from_320_to_1200_pixels() {
    let browser = Browser::open(Screen::FRAME);
    let mut misfits = Vec::new();
    for (width, height) in [(320, 400), (320, 640), (640, 480), (1200, 600)] {
        browser.resize(Screen::mouse(width, height));
        for page in ["embed", GLASGOW] {
            browser.open_map(&Site::root().page(page));
            if page == GLASGOW {
                browser.until(
                    "Glasgow's panel",
                    "document.querySelector('#panel[data-place=gb-sct-glasgow] h2')",
                );
            }
            misfits.extend(
                misfits_of(&browser, f64::from(width), f64::from(height))
                    .map(|misfit| format!("{page} at {width} x {height}: {misfit}")),
            );
        }
    }
    assert!(
        misfits.is_empty(),
        "expected embeds to fit into their frames, found {misfits:#?}"
    );
    browser.assert_no_console_errors();
}

#[test]
fn what_stands_on_the_map_stays_on_it_in_a_narrow_frame() {
    let browser = Browser::open(Screen::mouse(340, 640));
    let page = "embed/place/us-il-chicago?height=auto";
    open_framed(&browser, &Site::root().page(page), SANDBOX);
    browser.until("the panel", "document.querySelector('#panel h2')");
    browser.until("the scale", "document.querySelector('.scale-bar .length')");
    let width: f64 = browser.run("return innerWidth;", &[]);
    assert!(width <= 340.0, "the frame is {width} px wide");
    let (all, outside): (usize, Vec<String>) = browser.run(
        "const map = document.getElementById('map').getBoundingClientRect();
         const all = [...document.querySelectorAll('.controls button, .scale-bar')].filter(e => e.checkVisibility());
         const isOutside = ({ left, right, top, bottom }) => left < 0 || right > innerWidth || top < map.top || bottom > map.bottom;
         const outside = all.filter(e => isOutside(e.getBoundingClientRect()));
         return [all.length, outside.map(e => e.dataset.action || e.className)];",
        &[],
    );
    assert!(
        all >= 9,
        "only {all} of the tools and the scale are to be seen"
    );
    assert!(outside.is_empty(), "not on the map: {outside:?}");
    browser.assert_no_console_errors();
}

/// What does not fit into a frame of this size.
fn misfits_of(browser: &Browser, width: f64, height: f64) -> impl Iterator<Item = String> {
    let (needed_width, needed_height): (f64, f64) = browser.run(
        "const page = document.scrollingElement; return [page.scrollWidth, page.scrollHeight];",
        &[],
    );
    let link = browser.rect("a.full-map");
    let is_link_inside =
        link.left >= 0.0 && link.right() <= width && link.bottom() <= height && link.width > 40.0;
    let panel = browser.exists("#panel").then(|| browser.rect("#panel"));
    let covered = panel.map_or(0.0, |panel| panel.width * panel.height / (width * height));
    let is_panel_inside =
        panel.is_none_or(|panel| panel.left >= -0.5 && panel.right() <= width + 0.5);
    let checks = [
        (
            needed_width <= width,
            format!("it is {needed_width} px wide"),
        ),
        (
            needed_height <= height,
            format!("it is {needed_height} px high"),
        ),
        (is_link_inside, format!("the Atlas's name is at {link:?}")),
        (
            browser.shows_at(link.centre(), "a.full-map"),
            "something covers the Atlas's name".to_owned(),
        ),
        (
            covered < 0.75,
            format!("the panel covers {:.0} % of it", covered * 100.0),
        ),
        (is_panel_inside, format!("the panel is at {panel:?}")),
    ];
    checks
        .into_iter()
        .filter(|(fits, _)| !fits)
        .map(|(_, misfit)| misfit)
}
