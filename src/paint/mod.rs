//! Backends that draw a scene.

#[cfg(feature = "app")]
mod canvas;

#[cfg(feature = "app")]
pub use canvas::{CanvasPainter, Highlight};
