//! All that the map shows, as a table: to sort, choose, copy and take away.

use std::sync::Arc;

use leptos::{html, prelude::*};
use leptos_i18n::t_string;

use super::{
    app::language_tag,
    clipboard::copy,
    data_grid::DataGrid,
    explore_bar::{Chips, FilterButton},
    filter_panel::FilterPanel,
};
use crate::{
    data::PlaceIndex,
    explore::{Column, Format, Lens, Order, Row, sort},
    paint::save_text,
    scene::Theme,
    state::{
        AppState, MOST_COMPARED, Stage,
        i18n::{self, use_i18n},
        url::Route,
    },
};

#[component]
pub fn TablePage(theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let view = Memo::new(move |_| state.table_view());
    let of_policies = move || view.get().of_policies;
    let order = Memo::new(move |_| view.get().order);
    let unsorted =
        Memo::new(move |_| Arc::new(state.table_rows(language_tag(i18n), of_policies())));
    let rows = Memo::new(move |_| {
        let mut rows = Vec::clone(&unsorted.get());
        sort(&mut rows, order.get());
        Arc::new(rows)
    });
    let columns = Memo::new(move |_| {
        let all: &[Column] = if of_policies() {
            &Column::OF_POLICIES
        } else {
            &Column::OF_PLACES
        };
        let is_model = state.classes.with(|classes| classes.lens == Lens::Model);
        let is_shown = |column: &&Column| **column != Column::Class || !is_model;
        all.iter().filter(is_shown).copied().collect::<Vec<_>>()
    });
    let chosen = RwSignal::new(Vec::<PlaceIndex>::new());
    Effect::new(move |_| {
        if state.world.with(Option::is_some) {
            state.want(Stage::Tenures);
        }
    });
    // The records of all places: for rows of policies, and for downloads.
    let on_file = move || {
        state.world.with(|world| {
            let places = world.as_ref().map(|world| world.atlas.places.len());
            0..places.unwrap_or(0) as PlaceIndex
        })
    };
    let has_policies = Memo::new(move |_| !of_policies() || state.want_records(on_file()));
    Effect::new(move |_| {
        has_policies.get();
    });
    let press = move |column: Column| {
        state.show_table(|view| view.order = view.order.pressed(column));
    };
    let show = move |of_policies: bool| {
        state.show_table(|view| {
            view.of_policies = of_policies;
            view.order = Order::default();
        });
    };
    let kinds = move || {
        [
            (false, t_string!(i18n, table.places)),
            (true, t_string!(i18n, table.policies)),
        ]
        .map(|(kind, words)| {
            view! {
                <button type="button" aria-pressed=move || (of_policies() == kind).to_string() on:click=move |_| show(kind)>{words}</button>
            }
        })
        .collect_view()
    };
    let counted = move || {
        let phrases = if of_policies() {
            (
                t_string!(i18n, table.policy_count_1),
                t_string!(i18n, table.policy_count_n),
            )
        } else {
            (
                t_string!(i18n, table.count_1),
                t_string!(i18n, table.count_n),
            )
        };
        let count = rows.with(|rows| rows.len()) as u32;
        if state.world.with(Option::is_none) {
            t_string!(i18n, pages.loading).to_owned()
        } else if !has_policies.get() {
            t_string!(i18n, table.gathering).to_owned()
        } else if count == 0 {
            t_string!(i18n, table.none).to_owned()
        } else {
            i18n::counted(i18n, phrases.0, phrases.1, count)
        }
    };
    let has_filters = RwSignal::new(false);
    let filter_button = NodeRef::<html::Button>::new();
    let close_filters = move |()| {
        has_filters.set(false);
        if let Some(button) = filter_button.get_untracked() {
            let _ = button.focus();
        }
    };
    view! {
        <main id="table" class="table-page">
            <div class="table-head">
                <h2 id="text-title" tabindex="-1">{move || t_string!(i18n, table.title)}</h2>
                <p class="lead">{move || t_string!(i18n, table.lead)}</p>
                <div class="table-tools">
                    <div class="choice-of" role="group" aria-label=move || t_string!(i18n, table.rows)>{kinds}</div>
                    <FilterButton node_ref=filter_button is_open=has_filters/>
                    <p class="table-count" role="status">{counted}</p>
                    <TakeAway rows/>
                    <Chosen chosen/>
                </div>
            </div>
            <Chips/>
            <Show when=move || has_filters.get()>
                <FilterPanel on_close=close_filters/>
            </Show>
            <DataGrid rows columns order press chosen theme/>
        </main>
    }
}

/// What is chosen, and the way to its comparison.
#[component]
fn Chosen(chosen: RwSignal<Vec<PlaceIndex>>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let count = move || chosen.with(Vec::len);
    let compare = move |_| {
        let ids = state.world.with_untracked(|world| {
            let atlas = world.as_ref().map(|world| &world.atlas);
            let id = |place: &PlaceIndex| Some(atlas?.get(*place)?.id.clone());
            chosen
                .with_untracked(|chosen| chosen.iter().take(MOST_COMPARED).filter_map(id).collect())
        });
        state.visit(Route::Compare(ids));
    };
    let words = move || {
        if count() == 0 {
            return t_string!(i18n, table.chosen_0).to_owned();
        }
        i18n::counted(
            i18n,
            t_string!(i18n, table.chosen_1),
            t_string!(i18n, table.chosen_n),
            count().min(MOST_COMPARED) as u32,
        )
    };
    view! {
        <div class="chosen">
            <button type="button" class="compare" disabled=move || count() == 0 on:click=compare>{words}</button>
            <Show when=move || { count() > 0 }>
                <button type="button" on:click=move |_| chosen.set(Vec::new())>{move || t_string!(i18n, table.clear)}</button>
            </Show>
            <span role="status">{move || (count() > MOST_COMPARED).then(|| t_string!(i18n, table.most))}</span>
        </div>
    }
}

/// Copy and download what is shown, once the records with their sources are there.
#[component]
fn TakeAway(rows: Memo<Arc<Vec<Arc<Row>>>>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let wanted = RwSignal::new(None::<Format>);
    let done = RwSignal::new(None::<(Format, usize)>);
    let is_refused = RwSignal::new(false);
    let take = move |format: Format| {
        done.set(None);
        is_refused.set(false);
        wanted.set(Some(format));
    };
    Effect::new(move |_| {
        let Some(format) = wanted.get() else { return };
        let rows = rows.get_untracked();
        if !state.want_records(rows.iter().map(|row| row.place)) {
            return;
        }
        wanted.set(None);
        let Some(text) = state.download(format, &rows) else {
            return;
        };
        let count = rows.len();
        if format == Format::Tabs {
            leptos::task::spawn_local(async move {
                let is_done = copy(&text).await;
                is_refused.set(!is_done);
                done.set(is_done.then_some((format, count)));
            });
        } else {
            let name = format!("sanctuary-atlas.{}", format.extension());
            save_text(&document(), &text, format.media_type(), &name);
            done.set(Some((format, count)));
        }
    });
    let said = move || {
        if wanted.with(Option::is_some) {
            return Some(t_string!(i18n, table.gathering).to_owned());
        }
        if is_refused.get() {
            return Some(t_string!(i18n, table.not_copied).to_owned());
        }
        let (format, count) = done.get()?;
        let (one, many) = if format == Format::Tabs {
            (
                t_string!(i18n, table.copied_1),
                t_string!(i18n, table.copied_n),
            )
        } else {
            (
                t_string!(i18n, table.saved_1),
                t_string!(i18n, table.saved_n),
            )
        };
        Some(i18n::counted(i18n, one, many, count as u32))
    };
    let formats = [
        ("CSV", Format::Csv),
        ("JSON", Format::Json),
        ("GeoJSON", Format::GeoJson),
    ]
    .map(|(name, format)| {
        view! { <button type="button" data-save=format.extension() on:click=move |_| take(format)>{name}</button> }
    });
    view! {
        <div class="take-away" role="group" aria-label=move || t_string!(i18n, table.download)>
            <button type="button" data-save="tsv" on:click=move |_| take(Format::Tabs)>{move || t_string!(i18n, table.copy)}</button>
            {formats.into_iter().collect_view()}
            <span role="status">{said}</span>
        </div>
    }
}
