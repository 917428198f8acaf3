//! What the reader has begun to do on the page before the app is there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement};

/// The field that can be typed into.
const SEARCH: &str = "search";

/// Where the focus is, and what has been typed.
pub struct Begun {
    focused: Option<String>,
    typed: Option<String>,
}

impl Begun {
    /// To be read before the app takes the page's place.
    pub fn read() -> Self {
        let focused = document().active_element().map(|element| element.id());
        Self {
            focused: focused.filter(|id| !id.is_empty()),
            typed: search().map(|search| search.value()),
        }
    }

    /// Goes on with it in the app.
    pub fn go_on(self) {
        if let Some(text) = self.typed.filter(|text| !text.is_empty())
            && let Some(search) = search()
        {
            search.set_value(&text);
            if let Ok(event) = Event::new("input") {
                let _ = search.dispatch_event(&event);
            }
        }
        let focused = self
            .focused
            .and_then(|id| document().get_element_by_id(&id));
        if let Some(element) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    }
}

fn search() -> Option<HtmlInputElement> {
    document().get_element_by_id(SEARCH)?.dyn_into().ok()
}
