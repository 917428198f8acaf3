//! A class as it looks on the map: the area's tint and pattern, and the symbol.

use leptos::prelude::*;

use crate::{
    domain::decimal,
    scene::{Glyph, Look, Palette, Pattern, TILE, Theme, glyph_of},
};

/// Size of the area sample in pixels: whole tiles, so that the pattern is complete.
const WIDTH: f64 = 3.0 * TILE;
const HEIGHT: f64 = 2.0 * TILE;

#[component]
pub fn Swatch(#[prop(into)] look: Look, theme: Memo<Theme>) -> impl IntoView {
    view! {
        <svg class="swatch" width="46" height="16" viewBox="0 0 46 16" aria-hidden="true" focusable="false">
            {move || area(look, Palette::of(theme.get()))}
            {move || symbol(look, Palette::of(theme.get()), 38.0, 8.0, 4.6)}
        </svg>
    }
}

/// The symbol alone, for lists and titles.
#[component]
pub fn SymbolSwatch(#[prop(into)] look: Look, theme: Memo<Theme>) -> impl IntoView {
    view! {
        <svg class="symbol-swatch" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            {move || symbol(look, Palette::of(theme.get()), 8.0, 8.0, 4.8)}
        </svg>
    }
}

fn area(look: Look, palette: &'static Palette) -> impl IntoView {
    let pattern = Pattern::of(look);
    let colour = palette.pattern(look).css();
    let tiles = (0..3).flat_map(|column| {
        (0..2).map(move |row| (f64::from(column) * TILE, f64::from(row) * TILE))
    });
    let mut strokes = String::new();
    let mut dots = Vec::new();
    for (left, top) in tiles {
        for [x0, y0, x1, y1] in pattern.strokes {
            // Strokes run past their tile; cut them to it so that none shows outside the sample.
            let Some(((x0, y0), (x1, y1))) = cut_to_tile((*x0, *y0), (*x1, *y1)) else {
                continue;
            };
            strokes.push_str(&format!(
                "M{} {}L{} {}",
                decimal::write(left + x0),
                decimal::write(top + y0),
                decimal::write(left + x1),
                decimal::write(top + y1)
            ));
        }
        dots.extend(pattern.dots.iter().map(|[x, y, r]| (left + x, top + y, *r)));
    }
    let dots = dots
        .into_iter()
        .map(|(x, y, r)| view! { <circle cx=decimal::write(x) cy=decimal::write(y) r=decimal::write(r) fill=colour.clone()/> })
        .collect_view();
    view! {
        <rect width=decimal::write(WIDTH) height=decimal::write(HEIGHT) fill=palette.tint(look).css()/>
        <path d=strokes fill="none" stroke=colour.clone() stroke-width=decimal::write(pattern.width)/>
        {dots}
        <rect x="0.5" y="0.5" width=decimal::write(WIDTH - 1.0) height=decimal::write(HEIGHT - 1.0) fill="none" stroke=palette.nation_border.css() stroke-width="1"/>
    }
}

/// The piece of a stroke inside one tile (the strokes are horizontal, vertical or diagonal).
fn cut_to_tile((x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (x1 - x0, y1 - y0);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (start, step) in [(x0, dx), (y0, dy)] {
        if step == 0.0 {
            continue;
        }
        let (a, b) = ((0.0 - start) / step, (TILE - start) / step);
        from = from.max(a.min(b));
        to = to.min(a.max(b));
    }
    let at = |t: f64| (x0 + t * dx, y0 + t * dy);
    (from < to).then_some((at(from), at(to)))
}

fn symbol(look: Look, palette: &'static Palette, x: f64, y: f64, radius: f64) -> impl IntoView {
    let glyph = glyph_of(look);
    let colour = palette.full(look).css();
    let (fill, stroke) = if glyph.is_hollow() {
        (palette.paper.css(), colour.clone())
    } else {
        (colour.clone(), palette.paper.css())
    };
    let shape = match glyph.corners() {
        [] => view! { <circle cx=decimal::write(x) cy=decimal::write(y) r=decimal::write(radius) fill=fill stroke=stroke stroke-width="1.5"/> }.into_any(),
        corners => {
            let points: Vec<String> = corners.iter().map(|(cx, cy)| format!("{},{}", decimal::write(x + cx * radius), decimal::write(y + cy * radius))).collect();
            view! { <polygon points=points.join(" ") fill=fill stroke=stroke stroke-width="1"/> }.into_any()
        }
    };
    let reach = radius * 0.72;
    let strike = (glyph == Glyph::StruckRing).then(|| {
        view! {
            <line x1=decimal::write(x - reach) y1=decimal::write(y + reach) x2=decimal::write(x + reach) y2=decimal::write(y - reach) stroke=colour stroke-width="1.5"/>
        }
    });
    view! { {shape} {strike} }
}
