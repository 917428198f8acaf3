//! Buttons of the map: all that gestures do, without dragging.

use leptos::prelude::*;
use leptos_i18n::t_string;
use wasm_bindgen::JsCast;

use super::{
    app::language_tag, dialog, in_view::InView, keys_dialog::KeysDialog, save_picture::SavePicture,
};
use crate::{
    geo::{Gesture, Pace, Plane},
    scene::Theme,
    state::{AppState, i18n::use_i18n},
};

/// Places far from the rest of their nation; a choice flies there.
const FAR_PLACES: [&str; 9] = [
    "us-ak", "us-hi", "us-pr", "gl", "is", "no-21", "es-cn", "pt-20", "pt-30",
];
/// Share of the map's box that a press of a pan button moves it.
const PAN: f64 = 0.3;

/// Pixels below which a map is too narrow to read a whole continent.
const NARROW: f64 = 600.0;

#[component]
pub fn MapControls(theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let keys = NodeRef::<leptos::html::Dialog>::new();
    let save = NodeRef::<leptos::html::Dialog>::new();
    let has_pad = RwSignal::new(false);
    let has_list = RwSignal::new(false);
    let has_graticule = Memo::new(move |_| state.address.with(|address| address.graticule));
    let zoom = move |factor: f64| {
        let viewport = state.viewport.get_untracked();
        state.act(Gesture::Zoom {
            x: viewport.width / 2.0,
            y: viewport.height / 2.0,
            factor,
        });
    };
    let show = move |plane: Plane| {
        let sheet = state.sheet_untracked();
        let is_narrow = state.viewport.get_untracked().width < NARROW;
        state.act(Gesture::Fit {
            bounds: if is_narrow {
                sheet.heartland(plane)
            } else {
                sheet.window(plane)
            },
            // The tools stand over the left edge.
            margin: if is_narrow { 28.0 } else { 12.0 },
        })
    };
    let pan = move |right: f64, down: f64| {
        let viewport = state.viewport.get_untracked();
        let by = Gesture::Pan {
            dx: -right * PAN * viewport.width,
            dy: -down * PAN * viewport.height,
        };
        state.act_at(by, Pace::Flight);
    };
    let far_places = move || {
        let name = |id: &'static str| {
            state.world.with(|world| {
                let atlas = &world.as_ref()?.atlas;
                let place = atlas.get(atlas.find(id)?)?;
                Some((id, place.name_in(language_tag(i18n)).to_owned()))
            })
        };
        let option =
            |(id, name): (&'static str, String)| view! { <option value=id>{name}</option> };
        FAR_PLACES
            .into_iter()
            .filter_map(name)
            .map(option)
            .collect_view()
    };
    let go_far = move |event: leptos::ev::Event| {
        let choice: web_sys::HtmlSelectElement = event_target(&event);
        let id = choice.value();
        choice.set_selected_index(0);
        let place = state
            .world
            .with_untracked(|world| world.as_ref()?.atlas.find(&id));
        if let Some(place) = place {
            state.fly_to(place);
        }
    };
    // Built anew for each language: the words are plain strings, which keeps the wasm small.
    move || {
        i18n.get_locale();
        view! {
            <div class="controls" role="toolbar" aria-orientation="vertical" aria-label=t_string!(i18n, map.controls) on:keydown=step_through>
                <div class="cluster">
                    <button type="button" data-action="zoom-in" on:click=move |_| zoom(1.7) aria-label=t_string!(i18n, map.zoom_in) title=t_string!(i18n, map.zoom_in)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 4v12M4 10h12"/></svg>
                    </button>
                    <button type="button" tabindex="-1" data-action="zoom-out" on:click=move |_| zoom(1.0 / 1.7) aria-label=t_string!(i18n, map.zoom_out) title=t_string!(i18n, map.zoom_out)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 10h12"/></svg>
                    </button>
                    <button type="button" tabindex="-1" data-action="home" on:click=move |_| state.act(Gesture::Home) aria-label=t_string!(i18n, map.home) title=t_string!(i18n, map.home)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 7V4h3M13 4h3v3M16 13v3h-3M7 16H4v-3"/></svg>
                    </button>
                </div>
                <div class="cluster words">
                    <button type="button" tabindex="-1" data-action="north-america" on:click=move |_| show(Plane::NorthAmerica)>{t_string!(i18n, map.north_america)}</button>
                    <button type="button" tabindex="-1" data-action="europe" on:click=move |_| show(Plane::Europe)>{t_string!(i18n, map.europe)}</button>
                    <select data-action="far" on:change=go_far aria-label=t_string!(i18n, map.far)>
                        <option value="">{t_string!(i18n, map.far)}</option>
                        {far_places}
                    </select>
                </div>
                <div class="cluster tools">
                    <button type="button" tabindex="-1" data-action="pan" aria-expanded=move || has_pad.get().to_string() aria-controls="pan-pad" on:click=move |_| has_pad.update(|shown| *shown = !*shown) aria-label=t_string!(i18n, map.pan) title=t_string!(i18n, map.pan)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 2.5v15M2.5 10h15M8 4.5l2-2 2 2M8 15.5l2 2 2-2M4.5 8l-2 2 2 2M15.5 8l2 2-2 2"/></svg>
                    </button>
                    <button type="button" tabindex="-1" data-action="list" aria-expanded=move || has_list.get().to_string() aria-controls="in-view" on:click=move |_| has_list.update(|shown| *shown = !*shown) aria-label=t_string!(i18n, map.list) title=t_string!(i18n, map.list)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M7 5.5h10M7 10h10M7 14.5h10M3.5 5.5h.01M3.5 10h.01M3.5 14.5h.01"/></svg>
                    </button>
                    <button type="button" tabindex="-1" data-action="graticule" aria-pressed=move || has_graticule.get().to_string() on:click=move |_| state.toggle_graticule() aria-label=t_string!(i18n, map.graticule) title=t_string!(i18n, map.graticule)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7"/><path d="M3 10h14M10 3c-4 4-4 10 0 14c4-4 4-10 0-14M4.5 6h11M4.5 14h11"/></svg>
                    </button>
                    <button type="button" tabindex="-1" data-action="save" on:click=move |_| dialog::open(save) aria-label=t_string!(i18n, map.save) title=t_string!(i18n, map.save)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 3v9M6.5 8.5 10 12l3.5-3.5M4 14v2.5h12V14"/></svg>
                    </button>
                    <button type="button" tabindex="-1" data-action="keys" on:click=move |_| dialog::open(keys) aria-label=t_string!(i18n, map.keys) title=t_string!(i18n, map.keys)>
                        <svg viewBox="0 0 20 20" aria-hidden="true"><rect x="2.5" y="5.5" width="15" height="9" rx="1.5"/><path d="M5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.7h7"/></svg>
                    </button>
                </div>
                <div id="pan-pad" class="cluster pad" hidden=move || !has_pad.get()>
                    <button type="button" tabindex="-1" data-action="pan-up" on:click=move |_| pan(0.0, -1.0) aria-label=t_string!(i18n, map.pan_up)>"↑"</button>
                    <button type="button" tabindex="-1" data-action="pan-left" on:click=move |_| pan(-1.0, 0.0) aria-label=t_string!(i18n, map.pan_left)>"←"</button>
                    <button type="button" tabindex="-1" data-action="pan-right" on:click=move |_| pan(1.0, 0.0) aria-label=t_string!(i18n, map.pan_right)>"→"</button>
                    <button type="button" tabindex="-1" data-action="pan-down" on:click=move |_| pan(0.0, 1.0) aria-label=t_string!(i18n, map.pan_down)>"↓"</button>
                </div>
                <KeysDialog dialog=keys/>
            </div>
            <SavePicture dialog=save theme/>
            <InView theme is_open=has_list/>
        }
    }
}

fn step_through(event: leptos::ev::KeyboardEvent) {
    step_among(&event, ".cluster:not([hidden]) button");
}

/// Arrow keys go from button to button of a toolbar, which is one stop on the way through the page.
pub fn step_among(event: &leptos::ev::KeyboardEvent, selector: &str) {
    let forwards = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => true,
        "ArrowUp" | "ArrowLeft" => false,
        _ => return,
    };
    let Some(toolbar) = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return;
    };
    let Ok(found) = toolbar.query_selector_all(selector) else {
        return;
    };
    let buttons: Vec<web_sys::HtmlElement> = (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into().ok())
        .filter(|button: &web_sys::HtmlElement| button.offset_width() > 0)
        .collect();
    let focused = document().active_element();
    let Some(at) = buttons
        .iter()
        .position(|button| focused.as_ref() == Some(button.as_ref()))
    else {
        return; // the choice of far places has its own arrows
    };
    let count = buttons.len();
    let next = if forwards {
        (at + 1) % count
    } else {
        (at + count - 1) % count
    };
    let _ = buttons[next].focus();
    event.prevent_default();
}
