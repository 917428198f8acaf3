//! The browser's history, through a wrapper that never fails.
//!
//! Browsers refuse too many calls (Safari after 100 in 30 seconds) and throw. A refused call only
//! costs an entry; what is on screen never depends on it.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// How long the map must rest before the address follows it.
const REST: Duration = Duration::from_millis(500);

/// Writes addresses into the browser's history.
#[derive(Clone)]
pub struct History {
    inner: Rc<Inner>,
}

struct Inner {
    /// Path of the site's base, with a slash at both ends.
    base: String,
    framed: bool,
    /// The link written last.
    last: RefCell<String>,
    waiting: RefCell<Option<TimeoutHandle>>,
}

/// Whether the page stands inside another page.
pub fn is_framed() -> bool {
    let window = window();
    match window.parent() {
        Ok(Some(parent)) => JsValue::from(parent) != JsValue::from(window),
        // A browser that hides the parent has one.
        _ => true,
    }
}

/// Whether the page around this one makes the frame as high as what it shows (`public/early.js`
/// finds out): map, legend and panel then stand below each other.
pub fn host_follows_height() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-follows"))
}

impl History {
    pub fn new() -> Self {
        let base = document()
            .base_uri()
            .ok()
            .flatten()
            .and_then(|uri| web_sys::Url::new(&uri).ok());
        let base = base.map_or_else(|| "/".to_owned(), |url| url.pathname());
        let base = base
            .rsplit_once('/')
            .map_or("/".to_owned(), |(folder, _)| format!("{folder}/"));
        let history = Self {
            inner: Rc::new(Inner {
                base,
                framed: is_framed(),
                last: RefCell::default(),
                waiting: RefCell::default(),
            }),
        };
        let (path, query) = history.current();
        *history.inner.last.borrow_mut() = path + &query;
        history
    }

    /// For pages that are written before anyone reads them: knows where the site is, writes nothing.
    #[cfg(feature = "ssr")]
    pub fn still(base: &str) -> Self {
        Self {
            inner: Rc::new(Inner {
                base: base.to_owned(),
                framed: false,
                last: RefCell::default(),
                waiting: RefCell::default(),
            }),
        }
    }

    /// Path below the base and query of the page's address.
    pub fn current(&self) -> (String, String) {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let below = path
            .strip_prefix(self.inner.base.as_str())
            .unwrap_or(path.trim_start_matches('/'));
        (below.to_owned(), location.search().unwrap_or_default())
    }

    /// Absolute address of a link.
    pub fn absolute(&self, link: &str) -> String {
        let origin = window().location().origin().unwrap_or_default();
        format!("{origin}{}{link}", self.inner.base)
    }

    /// Path of a link on this site.
    pub fn path(&self, link: &str) -> String {
        format!("{}{link}", self.inner.base)
    }

    /// A new entry: Back returns to what was before. Inside a frame the entry is replaced, as the
    /// host page's Back button is not ours.
    pub fn push(&self, link: &str) {
        self.forget_waiting();
        self.write(link, !self.inner.framed);
    }

    /// Replaces the entry once nothing more has come for a while.
    pub fn replace_at_rest(&self, link: String) {
        self.forget_waiting();
        let history = self.clone();
        let handle = set_timeout_with_handle(move || history.write(&link, false), REST);
        *self.inner.waiting.borrow_mut() = handle.ok();
    }

    /// The reader went back or forward: the address is what it is, nothing is to be written.
    pub fn follow(&self) -> (String, String) {
        self.forget_waiting();
        let (path, query) = self.current();
        *self.inner.last.borrow_mut() = format!("{path}{query}");
        (path, query)
    }

    fn forget_waiting(&self) {
        if let Some(handle) = self.inner.waiting.borrow_mut().take() {
            handle.clear();
        }
    }

    fn write(&self, link: &str, push: bool) {
        if *self.inner.last.borrow() == link {
            return;
        }
        let url = format!("{}{link}", self.inner.base);
        let Ok(history) = window().history() else {
            return;
        };
        let written = if push {
            history.push_state_with_url(&JsValue::NULL, "", Some(&url))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
        };
        if written.is_ok() {
            *self.inner.last.borrow_mut() = link.to_owned();
        }
    }
}

impl Default for History {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

    wasm_bindgen_test_configure!(run_in_browser);

    /// Replaces a method of `window.history` while `run` runs.
    fn with_history_method(name: &str, body: &str, run: impl FnOnce()) {
        let history = window().history().unwrap();
        let method = js_sys::Function::new_no_args(body);
        js_sys::Reflect::set(&history, &JsValue::from_str(name), &method).unwrap();
        run();
        js_sys::Reflect::delete_property(&history, &JsValue::from_str(name)).unwrap();
    }

    #[wasm_bindgen_test]
    fn a_browser_that_refuses_costs_nothing() {
        let history = History::new();
        let refuse = "throw new DOMException('too many calls', 'SecurityError')";
        with_history_method("replaceState", refuse, || {
            with_history_method("pushState", refuse, || {
                history.push("place/us-il-chicago");
                history.write("place/us-il-chicago", false);
            });
        });
        // What was refused is not taken for written.
        assert_ne!(*history.inner.last.borrow(), "place/us-il-chicago");
    }

    #[wasm_bindgen_test]
    fn an_address_that_is_there_already_is_not_written_again() {
        let history = History::new();
        *history.inner.last.borrow_mut() = "place/us-il".into();
        with_history_method(
            "replaceState",
            "globalThis.historyCalls = (globalThis.historyCalls || 0) + 1",
            || {
                history.write("place/us-il", false);
                history.write("place/us-tx", false);
                history.write("place/us-tx", false);
            },
        );
        let calls =
            js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("historyCalls")).unwrap();
        assert_eq!(calls.as_f64(), Some(1.0));
    }
}
