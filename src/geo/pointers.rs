//! Fingers and mouse into gestures: one pointer drags, two pinch.

use super::Gesture;

/// Pixels that a pointer may wander and still be a click.
const CLICK_SLACK: f64 = 5.0;

/// The pointers that are down, and how far they have wandered.
#[derive(Debug, Clone, Default)]
pub struct Pointers {
    down: Vec<Pointer>,
    wandered: bool,
}

#[derive(Debug, Clone, Copy)]
struct Pointer {
    id: i32,
    start: (f64, f64),
    at: (f64, f64),
}

impl Pointers {
    /// A pointer goes down.
    pub fn press(&mut self, id: i32, x: f64, y: f64) {
        if self.down.is_empty() {
            self.wandered = false;
        }
        self.down.retain(|p| p.id != id);
        self.down.push(Pointer {
            id,
            start: (x, y),
            at: (x, y),
        });
        // A second finger makes it a pinch, never a click.
        self.wandered |= self.down.len() > 1;
    }

    /// A pointer moves; the gesture it makes, if it is down and has left its slack.
    pub fn travel(&mut self, id: i32, x: f64, y: f64) -> Option<Gesture> {
        let moved = self.down.iter().position(|p| p.id == id)?;
        let before = self.down[moved].at;
        let start = self.down[moved].start;
        if !self.wandered && (x - start.0).hypot(y - start.1) <= CLICK_SLACK {
            return None;
        }
        self.wandered = true;
        self.down[moved].at = (x, y);
        match self.down.as_slice() {
            [_] => Some(Gesture::Pan {
                dx: x - before.0,
                dy: y - before.1,
            }),
            [a, b] => {
                let other = if moved == 0 { b.at } else { a.at };
                let spread = |p: (f64, f64)| (p.0 - other.0).hypot(p.1 - other.1).max(1.0);
                Some(Gesture::Pinch {
                    dx: (x - before.0) / 2.0,
                    dy: (y - before.1) / 2.0,
                    x: (x + other.0) / 2.0,
                    y: (y + other.1) / 2.0,
                    factor: spread((x, y)) / spread(before),
                })
            }
            _ => None,
        }
    }

    /// A pointer goes up; where it clicked, if it did.
    pub fn release(&mut self, id: i32) -> Option<(f64, f64)> {
        let at = self.down.iter().position(|p| p.id == id)?;
        let pointer = self.down.remove(at);
        (self.down.is_empty() && !self.wandered).then_some(pointer.start)
    }

    /// The system took a pointer away.
    pub fn cancel(&mut self, id: i32) {
        self.down.retain(|p| p.id != id);
        self.wandered = true;
    }

    pub fn count(&self) -> usize {
        self.down.len()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_short_press_is_a_click_a_long_way_is_a_drag() {
        let mut pointers = Pointers::default();
        pointers.press(1, 10.0, 10.0);
        assert_eq!(pointers.travel(1, 12.0, 11.0), None);
        assert_eq!(pointers.release(1), Some((10.0, 10.0)));

        pointers.press(1, 10.0, 10.0);
        assert_eq!(
            pointers.travel(1, 30.0, 10.0),
            Some(Gesture::Pan { dx: 20.0, dy: 0.0 })
        );
        assert_eq!(
            pointers.travel(1, 31.0, 12.0),
            Some(Gesture::Pan { dx: 1.0, dy: 2.0 })
        );
        assert_eq!(pointers.release(1), None);
    }

    #[test]
    fn two_fingers_pinch() {
        let mut pointers = Pointers::default();
        pointers.press(1, 0.0, 0.0);
        pointers.press(2, 100.0, 0.0);
        let Some(Gesture::Pinch { factor, x, .. }) = pointers.travel(2, 200.0, 0.0) else {
            panic!("no pinch")
        };
        assert_eq!((factor, x), (2.0, 100.0));
        pointers.cancel(1);
        assert_eq!(pointers.release(2), None);
    }
}
