//! One place of a comparison: who and where, model and basis, what lies above, which lists name it.

use leptos::prelude::*;
use leptos_i18n::{t, t_string};

use super::{
    app::language_tag,
    place_link::PlaceLink,
    standing::{Above, Standing},
    swatch::SymbolSwatch,
    text_link::TextLink,
};
use crate::{
    data::{Place, PlaceIndex},
    domain::{Finding, PartialDate, Policy, State, Tenure},
    scene::Theme,
    state::{
        AppState,
        i18n::{self, use_i18n},
        url::{Route, TextPage},
    },
};

/// What is compared of a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub id: String,
    pub name: String,
    pub standing: State,
    /// In the order of the policies.
    pub tenures: Vec<Tenure>,
    pub policies: Vec<Policy>,
    /// The day of the record.
    pub today: PartialDate,
}

#[component]
pub fn ComparedPlace(id: String, theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let place = {
        let id = id.clone();
        Memo::new(move |_| {
            state.world.with(|world| {
                let atlas = &world.as_ref()?.atlas;
                let number = atlas.find(&id)?;
                Some((number, atlas.get(number)?.clone()))
            })
        })
    };
    let is_unknown = move || state.complete.get() && state.has_all_towns.get();
    let remove = {
        let id = id.clone();
        move |_| {
            let mut ids = state.compared_ids();
            ids.retain(|other| *other != id);
            state.visit(Route::Compare(ids));
        }
    };
    let name = {
        let id = id.clone();
        move || {
            let known = place.with(|place| {
                let (_, place) = place.as_ref()?;
                Some(place.name_in(language_tag(i18n)).to_owned())
            });
            known.unwrap_or_else(|| id.clone())
        }
    };
    let label = {
        let name = name.clone();
        move || format!("{}: {}", t_string!(i18n, compare.remove), name())
    };
    let body = {
        let id = id.clone();
        move || match place.get() {
            Some((number, place)) => view! { <ComparedBody number place theme/> }.into_any(),
            None if is_unknown() => {
                let id = id.clone();
                view! { <p class="unknown-place">{t!(i18n, problem.unknown_place, id = id)}</p> }
                    .into_any()
            }
            None => view! { <p class="loading">{t_string!(i18n, panel.loading)}</p> }.into_any(),
        }
    };
    view! {
        <article class="compared-place" data-place=id aria-label=name>
            <button type="button" class="close" aria-label=label on:click=remove><span aria-hidden="true">"×"</span></button>
            {body}
        </article>
    }
}

#[component]
fn ComparedBody(number: PlaceIndex, place: Place, theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let finding = Memo::new(move |_| {
        let now = state.state_of(number);
        now.map(|now| (now.finding, now.basis))
    });
    let of_index = (place.finding(), place.basis);
    let parents: Vec<(PlaceIndex, Place)> = state.world.with_untracked(|world| {
        let atlas = world.as_ref().map(|world| &world.atlas);
        let parents = atlas.into_iter().flat_map(|atlas| atlas.parents(&place));
        parents
            .map(|(number, place)| (number, place.clone()))
            .collect()
    });
    let names: Vec<String> = parents
        .iter()
        .map(|(_, place)| place.name_in(language_tag(i18n)).to_owned())
        .collect();
    let finding_view = move || {
        let (finding, basis) = finding.get().unwrap_or(of_index);
        let basis = basis.filter(|_| matches!(finding, Finding::Model(_)));
        view! {
            <p class="finding" data-finding=finding.code()>
                {(finding != Finding::NoRecord).then(|| view! { <SymbolSwatch look=finding theme/> })}
                <span>
                    <strong>{i18n::finding(i18n, finding)}</strong>
                    {basis.map(|basis| view! { <span class="basis">", " {i18n::basis(i18n, basis)}</span> })}
                </span>
            </p>
            <p class="finding-text">{i18n::finding_text(i18n, finding)}</p>
        }
    };
    let people = (place.population > 0).then(|| {
        let people = i18n::number(i18n, place.population);
        format!(" · {} {people}", t_string!(i18n, panel.population))
    });
    let is_town = !place.has_record();
    let lists = move || {
        let listings = state.listings_of(number);
        match listings {
            None if is_town => {
                Some(view! { <p class="note">{t_string!(i18n, compare.no_lists)}</p> }.into_any())
            }
            None => None,
            Some(listings) if listings.is_empty() => {
                Some(view! { <p class="note">{t_string!(i18n, compare.no_lists)}</p> }.into_any())
            }
            Some(listings) => {
                let items = listings.into_iter().map(|named| {
                    let since = named.since.map(|date| i18n::date(i18n, date));
                    view! {
                        <li>
                            <TextLink page=TextPage::List(named.list) words=named.name of_record=true/>
                            <span class="imprint">
                                {named.publisher} {since.map(|since| format!(", {since}"))}
                                {named.is_disputed.then(|| view! { " · " <strong>{t_string!(i18n, panel.disputed)}</strong> })}
                            </span>
                        </li>
                    }
                });
                Some(view! { <ul>{items.collect_view()}</ul> }.into_any())
            }
        }
    };
    let kind = i18n::kind(i18n, &place);
    view! {
        <header>
            <p class="kind">{kind} {people}</p>
            <h3><PlaceLink number place/></h3>
            <p class="parents">{(!names.is_empty()).then(|| names.join(", "))}</p>
        </header>
        <div class="compared-finding">{finding_view}</div>
        <div class="compared-standing"><Standing place=number/></div>
        <div class="compared-above"><Above parents theme/></div>
        <section class="compared-lists">
            <h4>{t_string!(i18n, compare.lists)}</h4>
            {lists}
        </section>
    }
}
