//! Symbols of towns, and of areas too small to see.

use crate::{
    data::PlaceIndex,
    domain::{Finding, Model},
};

/// Shape of a symbol; each finding has its own, so that colour is not needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    Circle,
    Square,
    Diamond,
    TriangleUp,
    TriangleDown,
    /// A ring around nothing.
    Ring,
    /// A ring with a stroke through it.
    StruckRing,
}

/// The glyph of a finding.
pub const fn glyph_of(finding: Finding) -> Glyph {
    match finding {
        Finding::Model(Model::LimitsCooperation) => Glyph::Circle,
        Finding::Model(Model::AccessToServices) => Glyph::Square,
        Finding::Model(Model::Welcome) => Glyph::Diamond,
        Finding::Model(Model::SafeHarbour) => Glyph::TriangleUp,
        Finding::Model(Model::MandatesCooperation) => Glyph::TriangleDown,
        Finding::Model(Model::Former) => Glyph::StruckRing,
        Finding::ListedOnly | Finding::NoRecord => Glyph::Ring,
    }
}

impl Glyph {
    /// Corners of the glyph for a radius of 1, empty for round ones; areas are about equal.
    pub fn corners(self) -> &'static [(f64, f64)] {
        match self {
            Glyph::Square => &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)],
            Glyph::Diamond => &[(0.0, -1.28), (1.28, 0.0), (0.0, 1.28), (-1.28, 0.0)],
            Glyph::TriangleUp => &[(0.0, -1.38), (1.25, 0.9), (-1.25, 0.9)],
            Glyph::TriangleDown => &[(0.0, 1.38), (1.25, -0.9), (-1.25, -0.9)],
            Glyph::Circle | Glyph::Ring | Glyph::StruckRing => &[],
        }
    }

    /// Whether only its edge is drawn.
    pub fn is_hollow(self) -> bool {
        matches!(self, Glyph::Ring | Glyph::StruckRing)
    }
}

/// A symbol at its place in the viewport.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Symbol {
    pub place: PlaceIndex,
    /// CSS pixels of the viewport.
    pub x: f64,
    pub y: f64,
    pub radius: f64,
    pub finding: Finding,
}

/// Radius of a town's symbol in pixels: grows with the order of magnitude of its population and,
/// slowly, with the scale (pixels a kilometre).
pub fn radius(population: u32, finding: Finding, scale: f64) -> f64 {
    let magnitude = f64::from(population.max(3_000)).log10() - 3.4;
    let growth = (scale / 0.085).clamp(0.35, 12.0).powf(0.36);
    let size = (1.55 + 0.75 * magnitude) * growth;
    let weight = if matches!(finding, Finding::ListedOnly | Finding::NoRecord) {
        0.85
    } else {
        1.0
    };
    (size * weight).clamp(1.5, 11.0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_metropolis_is_larger_than_a_village() {
        let model = Finding::Model(Model::Welcome);
        assert!(radius(8_000_000, model, 0.085) > 1.5 * radius(2_000, model, 0.085));
        assert!(radius(0, model, 0.0001) >= 1.5 && radius(u32::MAX, model, 12.0) <= 11.0);
    }
}
