//! What a reader does to the map, whatever the device.

use super::Bounds;

/// One step of movement, in CSS pixels of the viewport.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gesture {
    /// The picture follows by so many pixels.
    Pan { dx: f64, dy: f64 },
    /// Scale by a factor, keeping the place under (x, y) where it is.
    Zoom { x: f64, y: f64, factor: f64 },
    /// Two fingers: move and scale at once, about the point between them.
    Pinch {
        dx: f64,
        dy: f64,
        x: f64,
        y: f64,
        factor: f64,
    },
    /// Show a part of the sheet (kilometres), with a margin in pixels.
    Fit { bounds: Bounds, margin: f64 },
    /// Centre a place on the sheet (kilometres), zooming in to at least this many pixels a kilometre.
    CentreOn { x: f64, y: f64, scale: f64 },
    /// Back to the whole sheet.
    Home,
}
