//! How much a vertex matters, in one byte.

use serde::{Deserialize, Serialize};

/// The effective area of a vertex (see [`super::visvalingam_areas`]), in half powers of two.
///
/// ```
/// use sanctuary_atlas::geo::Importance;
/// let least = Importance::seen_at(0.1); // a tenth of a pixel a kilometre: 100 square kilometres
/// assert!(Importance::of_area(400.0) >= least);
/// assert!(Importance::of_area(10.0) < least);
/// assert!(Importance::ALWAYS >= Importance::seen_at(1e-9));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Importance(u8);

/// The step of one square kilometre.
const ONE: f64 = 24.0;
/// The share of a device pixel that a triangle must cover to be worth drawing.
const SEEN: f64 = 0.5;

impl Importance {
    /// Of a vertex that can go at every scale.
    pub const NONE: Self = Self(0);
    /// Of a vertex that must stay at every scale.
    pub const ALWAYS: Self = Self(u8::MAX);

    /// Of a vertex with this effective area, square kilometres.
    pub fn of_area(area: f64) -> Self {
        if area.is_infinite() {
            return Self::ALWAYS;
        }
        // Rounded up, so that a vertex is rather drawn than missed.
        Self(
            (2.0 * area.max(1e-9).log2() + ONE)
                .ceil()
                .clamp(0.0, f64::from(u8::MAX - 1)) as u8,
        )
    }

    /// The least that can be seen at a scale in device pixels a kilometre.
    pub fn seen_at(scale: f64) -> Self {
        Self::of_area(SEEN / (scale * scale)).min(Self(u8::MAX - 1))
    }
}
