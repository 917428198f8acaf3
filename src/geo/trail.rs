//! Where a pointer has just been: how fast it goes when it lets go.

/// The last points of a drag, with their times in milliseconds.
#[derive(Debug, Clone, Default)]
pub struct Trail(Vec<(f64, f64, f64)>);

/// Only so much of the past counts.
const SPAN: f64 = 90.0;
/// A pointer that has rested so long is not thrown.
const REST: f64 = 45.0;
/// Pixels a millisecond below which a throw is none.
const SLOWEST: f64 = 0.12;

impl Trail {
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The pointer is at a point.
    pub fn add(&mut self, now: f64, x: f64, y: f64) {
        self.0.retain(|&(at, ..)| now - at <= SPAN);
        self.0.push((now, x, y));
    }

    /// Its speed if it lets go now, pixels a millisecond; `None` if it stood still.
    pub fn speed(&self, now: f64) -> Option<(f64, f64)> {
        let (&(first, x0, y0), &(last, x1, y1)) = (self.0.first()?, self.0.last()?);
        if now - last > REST || last - first < 8.0 {
            return None;
        }
        let (vx, vy) = ((x1 - x0) / (last - first), (y1 - y0) / (last - first));
        (vx.hypot(vy) >= SLOWEST).then_some((vx, vy))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_throw_has_the_speed_of_its_last_way() {
        let mut trail = Trail::default();
        trail.add(0.0, 0.0, 0.0);
        for step in 0..10 {
            trail.add(500.0 + f64::from(step) * 10.0, f64::from(step) * 8.0, 0.0);
        }
        assert_eq!(trail.speed(600.0), Some((0.8, 0.0)));
        assert_eq!(trail.speed(700.0), None, "held still");
        trail.clear();
        assert_eq!(trail.speed(600.0), None);
    }
}
