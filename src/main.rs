//! Mounts the app, and makes a panic visible.

use leptos::prelude::*;
use sanctuary_atlas::ui::App;
use wasm_bindgen::JsCast;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        show_fault();
    }));
    let Some(root) = document().get_element_by_id("app") else {
        return;
    };
    root.set_inner_html("");
    mount_to(root.unchecked_into(), App).forget();
}

/// Uncovers the message that the page carries for the case that the app breaks.
fn show_fault() {
    if let Some(fault) = document().get_element_by_id("fault") {
        let _ = fault.remove_attribute("hidden");
    }
}
