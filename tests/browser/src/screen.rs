//! Sizes of screens.

/// What the page believes to be shown on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen {
    /// CSS pixels.
    pub width: u32,
    pub height: u32,
    /// Device pixels in a CSS pixel.
    pub density: f64,
    /// A phone: fingers, and the viewport of its `<meta>`.
    pub has_touch: bool,
}

impl Screen {
    pub const DESKTOP: Screen = Screen::mouse(1280, 800);
    pub const PHONE: Screen = Screen {
        width: 390,
        height: 844,
        density: 2.0,
        has_touch: true,
    };
    /// The smallest that must work; a desktop at 400 % zoom is the same.
    pub const NARROW: Screen = Screen::mouse(320, 640);
    /// An iframe in an article.
    pub const FRAME: Screen = Screen::mouse(640, 480);

    pub const fn mouse(width: u32, height: u32) -> Screen {
        Screen {
            width,
            height,
            density: 1.0,
            has_touch: false,
        }
    }

    #[must_use]
    pub const fn with_density(self, density: f64) -> Screen {
        Screen { density, ..self }
    }
}
