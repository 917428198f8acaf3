//! Buttons of the map: all that gestures do, without dragging.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{dialog, keys_dialog::KeysDialog};
use crate::{
    geo::{Gesture, Plane},
    state::{AppState, i18n::use_i18n},
};

#[component]
pub fn MapControls() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let keys = NodeRef::<leptos::html::Dialog>::new();
    let zoom = move |factor: f64| {
        let viewport = state.viewport.get_untracked();
        state.act(Gesture::Zoom {
            x: viewport.width / 2.0,
            y: viewport.height / 2.0,
            factor,
        });
    };
    let show = move |plane: Plane| {
        state.act(Gesture::Fit {
            bounds: state.sheet_untracked().window(plane),
            margin: 12.0,
        })
    };
    // Built anew for each language: the words are plain strings, which keeps the wasm small.
    move || {
        i18n.get_locale();
        view! {
            <div class="controls">
                <div class="cluster">
                    <button type="button" data-action="zoom-in" on:click=move |_| zoom(1.7) aria-label=t_string!(i18n, map.zoom_in) title=t_string!(i18n, map.zoom_in)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 4v12M4 10h12"/></svg>
                    </button>
                    <button type="button" data-action="zoom-out" on:click=move |_| zoom(1.0 / 1.7) aria-label=t_string!(i18n, map.zoom_out) title=t_string!(i18n, map.zoom_out)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 10h12"/></svg>
                    </button>
                    <button type="button" data-action="home" on:click=move |_| state.act(Gesture::Home) aria-label=t_string!(i18n, map.home) title=t_string!(i18n, map.home)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 7V4h3M13 4h3v3M16 13v3h-3M7 16H4v-3"/></svg>
                    </button>
                </div>
                <div class="cluster words">
                    <button type="button" data-action="north-america" on:click=move |_| show(Plane::NorthAmerica)>{t_string!(i18n, map.north_america)}</button>
                    <button type="button" data-action="europe" on:click=move |_| show(Plane::Europe)>{t_string!(i18n, map.europe)}</button>
                </div>
                <div class="cluster">
                    <button type="button" data-action="keys" on:click=move |_| dialog::open(keys) aria-label=t_string!(i18n, map.keys) title=t_string!(i18n, map.keys)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><rect x="2.5" y="5.5" width="15" height="9" rx="1.5"/><path d="M5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.7h7"/></svg>
                    </button>
                </div>
                <KeysDialog dialog=keys/>
            </div>
        }
    }
}
