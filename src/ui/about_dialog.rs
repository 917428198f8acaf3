//! What the map shows and what it rests on, in a dialog.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::dialog;
use crate::state::{
    AppState,
    i18n::{self, use_i18n},
};

/// A button and the dialog it opens.
#[component]
pub fn About() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let date = move || {
        let date = state
            .world
            .with(|world| Some(world.as_ref()?.atlas.index.date));
        date.map(
            |date| view! { <p>{t_string!(i18n, about.as_of)} " " {i18n::date(i18n, date)}</p> },
        )
    };
    move || {
        i18n.get_locale();
        view! {
            <button type="button" class="about" on:click=move |_| dialog::open(dialog)>{t_string!(i18n, about.button)}</button>
            <dialog class="sheet-of-text" node_ref=dialog aria-labelledby="about-title">
                <h2 id="about-title" tabindex="-1">{t_string!(i18n, about.title)}</h2>
                <p>{t_string!(i18n, about.meaning)}</p>
                <p>{t_string!(i18n, about.evidence)}</p>
                <p>{t_string!(i18n, about.borders)}</p>
                <p>{t_string!(i18n, about.privacy)}</p>
                <p>{t_string!(i18n, about.licences)}</p>
                {date}
                <button type="button" on:click=move |_| dialog::close(dialog)>{t_string!(i18n, app.close)}</button>
            </dialog>
        }
    }
}
