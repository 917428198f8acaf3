//! The choice of what colours mean: a lens, and for two of them which list or which provision.

use leptos::prelude::*;
use leptos_i18n::t_string;

use crate::{
    domain::{ListKind, Provision},
    explore::Lens,
    state::{
        AppState, Stage,
        i18n::{self, use_i18n},
    },
};

/// Kinds of lenses in the order of the choice; those of two stand for any list and any provision.
fn kinds() -> [Lens; 8] {
    [
        Lens::Model,
        Lens::Basis,
        Lens::List(String::new()),
        Lens::Agreement,
        Lens::Provision(Provision::ALL[0]),
        Lens::Provisions,
        Lens::CarriedOut,
        Lens::Since,
    ]
}

#[component]
pub fn LensChoice() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    // A kind that wants a second choice, until that is made.
    let begun = RwSignal::new(None::<&'static str>);
    let kind = move || {
        begun
            .get()
            .unwrap_or_else(|| state.lens.with(|lens| lens.kind()))
    };
    let choose = move |event: leptos::ev::Event| {
        let wanted = event_target_value(&event);
        let Some(lens) = kinds().into_iter().find(|lens| lens.kind() == wanted) else {
            return;
        };
        match lens {
            Lens::List(_) | Lens::Provision(_) => {
                begun.set(Some(lens.kind()));
                if matches!(lens, Lens::List(_)) {
                    state.want(Stage::Lists);
                }
            }
            lens => {
                begun.set(None);
                state.look_through(lens);
            }
        }
    };
    Effect::new(move |_| {
        state.lens.track();
        begun.set(None);
    });
    let options = move || {
        let option = |lens: Lens| {
            view! { <option value=lens.kind() selected=lens.kind() == kind()>{i18n::lens(i18n, &lens)}</option> }
        };
        kinds().map(option).into_iter().collect_view()
    };
    view! {
        <div class="lens-choice">
            <label class="visually-hidden" for="lens">{move || t_string!(i18n, lens.title)}</label>
            <select id="lens" on:change=choose prop:value=kind>{options}</select>
            <Show when=move || kind() == "list">
                <ListChoice/>
            </Show>
            <Show when=move || kind() == "provision">
                <ProvisionChoice/>
            </Show>
        </div>
    }
}

/// Every published list, by kind.
#[component]
fn ListChoice() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let chosen = move || match state.lens.get() {
        Lens::List(id) => id,
        _ => String::new(),
    };
    let choose = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        if !id.is_empty() {
            state.look_through(Lens::List(id));
        }
    };
    let groups = move || {
        let chosen = chosen();
        state.lists.with(|lists| {
            let lists = lists.as_ref().map_or(&[][..], |file| file.lists.as_slice());
            let group = |&kind: &ListKind| {
                let of_kind = lists.iter().filter(|of| of.list.kind == kind);
                let options = of_kind.map(|of| {
                    let list = &of.list;
                    let is_chosen = list.id == chosen || list.aliases.contains(&chosen);
                    let name = format!("{}: {}", list.publisher, list.name);
                    view! { <option value=list.id.clone() selected=is_chosen lang="en">{name}</option> }
                });
                view! { <optgroup label=i18n::list_kind(i18n, kind)>{options.collect_view()}</optgroup> }
            };
            ListKind::ALL.iter().map(group).collect_view()
        })
    };
    view! {
        <label class="visually-hidden" for="lens-list">{move || t_string!(i18n, lens.which_list)}</label>
        <select id="lens-list" on:change=choose>
            <option value="" selected=move || chosen().is_empty()>{move || t_string!(i18n, lens.which_list)} "…"</option>
            {groups}
        </select>
    }
}

#[component]
fn ProvisionChoice() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let chosen = move || match state.lens.get() {
        Lens::Provision(provision) => Some(provision),
        _ => None,
    };
    let choose = move |event: leptos::ev::Event| {
        if let Some(provision) = Provision::from_code(&event_target_value(&event)) {
            state.look_through(Lens::Provision(provision));
        }
    };
    let options = move || {
        let chosen = chosen();
        let option = |&provision: &Provision| {
            view! {
                <option value=provision.code() selected=chosen == Some(provision)>
                    {i18n::provision(i18n, provision)}
                </option>
            }
        };
        Provision::ALL.iter().map(option).collect_view()
    };
    view! {
        <label class="visually-hidden" for="lens-provision">{move || t_string!(i18n, lens.which_provision)}</label>
        <select id="lens-provision" on:change=choose>
            <option value="" selected=move || chosen().is_none()>{move || t_string!(i18n, lens.which_provision)} "…"</option>
            {options}
        </select>
    }
}
