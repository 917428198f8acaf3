//! Distances on the Earth, taken as a sphere.

/// Mean radius of the Earth (IUGG), kilometres.
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// Kilometres between two points in degrees (longitude, latitude), by the haversine formula: within 0.6 % of
/// the distance on the ellipsoid.
///
/// ```
/// use sanctuary_atlas::geo::great_circle_km;
/// let (chicago, glasgow) = ((-87.65, 41.85), (-4.25, 55.86));
/// assert!((great_circle_km(chicago, glasgow) - 5895.0).abs() < 30.0);
/// assert_eq!(great_circle_km(glasgow, glasgow), 0.0);
/// ```
pub fn great_circle_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (from_latitude, to_latitude) = (from.1.to_radians(), to.1.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let haversine =
        half(to.1 - from.1) + from_latitude.cos() * to_latitude.cos() * half(to.0 - from.0);
    2.0 * EARTH_RADIUS_KM * haversine.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point() -> impl Strategy<Value = (f64, f64)> {
        (-180.0..180.0, -90.0..90.0)
    }

    proptest! {
        #[test]
        fn distances_are_those_of_a_sphere(a in point(), b in point(), c in point()) {
            let (ab, bc, ac) = (great_circle_km(a, b), great_circle_km(b, c), great_circle_km(a, c));
            prop_assert!((ab - great_circle_km(b, a)).abs() < 1e-6);
            prop_assert!(ac <= ab + bc + 1e-3);
            prop_assert!((0.0..=std::f64::consts::PI * EARTH_RADIUS_KM + 1e-6).contains(&ab));
        }
    }

    #[test]
    fn a_degree_of_latitude_is_111_km() {
        assert!((great_circle_km((10.0, 50.0), (10.0, 51.0)) - 111.195).abs() < 0.01);
    }
}
