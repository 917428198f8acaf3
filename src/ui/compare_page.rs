//! Two to four places side by side.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{
    app::{focus, language_tag},
    clipboard::copy_and_tell,
    compared::{Compared, ComparedPlace},
    lives::Lives,
    provision_table::ProvisionTable,
};
use crate::{
    data::PlaceIndex,
    domain::Tenures,
    explore::{Kind, kinds_of_sanctuary},
    scene::Theme,
    state::{
        AppState, MOST_COMPARED, Stage,
        i18n::{self, I18n, use_i18n},
        url::Route,
    },
};

#[component]
pub fn ComparePage(theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let ids = Memo::new(move |_| state.compared_ids());
    let shown = Memo::new(move |_| {
        ids.with(|ids| ids.iter().take(MOST_COMPARED).cloned().collect::<Vec<_>>())
    });
    let left_out =
        move || ids.with(|ids| ids.iter().skip(MOST_COMPARED).cloned().collect::<Vec<_>>());
    let places = Memo::new(move |_| {
        let find = |id: &String| state.world.with(|world| world.as_ref()?.atlas.find(id));
        shown.with(|ids| ids.iter().filter_map(find).collect::<Vec<PlaceIndex>>())
    });
    Effect::new(move |_| {
        if state.world.with(Option::is_some) {
            state.want(Stage::Tenures);
            // Counties can be compared, and searched for.
            state.want(Stage::Detail);
            state.want_records(places.get().into_iter());
        }
    });
    let has_all = Memo::new(move |_| {
        state.tenures.with(Option::is_some) && state.want_records(places.get().into_iter())
    });
    // What stands below the cards, once everything is there.
    let compared = Memo::new(move |_| {
        if !has_all.get() {
            return Vec::new();
        }
        let language = language_tag(i18n);
        let compared = |number: PlaceIndex| compared(state, number, language);
        places.get().into_iter().filter_map(compared).collect()
    });
    let cards = move || {
        i18n.get_locale();
        state.complete.track();
        let ids = shown.get();
        let cards = ids
            .into_iter()
            .map(|id| view! { <ComparedPlace id theme/> });
        cards.collect_view()
    };
    let lead = move || {
        if shown.with(Vec::is_empty) {
            return t_string!(i18n, compare.none).to_owned();
        }
        if shown.with(Vec::len) == 1 {
            return t_string!(i18n, compare.one).to_owned();
        }
        compared
            .with(|compared| meaning(i18n, compared))
            .unwrap_or_default()
    };
    let rest = move || {
        compared.with(|compared: &Vec<Compared>| {
            (!compared.is_empty()).then(|| {
                view! {
                    <ProvisionTable compared=compared.clone()/>
                    <Lives compared=compared.clone()/>
                }
            })
        })
    };
    let is_loading = move || !has_all.get() && !shown.with(Vec::is_empty);
    view! {
        <main id="text" class="text-page compare-page">
            <h2 id="text-title" tabindex="-1">{move || t_string!(i18n, compare.title)}</h2>
            <p class="lead meaning" role="status">{lead}</p>
            <Show when=move || !left_out().is_empty()>
                <p class="too-many">{move || t_string!(i18n, compare.too_many)} " " {move || left_out().join(", ")}</p>
            </Show>
            <div class="compared" data-count=move || shown.with(Vec::len).to_string()>{cards}</div>
            <CompareTools ids/>
            <Show when=is_loading>
                <p class="loading">{move || t_string!(i18n, panel.loading)}</p>
            </Show>
            {rest}
        </main>
    }
}

/// Add a place, by the search above; copy the link.
#[component]
fn CompareTools(ids: Memo<Vec<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let copied = RwSignal::new(false);
    // A frame has no search.
    let is_embed = state.address.with_untracked(|address| address.embed);
    let is_full = move || ids.with(Vec::len) >= MOST_COMPARED;
    let add = move || {
        if is_full() {
            view! { <p>{t_string!(i18n, compare.full)}</p> }.into_any()
        } else {
            view! { <button type="button" class="add" on:click=move |_| focus("search")>{t_string!(i18n, compare.add)}</button> }.into_any()
        }
    };
    view! {
        <div class="tools">
            {(!is_embed).then_some(add)}
            <button type="button" class="copy-link" on:click=move |_| copy_and_tell(state.share_link(), copied)>{move || t_string!(i18n, panel.copy_link)}</button>
            <span role="status">{move || copied.get().then(|| t_string!(i18n, panel.copied))}</span>
        </div>
    }
}

/// What is compared of a place; none where the atlas does not know it.
fn compared(state: AppState, number: PlaceIndex, language: &str) -> Option<Compared> {
    let standing = state.state_of(number)?;
    let (place, today) = state.world.with(|world| {
        let atlas = &world.as_ref()?.atlas;
        Some((atlas.get(number)?.clone(), atlas.index.date))
    })?;
    let tenures: Option<Tenures> = state
        .tenures
        .with(|tenures| tenures.as_ref()?.get(&number).cloned());
    let policies = state.policies_of(number).unwrap_or_default();
    Some(Compared {
        id: place.id.clone(),
        name: place.name_in(language).to_owned(),
        standing,
        tenures: tenures.map(|tenures| tenures.policies).unwrap_or_default(),
        policies,
        today,
    })
}

/// Whether the word means the same in the places, in a sentence or two.
fn meaning(i18n: I18n, compared: &[Compared]) -> Option<String> {
    let findings = || compared.iter().map(|place| place.standing.finding);
    let kinds = kinds_of_sanctuary(findings());
    let first = match kinds.len() {
        0 => return None,
        1 if findings().all(|finding| Kind::of(finding).is_some()) => {
            t_string!(i18n, compare.same)
        }
        1 => "",
        _ => t_string!(i18n, compare.differs),
    };
    let each = compared.iter().map(|place| {
        let kind = Kind::of(place.standing.finding);
        format!("{}: {}", place.name, i18n::kind_of_sanctuary(i18n, kind))
    });
    let each: Vec<String> = each.collect();
    Some(format!("{first} {}.", each.join("; ")).trim().to_owned())
}

/// The places of the open comparison, for the window's title.
pub fn title_of_comparison(state: AppState, i18n: I18n) -> Option<String> {
    if !state
        .address
        .with(|address| matches!(address.route, Route::Compare(_)))
    {
        return None;
    }
    let language = language_tag(i18n);
    let names = state.world.with(|world| {
        let atlas = world.as_ref().map(|world| &world.atlas);
        let name = |id: String| {
            let place = atlas.and_then(|atlas| atlas.get(atlas.find(&id)?));
            place.map_or(id.clone(), |place| place.name_in(language).to_owned())
        };
        let ids = state.compared_ids().into_iter().take(MOST_COMPARED);
        ids.map(name).collect::<Vec<_>>()
    });
    let title = t_string!(i18n, compare.title);
    Some(if names.is_empty() {
        title.to_owned()
    } else {
        format!("{title}: {}", names.join(", "))
    })
}
