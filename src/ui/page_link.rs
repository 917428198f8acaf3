//! A link to a page that stands in the place of the map: the table, a comparison.

use leptos::{ev, prelude::*};

use crate::state::{AppState, url::Route};

/// `words`: what the link says, in the language of the moment.
#[component]
pub fn PageLink(
    route: Route,
    #[prop(into)] words: Signal<String>,
    #[prop(optional)] class: &'static str,
) -> AnyView {
    let state = expect_context::<AppState>();
    let in_frame = state.address.with_untracked(|address| address.embed);
    let link = {
        let route = route.clone();
        move || {
            // Links speak the language of the page that they are on.
            state.address.with(|address| address.language);
            state.page_link(route.clone())
        }
    };
    let current = {
        let route = route.clone();
        move || {
            let is_open = state
                .address
                .with(|address| match (&address.route, &route) {
                    (Route::Compare(_), Route::Compare(ids)) => ids.is_empty(),
                    (open, route) => open == route,
                });
            is_open.then_some("page")
        }
    };
    let open = move |event: ev::MouseEvent| {
        if !(in_frame || event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            state.visit(route.clone());
        }
    };
    view! {
        <a
            class=class
            href=link
            aria-current=current
            target=in_frame.then_some("_blank")
            rel=in_frame.then_some("noopener")
            on:click=open
        >
            {words}
        </a>
    }
    .into_any()
}
