//! Albers equal-area conic projection on GRS 80 (Snyder 1987, pp. 98-103).

use super::ellipsoid::{A, geodetic, m, q, wrap};

/// An Albers conic with two standard parallels.
///
/// ```
/// use sanctuary_atlas::geo::Albers;
/// let north_america = Albers::north_america();
/// let (x, y) = north_america.forward(-96.0, 40.0);
/// assert!(x.abs() < 1e-6 && y.abs() < 1e-6);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Albers {
    n: f64,
    c: f64,
    rho0: f64,
    lambda0: f64,
}

impl Albers {
    /// ESRI:102008, North America Albers: standard parallels 20 and 60 N, centre 40 N, 96 W.
    pub fn north_america() -> Self {
        Self::new([20.0, 60.0], 40.0, -96.0)
    }

    /// Standard parallels, latitude and longitude of the origin, all in degrees.
    pub fn new(parallels: [f64; 2], latitude: f64, longitude: f64) -> Self {
        let [phi1, phi2] = parallels.map(f64::to_radians);
        let n = (m(phi1).powi(2) - m(phi2).powi(2)) / (q(phi2) - q(phi1));
        let c = m(phi1).powi(2) + n * q(phi1);
        let rho0 = A * (c - n * q(latitude.to_radians())).sqrt() / n;
        Self {
            n,
            c,
            rho0,
            lambda0: longitude.to_radians(),
        }
    }

    /// Easting and northing in metres of a longitude and latitude in degrees.
    pub fn forward(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let rho = A * (self.c - self.n * q(latitude.to_radians())).max(0.0).sqrt() / self.n;
        let theta = self.n * wrap(longitude.to_radians() - self.lambda0);
        (rho * theta.sin(), self.rho0 - rho * theta.cos())
    }

    /// Longitude and latitude in degrees of a point in metres; `None` where the cone has no such point.
    pub fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)> {
        let rho = x.hypot(self.rho0 - y);
        let theta = x.atan2(self.rho0 - y);
        let q_here = (self.c - (rho * self.n / A).powi(2)) / self.n;
        let ratio = q_here / q(std::f64::consts::FRAC_PI_2);
        let dlambda = theta / self.n;
        if !(ratio.abs() <= 1.0 && dlambda.abs() <= std::f64::consts::PI) {
            return None;
        }
        Some((
            wrap(self.lambda0 + dlambda).to_degrees(),
            geodetic(ratio.asin()).to_degrees(),
        ))
    }
}
