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
/// ```
/// use sanctuary_atlas::geo::visvalingam_areas;
/// let line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)];
/// let kept: Vec<bool> = visvalingam_areas(&line).iter().map(|&area| area >= 0.1).collect();
/// assert_eq!(kept, [true, false, true, true, true]);
/// ```
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ends_are_kept_and_the_flattest_vertex_goes_first(points in prop::collection::vec((-50i32..50, -50i32..50), 3..60)) {
            let line: Vec<_> = points.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect();
            let areas = visvalingam_areas(&line);
            prop_assert_eq!(areas.len(), line.len());
            prop_assert!(areas[0].is_infinite() && areas[line.len() - 1].is_infinite());
            let triangle = |w: &[(f64, f64)]| {
                ((w[1].0 - w[0].0) * (w[2].1 - w[0].1) - (w[2].0 - w[0].0) * (w[1].1 - w[0].1)).abs() / 2.0
            };
            let flattest = line.windows(3).map(triangle).fold(f64::INFINITY, f64::min);
            let least = areas.iter().copied().fold(f64::INFINITY, f64::min);
            prop_assert_eq!(least, flattest);
        }
    }
}
