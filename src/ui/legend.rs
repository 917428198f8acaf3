//! What colours, patterns and symbols mean, with the number of places of each.

use leptos::prelude::*;
use leptos_i18n::{t, t_string};

use super::swatch::Swatch;
use crate::{
    domain::Finding,
    scene::Theme,
    state::{
        AppState,
        i18n::{self, use_i18n},
        url::Route,
    },
};

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
    let is_open = move || {
        let has_room = !narrow.get() && (wide.get() || !has_panel());
        opened.get().unwrap_or(has_room)
    };
    let counts = Memo::new(move |_| {
        state
            .world
            .with(|world| world.as_ref().map(|world| world.atlas.counts()))
    });
    let entries = Finding::ALL
        .into_iter()
        .filter(|&finding| finding != Finding::NoRecord)
        .map(move |finding| {
            let count = move || counts.get().map(|counts| counts[finding.position()]);
            let shown = move || {
                count()
                    .map(|count| i18n::number(i18n, count as u32))
                    .unwrap_or_default()
            };
            let spoken = move || {
                let phrases = (
                    t_string!(i18n, legend.count_1),
                    t_string!(i18n, legend.count_n),
                );
                count().map(|count| i18n::counted(i18n, phrases.0, phrases.1, count as u32))
            };
            view! {
                <li data-finding=finding.code() title=move || i18n::finding_text(i18n, finding)>
                    <Swatch finding theme/>
                    <span class="name">{move || i18n::finding(i18n, finding)}</span>
                    <span class="count" aria-hidden="true">{shown}</span>
                    <span class="visually-hidden">{spoken}</span>
                </li>
            }
        });
    view! {
        <section id="legend" class="legend" aria-label=move || t_string!(i18n, legend.title)>
            <h2>
                <button
                    type="button"
                    aria-expanded=move || is_open().to_string()
                    aria-controls="legend-body"
                    on:click=move |_| opened.set(Some(!is_open()))
                >
                    {t!(i18n, legend.title)}
                    <span class="chevron" aria-hidden="true"></span>
                </button>
            </h2>
            <div id="legend-body" hidden=move || !is_open()>
                <ul>{entries.collect_view()}</ul>
                <p class="note">{t!(i18n, legend.note)}</p>
            </div>
        </section>
    }
}
