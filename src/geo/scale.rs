//! The length of a scale bar.

use super::View;

/// A round length that fits a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    pub kilometres: u32,
    pub pixels: f64,
}

const MILES_IN_A_KILOMETRE: f64 = 0.621_371;

impl Scale {
    /// The longest of 1, 2, 5, 10, 20, 50 ... kilometres that takes at most so many pixels; at least one.
    ///
    /// Both planes are equal-area: lengths hold within a few per cent near their middle.
    ///
    /// ```
    /// use sanctuary_atlas::geo::{Scale, View};
    /// let scale = Scale::of(View { x: 0.0, y: 0.0, scale: 0.1 }, 120.0);
    /// assert_eq!((scale.kilometres, scale.pixels), (1_000, 100.0));
    /// ```
    pub fn of(view: View, longest: f64) -> Self {
        let fits = |kilometres: &u32| f64::from(*kilometres) * view.scale <= longest;
        let lengths = (0..5).flat_map(|power| [1, 2, 5].map(|first| first * 10_u32.pow(power)));
        let kilometres = lengths.filter(fits).max().unwrap_or(1);
        Self {
            kilometres,
            pixels: f64::from(kilometres) * view.scale,
        }
    }

    /// The same length in whole miles.
    pub fn miles(&self) -> u32 {
        (f64::from(self.kilometres) * MILES_IN_A_KILOMETRE).round() as u32
    }
}
