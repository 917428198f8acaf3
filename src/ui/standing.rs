//! What the law above a place does to it, and how sure that is, in words.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{place_link::PlaceLink, policy::RECORD_LANGUAGE, swatch::SymbolSwatch};
use crate::{
    data::{Place, PlaceIndex},
    domain::{Certainty, Effect, Finding, State},
    scene::Theme,
    state::{
        AppState,
        i18n::{self, use_i18n},
    },
};

/// One or two sentences below the finding: whether it is sure, and whether the law above changes it.
#[component]
pub fn Standing(place: PlaceIndex) -> impl IntoView {
    let i18n = use_i18n();
    let app = expect_context::<AppState>();
    let standing = Memo::new(move |_| app.state_of(place));
    move || {
        let state = standing.get()?;
        let unsure = (state.certainty == Certainty::Perhaps
            && matches!(state.finding, Finding::Model(_)))
        .then(|| {
            let doubt = state.policies.iter().find_map(|holding| holding.doubt);
            let doubt = doubt.map(|doubt| i18n::doubt(i18n, doubt));
            view! { <p class="unsure">{t_string!(i18n, standing.unsure)} " " {doubt}</p> }
        });
        Some(view! {
            {unsure}
            {effect(app, place, &state)}
        })
    }
}

/// The sentence about the law above, with its title and its place linked.
fn effect(app: AppState, place: PlaceIndex, state: &State) -> Option<AnyView> {
    let i18n = use_i18n();
    let above = state.effect.above()?;
    let (number, upper) = app.above(place, above.level)?;
    let sure = above.certainty == Certainty::Yes;
    let words = match (state.effect, sure) {
        (Effect::Overridden(_), true) => t_string!(i18n, standing.overridden),
        (Effect::Overridden(_), false) => t_string!(i18n, standing.perhaps_overridden),
        (Effect::Covered(_), true) => t_string!(i18n, standing.covered),
        (Effect::Covered(_), false) => t_string!(i18n, standing.perhaps_covered),
        (_, true) => t_string!(i18n, standing.mandated),
        (_, false) => t_string!(i18n, standing.perhaps_mandated),
    };
    let title = app.policy_title(number, above.policy);
    let kind = state.effect.kind().map(|kind| kind.code());
    Some(
        view! {
            <p class="effect" data-effect=kind>
                {words} " "
                {title.map(|title| view! { <cite lang=RECORD_LANGUAGE>{title}</cite> " · " })}
                <PlaceLink number place=upper/>
            </p>
        }
        .into_any(),
    )
}

/// What is on file for the county, region and nation above: the finding of each and its policies that
/// hold.
#[component]
pub fn Above(parents: Vec<(PlaceIndex, Place)>, theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let app = expect_context::<AppState>();
    let rows: Vec<_> = parents
        .into_iter()
        .map(|(number, place)| {
            let today = place.finding();
            let finding = Memo::new(move |_| {
                let then = app.date.get().and_then(|_| app.state_of(number));
                then.map_or(today, |then| then.finding)
            });
            app.want_record(number);
            let held = Memo::new(move |_| app.held_titles(number));
            let titles = move || {
                let held = held.get();
                (!held.is_empty()).then(|| {
                    let items = held.into_iter().map(|(title, certainty)| {
                        let perhaps = (certainty == Certainty::Perhaps)
                            .then(|| view! { <span class="perhaps">" " {t_string!(i18n, standing.perhaps)}</span> });
                        view! { <li><cite lang=RECORD_LANGUAGE>{title}</cite> {perhaps}</li> }
                    });
                    view! { <ul class="held">{items.collect_view()}</ul> }
                })
            };
            view! {
                <li data-finding=move || finding.get().code()>
                    {move || match finding.get() {
                        Finding::NoRecord => view! { <span></span> }.into_any(),
                        finding => view! { <SymbolSwatch look=finding theme/> }.into_any(),
                    }}
                    <PlaceLink number place/>
                    <span class="above-finding">{move || i18n::finding(i18n, finding.get())}</span>
                    {titles}
                </li>
            }
            .into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="above"><h3>{t_string!(i18n, panel.above)}</h3><ul>{rows}</ul></section>
        }
    })
}
