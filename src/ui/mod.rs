//! Leptos components. They fetch nothing, parse nothing and know no geometry.

mod app;
mod dialog;
mod events;
mod header;
mod in_view;
mod keys_dialog;
mod legend;
mod lens_choice;
mod lens_title;
mod map;
mod map_controls;
mod map_frames;
mod notices;
#[cfg(feature = "ssr")]
mod pages;
mod place_link;
mod place_panel;
mod policy;
mod save_picture;
mod scale_bar;
mod search;
#[cfg(feature = "ssr")]
mod share_form;
mod sources;
mod standing;
#[cfg(feature = "ssr")]
mod still;
mod swatch;
mod text_link;
mod text_main;

pub use app::{App, Prerendered};
#[cfg(feature = "ssr")]
pub use pages::Texts;
#[cfg(feature = "ssr")]
pub use still::{StillPages, Summary, Words as AtlasWords};
