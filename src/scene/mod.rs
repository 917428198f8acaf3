//! What to draw for a view: fills, lines, symbols, labels. Pure; never touches web-sys.

mod compose;
mod degrees;
mod fitted;
mod label;
mod look;
mod neighbours;
mod palette;
mod pattern;
mod steps;
mod symbol;
mod world;

pub use compose::{AreaInk, Fill, Layer, Line, Scene, Setting, compose};
pub use degrees::{Degrees, GRATICULE_WIDTH};
pub use fitted::fitted;
pub use label::{Label, LabelKind};
pub use look::{Kind, Look};
pub use palette::{Colour, Palette, Theme};
pub use pattern::{Pattern, TILE};
pub use steps::Step;
pub use symbol::{Glyph, Symbol, glyph_of};
pub use world::{COUNTIES_FROM, Drawn, Outline, World};
