//! The line over the map: what is left out, of when the map is, and how many places it shows.

use leptos::{html, prelude::*};
use leptos_i18n::t_string;

use super::{app::language_tag, filter_panel::FilterPanel, lens_title::as_of, time_bar::TimeBar};
use crate::{
    explore::{Facet, Filters},
    state::{
        AppState,
        i18n::{self, I18n, use_i18n},
        url::Route,
    },
};

#[component]
pub fn ExploreBar() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let has_filters = RwSignal::new(false);
    let asked_for_time = state.asked_for_time;
    let has_time = Memo::new(move |_| state.shows_time());
    let is_playing = RwSignal::new(false);
    let filter_button = NodeRef::<html::Button>::new();
    let time_button = NodeRef::<html::Button>::new();
    let give_back = move |button: NodeRef<html::Button>| {
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let close_filters = move |()| {
        has_filters.set(false);
        give_back(filter_button);
    };
    let close_time = move |()| {
        asked_for_time.set(Some(false));
        give_back(time_button);
    };
    let is_map = move || {
        state
            .address
            .with(|address| matches!(address.route, Route::Map | Route::Place(_)))
    };
    let is_empty = Memo::new(move |_| {
        let is_left_out = state
            .classes
            .with(|classes| classes.shown == 0 && classes.all > 0 && !classes.is_pending);
        is_left_out && state.filters.with(|filters| !filters.is_empty())
    });
    let date_words = move || match state.date.get() {
        Some(date) => i18n::date(i18n, date),
        None => t_string!(i18n, time.title).to_owned(),
    };
    view! {
        <Show when=is_map>
            <div class="explore-bar" role="group" aria-label=move || t_string!(i18n, explore.title)>
                <FilterButton node_ref=filter_button is_open=has_filters/>
                <button
                    type="button"
                    class="tool"
                    node_ref=time_button
                    data-action="time"
                    aria-expanded=move || has_time.get().to_string()
                    aria-controls="time"
                    on:click=move |_| asked_for_time.set(Some(!has_time.get_untracked()))
                >
                    <svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7"/><path d="M10 5.5V10l3 2"/></svg>
                    <span>{date_words}</span>
                </button>
                <Shown is_playing/>
                <Chips/>
                <Show when=move || is_empty.get()>
                    <NothingShown/>
                </Show>
            </div>
            <Show when=move || has_filters.get()>
                <FilterPanel on_close=close_filters/>
            </Show>
            <Show when=move || has_time.get()>
                <TimeBar is_playing on_close=close_time/>
            </Show>
        </Show>
    }
    .into_any()
}

/// Opens and closes the filters; says how many are chosen.
#[component]
pub fn FilterButton(node_ref: NodeRef<html::Button>, is_open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let badge = move || {
        let chosen = state.filters.with(|filters| chips(filters).len());
        (chosen > 0).then(|| view! { <span class="badge">{chosen}</span> })
    };
    view! {
        <button
            type="button"
            class="tool"
            node_ref=node_ref
            data-action="filters"
            aria-expanded=move || is_open.get().to_string()
            aria-controls="filters"
            on:click=move |_| is_open.update(|shown| *shown = !*shown)
        >
            <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 5h14M6 10h8M8.5 15h3"/></svg>
            <span>{move || t_string!(i18n, explore.filters)}</span>
            {badge}
        </button>
    }
    .into_any()
}

/// How many places are shown, said after each change.
#[component]
fn Shown(is_playing: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let counts = Memo::new(move |_| state.classes.with(|classes| (classes.shown, classes.all)));
    let words = move || {
        let (shown, all) = counts.get();
        if all == 0 && state.world.with(Option::is_none) {
            return String::new();
        }
        let counted = if shown == all {
            let phrases = (
                t_string!(i18n, legend.count_1),
                t_string!(i18n, legend.count_n),
            );
            i18n::counted(i18n, phrases.0, phrases.1, all)
        } else {
            let [shown, all] = [shown, all].map(|count| i18n::number(i18n, count));
            let phrase = t_string!(i18n, explore.shown);
            phrase.replacen('#', &shown, 1).replacen('#', &all, 1)
        };
        match state.date.get() {
            Some(date) => format!("{} · {counted}", as_of(i18n, date)),
            None => counted,
        }
    };
    let is_changed = move || state.date.get().is_some() || state.filters.with(|f| !f.is_empty());
    // While the years go by, each would be said.
    let live = move || if is_playing.get() { "off" } else { "polite" };
    view! {
        <p class="shown" class:quiet=move || !is_changed() role="status" aria-live=live>{words}</p>
    }
}

/// That nothing fits, and which choices, taken away, would bring places back.
#[component]
fn NothingShown() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let ways_back = move || {
        let filters = state.filters.get();
        let without = |group: Vec<Chip>| {
            let mut fewer = filters.clone();
            group.iter().for_each(|chip| chip.remove_from(&mut fewer));
            let count = state.count_with(&fewer);
            (count > 0).then_some((group, count))
        };
        let groups = groups(&filters);
        let several = groups.len() > 1;
        groups
            .into_iter()
            .filter_map(without)
            .filter(|_| several)
            .map(|(group, count)| {
                let names: Vec<String> = group.iter().map(|chip| chip.name(state, i18n)).collect();
                let places = (
                    t_string!(i18n, legend.count_1),
                    t_string!(i18n, legend.count_n),
                );
                let places = i18n::counted(i18n, places.0, places.1, count);
                let words = t_string!(i18n, explore.without);
                let words = words
                    .replacen('#', &names.join(", "), 1)
                    .replacen('#', &places, 1);
                let remove = move |_| {
                    state.filter(|filters| group.iter().for_each(|chip| chip.remove_from(filters)));
                };
                view! { <button type="button" class="chip" on:click=remove>{words}</button> }
            })
            .collect_view()
    };
    view! {
        <div class="nothing-shown" role="alert">
            <p>{move || t_string!(i18n, explore.nothing)}</p>
            {ways_back}
            <button type="button" class="chip" data-action="show-all" on:click=move |_| state.filter(|f| *f = Filters::default())>
                {move || t_string!(i18n, explore.show_all)}
            </button>
        </div>
    }
}

/// A choice that can be taken away.
#[derive(Debug, Clone, PartialEq)]
enum Chip {
    Facet(Facet),
    Text(String),
}

impl Chip {
    fn name(&self, state: AppState, i18n: I18n) -> String {
        match self {
            Chip::Facet(facet) => facet_name(state, i18n, facet),
            Chip::Text(text) => format!("“{text}”"),
        }
    }

    fn remove_from(&self, filters: &mut Filters) {
        match self {
            Chip::Facet(facet) => {
                if filters.has(facet) {
                    filters.toggle(facet.clone());
                }
            }
            Chip::Text(_) => filters.text.clear(),
        }
    }
}

fn chips(filters: &Filters) -> Vec<Chip> {
    let text = filters.text.trim();
    let text = (!text.is_empty()).then(|| Chip::Text(text.to_owned()));
    let facets = filters.facets().into_iter().map(Chip::Facet);
    text.into_iter().chain(facets).collect()
}

/// The choices by what they are about.
fn groups(filters: &Filters) -> Vec<Vec<Chip>> {
    let mut groups: Vec<Vec<Chip>> = Vec::new();
    let kind = |chip: &Chip| match chip {
        Chip::Facet(facet) => Some(std::mem::discriminant(facet)),
        Chip::Text(_) => None,
    };
    for chip in chips(filters) {
        match groups
            .iter_mut()
            .find(|group| kind(&group[0]) == kind(&chip))
        {
            Some(group) => group.push(chip),
            None => groups.push(vec![chip]),
        }
    }
    groups
}

/// A choice in words.
pub fn facet_name(state: AppState, i18n: I18n, facet: &Facet) -> String {
    match facet {
        Facet::Model(finding) => i18n::finding(i18n, *finding).to_owned(),
        Facet::Basis(basis) => i18n::basis(i18n, *basis).to_owned(),
        Facet::Provision(provision) => i18n::provision(i18n, *provision).to_owned(),
        Facet::Level(level) => i18n::level(i18n, *level).to_owned(),
        Facet::Confidence(confidence) => {
            let name = t_string!(i18n, panel.confidence);
            format!("{name}: {}", i18n::confidence(i18n, *confidence))
        }
        Facet::Nation(id) => state.world.with(|world| {
            let atlas = world.as_ref().map(|world| &world.atlas);
            let place = atlas.and_then(|atlas| atlas.get(atlas.find(id)?));
            place.map_or_else(
                || id.clone(),
                |place| place.name_in(language_tag(i18n)).to_owned(),
            )
        }),
        Facet::Class(class) => {
            let coverage = state.chosen_list().map(|list| list.coverage);
            let lens = state.lens.get();
            i18n::class(i18n, &lens, *class, coverage).to_owned()
        }
    }
}

/// The chip that had the focus is gone: the map, or the head of the page that stands in its place, has it now.
fn leave_chip() {
    super::app::focus("text-title");
    super::app::focus("map");
}

/// Every choice of the filters, each with a button that takes it away.
#[component]
pub fn Chips() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let all = Memo::new(move |_| state.filters.with(chips));
    let items = move || {
        let chip = |chip: Chip| {
            let name = chip.name(state, i18n);
            let label = t_string!(i18n, explore.remove).replace('#', &name);
            let remove = move |_| {
                state.filter(|filters| chip.remove_from(filters));
                leave_chip();
            };
            view! {
                <li>
                    <button type="button" class="chip" aria-label=label on:click=remove>
                        {name} <span aria-hidden="true">" ×"</span>
                    </button>
                </li>
            }
        };
        all.get().into_iter().map(chip).collect_view()
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <ul class="chips" aria-label=move || t_string!(i18n, explore.chosen)>
                {items}
                <Show when=move || all.with(|all| all.len() > 1)>
                    <li>
                        <button type="button" class="chip all" data-action="show-all" on:click=move |_| {
                            state.filter(|filters| *filters = Filters::default());
                            leave_chip();
                        }>
                            {move || t_string!(i18n, explore.show_all)}
                        </button>
                    </li>
                </Show>
            </ul>
        </Show>
    }
}
