//! One policy: what it is, when, whether it holds, what it provides, and who says so.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{events::Events, sources::Cites};
use crate::{
    data::{Bibliography, RecordPart},
    domain::{CarriedOut, Policy, Status},
    state::i18n::{self, use_i18n},
};

/// Language that titles, summaries and notes of the record are written in.
pub const RECORD_LANGUAGE: &str = "en";

#[component]
pub fn PolicyArticle(
    policy: Policy,
    part: RecordPart,
    bibliography: Arc<Bibliography>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Policy {
        title,
        instrument,
        adopted,
        known_by,
        effective,
        ended,
        status,
        carried_out,
        provisions,
        summary,
        events,
        note,
        needs_check,
        sources,
        ..
    } = policy;
    let latest = sources
        .iter()
        .filter_map(|id| part.source(id)?.date)
        .max()
        .filter(|_| status == Status::InForce);
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
                {known_by.map(|_| view! { ", " {t_string!(i18n, panel.known_by)} " " {written(known_by)} })}
                {effective.map(|_| view! { " · " {t_string!(i18n, panel.effective)} " " {written(effective)} })}
                {ended.map(|_| view! { " · " {t_string!(i18n, panel.ended)} " " {written(ended)} })}
                <Cites ids=sources bibliography=bibliography.clone()/>
            </p>
            <p class="status-line">
                <span class="status" data-status=status.code()>{i18n::status(i18n, status)}</span>
                {latest.map(|date| view! {
                    <span class="latest">" " {t_string!(i18n, panel.latest_source)} " " {i18n::date(i18n, date)}</span>
                })}
            </p>
            {(carried_out != CarriedOut::Unknown).then(|| view! {
                <p class="carried-out">{t_string!(i18n, panel.carried_out)} ": " {i18n::carried_out(i18n, carried_out)}</p>
            })}
            {(!summary.is_empty()).then(|| view! { <p class="summary" lang=RECORD_LANGUAGE>{summary}</p> })}
            {(!provisions.is_empty()).then(|| view! {
                <h5 class="visually-hidden">{t_string!(i18n, panel.provisions)}</h5>
                <ul class="provisions">{provisions}</ul>
            })}
            {(!note.is_empty()).then(|| view! { <p class="policy-note" lang=RECORD_LANGUAGE>{note}</p> })}
            {(!needs_check.is_empty()).then(|| view! { <NeedsCheck text=needs_check/> })}
            {(!events.is_empty()).then(|| view! {
                <div class="policy-events">
                    <h5>{t_string!(i18n, panel.what_happened)}</h5>
                    <Events events bibliography/>
                </div>
            })}
        </article>
    }
}

/// A sentence on what should be checked before anyone relies on the record.
#[component]
pub fn NeedsCheck(text: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="needs-check">
            <strong>{t_string!(i18n, panel.needs_check)} ": "</strong>
            <span lang=RECORD_LANGUAGE>{text}</span>
        </p>
    }
}
