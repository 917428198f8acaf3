//! What began and ended in each year, above and below one line, with the landmarks: a picture over the slider.

use std::fmt::Write;

use leptos::prelude::*;
use leptos_i18n::t_string;

use crate::{
    domain::decimal,
    explore::{FIRST_YEAR, Histogram, YearCount},
    state::{
        AppState,
        i18n::{self, use_i18n},
        url::TextPage,
    },
};

/// Heights above and below the line, units of the drawing.
const ABOVE: f64 = 36.0;
const BELOW: f64 = 10.0;
/// Where landmarks stand.
const MARKS: f64 = 6.0;
/// Width of a bar in years.
const BAR: f64 = 0.72;

#[component]
pub fn TimeHistogram(year: Memo<u16>, last_year: Signal<u16>) -> impl IntoView {
    let i18n = use_i18n();
    let state = expect_context::<AppState>();
    let counted = Memo::new(move |_| state.histogram().unwrap_or_default());
    let bars = move |above: bool| counted.with(|counted| bars(counted, above));
    let view_box = move || {
        let years = f64::from(last_year.get() - FIRST_YEAR);
        let height = MARKS + ABOVE + BELOW;
        format!("0 0 {} {}", decimal::write(years), decimal::write(height))
    };
    let place = |year: u16| decimal::write(f64::from(year.saturating_sub(FIRST_YEAR)) - 0.5);
    // What the bars say of the year, in words.
    let said = move || {
        let year = year.get();
        let count = counted.with(|counted| {
            let found = counted.years.iter().find(|count| count.year == year);
            found.copied().unwrap_or_default()
        });
        let YearCount { begun, ended, .. } = count;
        let [begun, ended] = [begun, ended].map(|count| i18n::number(i18n, count));
        let phrase = t_string!(i18n, time.counted);
        let phrase = phrase.replacen('#', &year.to_string(), 1);
        phrase.replacen('#', &begun, 1).replacen('#', &ended, 1)
    };
    let marks = move || {
        let page = state.text_link(TextPage::Timeline);
        let mark = |(id, title, at): (String, String, f64)| {
            // Inside a group, so that the elements are made as SVG's.
            view! {
                <g>
                    <a href=format!("{page}#{id}") target="_blank" rel="noopener" tabindex="-1">
                        <title>{title}</title>
                        <rect class="landmark-reach" x=decimal::write(at - 0.5) y="0" width="1" height=decimal::write(MARKS)/>
                        <rect class="landmark" x=decimal::write(at - 0.18) y="0.5" width="0.36" height="4"/>
                    </a>
                </g>
            }
        };
        let landmarks = state.landmarks.get().unwrap_or_default();
        let marks = landmarks.into_iter().map(|landmark| {
            let month = landmark.date.month().map_or(6.0, f64::from);
            let at =
                f64::from(landmark.date.year().saturating_sub(FIRST_YEAR)) + month / 12.0 - 0.5;
            (landmark.id, landmark.title, at)
        });
        marks.map(mark).collect_view()
    };
    view! {
        <svg class="time-histogram" viewBox=view_box preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="now" x=move || place(year.get()) y="0" width="1" height=decimal::write(MARKS + ABOVE + BELOW)/>
            <path class="begun" d=move || bars(true)/>
            <path class="ended" d=move || bars(false)/>
            {marks}
        </svg>
        <p class="time-counts">{said}</p>
    }
}

/// The bars of one side, as a path. A year with one policy shows, however many another has.
fn bars(counted: &Histogram, above: bool) -> String {
    let most = f64::from(counted.most().max(1));
    let line = MARKS + ABOVE;
    let mut path = String::new();
    for (at, count) in counted.years.iter().enumerate() {
        let number = if above { count.begun } else { count.ended };
        if number == 0 {
            continue;
        }
        // Both sides at one scale.
        let height =
            (f64::from(number) / most * ABOVE).clamp(1.0, if above { ABOVE } else { BELOW });
        let left = at as f64 - BAR / 2.0;
        let height = if above { -height } else { height };
        let _ = write!(
            path,
            "M{} {}v{}h{}v{}z",
            decimal::write(left),
            decimal::write(line),
            decimal::write(height),
            decimal::write(BAR),
            decimal::write(-height)
        );
    }
    path
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_year_with_one_policy_shows() {
        let year = |year, begun, ended| YearCount { year, begun, ended };
        let counted = Histogram {
            years: vec![year(1971, 1, 0), year(1972, 0, 0), year(1973, 400, 2)],
            undated: 0,
        };
        let above = bars(&counted, true);
        assert_eq!(above.matches('M').count(), 2);
        assert!(above.contains("v-1h") && above.contains("v-36h"), "{above}");
        assert_eq!(bars(&counted, false).matches("v1h").count(), 1);
    }
}
