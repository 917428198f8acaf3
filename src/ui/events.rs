//! What happened to a policy or a place: suits, rulings, votes, with their sources.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{policy::RECORD_LANGUAGE, sources::Cites};
use crate::{
    data::Bibliography,
    domain::Event,
    state::{
        AppState,
        i18n::{self, use_i18n},
        url::TextPage,
    },
};

/// Events, oldest first.
#[component]
pub fn Events(events: Vec<Event>, bibliography: Arc<Bibliography>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let items = events.into_iter().map(|event| {
        let date = event.date.map_or_else(
            || t_string!(i18n, panel.date_unknown).to_owned(),
            |date| i18n::date(i18n, date),
        );
        let partly = event
            .in_part
            .then(|| view! { ", " {t_string!(i18n, panel.in_part)} });
        let before = [event.court, event.case].into_iter().flatten();
        let before = before.collect::<Vec<_>>().join(" · ");
        // The case is told in full on the page of the law.
        let before = match event.law.filter(|_| !before.is_empty()) {
            Some(id) => {
                let link = format!("{}#{id}", state.text_link(TextPage::Law));
                Some(view! { <a href=link target="_blank" rel="noopener">{before}</a> }.into_any())
            }
            None => (!before.is_empty()).then(|| before.into_any()),
        };
        view! {
            <li data-event=event.kind.code()>
                <p class="facts">
                    <time>{date}</time> " · "
                    <strong>{i18n::event_kind(i18n, event.kind)}</strong> {partly}
                    <Cites ids=event.sources bibliography=bibliography.clone()/>
                </p>
                {before.map(|before| view! { <p class="case" lang=RECORD_LANGUAGE>{before}</p> })}
                <p class="summary" lang=RECORD_LANGUAGE>{event.summary}</p>
            </li>
        }
    });
    view! { <ol class="event-list">{items.collect_view()}</ol> }
}
