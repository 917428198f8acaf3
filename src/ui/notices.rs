//! What went wrong: parts of the link that were not understood, files that did not load.

use leptos::prelude::*;
use leptos_i18n::t;

use crate::{
    data::LoadCause,
    state::{AppState, Failure, i18n::use_i18n, url::Misread},
};

#[component]
pub fn Notices() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let misread = move || {
        state
            .misread
            .get()
            .into_iter()
            .map(|part| view! { <li>{misread_text(part)}</li> })
            .collect_view()
    };
    let failures = move || {
        state
            .failures
            .get()
            .into_iter()
            .map(|failure| view! { <LoadFailure failure/> })
            .collect_view()
    };
    view! {
        <div id="notices" class="notices" role="status">
            <Show when=move || state.misread.with(|misread| !misread.is_empty())>
                <div class="notice">
                    <ul>{misread}</ul>
                    <button type="button" class="dismiss" on:click=move |_| state.misread.set(Vec::new())>
                        {t!(i18n, problem.dismiss)}
                    </button>
                </div>
            </Show>
            {failures}
        </div>
    }
}

fn misread_text(part: Misread) -> AnyView {
    let i18n = use_i18n();
    match part {
        Misread::UnknownPage { path } => {
            t!(i18n, problem.unknown_page, path = move || path.clone()).into_any()
        }
        Misread::UnknownParameter { name } => {
            t!(i18n, problem.unknown_parameter, name = move || name.clone()).into_any()
        }
        Misread::BadParameter { name, value } => t!(
            i18n,
            problem.bad_parameter,
            name = move || name.clone(),
            value = move || value.clone()
        )
        .into_any(),
    }
}

#[component]
fn LoadFailure(failure: Failure) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let Failure { error, stage } = failure;
    let file = error.file;
    let what = match error.cause {
        LoadCause::Network => t!(i18n, problem.network, file = move || file.clone()).into_any(),
        LoadCause::Status(status) => t!(
            i18n,
            problem.status,
            status = move || status,
            file = move || file.clone()
        )
        .into_any(),
        LoadCause::Decode(cause) => {
            let cause = cause.to_string();
            t!(
                i18n,
                problem.damaged,
                file = move || file.clone(),
                cause = move || cause.clone()
            )
            .into_any()
        }
    };
    view! {
        <div class="failure" role="alert">
            <p><strong>{t!(i18n, problem.load_title)}</strong></p>
            <p>{what}</p>
            <button type="button" class="retry" on:click=move |_| state.retry(stage)>{t!(i18n, problem.retry)}</button>
        </div>
    }
}
