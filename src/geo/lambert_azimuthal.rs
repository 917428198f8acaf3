//! Lambert azimuthal equal-area projection, oblique, on GRS 80 (Snyder 1987, pp. 187-190).

use super::ellipsoid::{A, geodetic, m, q, wrap};

/// A Lambert azimuthal equal-area projection.
///
/// ```
/// use sanctuary_atlas::geo::LambertAzimuthal;
/// let europe = LambertAzimuthal::europe();
/// let (x, y) = europe.forward(10.0, 52.0);
/// assert!(x.abs() < 1e-6 && y.abs() < 1e-6);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct LambertAzimuthal {
    beta1: f64,
    lambda0: f64,
    rq: f64,
    d: f64,
}

impl LambertAzimuthal {
    /// The projection of EPSG:3035 (ETRS89-LAEA): centre 52 N, 10 E; without its false origin
    /// of 4,321,000 m east and 3,210,000 m north.
    pub fn europe() -> Self {
        Self::new(52.0, 10.0)
    }

    /// Latitude and longitude of the centre in degrees.
    pub fn new(latitude: f64, longitude: f64) -> Self {
        let phi1 = latitude.to_radians();
        let qp = q(std::f64::consts::FRAC_PI_2);
        let beta1 = (q(phi1) / qp).asin();
        let rq = A * (qp / 2.0).sqrt();
        Self {
            beta1,
            lambda0: longitude.to_radians(),
            rq,
            d: A * m(phi1) / (rq * beta1.cos()),
        }
    }

    /// Easting and northing in metres of a longitude and latitude in degrees.
    pub fn forward(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let beta = (q(latitude.to_radians()) / q(std::f64::consts::FRAC_PI_2))
            .clamp(-1.0, 1.0)
            .asin();
        let dlambda = wrap(longitude.to_radians() - self.lambda0);
        let (sin1, cos1) = self.beta1.sin_cos();
        let (sin, cos) = beta.sin_cos();
        let b = self.rq * (2.0 / (1.0 + sin1 * sin + cos1 * cos * dlambda.cos()).max(1e-12)).sqrt();
        (
            b * self.d * cos * dlambda.sin(),
            b / self.d * (cos1 * sin - sin1 * cos * dlambda.cos()),
        )
    }

    /// Longitude and latitude in degrees of a point in metres; `None` outside the globe's disc.
    pub fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let rho = (x / self.d).hypot(self.d * y);
        if rho < 1e-9 {
            return Some((self.lambda0.to_degrees(), geodetic(self.beta1).to_degrees()));
        }
        let half = rho / (2.0 * self.rq);
        if half.is_nan() || half > 1.0 {
            return None;
        }
        let (sin_ce, cos_ce) = (2.0 * half.asin()).sin_cos();
        let (sin1, cos1) = self.beta1.sin_cos();
        let sin_beta = cos_ce * sin1 + self.d * y * sin_ce * cos1 / rho;
        let dlambda =
            (x * sin_ce).atan2(self.d * rho * cos1 * cos_ce - self.d * self.d * y * sin1 * sin_ce);
        let latitude = geodetic(sin_beta.clamp(-1.0, 1.0).asin());
        Some((
            wrap(self.lambda0 + dlambda).to_degrees(),
            latitude.to_degrees(),
        ))
    }
}
