//! One policy: what it is, when, whether it holds, what it provides, and who says so.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::sources::Sources;
use crate::{
    data::RecordPart,
    domain::{CarriedOut, Policy},
    state::i18n::{self, use_i18n},
};

/// Language that titles, summaries and notes of the record are written in.
pub const RECORD_LANGUAGE: &str = "en";

#[component]
pub fn PolicyArticle(policy: Policy, part: RecordPart) -> impl IntoView {
    let i18n = use_i18n();
    let Policy {
        title,
        instrument,
        adopted,
        ended,
        status,
        carried_out,
        provisions,
        summary,
        sources,
    } = policy;
    let written = move |date: Option<crate::domain::PartialDate>| {
        date.map_or_else(
            || t_string!(i18n, panel.date_unknown).to_owned(),
            |date| i18n::date(i18n, date),
        )
    };
    let provisions = provisions
        .into_iter()
        .map(|provision| view! { <li data-provision=provision.code()>{i18n::provision(i18n, provision)}</li> })
        .collect::<Vec<_>>();
    view! {
        <article class="policy">
            <h4 lang=RECORD_LANGUAGE>{title}</h4>
            <p class="facts">
                <span class="instrument">{i18n::instrument(i18n, instrument)}</span>
                " · " {t_string!(i18n, panel.adopted)} " " {written(adopted)}
                {ended.map(|_| view! { " · " {t_string!(i18n, panel.ended)} " " {written(ended)} })}
            </p>
            <p class="status" data-status=status.code()>{i18n::status(i18n, status)}</p>
            {(carried_out != CarriedOut::Unknown).then(|| view! {
                <p class="carried-out">{t_string!(i18n, panel.carried_out)} ": " {i18n::carried_out(i18n, carried_out)}</p>
            })}
            {(!summary.is_empty()).then(|| view! { <p class="summary" lang=RECORD_LANGUAGE>{summary}</p> })}
            {(!provisions.is_empty()).then(|| view! {
                <h5 class="visually-hidden">{t_string!(i18n, panel.provisions)}</h5>
                <ul class="provisions">{provisions}</ul>
            })}
            <Sources ids=sources part/>
        </article>
    }
}
