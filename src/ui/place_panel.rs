//! Everything on file about one place, and what lies above it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_i18n::{t, t_string};
use leptos_use::use_resize_observer;

use super::{
    app::{Prerendered, focus, language_tag},
    clipboard::copy_and_tell,
    correct::Correct,
    events::Events,
    history_strip::HistoryStrip,
    lens_title::as_of,
    place_link::PlaceLink,
    policy::{NeedsCheck, PolicyArticle, RECORD_LANGUAGE},
    provisions::Meanings,
    related::{Around, SimilarPlaces},
    sources::{Cites, SourceList},
    standing::{Above, Standing},
    swatch::SymbolSwatch,
    text_link::TextLink,
    uncertain::Uncertain,
};
use crate::{
    data::{Bibliography, Place, PlaceIndex, RecordPart},
    domain::{Certainty, Finding, Listing, Provisions, Record},
    geo::Covered,
    scene::Theme,
    state::{
        AppState, Stage, host_follows_height,
        i18n::{self, I18n, use_i18n},
        url::{Route, TextPage},
    },
};

/// The panel beside the map; on a phone a sheet over its lower part.
#[component]
pub fn PlacePanel(theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let panel = NodeRef::<leptos::html::Aside>::new();
    let place = Memo::new(move |_| {
        let number = state.selected.get()?;
        state
            .world
            .with(|world| Some((number, world.as_ref()?.atlas.get(number)?.clone())))
    });
    let wanted = move || {
        state.address.with(|address| match &address.route {
            Route::Place(id) => id.clone(),
            _ => String::new(),
        })
    };
    let is_unknown = Memo::new(move |_| {
        place.with(Option::is_none) && state.complete.get() && state.has_all_towns.get()
    });

    Effect::new(move |_| {
        if let Some((number, _)) = place.get() {
            state.want_record(number);
            state.want(Stage::Tenures);
            mark("atlas:panel-open");
        }
        if let Some(element) = panel.get() {
            element.set_scroll_top(0);
        }
    });
    // The map keeps the chosen place out from under the panel, however large it grows.
    let cover = move |size: (f64, f64)| {
        // Below the map it covers nothing.
        if host_follows_height() {
            return;
        }
        state.cover(Covered::by_panel(size, state.viewport.get_untracked()));
    };
    // At once, as the first picture comes before the first report of the observer.
    Effect::new(move |_| {
        if let Some(panel) = panel.get() {
            let bounds = panel.get_bounding_client_rect();
            cover((bounds.width(), bounds.height()));
        }
    });
    let _ = use_resize_observer(panel, move |entries, _| {
        if let Some(entry) = entries.first() {
            let bounds = entry.target().get_bounding_client_rect();
            cover((bounds.width(), bounds.height()));
        }
    });
    on_cleanup(move || state.cover(Covered::default()));

    // The focus goes back to the map rather than being lost with the panel.
    let close = move || {
        state.close();
        focus("map");
    };
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    // The body is built anew for another place, another language, and once all counties (which
    // may be parents) are known; inside it, words are plain strings.
    let body = move || {
        i18n.get_locale();
        state.complete.track();
        if let Some(html) = still_text(
            state,
            i18n,
            &wanted(),
            place.get().and_then(|(_, place)| place.part),
            place.with(Option::is_some),
        ) {
            return view! { <div class="panel-body" inner_html=html></div> }.into_any();
        }
        match place.get() {
        Some((number, place)) => view! { <div class="panel-body"><PlaceBody number place theme/></div> }.into_any(),
        None if is_unknown.get() => view! {
            <p class="unknown-place">{t!(i18n, problem.unknown_place, id = wanted)}</p>
            <Show when=move || !state.address.with(|address| address.embed)>
                <p class="actions">
                    <button type="button" on:click=move |_| focus("search")>{t!(i18n, search.label)}</button>
                </p>
            </Show>
        }
        .into_any(),
        None => view! { <p class="loading">{t!(i18n, panel.loading)}</p> }.into_any(),
    }
    };
    view! {
        <aside
            id="panel"
            class="panel"
            class:unknown=move || is_unknown.get()
            node_ref=panel
            tabindex="-1"
            aria-label=move || leptos_i18n::t_string!(i18n, panel.title)
            data-place=move || place.with(|place| place.as_ref().map(|(_, place)| place.id.clone()))
            on:keydown=close_on_escape
        >
            <button type="button" class="close" on:click=move |_| close() aria-label=move || leptos_i18n::t_string!(i18n, panel.close)>
                <span aria-hidden="true">"×"</span>
            </button>
            {body}
        </aside>
    }
}

/// The text that the page came with, while what the app would show of this place is not loaded yet.
fn still_text(
    state: AppState,
    i18n: I18n,
    wanted: &str,
    part: Option<u16>,
    is_known: bool,
) -> Option<String> {
    let prerendered = use_context::<StoredValue<Option<Prerendered>>>()?.get_value()?;
    // What rests on the lives of all policies would push down what is below it; without them, the rest is shown.
    let has_tenures = state.tenures.with(Option::is_some)
        || state.failures.with(|failures| {
            let mut failures = failures.iter();
            failures.any(|failure| failure.stage == Stage::Tenures)
        });
    let is_loaded = is_known
        && has_tenures
        && part.is_none_or(|part| state.parts.with(|parts| parts.contains_key(&part)));
    let fits = prerendered.route == Route::Place(wanted.to_owned())
        && prerendered.language == language_tag(i18n);
    (fits && !is_loaded).then_some(prerendered.text.html)
}

/// Sets a performance mark.
fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        let _ = performance.mark(name);
    }
}

/// Everything on file about a place, for the panel and for cards.
#[component]
pub fn PlaceBody(number: PlaceIndex, place: Place, theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let kind = i18n::kind(i18n, &place);
    let name = place.name_in(language_tag(i18n)).to_owned();
    let parents: Vec<(PlaceIndex, Place)> = state.world.with_untracked(|world| {
        let atlas = world.as_ref().map(|world| &world.atlas);
        atlas
            .map(|atlas| {
                atlas
                    .parents(&place)
                    .map(|(number, place)| (number, place.clone()))
                    .collect()
            })
            .unwrap_or_default()
    });
    let lies_in = (!parents.is_empty()).then(|| {
        let links = parents
            .iter()
            .cloned()
            .enumerate()
            .map(|(at, (number, place))| {
                view! { {(at > 0).then_some(", ")} <PlaceLink number place/> }
            });
        view! { <p class="parents">{t_string!(i18n, panel.lies_in)} " " {links.collect_view()}</p> }
    });
    let record = {
        let (id, part) = (place.id.clone(), place.part);
        Memo::new(move |_| {
            let part = part?;
            state.parts.with(|parts| {
                let part = parts.get(&part)?;
                Some((part.record(&id)?.clone(), part.clone()))
            })
        })
    };
    let dispute = (!place.dispute.is_empty()).then(|| {
        view! { <section class="dispute"><h3>{t_string!(i18n, panel.dispute)}</h3><p lang=RECORD_LANGUAGE>{place.dispute.clone()}</p></section> }
    });
    let population = (place.population > 0).then_some(place.population);
    let finding = view! { <FindingThen number place=place.clone() theme/> }.into_any();
    let has_record = place.has_record();
    let correct = view! { <Correct id=place.id.clone() name=name.clone()/> };
    let body = {
        let name = name.clone();
        move || match record.get() {
            Some((record, part)) => view! { <RecordBody number record part/> }.into_any(),
            None if has_record => {
                view! { <p class="loading">{t_string!(i18n, panel.loading)}</p> }.into_any()
            }
            None => {
                let name = name.clone();
                view! {
                    <p class="nothing">{t!(i18n, panel.nothing, name = name)}</p>
                    <p class="note">{t_string!(i18n, panel.nothing_note)}</p>
                }
                .into_any()
            }
        }
    };
    view! {
        <header class="place-head">
            <p class="kind">
                {kind}
                {population.map(|people| view! {
                    " · " {t_string!(i18n, panel.population)} " " {i18n::number(i18n, people)}
                })}
            </p>
            <h2>{name.clone()}</h2>
            {lies_in}
            {finding}
            <Standing place=number/>
            <PlaceActions number/>
        </header>
        {dispute}
        {body}
        <Above parents theme/>
        <SimilarPlaces place=number/>
        <Around place=number/>
        {correct}
    }
}

/// What the place's own policies amount to at the date of the map.
#[component]
fn FindingThen(number: PlaceIndex, place: Place, theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let (finding, basis) = (place.finding(), place.basis);
    let then = Memo::new(move |_| {
        let then = state.date.get().and_then(|_| state.state_of(number));
        then.map_or((finding, basis), |then| (then.finding, then.basis))
    });
    move || {
        let (finding, basis) = then.get();
        let date = state.date.get().map(|date| as_of(i18n, date));
        let words = match (finding, &date) {
            (Finding::NoRecord, Some(_)) => t_string!(i18n, lens.nothing_then),
            _ => i18n::finding(i18n, finding),
        };
        view! {
            {date.map(|date| view! { <p class="as-of">{date}</p> })}
            <p class="finding" data-finding=finding.code()>
                {(finding != Finding::NoRecord).then(|| view! { <SymbolSwatch look=finding theme/> })}
                <span>
                    <strong>{words}</strong>
                    {basis.filter(|_| matches!(finding, Finding::Model(_))).map(|basis| view! {
                        <span class="basis">", " {i18n::basis(i18n, basis)}</span>
                    })}
                </span>
            </p>
            {(finding != Finding::NoRecord).then(|| view! {
                <p class="finding-text">{i18n::finding_text(i18n, finding)}</p>
            })}
        }
        .into_any()
    }
}

/// Show on the map, copy the link.
#[component]
fn PlaceActions(number: PlaceIndex) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let copied = RwSignal::new(false);
    let compare = move |_| {
        let id = state
            .world
            .with_untracked(|world| Some(world.as_ref()?.atlas.get(number)?.id.clone()));
        state.visit(Route::Compare(id.into_iter().collect()));
    };
    let is_embed = state.address.with_untracked(|address| address.embed);
    view! {
        <p class="actions">
            <button type="button" class="show-on-map" on:click=move |_| state.fit_place(number)>{t_string!(i18n, panel.show_on_map)}</button>
            <button type="button" class="copy-link" on:click=move |_| copy_and_tell(state.share_link(), copied)>{t_string!(i18n, panel.copy_link)}</button>
            {(!is_embed).then(|| view! {
                <button type="button" class="compare" on:click=compare>{t_string!(i18n, compare.button)}</button>
            })}
            // `public/share.js` knows the class.
            {(!is_embed).then(|| view! {
                <button type="button" class="share">{t_string!(i18n, share.button)}</button>
            })}
            <span role="status">{move || copied.get().then(|| t_string!(i18n, panel.copied))}</span>
        </p>
    }
}

/// Whether a policy holds on the date of the map, where that is not the day of the record.
#[component]
fn HeldThen(number: PlaceIndex, at: usize) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let held = Memo::new(move |_| {
        state.date.get()?;
        let then = state.state_of(number)?;
        then.policies.get(at).map(|holding| holding.certainty)
    });
    move || {
        let words = match held.get()? {
            Certainty::Yes => t_string!(i18n, time.held),
            Certainty::Perhaps => t_string!(i18n, time.perhaps_held),
            Certainty::No => t_string!(i18n, time.not_held),
        };
        Some(view! { <p class="as-of">{words}</p> })
    }
}

#[component]
fn RecordBody(number: PlaceIndex, record: Record, part: RecordPart) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let bibliography = Arc::new(Bibliography::of(&record, &part));
    let today = state
        .world
        .with_untracked(|world| world.as_ref().map(|world| world.atlas.index.date));
    let history = today.map(|today| view! { <HistoryStrip record=record.clone() today/> });
    let uncertain = view! { <Uncertain place=number record=record.clone() part=part.clone()/> };
    let provisions = record.policies.iter().flat_map(|policy| &policy.provisions);
    let provisions: Provisions = provisions.copied().collect();
    let terms = state.place_untracked(number).map(|place| {
        let terms = part.terms_of(&place.id, &record);
        terms.cloned().collect()
    });
    let terms = terms.unwrap_or_default();
    let Record {
        policies,
        listings,
        events,
        as_of,
        checked,
        confidence,
        needs_check,
        notes,
        join_note,
        ..
    } = record;
    let count = policies.len() as u32;
    let articles = {
        let (part, bibliography) = (part.clone(), bibliography.clone());
        policies
            .into_iter()
            .enumerate()
            .map(move |(at, policy)| {
                view! {
                    <div class="policy-then">
                        <PolicyArticle policy part=part.clone() bibliography=bibliography.clone()/>
                        <HeldThen number at/>
                    </div>
                }
                .into_any()
            })
            .collect_view()
    };
    let as_of = {
        as_of.map_or_else(
            || t_string!(i18n, panel.as_of_unknown).to_owned(),
            |date| i18n::date(i18n, date),
        )
    };
    view! {
        {(count > 0).then(|| view! {
            <section class="policies">
                <h3>{i18n::counted(i18n, t_string!(i18n, panel.policies_1), t_string!(i18n, panel.policies_n), count)}</h3>
                {articles}
                <Meanings provisions terms/>
            </section>
        })}
        {history}
        {(!events.is_empty()).then(|| view! {
            <section class="events">
                <h3>{t_string!(i18n, panel.events)}</h3>
                <Events events bibliography=bibliography.clone()/>
            </section>
        })}
        {(!listings.is_empty()).then(|| view! { <Listings listings part=part.clone() bibliography=bibliography.clone()/> })}
        {uncertain}
        {(!needs_check.is_empty()).then(|| view! { <NeedsCheck text=needs_check/> })}
        {(!notes.is_empty() || !join_note.is_empty()).then(|| view! {
            <section class="record-notes">
                <h3>{t_string!(i18n, panel.notes)}</h3>
                {(!notes.is_empty()).then(|| view! { <p lang=RECORD_LANGUAGE>{notes}</p> })}
                {(!join_note.is_empty()).then(|| view! { <p lang=RECORD_LANGUAGE>{join_note}</p> })}
            </section>
        })}
        <SourceList bibliography/>
        <p class="as-of">
            {t_string!(i18n, panel.as_of)} " " {as_of}
            " · " {t_string!(i18n, panel.checked)} " " {i18n::date(i18n, checked)}
            " · " {t_string!(i18n, panel.confidence)} ": " {i18n::confidence(i18n, confidence)}
        </p>
        {(language_tag(i18n) != "en").then(|| view! {
            <p class="note">{t_string!(i18n, panel.record_language)}</p>
        })}
    }
}

#[component]
fn Listings(
    listings: Vec<Listing>,
    part: RecordPart,
    bibliography: Arc<Bibliography>,
) -> impl IntoView {
    let i18n = use_i18n();
    let count = listings.len() as u32;
    let items = listings.into_iter().map(|listing| {
        let list = part.list(&listing.list).cloned();
        let cites = {
            let bibliography = bibliography.clone();
            view! { <Cites ids=vec![listing.source.clone()] bibliography/> }
        };
        let withdrawn = list.as_ref().and_then(|list| list.withdrawn);
        let (id, name, publisher, date, note) = match list {
            Some(list) => (list.id, list.name, list.publisher, list.date, list.note),
            None => (listing.list.clone(), listing.list, String::new(), None, String::new()),
        };
        let page = TextPage::List(id);
        let fate = [
            (listing.added, t_string!(i18n, panel.listing_added)),
            (listing.dropped, t_string!(i18n, panel.listing_dropped)),
            (withdrawn, t_string!(i18n, panel.list_withdrawn)),
        ];
        let fate: Vec<_> = fate
            .into_iter()
            .filter_map(|(date, words)| Some(view! { <span class="fate">{words} " " {i18n::date(i18n, date?)}</span> }))
            .collect();
        let disputed = listing.disputed.map(|dispute| {
            let bibliography = bibliography.clone();
            view! {
                <p class="disputed">
                    <strong>{t_string!(i18n, panel.disputed)}</strong>
                    {dispute.date.map(|date| view! { " (" {i18n::date(i18n, date)} ")" })}
                    ": " <span lang=RECORD_LANGUAGE>{dispute.summary}</span>
                    <Cites ids=vec![dispute.source] bibliography/>
                </p>
            }
        });
        view! {
            <li>
                <strong><TextLink page words=name of_record=true/></strong>
                {cites}
                <span class="imprint">{publisher} {date.map(|date| view! { ", " {i18n::date(i18n, date)} })}</span>
                {fate}
                {(!note.is_empty()).then(|| view! { <span class="list-note" lang=RECORD_LANGUAGE>{note}</span> })}
                {disputed}
            </li>
        }
    });
    view! {
        <section class="listings">
            <h3>{i18n::counted(i18n, t_string!(i18n, panel.listings_1), t_string!(i18n, panel.listings_n), count)}</h3>
            <p class="note">{t_string!(i18n, panel.listings_note)}</p>
            <ul>{items.collect_view()}</ul>
        </section>
    }
}
