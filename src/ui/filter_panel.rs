//! All filters: within one group one choice suffices, all groups must agree.

use std::collections::BTreeSet;

use leptos::{ev, html, prelude::*};
use leptos_i18n::t_string;

use super::explore_bar::facet_name;
use crate::{
    domain::{Basis, Confidence, Finding, Level, Provision},
    explore::{Facet, Filters},
    state::{
        AppState,
        i18n::{I18n, use_i18n},
    },
};

/// What a filter asks of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Model,
    Basis,
    Level,
    Nation,
    Provision,
    Confidence,
}

impl Group {
    const ALL: [Group; 6] = [
        Group::Model,
        Group::Basis,
        Group::Level,
        Group::Nation,
        Group::Provision,
        Group::Confidence,
    ];

    const fn code(self) -> &'static str {
        match self {
            Group::Model => "models",
            Group::Basis => "bases",
            Group::Level => "levels",
            Group::Nation => "nations",
            Group::Provision => "provisions",
            Group::Confidence => "confidence",
        }
    }

    fn name(self, i18n: I18n) -> &'static str {
        match self {
            Group::Model => t_string!(i18n, lens.model),
            Group::Basis => t_string!(i18n, lens.basis),
            Group::Level => t_string!(i18n, explore.level),
            Group::Nation => t_string!(i18n, explore.nation),
            Group::Provision => t_string!(i18n, panel.provisions),
            Group::Confidence => t_string!(i18n, panel.confidence),
        }
    }

    /// Its choices, each with its name; nations by name, those alone that something is on file in.
    fn choices(self, state: AppState, i18n: I18n) -> Vec<(Facet, String)> {
        let facets: Vec<Facet> = match self {
            Group::Model => Finding::ALL
                .into_iter()
                .filter(|&finding| finding != Finding::NoRecord)
                .map(Facet::Model)
                .collect(),
            Group::Basis => Basis::ALL.iter().copied().map(Facet::Basis).collect(),
            Group::Level => Level::ALL.iter().copied().map(Facet::Level).collect(),
            Group::Provision => Provision::ALL
                .iter()
                .copied()
                .map(Facet::Provision)
                .collect(),
            Group::Confidence => Confidence::ALL
                .iter()
                .copied()
                .map(Facet::Confidence)
                .collect(),
            Group::Nation => nations(state).into_iter().map(Facet::Nation).collect(),
        };
        let named = facets.into_iter().map(|facet| {
            let name = match &facet {
                Facet::Confidence(confidence) => {
                    crate::state::i18n::confidence(i18n, *confidence).to_owned()
                }
                facet => facet_name(state, i18n, facet),
            };
            (facet, name)
        });
        let mut named: Vec<(Facet, String)> = named.collect();
        if self == Group::Nation {
            named.sort_by_cached_key(|(_, name)| crate::data::fold(name));
        }
        named
    }

    fn has(self, facet: &Facet) -> bool {
        matches!(
            (self, facet),
            (Group::Model, Facet::Model(_))
                | (Group::Basis, Facet::Basis(_))
                | (Group::Level, Facet::Level(_))
                | (Group::Nation, Facet::Nation(_))
                | (Group::Provision, Facet::Provision(_))
                | (Group::Confidence, Facet::Confidence(_))
        )
    }
}

/// Ids of the nations with anything on file.
fn nations(state: AppState) -> Vec<String> {
    state.world.with(|world| {
        let Some(world) = world else {
            return Vec::new();
        };
        let atlas = &world.atlas;
        let on_file = (0..)
            .zip(&atlas.places)
            .filter(|(_, place)| place.has_record());
        let nation = |(number, place): (u32, &crate::data::Place)| {
            let nation = place.parents.last().copied().unwrap_or(number);
            Some(atlas.get(nation)?.id.clone())
        };
        on_file
            .filter_map(nation)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    })
}

#[component]
pub fn FilterPanel(on_close: impl Fn(()) + Copy + 'static) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let title = NodeRef::<html::H2>::new();
    // Reading begins at the title.
    Effect::new(move |_| {
        if let Some(title) = title.get() {
            let _ = title.focus();
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            on_close(());
        }
    };
    let groups = move || {
        i18n.get_locale();
        let groups = Group::ALL.map(|group| view! { <FilterGroup group/> });
        groups.into_iter().collect_view()
    };
    view! {
        <section id="filters" class="filters" aria-labelledby="filters-title" on:keydown=on_key>
            <h2 id="filters-title" tabindex="-1" node_ref=title>{move || t_string!(i18n, explore.filters)}</h2>
            <button type="button" class="close" aria-label=move || t_string!(i18n, app.close) on:click=move |_| on_close(())>
                <span aria-hidden="true">"×"</span>
            </button>
            <p class="note">{move || t_string!(i18n, explore.rule)}</p>
            <label class="words" for="filter-words">{move || t_string!(i18n, explore.words)}</label>
            <input
                id="filter-words"
                type="search"
                autocomplete="off"
                maxlength="60"
                prop:value=move || state.filters.with(|filters| filters.text.clone())
                on:input=move |event| {
                    let text = event_target_value(&event);
                    state.filter(|filters| filters.look_for(&text));
                }
            />
            {groups}
            <button type="button" class="show-all" disabled=move || state.filters.with(Filters::is_empty) on:click=move |_| state.filter(|f| *f = Filters::default())>
                {move || t_string!(i18n, explore.show_all)}
            </button>
        </section>
    }
    .into_any()
}

/// One group, folded until it is wanted.
#[component]
fn FilterGroup(group: Group) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let chosen = move || {
        state.filters.with(|filters| {
            filters
                .facets()
                .iter()
                .filter(|facet| group.has(facet))
                .count()
        })
    };
    let badge = move || {
        let chosen = chosen();
        (chosen > 0).then(|| view! { " " <span class="badge">{chosen}</span> })
    };
    let is_open = group == Group::Model || untrack(chosen) > 0;
    let choices = group.choices(state, i18n).into_iter().map(|(facet, name)| {
        let facet = StoredValue::new(facet);
        let is_chosen =
            move || state.filters.with(|filters| facet.with_value(|facet| filters.has(facet)));
        view! {
            <label>
                <input type="checkbox" prop:checked=is_chosen on:change=move |_| state.toggle(facet.get_value())/>
                <span>{name}</span>
            </label>
        }
    });
    view! {
        <details open=is_open data-group=group.code()>
            <summary>{group.name(i18n)} {badge}</summary>
            <fieldset>
                <legend class="visually-hidden">{group.name(i18n)}</legend>
                {choices.collect_view()}
            </fieldset>
        </details>
    }
}
