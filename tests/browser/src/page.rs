//! What is on the page, by CSS selector.

use serde::Deserialize;
use serde_json::json;
use thirtyfour::By;

use crate::Browser;

/// A box in CSS pixels of the window.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    pub fn centre(&self) -> (f64, f64) {
        (self.left + self.width / 2.0, self.top + self.height / 2.0)
    }
}

impl Browser {
    #[track_caller]
    pub fn count(&self, selector: &str) -> usize {
        self.run(
            "return document.querySelectorAll(arguments[0]).length;",
            &[json!(selector)],
        )
    }

    #[track_caller]
    pub fn exists(&self, selector: &str) -> bool {
        self.count(selector) > 0
    }

    /// Text of all elements that fit, hidden ones too, in the page's order.
    #[track_caller]
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.run(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.replace(/\\s+/g, ' ').trim());",
            &[json!(selector)],
        )
    }

    /// Text of the first element that fits.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        match self.texts(selector).into_iter().next() {
            Some(text) => text,
            None => panic!("expected an element {selector} on {}", self.address()),
        }
    }

    /// What one reads in the first element that fits, by the driver: works without scripts too.
    #[track_caller]
    pub fn visible_text(&self, selector: &str) -> String {
        self.wait_for(format_args!("read {selector}"), async {
            self.driver().find(By::Css(selector)).await?.text().await
        })
    }

    /// An attribute of the first element that fits.
    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.run(
            "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? null;",
            &[json!(selector), json!(name)],
        )
    }

    /// Box of the first element that fits.
    #[track_caller]
    pub fn rect(&self, selector: &str) -> Rect {
        let rect: Option<Rect> = self.run(
            "const r = document.querySelector(arguments[0])?.getBoundingClientRect();
             return r ? { left: r.left, top: r.top, width: r.width, height: r.height } : null;",
            &[json!(selector)],
        );
        match rect {
            Some(rect) => rect,
            None => panic!("expected an element {selector} on {}", self.address()),
        }
    }

    /// Clicks an element as a reader would: it must be visible and nothing may cover it.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.wait_for(format_args!("click {selector}"), async {
            self.driver().find(By::Css(selector)).await?.click().await
        });
    }

    /// Selector-like name of the element that has the focus: its id, else its tag and class.
    #[track_caller]
    pub fn focused(&self) -> String {
        self.run(
            "const e = document.activeElement;
             return e.id ? '#' + e.id : e.tagName.toLowerCase() + (e.className ? '.' + e.className : '');",
            &[],
        )
    }

    /// Whether what one sees at a point of the window lies in an element that fits.
    #[track_caller]
    pub fn shows_at(&self, (x, y): (f64, f64), selector: &str) -> bool {
        self.run(
            "return !!document.elementFromPoint(arguments[0], arguments[1])?.closest(arguments[2]);",
            &[json!(x), json!(y), json!(selector)],
        )
    }

    /// Fails if one has to scroll sideways to see all of the page.
    #[track_caller]
    pub fn assert_no_sideways_scroll(&self) {
        let (needed, there): (f64, f64) = self.run(
            "return [document.scrollingElement.scrollWidth, window.innerWidth];",
            &[],
        );
        assert!(
            needed <= there,
            "expected nothing wider than the window ({there} px), the page is {needed} px wide ({})",
            self.address()
        );
    }
}
