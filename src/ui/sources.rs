//! The publications that claims rest on: numbers at the claims, one list at the end.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use leptos_i18n::t_string;

use super::app::focus;
use crate::{
    data::Bibliography,
    domain::Source,
    state::{
        AppState,
        i18n::{self, use_i18n},
        url::Route,
    },
};

/// Id of the entry of a source.
fn entry(number: usize) -> String {
    format!("source-{number}")
}

/// The numbers of some sources, each a link to its entry.
#[component]
pub fn Cites(ids: Vec<String>, bibliography: Arc<Bibliography>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    // A bare fragment would lead to the site's base.
    let page = state
        .address
        .with_untracked(|address| match &address.route {
            Route::Place(id) => state.place_link(id),
            _ => String::new(),
        });
    let links: Vec<_> = bibliography
        .numbers(&ids)
        .into_iter()
        .enumerate()
        .map(|(at, number)| {
            let comma = (at > 0).then_some(", ");
            let label = format!("{} {number}", t_string!(i18n, panel.source_n));
            let go = move |event: ev::MouseEvent| {
                if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                    event.prevent_default();
                    focus(&entry(number));
                }
            };
            view! { {comma} <a href=format!("{page}#{}", entry(number)) aria-label=label on:click=go>{number}</a> }
        })
        .collect();
    (!links.is_empty()).then(|| view! { <sup class="cites">{links}</sup> })
}

/// All sources of a record by kind, numbered.
#[component]
pub fn SourceList(bibliography: Arc<Bibliography>) -> impl IntoView {
    let i18n = use_i18n();
    let groups: Vec<_> = bibliography
        .by_kind()
        .map(|(first, kind, sources)| {
            let items: Vec<_> = (first..)
                .zip(sources.iter().cloned())
                .map(|(number, source)| {
                    view! { <li id=entry(number) tabindex="-1"><SourceLine source is_grouped=true/></li> }
                })
                .collect();
            view! {
                <h4>{i18n::source_kind(i18n, kind)}</h4>
                <ol start=first>{items}</ol>
            }
        })
        .collect();
    (!groups.is_empty()).then(|| {
        view! {
            <section class="sources">
                <h3>{t_string!(i18n, panel.sources)}</h3>
                {groups}
            </section>
        }
    })
}

/// Title as a link, publisher, date and kind; without the kind where it stands above a group.
#[component]
pub fn SourceLine(source: Source, #[prop(optional)] is_grouped: bool) -> impl IntoView {
    let i18n = use_i18n();
    let Source {
        title,
        publisher,
        date,
        url,
        kind,
        ..
    } = source;
    let linked = url.is_some();
    let title = match url {
        Some(url) => view! { <a class="source" href=url target="_blank" rel="noopener noreferrer">{title}</a> }.into_any(),
        None => view! { <cite>{title}</cite> }.into_any(),
    };
    let date = {
        date.map_or_else(
            || t_string!(i18n, panel.source_undated).to_owned(),
            |date| i18n::date(i18n, date),
        )
    };
    view! {
        {title}
        <span class="imprint">
            {publisher} ", " {date}
            {(!is_grouped).then(|| view! { " · " {i18n::source_kind(i18n, kind)} })}
            {(!linked).then(|| view! { " · " {t_string!(i18n, panel.source_no_link)} })}
        </span>
    }
}
