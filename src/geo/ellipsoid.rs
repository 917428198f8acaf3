//! GRS 80, the ellipsoid of NAD83 and ETRS89, and its authalic latitude.
//!
//! Formulas: J. P. Snyder, *Map Projections: A Working Manual*, USGS Professional Paper 1395
//! (1987), equations 3-11, 3-12, 3-18 and 14-15.

/// Semi-major axis, metres.
pub const A: f64 = 6_378_137.0;
/// First eccentricity squared.
pub const E2: f64 = 0.006_694_380_022_903_416;

/// Snyder's q (3-12) of a geodetic latitude in radians.
pub fn q(phi: f64) -> f64 {
    let e = E2.sqrt();
    let s = phi.sin();
    (1.0 - E2) * (s / (1.0 - E2 * s * s) - ((1.0 - e * s) / (1.0 + e * s)).ln() / (2.0 * e))
}

/// Snyder's m (14-15): radius of the parallel over the semi-major axis.
pub fn m(phi: f64) -> f64 {
    phi.cos() / (1.0 - E2 * phi.sin().powi(2)).sqrt()
}

/// Geodetic latitude of an authalic latitude (3-18), radians; good to 1e-9.
pub fn geodetic(beta: f64) -> f64 {
    let (e4, e6) = (E2 * E2, E2 * E2 * E2);
    beta + (E2 / 3.0 + 31.0 * e4 / 180.0 + 517.0 * e6 / 5040.0) * (2.0 * beta).sin()
        + (23.0 * e4 / 360.0 + 251.0 * e6 / 3780.0) * (4.0 * beta).sin()
        + (761.0 * e6 / 45360.0) * (6.0 * beta).sin()
}

/// Brings an angle in radians into (-pi, pi].
pub fn wrap(angle: f64) -> f64 {
    use std::f64::consts::{PI, TAU};
    let turned = (angle + PI).rem_euclid(TAU) - PI;
    if turned <= -PI { turned + TAU } else { turned }
}
