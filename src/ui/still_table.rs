//! The table and the comparison as far as they can be read without the app.

use leptos::prelude::*;
use leptos_i18n::t_string;

use crate::{
    explore::{Column, Order, Row, sort},
    state::{
        AppState,
        i18n::{self, use_i18n},
    },
};

/// Every jurisdiction that the map shows, by name.
#[component]
pub fn StillTable() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let language = super::app::language_tag(i18n);
    let mut rows = state.place_rows(language);
    sort(&mut rows, Order::default());
    let count = rows.len() as u32;
    let columns = [
        Column::Name,
        Column::Level,
        Column::Region,
        Column::Nation,
        Column::Finding,
        Column::Policies,
        Column::Listings,
    ];
    let heads = columns.map(|column| {
        let words = i18n::column(i18n, column);
        view! { <th scope="col">{words}</th> }
    });
    let row = |row: Row| {
        let link = state.place_link(&row.id);
        let level = i18n::level(i18n, row.level);
        let finding = i18n::finding(i18n, row.standing.finding);
        let policies = i18n::number(i18n, row.policies.into());
        let listings = i18n::number(i18n, row.listings.into());
        view! {
            <tr>
                <th scope="row"><a href=link>{row.name.name}</a></th>
                <td>{level}</td>
                <td>{row.region.map(|region| region.name)}</td>
                <td>{row.nation.name}</td>
                <td>{finding}</td>
                <td class="number">{policies}</td>
                <td class="number">{listings}</td>
            </tr>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    let title = t_string!(i18n, table.title);
    let (one, many) = (
        t_string!(i18n, table.count_1),
        t_string!(i18n, table.count_n),
    );
    view! {
        <main id="table" class="table-page">
            <div class="table-head">
                <h2 id="text-title" tabindex="-1">{title}</h2>
                <p class="lead">{t_string!(i18n, table.lead)}</p>
                <p>{i18n::counted(i18n, one, many, count)}</p>
            </div>
            <div class="table-box" role="region" tabindex="0" aria-label=title>
                <table>
                    <thead><tr>{heads.into_iter().collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </main>
    }
}

/// What the page is for.
#[component]
pub fn StillComparison() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <main class="text-page compare-page">
            <h2 id="text-title" tabindex="-1">{t_string!(i18n, compare.title)}</h2>
            <p class="lead meaning">{t_string!(i18n, compare.none)}</p>
        </main>
    }
}
