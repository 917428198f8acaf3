//! The place of the pages of text in the app. The build writes them (`ui/pages`); here they are fetched
//! and shown.

use leptos::prelude::*;
use leptos_i18n::{t, t_string};
use wasm_bindgen::JsCast;

use super::text_link::TextLink;
use crate::state::{
    AppState,
    i18n::{self, I18n, use_i18n},
    url::TextPage,
};

/// The page of text that the address names.
#[component]
pub fn TextMain() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let language = move || i18n.get_locale().into();
    let page = Memo::new(move |_| state.text_page());
    let text = Memo::new(move |_| state.text(language()));
    Effect::new(move |_| {
        page.track();
        state.want_text(language());
    });
    let title = move || title_of_text(state, i18n);
    let body = move || match text.get() {
        Some(Some(text)) => {
            show_anchor();
            view! { <div class="text-body" inner_html=text.html></div> }.into_any()
        }
        Some(None) => {
            let id = move || match page.get() {
                Some(TextPage::List(id)) => id,
                _ => String::new(),
            };
            view! {
                <p class="unknown-list">{t!(i18n, pages.unknown_list, id = id)}</p>
                <p class="back"><TextLink page=TextPage::Lists/></p>
            }
            .into_any()
        }
        None => view! { <p class="loading">{t_string!(i18n, pages.loading)}</p> }.into_any(),
    };
    // Links stay within the app where they lead to its own pages.
    let follow = move |event: leptos::ev::MouseEvent| {
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.shift_key());
        let target = event.target().and_then(|target| {
            let target = target.dyn_into::<web_sys::Element>().ok()?;
            target.closest("a[href]:not([target])").ok()?
        });
        let path = target.and_then(|link| link.get_attribute("href"));
        if let Some(path) = path
            && is_plain
            && !path.contains('#')
            && state.visit_path(&path)
        {
            event.prevent_default();
        }
    };
    view! {
        <main id="text" class="text-page" data-page=move || page.get().map(|page| page.code()) on:click=follow>
            <h2 id="text-title" tabindex="-1">{title}</h2>
            {body}
        </main>
    }
}

/// What the open page of text is called, if one is open.
pub fn title_of_text(state: AppState, i18n: I18n) -> Option<String> {
    let page = state.text_page()?;
    let text = state.text(i18n.get_locale().into()).flatten();
    Some(text.map_or_else(|| i18n::page(i18n, &page).to_owned(), |text| text.title))
}

/// Once the text is there, shows the entry that the address names.
fn show_anchor() {
    request_animation_frame(|| {
        let hash = window().location().hash().unwrap_or_default();
        if let Some(id) = hash.strip_prefix('#')
            && let Some(entry) = document().get_element_by_id(id)
        {
            entry.scroll_into_view();
        }
    });
}
