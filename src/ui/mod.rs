//! Leptos components. They fetch nothing, parse nothing and know no geometry.

mod app;
mod clipboard;
mod compare_page;
mod compared;
mod correct;
mod data_grid;
mod dialog;
mod events;
mod explore_bar;
mod filter_panel;
mod header;
mod history_strip;
mod in_view;
mod keys_dialog;
mod legend;
mod lens_choice;
mod lens_title;
mod lives;
mod map;
mod map_controls;
mod map_frames;
mod notices;
mod numbers;
mod page_link;
#[cfg(feature = "ssr")]
mod pages;
mod place_link;
mod place_panel;
mod policy;
mod provision_table;
mod provisions;
mod related;
mod save_picture;
mod scale_bar;
mod search;
#[cfg(feature = "ssr")]
mod share_form;
mod sources;
mod standing;
#[cfg(feature = "ssr")]
mod still;
#[cfg(feature = "ssr")]
mod still_table;
mod swatch;
mod table_page;
mod text_link;
mod text_main;
mod time_bar;
mod time_histogram;
mod uncertain;

pub use app::{App, Prerendered};
#[cfg(feature = "ssr")]
pub use pages::Texts;
#[cfg(feature = "ssr")]
pub use still::{StillPages, Summary, Words as AtlasWords};
