//! The publications a claim rests on.

use leptos::prelude::*;
use leptos_i18n::t_string;

use crate::{
    data::RecordPart,
    domain::Source,
    state::i18n::{self, use_i18n},
};

/// Sources by id, each with publisher, date and link.
#[component]
pub fn Sources(ids: Vec<String>, part: RecordPart) -> impl IntoView {
    let i18n = use_i18n();
    let sources: Vec<Source> = ids
        .iter()
        .filter_map(|id| part.source(id))
        .cloned()
        .collect();
    view! {
        <div class="sources">
            <h5>{t_string!(i18n, panel.sources)}</h5>
            <ol>{sources.into_iter().map(|source| view! { <li><SourceLine source/></li> }).collect_view()}</ol>
        </div>
    }
}

/// Title as a link, publisher, date and kind.
#[component]
pub fn SourceLine(source: Source) -> impl IntoView {
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
            {publisher} ", " {date} " · " {i18n::source_kind(i18n, kind)}
            {(!linked).then(|| view! { " · " {t_string!(i18n, panel.source_no_link)} })}
        </span>
    }
}
