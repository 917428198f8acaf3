//! Meridians and parallels of both planes, as lines on the sheet, with their degrees where they leave it.

use super::{Bounds, Plane, Sheet, View, Viewport};

/// Whether a line joins equal longitudes or equal latitudes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circle {
    Meridian,
    Parallel,
}

/// A part of a meridian or a parallel that is in view.
#[derive(Debug, Clone, PartialEq)]
pub struct GraticuleLine {
    pub plane: Plane,
    pub circle: Circle,
    /// Whole degrees, east and north positive.
    pub degrees: i32,
    /// Points on the sheet, kilometres.
    pub points: Vec<(f64, f64)>,
}

impl GraticuleLine {
    /// Its degrees as maps write them: `40° N`, `96° W`, `0°`.
    ///
    /// ```
    /// use sanctuary_atlas::geo::{Circle, GraticuleLine, Plane};
    /// let line = |circle, degrees| GraticuleLine { plane: Plane::Europe, circle, degrees, points: vec![] };
    /// assert_eq!(line(Circle::Parallel, 50).name("en"), "50° N");
    /// assert_eq!(line(Circle::Meridian, -4).name("fr"), "4° O");
    /// assert_eq!(line(Circle::Meridian, 0).name("es"), "0°");
    /// ```
    pub fn name(&self, language: &str) -> String {
        let west = if language == "en" { "W" } else { "O" };
        let side = match (self.circle, self.degrees) {
            (_, 0) => return "0°".to_owned(),
            (Circle::Meridian, ..0) => west,
            (Circle::Meridian, _) => "E",
            (Circle::Parallel, ..0) => "S",
            (Circle::Parallel, _) => "N",
        };
        format!("{}° {side}", self.degrees.abs())
    }
}

/// Steps between lines, degrees.
const STEPS: [i32; 5] = [1, 2, 5, 10, 20];
/// Pixels that lie between two parallels at least.
const APART: f64 = 64.0;
/// Kilometres in a degree of latitude.
const DEGREE: f64 = 111.2;
/// Degrees between two points of a line: straight between them, it is nowhere a pixel off.
const CHORD: f64 = 0.5;
/// Parallels end where both planes have their last land.
const LATITUDES: (i32, i32) = (0, 85);
/// Meridians run to here, so that they do not crowd at the pole.
const NORTHERNMOST: i32 = 80;
/// Degrees of longitude around the middle of a plane.
const AROUND: i32 = 100;

/// Degrees between two lines at a scale (pixels a kilometre).
fn graticule_step(scale: f64) -> i32 {
    let fits = |step: &i32| f64::from(*step) * DEGREE * scale >= APART;
    STEPS
        .into_iter()
        .find(fits)
        .unwrap_or(STEPS[STEPS.len() - 1])
}

/// Degrees between two meridians at a latitude, no fewer than between two parallels. Towards the pole they crowd:
/// half of what lies between parallels is left between them.
fn meridian_step(scale: f64, latitude: f64) -> i32 {
    graticule_step(scale).max(graticule_step(2.0 * scale * latitude.to_radians().cos()))
}

/// The lines in view, each in as many parts as the window cuts it into.
pub fn graticule(sheet: Sheet, view: View, viewport: Viewport) -> Vec<GraticuleLine> {
    let step = graticule_step(view.scale);
    let visible = view.visible(viewport);
    let mut lines = Vec::new();
    for plane in Plane::ALL {
        let window = visible.clipped(sheet.territory(plane));
        if window.is_empty() {
            continue;
        }
        // The 96th degree west and the 10th east.
        let middle = match plane {
            Plane::NorthAmerica => -96,
            Plane::Europe => 10,
        };
        let (ox, oy) = sheet.origin(plane);
        let (x, y) = window.centre();
        let latitude = plane
            .unproject(x - ox, y - oy)
            .map_or(0.0, |(_, latitude)| latitude);
        let apart = meridian_step(view.scale, latitude);
        let from = (middle - AROUND).div_euclid(apart) * apart;
        let meridians = (from..=middle + AROUND).step_by(apart as usize);
        for degrees in meridians {
            let ends = (LATITUDES.0, NORTHERNMOST);
            let at = |latitude| (f64::from(degrees), latitude);
            add_parts(
                &mut lines,
                sheet,
                window,
                plane,
                (Circle::Meridian, wrapped(degrees)),
                ends,
                at,
            );
        }
        for degrees in (LATITUDES.0..=LATITUDES.1).step_by(step as usize) {
            let ends = (middle - AROUND, middle + AROUND);
            let at = |longitude| (longitude, f64::from(degrees));
            add_parts(
                &mut lines,
                sheet,
                window,
                plane,
                (Circle::Parallel, degrees),
                ends,
                at,
            );
        }
    }
    lines
}

/// A longitude from -180 to 180.
fn wrapped(degrees: i32) -> i32 {
    (degrees + 180).rem_euclid(360) - 180
}

/// Walks along a line and keeps what is in the window, with one point beyond it on each side.
fn add_parts(
    lines: &mut Vec<GraticuleLine>,
    sheet: Sheet,
    window: Bounds,
    plane: Plane,
    (circle, degrees): (Circle, i32),
    (from, to): (i32, i32),
    at: impl Fn(f64) -> (f64, f64),
) {
    let count = (f64::from(to - from) / CHORD).round() as i32;
    let point = |number: i32| {
        let (longitude, latitude) = at(f64::from(from) + f64::from(number) * CHORD);
        let (x, y) = plane.project(longitude, latitude);
        sheet.place(plane, x, y)
    };
    let mut part: Vec<(f64, f64)> = Vec::new();
    let mut before = point(0);
    for number in 1..=count {
        let now = point(number);
        let chord = Bounds::around([before, now]);
        if chord.intersects(&window) {
            if part.is_empty() {
                part.push(before);
            }
            part.push(now);
        } else if !part.is_empty() {
            lines.push(GraticuleLine {
                plane,
                circle,
                degrees,
                points: std::mem::take(&mut part),
            });
        }
        before = now;
    }
    if !part.is_empty() {
        lines.push(GraticuleLine {
            plane,
            circle,
            degrees,
            points: part,
        });
    }
}

/// Where a line's degrees stand in the viewport: where a meridian meets the lower edge of a box, where a
/// parallel meets its right edge. `None` where it does not.
pub fn graticule_label(
    line: &GraticuleLine,
    sheet: Sheet,
    view: View,
    viewport: Viewport,
    within: Bounds,
) -> Option<(f64, f64)> {
    // The tools of the map stand at its left; each plane ends at the fold.
    let territory = sheet.territory(line.plane);
    let (left, top) = view.to_screen(territory.x0, territory.y0, viewport);
    let (right, bottom) = view.to_screen(territory.x1, territory.y1, viewport);
    let inner = Bounds {
        x0: within.x0.max(left + 18.0),
        y0: within.y0.max(top),
        x1: within.x1.min(right - 18.0),
        y1: within.y1.min(bottom - 10.0),
    };
    let meets = |edge: f64, across: fn((f64, f64)) -> f64, along: fn((f64, f64)) -> f64| {
        line.points.windows(2).find_map(|pair| {
            let [p, q] = [pair[0], pair[1]].map(|(x, y)| view.to_screen(x, y, viewport));
            let (a, b) = (across(p), across(q));
            if (a <= edge) == (b <= edge) {
                return None;
            }
            let share = (edge - a) / (b - a);
            Some(along(p) + share * (along(q) - along(p)))
        })
    };
    let (x, y) = (|(x, _): (f64, f64)| x, |(_, y): (f64, f64)| y);
    let found = match line.circle {
        Circle::Meridian => (meets(inner.y1, y, x)?, inner.y1),
        Circle::Parallel => (inner.x1, meets(inner.x1, x, y)?),
    };
    inner.grown(0.5).contains(found.0, found.1).then_some(found)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VIEWPORT: Viewport = Viewport {
        width: 1280.0,
        height: 740.0,
    };

    fn view() -> impl Strategy<Value = (Sheet, View)> {
        let at = (-4000.0..10_000.0f64, -4000.0..3500.0f64, 4.0..11.5f64);
        at.prop_map(|(x, y, zoom)| {
            let sheet = Sheet::for_viewport(VIEWPORT.width, VIEWPORT.height);
            let scale = View::scale_of_zoom(zoom);
            (sheet, View { x, y, scale })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_point_lies_on_its_line((sheet, view) in view()) {
            for line in graticule(sheet, view, VIEWPORT) {
                let (ox, oy) = sheet.origin(line.plane);
                for &(x, y) in &line.points {
                    let (longitude, latitude) = line.plane.unproject(x - ox, y - oy).expect("on the globe");
                    let off = match line.circle {
                        Circle::Meridian => (longitude - f64::from(line.degrees) + 540.0).rem_euclid(360.0) - 180.0,
                        Circle::Parallel => latitude - f64::from(line.degrees),
                    };
                    prop_assert!(off.abs() < 1e-6, "{line:?} at {longitude}, {latitude}");
                }
            }
        }

        #[test]
        fn lines_are_straight_enough_between_their_points((sheet, view) in view()) {
            for line in graticule(sheet, view, VIEWPORT) {
                let (ox, oy) = sheet.origin(line.plane);
                for pair in line.points.windows(2) {
                    let [p, q] = [pair[0], pair[1]];
                    let degrees = |(x, y): (f64, f64)| line.plane.unproject(x - ox, y - oy).expect("on the globe");
                    let (a, b) = (degrees(p), degrees(q));
                    if (a.0 - b.0).abs() > 180.0 {
                        continue;
                    }
                    let (x, y) = line.plane.project((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
                    let off = (x + ox - (p.0 + q.0) / 2.0).hypot(y + oy - (p.1 + q.1) / 2.0);
                    prop_assert!(off * view.scale < 2.0, "{off} km at {}", view.scale);
                }
            }
        }

        /// In the middle of what is shown, meridians stand half as far apart as parallels at least, where degrees reach
        /// so far.
        #[test]
        fn meridians_do_not_crowd_towards_the_pole(scale in 0.05f64..4.0, latitude in 0.0f64..79.0) {
            let step = meridian_step(scale, latitude);
            let apart = f64::from(step) * DEGREE * scale * latitude.to_radians().cos();
            prop_assert!(2.0 * apart >= APART || step == STEPS[STEPS.len() - 1], "{step} degrees are {apart} px");
            prop_assert!(step >= graticule_step(scale));
        }

        #[test]
        fn there_are_never_too_many((sheet, view) in view()) {
            let lines = graticule(sheet, view, VIEWPORT);
            let points: usize = lines.iter().map(|line| line.points.len()).sum();
            prop_assert!(lines.len() < 120 && points < 12_000, "{} lines, {points} points", lines.len());
        }
    }

    #[test]
    fn the_whole_sheet_has_degrees_at_its_edges() {
        let sheet = Sheet::for_viewport(VIEWPORT.width, VIEWPORT.height);
        let view = View::home(sheet, VIEWPORT);
        let within = Bounds::new(20.0, 14.0, VIEWPORT.width - 20.0, VIEWPORT.height - 14.0);
        let lines = graticule(sheet, view, VIEWPORT);
        let named: Vec<String> = lines
            .iter()
            .filter(|line| graticule_label(line, sheet, view, VIEWPORT, within).is_some())
            .map(|line| line.name("en"))
            .collect();
        for name in ["40° N", "100° W", "10° E", "0°"] {
            assert!(
                named.iter().any(|known| known == name),
                "{name} in {named:?}"
            );
        }
        assert_eq!(graticule_step(0.08), 10);
        assert_eq!(graticule_step(1.0), 1);
    }
}
