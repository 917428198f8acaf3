//! Sanctuary Atlas: a clickable map of sanctuary jurisdictions in North America and Europe.
//!
//! `docs/architecture.md` is the map of this code.

// Views are types as deep as the page is nested.
#![recursion_limit = "256"]

pub mod data;
pub mod domain;
pub mod explore;
pub mod first_map;
pub mod geo;
pub mod paint;
pub mod scene;
pub mod state;
#[cfg(feature = "app")]
pub mod ui;
