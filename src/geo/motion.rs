//! How the picture gets from one view to the next.

use super::{View, Viewport};

/// Manner of getting there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// At once: the picture follows the hand.
    #[default]
    Jump,
    /// A short ease: a turn of the wheel, a press of a key or a button.
    Step,
    /// Over any distance, so that one sees where one goes.
    Flight,
    /// Slowing down after a throw.
    Glide,
}

/// A way from view to view in time; times are in milliseconds of any clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Motion {
    from: View,
    to: View,
    pace: Pace,
    begun: f64,
    length: f64,
    /// Kilometres across the viewport at a scale of 1.
    width: f64,
}

/// Time constant of a glide: after it, 1/e of the way is left.
pub const GLIDE_TIME: f64 = 220.0;
/// Curvature of a flight that readers like best, by van Wijk and Nuij's experiment.
const RHO: f64 = 1.42;
/// Milliseconds of a flight for each unit of its path, and its limits.
const FLIGHT_SPEED: f64 = 260.0;
const SHORTEST_FLIGHT: f64 = 220.0;
const LONGEST_FLIGHT: f64 = 900.0;
/// Short enough that the crisp picture is there within 100 ms of the last turn of a wheel.
const STEP_TIME: f64 = 80.0;

impl Motion {
    /// A way that begins now.
    pub fn new(from: View, to: View, pace: Pace, viewport: Viewport, now: f64) -> Self {
        let mut motion = Self {
            from,
            to,
            pace,
            begun: now,
            length: 0.0,
            width: viewport.width.max(viewport.height).max(1.0),
        };
        motion.length = match pace {
            Pace::Jump => 0.0,
            Pace::Step => STEP_TIME,
            Pace::Flight => {
                (motion.path().length * FLIGHT_SPEED).clamp(SHORTEST_FLIGHT, LONGEST_FLIGHT)
            }
            Pace::Glide => GLIDE_TIME * 5.0,
        };
        motion
    }

    /// Where it ends.
    pub fn end(&self) -> View {
        self.to
    }

    /// The view at a time, and whether that is the end.
    pub fn at(&self, now: f64) -> (View, bool) {
        let t = (now - self.begun) / self.length.max(1e-9);
        // The end is exact, whatever the arithmetic on the way.
        if !(0.0..1.0).contains(&t) && now >= self.begun {
            return (self.to, true);
        }
        let t = t.max(0.0);
        let view = match self.pace {
            Pace::Jump => self.to,
            Pace::Step => self.between(1.0 - (1.0 - t).powi(3)),
            Pace::Flight => self.flown(t * t * (3.0 - 2.0 * t)),
            Pace::Glide => self.between(1.0 - (-t * 5.0).exp()),
        };
        (view, false)
    }

    /// Straight: what is fixed at both ends (the place under the pointer) is fixed on the way.
    fn between(&self, t: f64) -> View {
        let (a, b) = (self.from, self.to);
        let ratio = b.scale / a.scale;
        let scale = a.scale * ratio.powf(t);
        // The centre is linear in kilometres a pixel.
        let moved = if (ratio - 1.0).abs() < 1e-9 {
            t
        } else {
            (1.0 / scale - 1.0 / a.scale) / (1.0 / b.scale - 1.0 / a.scale)
        };
        View {
            x: a.x + (b.x - a.x) * moved,
            y: a.y + (b.y - a.y) * moved,
            scale,
        }
    }

    /// Along the path of least perceived motion: J. J. van Wijk, W. A. A. Nuij, *Smooth and efficient
    /// zooming and panning*, IEEE InfoVis 2003.
    fn flown(&self, t: f64) -> View {
        let Path { r0, length } = self.path();
        let distance = (self.to.x - self.from.x).hypot(self.to.y - self.from.y);
        let (w0, w1) = (self.width / self.from.scale, self.width / self.to.scale);
        if distance < w0.min(w1) * 1e-3 {
            return self.between(t);
        }
        let r = RHO * length * t + r0;
        let w = w0 * cosh(r0) / cosh(r);
        let u = w0 / (RHO * RHO) * (cosh(r0) * tanh(r) - sinh(r0));
        let share = (u / distance).clamp(0.0, 1.0);
        View {
            x: self.from.x + (self.to.x - self.from.x) * share,
            y: self.from.y + (self.to.y - self.from.y) * share,
            scale: self.width / w,
        }
    }

    fn path(&self) -> Path {
        let distance = (self.to.x - self.from.x).hypot(self.to.y - self.from.y);
        let (w0, w1) = (self.width / self.from.scale, self.width / self.to.scale);
        if distance < w0.min(w1) * 1e-3 {
            return Path {
                r0: 0.0,
                length: (w1 / w0).ln().abs() / RHO,
            };
        }
        let rho2 = RHO * RHO;
        let b = |w: f64, sign: f64| {
            (w1 * w1 - w0 * w0 + sign * rho2 * rho2 * distance * distance)
                / (2.0 * w * rho2 * distance)
        };
        // ln(sqrt(b² + 1) - b), without the cancellation for large b.
        let r = |b: f64| -b.signum() * (b.abs() + (b * b + 1.0).sqrt()).ln();
        let (r0, r1) = (r(b(w0, 1.0)), r(b(w1, -1.0)));
        Path {
            r0,
            length: (r1 - r0) / RHO,
        }
    }
}

struct Path {
    r0: f64,
    length: f64,
}

// From `exp` alone: the library's own would add to the wasm.
fn sinh(x: f64) -> f64 {
    (x.exp() - (-x).exp()) / 2.0
}
fn cosh(x: f64) -> f64 {
    (x.exp() + (-x).exp()) / 2.0
}
fn tanh(x: f64) -> f64 {
    1.0 - 2.0 / ((2.0 * x).exp() + 1.0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::geo::{Gesture, Sheet};
    use proptest::prelude::*;

    const VIEWPORT: Viewport = Viewport {
        width: 1280.0,
        height: 800.0,
    };

    fn any_view() -> impl Strategy<Value = View> {
        (-4000.0..9000.0f64, -4000.0..4000.0f64, 0.06..12.0f64).prop_map(|(x, y, scale)| View {
            x,
            y,
            scale,
        })
    }

    proptest! {
        #[test]
        fn every_pace_begins_here_and_ends_there(from in any_view(), to in any_view(), pace in prop::sample::select(vec![Pace::Step, Pace::Flight, Pace::Glide])) {
            let motion = Motion::new(from, to, pace, VIEWPORT, 1000.0);
            let (first, is_done) = motion.at(1000.0);
            prop_assert!(!is_done);
            prop_assert!((first.x - from.x).abs() < 1e-3 && (first.scale / from.scale - 1.0).abs() < 1e-3, "{first:?} {from:?}");
            prop_assert_eq!(motion.at(1e6), (to, true));
            for now in (1000..3000).step_by(50) {
                let (view, _) = motion.at(f64::from(now));
                prop_assert!(view.x.is_finite() && view.y.is_finite() && view.scale > 0.0, "{view:?}");
            }
        }

        #[test]
        fn a_flight_arrives_without_a_jump(from in any_view(), to in any_view()) {
            let motion = Motion::new(from, to, Pace::Flight, VIEWPORT, 0.0);
            let (last, _) = motion.at(motion.length * 0.999_99);
            let away = (last.x - to.x).hypot(last.y - to.y) * to.scale;
            prop_assert!(away < 2.0 && (last.scale / to.scale - 1.0).abs() < 0.02, "{away} px, {}", last.scale / to.scale);
        }
    }

    #[test]
    fn a_zoom_keeps_the_place_under_the_pointer_on_the_way() {
        let sheet = Sheet::for_viewport(VIEWPORT.width, VIEWPORT.height);
        let from = View {
            x: 500.0,
            y: 100.0,
            scale: 0.3,
        };
        let to = from.after(
            Gesture::Zoom {
                x: 200.0,
                y: 650.0,
                factor: 2.0,
            },
            sheet,
            VIEWPORT,
        );
        let motion = Motion::new(from, to, Pace::Step, VIEWPORT, 0.0);
        let fixed = from.to_sheet(200.0, 650.0, VIEWPORT);
        for now in [20.0, 60.0, 110.0] {
            let (x, y) = motion.at(now).0.to_screen(fixed.0, fixed.1, VIEWPORT);
            assert!(
                (x - 200.0).abs() < 1e-6 && (y - 650.0).abs() < 1e-6,
                "{x} {y}"
            );
        }
    }
}
