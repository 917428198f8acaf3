//! Opening and closing modal dialogs.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

/// Opens a dialog with the focus on its title, so that reading begins there. (`autofocus` would do
/// the same, but browsers refuse it in frames and complain.)
pub fn open(dialog: NodeRef<html::Dialog>) {
    let Some(dialog) = dialog.get_untracked() else {
        return;
    };
    let _ = dialog.show_modal();
    if let Ok(Some(title)) = dialog.query_selector("h2") {
        let _ = title.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

pub fn close(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        dialog.close();
    }
}
