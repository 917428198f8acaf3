//! A drawing context that writes down what it is told, for `public/first-map.js` to carry out.
//!
//! A recording is a row of numbers, each call as its [`Call`] and what it is called with, and a
//! list of texts that the numbers point into. One call into the page then paints a whole map, and the
//! numbers of a line are read in a loop.

use std::cell::{Cell, RefCell};

use super::Context2d;

/// The calls, in the order of `CALLS` in `public/first-map.js`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Call {
    Save,
    Restore,
    /// Scale, x, y.
    Place,
    BeginPath,
    ClosePath,
    /// Number of points, then x and y of each.
    Trace,
    /// x, y, width, height.
    Rect,
    /// x, y, radius.
    Circle,
    Clip,
    Fill,
    FillEvenOdd,
    Stroke,
    FillRect,
    ClearRect,
    /// A text, as all below that have no other comment.
    FillStyle,
    /// Number of the pattern.
    FillPattern,
    StrokeStyle,
    /// A number.
    LineWidth,
    LineJoin,
    LineCap,
    /// How many, then each.
    Dashes,
    /// A number.
    GlobalAlpha,
    Font,
    TextAlign,
    TextBaseline,
    LetterSpacing,
    /// A text, x, y.
    FillText,
    StrokeText,
    /// Side, period: what follows is drawn on the tile of the next pattern.
    BeginTile,
    /// Period.
    EndTile,
}

/// What has been recorded so far.
#[derive(Debug, Default)]
pub struct Recording {
    numbers: RefCell<Vec<f64>>,
    texts: RefCell<Vec<String>>,
    /// Where the number of points of the line stands that is being drawn.
    trace: Cell<Option<usize>>,
    patterns: Cell<u32>,
}

impl Recording {
    /// The calls, and the texts that they use.
    pub fn into_parts(self) -> (Vec<f64>, Vec<String>) {
        (self.numbers.into_inner(), self.texts.into_inner())
    }

    fn call(&self, call: Call, numbers: &[f64]) {
        self.trace.set(None);
        let mut all = self.numbers.borrow_mut();
        all.push(f64::from(call as u8));
        all.extend_from_slice(numbers);
    }

    fn call_with_text(&self, call: Call, text: &str, numbers: &[f64]) {
        let at = self.text(text);
        self.call(call, &[at]);
        self.numbers.borrow_mut().extend_from_slice(numbers);
    }

    /// Where a text stands in the list.
    fn text(&self, text: &str) -> f64 {
        let mut texts = self.texts.borrow_mut();
        let at = texts.iter().position(|known| known == text);
        let at = at.unwrap_or_else(|| {
            texts.push(text.to_owned());
            texts.len() - 1
        });
        at as f64
    }
}

impl Context2d for Recording {
    type Pattern = u32;

    fn save(&self) {
        self.call(Call::Save, &[]);
    }

    fn restore(&self) {
        self.call(Call::Restore, &[]);
    }

    fn place(&self, scale: f64, x: f64, y: f64) {
        self.call(Call::Place, &[scale, x, y]);
    }

    fn begin_path(&self) {
        self.call(Call::BeginPath, &[]);
    }

    fn close_path(&self) {
        self.call(Call::ClosePath, &[]);
    }

    fn move_to(&self, x: f64, y: f64) {
        self.call(Call::Trace, &[1.0, x, y]);
        self.trace.set(Some(self.numbers.borrow().len() - 3));
    }

    fn line_to(&self, x: f64, y: f64) {
        // As on a canvas: without a point before it, a line is only its end.
        let Some(count) = self.trace.get() else {
            return self.move_to(x, y);
        };
        let mut numbers = self.numbers.borrow_mut();
        numbers[count] += 1.0;
        numbers.extend([x, y]);
    }

    fn rect(&self, x: f64, y: f64, width: f64, height: f64) {
        self.call(Call::Rect, &[x, y, width, height]);
    }

    fn circle(&self, x: f64, y: f64, radius: f64) {
        self.call(Call::Circle, &[x, y, radius]);
    }

    fn clip(&self) {
        self.call(Call::Clip, &[]);
    }

    fn fill(&self) {
        self.call(Call::Fill, &[]);
    }

    fn fill_even_odd(&self) {
        self.call(Call::FillEvenOdd, &[]);
    }

    fn stroke(&self) {
        self.call(Call::Stroke, &[]);
    }

    fn fill_rect(&self, x: f64, y: f64, width: f64, height: f64) {
        self.call(Call::FillRect, &[x, y, width, height]);
    }

    fn clear_rect(&self, x: f64, y: f64, width: f64, height: f64) {
        self.call(Call::ClearRect, &[x, y, width, height]);
    }

    fn set_fill_style_str(&self, colour: &str) {
        self.call_with_text(Call::FillStyle, colour, &[]);
    }

    fn set_fill_pattern(&self, pattern: &u32) {
        self.call(Call::FillPattern, &[f64::from(*pattern)]);
    }

    fn set_stroke_style_str(&self, colour: &str) {
        self.call_with_text(Call::StrokeStyle, colour, &[]);
    }

    fn set_line_width(&self, width: f64) {
        self.call(Call::LineWidth, &[width]);
    }

    fn set_line_join(&self, join: &str) {
        self.call_with_text(Call::LineJoin, join, &[]);
    }

    fn set_line_cap(&self, cap: &str) {
        self.call_with_text(Call::LineCap, cap, &[]);
    }

    fn set_dashes(&self, dashes: &[f64]) {
        self.call(Call::Dashes, &[dashes.len() as f64]);
        self.numbers.borrow_mut().extend_from_slice(dashes);
    }

    fn set_global_alpha(&self, alpha: f64) {
        self.call(Call::GlobalAlpha, &[alpha]);
    }

    fn set_font(&self, font: &str) {
        self.call_with_text(Call::Font, font, &[]);
    }

    fn set_text_align(&self, align: &str) {
        self.call_with_text(Call::TextAlign, align, &[]);
    }

    fn set_text_baseline(&self, baseline: &str) {
        self.call_with_text(Call::TextBaseline, baseline, &[]);
    }

    fn set_letter_spacing(&self, spacing: &str) {
        self.call_with_text(Call::LetterSpacing, spacing, &[]);
    }

    fn fill_words(&self, text: &str, x: f64, y: f64) {
        self.call_with_text(Call::FillText, text, &[x, y]);
    }

    fn stroke_words(&self, text: &str, x: f64, y: f64) {
        self.call_with_text(Call::StrokeText, text, &[x, y]);
    }

    fn pattern(&self, side: u32, period: f64, draw: impl FnOnce(&Self)) -> Option<u32> {
        let number = self.patterns.replace(self.patterns.get() + 1);
        self.call(Call::BeginTile, &[f64::from(side), period]);
        draw(self);
        self.call(Call::EndTile, &[period]);
        Some(number)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_call_with_all_its_points() {
        let recording = Recording::default();
        recording.move_to(1.0, 2.0);
        recording.line_to(3.0, 4.0);
        recording.line_to(5.0, 6.0);
        recording.close_path();
        recording.line_to(7.0, 8.0);
        let (trace, close) = (
            f64::from(Call::Trace as u8),
            f64::from(Call::ClosePath as u8),
        );
        let (numbers, texts) = recording.into_parts();
        let expected = [
            trace, 3.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, close, trace, 1.0, 7.0, 8.0,
        ];
        assert_eq!(numbers, expected);
        assert!(texts.is_empty());
    }

    #[test]
    fn a_text_is_kept_once() {
        let recording = Recording::default();
        recording.set_fill_style_str("red");
        recording.set_stroke_style_str("blue");
        recording.set_line_width(2.0);
        recording.set_fill_style_str("blue");
        let numbers_of = |call: Call| f64::from(call as u8);
        let (numbers, texts) = recording.into_parts();
        let expected = [
            numbers_of(Call::FillStyle),
            0.0,
            numbers_of(Call::StrokeStyle),
            1.0,
            numbers_of(Call::LineWidth),
            2.0,
            numbers_of(Call::FillStyle),
            1.0,
        ];
        assert_eq!(numbers, expected);
        assert_eq!(texts, ["red", "blue"]);
    }

    /// The player's list must name the same calls in the same order.
    #[test]
    fn the_player_knows_every_call() {
        let player = include_str!("../../public/first-map.js");
        let list = player
            .split_once("const CALLS = Object.values({")
            .and_then(|(_, rest)| rest.split_once("});\n\n"));
        let (list, _) = list.expect("public/first-map.js has a list CALLS");
        let names: Vec<&str> = list
            .lines()
            .filter_map(|line| line.strip_prefix("  ")?.split_once("(p, c) {"))
            .map(|(name, _)| name)
            .collect();
        for (call, name) in [
            (Call::Save, "save"),
            (Call::Place, "place"),
            (Call::Trace, "trace"),
            (Call::FillEvenOdd, "fillEvenOdd"),
            (Call::FillPattern, "fillPattern"),
            (Call::Dashes, "dashes"),
            (Call::StrokeText, "strokeText"),
            (Call::EndTile, "endTile"),
        ] {
            assert_eq!(names.get(call as usize), Some(&name), "{call:?}");
        }
        assert_eq!(names.len(), Call::EndTile as usize + 1);
    }
}
