//! What copying needs of the browser.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; false where the browser has no clipboard for this page (without HTTPS), or refuses.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Copies a text and tells whether that was done.
pub fn copy_and_tell(text: String, copied: RwSignal<bool>) {
    leptos::task::spawn_local(async move { copied.set(copy(&text).await) });
}
