//! A grid of many rows, of which only those in sight are in the document (WAI-ARIA APG, grid pattern).

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use leptos_i18n::t_string;
use leptos_use::use_resize_observer;
use wasm_bindgen::JsCast;

use super::{policy::RECORD_LANGUAGE, swatch::SymbolSwatch};
use crate::{
    data::PlaceIndex,
    domain::{Finding, decimal},
    explore::{Column, Order, Row},
    scene::Theme,
    state::{
        AppState,
        i18n::{self, I18n, use_i18n},
    },
};

/// Height of a row in the style sheet, rem.
const ROW_REM: f64 = 2.25;
/// Width of the column of the choice, rem.
const CHOICE_REM: f64 = 2.75;
/// Rows beyond what is in sight, above and below.
const SPARE: usize = 6;
/// Rows in sight before the grid has been measured.
const UNMEASURED: f64 = 600.0;

/// A cell: row, and column counted from that of the choice.
type Cell = (usize, usize);

/// Gives the focus back to a cell whose row has been moved in the document.
fn keep_focus(cell: Cell) {
    let document = document();
    let body = document.body().map(web_sys::Element::from);
    if document.active_element() != body {
        return;
    }
    if let Some(element) = element_of(cell) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

#[component]
pub fn DataGrid(
    rows: Memo<Arc<Vec<Arc<Row>>>>,
    columns: Memo<Vec<Column>>,
    order: Memo<Order>,
    press: impl Fn(Column) + Copy + Send + Sync + 'static,
    chosen: RwSignal<Vec<PlaceIndex>>,
    theme: Memo<Theme>,
) -> impl IntoView {
    let i18n = use_i18n();
    let grid = NodeRef::<html::Div>::new();
    let row_height = StoredValue::new(ROW_REM * root_font_size());
    let top = RwSignal::new(0.0_f64);
    let height = RwSignal::new(UNMEASURED);
    // The cell that the Tab key leads to.
    let active = RwSignal::<Cell>::new((0, 1));
    let _ = use_resize_observer(grid, move |entries, _| {
        if let Some(entry) = entries.first() {
            row_height.set_value(ROW_REM * root_font_size());
            height.set(entry.target().client_height().into());
        }
    });
    let count = Memo::new(move |_| rows.with(|rows| rows.len()));
    let in_sight = Memo::new(move |_| {
        let row_height = row_height.get_value();
        let first = (top.get() / row_height) as usize;
        let last = ((top.get() + height.get()) / row_height) as usize;
        let count = count.get();
        (
            first.saturating_sub(SPARE).min(count),
            (last + SPARE).min(count),
        )
    });
    // The active row stays in the document, so that the focus is not lost when it is scrolled away.
    let shown = Memo::new(move |_| {
        let (first, last) = in_sight.get();
        let mut shown: Vec<usize> = (first..last).collect();
        let (kept, _) = active.get();
        if kept < count.get() && !(first..last).contains(&kept) {
            let at = if kept < first { 0 } else { shown.len() };
            shown.insert(at, kept);
        }
        shown
    });
    // Other rows, or the same in another order: from the start.
    Effect::new(move |before: Option<()>| {
        rows.track();
        if before.is_some() {
            active.set((0, 1));
            if let Some(grid) = grid.get_untracked() {
                grid.set_scroll_top(0);
            }
        }
    });
    Effect::new(move |before: Option<Cell>| {
        let now = active.get();
        for (cell, index) in [(before, "-1"), (Some(now), "0")] {
            if let Some(element) = cell.and_then(element_of) {
                let _ = element.set_attribute("tabindex", index);
            }
        }
        now
    });
    let go = move |(row, column): Cell| {
        active.set((row, column));
        let Some(grid) = grid.get_untracked() else {
            return;
        };
        let row_height = row_height.get_value();
        let (from, to) = (row as f64 * row_height, (row + 1) as f64 * row_height);
        // The head covers as much as a row.
        let room = f64::from(grid.client_height()) - row_height;
        let top = f64::from(grid.scroll_top());
        if from < top {
            grid.set_scroll_top(from as i32);
        } else if to > top + room {
            grid.set_scroll_top((to - room).ceil() as i32);
        }
        // Once the row is there.
        request_animation_frame(move || {
            if let Some(element) = element_of((row, column)) {
                let _ = element.focus();
            }
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.target().and_then(cell_of).is_none() {
            return;
        }
        // Not the target: of keys pressed between two frames, all but the first meet it before the focus has moved on.
        let (row, column) = active.get_untracked();
        let (last_row, last_column) = (
            count.get_untracked().saturating_sub(1),
            columns.with_untracked(Vec::len),
        );
        let page = grid.get_untracked().map_or(1, |grid| {
            (f64::from(grid.client_height()) / row_height.get_value()) as usize
        });
        let page = page.saturating_sub(2).max(1);
        let is_far = event.ctrl_key() || event.meta_key();
        let to = match event.key().as_str() {
            "ArrowDown" => (row + 1, column),
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowRight" => (row, column + 1),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "PageDown" => (row + page, column),
            "PageUp" => (row.saturating_sub(page), column),
            "Home" => (if is_far { 0 } else { row }, 0),
            "End" => (if is_far { last_row } else { row }, last_column),
            _ => return,
        };
        event.prevent_default();
        go((to.0.min(last_row), to.1.min(last_column)));
    };
    let on_focus = move |event: ev::FocusEvent| {
        if let Some(cell) = event.target().and_then(cell_of) {
            active.set(cell);
        }
    };
    let on_scroll = move |_| {
        if let Some(grid) = grid.get_untracked() {
            let focused = document().active_element();
            let has_focus = focused.is_some_and(|focused| grid.contains(Some(&focused)));
            top.set(grid.scroll_top().into());
            if has_focus {
                request_animation_frame(move || keep_focus(active.get_untracked()));
            }
        }
    };
    let heads = move || {
        let heads = columns.get().into_iter().enumerate().map(|(at, column)| {
            view! {
                <div
                    role="columnheader"
                    class="head"
                    class:number=column.is_number()
                    data-column=column.code()
                    aria-colindex=(at + 2).to_string()
                    aria-sort=move || order.get().spoken(column)
                >
                    <button type="button" on:click=move |_| press(column)>
                        <span>{i18n::column(i18n, column)}</span>
                        <span class="way" aria-hidden="true"></span>
                    </button>
                </div>
            }
        });
        heads.collect_view()
    };
    // Written anew for other rows and another language; inside, words are plain strings.
    let body = move || {
        i18n.get_locale();
        let columns = columns.get();
        let rows = rows.get();
        let row_height = row_height.get_value();
        view! {
            <For each=move || shown.get() key=|at| *at let:at>
                <GridRow at row=rows.get(at).cloned() columns=columns.clone() top=at as f64 * row_height active chosen theme/>
            </For>
        }
    };
    let widths = move || {
        columns.with(|columns| {
            let width = |column: &Column| {
                let width = decimal::write(width(*column));
                format!("minmax({width}rem, {width}fr)")
            };
            let widths: Vec<String> = columns.iter().map(width).collect();
            format!("{CHOICE_REM}rem {}", widths.join(" "))
        })
    };
    let whole_width = move || {
        let widths = columns.with(|columns| columns.iter().map(|&c| width(c)).sum::<f64>());
        format!("{}rem", decimal::write(CHOICE_REM + widths))
    };
    let whole = move || format!("{}px", count.get() as f64 * row_height.get_value());
    view! {
        <p id="grid-help" class="visually-hidden">{move || t_string!(i18n, table.help)}</p>
        <div
            id="grid"
            class="grid"
            role="grid"
            node_ref=grid
            aria-label=move || t_string!(i18n, table.title)
            aria-describedby="grid-help"
            aria-rowcount=move || (count.get() + 1).to_string()
            aria-colcount=move || columns.with(|columns| columns.len() + 1).to_string()
            style=("--columns", widths)
            style=("--width", whole_width)
            on:scroll=on_scroll
            on:keydown=on_key
            on:focusin=on_focus
        >
            <div role="rowgroup" class="grid-head">
                <div role="row" class="grid-row" aria-rowindex="1">
                    <div role="columnheader" class="head" aria-colindex="1">
                        <span class="visually-hidden">{move || t_string!(i18n, table.choose)}</span>
                    </div>
                    {heads}
                </div>
            </div>
            <div role="rowgroup" class="grid-body" style:height=whole>{body}</div>
        </div>
    }
}

#[component]
fn GridRow(
    at: usize,
    row: Option<Arc<Row>>,
    columns: Vec<Column>,
    top: f64,
    active: RwSignal<Cell>,
    chosen: RwSignal<Vec<PlaceIndex>>,
    theme: Memo<Theme>,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let row = row?;
    let (place, name) = (row.place, row.name.name.clone());
    let is_chosen = move || chosen.with(|chosen| chosen.contains(&place));
    let choose = move |event: ev::Event| {
        let wants = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|&other| other != place);
            if wants {
                chosen.push(place);
            }
        });
    };
    let tabindex = move |column: usize| {
        let is_active = active.get_untracked() == (at, column);
        if is_active { "0" } else { "-1" }
    };
    let cells = columns.into_iter().enumerate().map(|(number, column)| {
        let number = number + 1;
        let id = cell_id((at, number));
        let is_link = column == Column::Name;
        let content = if is_link {
            let open = move |event: ev::MouseEvent| {
                if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                    event.prevent_default();
                    state.open(place);
                }
            };
            view! { <a id=id.clone() tabindex=tabindex(number) href=state.place_link(&row.id) on:click=open>{name.clone()}</a> }.into_any()
        } else if column == Column::Finding && row.standing.finding != Finding::NoRecord {
            view! { <SymbolSwatch look=row.standing.finding theme/> <span>{text(i18n, &row, column)}</span> }.into_any()
        } else if column == Column::Class {
            let class = row.standing.class;
            let name = state.classes.with_untracked(|classes| i18n::class(i18n, &classes.lens, class, None));
            view! { <SymbolSwatch look=class theme/> <span>{name}</span> }.into_any()
        } else {
            text(i18n, &row, column).into_any()
        };
        view! {
            <div
                role="gridcell"
                class="cell"
                class:number=column.is_number()
                aria-colindex=(number + 1).to_string()
                id=(!is_link).then_some(id)
                tabindex=(!is_link).then(|| tabindex(number))
                lang=(column == Column::Title).then_some(RECORD_LANGUAGE)
            >
                {content}
            </div>
        }
    });
    let label = format!("{}: {name}", t_string!(i18n, table.choose));
    Some(view! {
        <div
            role="row"
            class="grid-row"
            class:even={at % 2 == 1}
            aria-rowindex=(at + 2).to_string()
            data-place=row.id.clone()
            style:transform=format!("translateY({top}px)")
        >
            <div role="gridcell" class="cell choice" aria-colindex="1">
                <input
                    id=cell_id((at, 0))
                    type="checkbox"
                    tabindex=tabindex(0)
                    aria-label=label
                    prop:checked=is_chosen
                    on:change=choose
                />
            </div>
            {cells.collect_view()}
        </div>
    })
}

/// What a cell says.
fn text(i18n: I18n, row: &Row, column: Column) -> String {
    let date = |date| i18n::date(i18n, date);
    let number = |number: u32| i18n::number(i18n, number);
    let standing = &row.standing;
    let policy = row.policy.as_ref();
    let words = match column {
        Column::Name => Some(row.name.name.clone()),
        Column::Level => Some(i18n::level(i18n, row.level).to_owned()),
        Column::Region => row.region.as_ref().map(|region| region.name.clone()),
        Column::Nation => Some(row.nation.name.clone()),
        Column::Class => None,
        Column::Finding => {
            let finding = i18n::finding(i18n, standing.finding);
            Some(if standing.is_sure {
                finding.to_owned()
            } else {
                format!("{finding} ({})", t_string!(i18n, table.unsure))
            })
        }
        Column::Basis => standing.basis.map(|b| i18n::basis(i18n, b).to_owned()),
        Column::Effect => standing.effect.map(|e| i18n::law_above(i18n, e).to_owned()),
        Column::Since => standing.since.map(date),
        Column::Policies => Some(number(row.policies.into())),
        Column::Listings => Some(number(row.listings.into())),
        Column::Population => (row.population > 0).then(|| number(row.population)),
        Column::Title => policy.map(|policy| policy.title.clone()),
        Column::Instrument => policy.map(|p| i18n::instrument(i18n, p.instrument).to_owned()),
        Column::Adopted => policy.and_then(|policy| policy.adopted).map(date),
        Column::Ended => policy.and_then(|policy| policy.ended).map(date),
        Column::Status => policy.map(|p| i18n::status(i18n, p.status).to_owned()),
        Column::CarriedOut => policy.map(|p| i18n::carried_out(i18n, p.carried_out).to_owned()),
        Column::Provisions => policy.map(|policy| {
            let words = policy.provisions.iter();
            let words: Vec<&str> = words.map(|&p| i18n::provision(i18n, p)).collect();
            words.join(", ")
        }),
    };
    words.unwrap_or_default()
}

/// Least width of a column, rem; what is more is shared in proportion.
const fn width(column: Column) -> f64 {
    match column {
        Column::Title => 24.0,
        Column::Provisions => 22.0,
        Column::Class => 15.0,
        Column::Name | Column::Effect => 13.0,
        Column::Finding => 12.5,
        Column::Basis | Column::Region => 11.0,
        Column::Nation | Column::Instrument | Column::Since | Column::Adopted | Column::Ended => {
            9.5
        }
        Column::Level | Column::Status | Column::CarriedOut => 8.0,
        Column::Population => 7.0,
        Column::Policies | Column::Listings => 5.5,
    }
}

fn cell_id((row, column): Cell) -> String {
    format!("cell-{row}-{column}")
}

fn element_of(cell: Cell) -> Option<web_sys::HtmlElement> {
    let element = document().get_element_by_id(&cell_id(cell))?;
    element.dyn_into().ok()
}

/// The cell that an element is, or is in.
fn cell_of(target: web_sys::EventTarget) -> Option<Cell> {
    let element: web_sys::Element = target.dyn_into().ok()?;
    let id = element.id();
    let (row, column) = id.strip_prefix("cell-")?.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// Size of the page's letters, pixels: readers choose it.
fn root_font_size() -> f64 {
    let size = document()
        .document_element()
        .and_then(|root| window().get_computed_style(&root).ok()?)
        .and_then(|style| style.get_property_value("font-size").ok())
        .and_then(|size| decimal::read(size.trim_end_matches("px")));
    size.unwrap_or(16.0)
}
