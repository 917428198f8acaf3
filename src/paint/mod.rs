//! Backends that draw a scene.

#[cfg(feature = "app")]
mod canvas;
mod hatching;
#[cfg(feature = "app")]
mod save;
#[cfg(feature = "app")]
mod stage;
pub mod svg;

#[cfg(feature = "app")]
pub use canvas::Highlight;
pub use hatching::Hatching;
#[cfg(feature = "app")]
pub use save::{save_png, save_svg};
#[cfg(feature = "app")]
pub use stage::Stage;
