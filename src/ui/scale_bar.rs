//! How long a distance is on the map, and where north lies where it is not up.

use leptos::{html, prelude::*};
use leptos_i18n::t_string;

use crate::{
    domain::decimal,
    geo::{Scale, convergence},
    state::{
        AppState,
        i18n::{self, use_i18n},
    },
};

/// Degrees by which north may lie beside up without a note.
const UPRIGHT: f64 = 15.0;
/// Pixels a kilometre from which one north is that of all that is in view.
const NEAR: f64 = 0.15;
/// Longest bar, pixels.
const LONGEST: f64 = 120.0;

#[component]
pub fn ScaleBar() -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let bar = NodeRef::<html::Span>::new();
    let scale = Memo::new(move |_| Scale::of(state.still.get(), LONGEST));
    Effect::new(move |_| {
        let width = format!("{}px", decimal::write(scale.get().pixels));
        if let Some(bar) = bar.get() {
            let style = web_sys::HtmlElement::style(&bar);
            let _ = style.set_property("inline-size", &width);
        }
    });
    let length = move || {
        let scale = scale.get();
        format!(
            "{} km · {} mi",
            i18n::number(i18n, scale.kilometres),
            i18n::number(i18n, scale.miles())
        )
    };
    let north = move || {
        let view = state.still.get();
        // From afar both continents are in view, and each leans in its own ways.
        if view.scale < NEAR {
            return None;
        }
        let degrees = convergence(state.sheet(), view.x, view.y)?;
        (degrees.abs() > UPRIGHT).then(|| degrees.round() as i32)
    };
    view! {
        <div class="scale-bar">
            <span class="length">{length}</span>
            <span class="bar" node_ref=bar></span>
            <Show when=move || north().is_some()>
                <span class="north">
                    <svg viewBox="-10 -10 20 20" role="img" aria-label=move || t_string!(i18n, map.north)>
                        <path d="M0-8 4 7 0 4-4 7Z" transform=move || format!("rotate({})", north().unwrap_or_default())/>
                    </svg>
                    {move || t_string!(i18n, map.north)}
                </span>
            </Show>
        </div>
    }
}
