//! The picture that `public/first-map.js` painted before the app was there.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// The canvases of the first map; none where it was not painted early.
#[derive(Debug, Clone, Default)]
pub struct EarlyPicture {
    canvases: Vec<Element>,
}

impl EarlyPicture {
    /// The picture in a page.
    pub fn of(document: &Document) -> Self {
        let found = document.query_selector_all(".map-first").ok();
        let canvases = found.map(|list| {
            (0..list.length())
                .filter_map(|at| list.get(at)?.dyn_into().ok())
                .collect()
        });
        Self {
            canvases: canvases.unwrap_or_default(),
        }
    }

    /// Puts the picture above all else in the app's map.
    pub fn show_in(&self, map: &HtmlElement) {
        for canvas in &self.canvases {
            let _ = map.append_child(canvas);
        }
    }

    /// The app's own picture is there.
    pub fn remove(&mut self) {
        for canvas in self.canvases.drain(..) {
            canvas.remove();
        }
    }
}
