//! Name of the Atlas, search, contents and language.

use leptos::prelude::*;
use leptos_i18n::t;

use super::{search::Search, text_link::Contents};
use crate::state::{AppState, Language, i18n::use_i18n};

#[component]
pub fn Header() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let home = state.home_link();
    let show_home = move |event: leptos::ev::MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            state.start_over();
        }
    };
    view! {
        <header class="masthead">
            <div class="brand">
                <h1><a href=home on:click=show_home>{t!(i18n, app.name)}</a></h1>
                <p class="tagline">{t!(i18n, app.tagline)}</p>
            </div>
            <Search/>
            <Contents/>
            <LanguageChoice/>
        </header>
    }
}

#[component]
fn LanguageChoice() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let spoken = move || Language::from(i18n.get_locale());
    let choose = move |event: leptos::ev::Event| {
        if let Some(language) = Language::from_tag(&event_target_value(&event)) {
            state.speak(language);
        }
    };
    let options = Language::ALL.map(|language| {
        view! {
            <option value=language.tag() lang=language.tag() selected=move || spoken() == language>
                {language.own_name()}
            </option>
        }
    });
    view! {
        <div class="language">
            <label class="visually-hidden" for="language">{t!(i18n, app.language)}</label>
            <select id="language" on:change=choose prop:value=move || spoken().tag()>{options}</select>
        </div>
    }
}
