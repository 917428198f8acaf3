//! Backends that draw a scene.

mod canvas;
mod context;
#[cfg(feature = "app")]
mod early_picture;
mod hatching;
mod recording;
#[cfg(feature = "app")]
mod save;
#[cfg(feature = "app")]
mod stage;
pub mod svg;

pub use canvas::{Brush, Frame, Highlight};
pub use context::Context2d;
#[cfg(feature = "app")]
pub use early_picture::EarlyPicture;
pub use hatching::Hatching;
pub use recording::{Call, Recording};
#[cfg(feature = "app")]
pub use save::{save_png, save_svg, save_text};
#[cfg(feature = "app")]
pub use stage::Stage;
