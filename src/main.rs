//! Mounts the app, and makes a panic visible.

use leptos::prelude::*;
use sanctuary_atlas::ui::{App, Prerendered};
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
    root.set_inner_html("");
    mount_to(root.unchecked_into(), move || view! { <App prerendered/> }).forget();
}

/// What the page already shows of a place.
fn prerendered() -> Option<Prerendered> {
    let panel = document().get_element_by_id("panel")?;
    let body = panel.query_selector(".panel-body").ok()??;
    Some(Prerendered {
        place: panel.get_attribute("data-place")?,
        language: document().document_element()?.get_attribute("lang")?,
        html: body.inner_html(),
    })
}

/// Uncovers the message that the page carries for the case that the app breaks.
fn show_fault() {
    if let Some(fault) = document().get_element_by_id("fault") {
        let _ = fault.remove_attribute("hidden");
    }
}
