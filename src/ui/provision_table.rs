//! Provisions as a matrix: a row for each that one of the places has or had, a column for each place.

use leptos::prelude::*;
use leptos_i18n::t_string;

use super::compared::Compared;
use crate::{
    domain::Certainty,
    explore::{ProvisionCell, provision_rows},
    state::i18n::{self, I18n, use_i18n},
};

#[component]
pub fn ProvisionTable(compared: Vec<Compared>) -> impl IntoView {
    let i18n = use_i18n();
    let places: Vec<_> = compared
        .iter()
        .map(|place| {
            (
                place.policies.as_slice(),
                place.standing.policies.as_slice(),
            )
        })
        .collect();
    let rows = provision_rows(&places);
    let is_empty = rows.is_empty();
    let heads = compared
        .iter()
        .map(|place| view! { <th scope="col">{place.name.clone()}</th> })
        .collect_view();
    let rows = rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().map(|cell| {
            let (code, words) = words(i18n, cell);
            view! { <td data-cell=code>{words}</td> }
        });
        view! {
            <tr data-provision=row.provision.code()>
                <th scope="row">{i18n::provision(i18n, row.provision)}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    let title = t_string!(i18n, compare.provisions);
    let table = view! {
        <div class="table-box" role="region" tabindex="0" aria-label=title>
            <table>
                <thead><tr><th scope="col">{title}</th>{heads}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    view! {
        <section class="compared-provisions">
            <h3>{title}</h3>
            {if is_empty {
                view! { <p class="note">{t_string!(i18n, compare.no_provisions)}</p> }.into_any()
            } else {
                table.into_any()
            }}
        </section>
    }
}

/// A code for style, and what is known in words.
fn words(i18n: I18n, cell: ProvisionCell) -> (&'static str, String) {
    match cell {
        ProvisionCell::NotOnFile => ("none", t_string!(i18n, compare.not_on_file).to_owned()),
        ProvisionCell::Held {
            certainty: Certainty::Yes,
            since,
        } => {
            let words = since.map_or_else(
                || t_string!(i18n, compare.held).to_owned(),
                |since| {
                    let since = i18n::date(i18n, since);
                    format!("{} {since}", t_string!(i18n, compare.held_since))
                },
            );
            ("held", words)
        }
        ProvisionCell::Held { .. } => ("perhaps", t_string!(i18n, compare.perhaps_held).to_owned()),
        ProvisionCell::NotHeld { status, ended } => {
            let status = i18n::status(i18n, status).to_lowercase();
            let ended = ended.map(|ended| format!(" ({})", i18n::date(i18n, ended)));
            let words = t_string!(i18n, compare.not_held);
            (
                "over",
                format!("{words} {status}{}", ended.unwrap_or_default()),
            )
        }
    }
}
