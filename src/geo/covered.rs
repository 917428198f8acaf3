//! What lies over the map and hides a part of it.

use super::Viewport;

/// Part of the map's box that something else covers, pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Covered {
    pub right: f64,
    pub bottom: f64,
}

impl Covered {
    /// By a panel of a size: across the foot of a narrow map, else at the right of it.
    pub fn by_panel((width, height): (f64, f64), viewport: Viewport) -> Self {
        if width > viewport.width * 0.8 {
            Self {
                right: 0.0,
                bottom: height,
            }
        } else {
            Self {
                right: width,
                bottom: 0.0,
            }
        }
    }

    /// The part of a viewport that is free, never less than a quarter of its sides.
    pub fn free(self, viewport: Viewport) -> Viewport {
        Viewport {
            width: (viewport.width - self.right).max(viewport.width / 4.0),
            height: (viewport.height - self.bottom).max(viewport.height / 4.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_lies_beside_or_below() {
        let desktop = Viewport {
            width: 1280.0,
            height: 700.0,
        };
        let free = Covered::by_panel((400.0, 700.0), desktop).free(desktop);
        assert_eq!((free.width, free.height), (880.0, 700.0));
        let phone = Viewport {
            width: 390.0,
            height: 700.0,
        };
        let free = Covered::by_panel((390.0, 406.0), phone).free(phone);
        assert_eq!((free.width, free.height), (390.0, 294.0));
    }
}
