//! Backends that draw a scene.

#[cfg(feature = "app")]
mod canvas;
#[cfg(feature = "app")]
mod stage;

#[cfg(feature = "app")]
pub use canvas::Highlight;
#[cfg(feature = "app")]
pub use stage::Stage;
