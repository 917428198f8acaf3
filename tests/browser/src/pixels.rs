//! What is drawn on the map's canvases.

use sanctuary_atlas::scene::Colour;
use serde::Deserialize;
use serde_json::json;

use crate::{Browser, Rect};

/// Some of the map's pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Pixels(Vec<Colour>);

/// Channels may differ by so much: rounding, and edges that are softened.
const TOLERANCE: u8 = 5;

impl Pixels {
    /// Share of pixels, 0 to 1, of a colour.
    pub fn share_of(&self, colour: Colour) -> f64 {
        self.share_between(colour, colour)
    }

    /// Share of pixels, 0 to 1, of two colours or a mixture of them: a tint under a pattern.
    pub fn share_between(&self, one: Colour, other: Colour) -> f64 {
        let channel = |value: u8, a: u8, b: u8| {
            (a.min(b).saturating_sub(TOLERANCE)..=a.max(b).saturating_add(TOLERANCE))
                .contains(&value)
        };
        let fits = |c: &&Colour| {
            channel(c.0, one.0, other.0)
                && channel(c.1, one.1, other.1)
                && channel(c.2, one.2, other.2)
        };
        self.0.iter().filter(fits).count() as f64 / self.0.len().max(1) as f64
    }

    /// The commonest colour, for messages.
    pub fn commonest(&self) -> Option<Colour> {
        let times = |colour: &Colour| self.0.iter().filter(|other| *other == colour).count();
        self.0.iter().copied().max_by_key(times)
    }
}

impl Browser {
    /// Pixels of the map in a square about a point of the window; `reach` is half its side, CSS pixels.
    #[track_caller]
    pub fn map_pixels(&self, (x, y): (f64, f64), reach: f64) -> Pixels {
        let read: Result<Vec<u8>, String> = self
            .run::<Read>(
                "const canvas = document.querySelector('canvas.map-base');
                 if (!canvas) return { error: 'there is no canvas.map-base' };
                 const box = canvas.getBoundingClientRect(), density = canvas.width / box.width;
                 const [x, y, reach] = arguments, side = Math.max(1, Math.round(2 * reach * density));
                 const left = Math.round((x - reach - box.left) * density), top = Math.round((y - reach - box.top) * density);
                 if (left < 0 || top < 0 || left + side > canvas.width || top + side > canvas.height)
                     return { error: `${x}, ${y} is not on the map` };
                 return { pixels: [...canvas.getContext('2d').getImageData(left, top, side, side).data] };",
                &[json!(x), json!(y), json!(reach)],
            )
            .into();
        match read {
            Ok(bytes) => Pixels(
                bytes
                    .chunks_exact(4)
                    .map(|rgba| Colour(rgba[0], rgba[1], rgba[2]))
                    .collect(),
            ),
            Err(error) => panic!("expected pixels of the map: {error}"),
        }
    }

    /// Waits until pixels of the map about a point fit.
    #[track_caller]
    pub fn until_pixels(
        &self,
        expected: &str,
        at: (f64, f64),
        reach: f64,
        fit: impl Fn(&Pixels) -> bool,
    ) {
        self.eventually(expected, || {
            let pixels = self.map_pixels(at, reach);
            match fit(&pixels) {
                true => Ok(()),
                false => Err(format!(
                    "the commonest colour at {at:?} is {:?}",
                    pixels.commonest()
                )),
            }
        });
    }

    /// Box around all that is drawn over the map: what is hovered, selected, walked on.
    #[track_caller]
    pub fn marked(&self) -> Option<Rect> {
        self.run(
            "const canvas = document.querySelector('canvas.map-overlay'), box = canvas.getBoundingClientRect();
             const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
             let left = Infinity, top = Infinity, right = -1, bottom = -1;
             for (let at = 3; at < data.length; at += 4) {
                 if (data[at] < 128) continue;
                 const pixel = (at - 3) / 4, x = pixel % canvas.width, y = (pixel - x) / canvas.width;
                 left = Math.min(left, x); right = Math.max(right, x);
                 top = Math.min(top, y); bottom = Math.max(bottom, y);
             }
             if (right < 0) return null;
             const size = box.width / canvas.width;
             return { left: box.left + left * size, top: box.top + top * size,
                      width: (right - left + 1) * size, height: (bottom - top + 1) * size };",
            &[],
        )
    }
}

/// What reading the canvas gives.
#[derive(Deserialize)]
#[serde(untagged)]
enum Read {
    Pixels { pixels: Vec<u8> },
    Error { error: String },
}

impl From<Read> for Result<Vec<u8>, String> {
    fn from(read: Read) -> Self {
        match read {
            Read::Pixels { pixels } => Ok(pixels),
            Read::Error { error } => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_counted() {
        let (black, grey, white) = (
            Colour(0, 0, 0),
            Colour(120, 120, 120),
            Colour(255, 255, 255),
        );
        let pixels = Pixels(vec![black, Colour(3, 3, 3), grey, white]);
        assert_eq!(pixels.share_of(black), 0.5);
        assert_eq!(pixels.share_between(black, Colour(130, 130, 130)), 0.75);
    }
}
