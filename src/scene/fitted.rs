//! The view that shows a place with its surroundings.

use super::{Outline, World};
use crate::{
    data::PlaceIndex,
    geo::{Bounds, Covered, Sheet, View, Viewport},
};

/// Kilometres around a point.
const SURROUNDINGS: f64 = 180.0;
/// Pixels around an area, and around the surroundings of a point.
const AREA_MARGIN: f64 = 48.0;
const POINT_MARGIN: f64 = 12.0;

/// Shows a place in the part of the map that nothing covers.
pub fn fitted(
    world: &World,
    place: PlaceIndex,
    sheet: Sheet,
    viewport: Viewport,
    covered: Covered,
) -> Option<View> {
    let free = covered.free(viewport);
    let fitted = match world.outline(place, sheet)? {
        Outline::Arcs { bounds, .. } => View::fit(bounds, AREA_MARGIN, free),
        Outline::Point { x, y } => {
            let around = Bounds::new(x, y, x, y).grown(SURROUNDINGS);
            View::fit(around, POINT_MARGIN, free)
        }
    };
    // The free part's centre is not the viewport's.
    let shifted = View {
        x: fitted.x + (viewport.width - free.width) / 2.0 / fitted.scale,
        y: fitted.y + (viewport.height - free.height) / 2.0 / fitted.scale,
        ..fitted
    };
    Some(shifted.kept_within(sheet, viewport))
}
