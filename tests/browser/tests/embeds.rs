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
    for (width, height) in [(320, 400), (640, 480), (1200, 600)] {
        browser.resize(Screen::mouse(width, height));
        for page in ["embed", GLASGOW] {
            browser.open_map(&Site::root().page(page));
            browser.assert_no_sideways_scroll();
            let (needed, there): (f64, f64) = browser.run(
                "return [document.scrollingElement.scrollHeight, innerHeight];",
                &[],
            );
            assert!(
                needed <= there,
                "expected {page} to fit into {width} x {height}, it is {needed} px high"
            );
            let link = browser.rect("a.full-map");
            assert!(
                link.left >= 0.0
                    && link.right() <= f64::from(width)
                    && link.bottom() <= f64::from(height)
                    && link.width > 40.0,
                "expected the Atlas's name in sight on {page} at {width} x {height}, found it at {link:?}"
            );
            assert!(
                browser.shows_at(link.centre(), "a.full-map"),
                "expected nothing over the Atlas's name on {page} at {width} x {height}"
            );
            if page == GLASGOW {
                browser.until(
                    "Glasgow's panel",
                    "document.querySelector('#panel[data-place=gb-sct-glasgow] h2')",
                );
                let panel = browser.rect("#panel");
                let covered = panel.width * panel.height / f64::from(width * height);
                assert!(
                    covered < 0.75,
                    "expected the panel to leave a part of the map at {width} x {height}, it covers {:.0} %",
                    covered * 100.0
                );
                assert!(
                    panel.right() <= f64::from(width) + 0.5 && panel.left >= -0.5,
                    "expected the panel inside, found {panel:?}"
                );
            }
        }
    }
    browser.assert_no_console_errors();
}
