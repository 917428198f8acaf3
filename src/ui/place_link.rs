//! A link to a place that opens it on this page.

use leptos::prelude::*;

use super::app::language_tag;
use crate::{
    data::{Place, PlaceIndex},
    state::{AppState, i18n::use_i18n},
};

#[component]
pub fn PlaceLink(number: PlaceIndex, place: Place) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let name = {
        let place = place.clone();
        move || place.name_in(language_tag(i18n)).to_owned()
    };
    let open = move |event: leptos::ev::MouseEvent| {
        // A new tab or window is the reader's choice.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            state.open(number);
        }
    };
    view! { <a href=state.place_link(&place.id) on:click=open>{name}</a> }
}
