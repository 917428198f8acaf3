//! Meridians and parallels of a scene, with their degrees.

use super::{Label, LabelKind, label::without_collisions};
use crate::geo::{Bounds, GraticuleLine, Sheet, View, Viewport, graticule, graticule_label};

/// Width of the lines, pixels.
pub const GRATICULE_WIDTH: f64 = 0.7;
/// Pixels between the edge of what is seen and the middle of the degrees.
const INSET: (f64, f64) = (18.0, 10.0);

/// Thin lines above the land, and where their degrees stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Degrees {
    pub lines: Vec<GraticuleLine>,
    pub labels: Vec<Label>,
}

impl Degrees {
    /// `seen`: the part of the viewport, about its middle, at whose edges the degrees stand.
    pub fn of(
        sheet: Sheet,
        view: View,
        viewport: Viewport,
        seen: Viewport,
        language: &str,
    ) -> Self {
        let lines = graticule(sheet, view, viewport);
        let (left, top) = (
            (viewport.width - seen.width) / 2.0 + INSET.0,
            (viewport.height - seen.height) / 2.0 + INSET.1,
        );
        let within = Bounds::new(left, top, viewport.width - left, viewport.height - top);
        let label = |line: &GraticuleLine| {
            let (x, y) = graticule_label(line, sheet, view, viewport, within)?;
            Some(Label {
                place: u32::MAX,
                text: line.name(language),
                x,
                y,
                kind: LabelKind::Degrees,
            })
        };
        let labels = without_collisions(lines.iter().filter_map(label));
        Self { lines, labels }
    }
}
