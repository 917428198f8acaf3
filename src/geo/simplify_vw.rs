//! Line simplification by effective area.
//!
//! M. Visvalingam, J. D. Whyatt, *Line generalisation by repeated elimination of points*,
//! The Cartographic Journal 30 (1993).

use std::{cmp::Ordering, collections::BinaryHeap};

/// A vertex in the queue; the smallest area comes out first, ties in order of position.
struct Candidate {
    area: f64,
    at: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .area
            .total_cmp(&self.area)
            .then(other.at.cmp(&self.at))
    }
}
impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Candidate {}

/// Effective area of every vertex of a line, in square units; infinite for both ends.
///
/// Dropping all vertices below a tolerance gives the same line on both sides of a border.
pub fn visvalingam_areas(line: &[(f64, f64)]) -> Vec<f64> {
    let mut areas = vec![f64::INFINITY; line.len()];
    if line.len() < 3 {
        return areas;
    }
    let triangle = |a: usize, b: usize, c: usize| {
        let ((ax, ay), (bx, by), (cx, cy)) = (line[a], line[b], line[c]);
        ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).abs() / 2.0
    };
    let mut before: Vec<usize> = (0..line.len()).map(|i| i.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=line.len()).collect();
    let mut queue: BinaryHeap<Candidate> = BinaryHeap::with_capacity(line.len());
    let last = line.len() - 1;
    for (at, area) in areas.iter_mut().enumerate().take(last).skip(1) {
        *area = triangle(at - 1, at, at + 1);
        queue.push(Candidate { area: *area, at });
    }
    let mut gone = vec![false; line.len()];
    let mut largest = 0.0_f64;
    while let Some(Candidate { area, at }) = queue.pop() {
        if gone[at] || area != areas[at] {
            continue; // superseded by a later entry
        }
        gone[at] = true;
        largest = largest.max(area);
        areas[at] = largest;
        let (left, right) = (before[at], after[at]);
        after[left] = right;
        before[right] = left;
        for side in [left, right] {
            if side != 0 && side != line.len() - 1 {
                areas[side] = triangle(before[side], side, after[side]);
                queue.push(Candidate {
                    area: areas[side],
                    at: side,
                });
            }
        }
    }
    areas
}

/// The line without the vertices whose effective area is below `tolerance` (square units).
///
/// ```
/// use sanctuary_atlas::geo::simplify;
/// let line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)];
/// assert_eq!(simplify(&line, 0.1), [(0.0, 0.0), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]);
/// ```
pub fn simplify(line: &[(f64, f64)], tolerance: f64) -> Vec<(f64, f64)> {
    let areas = visvalingam_areas(line);
    line.iter()
        .zip(areas)
        .filter(|(_, area)| *area >= tolerance)
        .map(|(&point, _)| point)
        .collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn same_from_both_ends(points in prop::collection::vec((-50i32..50, -50i32..50), 0..60), tolerance in 0.0..400.0f64) {
            let line: Vec<_> = points.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect();
            let kept = simplify(&line, tolerance);
            prop_assert_eq!(kept.first(), line.first());
            prop_assert_eq!(kept.last(), line.last());
            let finer = simplify(&line, tolerance / 2.0);
            prop_assert!(kept.len() <= finer.len());
        }
    }
}
