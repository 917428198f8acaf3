//! The policies of a place on one axis of years: when each held, when that is not sure, what happened. The same
//! in words below.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::policy::RECORD_LANGUAGE;
use crate::{
    domain::{PartialDate, Record, decimal},
    explore::{Axis, FIRST_YEAR},
    state::i18n::{self, use_i18n},
};

/// Height of a policy's row and of the years below, and the width of all years, in units of the picture.
const ROW: u32 = 14;
const YEARS: u32 = 20;
const WIDTH: f64 = 336.0;
/// What is known of a day only is this wide at least.
const NARROWEST: f64 = 1.0;

/// Nothing where no policy has any date.
#[component]
pub fn HistoryStrip(record: Record, today: PartialDate) -> impl IntoView {
    let i18n = use_i18n();
    let moments = moments(&record);
    let first_year = moments
        .first()
        .map_or(FIRST_YEAR, |moment| moment.date.year().min(FIRST_YEAR));
    if moments.is_empty() {
        return None;
    }
    let axis = Axis { first_year, today };
    let at = |share: f64| decimal::write(share * WIDTH);
    let of_date = move |date: PartialDate| axis.share_of(date) * WIDTH;
    let rows: Vec<_> = (0..)
        .zip(&record.policies)
        .map(|(row, policy)| {
            let y = row * ROW + 2;
            let life = axis.life(&policy.tenure(record.model, record.basis));
            let bars: Vec<_> = life
                .spans
                .into_iter()
                .map(|span| {
                    let class = if span.is_sure { "sure" } else { "perhaps" };
                    let width = ((span.to - span.from) * WIDTH).max(NARROWEST);
                    view! { <rect class=class x=at(span.from) y=y width=decimal::write(width) height=ROW - 4/> }
                })
                .collect();
            let events = policy.events.iter().filter_map(|event| event.date);
            let marks: Vec<_> = events
                .map(|date| mark(of_date(date), y))
                .collect();
            view! { {bars} {marks} }
        })
        .collect();
    let count = record.policies.len() as u32;
    // What happened to no policy has a row of its own.
    let others: Vec<_> = record
        .events
        .iter()
        .filter_map(|event| event.date)
        .map(|date| mark(of_date(date), count * ROW + 2))
        .collect();
    let height = (count + u32::from(!others.is_empty())) * ROW;
    let ticks: Vec<_> = axis
        .ticks()
        .into_iter()
        .map(|(year, share)| {
            let x = at(share);
            view! {
                <path d=format!("M{x} 0V{}", height + 4)/>
                <text x=x y=height + 16>{year}</text>
            }
        })
        .collect();
    // A mark of today is half as wide as this beyond the last day.
    let view_box = format!("0 0 {} {}", WIDTH + 6.0, height + YEARS);
    let label = t_string!(i18n, panel.history_picture)
        .replace("{from}", &first_year.to_string())
        .replace("{to}", &today.year().to_string());
    let items: Vec<_> = moments
        .into_iter()
        .map(|moment| {
            let words = match moment.what {
                What::Adopted => t_string!(i18n, panel.adopted),
                What::Effective => t_string!(i18n, panel.effective),
                What::Ended => t_string!(i18n, panel.ended),
                What::Event(kind) => i18n::event_kind(i18n, kind),
            };
            view! {
                <li>
                    <time>{i18n::date(i18n, moment.date)}</time> " · " {words}
                    {moment.title.map(|title| view! { ": " <cite lang=RECORD_LANGUAGE>{title}</cite> })}
                </li>
            }
        })
        .collect();
    Some(view! {
        <section class="history">
            <h3>{t_string!(i18n, panel.history)}</h3>
            <svg class="history-strip" viewBox=view_box role="img" aria-label=label>
                <g class="years">{ticks}</g>
                {rows}
                {others}
            </svg>
            <p class="note">{t_string!(i18n, panel.history_legend)}</p>
            <details>
                <summary>{t_string!(i18n, panel.history_list)}</summary>
                <ol>{items}</ol>
            </details>
        </section>
    })
}

/// The mark of an event.
fn mark(x: f64, y: u32) -> impl IntoView {
    let (x, middle) = (decimal::write(x), y + (ROW - 4) / 2);
    view! { <path class="mark" d=format!("M{x} {}l4 5-4 5-4-5Z", middle - 5)/> }
}

#[derive(Clone, Copy)]
enum What {
    Adopted,
    Effective,
    Ended,
    Event(crate::domain::EventKind),
}

/// Something dated that happened.
struct Moment {
    date: PartialDate,
    what: What,
    /// Of the policy that it happened to.
    title: Option<String>,
}

/// All that is dated, oldest first.
fn moments(record: &Record) -> Vec<Moment> {
    let of_policies = record.policies.iter().flat_map(|policy| {
        let dates = [
            (policy.adopted, What::Adopted),
            (policy.effective, What::Effective),
            (policy.ended, What::Ended),
        ];
        let events = policy.events.iter();
        let events = events.map(|event| (event.date, What::Event(event.kind)));
        let all = dates.into_iter().chain(events);
        all.map(|(date, what)| (date, what, Some(policy.title.clone())))
    });
    let of_place = record.events.iter();
    let of_place = of_place.map(|event| (event.date, What::Event(event.kind), None));
    let mut moments: Vec<Moment> = of_policies
        .chain(of_place)
        .filter_map(|(date, what, title)| {
            Some(Moment {
                date: date?,
                what,
                title,
            })
        })
        .collect();
    moments.sort_by_key(|moment| moment.date.earliest());
    moments
}
