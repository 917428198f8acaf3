//! Mounts the app, and makes a panic visible.

// As in the library.
#![recursion_limit = "256"]

mod begun;

use begun::Begun;
use leptos::prelude::*;
use sanctuary_atlas::{
    paint::EarlyPicture,
    state::{
        Text,
        url::{self, Route},
    },
    ui::{App, Prerendered},
};
use wasm_bindgen::JsCast;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        show_fault();
    }));
    let Some(root) = document().get_element_by_id("app") else {
        return;
    };
    let prerendered = prerendered();
    let early = EarlyPicture::of(&document());
    let begun = Begun::read();
    root.set_inner_html("");
    mount_to(
        root.unchecked_into(),
        move || view! { <App prerendered early/> },
    )
    .forget();
    begun.go_on();
    if let Some(page) = document().document_element() {
        // The app's words are in the reader's language.
        let _ = page.remove_attribute("data-other-language");
    }
}

/// What the page already shows of a place, or of a page of text.
fn prerendered() -> Option<Prerendered> {
    let (route, text) = match document().get_element_by_id("panel") {
        Some(panel) => {
            let body = panel.query_selector(".panel-body").ok()??;
            let text = Text {
                title: String::new(),
                html: body.inner_html(),
            };
            (Route::Place(panel.get_attribute("data-place")?), text)
        }
        None => {
            let text = document().get_element_by_id("text")?;
            let path = text.get_attribute("data-path")?;
            (url::read(&path, "").0.route, Text::within(&text)?)
        }
    };
    Some(Prerendered {
        route,
        language: document().document_element()?.get_attribute("lang")?,
        text,
    })
}

/// Uncovers the message that the page carries for the case that the app breaks.
fn show_fault() {
    if let Some(fault) = document().get_element_by_id("fault") {
        let _ = fault.remove_attribute("hidden");
    }
}
