//! Search box: a combobox with list autocomplete and manual selection (WAI-ARIA APG).

use leptos::{ev, prelude::*};
use leptos_i18n::{t, t_string};

use super::app::language_tag;
use crate::{
    data::{Match, Target, search},
    state::{
        AppState, Stage,
        i18n::{self, use_i18n},
    },
};

/// Most suggestions at once.
const LIMIT: usize = 8;

#[component]
pub fn Search() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let query = RwSignal::new(String::new());
    let is_open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let matches = Memo::new(move |_| {
        state.world.with(|world| {
            world
                .as_ref()
                .map(|world| query.with(|query| search(&world.atlas, query, LIMIT)))
                .unwrap_or_default()
        })
    });
    let has_towns = move || state.complete.get() && state.has_all_towns.get();
    let expanded = move || is_open.get() && matches.with(|matches| !matches.is_empty());
    // Counties can be found too, also from a page that needed none so far.
    Effect::new(move |_| {
        if is_open.get() && state.world.with(Option::is_some) {
            state.want(Stage::Detail);
        }
    });
    let choose = move |found: Match| {
        is_open.set(false);
        active.set(None);
        query.set(String::new());
        state.open_found(found.target);
        focus_panel();
    };
    let on_input = move |event: ev::Event| {
        query.set(event_target_value(&event));
        active.set(None);
        is_open.set(true);
        state.want_towns();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = matches.with(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                is_open.set(true);
                active.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count)));
            }
            "ArrowUp" if count > 0 => {
                is_open.set(true);
                active.update(|at| *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count)));
            }
            "Enter" => {
                // Without a choice in the list, a single match is the choice.
                let at = active.get().or_else(|| (count == 1).then_some(0));
                if let Some(found) =
                    at.and_then(|at| matches.with(|matches| matches.get(at).cloned()))
                {
                    choose(found);
                }
            }
            "Escape" => {
                if is_open.get() && count > 0 {
                    is_open.set(false);
                } else {
                    query.set(String::new());
                }
                active.set(None);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        matches
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, found)| view! { <SearchOption at found active choose/> })
            .collect_view()
    };
    let status = move || {
        if !is_open.get() || query.with(|query| query.trim().is_empty()) {
            return None;
        }
        Some(match matches.with(Vec::len) as u32 {
            0 if !has_towns() => t_string!(i18n, search.loading).into_any(),
            0 => t!(i18n, search.none, query = move || query.get()).into_any(),
            count => i18n::counted(
                i18n,
                t_string!(i18n, search.results_1),
                t_string!(i18n, search.results_n),
                count,
            )
            .into_any(),
        })
    };
    let none = move || {
        if has_towns() {
            let hint = t_string!(i18n, search.none_hint);
            let none = t!(i18n, search.none, query = move || query.get());
            view! { {none} " " {hint} }.into_any()
        } else {
            t_string!(i18n, search.loading).into_any()
        }
    };
    let is_empty = move || {
        is_open.get() && !query.with(|query| query.trim().is_empty()) && matches.with(Vec::is_empty)
    };
    view! {
        <div class="search" role="search">
            <label class="visually-hidden" for="search">{t!(i18n, search.label)}</label>
            <input
                id="search"
                type="text"
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-controls="search-results"
                aria-expanded=move || expanded().to_string()
                aria-activedescendant=move || active.get().filter(|_| expanded()).map(|at| format!("search-option-{at}"))
                placeholder=move || t_string!(i18n, search.placeholder)
                prop:value=query
                on:input=on_input
                on:keydown=on_key
                on:focus=move |_| {
                    is_open.set(true);
                    state.want_towns();
                }
                on:blur=move |_| is_open.set(false)
            />
            <ul id="search-results" role="listbox" aria-label=move || t_string!(i18n, search.label) hidden=move || !expanded()>
                {options}
            </ul>
            <p class="search-none" hidden=move || !is_empty()>
                {none}
            </p>
            <p id="search-status" class="visually-hidden" role="status">{status}</p>
        </div>
    }
}

/// Moves the focus to the panel, once it is there.
fn focus_panel() {
    use wasm_bindgen::JsCast;
    request_animation_frame(|| {
        if let Some(panel) = document().get_element_by_id("panel") {
            let _ = panel.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

#[component]
fn SearchOption(
    at: usize,
    found: Match,
    active: RwSignal<Option<usize>>,
    choose: impl Fn(Match) + Copy + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let target = found.target;
    let described = state.world.with_untracked(|world| {
        let atlas = &world.as_ref()?.atlas;
        let place = match target {
            Target::Place(number) => atlas.get(number)?.clone(),
            Target::Town(town) => atlas.gazetteer.place(atlas, town)?,
        };
        let above: Vec<String> = atlas
            .parents(&place)
            .map(|(_, above)| above.name_in(language_tag(i18n)).to_owned())
            .collect();
        let name = place.name_in(language_tag(i18n)).to_owned();
        let other = found.by.clone().filter(|by| *by != name);
        Some((
            name,
            other,
            above.join(", "),
            i18n::kind(i18n, &place),
            place.finding(),
        ))
    });
    described.map(|(name, other, above, kind, finding)| {
        view! {
            <li
                id=format!("search-option-{at}")
                role="option"
                aria-selected=move || (active.get() == Some(at)).to_string()
                // The list must not take the focus from the input before the click counts.
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| choose(found.clone())
            >
                <span class="option-name">{name} {other.map(|other| view! { <span class="option-other">" (" {other} ")"</span> })}</span>
                <span class="option-where">{kind} {(!above.is_empty()).then(|| format!(" · {above}"))}</span>
                <span class="option-finding">{move || i18n::finding(i18n, finding)}</span>
            </li>
        }
    })
}
