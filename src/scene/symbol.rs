//! Symbols of towns, and of areas too small to see.

use std::collections::HashMap;

use super::{Kind, Look};
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
    /// A place too small to be seen as an area, with nothing on file.
    Dot,
}

/// The glyph of a look.
pub fn glyph_of(look: impl Into<Look>) -> Glyph {
    match look.into() {
        Look::Finding(finding) => glyph_of_finding(finding),
        Look::Kind(Kind::First) | Look::Step(_) => Glyph::Circle,
        Look::Kind(Kind::Second) => Glyph::Diamond,
        Look::Kind(Kind::Third) => Glyph::StruckRing,
        Look::Kind(Kind::Fourth) | Look::Quiet => Glyph::Ring,
    }
}

const fn glyph_of_finding(finding: Finding) -> Glyph {
    match finding {
        Finding::Model(Model::LimitsCooperation) => Glyph::Circle,
        Finding::Model(Model::AccessToServices) => Glyph::Square,
        Finding::Model(Model::Welcome) => Glyph::Diamond,
        Finding::Model(Model::SafeHarbour) => Glyph::TriangleUp,
        Finding::Model(Model::MandatesCooperation) => Glyph::TriangleDown,
        Finding::Model(Model::Former) => Glyph::StruckRing,
        Finding::ListedOnly => Glyph::Ring,
        Finding::NoRecord => Glyph::Dot,
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
            Glyph::Circle | Glyph::Ring | Glyph::StruckRing | Glyph::Dot => &[],
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
    pub look: Look,
    /// Whether what it says is known to be right; else it is drawn paler.
    pub is_sure: bool,
    /// How many lesser symbols had no room beside this one.
    pub stands_for: u32,
}

/// Share of two symbols' radii that they keep between their centres.
const CLEARANCE: f64 = 0.85;
/// Side of the squares in which neighbours are sought: more than the largest reach, pixels.
const SQUARE: f64 = 28.0;

/// Keeps, in the given order, every symbol that does not cover one kept before; those left out are
/// counted with their nearest neighbour. The first `always` symbols stay whatever they cover.
pub fn thinned(candidates: Vec<Symbol>, always: usize) -> Vec<Symbol> {
    let mut kept: Vec<Symbol> = Vec::new();
    let mut squares: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    for (number, symbol) in candidates.into_iter().enumerate() {
        let square = ((symbol.x / SQUARE) as i32, (symbol.y / SQUARE) as i32);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (square.0 + dx, square.1 + dy)));
        let gap = |other: &Symbol| {
            let distance = (other.x - symbol.x).hypot(other.y - symbol.y);
            distance - (other.radius + symbol.radius) * CLEARANCE
        };
        let nearest = around
            .filter_map(|square| squares.get(&square))
            .flatten()
            .map(|&other| (gap(&kept[other]), other))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        match nearest {
            Some((gap, other)) if gap < 0.0 && number >= always => kept[other].stands_for += 1,
            _ => {
                // The dot of a place with nothing on file stands in nobody's way.
                if !symbol.look.is_ground() {
                    squares.entry(square).or_default().push(kept.len());
                }
                kept.push(symbol);
            }
        }
    }
    kept
}

/// Radius of a town's symbol in pixels: grows with the order of magnitude of its population and,
/// slowly, with the scale (pixels a kilometre).
pub fn radius(population: u32, look: impl Into<Look>, scale: f64) -> f64 {
    let magnitude = f64::from(population.max(3_000)).log10() - 3.4;
    let growth = (scale / 0.085).clamp(0.35, 12.0).powf(0.36);
    let size = (1.55 + 0.75 * magnitude) * growth;
    let weight = match look.into() {
        Look::Quiet => 0.7,
        look if look.is_faint() => 0.85,
        _ => 1.0,
    };
    (size * weight).clamp(1.5, 11.0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn symbol(place: PlaceIndex, x: f64) -> Symbol {
        Symbol {
            place,
            x,
            y: 0.0,
            radius: 4.0,
            look: Look::Finding(Finding::ListedOnly),
            is_sure: true,
            stands_for: 0,
        }
    }

    #[test]
    fn symbols_that_would_cover_others_are_counted_with_them() {
        let kept = thinned(
            vec![
                symbol(0, 0.0),
                symbol(1, 3.0),
                symbol(2, 40.0),
                symbol(3, -2.0),
            ],
            1,
        );
        let shown: Vec<(PlaceIndex, u32)> = kept.iter().map(|s| (s.place, s.stands_for)).collect();
        assert_eq!(shown, [(0, 2), (2, 0)]);
        let kept = thinned(vec![symbol(0, 0.0), symbol(1, 3.0)], 2);
        assert_eq!(kept.len(), 2, "the chosen ones stay");
    }

    #[test]
    fn a_metropolis_is_larger_than_a_village() {
        let model = Finding::Model(Model::Welcome);
        assert!(radius(8_000_000, model, 0.085) > 1.5 * radius(2_000, model, 0.085));
        assert!(radius(0, model, 0.0001) >= 1.5 && radius(u32::MAX, model, 12.0) <= 11.0);
    }
}
