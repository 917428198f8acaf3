//! Where north lies on the sheet.

use super::Sheet;

/// Degrees, clockwise from up, to geographic north at a point of the sheet (kilometres); `None` at a
/// pole and outside of the projection.
///
/// ```
/// use sanctuary_atlas::geo::{Arrangement, Plane, Sheet, convergence};
/// let sheet = Sheet { arrangement: Arrangement::SideBySide };
/// let at = |plane: Plane, longitude, latitude| {
///     let (x, y) = plane.project(longitude, latitude);
///     let (x, y) = sheet.place(plane, x, y);
///     convergence(sheet, x, y).unwrap()
/// };
/// assert!(at(Plane::NorthAmerica, -96.0, 40.0).abs() < 0.01, "the central meridian stands upright");
/// assert!(at(Plane::NorthAmerica, -150.0, 62.0) > 25.0, "Alaska leans");
/// assert!(at(Plane::Europe, 30.0, 60.0) < -15.0, "so does the east of Europe");
/// ```
pub fn convergence(sheet: Sheet, x: f64, y: f64) -> Option<f64> {
    const STEP: f64 = 0.05;
    let (plane, px, py) = sheet.locate(x, y);
    let (longitude, latitude) = plane.unproject(px, py)?;
    if !(-89.0..89.0).contains(&latitude) {
        return None;
    }
    let (nx, ny) = plane.project(longitude, latitude + STEP);
    Some((nx - px).atan2(py - ny).to_degrees())
}
