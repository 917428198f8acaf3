//! Point in polygon by the even-odd rule.

/// Whether a point lies inside the area that some closed rings bound by the even-odd rule.
///
/// Each ring is a sequence of points whose last equals its first. A point exactly on an edge
/// belongs to one side only, so that neighbours never both contain it.
///
/// ```
/// use sanctuary_atlas::geo::point_in_rings;
/// let square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)];
/// assert!(point_in_rings(1.0, 1.0, [square]));
/// assert!(!point_in_rings(3.0, 1.0, [square]));
/// ```
pub fn point_in_rings<R, P>(x: f64, y: f64, rings: R) -> bool
where
    R: IntoIterator<Item = P>,
    P: IntoIterator<Item = (f64, f64)>,
{
    let mut inside = false;
    for ring in rings {
        let mut points = ring.into_iter();
        let Some((mut xa, mut ya)) = points.next() else {
            continue;
        };
        for (xb, yb) in points {
            if (ya > y) != (yb > y) && x < (xb - xa) * (y - ya) / (yb - ya) + xa {
                inside = !inside;
            }
            (xa, ya) = (xb, yb);
        }
    }
    inside
}
