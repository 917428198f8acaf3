//! Search box: a combobox with list autocomplete and manual selection (WAI-ARIA APG).

use leptos::{ev, prelude::*};
use leptos_i18n::{t, t_string};

use super::{
    app::{focus, language_tag},
    related::distance,
};
use crate::{
    data::{Match, Target, search},
    state::{
        AppState, NoLocation, Stage,
        i18n::{self, I18n, use_i18n},
        locate,
    },
};

/// Most suggestions at once.
const LIMIT: usize = 8;

/// Towns near the reader.
const NEAREST: usize = 5;

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
struct Suggestion {
    found: Match,
    note: Note,
}

/// What a line says of how it was found.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Note {
    None,
    /// Its name is only similar to what was typed.
    Similar,
    /// The reader is in it.
    Here,
    /// How far it is from the reader.
    Kilometres(f64),
}

/// The search for places near the reader. The position is kept nowhere else.
#[derive(Debug, Clone, Copy, PartialEq)]
enum NearMe {
    Asking,
    At(f64, f64),
    Not(NoLocation),
}

#[component]
pub fn Search() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let query = RwSignal::new(String::new());
    let near = RwSignal::new(None::<NearMe>);
    let is_open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let has_towns = move || state.complete.get() && state.has_all_towns.get();
    let suggestions = Memo::new(move |_| match near.get() {
        None => found_by_name(state, &query.get()),
        Some(NearMe::At(longitude, latitude)) if has_towns() => {
            found_around(state, longitude, latitude)
        }
        Some(_) => Vec::new(),
    });
    let expanded = move || is_open.get() && suggestions.with(|found| !found.is_empty());
    // Counties can be found too, also from a page that needed none so far.
    Effect::new(move |_| {
        if is_open.get() && state.world.with(Option::is_some) {
            state.want(Stage::Detail);
        }
    });
    let choose = move |found: Match| {
        is_open.set(false);
        active.set(None);
        near.set(None);
        query.set(String::new());
        state.open_found(found.target);
        focus_panel();
    };
    let on_input = move |event: ev::Event| {
        query.set(event_target_value(&event));
        near.set(None);
        active.set(None);
        is_open.set(true);
        state.want_towns();
    };
    let ask_where = move |_| {
        query.set(String::new());
        active.set(None);
        near.set(Some(NearMe::Asking));
        focus("search");
        is_open.set(true);
        state.want_towns();
        leptos::task::spawn_local(async move {
            let answer = match locate().await {
                Ok((longitude, latitude)) => NearMe::At(longitude, latitude),
                Err(reason) => NearMe::Not(reason),
            };
            // Who has typed in the meantime no longer waits.
            if near.get_untracked() == Some(NearMe::Asking) {
                near.set(Some(answer));
                focus("search");
                is_open.set(true);
            }
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let count = suggestions.with(Vec::len);
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
                let found = suggestions.with(|found| {
                    // Without a choice in the list, the only match of what was typed is the choice.
                    let is_match = |found: &&Suggestion| found.note == Note::None;
                    let only = found.iter().filter(is_match).count() == 1;
                    let at = active.get().or_else(|| only.then_some(0))?;
                    Some(found.get(at)?.found.clone())
                });
                if let Some(found) = found {
                    choose(found);
                }
            }
            "Escape" => {
                if is_open.get() && count > 0 {
                    is_open.set(false);
                } else {
                    query.set(String::new());
                    near.set(None);
                }
                active.set(None);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        suggestions
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, suggestion)| view! { <SearchOption at suggestion active choose/> })
            .collect_view()
    };
    let is_asked = move || near.get().is_some() || query.with(|query| !query.trim().is_empty());
    // Why the list is empty; with `hint`, also what else may help.
    let nothing = move |hint: bool| match near.get() {
        Some(NearMe::Asking) => t_string!(i18n, search.near_asking).into_any(),
        Some(NearMe::Not(NoLocation::Refused)) => t_string!(i18n, search.near_refused).into_any(),
        Some(NearMe::Not(NoLocation::Unavailable)) => {
            t_string!(i18n, search.near_unavailable).into_any()
        }
        _ if !has_towns() => t_string!(i18n, search.loading).into_any(),
        Some(NearMe::At(..)) => t_string!(i18n, search.near_outside).into_any(),
        None => {
            let none = t!(i18n, search.none, query = move || query.get());
            let hint = hint.then(|| t_string!(i18n, search.none_hint));
            view! { {none} " " {hint} }.into_any()
        }
    };
    let status = move || {
        if !is_open.get() || !is_asked() {
            return None;
        }
        let count = suggestions.with(Vec::len) as u32;
        if count == 0 {
            return Some(nothing(false));
        }
        let (one, many) = match near.get() {
            None => (
                t_string!(i18n, search.results_1),
                t_string!(i18n, search.results_n),
            ),
            Some(_) => (
                t_string!(i18n, search.near_1),
                t_string!(i18n, search.near_n),
            ),
        };
        let is_similar = suggestions.with(|all| all.iter().all(|one| one.note == Note::Similar));
        let similar = is_similar.then(|| t_string!(i18n, search.results_similar));
        let counted = i18n::counted(i18n, one, many, count);
        Some(view! { {similar} " " {counted} }.into_any())
    };
    let is_empty = move || is_open.get() && is_asked() && suggestions.with(Vec::is_empty);
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
            <button
                type="button"
                class="near-me"
                aria-label=move || t_string!(i18n, search.near)
                title=move || format!("{}. {}", t_string!(i18n, search.near), t_string!(i18n, search.near_note))
                // The list must not close before the answer comes.
                on:mousedown=move |event| event.prevent_default()
                on:click=ask_where
            >
                <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="M10 2v3M10 15v3M2 10h3M15 10h3M15 10a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z"/></svg>
            </button>
            <ul id="search-results" role="listbox" aria-label=move || t_string!(i18n, search.label) hidden=move || !expanded()>
                {options}
            </ul>
            <p class="search-none" hidden=move || !is_empty()>
                {move || nothing(true)}
            </p>
            <p id="search-status" class="visually-hidden" role="status">{status}</p>
        </div>
    }
}

fn found_by_name(state: AppState, query: &str) -> Vec<Suggestion> {
    let found = state.world.with(|world| {
        let world = world.as_ref()?;
        Some(search(&world.atlas, query, LIMIT))
    });
    let found = found.unwrap_or_default().into_iter();
    found
        .map(|found| Suggestion {
            note: if found.is_similar {
                Note::Similar
            } else {
                Note::None
            },
            found,
        })
        .collect()
}

fn found_around(state: AppState, longitude: f64, latitude: f64) -> Vec<Suggestion> {
    let around = state.world.with(|world| {
        let world = world.as_ref()?;
        Some(world.around(longitude, latitude, NEAREST))
    });
    let (area, towns) = around.unwrap_or_default();
    let area = area.map(|area| (Target::Place(area), Note::Here));
    let towns = towns
        .into_iter()
        .map(|town| (town.target, Note::Kilometres(town.kilometres)));
    area.into_iter()
        .chain(towns)
        .map(|(target, note)| Suggestion {
            found: Match {
                target,
                by: None,
                is_similar: false,
            },
            note,
        })
        .collect()
}

/// A note in words.
fn note_words(i18n: I18n, note: Note) -> Option<String> {
    match note {
        Note::None => None,
        Note::Similar => Some(t_string!(i18n, search.similar).to_owned()),
        Note::Here => Some(t_string!(i18n, search.near_here).to_owned()),
        Note::Kilometres(kilometres) => Some(distance(i18n, kilometres)),
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
    suggestion: Suggestion,
    active: RwSignal<Option<usize>>,
    choose: impl Fn(Match) + Copy + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let Suggestion { found, note } = suggestion;
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
                <span class="option-where">
                    {note_words(i18n, note).map(|note| view! { <span class="option-note">{note}</span> " · " })}
                    {kind} {(!above.is_empty()).then(|| format!(" · {above}"))}
                </span>
                <span class="option-finding">{move || i18n::finding(i18n, finding)}</span>
            </li>
        }
    })
}
