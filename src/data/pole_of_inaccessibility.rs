//! The point of an area farthest from its edge: where its symbol and its name stand.
//!
//! V. Agafonkin's grid refinement ("polylabel", Mapbox, 2016), on one area's closed rings.

use std::{cmp::Ordering, collections::BinaryHeap};

use crate::geo::{Bounds, point_in_rings};

struct Cell {
    x: f64,
    y: f64,
    half: f64,
    distance: f64,
}

impl Cell {
    fn new(x: f64, y: f64, half: f64, rings: &[Vec<(f64, f64)>]) -> Self {
        Self {
            x,
            y,
            half,
            distance: signed_distance(x, y, rings),
        }
    }

    /// The best any point of the cell can reach.
    fn potential(&self) -> f64 {
        self.distance + self.half * std::f64::consts::SQRT_2
    }
}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.potential().total_cmp(&other.potential())
    }
}
impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Cell {}

/// Distance to the nearest edge, negative outside.
fn signed_distance(x: f64, y: f64, rings: &[Vec<(f64, f64)>]) -> f64 {
    let mut nearest = f64::INFINITY;
    for edge in rings.iter().flat_map(|ring| ring.windows(2)) {
        let ((ax, ay), (bx, by)) = (edge[0], edge[1]);
        let (dx, dy) = (bx - ax, by - ay);
        let length = dx * dx + dy * dy;
        let t = if length > 0.0 {
            (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let (ex, ey) = (x - ax - t * dx, y - ay - t * dy);
        nearest = nearest.min(ex * ex + ey * ey);
    }
    let inside = point_in_rings(x, y, rings.iter().map(|ring| ring.iter().copied()));
    if inside {
        nearest.sqrt()
    } else {
        -nearest.sqrt()
    }
}

/// The pole of inaccessibility of an area, to within a hundredth of its size; `None` without rings.
pub fn pole_of_inaccessibility(rings: &[Vec<(f64, f64)>]) -> Option<(f64, f64)> {
    // Of many islands, the one with the largest box.
    let main = rings.iter().max_by(|a, b| {
        let size = |ring: &[(f64, f64)]| {
            let bounds = Bounds::around(ring.iter().copied());
            bounds.width() * bounds.height()
        };
        size(a).total_cmp(&size(b))
    })?;
    let bounds = Bounds::around(main.iter().copied());
    let inside: Vec<Vec<(f64, f64)>> = rings
        .iter()
        .filter(|ring| ring.first().is_some_and(|&(x, y)| bounds.contains(x, y)))
        .cloned()
        .collect();
    let size = bounds.width().min(bounds.height()).max(1e-6);
    let precision = size / 100.0;
    let (cx, cy) = bounds.centre();
    let mut best = Cell::new(cx, cy, 0.0, &inside);
    let mut queue = BinaryHeap::new();
    let half = size / 2.0;
    let mut x = bounds.x0 + half;
    while x < bounds.x1 + half {
        let mut y = bounds.y0 + half;
        while y < bounds.y1 + half {
            queue.push(Cell::new(x, y, half, &inside));
            y += size;
        }
        x += size;
    }
    while let Some(cell) = queue.pop() {
        if cell.distance > best.distance {
            best = Cell { ..cell };
        }
        if cell.potential() - best.distance <= precision {
            break;
        }
        let half = cell.half / 2.0;
        for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            queue.push(Cell::new(cell.x + dx, cell.y + dy, half, &inside));
        }
    }
    Some((best.x, best.y))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn lies_in_the_wide_part_of_a_boot() {
        let boot = vec![
            (0.0, 0.0),
            (1.0, 0.0),
            (1.0, 8.0),
            (6.0, 8.0),
            (6.0, 12.0),
            (0.0, 12.0),
            (0.0, 0.0),
        ];
        let (x, y) = pole_of_inaccessibility(&[boot]).unwrap();
        assert!(
            (1.0..5.0).contains(&x) && (9.0..11.0).contains(&y),
            "{x} {y}"
        );
    }
}
