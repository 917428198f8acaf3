//! The map of any date: a slider over the years, steps, play, and what began and ended when.

use std::time::Duration;

use leptos::{ev, html, leptos_dom::helpers::IntervalHandle, prelude::*};
use leptos_i18n::t_string;
use leptos_use::use_media_query;

use super::{policy::RECORD_LANGUAGE, time_histogram::TimeHistogram};
use crate::{
    data::LandmarkMark,
    explore::{FIRST_YEAR, end_of_year, moved_by_months},
    state::{
        AppState, Stage,
        i18n::{self, use_i18n},
        url::TextPage,
    },
};

/// How long each year is shown while they go by; longer for those who want little motion.
const PACE: Duration = Duration::from_millis(250);
const CALM_PACE: Duration = Duration::from_millis(1000);

#[component]
pub fn TimeBar(
    is_playing: RwSignal<bool>,
    on_close: impl Fn(()) + Copy + 'static,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let slider = NodeRef::<html::Input>::new();
    let is_calm = use_media_query("(prefers-reduced-motion: reduce)");
    let today = Memo::new(move |_| {
        state
            .world
            .with(|world| Some(world.as_ref()?.atlas.index.date))
    });
    Effect::new(move |_| {
        if today.get().is_some() {
            state.want(Stage::Tenures);
            state.want(Stage::Landmarks);
        }
    });
    let last_year = move || today.get().map_or(FIRST_YEAR + 1, |today| today.year());
    let year = Memo::new(move |_| state.date.get().map_or_else(last_year, |date| date.year()));

    let ticking = StoredValue::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(handle) = ticking.try_update_value(Option::take).flatten() {
            handle.clear();
            is_playing.set(false);
            // The years that went by are not written, only where they end.
            state.show_date(state.date.get_untracked());
        }
    };
    on_cleanup(stop);
    let next = move || {
        let (Some(today), Some(date)) = (today.get_untracked(), state.date.get_untracked()) else {
            stop();
            return;
        };
        state.pass_date(end_of_year(date.year() + 1, today));
    };
    let play = move || {
        let Some(today) = today.get_untracked() else {
            return;
        };
        if state.date.get_untracked().is_none() {
            state.pass_date(end_of_year(FIRST_YEAR, today));
        }
        let pace = if is_calm.get_untracked() {
            CALM_PACE
        } else {
            PACE
        };
        ticking.set_value(set_interval_with_handle(next, pace).ok());
        is_playing.set(true);
    };
    let play_or_stop = move |_| {
        if is_playing.get_untracked() {
            stop()
        } else {
            play()
        }
    };
    let show_year = move |year: u16| {
        stop();
        if let Some(today) = today.get_untracked() {
            state.show_date(end_of_year(year, today));
        }
    };
    let step_years = move |years: i32| {
        let year = i32::from(year.get_untracked()) + years;
        show_year(year.clamp(i32::from(FIRST_YEAR), 9999) as u16);
    };
    let step_months = move |months: i32| {
        stop();
        if let Some(today) = today.get_untracked() {
            state.show_date(moved_by_months(state.date.get_untracked(), months, today));
        }
    };
    let on_slide = move |event: ev::Event| {
        if let Ok(year) = event_target_value(&event).parse() {
            show_year(year);
        }
    };
    let on_slider_key = move |event: ev::KeyboardEvent| {
        let months = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => -1,
            "ArrowRight" | "ArrowUp" => 1,
            _ => return,
        };
        if event.shift_key() {
            event.prevent_default();
            step_months(months);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            stop();
            on_close(());
        }
    };
    let words = move || match (state.date.get(), today.get()) {
        (Some(date), _) => i18n::date(i18n, date),
        (None, Some(today)) => {
            let today = i18n::date(i18n, today);
            format!("{}, {today}", t_string!(i18n, time.today))
        }
        (None, None) => String::new(),
    };
    // The browser moves the slider by itself; what else changes the date moves it here. Its end comes first, or it would
    // not go so far.
    Effect::new(move |_| {
        let (year, last) = (year.get(), last_year());
        if let Some(slider) = slider.get() {
            slider.set_max(&last.to_string());
            if slider.value() != year.to_string() {
                slider.set_value(&year.to_string());
            }
        }
    });
    let play_words = move || match is_playing.get() {
        true => t_string!(i18n, time.pause),
        false => t_string!(i18n, time.play),
    };
    let play_shape = move || match is_playing.get() {
        true => "M7 5v10M13 5v10",
        false => "M7 4.5 15 10l-8 5.5z",
    };
    let step = move |action: &'static str, sign: &'static str, name: &'static str| {
        let go = move |_| match action {
            "year-back" => step_years(-1),
            "year-on" => step_years(1),
            "month-back" => step_months(-1),
            _ => step_months(1),
        };
        view! { <button type="button" data-action=action aria-label=name title=name on:click=go><span aria-hidden="true">{sign}</span></button> }
    };
    let steps = move || {
        i18n.get_locale();
        view! {
            {step("year-back", "«", t_string!(i18n, time.year_back))}
            {step("month-back", "‹", t_string!(i18n, time.month_back))}
            {step("month-on", "›", t_string!(i18n, time.month_on))}
            {step("year-on", "»", t_string!(i18n, time.year_on))}
        }
    };
    view! {
        <section id="time" class="time-bar" aria-label=move || t_string!(i18n, time.title) on:keydown=on_key>
            <div class="time-tools">
                <button type="button" data-action="play" aria-label=play_words title=play_words on:click=play_or_stop>
                    <svg viewBox="0 0 20 20" aria-hidden="true"><path d=play_shape/></svg>
                </button>
                {steps}
                <output class="time-date" for="time-slider">{words}</output>
                <button type="button" class="today" data-action="today" disabled=move || state.date.get().is_none() on:click=move |_| { stop(); state.show_date(None); }>
                    {move || t_string!(i18n, time.today)}
                </button>
                <button type="button" class="close" aria-label=move || t_string!(i18n, app.close) on:click=move |_| { stop(); on_close(()); }>
                    <span aria-hidden="true">"×"</span>
                </button>
            </div>
            <div class="time-scale">
                <TimeHistogram year last_year=Signal::derive(last_year)/>
                <label class="visually-hidden" for="time-slider">{move || t_string!(i18n, time.slider)}</label>
                <input
                    id="time-slider"
                    type="range"
                    node_ref=slider
                    min=FIRST_YEAR
                    step="1"
                    aria-valuetext=words
                    aria-describedby="time-help"
                    on:input=on_slide
                    on:keydown=on_slider_key
                />
                <div class="time-ends" aria-hidden="true"><span>{FIRST_YEAR}</span><span>{last_year}</span></div>
            </div>
            <p id="time-help" class="visually-hidden">{move || t_string!(i18n, time.help)}</p>
            <LandmarksOf year/>
        </section>
    }
    .into_any()
}

/// The landmarks of the year, each leading to its entry on the page of landmarks.
#[component]
fn LandmarksOf(year: Memo<u16>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let of_year = Memo::new(move |_| {
        let year = year.get();
        state.landmarks.with(|landmarks| {
            let landmarks = landmarks.iter().flatten();
            let of_year = landmarks.filter(|landmark| landmark.date.year() == year);
            of_year.cloned().collect::<Vec<LandmarkMark>>()
        })
    });
    let items = move || {
        let page = state.text_link(TextPage::Timeline);
        let item = |landmark: LandmarkMark| {
            let link = format!("{page}#{}", landmark.id);
            view! {
                <li>
                    <time>{i18n::date(i18n, landmark.date)}</time> " "
                    <a href=link target="_blank" rel="noopener" lang=RECORD_LANGUAGE>{landmark.title}</a>
                </li>
            }
        };
        of_year.get().into_iter().map(item).collect_view()
    };
    view! {
        <ul class="time-landmarks" aria-label=move || t_string!(i18n, time.landmarks)>{items}</ul>
    }
}
