//! What the canvas painter asks of a drawing context: the calls of the browser's
//! `CanvasRenderingContext2d` that it makes, under the same names.
//!
//! In the app they go to the browser one by one; the first map, painted before the app is there,
//! records them ([`super::Recording`]).

/// A drawing context in two dimensions. Coordinates are those of the current transform.
pub trait Context2d: Sized {
    /// Something that is repeated over an area.
    type Pattern: Clone;

    fn save(&self);
    fn restore(&self);
    /// Coordinates are from now on multiplied by `scale` and moved by `x`, `y`, in device pixels.
    fn place(&self, scale: f64, x: f64, y: f64);

    fn begin_path(&self);
    fn close_path(&self);
    fn move_to(&self, x: f64, y: f64);
    fn line_to(&self, x: f64, y: f64);
    fn rect(&self, x: f64, y: f64, width: f64, height: f64);
    fn circle(&self, x: f64, y: f64, radius: f64);
    fn clip(&self);
    fn fill(&self);
    fn fill_even_odd(&self);
    fn stroke(&self);
    fn fill_rect(&self, x: f64, y: f64, width: f64, height: f64);
    fn clear_rect(&self, x: f64, y: f64, width: f64, height: f64);

    fn set_fill_style_str(&self, colour: &str);
    fn set_fill_pattern(&self, pattern: &Self::Pattern);
    fn set_stroke_style_str(&self, colour: &str);
    fn set_line_width(&self, width: f64);
    fn set_line_join(&self, join: &str);
    fn set_line_cap(&self, cap: &str);
    fn set_dashes(&self, dashes: &[f64]);
    fn set_global_alpha(&self, alpha: f64);

    fn set_font(&self, font: &str);
    fn set_text_align(&self, align: &str);
    fn set_text_baseline(&self, baseline: &str);
    /// Space between letters, a CSS length.
    fn set_letter_spacing(&self, spacing: &str);
    fn fill_words(&self, text: &str, x: f64, y: f64);
    fn stroke_words(&self, text: &str, x: f64, y: f64);

    /// A pattern of a tile of `side` by `side` device pixels that repeats each `period` coordinates;
    /// `draw` draws it in a square of `period`. `None` where the browser makes none.
    fn pattern(&self, side: u32, period: f64, draw: impl FnOnce(&Self)) -> Option<Self::Pattern>;
}

#[cfg(feature = "app")]
mod in_browser {
    use std::f64::consts::TAU;

    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{CanvasPattern, CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement};

    use super::Context2d;

    /// Each is the browser's own; a type's methods come before those of a trait.
    impl Context2d for CanvasRenderingContext2d {
        type Pattern = CanvasPattern;

        fn save(&self) {
            self.save();
        }

        fn restore(&self) {
            self.restore();
        }

        fn place(&self, scale: f64, x: f64, y: f64) {
            let _ = self.set_transform(scale, 0.0, 0.0, scale, x, y);
        }

        fn begin_path(&self) {
            self.begin_path();
        }

        fn close_path(&self) {
            self.close_path();
        }

        fn move_to(&self, x: f64, y: f64) {
            self.move_to(x, y);
        }

        fn line_to(&self, x: f64, y: f64) {
            self.line_to(x, y);
        }

        fn rect(&self, x: f64, y: f64, width: f64, height: f64) {
            self.rect(x, y, width, height);
        }

        fn circle(&self, x: f64, y: f64, radius: f64) {
            let _ = self.arc(x, y, radius, 0.0, TAU);
        }

        fn clip(&self) {
            self.clip();
        }

        fn fill(&self) {
            self.fill();
        }

        fn fill_even_odd(&self) {
            self.fill_with_canvas_winding_rule(CanvasWindingRule::Evenodd);
        }

        fn stroke(&self) {
            self.stroke();
        }

        fn fill_rect(&self, x: f64, y: f64, width: f64, height: f64) {
            self.fill_rect(x, y, width, height);
        }

        fn clear_rect(&self, x: f64, y: f64, width: f64, height: f64) {
            self.clear_rect(x, y, width, height);
        }

        fn set_fill_style_str(&self, colour: &str) {
            self.set_fill_style_str(colour);
        }

        fn set_fill_pattern(&self, pattern: &CanvasPattern) {
            self.set_fill_style_canvas_pattern(pattern);
        }

        fn set_stroke_style_str(&self, colour: &str) {
            self.set_stroke_style_str(colour);
        }

        fn set_line_width(&self, width: f64) {
            self.set_line_width(width);
        }

        fn set_line_join(&self, join: &str) {
            self.set_line_join(join);
        }

        fn set_line_cap(&self, cap: &str) {
            self.set_line_cap(cap);
        }

        fn set_dashes(&self, dashes: &[f64]) {
            let list: js_sys::Array = dashes.iter().map(|&dash| JsValue::from_f64(dash)).collect();
            let _ = self.set_line_dash(&list);
        }

        fn set_global_alpha(&self, alpha: f64) {
            self.set_global_alpha(alpha);
        }

        fn set_font(&self, font: &str) {
            self.set_font(font);
        }

        fn set_text_align(&self, align: &str) {
            self.set_text_align(align);
        }

        fn set_text_baseline(&self, baseline: &str) {
            self.set_text_baseline(baseline);
        }

        fn set_letter_spacing(&self, spacing: &str) {
            let (name, spacing) = (
                JsValue::from_str("letterSpacing"),
                JsValue::from_str(spacing),
            );
            let _ = js_sys::Reflect::set(self, &name, &spacing);
        }

        fn fill_words(&self, text: &str, x: f64, y: f64) {
            let _ = self.fill_text(text, x, y);
        }

        fn stroke_words(&self, text: &str, x: f64, y: f64) {
            let _ = self.stroke_text(text, x, y);
        }

        fn pattern(
            &self,
            side: u32,
            period: f64,
            draw: impl FnOnce(&Self),
        ) -> Option<CanvasPattern> {
            let document = self.canvas()?.owner_document()?;
            let tile: HtmlCanvasElement =
                document.create_element("canvas").ok()?.dyn_into().ok()?;
            tile.set_width(side);
            tile.set_height(side);
            let context: CanvasRenderingContext2d =
                tile.get_context("2d").ok()??.dyn_into().ok()?;
            let scale = f64::from(side) / period;
            let _ = context.scale(scale, scale);
            draw(&context);
            let made = self
                .create_pattern_with_html_canvas_element(&tile, "repeat")
                .ok()??;
            // Else a pixel of the tile would be a whole CSS pixel.
            let matrix = js_sys::Object::new();
            let shrunk = JsValue::from_f64(period / f64::from(side));
            for axis in ["a", "d"] {
                let _ = js_sys::Reflect::set(&matrix, &JsValue::from_str(axis), &shrunk);
            }
            if let Ok(set_transform) =
                js_sys::Reflect::get(&made, &JsValue::from_str("setTransform"))
                && let Some(set_transform) = set_transform.dyn_ref::<js_sys::Function>()
            {
                let _ = set_transform.call1(&made, &matrix);
            }
            Some(made)
        }
    }
}
