//! Pages of other sites that embed the Atlas: heights, tabs, late frames, WordPress.

use atlas_browser_tests::{Browser, OtherOrigin, Screen, Site};

/// Opens the article with its frames.
#[track_caller]
fn open_article(browser: &Browser, site: &Site, with_loader: bool) {
    let script = if with_loader { "yes" } else { "no" };
    browser.goto(&OtherOrigin::page(
        "article.html",
        &[("atlas", &site.page("")), ("script", script)],
    ));
    browser.until(
        "the frames",
        "document.querySelectorAll('iframe').length === 4",
    );
}

#[track_caller]
fn height(browser: &Browser, frame: &str) -> f64 {
    browser.rect(frame).height
}

/// Waits until a frame is as high as what it holds, and returns that height.
#[track_caller]
fn settled(browser: &Browser, frame: &str, at_least: f64) -> f64 {
    let last = std::cell::Cell::new(-1.0);
    browser.eventually(&format!("{frame} to be as high as what it shows"), || {
        let now = height(browser, frame);
        let is_settled = now == last.get() && now >= at_least;
        last.set(now);
        if is_settled {
            Ok(())
        } else {
            Err(format!("it is {now} px high"))
        }
    });
    let last = last.get();
    let needs: (f64, f64) = {
        browser.enter(frame);
        let needs = browser.run(
            "return [document.scrollingElement.scrollHeight, document.scrollingElement.scrollWidth - innerWidth];",
            &[],
        );
        browser.leave_frame();
        needs
    };
    assert!(
        (needs.0 - last).abs() <= 2.0 && needs.1 <= 0.0,
        "expected {frame} ({last} px) to need no scrolling, it needs {needs:?}"
    );
    last
}

#[test]
fn frames_are_as_high_as_what_they_show() {
    let browser = Browser::open(Screen::DESKTOP);
    let site = Site::root();
    open_article(&browser, &site, true);
    let plain = settled(&browser, "#plain", 900.0);
    // Browsers measure nothing in frames that nobody sees.
    browser.run::<()>(
        "document.querySelector('#sandboxed').scrollIntoView();",
        &[],
    );
    settled(&browser, "#sandboxed", 400.0);
    assert_eq!(
        height(&browser, "#stranger"),
        300.0,
        "expected no frame but the Atlas's own to be followed"
    );

    // The panel closes, and the frame gets lower.
    browser.run::<()>("scrollTo(0, 0);", &[]);
    browser.enter("#plain");
    browser.until(
        "Glasgow's panel",
        "document.querySelector('#panel .policy')",
    );
    browser.click("#panel button.close");
    browser.until("no panel", "!document.querySelector('#panel')");
    browser.leave_frame();
    let closed = settled(&browser, "#plain", 300.0);
    assert!(
        closed < plain - 200.0,
        "expected a lower frame without the panel, found {closed} px after {plain} px"
    );

    // What was hidden is loaded and measured when it is shown.
    assert_eq!(height(&browser, "#hidden"), 0.0);
    browser.run::<()>(
        "document.querySelector('#tab').hidden = false; document.querySelector('#tab').scrollIntoView();",
        &[],
    );
    settled(&browser, "#hidden", 305.0);

    // A link that comes late becomes a frame.
    browser.run::<()>(
        "const link = document.createElement('a');
         Object.assign(link, { className: 'sanctuary-atlas', href: '#', textContent: 'Illinois' });
         Object.assign(link.dataset, { place: 'us-il', lang: 'fr', theme: 'dark', card: '' });
         document.querySelector('#column').prepend(link);
         scrollTo(0, 0);",
        &[],
    );
    browser.until(
        "a frame instead of the link",
        "document.querySelector('iframe[title=Illinois]')",
    );
    settled(&browser, "iframe[title=Illinois]", 100.0);
    // So does a frame that has no address yet.
    browser.run::<()>(
        "const frame = document.createElement('iframe');
         Object.assign(frame, { className: 'sanctuary-atlas', title: 'Ohio' });
         Object.assign(frame.dataset, { place: 'us-oh', lens: 'basis', view: '2180,-300,6', lang: 'es' });
         const wrapper = document.createElement('div');
         Object.assign(wrapper, { className: 'sanctuary-atlas', id: 'wrapper' });
         wrapper.append(frame);
         document.querySelector('#column').append(wrapper);",
        &[],
    );
    browser.until(
        "the address of Ohio's frame",
        "document.querySelector('iframe[title=Ohio]:not(.sanctuary-atlas)')?.src
            .endsWith('embed/es/place/us-oh?view=2180%2C-300%2C6&lens=basis&height=auto')",
    );
    assert!(
        browser.exists("div#wrapper.sanctuary-atlas > iframe"),
        "what stands around a frame was taken for a link"
    );
    let globals: bool = browser.run(
        "return Object.keys(window.sanctuaryAtlas).join() === 'load';",
        &[],
    );
    assert!(globals);
    browser.enter("iframe[title=Illinois]");
    assert_eq!(browser.attribute("html", "lang").as_deref(), Some("fr"));
    assert_eq!(
        browser.attribute("html", "data-theme").as_deref(),
        Some("dark")
    );
    browser.leave_frame();
    browser.assert_no_console_errors();
}

#[test]
fn without_the_loader_frames_stay_as_high_as_they_say() {
    let browser = Browser::open(Screen::DESKTOP);
    open_article(&browser, &Site::root(), false);
    browser.enter("#plain");
    browser.until(
        "Glasgow's panel",
        "document.querySelector('#panel .policy')",
    );
    let scrolls: bool = browser.run(
        "return document.scrollingElement.scrollHeight > innerHeight + 100;",
        &[],
    );
    assert!(scrolls, "expected the frame to scroll by itself");
    browser.leave_frame();
    assert_eq!(height(&browser, "#plain"), 300.0);
}

#[test]
fn frames_speak_what_other_loaders_listen_for() {
    let browser = Browser::open(Screen::DESKTOP);
    open_article(&browser, &Site::root(), true);
    browser.until(
        "a height from Glasgow",
        "window.messages.some(m => m['datawrapper-height']?.['gb-sct-glasgow'] > 100)",
    );
    let speaks_all: bool = browser.run(
        "const m = window.messages.find(m => m['datawrapper-height']?.['gb-sct-glasgow']);
         return m.type.endsWith('-height') && m.height > 100 && m.message === 'height' && m.value === m.height;",
        &[],
    );
    assert!(speaks_all);
    browser.run::<()>(
        "const frame = document.createElement('iframe');
         frame.src = new URLSearchParams(location.search).get('atlas') + 'embed?initialWidth=600&childId=one&parentTitle=&parentUrl=x';
         document.querySelector('#column').prepend(frame);",
        &[],
    );
    browser.until(
        "pym's height",
        "window.messages.some(m => typeof m === 'string' && /^pymxPYMxonexPYMxheightxPYMx[0-9]+$/.test(m))",
    );
    // Nothing that the host holds can be read from inside.
    browser.enter("#sandboxed");
    let is_closed: bool = browser.run(
        "try { return parent.secret === undefined; } catch (error) { return error.name === 'SecurityError'; }",
        &[],
    );
    assert!(is_closed);
}

#[test]
fn a_dark_host_sees_no_white_box() {
    let browser = Browser::open(Screen::DESKTOP);
    open_article(&browser, &Site::root(), true);
    settled(&browser, "#plain", 900.0);
    for frame in ["#plain", "#sandboxed"] {
        browser.enter(frame);
        let (scheme, ground): (String, String) = browser.run(
            "const root = document.documentElement;
             return [getComputedStyle(root).colorScheme, getComputedStyle(document.body).backgroundColor];",
            &[],
        );
        browser.leave_frame();
        assert_eq!(scheme, "dark", "{frame}");
        let channels: Vec<u32> = ground
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|part| part.parse().ok())
            .collect();
        assert!(
            channels.iter().take(3).all(|&channel| channel < 60),
            "{frame} is {ground}"
        );
    }
}

#[test]
fn a_link_pasted_into_wordpress_becomes_a_frame_of_the_right_height() {
    let browser = Browser::open(Screen::DESKTOP);
    // The site that knows its own address.
    let site = Site::below_a_folder();
    browser.goto(&OtherOrigin::page(
        "wordpress.html",
        &[("link", &site.page("fr/place/gb-sct-glasgow/"))],
    ));
    browser.until(
        "a visible frame",
        "document.querySelector('iframe') && !document.querySelector('iframe').style.visibility",
    );
    browser.until(
        "a frame as high as WordPress allows",
        "document.querySelector('iframe').height === '1000'",
    );
    let quote_is_hidden: bool =
        browser.run("return document.querySelector('blockquote').hidden;", &[]);
    assert!(quote_is_hidden);
    browser.enter("iframe");
    browser.until(
        "Glasgow in French",
        "document.querySelector('#panel .policy') && document.documentElement.lang === 'fr'",
    );
    browser.until(
        "the way to the Atlas",
        "document.querySelector('a.full-map')",
    );
    browser.run::<()>("document.querySelector('a.full-map').click();", &[]);
    browser.leave_frame();
    browser.until("the host to follow the link", "window.followed");
    let followed: String = browser.run("return window.followed;", &[]);
    assert_eq!(followed, site.page("fr/place/gb-sct-glasgow"));
}

#[test]
fn a_card_fits_into_280_pixels_and_needs_no_app() {
    let browser = Browser::open(Screen::mouse(280, 600));
    for site in [Site::root(), Site::below_a_folder()] {
        browser.goto(&site.page("embed/card/us-il-chicago/?theme=dark"));
        browser.until(
            "Chicago",
            "document.querySelector('#panel h2')?.textContent === 'Chicago'",
        );
        browser.assert_no_sideways_scroll();
        assert!(browser.exists(".sources a[href]"));
        let (end, foot) = (
            browser.rect("#panel").bottom(),
            browser.rect(".credits").top,
        );
        assert!(
            end <= foot + 1.0,
            "the text ends at {end} px, the foot begins at {foot} px"
        );
        let cut: f64 = browser.run(
            "const panel = document.querySelector('#panel'); return panel.scrollHeight - panel.clientHeight;",
            &[],
        );
        assert!(cut <= 1.0, "{cut} px of the text are cut off");
        assert!(browser.exists(".credits a.full-map"));
        assert_eq!(browser.count("canvas"), 0);
        assert!(
            browser
                .new_requests()
                .iter()
                .all(|request| !request.contains(".wasm")),
            "expected a card to load no WebAssembly"
        );
        browser.assert_no_console_errors();
    }
}
