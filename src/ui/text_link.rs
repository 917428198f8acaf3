//! Links to the pages of text, and the contents that name them all.

use leptos::{ev, html, prelude::*};
use leptos_i18n::t_string;
use wasm_bindgen::JsCast;

use super::{page_link::PageLink, policy::RECORD_LANGUAGE};
use crate::state::{
    AppState,
    i18n::{self, use_i18n},
    url::{Route, TextPage},
};

/// A link that opens a page of text in the app; from a frame, in a tab of its own, where there is room
/// to read. `words`: the page's name where there are none. `of_record`: they are the record's.
#[component]
pub fn TextLink(
    page: TextPage,
    #[prop(optional, into)] words: Option<String>,
    #[prop(optional)] of_record: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let in_frame = state.address.with_untracked(|address| address.embed);
    let link = {
        let page = page.clone();
        move || {
            // Links speak the language of the page that they are on.
            state.address.with(|address| address.language);
            state.text_link(page.clone())
        }
    };
    let current = {
        let page = page.clone();
        move || (state.text_page().as_ref() == Some(&page)).then_some("page")
    };
    let name = {
        let page = page.clone();
        move || {
            words
                .clone()
                .unwrap_or_else(|| i18n::page(i18n, &page).to_owned())
        }
    };
    let open = move |event: ev::MouseEvent| {
        if !(in_frame || event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            state.visit(Route::Text(page.clone()));
        }
    };
    view! {
        <a
            href=link
            aria-current=current
            lang=of_record.then_some(RECORD_LANGUAGE)
            target=in_frame.then_some("_blank")
            rel=in_frame.then_some("noopener")
            on:click=open
        >
            {name}
        </a>
    }
}

/// The names of all pages of text, behind a button of the header; works without scripts too.
#[component]
pub fn Contents() -> AnyView {
    let i18n = use_i18n();
    let details = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let close_on_escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            let summary = details
                .get_untracked()
                .and_then(|details| details.first_element_child());
            if let Some(summary) = summary {
                let _ = summary.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        }
    };
    let close_when_left = move |event: ev::FocusEvent| {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let stays = details
            .get_untracked()
            .is_some_and(|details| details.contains(to.as_ref()));
        // Without a target the focus went nowhere: a press on the list's own ground.
        if to.is_some() && !stays {
            close();
        }
    };
    let table = Signal::derive(move || t_string!(i18n, table.title).to_owned());
    let compare = Signal::derive(move || t_string!(i18n, compare.title).to_owned());
    let links = TextPage::CONTENTS.map(|page| view! { <li><TextLink page/></li> });
    view! {
        <nav class="contents" aria-label=move || t_string!(i18n, pages.contents)>
            <details node_ref=details on:keydown=close_on_escape on:focusout=close_when_left>
                <summary>
                    <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M3 5h14M3 10h14M3 15h14"/></svg>
                    <span>{move || t_string!(i18n, pages.contents)}</span>
                </summary>
                <ul on:click=move |_| close()>
                    {links.collect_view()}
                    <li class="divided"><PageLink route=Route::Table words=table/></li>
                    <li><PageLink route=Route::Compare(Vec::new()) words=compare/></li>
                </ul>
            </details>
        </nav>
    }
    .into_any()
}
