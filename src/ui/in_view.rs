//! The list of what is in view: the same for pointer, keyboard and screen reader. It settles what lies
//! stacked on the map.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{app::language_tag, swatch::Swatch};
use crate::{
    data::PlaceIndex,
    explore::Class,
    scene::{Look, Theme},
    state::{
        AppState,
        i18n::{self, use_i18n},
    },
};

/// Longest list; a nearer view has a shorter one.
const MOST: usize = 60;

/// A place in the list.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    place: PlaceIndex,
    name: String,
    class: Class,
}

#[component]
pub fn InView(theme: Memo<Theme>, is_open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let found = Memo::new(move |_| {
        i18n.get_locale();
        state.still.track();
        state.classes.track();
        if !is_open.get() {
            return (0, Vec::new());
        }
        let places = state.places_in_view();
        let total = places.len() as u32;
        let mut entries: Vec<(u32, Entry)> = state.world.with_untracked(|world| {
            let entry = |(number, ..): &(PlaceIndex, f64, f64)| {
                let place = world.as_ref()?.atlas.get(*number)?;
                let entry = Entry {
                    place: *number,
                    name: place.name_in(language_tag(i18n)).to_owned(),
                    class: state.placed(*number).class,
                };
                Some((place.population, entry))
            };
            places.iter().filter_map(entry).collect()
        });
        // Policies first, then the larger place.
        entries.sort_by_key(|(population, entry)| {
            (
                Look::of(entry.class).is_faint(),
                std::cmp::Reverse(*population),
            )
        });
        let entries: Vec<Entry> = entries.into_iter().take(MOST).map(|(_, e)| e).collect();
        (total, entries)
    });
    let title = move || {
        let phrases = (
            t_string!(i18n, map.in_view_1),
            t_string!(i18n, map.in_view_n),
        );
        i18n::counted(i18n, phrases.0, phrases.1, found.with(|(total, _)| *total))
    };
    let rows = move || {
        let row = |entry: Entry| {
            let place = entry.place;
            let point_at = move || state.hovered.set(Some(place));
            let let_go = move || state.hovered.set(None);
            view! {
                <li>
                    <button
                        type="button"
                        on:click=move |_| state.open(place)
                        on:mouseenter=move |_| point_at()
                        on:mouseleave=move |_| let_go()
                        on:focus=move |_| point_at()
                        on:blur=move |_| let_go()
                    >
                        <Swatch look=entry.class theme/>
                        <span>{entry.name}</span>
                        <span class="visually-hidden">{state.classes.with_untracked(|classes| i18n::class(i18n, &classes.lens, entry.class, None))}</span>
                    </button>
                </li>
            }
        };
        found.with(|(_, entries)| entries.iter().cloned().map(row).collect_view())
    };
    let is_cut = move || found.with(|(total, entries)| *total as usize > entries.len());
    view! {
        <Show when=move || is_open.get()>
            <section class="in-view" id="in-view" aria-label=move || t_string!(i18n, map.list)>
                <h2>{title}</h2>
                <ul>{rows}</ul>
                <Show when=is_cut>
                    <p class="note">{move || t_string!(i18n, map.list_is_cut)}</p>
                </Show>
            </section>
        </Show>
    }
}
