//! The camera: which part of the sheet the viewport shows.

use super::{Bounds, Gesture, Sheet};

/// Size of the map's box in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    pub width: f64,
    pub height: f64,
}

/// Centre of the viewport on the sheet (kilometres) and scale (CSS pixels a kilometre).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    pub x: f64,
    pub y: f64,
    pub scale: f64,
}

/// Pixels a kilometre at the closest: a town fills the screen.
const CLOSEST: f64 = 12.0;
/// How far beyond the whole sheet one can zoom out.
const FARTHEST_OF_HOME: f64 = 0.75;
/// Margin of the whole-sheet view, pixels.
const HOME_MARGIN: f64 = 12.0;

impl View {
    /// The whole sheet.
    pub fn home(sheet: Sheet, viewport: Viewport) -> Self {
        Self::fit(sheet.home(), HOME_MARGIN, viewport)
    }

    /// A part of the sheet, as large as fits.
    pub fn fit(bounds: Bounds, margin: f64, viewport: Viewport) -> Self {
        let (x, y) = bounds.centre();
        let inner = |length: f64| (length - 2.0 * margin).max(length / 4.0).max(1.0);
        let scale = (inner(viewport.width) / bounds.width().max(1.0))
            .min(inner(viewport.height) / bounds.height().max(1.0));
        Self {
            x,
            y,
            scale: scale.min(CLOSEST),
        }
    }

    /// Zoom as written in links: the base-2 logarithm of pixels in 256 kilometres.
    pub fn zoom(&self) -> f64 {
        (self.scale * 256.0).log2()
    }

    /// Pixels a kilometre of a zoom.
    pub fn scale_of_zoom(zoom: f64) -> f64 {
        zoom.exp2() / 256.0
    }

    /// From the sheet (kilometres) to the viewport (pixels).
    pub fn to_screen(&self, x: f64, y: f64, viewport: Viewport) -> (f64, f64) {
        (
            (x - self.x) * self.scale + viewport.width / 2.0,
            (y - self.y) * self.scale + viewport.height / 2.0,
        )
    }

    /// From the viewport (pixels) to the sheet (kilometres).
    pub fn to_sheet(&self, x: f64, y: f64, viewport: Viewport) -> (f64, f64) {
        (
            (x - viewport.width / 2.0) / self.scale + self.x,
            (y - viewport.height / 2.0) / self.scale + self.y,
        )
    }

    /// The part of the sheet in view.
    pub fn visible(&self, viewport: Viewport) -> Bounds {
        let (x0, y0) = self.to_sheet(0.0, 0.0, viewport);
        let (x1, y1) = self.to_sheet(viewport.width, viewport.height, viewport);
        Bounds::new(x0, y0, x1, y1)
    }

    /// The view after a gesture, kept within the sheet.
    pub fn after(self, gesture: Gesture, sheet: Sheet, viewport: Viewport) -> Self {
        let moved = match gesture {
            Gesture::Pan { dx, dy } => Self {
                x: self.x - dx / self.scale,
                y: self.y - dy / self.scale,
                ..self
            },
            Gesture::Zoom { x, y, factor } => {
                let (sx, sy) = self.to_sheet(x, y, viewport);
                let scale = clamp_scale(self.scale * factor, sheet, viewport);
                let kept = self.scale / scale;
                Self {
                    x: sx + (self.x - sx) * kept,
                    y: sy + (self.y - sy) * kept,
                    scale,
                }
            }
            Gesture::Pinch {
                dx,
                dy,
                x,
                y,
                factor,
            } => self.after(Gesture::Pan { dx, dy }, sheet, viewport).after(
                Gesture::Zoom { x, y, factor },
                sheet,
                viewport,
            ),
            Gesture::Fit { bounds, margin } => Self::fit(bounds, margin, viewport),
            Gesture::CentreOn { x, y, scale } => Self {
                x,
                y,
                scale: self.scale.max(scale),
            },
            Gesture::Home => Self::home(sheet, viewport),
        };
        moved.kept_within(sheet, viewport)
    }

    /// The view that comes after `to` if the zoom from here goes on about the same point, by a
    /// factor; `to` itself if that is no zoom.
    ///
    /// ```
    /// use sanctuary_atlas::geo::View;
    /// let near = View { x: 100.0, y: 0.0, scale: 4.0 };
    /// let far = View { x: 200.0, y: 0.0, scale: 2.0 }; // about (0, 0)
    /// assert_eq!(near.beyond(far, 0.5), View { x: 400.0, y: 0.0, scale: 1.0 });
    /// ```
    pub fn beyond(self, to: Self, factor: f64) -> Self {
        let ratio = self.scale / to.scale;
        if (ratio - 1.0).abs() < 1e-6 {
            return to;
        }
        // The point that stays where it is.
        let fixed = |from: f64, to: f64| (to - ratio * from) / (1.0 - ratio);
        let (fx, fy) = (fixed(self.x, to.x), fixed(self.y, to.y));
        Self {
            x: fx + (to.x - fx) / factor,
            y: fy + (to.y - fy) / factor,
            scale: to.scale * factor,
        }
    }

    /// The nearest view that is allowed: scale within limits, the centre on the sheet.
    pub fn kept_within(self, sheet: Sheet, viewport: Viewport) -> Self {
        let extent = sheet.extent();
        let home = Self::home(sheet, viewport);
        if !(self.x.is_finite() && self.y.is_finite() && self.scale.is_finite()) {
            return home;
        }
        Self {
            x: self.x.max(extent.x0).min(extent.x1),
            y: self.y.max(extent.y0).min(extent.y1),
            scale: clamp_scale(self.scale, sheet, viewport),
        }
    }
}

fn clamp_scale(scale: f64, sheet: Sheet, viewport: Viewport) -> f64 {
    let home = View::home(sheet, viewport).scale;
    scale.max(home * FARTHEST_OF_HOME).min(CLOSEST)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VIEWPORT: Viewport = Viewport {
        width: 1280.0,
        height: 800.0,
    };

    #[test]
    fn home_shows_both_continents() {
        let sheet = Sheet::for_viewport(VIEWPORT.width, VIEWPORT.height);
        let visible = View::home(sheet, VIEWPORT).visible(VIEWPORT);
        let home = sheet.home();
        assert!(visible.contains(home.x0, home.y0) && visible.contains(home.x1, home.y1));
    }

    proptest! {
        #[test]
        fn zooming_keeps_the_place_under_the_pointer(x in 0.0..1280.0f64, y in 0.0..800.0f64, factor in 0.5..4.0f64) {
            let sheet = Sheet::for_viewport(VIEWPORT.width, VIEWPORT.height);
            let before = View { x: 500.0, y: 0.0, scale: 0.5 };
            let after = before.after(Gesture::Zoom { x, y, factor }, sheet, VIEWPORT);
            let (bx, by) = before.to_sheet(x, y, VIEWPORT);
            let (ax, ay) = after.to_sheet(x, y, VIEWPORT);
            prop_assert!((ax - bx).abs() < 1e-6 && (ay - by).abs() < 1e-6);
        }

        #[test]
        fn screen_and_sheet_round_trip(x in -5000.0..9000.0f64, y in -4000.0..4000.0f64, zoom in 4.0..11.0f64) {
            let view = View { x: 100.0, y: -50.0, scale: View::scale_of_zoom(zoom) };
            prop_assert!((view.zoom() - zoom).abs() < 1e-9);
            let (sx, sy) = view.to_screen(x, y, VIEWPORT);
            let (bx, by) = view.to_sheet(sx, sy, VIEWPORT);
            prop_assert!((bx - x).abs() < 1e-6 && (by - y).abs() < 1e-6);
        }

        #[test]
        fn every_gesture_gives_a_usable_view(a in prop::num::f64::ANY, b in prop::num::f64::ANY, c in prop::num::f64::ANY) {
            let sheet = Sheet::for_viewport(VIEWPORT.width, VIEWPORT.height);
            let home = View::home(sheet, VIEWPORT);
            for gesture in [
                Gesture::Pan { dx: a, dy: b },
                Gesture::Zoom { x: a, y: b, factor: c },
                Gesture::CentreOn { x: a, y: b, scale: c },
            ] {
                let view = home.after(gesture, sheet, VIEWPORT);
                prop_assert!(view.x.is_finite() && view.y.is_finite() && view.scale > 0.0, "{view:?}");
            }
        }
    }
}
