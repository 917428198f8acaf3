//! When the policies of several places held, on one axis.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::{compared::Compared, policy::RECORD_LANGUAGE};
use crate::{
    domain::{Policy, Tenure, decimal},
    explore::Axis,
    state::i18n::{self, I18n, use_i18n},
};

#[component]
pub fn Lives(compared: Vec<Compared>) -> impl IntoView {
    let i18n = use_i18n();
    let today = compared.first()?.today;
    let axis = Axis::over(compared.iter().flat_map(|place| &place.tenures), today);
    let places = compared.into_iter().map(|place| {
        let lives = place.policies.iter().zip(&place.tenures);
        let lives = lives.map(|(policy, tenure)| life(i18n, axis, policy, tenure));
        let lives: Vec<_> = lives.collect();
        let none = lives.is_empty().then(|| {
            view! { <p class="note">{t_string!(i18n, compare.no_policies)}</p> }
        });
        view! {
            <section class="lives-of" data-place=place.id>
                <h4>{place.name}</h4>
                {none}
                <ul>{lives}</ul>
            </section>
        }
    });
    let ticks = axis.ticks().into_iter().map(|(year, share)| {
        view! { <text x=percent(share) y="14">{year.to_string()}</text> }
    });
    Some(view! {
        <section class="lives">
            <h3>{t_string!(i18n, compare.timelines)}</h3>
            <p class="note">{t_string!(i18n, compare.timelines_note)}</p>
            {places.collect_view()}
            <div class="life axis" aria-hidden="true">
                <span></span>
                <svg width="100%" height="20" focusable="false">{ticks.collect_view()}</svg>
            </div>
        </section>
    })
}

fn life(i18n: I18n, axis: Axis, policy: &Policy, tenure: &Tenure) -> impl IntoView + use<> {
    let spans = axis.life(tenure).spans.into_iter().map(|span| {
        let class = if span.is_sure { "sure" } else { "unsure" };
        view! { <rect class=class x=percent(span.from) width=percent(span.to - span.from) y="4" height="12"/> }
    });
    let lines = axis.ticks().into_iter().map(|(_, share)| {
        view! { <line x1=percent(share) x2=percent(share) y1="0" y2="100%"/> }
    });
    view! {
        <li class="life">
            <p>
                <cite lang=RECORD_LANGUAGE>{policy.title.clone()}</cite>
                <span class="imprint">{dates(i18n, policy)}</span>
            </p>
            <svg width="100%" height="20" aria-hidden="true" focusable="false">
                {lines.collect_view()}
                {spans.collect_view()}
            </svg>
        </li>
    }
}

/// From when to when, and what is known of it today.
fn dates(i18n: I18n, policy: &Policy) -> String {
    let begun = policy.effective.or(policy.adopted);
    let begun = begun.map_or_else(
        || match policy.known_by {
            Some(date) => {
                let date = i18n::date(i18n, date);
                format!("{} {date}", t_string!(i18n, panel.known_by))
            }
            None => t_string!(i18n, compare.date_unknown).to_owned(),
        },
        |date| i18n::date(i18n, date),
    );
    let ended = policy.ended.map(|date| {
        let date = i18n::date(i18n, date);
        format!(" {} {date}", t_string!(i18n, compare.until))
    });
    let status = i18n::status(i18n, policy.status);
    format!("{begun}{} · {status}", ended.unwrap_or_default())
}

fn percent(share: f64) -> String {
    format!("{}%", decimal::write(share * 100.0))
}
