//! Patterns as lines and dots of their own, cut to the areas they fill.
//!
//! What prints a page turns a repeated tile into a coarse picture of the whole area; lines stay lines.

use std::collections::BTreeMap;

use crate::{
    geo::Bounds,
    scene::{Pattern, TILE},
};

/// The lines and dots of a pattern inside some areas; pixels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hatching {
    /// x0, y0, x1, y1.
    pub strokes: Vec<[f64; 4]>,
    /// x, y, radius.
    pub dots: Vec<[f64; 3]>,
}

/// Parallel lines, a tile apart: all points p with `normal` · p = `offset` + a multiple of the tile.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Family {
    normal: (f64, f64),
    offset: f64,
}

impl Hatching {
    /// Fills areas (closed rings, filled by the even-odd rule) with a pattern, within a box.
    ///
    /// The result lies where the pattern's tiles would, laid from the origin.
    pub fn of(pattern: &Pattern, rings: &[Vec<(f64, f64)>], within: Bounds) -> Self {
        let mut hatching = Self::default();
        let mut families: Vec<Family> = Vec::new();
        for stroke in pattern.strokes {
            let family = Family::through(*stroke);
            if !families.contains(&family) {
                families.push(family);
            }
        }
        for family in families {
            for (value, from, to) in family.inside(rings, within) {
                let ((x0, y0), (x1, y1)) = (family.point(value, from), family.point(value, to));
                hatching.strokes.push([x0, y0, x1, y1]);
            }
        }
        for &[x, y, radius] in pattern.dots {
            // Each row of dots lies on a horizontal line.
            let row = Family {
                normal: (0.0, 1.0),
                offset: y,
            };
            for (value, from, to) in row.inside(rings, within) {
                let (left, right) = (row.point(value, from).0, row.point(value, to).0);
                let (left, right) = (left.min(right), left.max(right));
                let mut at = ((left - x) / TILE).ceil() * TILE + x;
                while at <= right {
                    hatching.dots.push([at, value, radius]);
                    at += TILE;
                }
            }
        }
        hatching
    }
}

impl Family {
    /// The lines of a stroke of the tile: upright, level, or a diagonal of the tile.
    fn through([x0, y0, x1, y1]: [f64; 4]) -> Self {
        let (dx, dy) = (x1 - x0, y1 - y0);
        let length = dx.abs().max(dy.abs());
        let (mut nx, mut ny) = (-dy / length, dx / length);
        // One of the two normals of a line, so that equal families are equal.
        if nx < 0.0 || nx == 0.0 && ny < 0.0 {
            (nx, ny) = (-nx, -ny);
        }
        // No negative zero.
        let normal = (nx + 0.0, ny + 0.0);
        Self {
            normal,
            offset: (normal.0 * x0 + normal.1 * y0).rem_euclid(TILE),
        }
    }

    fn across(&self, (x, y): (f64, f64)) -> f64 {
        self.normal.0 * x + self.normal.1 * y
    }

    fn along(&self, (x, y): (f64, f64)) -> f64 {
        self.normal.1 * x - self.normal.0 * y
    }

    /// From a line and a place on it to a point.
    fn point(&self, across: f64, along: f64) -> (f64, f64) {
        let (nx, ny) = self.normal;
        let square = nx * nx + ny * ny;
        (
            (nx * across + ny * along) / square,
            (ny * across - nx * along) / square,
        )
    }

    /// The parts of the lines inside rings and box: line, begin and end on it.
    fn inside(&self, rings: &[Vec<(f64, f64)>], within: Bounds) -> Vec<(f64, f64, f64)> {
        let corners = [
            (within.x0, within.y0),
            (within.x1, within.y0),
            (within.x0, within.y1),
            (within.x1, within.y1),
        ];
        let range = |values: [f64; 4]| {
            values
                .into_iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
                    (low.min(value), high.max(value))
                })
        };
        let (lowest, highest) = range(corners.map(|corner| self.across(corner)));
        let (begin, end) = range(corners.map(|corner| self.along(corner)));
        let mut crossings: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
        for ring in rings {
            let closed = ring.iter().zip(ring.iter().cycle().skip(1));
            for (&p, &q) in closed {
                let (a, b) = (self.across(p), self.across(q));
                let (low, high) = (a.min(b).max(lowest), a.max(b).min(highest));
                // A line meets an edge at its lower end, but not at its upper one: corners count once.
                let first = ((low - self.offset) / TILE).ceil() as i64;
                let last = ((high - self.offset) / TILE).floor() as i64;
                for number in first..=last {
                    let value = self.offset + number as f64 * TILE;
                    if (a <= value) == (b <= value) {
                        continue;
                    }
                    let share = (value - a) / (b - a);
                    let (from, to) = (self.along(p), self.along(q));
                    let met = from + share * (to - from);
                    crossings.entry(number).or_default().push(met);
                }
            }
        }
        let mut parts = Vec::new();
        for (number, mut met) in crossings {
            met.sort_by(f64::total_cmp);
            for pair in met.chunks_exact(2) {
                let (from, to) = (pair[0].max(begin), pair[1].min(end));
                if from < to {
                    parts.push((self.offset + number as f64 * TILE, from, to));
                }
            }
        }
        parts
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{domain::Finding, geo::point_in_rings};

    const BOX: Bounds = Bounds::new(0.0, 0.0, 400.0, 300.0);

    fn polygon() -> impl Strategy<Value = Vec<(f64, f64)>> {
        prop::collection::vec((-100.0..500.0f64, -100.0..400.0f64), 3..12)
    }

    /// Whether a point is covered by the pattern's tiles.
    fn is_drawn(pattern: &Pattern, x: f64, y: f64) -> bool {
        let families: Vec<Family> = pattern
            .strokes
            .iter()
            .map(|s| Family::through(*s))
            .collect();
        families.iter().any(|family| {
            let off = (family.across((x, y)) - family.offset).rem_euclid(TILE);
            off.min(TILE - off) < 1e-6
        })
    }

    proptest! {
        #[test]
        fn all_lines_are_inside_and_where_the_tiles_have_them(ring in polygon()) {
            let closed: Vec<(f64, f64)> = ring.iter().chain(ring.first()).copied().collect();
            for finding in Finding::ALL {
                let pattern = Pattern::of(finding);
                let hatching = Hatching::of(&pattern, std::slice::from_ref(&ring), BOX);
                for [x0, y0, x1, y1] in hatching.strokes {
                    let (x, y) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
                    let is_long = (x1 - x0).hypot(y1 - y0) > 0.1;
                    prop_assert!(!is_long || point_in_rings(x, y, [closed.iter().copied()]), "{x} {y}");
                    prop_assert!(is_drawn(&pattern, x, y), "{finding:?} {x} {y}");
                }
                for [x, y, _] in hatching.dots {
                    let on_tile = pattern.dots.iter().any(|dot| {
                        let off = |a: f64, b: f64| (a - b).rem_euclid(TILE).min((b - a).rem_euclid(TILE));
                        off(x, dot[0]) < 1e-6 && off(y, dot[1]) < 1e-6
                    });
                    prop_assert!(on_tile, "{finding:?} {x} {y}");
                }
            }
        }
    }

    #[test]
    fn a_square_has_as_many_lines_as_tiles() {
        let square = vec![(0.0, 0.0), (80.0, 0.0), (80.0, 80.0), (0.0, 80.0)];
        let of = |finding| Hatching::of(&Pattern::of(finding), std::slice::from_ref(&square), BOX);
        use crate::domain::Model;
        assert_eq!(
            of(Finding::Model(Model::AccessToServices)).strokes.len(),
            10
        );
        assert_eq!(
            of(Finding::Model(Model::MandatesCooperation)).strokes.len(),
            20
        );
        assert_eq!(
            of(Finding::Model(Model::LimitsCooperation)).strokes.len(),
            19
        );
        assert_eq!(of(Finding::Model(Model::Welcome)).dots.len(), 200);
        assert_eq!(of(Finding::NoRecord), Hatching::default());
        // A hole has no lines.
        let hole = vec![(20.0, 20.0), (60.0, 20.0), (60.0, 60.0), (20.0, 60.0)];
        let rings = [square.clone(), hole];
        let with_hole = Hatching::of(&Pattern::of(Finding::Model(Model::Welcome)), &rings, BOX);
        assert_eq!(with_hole.dots.len(), 200 - 50);
    }
}
