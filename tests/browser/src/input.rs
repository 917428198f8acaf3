//! Mouse, keys and fingers, as trusted events of the browser.

use std::{thread, time::Duration};

use serde_json::{Value, json};
use thirtyfour::TypingData;

use crate::Browser;

/// A held Ctrl key, in the DevTools protocol.
const CTRL: u32 = 2;
/// Steps of a movement.
const STEPS: u32 = 6;

impl Browser {
    /// Types keys into what has the focus.
    #[track_caller]
    pub fn keys(&self, keys: impl Into<TypingData>) {
        let at_once = Some(Duration::ZERO);
        let chain = self
            .driver()
            .action_chain_with_delay(at_once, at_once)
            .send_keys(keys);
        self.wait_for("type", chain.perform());
    }

    #[track_caller]
    pub fn hover(&self, (x, y): (f64, f64)) {
        self.mouse("mouseMoved", x, y, 0);
    }

    #[track_caller]
    pub fn click_at(&self, (x, y): (f64, f64)) {
        self.hover((x, y));
        self.mouse("mousePressed", x, y, 1);
        self.mouse("mouseReleased", x, y, 0);
    }

    /// Drags and holds still before letting go, so that nothing flies on.
    #[track_caller]
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        self.hover(from);
        self.mouse("mousePressed", from.0, from.1, 1);
        for (x, y) in between(from, to) {
            self.mouse("mouseMoved", x, y, 1);
        }
        thread::sleep(Duration::from_millis(80));
        self.mouse("mouseReleased", to.0, to.1, 0);
    }

    /// Drags in as few events as possible.
    #[track_caller]
    pub fn drag_quickly(&self, from: (f64, f64), to: (f64, f64)) {
        self.mouse("mousePressed", from.0, from.1, 1);
        self.mouse("mouseMoved", to.0, to.1, 1);
        self.mouse("mouseReleased", to.0, to.1, 0);
    }

    /// Turns the wheel; a negative `delta` is away from the reader.
    #[track_caller]
    pub fn wheel(&self, at: (f64, f64), delta: f64) {
        self.wheel_with(at, delta, 0);
    }

    #[track_caller]
    pub fn wheel_with_ctrl(&self, at: (f64, f64), delta: f64) {
        self.wheel_with(at, delta, CTRL);
    }

    #[track_caller]
    fn wheel_with(&self, (x, y): (f64, f64), delta: f64, modifiers: u32) {
        let event = json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": delta, "modifiers": modifiers });
        self.devtools("Input.dispatchMouseEvent", event);
    }

    #[track_caller]
    fn mouse(&self, kind: &str, x: f64, y: f64, buttons: u32) {
        let button = if kind == "mouseMoved" && buttons == 0 {
            "none"
        } else {
            "left"
        };
        let clicks = u32::from(kind != "mouseMoved");
        let event = json!({ "type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": clicks });
        self.devtools("Input.dispatchMouseEvent", event);
    }

    #[track_caller]
    pub fn tap(&self, at: (f64, f64)) {
        self.touch("touchStart", &[at]);
        self.touch("touchEnd", &[]);
    }

    /// Draws one finger across the screen and holds it still before lifting it.
    #[track_caller]
    pub fn swipe(&self, from: (f64, f64), to: (f64, f64)) {
        self.touch("touchStart", &[from]);
        for at in between(from, to) {
            self.touch("touchMove", &[at]);
        }
        thread::sleep(Duration::from_millis(80));
        self.touch("touchEnd", &[]);
    }

    /// Moves two fingers apart (or together) about a point, from one distance to another.
    #[track_caller]
    pub fn pinch(&self, (x, y): (f64, f64), from: f64, to: f64) {
        let fingers = |distance: f64| [(x - distance / 2.0, y), (x + distance / 2.0, y)];
        self.touch("touchStart", &fingers(from));
        for (distance, _) in between((from, 0.0), (to, 0.0)) {
            self.touch("touchMove", &fingers(distance));
        }
        self.touch("touchEnd", &[]);
    }

    /// Tells where all fingers are: `touchStart`, `touchMove`, `touchEnd`.
    #[track_caller]
    pub fn touch(&self, kind: &str, points: &[(f64, f64)]) {
        let points: Vec<Value> = points
            .iter()
            .enumerate()
            .map(|(id, (x, y))| json!({ "x": x, "y": y, "id": id }))
            .collect();
        self.devtools(
            "Input.dispatchTouchEvent",
            json!({ "type": kind, "touchPoints": points }),
        );
    }
}

/// Points on the way, without the first and with the last.
fn between(from: (f64, f64), to: (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    (1..=STEPS).map(move |step| {
        let share = f64::from(step) / f64::from(STEPS);
        (
            from.0 + (to.0 - from.0) * share,
            from.1 + (to.1 - from.1) * share,
        )
    })
}
