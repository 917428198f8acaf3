//! Places to go on to: with the same provisions, next to this one, or nearest to it.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::place_link::PlaceLink;
use crate::{
    data::{Place, PlaceIndex},
    state::{
        AppState,
        i18n::{self, I18n, use_i18n},
    },
};

/// Most places in each of the two lists.
const SIMILAR: usize = 5;
const AROUND: usize = 6;
/// Kilometres in a mile.
const MILE_KM: f64 = 1.609_344;

/// A distance in kilometres and miles, as a reader of the language writes it.
pub fn distance(i18n: I18n, kilometres: f64) -> String {
    if kilometres < 1.0 {
        return t_string!(i18n, search.distance_short).to_owned();
    }
    let whole = |distance: f64| i18n::number(i18n, distance.round() as u32);
    let (kilometres, miles) = (whole(kilometres), whole(kilometres / MILE_KM));
    format!("{kilometres} km · {miles} mi")
}

/// Places whose own policies provide for the same.
#[component]
pub fn SimilarPlaces(place: PlaceIndex) -> impl IntoView {
    let i18n = use_i18n();
    let app = expect_context::<AppState>();
    let similar = Memo::new(move |_| app.similar(place, SIMILAR));
    move || {
        let items: Vec<_> = similar
            .get()
            .into_iter()
            .filter_map(|similar| {
                let words = t_string!(i18n, panel.shared)
                    .replace("{shared}", &similar.shared.to_string())
                    .replace("{either}", &similar.either.to_string());
                let number = similar.place;
                let place = app.place_untracked(number)?;
                Some(view! { <li><Named number place/> <span class="imprint">{words}</span></li> })
            })
            .collect();
        (!items.is_empty()).then(|| {
            view! {
                <section class="related similar">
                    <h3>{t_string!(i18n, panel.similar)}</h3>
                    <p class="note">{t_string!(i18n, panel.similar_note)}</p>
                    <ul>{items}</ul>
                </section>
            }
        })
    }
}

/// What lies next to an area, or the places on file that are nearest to a town.
#[component]
pub fn Around(place: PlaceIndex) -> impl IntoView {
    let i18n = use_i18n();
    let app = expect_context::<AppState>();
    let around = app.world.with_untracked(|world| {
        let world = world.as_ref()?;
        let next = world.neighbours(place, AROUND);
        let with_place = |number| Some((number, world.atlas.get(number)?.clone()));
        if next.is_empty() {
            let near = crate::data::nearest_on_file(&world.atlas, place, AROUND);
            let near = near.into_iter().filter_map(|(number, kilometres)| {
                let (number, place) = with_place(number)?;
                Some((number, place, Some(kilometres)))
            });
            Some((false, near.collect::<Vec<_>>()))
        } else {
            let next = next.into_iter().filter_map(|number| {
                let (number, place) = with_place(number)?;
                Some((number, place, None))
            });
            Some((true, next.collect()))
        }
    });
    let (is_next, places) = around.filter(|(_, places)| !places.is_empty())?;
    let items: Vec<_> = places
        .into_iter()
        .map(|(number, place, kilometres)| {
            let finding = i18n::finding(i18n, place.finding());
            let far = kilometres.map(|kilometres| distance(i18n, kilometres) + " · ");
            view! { <li><Named number place/> <span class="imprint">{far} {finding}</span></li> }
        })
        .collect();
    let title = if is_next {
        t_string!(i18n, panel.neighbours)
    } else {
        t_string!(i18n, panel.nearby)
    };
    Some(view! {
        <section class="related around"><h3>{title}</h3><ul>{items}</ul></section>
    })
}

/// A link to a place, and what it lies in.
#[component]
fn Named(number: PlaceIndex, place: Place) -> impl IntoView {
    let i18n = use_i18n();
    let app = expect_context::<AppState>();
    let above = place.parents.first().copied();
    let above = above.and_then(|above| app.place_untracked(above));
    let above = above.map(|above| format!(", {}", above.name_in(super::app::language_tag(i18n))));
    view! { <PlaceLink number place/> {above} }
}
