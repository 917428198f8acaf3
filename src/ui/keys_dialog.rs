//! The keys of the map, in a dialog.

use leptos::prelude::*;
use leptos_i18n::t_string;

use crate::state::i18n::use_i18n;

#[component]
pub fn KeysDialog(dialog: NodeRef<leptos::html::Dialog>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <dialog class="keys" node_ref=dialog aria-labelledby="keys-title">
            <h2 id="keys-title" tabindex="-1">{t_string!(i18n, keys.title)}</h2>
            <dl>
                <dt><kbd>"←"</kbd> <kbd>"→"</kbd> <kbd>"↑"</kbd> <kbd>"↓"</kbd></dt>
                <dd>{t_string!(i18n, keys.arrows)}</dd>
                <dt><kbd>"+"</kbd> <kbd>"−"</kbd></dt>
                <dd>{t_string!(i18n, keys.plus_minus)}</dd>
                <dt><kbd>"Home"</kbd></dt>
                <dd>{t_string!(i18n, keys.home)}</dd>
                <dt><kbd>"Shift"</kbd></dt>
                <dd>{t_string!(i18n, keys.zoom_box)}</dd>
                <dt><kbd>"Enter"</kbd></dt>
                <dd>{t_string!(i18n, keys.enter)}</dd>
                <dt><kbd>"Esc"</kbd></dt>
                <dd>{t_string!(i18n, keys.escape)}</dd>
            </dl>
            <button type="button" on:click=move |_| super::dialog::close(dialog)>{t_string!(i18n, app.close)}</button>
        </dialog>
    }
}
