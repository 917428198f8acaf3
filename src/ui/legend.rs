//! What colours, patterns and symbols mean under the lens, with the number of places of each. Its entries are filters.

use leptos::prelude::*;
use leptos_i18n::{t, t_string};

use super::{
    lens_choice::LensChoice, lens_title::lens_title, map_controls::step_among,
    policy::RECORD_LANGUAGE, swatch::Swatch,
};
use crate::{
    domain::{Coverage, Finding},
    explore::{Class, Facet, Lens},
    scene::Theme,
    state::{
        AppState,
        i18n::{self, use_i18n},
        url::Route,
    },
};

/// One line of the legend.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    lens: Lens,
    class: Class,
    coverage: Option<Coverage>,
}

#[component]
pub fn Legend(theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    // On a small map the legend begins folded.
    let narrow = leptos_use::use_media_query("(max-width: 600px), (max-height: 560px)");
    let opened = RwSignal::new(None::<bool>);
    // Beside an open panel the map needs the room, unless there is plenty.
    let wide = leptos_use::use_media_query("(min-width: 1700px)");
    let has_panel = move || state.address.with(|address| address.route != Route::Map);
    // So does the time bar, unless the window is high.
    let high = leptos_use::use_media_query("(min-height: 900px)");
    let is_open = move || {
        let has_room =
            !narrow.get() && (wide.get() || !has_panel()) && (high.get() || !state.shows_time());
        opened.get().unwrap_or(has_room)
    };
    let lens = Memo::new(move |_| state.classes.with(|classes| classes.lens.clone()));
    let entries = Memo::new(move |_| {
        let lens = lens.get();
        let coverage = match lens {
            Lens::List(_) => state.chosen_list().map(|list| list.coverage),
            _ => None,
        };
        let entry = |class| Entry {
            lens: lens.clone(),
            class,
            coverage,
        };
        lens.classes().into_iter().map(entry).collect::<Vec<_>>()
    });
    let is_any_chosen = Memo::new(move |_| {
        state.filters.with(|filters| {
            entries.with(|entries| {
                entries
                    .iter()
                    .any(|entry| filters.has(&Facet::of_class(entry.class)))
            })
        })
    });
    let rows = move || {
        i18n.get_locale();
        entries
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, entry)| view! { <LegendEntry entry is_first=at == 0 theme/> })
            .collect_view()
    };
    let title = move || lens.with(|lens| lens_title(state, i18n, lens));
    view! {
        <section id="legend" class="legend" data-lens=move || lens.with(Lens::kind) aria-label=move || t_string!(i18n, lens.title)>
            <h2>
                <button
                    type="button"
                    aria-expanded=move || is_open().to_string()
                    aria-controls="legend-body"
                    on:click=move |_| opened.set(Some(!is_open()))
                >
                    <span class="title">{title}</span>
                    <span class="chevron" aria-hidden="true"></span>
                </button>
            </h2>
            <div id="legend-body" hidden=move || !is_open()>
                <LensChoice/>
                // One stop on the way through the page: arrow keys go from entry to entry.
                <div
                    role="toolbar"
                    aria-orientation="vertical"
                    aria-label=move || t_string!(i18n, explore.filters)
                    on:keydown=|event| step_among(&event, "button:enabled")
                >
                    <ul class:chosen=is_any_chosen>{rows}</ul>
                </div>
                <LegendNotes lens/>
            </div>
        </section>
    }
}

/// One class: how it looks, how many places have it; pressed, only such places are shown.
#[component]
fn LegendEntry(entry: Entry, is_first: bool, theme: Memo<Theme>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let Entry {
        lens,
        class,
        coverage,
    } = entry;
    let count = Memo::new(move |_| {
        state
            .classes
            .with(|classes| (!classes.counts.is_empty()).then(|| classes.count(class)))
    });
    let shown = move || {
        count
            .get()
            .map(|count| i18n::number(i18n, count))
            .unwrap_or_default()
    };
    let spoken = move || {
        let phrases = (
            t_string!(i18n, legend.count_1),
            t_string!(i18n, legend.count_n),
        );
        count
            .get()
            .map(|count| i18n::counted(i18n, phrases.0, phrases.1, count))
    };
    let finding = match class {
        Class::Finding(finding) => Some(finding),
        _ => None,
    };
    let facet = StoredValue::new(Facet::of_class(class));
    let can_be_chosen = class != Class::Other || lens != Lens::Basis;
    let is_chosen = move || {
        state
            .filters
            .with(|filters| facet.with_value(|facet| filters.has(facet)))
    };
    let name = i18n::class(i18n, &lens, class, coverage);
    view! {
        <li data-class=class.code() data-finding=finding.map(Finding::code)>
            <button
                type="button"
                disabled=!can_be_chosen
                tabindex=(!is_first).then_some("-1")
                aria-pressed=move || is_chosen().to_string()
                title=finding.map(|finding| i18n::finding_text(i18n, finding))
                on:click=move |_| state.toggle(facet.get_value())
            >
                <Swatch look=class theme/>
                <span class="name">{name}</span>
                <span class="count" aria-hidden="true">{shown}</span>
                <span class="visually-hidden">{spoken}</span>
            </button>
        </li>
    }
}

/// What the lens shows and what it does not; what is not sure, not complete or not there.
#[component]
fn LegendNotes(lens: Memo<Lens>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let is_pending = move || state.classes.with(|classes| classes.is_pending);
    let is_unknown = move || state.classes.with(|classes| classes.is_unknown_list);
    let list = Memo::new(move |_| state.chosen_list());
    let means = move || {
        list.get().map(|list| {
            let partial =
                (list.coverage != Coverage::Complete).then(|| t_string!(i18n, lens.partial));
            view! {
                " " {t_string!(i18n, lens.list_means)} " "
                <span lang=RECORD_LANGUAGE>{list.means}</span> " " {partial}
            }
        })
    };
    view! {
        <p class="note">
            {move || lens.with(|lens| i18n::lens_text(i18n, lens))}
            {means}
            " " {move || t_string!(i18n, lens.unsure)}
        </p>
        <Show when=is_unknown>
            <p class="note" role="status">{t!(i18n, lens.unknown_list)}</p>
        </Show>
        <Show when=is_pending>
            <p class="note waiting" role="status">{t!(i18n, lens.loading)}</p>
        </Show>
    }
}
