//! A text to send to the publisher of the Atlas when something is wrong: there is no server that could take it.

use leptos::prelude::*;
use leptos_i18n::t_string;

use crate::state::{AppState, i18n::use_i18n};

/// The text asks for what a correction needs; a reader copies and completes it.
#[component]
pub fn Correct(id: String, name: String) -> impl IntoView {
    let i18n = use_i18n();
    let app = expect_context::<AppState>();
    let edition = app.world.with_untracked(|world| {
        let index = &world.as_ref()?.atlas.index;
        Some(format!("{} ({})", index.date, index.edition))
    });
    let lines = [
        (
            t_string!(i18n, panel.correct_place),
            format!("{name} ({id})"),
        ),
        (t_string!(i18n, about.as_of), edition.unwrap_or_default()),
        (t_string!(i18n, panel.correct_wrong), String::new()),
        (t_string!(i18n, panel.correct_right), String::new()),
        (t_string!(i18n, panel.correct_source), String::new()),
    ];
    let text: Vec<String> = lines
        .iter()
        .map(|(label, value)| format!("{label}: {value}").trim_end().to_owned())
        .collect();
    view! {
        <details class="correct">
            <summary>{t_string!(i18n, panel.correct)}</summary>
            <p class="note" id="correct-hint">{t_string!(i18n, panel.correct_hint)}</p>
            <textarea rows="6" aria-label=t_string!(i18n, panel.correct_text) aria-describedby="correct-hint">{text.join("\n")}</textarea>
        </details>
    }
}
